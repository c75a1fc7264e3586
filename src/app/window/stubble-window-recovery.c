/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "compat/stubble-ask.h"
#include "model/smp-consultation.h"
#include "project/smp-recovery.h"
#include "window/stubble-window-private.h"

gboolean
_stubble_window_adopt_copy (StubbleDocument *document, GFile *file)
{
  g_autoptr (GFile) folder = stubble_recovery_folder ();
  g_autoptr (SmpRecoveryCopy) copy = NULL;

  if (!g_file_has_parent (file, folder))
    return FALSE;
  copy = smp_recovery_read (file);
  stubble_document_recover (document, copy != NULL ? copy->origin : NULL,
                            copy != NULL ? copy->origin_etag : NULL);
  return TRUE;
}

/* Whether another window works on the consultation whose copy this is. */
static gboolean
is_open (StubbleWindow *self, GFile *folder, GFile *copy)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (g_application_get_default ()));

  for (GList *l = windows; l != NULL; l = l->next)
    {
      StubbleDocument *document = l->data != self && STUBBLE_IS_WINDOW (l->data)
                                      ? stubble_window_get_document (l->data)
                                      : NULL;
      g_autoptr (GFile) own = NULL;

      if (document == NULL)
        continue;
      own = smp_recovery_file (folder, stubble_document_get_consultation (document)->id);
      if (g_file_equal (own, copy))
        return TRUE;
    }
  return FALSE;
}

static char *
dup_name (const SmpRecoveryCopy *copy)
{
  g_autofree char *base = copy->origin != NULL ? g_file_get_basename (copy->origin) : NULL;

  return base != NULL ? g_filename_display_name (base) : g_strdup (_ ("New Consultation"));
}

static void
on_row (AdwActionRow *row, StubbleWindow *self)
{
  stubble_window_open (self, g_object_get_data (G_OBJECT (row), "copy"));
}

typedef struct
{
  StubbleWindow *window;
  GFile *file;
} Question;

static void
on_delete_answer (const char *answer, gpointer data)
{
  Question *question = data;

  if (strcmp (answer, "delete") == 0)
    {
      smp_recovery_remove (question->file);
      _stubble_window_update_recovered (question->window);
    }
  g_object_unref (question->window);
  g_object_unref (question->file);
  g_free (question);
}

static void
on_delete (GtkButton *button, StubbleWindow *self)
{
  const StubbleAnswer answers[] = {
    { "keep", _ ("_Keep"), FALSE },
    { "delete", _ ("_Delete"), TRUE },
  };
  Question *question = g_new0 (Question, 1);

  question->window = g_object_ref (self);
  question->file = g_object_ref (g_object_get_data (G_OBJECT (button), "copy"));
  stubble_ask (GTK_WINDOW (self), _ ("Delete Recovered Work?"),
               _ ("It was never saved and cannot be brought back."), answers,
               G_N_ELEMENTS (answers), on_delete_answer, question);
}

static void
add_row (StubbleWindow *self, const SmpRecoveryCopy *copy)
{
  g_autofree char *name = dup_name (copy);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *time = g_date_time_format (copy->written, "%x, %X");
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), time);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "copy", g_object_ref (copy->file), g_object_unref);
  g_signal_connect (row, "activated", G_CALLBACK (on_row), self);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Delete this copy"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Delete this copy"), -1);
  g_object_set_data_full (G_OBJECT (button), "copy", g_object_ref (copy->file), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (on_delete), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->recovered_group, row);
  g_ptr_array_add (self->recovered_rows, row);
}

void
_stubble_window_update_recovered (StubbleWindow *self)
{
  g_autoptr (GFile) folder = stubble_recovery_folder ();
  g_autoptr (GPtrArray) copies = smp_recovery_list (folder);

  for (guint i = 0; i < self->recovered_rows->len; i++)
    adw_preferences_group_remove (self->recovered_group,
                                  g_ptr_array_index (self->recovered_rows, i));
  g_ptr_array_set_size (self->recovered_rows, 0);
  for (guint i = 0; i < copies->len; i++)
    {
      const SmpRecoveryCopy *copy = g_ptr_array_index (copies, i);

      if (!is_open (self, folder, copy->file))
        add_row (self, copy);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->recovered_group), self->recovered_rows->len > 0);
}

static void
on_offer_answer (const char *answer, gpointer data)
{
  Question *question = data;
  g_autoptr (GError) error = NULL;

  if (strcmp (answer, "recovered") == 0)
    _stubble_window_load (question->window, question->file);
  /* Later copies of the same consultation would be written over it. */
  else if (!smp_recovery_keep (question->file, &error))
    stubble_window_toast (question->window, error->message);
  g_object_unref (question->window);
  g_object_unref (question->file);
  g_free (question);
}

void
_stubble_window_offer_copy (StubbleWindow *self)
{
  const StubbleAnswer answers[] = {
    { "saved", _ ("Open _Saved"), FALSE },
    { "recovered", _ ("Open _Recovered"), FALSE },
  };
  g_autoptr (GFile) folder = stubble_recovery_folder ();
  g_autoptr (GFile) file = NULL;
  g_autoptr (SmpRecoveryCopy) copy = NULL;
  g_autofree char *time = NULL;
  g_autofree char *body = NULL;
  Question *question;

  if (stubble_document_is_modified (self->document))
    return;
  file = smp_recovery_file (folder, stubble_document_get_consultation (self->document)->id);
  copy = smp_recovery_read (file);
  if (copy == NULL || is_open (self, folder, file))
    return;
  time = g_date_time_format (copy->written, "%x, %X");
  body
      = g_strdup_printf (_ ("Work on this consultation from %s was not saved. What you do not open "
                            "now stays on the start page."),
                         time);
  question = g_new0 (Question, 1);
  question->window = g_object_ref (self);
  question->file = g_object_ref (file);
  stubble_ask (GTK_WINDOW (self), _ ("Recovered Work"), body, answers, G_N_ELEMENTS (answers),
               on_offer_answer, question);
}
