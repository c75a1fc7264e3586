/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "panels/stubble-density.h"
#include "panels/stubble-labels.h"
#include "panels/stubble-no-zone.h"
#include "panels/stubble-panel.h"
#include "panels/stubble-panels.h"
#include "panels/stubble-slider-row.h"
#include "record/smp-count-text.h"
#include "stipple/smp-zone-measure.h"

typedef enum
{
  DENSITY,
  DIAMETER,
  FEATHER_HAIRLINE,
  FEATHER_BLEND,
  AMPLITUDE,
  WAVELENGTH,
  LONG_WAVES,
  VARIATION_DIAMETER,
  VARIATION_STRENGTH,
  VARIATION_ELONGATION,
  VARIATION_SCATTER,
  VARIATION_CLUSTER,
  N_SLIDERS
} Slider;

typedef struct
{
  GtkWidget *sliders[N_SLIDERS];
  GtkWidget *groups[4];
  GtkWidget *empty;
  GtkWidget *area;
  GtkWidget *dots;
  GtkWidget *deposit;
} State;

static const StubbleSliderSpec sliders[N_SLIDERS] = {
  { N_ ("Density"), N_ ("dots/cm²"), N_ ("Change Density"), "density", STUBBLE_DENSITY_LEAST,
    STUBBLE_DENSITY_MOST, 1, 0 },
  { N_ ("Dot Diameter"), N_ ("mm"), N_ ("Change Dot Diameter"), "diameter", 0.05, 0.7, 0.01, 2 },
  { N_ ("Hairline Feather"), N_ ("mm"), N_ ("Change Feather"), "feather-hairline", 0, 30, 0.5, 1 },
  { N_ ("Blend Feather"), N_ ("mm"), N_ ("Change Feather"), "feather-blend", 0,
    SMP_ZONE_FEATHER_MAX, 0.5, 1 },
  { N_ ("Irregularity"), N_ ("mm"), N_ ("Change Irregularity"), "amplitude", 0,
    SMP_ZONE_AMPLITUDE_MAX, 0.1, 1 },
  { N_ ("Wavelength"), N_ ("mm"), N_ ("Change Irregularity"), "wavelength", SMP_ZONE_WAVELENGTH_MIN,
    SMP_ZONE_WAVELENGTH_MAX, 0.5, 1 },
  { N_ ("Long Waves"), N_ ("mm"), N_ ("Change Irregularity"), "macro-amplitude", 0,
    SMP_ZONE_MACRO_AMPLITUDE_MAX, 0.1, 1 },
  { N_ ("Size"), "%", N_ ("Change Variation"), "variation-diameter", 0,
    100 * SMP_VARIATION_DIAMETER_MAX, 1, 0, 100 },
  { N_ ("Strength"), "%", N_ ("Change Variation"), "variation-strength", 0,
    100 * SMP_VARIATION_STRENGTH_MAX, 1, 0, 100 },
  { N_ ("Elongation"), "%", N_ ("Change Variation"), "variation-elongation", 0,
    100 * SMP_VARIATION_ELONGATION_MAX, 1, 0, 100 },
  { N_ ("Direction"), "°", N_ ("Change Variation"), "variation-scatter", 0,
    SMP_VARIATION_SCATTER_MAX, 1, 0 },
  { N_ ("Clusters"), "%", N_ ("Change Variation"), "variation-cluster", 0,
    100 * SMP_VARIATION_CLUSTER_MAX, 1, 0, 100 },
};

static double
factor (Slider slider)
{
  return sliders[slider].factor > 0 ? sliders[slider].factor : 1;
}

static double *
field (SmpZone *zone, Slider slider)
{
  switch (slider)
    {
    case DENSITY:
      return &zone->density;
    case DIAMETER:
      return &zone->dot_diameter;
    case FEATHER_HAIRLINE:
      return &zone->feather[SMP_EDGE_HAIRLINE];
    case FEATHER_BLEND:
      return &zone->feather[SMP_EDGE_BLEND];
    case AMPLITUDE:
      return &zone->irregularity_amplitude;
    case WAVELENGTH:
      return &zone->irregularity_wavelength;
    case LONG_WAVES:
      return &zone->macro_amplitude;
    case VARIATION_DIAMETER:
      return &zone->variation.diameter;
    case VARIATION_STRENGTH:
      return &zone->variation.strength;
    case VARIATION_ELONGATION:
      return &zone->variation.elongation;
    case VARIATION_SCATTER:
      return &zone->variation.scatter;
    case VARIATION_CLUSTER:
      return &zone->variation.cluster;
    case N_SLIDERS:
    default:
      g_assert_not_reached ();
    }
}

