/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "compat/stubble-ask.h"
#include "compat/stubble-file-prompt.h"
#include "window/stubble-window-private.h"

/* The sample lies beside the sources of a build that was not installed, else among the data. */
GFile *
_stubble_window_find_sample (void)
{
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *here = exe != NULL ? g_path_get_dirname (exe) : NULL;
  g_autofree char *in_tree
      = here != NULL ? g_build_filename (here, "..", "..", "..", "data", "sample", NULL) : NULL;
  g_autofree char *in_build
      = here != NULL ? g_build_filename (here, "..", "..", "data", "sample", NULL) : NULL;
  g_autofree char *installed = g_build_filename (PKGDATADIR, "sample", NULL);
  const char *folders[] = { in_tree, in_build, installed };

  for (gsize f = 0; f < G_N_ELEMENTS (folders); f++)
    {
      g_autoptr (GDir) dir = folders[f] != NULL ? g_dir_open (folders[f], 0, NULL) : NULL;
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        if (g_str_has_suffix (name, ".stubble.json"))
          return g_file_new_build_filename (folders[f], name, NULL);
    }
  return NULL;
}

static void
on_chosen (GFile *file, gpointer data)
{
  g_autoptr (StubbleWindow) self = data;

  if (file != NULL)
    stubble_window_open (self, file);
}

void
_stubble_window_choose (StubbleWindow *self, int files)
{
  const char *title = files == STUBBLE_FILES_PHOTO          ? _ ("Open Photo")
                      : files == STUBBLE_FILES_CONSULTATION ? _ ("Open Consultation")
                                                            : _ ("Open");

  stubble_file_prompt_open (GTK_WINDOW (self), title, files, on_chosen, g_object_ref (self));
}

static void
go_on (StubbleWindow *self)
{
  StubbleThen then = self->then;
  g_autoptr (GFile) file = self->pending != NULL ? g_object_ref (self->pending) : NULL;

  self->then = STUBBLE_THEN_NOTHING;
  if (then == STUBBLE_THEN_OPEN && file != NULL)
    _stubble_window_load (self, file);
  else if (then == STUBBLE_THEN_CLOSE)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_unsaved_answer (const char *answer, gpointer data)
{
  g_autoptr (StubbleWindow) self = data;

  if (strcmp (answer, "save") == 0)
    _stubble_window_save (self, FALSE);
  else if (strcmp (answer, "discard") == 0)
    {
      if (self->recovery != NULL)
        stubble_recovery_discard (self->recovery);
      go_on (self);
    }
  else
    self->then = STUBBLE_THEN_NOTHING;
}

gboolean
_stubble_window_ask_unsaved (StubbleWindow *self, StubbleThen then)
{
  const StubbleAnswer answers[] = {
    { "cancel", _ ("_Cancel"), FALSE },
    { "discard", _ ("_Discard"), TRUE },
    { "save", _ ("_Save"), FALSE },
  };
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (self->document == NULL || !stubble_document_is_modified (self->document))
    return TRUE;
  self->then = then;
  title = stubble_document_dup_title (self->document);
  body = g_strdup_printf (
      _ ("“%s” has changes that are not saved. Without saving they will be lost."), title);
  stubble_ask (GTK_WINDOW (self), _ ("Save Changes?"), body, answers, G_N_ELEMENTS (answers),
               on_unsaved_answer, g_object_ref (self));
  return FALSE;
}

static void save_to (StubbleWindow *self, GFile *file, gboolean overwrite);

static void
on_changed_answer (const char *answer, gpointer data)
{
  g_autoptr (StubbleWindow) self = data;

  if (strcmp (answer, "overwrite") == 0)
    save_to (self, stubble_document_get_file (self->document), TRUE);
  else if (strcmp (answer, "save-as") == 0)
    _stubble_window_save (self, TRUE);
  else
    self->then = STUBBLE_THEN_NOTHING;
}

static void
ask_changed (StubbleWindow *self)
{
  const StubbleAnswer answers[] = {
    { "cancel", _ ("_Cancel"), FALSE },
    { "overwrite", _ ("_Overwrite"), TRUE },
    { "save-as", _ ("Save _As…"), FALSE },
  };

  stubble_ask (GTK_WINDOW (self), _ ("Changed on Disk"),
               _ ("Another program has changed the file since it was opened. Overwriting it loses "
                  "those changes; save under another name to keep both."),
               answers, G_N_ELEMENTS (answers), on_changed_answer, g_object_ref (self));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StubbleWindow) self = data;
  StubbleDocument *document = STUBBLE_DOCUMENT (source);
  g_autoptr (GError) error = NULL;

  self->is_saving = FALSE;
  if (!stubble_document_save_finish (document, result, &error))
    {
      _stubble_window_update_actions (self);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
        {
          ask_changed (self);
          return;
        }
      self->then = STUBBLE_THEN_NOTHING;
      stubble_tell (GTK_WINDOW (self), _ ("Could Not Save"), error->message);
      return;
    }
  _stubble_window_add_recent (self, stubble_document_get_file (document), document);
  if (document == self->document)
    _stubble_window_watch (self);
  _stubble_window_update (self);
  if (self->then == STUBBLE_THEN_NOTHING)
    stubble_window_toast (self, _ ("Saved"));
  else
    go_on (self);
}

