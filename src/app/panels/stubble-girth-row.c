/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-girth-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/smp-consultation.h"
#include "model/smp-photo.h"

#define MM_PER_CM 10.0

/* Borrowed: parts of the panel, which keeps this. */
typedef struct
{
  StubblePanel *panel;
  GtkWidget *row;
  GtkWidget *entry;
  GtkWidget *icon;
  double shown_mm; /* what the document said when the entry was filled, or was told by it */
} Girth;

/* Centimetres with a point or a comma; who types millimetres means them. Nothing is 0. */
static gboolean
parse (const char *text, double *mm)
{
  g_autofree char *number = g_strstrip (g_strdelimit (g_strdup (text), ",", '.'));
  char *end = NULL;
  double value = g_ascii_strtod (number, &end);

  if (*end != '\0' || !(value >= 0))
    return FALSE;
  *mm = value < SMP_HEAD_CIRCUMFERENCE_LEAST ? value * MM_PER_CM : value;
  return !(*mm > 0) || (*mm >= SMP_HEAD_CIRCUMFERENCE_LEAST && *mm <= SMP_HEAD_CIRCUMFERENCE_MOST);
}

static gboolean
is_any_photo_on_head (const SmpConsultation *consultation)
{
  for (guint i = 0; i < consultation->photos->len; i++)
    if (smp_photo_uses_head (g_ptr_array_index (consultation->photos, i)))
      return TRUE;
  return FALSE;
}

/* What the row says under its title; a warning if something is wrong. */
static char *
describe (Girth *self, gboolean *is_wrong)
{
  StubbleDocument *document = stubble_panel_get_document (self->panel);
  const SmpConsultation *now = stubble_document_get_consultation (document);
  double mm = now->client.head_circumference_mm;

  *is_wrong = TRUE;
  if (gtk_widget_has_css_class (self->entry, "error"))
    return g_strdup_printf (_ ("A head is %.0f to %.0f cm round. Leave it empty if it was not "
                               "measured."),
                            SMP_HEAD_CIRCUMFERENCE_LEAST / MM_PER_CM,
                            SMP_HEAD_CIRCUMFERENCE_MOST / MM_PER_CM);
  if (stubble_document_is_tape_left_out (document))
    return g_strdup_printf (_ ("A head circumference of %.1f cm contradicts the photos and is left "
                               "out. Measure again, and check the landmarks and the ruler."),
                            mm / MM_PER_CM);
  *is_wrong = FALSE;
  if (mm > 0 && !is_any_photo_on_head (now))
    return g_strdup (_ ("Counts once pupils and the top of the head are placed"));
  return g_strdup (_ ("Optional: a tape just above the brows and round the back of the head"));
}

static void
show (Girth *self)
{
  gboolean is_wrong;
  g_autofree char *text = describe (self, &is_wrong);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
  gtk_widget_set_visible (self->icon, is_wrong);
  if (is_wrong)
    gtk_widget_add_css_class (self->row, "warning-row");
  else
    gtk_widget_remove_css_class (self->row, "warning-row");
}

static void
set_wrong (Girth *self, gboolean is_wrong)
{
  if (is_wrong)
    {
      gtk_widget_add_css_class (self->entry, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
    }
  else
    {
      gtk_widget_remove_css_class (self->entry, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID);
    }
}

static void on_typed (GtkEditable *editable, Girth *self);

static void
fill (Girth *self, double mm)
{
  g_autofree char *text = mm > 0 ? g_strdup_printf ("%.1f", mm / MM_PER_CM) : g_strdup ("");

  self->shown_mm = mm;
  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text) != 0)
    {
      g_signal_handlers_block_by_func (self->entry, on_typed, self);
      gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
      g_signal_handlers_unblock_by_func (self->entry, on_typed, self);
    }
  set_wrong (self, FALSE);
}

static void
update (StubblePanel *panel)
{
  Girth *self = g_object_get_data (G_OBJECT (panel), "girth");
  StubbleDocument *document = stubble_panel_get_document (panel);
  double mm = stubble_document_get_consultation (document)->client.head_circumference_mm;

  if (stubble_document_get_photo (document) == NULL)
    return;
  /* What is being typed stays as it is. */
  if (mm < self->shown_mm || mm > self->shown_mm)
    fill (self, mm);
  show (self);
}

static void
on_typed (GtkEditable *editable, Girth *self)
{
  StubbleDocument *document = stubble_panel_get_document (self->panel);
  double mm;

  set_wrong (self, FALSE);
  if (parse (gtk_editable_get_text (editable), &mm) && (mm < self->shown_mm || mm > self->shown_mm))
    {
      self->shown_mm = mm;
      stubble_document_commit_head_circumference (document, mm, _ ("Set Head Circumference"),
                                                  "head-circumference");
    }
  show (self);
}

/* What was typed to here is one step; what is no circumference is said to be none. */
static void
finish (Girth *self)
{
  StubbleDocument *document = stubble_panel_get_document (self->panel);
  double mm;

  /* The focus may leave while all goes away. */
  if (document == NULL)
    return;
  if (parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &mm))
    fill (self, self->shown_mm);
  else
    set_wrong (self, TRUE);
  stubble_document_seal (document);
  show (self);
}

void
stubble_girth_row_add (StubblePanel *panel, AdwPreferencesGroup *group)
{
  Girth *self = g_new0 (Girth, 1);
  StubbleDocument *document = stubble_panel_get_document (panel);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *unit = gtk_label_new (_ ("cm"));

  g_object_set_data_full (G_OBJECT (panel), "girth", self, g_free);
  self->panel = panel;
  self->row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _ ("Head Circumference"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->row), 0);
  self->icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (self->icon, "warning");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->icon);
  self->entry = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 5);
  gtk_widget_set_valign (self->entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Head circumference in centimetres"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->entry);
  gtk_widget_add_css_class (unit, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), unit);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), self->entry);
  adw_preferences_group_add (group, self->row);

  g_signal_connect (self->entry, "changed", G_CALLBACK (on_typed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (finish), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (finish), self);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect_object (document, "changed", G_CALLBACK (update), panel, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "photo", G_CALLBACK (update), panel, G_CONNECT_SWAPPED);
  update (panel);
}