static void
update (StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);
  StubbleDocument *document = stubble_panel_get_document (panel);
  const SmpZone *zone = stubble_document_get_zone (document);
  g_autofree char *area = NULL;
  g_autofree char *dots = NULL;
  g_autofree char *deposit = NULL;
  const SmpPhoto *photo = stubble_document_get_photo (document);
  double uncertainty;
  int n;

  gtk_widget_set_visible (self->empty, zone == NULL);
  stubble_no_zone_update (self->empty, document,
                          _ ("There is no zone yet. Place a hairline first."));
  for (gsize i = 0; i < G_N_ELEMENTS (self->groups); i++)
    gtk_widget_set_visible (self->groups[i], zone != NULL);
  if (zone == NULL)
    return;
  for (int i = 0; i < N_SLIDERS; i++)
    stubble_slider_row_set_value (STUBBLE_SLIDER_ROW (self->sliders[i]),
                                  factor ((Slider)i) * *field ((SmpZone *)zone, (Slider)i));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->groups[0]),
                                         stubble_label_zone_kind (zone->kind));
  n = stubble_canvas_count_dots (stubble_panel_get_canvas (panel),
                                 stubble_document_get_zone_index (document));
  uncertainty = smp_photo_area_uncertainty (photo);
  area = stubble_label_area (smp_zone_area_cm2 (zone, photo), uncertainty);
  dots = n < 0 ? g_strdup ("…") : smp_count_describe (n, uncertainty);
  gtk_label_set_text (GTK_LABEL (self->area), area);
  gtk_label_set_text (GTK_LABEL (self->dots), dots);
  deposit = g_strdup_printf (_ ("%.2f mm"), smp_zone_deposit (zone));
  gtk_label_set_text (GTK_LABEL (self->deposit), deposit);
}

static void
on_moved (StubbleSliderRow *row, StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);
  StubbleDocument *document = stubble_panel_get_document (panel);
  const SmpZone *zone = stubble_document_get_zone (document);
  g_autoptr (SmpZone) edited = NULL;

  if (zone == NULL)
    return;
  for (int i = 0; i < N_SLIDERS; i++)
    if (GTK_WIDGET (row) == self->sliders[i])
      {
        edited = smp_zone_copy (zone);
        *field (edited, (Slider)i) = stubble_slider_row_get_value (row) / factor ((Slider)i);
        stubble_document_commit_zone (document, edited, _ (sliders[i].label), sliders[i].key);
        return;
      }
}

static void
add_slider (StubblePanel *panel, State *self, AdwPreferencesGroup *group, Slider i)
{
  self->sliders[i] = stubble_slider_row_new_of (&sliders[i]);
  g_signal_connect (self->sliders[i], "moved", G_CALLBACK (on_moved), panel);
  stubble_panel_seal_settled (panel, self->sliders[i]);
  adw_preferences_group_add (group, self->sliders[i]);
}

static GtkWidget *
add_figure (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new ("");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
  return label;
}

GtkWidget *
stubble_density_panel_new (StubbleDocument *document, StubbleCanvas *canvas)
{
  StubblePanel *panel = stubble_panel_new (document, canvas, update, sizeof (State));
  State *self = stubble_panel_get_state (panel);
  AdwPreferencesGroup *group;

  self->empty = stubble_no_zone_new ();
  stubble_panel_add (panel, self->empty);

  group = stubble_panel_add_group (panel, _ ("Dots"), NULL);
  self->groups[0] = GTK_WIDGET (group);
  add_slider (panel, self, group, DENSITY);
  add_slider (panel, self, group, DIAMETER);
  group = stubble_panel_add_group (panel, _ ("Edges"), NULL);
  self->groups[1] = GTK_WIDGET (group);
  for (Slider i = FEATHER_HAIRLINE; i < VARIATION_DIAMETER; i++)
    add_slider (panel, self, group, i);
  group = stubble_panel_add_group (panel, _ ("Natural Variation"),
                                   _ ("How much one dot differs from the next."));
  self->groups[3] = GTK_WIDGET (group);
  for (Slider i = VARIATION_DIAMETER; i < N_SLIDERS; i++)
    add_slider (panel, self, group, i);
  group = stubble_panel_add_group (panel, _ ("This Zone"), NULL);
  self->groups[2] = GTK_WIDGET (group);
  self->area = add_figure (group, _ ("Area"));
  self->dots = add_figure (group, _ ("Dots"));
  self->deposit = add_figure (group, _ ("Pigment of a Dot"));
  gtk_widget_set_tooltip_text (self->deposit, _ ("What the needle leaves; light in the skin makes "
                                                 "it look wider"));
  stubble_panel_update (panel);
  return GTK_WIDGET (panel);
}
