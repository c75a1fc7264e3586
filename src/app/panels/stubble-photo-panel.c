/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "model/smp-consultation.h"
#include "model/smp-face-frame.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "panels/stubble-girth-row.h"
#include "panels/stubble-landmarks-group.h"
#include "panels/stubble-panel.h"
#include "panels/stubble-panels.h"
#include "surface/smp-head-consultation.h"

typedef struct
{
  GtkWidget *name;
  GtkWidget *reference;
  GtkWidget *view;
  GtkWidget *size;
  GtkWidget *scale;
  GtkWidget *landmarks;
  GtkWidget *scale_icon;
  GtkWidget *surface;
  GtkWidget *surface_icon;
  GtkWidget *pose;
  GtkWidget *pose_reset;
} State;

/* That of what was placed in the photo. */
static char *
describe_placed_scale (const SmpScale *scale)
{
  double percent = scale->uncertainty * 100;

  switch (scale->method)
    {
    case SMP_SCALE_RULER:
      return g_strdup_printf (_ ("From the ruler: %.3f mm/px ± %.0f %%"), scale->mm_per_px,
                              percent);
    case SMP_SCALE_IRIS:
      return g_strdup_printf (_ ("From the irises: %.3f mm/px ± %.0f %%"), scale->mm_per_px,
                              percent);
    case SMP_SCALE_PUPILS:
      return g_strdup_printf (_ ("From the pupils: %.3f mm/px ± %.0f %%"), scale->mm_per_px,
                              percent);
    case SMP_SCALE_HEAD:
      return g_strdup_printf (_ ("From the head’s breadth: %.3f mm/px ± %.0f %%"), scale->mm_per_px,
                              percent);
    case SMP_SCALE_MANUAL:
      return g_strdup_printf (_ ("Typed in: %.3f mm/px ± %.0f %%"), scale->mm_per_px, percent);
    case SMP_SCALE_ASSUMED:
    default:
      return g_strdup_printf (_ ("Unknown: %.3f mm/px, as if a usual head filled 40 %% of the "
                                 "picture’s shorter side. Place the landmarks or use the ruler."),
                              scale->mm_per_px);
    }
}

/* The head's is what dots are drawn by, and there where the landmarks alone tell none, as in a
 * profile. */
static char *
describe_scale (const SmpPhoto *photo)
{
  g_autofree char *placed = describe_placed_scale (&photo->scale);
  g_autofree char *head = NULL;

  if (!smp_photo_uses_head (photo))
    return g_steal_pointer (&placed);
  head = g_strdup_printf (_ ("Of the head, where it is nearest: %.3f mm/px ± %.0f %%"),
                          smp_head_mm_per_px (&photo->head), photo->head.uncertainty * 100);
  return photo->scale.method != SMP_SCALE_ASSUMED ? g_strconcat (head, "\n", placed, NULL)
                                                  : g_steal_pointer (&head);
}

/* How well the landmarks go with a usual head, mm; our choice. */
#define FIT_GOOD 3.0

static char *
describe_head (const SmpHead *head)
{
  return g_strdup_printf (
      head->residual_mm < FIT_GOOD
          ? _ ("Head, %.0f mm wide and %.0f mm long ± %.0f %%. Good fit: landmarks %.1f mm off a "
               "usual head")
          : _ ("Head, %.0f mm wide and %.0f mm long ± %.0f %%. Fair fit: landmarks %.1f mm off a "
               "usual head"),
      2 * head->axes.x, 2 * head->axes.z, head->uncertainty * 100, head->residual_mm);
}

static char *
describe_surface (const SmpConsultation *consultation, const SmpPhoto *photo)
{
  double off = photo->head.carried_mm;
  g_autofree char *fit = NULL, *carried = NULL;

  if (!smp_photo_uses_head (photo))
    return g_strdup (_ ("Flat: with pupils and the top of the head, dots follow the head"));
  fit = describe_head (&photo->head);
  if (off < SMP_HEAD_CARRIED_FAIR_MM)
    return g_steal_pointer (&fit);
  carried
      = g_strdup_printf (_ ("What is drawn here may lie about %.0f mm off in other photos."), off);
  return g_strconcat (fit, "\n", carried, " ", smp_consultation_describe_remedy (consultation),
                      NULL);
}

static void
show_surface (State *self,
              const SmpConsultation *consultation,
              const SmpPhoto *photo,
              const char *misfit)
{
  g_autofree char *surface = describe_surface (consultation, photo);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->surface), misfit != NULL ? misfit : surface);
  gtk_widget_set_visible (self->surface_icon, misfit != NULL);
  if (misfit != NULL)
    gtk_widget_add_css_class (self->surface, "warning-row");
  else
    gtk_widget_remove_css_class (self->surface, "warning-row");
}

