/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-recipe-group.h"

#include <glib/gi18n.h>

#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "panels/stubble-slider-row.h"

typedef enum
{
  DILUTION,
  WARMTH,
  NEEDLE,
  POINTS,
  DEPTH,
  N_SLIDERS
} Slider;

static const StubbleSliderSpec sliders[N_SLIDERS] = {
  { N_ ("Water to One Part of Pigment"), "", N_ ("Change Dilution"), "dilution", 0,
    SMP_PIGMENT_DILUTION_MAX, 1, 0 },
  { N_ ("Share of Brown"), "%", N_ ("Change Dilution"), "warmth", 0, 100, 1, 0 },
  { N_ ("Needle Diameter"), N_ ("mm"), N_ ("Change Recipe"), "needle", SMP_PLAN_NEEDLE_MIN,
    SMP_PLAN_NEEDLE_MAX, 0.01, 2 },
  { N_ ("Needles in the Cluster"), "", N_ ("Change Recipe"), "needle-points", 1, 9, 1, 0 },
  { N_ ("Depth"), N_ ("mm"), N_ ("Change Recipe"), "depth", SMP_PLAN_DEPTH_MIN, SMP_PLAN_DEPTH_MAX,
    0.05, 2 },
};

typedef struct
{
  StubblePanel *panel;
  GtkWidget *rows[N_SLIDERS];
} Recipe;

static double
value_of (const SmpPlan *plan, Slider slider)
{
  switch (slider)
    {
    case DILUTION:
      return plan->pigment->dilution;
    case WARMTH:
      return 100 * plan->pigment->warmth;
    case NEEDLE:
      return smp_plan_needle (plan);
    case POINTS:
      return MAX (plan->recipe.needle_points, 1);
    case DEPTH:
    case N_SLIDERS:
    default:
      return smp_plan_depth (plan);
    }
}

static SmpPlan *
with_value (const SmpPlan *plan, Slider slider, double value)
{
  SmpRecipe recipe = plan->recipe;

  switch (slider)
    {
    case DILUTION:
    case WARMTH:
      {
        /* A shade of one's own, which the palettes' names would belie. */
        g_autoptr (SmpPigment) pigment = smp_pigment_new (
            "own", _ ("Own Mix"), slider == DILUTION ? value : plan->pigment->dilution,
            slider == WARMTH ? value / 100 : plan->pigment->warmth);

        return smp_plan_with_pigment (plan, pigment);
      }
    case NEEDLE:
      recipe.needle_mm = value;
      break;
    case POINTS:
      recipe.needle_points = (int)value;
      break;
    case DEPTH:
    case N_SLIDERS:
    default:
      recipe.depth_mm = value;
      break;
    }
  return smp_plan_with_recipe (plan, &recipe);
}

static void
on_moved (StubbleSliderRow *row, Recipe *self)
{
  StubbleDocument *document = stubble_panel_get_document (self->panel);

  for (int i = 0; i < N_SLIDERS; i++)
    if (GTK_WIDGET (row) == self->rows[i])
      {
        g_autoptr (SmpPlan) plan = with_value (stubble_document_get_plan (document), (Slider)i,
                                               stubble_slider_row_get_value (row));

        stubble_document_commit_plan (document, plan, _ (sliders[i].label), sliders[i].key);
        return;
      }
}

void
stubble_recipe_group_update (GtkWidget *group)
{
  Recipe *self = g_object_get_data (G_OBJECT (group), "recipe");
  const SmpPlan *plan = stubble_document_get_plan (stubble_panel_get_document (self->panel));

  for (int i = 0; i < N_SLIDERS; i++)
    stubble_slider_row_set_value (STUBBLE_SLIDER_ROW (self->rows[i]), value_of (plan, (Slider)i));
  /* An own colour is what it is: nothing is mixed. */
  gtk_widget_set_sensitive (self->rows[DILUTION], !plan->pigment->has_colour);
  gtk_widget_set_sensitive (self->rows[WARMTH], !plan->pigment->has_colour);
}

GtkWidget *
stubble_recipe_group_add (StubblePanel *panel)
{
  AdwPreferencesGroup *group = stubble_panel_add_group (
      panel, _ ("Recipe"), _ ("Deeper pigment looks lighter and less red."));
  Recipe *self = g_new0 (Recipe, 1);

  self->panel = panel;
  g_object_set_data_full (G_OBJECT (group), "recipe", self, g_free);
  for (int i = 0; i < N_SLIDERS; i++)
    {
      self->rows[i] = stubble_slider_row_new_of (&sliders[i]);
      g_signal_connect (self->rows[i], "moved", G_CALLBACK (on_moved), self);
      stubble_panel_seal_settled (panel, self->rows[i]);
      adw_preferences_group_add (group, self->rows[i]);
    }
  return GTK_WIDGET (group);
}
