/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stubble-presets.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/smp-error.h"
#include "project/smp-preset-file.h"

/* Bytes of the part of a file's name that comes from the preset's. */
#define STEM_MAX 60

static GPtrArray *presets;
static GMenu *menu;

static char *
folder_name (void)
{
  return g_build_filename (g_get_user_data_dir (), "stubble", "presets", NULL);
}

static char *
path_of (const char *id)
{
  g_autofree char *folder = folder_name ();

  return g_build_filename (folder, id, NULL);
}

static void
saved_free (gpointer data)
{
  StubbleSavedPreset *self = data;

  g_free (self->id);
  smp_preset_unref (self->preset);
  g_free (self);
}

static gint
by_name (gconstpointer a, gconstpointer b)
{
  const StubbleSavedPreset *first = *(const StubbleSavedPreset *const *)a;
  const StubbleSavedPreset *second = *(const StubbleSavedPreset *const *)b;
  int order = g_utf8_collate (first->preset->name, second->preset->name);

  return order != 0 ? order : strcmp (first->id, second->id);
}

static void
fill_menu (void)
{
  g_menu_remove_all (menu);
  for (guint i = 0; i < presets->len; i++)
    {
      const StubbleSavedPreset *saved = g_ptr_array_index (presets, i);
      /* An underscore of the name is no mnemonic. */
      g_auto (GStrv) parts = g_strsplit (saved->preset->name, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.preset", "s", saved->id);
      g_menu_append_item (menu, item);
    }
}

/* What cannot be read is left where it is, and out of the list. */
static void
reload (void)
{
  g_autofree char *folder = folder_name ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (presets == NULL)
    {
      presets = g_ptr_array_new_with_free_func (saved_free);
      menu = g_menu_new ();
    }
  g_ptr_array_set_size (presets, 0);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      StubbleSavedPreset *saved;
      SmpPreset *preset;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      preset = smp_preset_load (file, NULL, NULL, &error);
      if (preset == NULL)
        {
          g_debug ("preset %s: %s", path, error->message);
          continue;
        }
      saved = g_new0 (StubbleSavedPreset, 1);
      saved->id = g_strdup (name);
      saved->preset = preset;
      g_ptr_array_add (presets, saved);
    }
  g_ptr_array_sort (presets, by_name);
  fill_menu ();
}

GPtrArray *
stubble_presets_get (void)
{
  if (presets == NULL)
    reload ();
  return presets;
}

GMenuModel *
stubble_presets_get_menu (void)
{
  stubble_presets_get ();
  return G_MENU_MODEL (menu);
}

const SmpPreset *
stubble_presets_find (const char *id)
{
  GPtrArray *all = stubble_presets_get ();

  for (guint i = 0; i < all->len; i++)
    {
      const StubbleSavedPreset *saved = g_ptr_array_index (all, i);

      if (strcmp (saved->id, id) == 0)
        return saved->preset;
    }
  return NULL;
}

void
stubble_preset_undo_free (StubblePresetUndo *self)
{
  g_free (self->id);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static void
remember (StubblePresetUndo **undo, const char *id)
{
  g_autofree char *path = path_of (id);
  char *text;
  gsize length;

  if (undo == NULL)
    return;
  *undo = g_new0 (StubblePresetUndo, 1);
  (*undo)->id = g_strdup (id);
  if (g_file_get_contents (path, &text, &length, NULL))
    (*undo)->bytes = g_bytes_new_take (text, length);
}

/* The file of a preset of that name, else a name that no file has. (transfer full) */
static char *
id_for (const char *name)
{
  g_autofree char *stem = NULL;
  GPtrArray *all = stubble_presets_get ();

  for (guint i = 0; i < all->len; i++)
    {
      const StubbleSavedPreset *saved = g_ptr_array_index (all, i);

      if (strcmp (saved->preset->name, name) == 0)
        return g_strdup (saved->id);
    }
  stem = g_str_to_ascii (name, NULL);
  if (strlen (stem) > STEM_MAX)
    stem[STEM_MAX] = '\0';
  g_strcanon (stem, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_", '-');
  for (int i = 1;; i++)
    {
      g_autofree char *id
          = i == 1 ? g_strdup_printf ("%s.json", stem) : g_strdup_printf ("%s-%d.json", stem, i);
      g_autofree char *path = path_of (id);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&id);
    }
}

static gboolean
write_file (const char *id, GBytes *bytes, GError **error)
{
  g_autofree char *folder = folder_name ();
  g_autofree char *path = path_of (id);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                   _ ("The folder “%s” cannot be made. Is the disk full?"), folder);
      return FALSE;
    }
  return g_file_set_contents (path, data, (gssize)size, error);
}