static void
update (StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);
  StubbleDocument *document = stubble_panel_get_document (panel);
  const SmpConsultation *consultation = stubble_document_get_consultation (document);
  const SmpPhoto *photo = stubble_document_get_photo (document);
  gboolean is_assumed = photo->scale.method == SMP_SCALE_ASSUMED && !smp_photo_uses_head (photo);
  g_autofree char *scale = describe_scale (photo);
  g_autofree char *misfit = stubble_document_dup_misfit (document);
  g_autofree char *size = NULL;
  g_autofree char *name = g_markup_escape_text (photo->name, -1);
  SmpFaceFrame frame;

  size = g_strdup_printf (_ ("%d × %d pixels"), photo->width, photo->height);
  stubble_panel_set_entry (self->name, consultation->client.name);
  stubble_panel_set_entry (self->reference, consultation->client.reference);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->view), photo->view);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->size), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->size), size);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->scale), scale);
  show_surface (self, consultation, photo, misfit);
  gtk_widget_set_visible (self->pose, smp_photo_uses_head (photo));
  gtk_widget_set_visible (self->pose_reset, smp_photo_uses_head (photo) && photo->head.by_hand);
  gtk_widget_set_visible (self->scale_icon, is_assumed);
  if (is_assumed)
    gtk_widget_add_css_class (self->scale, "warning-row");
  else
    gtk_widget_remove_css_class (self->scale, "warning-row");
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (self->landmarks),
      smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame)
          ? _ ("Pupils are placed; drag a mark to correct it")
          : _ ("Pupils, top of the head, chin"));
}

static void
on_client (GtkEditable *editable, StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);
  StubbleDocument *document = stubble_panel_get_document (panel);
  const SmpConsultation *now = stubble_document_get_consultation (document);
  g_autoptr (SmpConsultation) edited = NULL;

  if (stubble_panel_is_updating (panel))
    return;
  edited = smp_consultation_with_client (now, gtk_editable_get_text (GTK_EDITABLE (self->name)),
                                         gtk_editable_get_text (GTK_EDITABLE (self->reference)),
                                         now->client.notes);
  stubble_document_commit (document, edited, _ ("Edit Client"),
                           GTK_WIDGET (editable) == self->name ? "client-name" : "client-ref");
}

static void
on_view (AdwComboRow *row, GParamSpec *pspec, StubblePanel *panel)
{
  if (stubble_panel_is_updating (panel) || adw_combo_row_get_selected (row) >= SMP_N_VIEWS)
    return;
  stubble_document_commit_view (stubble_panel_get_document (panel),
                                (SmpView)adw_combo_row_get_selected (row));
}

static GtkWidget *
add_entry (StubblePanel *panel, AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = stubble_panel_entry_row (panel, title);

  g_signal_connect (row, "changed", G_CALLBACK (on_client), panel);
  adw_preferences_group_add (group, row);
  return row;
}

static GtkWidget *
add_warning (GtkWidget *row)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  return icon;
}

GtkWidget *
stubble_photo_panel_new (StubbleDocument *document, StubbleCanvas *canvas)
{
  StubblePanel *panel = stubble_panel_new (document, canvas, update, sizeof (State));
  State *self = stubble_panel_get_state (panel);
  AdwPreferencesGroup *group;
  g_autoptr (GtkStringList) views = gtk_string_list_new (NULL);

  group = stubble_panel_add_group (panel, _ ("Client"), NULL);
  self->name = add_entry (panel, group, _ ("Name"));
  self->reference = add_entry (panel, group, _ ("Reference"));
  adw_preferences_group_add (
      group,
      stubble_panel_action_row (_ ("Assessment…"), _ ("Hair loss, skin, suitability, aftercare"),
                                "avatar-default-symbolic", "win.assessment", NULL));

  group = stubble_panel_add_group (panel, _ ("Photo"), NULL);
  self->size = adw_action_row_new ();
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self->size), 1);
  adw_preferences_group_add (group, self->size);
  for (int i = 0; i < SMP_N_VIEWS; i++)
    gtk_string_list_append (views, smp_view_describe ((SmpView)i));
  self->view = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->view), C_ ("photo", "View"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("photo", "View"), -1);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->view), G_LIST_MODEL (views));
  g_signal_connect (self->view, "notify::selected", G_CALLBACK (on_view), panel);
  adw_preferences_group_add (group, self->view);

  group = stubble_panel_add_group (panel, _ ("Scale"),
                                   _ ("Dots are drawn in true millimetres, so the scale matters."));
  self->scale = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->scale), _ ("Scale"));
  self->scale_icon = add_warning (self->scale);
  adw_preferences_group_add (group, self->scale);
  self->surface = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->surface), _ ("Surface"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->surface), 0);
  self->surface_icon = add_warning (self->surface);
  adw_preferences_group_add (group, self->surface);
  self->landmarks = stubble_panel_action_row (_ ("Place Landmarks"), "", "find-location-symbolic",
                                              "win.tool", "landmarks");
  adw_preferences_group_add (group, self->landmarks);
  stubble_landmarks_group_add (panel, group);
  stubble_girth_row_add (panel, group);
  self->pose = stubble_panel_action_row (_ ("Turn Head"), _ ("Its pose by hand, and the whorl"),
                                         "object-rotate-right-symbolic", "win.tool", "head");
  adw_preferences_group_add (group, self->pose);
  self->pose_reset = stubble_panel_action_row (_ ("Reset Pose"), _ ("As the landmarks tell it"),
                                               "edit-clear-symbolic", "win.pose-reset", NULL);
  adw_preferences_group_add (group, self->pose_reset);
  adw_preferences_group_add (group,
                             stubble_panel_action_row (_ ("Ruler"), _ ("A length that you know"),
                                                       "io.github.stubble.Stubble-ruler-symbolic",
                                                       "win.tool", "ruler"));
  stubble_panel_update (panel);
  return GTK_WIDGET (panel);
}
