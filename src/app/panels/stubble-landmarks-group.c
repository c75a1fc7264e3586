/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-landmarks-group.h"

#include <glib/gi18n.h>

#include "canvas/stubble-marks.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"

static const char *const names[] = {
  SMP_LANDMARK_PUPIL_RIGHT,
  SMP_LANDMARK_PUPIL_LEFT,
  SMP_LANDMARK_IRIS_RIGHT_OUTER,
  SMP_LANDMARK_IRIS_RIGHT_INNER,
  SMP_LANDMARK_IRIS_LEFT_INNER,
  SMP_LANDMARK_IRIS_LEFT_OUTER,
  SMP_LANDMARK_CANTHUS_RIGHT,
  SMP_LANDMARK_CANTHUS_LEFT,
  SMP_LANDMARK_GLABELLA,
  "pronasale",
  SMP_LANDMARK_SUBNASALE,
  SMP_LANDMARK_CHIN,
  SMP_LANDMARK_VERTEX,
  "tragion_right",
  "tragion_left",
  SMP_LANDMARK_EURYON_RIGHT,
  SMP_LANDMARK_EURYON_LEFT,
  "opisthocranion",
};
#define N_NAMES G_N_ELEMENTS (names)

/* Borrowed: rows of the panel, which keeps this. */
typedef struct
{
  GtkWidget *rows[N_NAMES];
  GtkWidget *removers[N_NAMES];
} Landmarks;

static void
update (StubblePanel *panel)
{
  Landmarks *self = g_object_get_data (G_OBJECT (panel), "landmarks");
  const SmpPhoto *photo = stubble_document_get_photo (stubble_panel_get_document (panel));

  for (gsize i = 0; photo != NULL && i < N_NAMES; i++)
    {
      SmpPoint px;
      gboolean placed = smp_landmarks_get (photo->landmarks, names[i], &px);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[i]),
                                   placed ? _ ("Placed") : _ ("Not placed"));
      gtk_widget_set_visible (self->removers[i], placed);
    }
}

static GtkWidget *
button (const char *icon, const char *text, const char *action, const char *name)
{
  GtkWidget *self = gtk_button_new_from_icon_name (icon);
  /* Translators: what to do and with which landmark. */
  g_autofree char *label
      = g_strdup_printf (_ ("%s: %s"), text, stubble_marks_landmark_label (name));

  gtk_widget_set_tooltip_text (self, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), action);
  gtk_widget_set_valign (self, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self, "flat");
  return self;
}

void
stubble_landmarks_group_add (StubblePanel *panel, AdwPreferencesGroup *group)
{
  GtkWidget *expander = adw_expander_row_new ();
  Landmarks *self = g_new0 (Landmarks, 1);
  StubbleDocument *document = stubble_panel_get_document (panel);

  g_object_set_data_full (G_OBJECT (panel), "landmarks", self, g_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), _ ("All Landmarks"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander),
                                 _ ("More of them make the head more certain"));
  for (gsize i = 0; i < N_NAMES; i++)
    {
      self->rows[i] = adw_action_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]),
                                     stubble_marks_landmark_label (names[i]));
      self->removers[i]
          = button ("edit-delete-symbolic", _ ("Remove"), "win.landmark-remove", names[i]);
      adw_action_row_add_suffix (ADW_ACTION_ROW (self->rows[i]), self->removers[i]);
      adw_action_row_add_suffix (
          ADW_ACTION_ROW (self->rows[i]),
          button ("find-location-symbolic", _ ("Place"), "win.landmark", names[i]));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), self->rows[i]);
    }
  adw_preferences_group_add (group, expander);
  g_signal_connect_object (document, "changed", G_CALLBACK (update), panel, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "photo", G_CALLBACK (update), panel, G_CONNECT_SWAPPED);
  update (panel);
}