static void
save_to (StubbleWindow *self, GFile *file, gboolean overwrite)
{
  self->is_saving = TRUE;
  _stubble_window_update_actions (self);
  stubble_document_save_async (self->document, file, overwrite, NULL, on_saved,
                               g_object_ref (self));
}

static void
on_save_name (GFile *file, gpointer data)
{
  g_autoptr (StubbleWindow) self = data;
  g_autofree char *base = NULL;
  g_autoptr (GFile) folder = NULL;

  if (file == NULL || self->document == NULL)
    {
      self->then = STUBBLE_THEN_NOTHING;
      return;
    }
  base = g_file_get_basename (file);
  if (stubble_document_is_consultation_name (base))
    {
      save_to (self, file, TRUE);
      return;
    }
  /* The chooser asked about replacing another name than this one, so nothing is replaced here. */
  g_autofree char *name = g_strconcat (base, ".stubble.json", NULL);
  folder = g_file_get_parent (file);
  g_autoptr (GFile) full = g_file_get_child (folder, name);
  if (g_file_query_exists (full, NULL))
    {
      g_autofree char *text = g_strdup_printf (
          _ ("There is already a file “%s”. Choose it by its full name to replace it."), name);

      self->then = STUBBLE_THEN_NOTHING;
      stubble_tell (GTK_WINDOW (self), _ ("Could Not Save"), text);
      return;
    }
  save_to (self, full, TRUE);
}

/* "photo.jpg" gives "photo". */
static char *
dup_stem (StubbleWindow *self)
{
  char *name = stubble_document_dup_title (self->document);
  char *dot;

  if (g_str_has_suffix (name, ".stubble.json"))
    name[strlen (name) - strlen (".stubble.json")] = '\0';
  else if ((dot = strrchr (name, '.')) != NULL && dot != name)
    *dot = '\0';
  return name;
}

void
_stubble_window_save (StubbleWindow *self, gboolean as)
{
  GFile *file = stubble_document_get_file (self->document);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *stem = NULL;
  g_autofree char *name = NULL;

  if (self->is_saving)
    return;
  if (file != NULL && !as)
    {
      save_to (self, file, FALSE);
      return;
    }
  stem = dup_stem (self);
  name = g_strconcat (stem, ".stubble.json", NULL);
  stubble_file_prompt_save (GTK_WINDOW (self), _ ("Save Consultation"), STUBBLE_FILES_CONSULTATION,
                            name, folder, on_save_name, g_object_ref (self));
}