static gboolean
remove_file (const char *id, GError **error)
{
  g_autofree char *path = path_of (id);

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _ ("“%s” cannot be deleted: %s"), path,
               g_strerror (errno));
  return FALSE;
}

gboolean
stubble_presets_save (const SmpPreset *preset, StubblePresetUndo **undo, GError **error)
{
  g_autofree char *id = NULL;
  g_autoptr (GBytes) bytes = smp_preset_write (preset);

  if (g_utf8_strlen (preset->name, -1) > SMP_PRESET_NAME_MAX)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("The name of a preset has at most %d characters."), SMP_PRESET_NAME_MAX);
      return FALSE;
    }
  id = id_for (preset->name);
  remember (undo, id);
  if (!write_file (id, bytes, error))
    {
      if (undo != NULL)
        g_clear_pointer (undo, stubble_preset_undo_free);
      return FALSE;
    }
  reload ();
  return TRUE;
}

static const SmpPreset *
find_by_name (const char *name)
{
  GPtrArray *all = stubble_presets_get ();

  for (guint i = 0; i < all->len; i++)
    {
      const StubbleSavedPreset *saved = g_ptr_array_index (all, i);

      if (strcmp (saved->preset->name, name) == 0)
        return saved->preset;
    }
  return NULL;
}

static gboolean
is_same (const SmpPreset *a, const SmpPreset *b)
{
  g_autoptr (GBytes) bytes = smp_preset_write (a), others = smp_preset_write (b);

  return g_bytes_equal (bytes, others);
}

/* Somebody else's preset never takes the place of another: “Soft” comes in as “Soft (2)”. */
static SmpPreset *
with_free_name (const SmpPreset *preset)
{
  const SmpPreset *other = find_by_name (preset->name);
  g_autofree char *stem = g_utf8_substring (
      preset->name, 0, MIN (g_utf8_strlen (preset->name, -1), SMP_PRESET_NAME_MAX - 5));

  if (other == NULL || is_same (other, preset))
    return smp_preset_ref (preset);
  for (int i = 2;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s (%d)", stem, i);

      if (find_by_name (name) == NULL)
        return smp_preset_new (name, preset->description, preset->look);
    }
}

const SmpPreset *
stubble_presets_import (GFile *file, StubblePresetUndo **undo, GError **error)
{
  g_autoptr (SmpPreset) loaded = smp_preset_load (file, NULL, NULL, error);
  g_autoptr (SmpPreset) preset = loaded != NULL ? with_free_name (loaded) : NULL;
  g_autofree char *id = NULL;

  if (preset == NULL || !stubble_presets_save (preset, undo, error))
    return NULL;
  id = id_for (preset->name);
  return stubble_presets_find (id);
}

gboolean
stubble_presets_remove (const char *id, StubblePresetUndo **undo, GError **error)
{
  /* Only what is in the list: an id never leads out of the folder. */
  if (stubble_presets_find (id) == NULL)
    return TRUE;
  remember (undo, id);
  if (!remove_file (id, error))
    {
      if (undo != NULL)
        g_clear_pointer (undo, stubble_preset_undo_free);
      return FALSE;
    }
  reload ();
  return TRUE;
}

gboolean
stubble_presets_undo (const StubblePresetUndo *undo, GError **error)
{
  gboolean done = undo->bytes != NULL ? write_file (undo->id, undo->bytes, error)
                                      : remove_file (undo->id, error);

  reload ();
  return done;
}
