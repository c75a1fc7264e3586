/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "present/stubble-present-private.h"

static GtkWidget *
make_button (const char *label, const char *name, const char *action, const char *target)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  /* Space goes on showing the original. */
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

void
_stubble_present_scroll_to_stage (StubblePresent *self, int stage)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (self->time_line, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *button = gtk_widget_get_first_child (self->time_line);
  graphene_rect_t at;

  for (int i = 0; button != NULL && i < stage; i++)
    button = gtk_widget_get_next_sibling (button);
  if (stage < 0 || button == NULL
      || !gtk_widget_compute_bounds (button, gtk_widget_get_parent (self->time_line), &at))
    return;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled));
  double x = gtk_adjustment_get_value (adjustment) + (double)at.origin.x;

  gtk_adjustment_clamp_page (adjustment, x, x + (double)at.size.width);
}

static gboolean
same_stages (const GArray *a, const GArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!smp_age_equal (&g_array_index (a, StubbleStage, i).age,
                        &g_array_index (b, StubbleStage, i).age))
      return FALSE;
  return TRUE;
}

void
_stubble_present_fill_time_line (StubblePresent *self)
{
  SmpAssessment assessment
      = smp_assessment_from_json (stubble_document_get_consultation (self->document)->assessment);
  GArray *stages = stubble_present_stages (_stubble_present_get_plan (self),
                                           smp_assessment_fading (&assessment));
  GtkWidget *child;

  if (same_stages (self->stages, stages))
    {
      g_array_unref (stages);
      return;
    }
  g_clear_pointer (&self->stages, g_array_unref);
  self->stages = stages;
  while ((child = gtk_widget_get_first_child (self->time_line)) != NULL)
    gtk_box_remove (GTK_BOX (self->time_line), child);
  for (guint i = 0; i < stages->len; i++)
    {
      const StubbleStage *stage = &g_array_index (stages, StubbleStage, i);
      g_autofree char *name = smp_age_describe (&stage->age, _stubble_present_get_plan (self));
      g_autofree char *target = g_strdup_printf ("%u", i);

      gtk_box_append (GTK_BOX (self->time_line),
                      make_button (stage->label, name, "present.stage", target));
    }
}

static GtkWidget *
build_shows (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), make_button (_ ("Before"), _ ("Before: the original photo"),
                                              "present.show", "before"));
  gtk_box_append (GTK_BOX (box), make_button (_ ("Split"), _ ("Split: both, with a divider"),
                                              "present.show", "split"));
  gtk_box_append (GTK_BOX (box), make_button (_ ("After"), _ ("After: the simulated picture"),
                                              "present.show", "after"));
  return box;
}

static GtkWidget *
build_leave (StubblePresent *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Leave (Esc)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Leave"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_window_close), self);
  return button;
}

/* Below the picture, not on it: nothing hides a part of the head. */
GtkWidget *
_stubble_present_build_controls (StubblePresent *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *row = gtk_center_box_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (box, "present-controls");
  gtk_center_box_set_center_widget (GTK_CENTER_BOX (row), build_shows ());
  gtk_center_box_set_end_widget (GTK_CENTER_BOX (row), build_leave (self));
  gtk_box_append (GTK_BOX (box), row);
  self->time_line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->time_line, "linked");
  gtk_widget_set_halign (self->time_line, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->time_line), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Time line"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->time_line);
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}
