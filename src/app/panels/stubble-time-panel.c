/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "base/smp-constants.h"
#include "model/smp-age.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-plan.h"
#include "panels/stubble-panel.h"
#include "panels/stubble-panels.h"
#include "panels/stubble-sessions-group.h"
#include "panels/stubble-slider-row.h"
#include "render/smp-healing.h"

/* Days after a session that are shown; then it is healed. */
static const int days[] = { 0, 3, 7 };
#define N_STAGES (G_N_ELEMENTS (days) + 1)

typedef struct
{
  GtkWidget *grid;
  guint n_rows;
  AdwPreferencesGroup *later;
  GtkWidget *years;
  GtkWidget *fading;
  GtkWidget *sessions;
} State;

static char *
stage_target (guint session, gsize stage)
{
  SmpAge age = { .kind = SMP_AGE_HEALED, .session = session };
  g_autofree char *text = NULL;

  if (stage < G_N_ELEMENTS (days))
    {
      age.kind = SMP_AGE_DAYS;
      age.amount = days[stage];
    }
  return smp_age_to_string (&age);
}

/* One row a session, of the stages that follow it. */
static void
fill_stages (State *self, guint n_sessions, const SmpPlan *plan)
{
  static const char *const words[N_STAGES]
      = { N_ ("Fresh"), N_ ("Day 3"), N_ ("Day 7"), N_ ("Healed") };

  while (self->n_rows > n_sessions)
    gtk_grid_remove_row (GTK_GRID (self->grid), (int)--self->n_rows);
  while (self->n_rows < n_sessions)
    {
      g_autofree char *title = g_strdup_printf (_ ("Session %u"), self->n_rows + 1);
      GtkWidget *label = gtk_label_new (title);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      GtkWidget *both = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      int row = (int)self->n_rows++;

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (box, "linked");
      gtk_widget_set_hexpand (box, TRUE);
      for (gsize i = 0; i < N_STAGES; i++)
        {
          GtkWidget *button = gtk_toggle_button_new_with_label (_ (words[i]));
          g_autofree char *target = stage_target ((guint)row + 1, i);
          g_autofree char *name = g_strdup_printf ("%s: %s", title, _ (words[i]));

          gtk_widget_set_size_request (button, -1, 44);
          gtk_widget_set_hexpand (button, TRUE);
          gtk_widget_add_css_class (button, "stage");
          gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.age");
          gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
          gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                          name, -1);
          gtk_box_append (GTK_BOX (box), button);
        }
      /* The name stands above: with large text there is no room beside the stages. */
      gtk_box_append (GTK_BOX (both), label);
      gtk_box_append (GTK_BOX (both), box);
      gtk_grid_attach (GTK_GRID (self->grid), both, 0, row, 1, 1);
    }
}

static void
update (StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);
  const SmpPlan *plan = stubble_document_get_plan (stubble_panel_get_document (panel));
  const SmpAge *age = stubble_canvas_get_age (stubble_panel_get_canvas (panel));
  gboolean is_later = age->kind == SMP_AGE_YEARS;
  SmpAssessment assessment = smp_assessment_from_json (
      stubble_document_get_consultation (stubble_panel_get_document (panel))->assessment);
  g_autofree char *touch_up = NULL;
  double rate;

  fill_stages (self, (guint)plan->n_sessions, plan);
  stubble_slider_row_set_value (STUBBLE_SLIDER_ROW (self->years), is_later ? age->amount : 0);
  rate = is_later && age->fading > 0 ? age->fading : smp_assessment_fading (&assessment);
  stubble_slider_row_set_value (STUBBLE_SLIDER_ROW (self->fading), rate * 100);
  touch_up = g_strdup_printf (_ ("A touch-up would be due after about %.1f years. Illustrative: "
                                 "nobody has published how fast it fades. Sun and exfoliation "
                                 "hasten it."),
                              smp_ageing_touch_up_years (rate));
  adw_preferences_group_set_description (self->later, touch_up);
  stubble_sessions_group_update (self->sessions);
}

static void
on_years (StubbleSliderRow *row, StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);
  SmpAge age = { .kind = SMP_AGE_YEARS,
                 .amount = stubble_slider_row_get_value (STUBBLE_SLIDER_ROW (self->years)),
                 .fading = stubble_slider_row_get_value (STUBBLE_SLIDER_ROW (self->fading)) / 100 };

  stubble_canvas_set_age (stubble_panel_get_canvas (panel), &age);
}

static GtkWidget *
add_slider (StubblePanel *panel, AdwPreferencesGroup *group, GtkWidget *slider)
{
  g_signal_connect (slider, "moved", G_CALLBACK (on_years), panel);
  adw_preferences_group_add (group, slider);
  return slider;
}

GtkWidget *
stubble_time_panel_new (StubbleDocument *document, StubbleCanvas *canvas)
{
  StubblePanel *panel = stubble_panel_new (document, canvas, update, sizeof (State));
  State *self = stubble_panel_get_state (panel);
  AdwPreferencesGroup *group = stubble_panel_add_group (panel, _ ("Stages"),
                                                        _ ("Redness and scabs go within days; a "
                                                           "third of the pigment within weeks."));
  GtkWidget *strip;

  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 9);
  adw_preferences_group_add (group, self->grid);
  strip = stubble_panel_action_row (_ ("All Stages…"), _ ("Sessions or years beside one another"),
                                    "view-grid-symbolic", "win.stages", NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (stubble_panel_add_group (panel, NULL, NULL)),
                             strip);

  group = stubble_panel_add_group (panel, _ ("Years Later"), NULL);
  self->later = group;
  self->years = add_slider (
      panel, group,
      stubble_slider_row_new (_ ("Years"), _ ("years"), 0, SMP_AGE_YEARS_MAX, 0.5, 1));
  self->fading = add_slider (panel, group,
                             stubble_slider_row_new (_ ("Fading"),
                                                     /* xgettext:no-c-format */ _ ("% a year"),
                                                     SMP_K (FADING_MIN) * 100,
                                                     SMP_K (FADING_MAX) * 100, 0.5, 1));
  self->sessions = stubble_sessions_group_add (panel);
  g_signal_connect_object (canvas, "view", G_CALLBACK (stubble_panel_update), panel,
                           G_CONNECT_SWAPPED);
  stubble_panel_update (panel);
  return GTK_WIDGET (panel);
}
