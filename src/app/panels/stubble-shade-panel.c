/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "panels/stubble-panel.h"
#include "panels/stubble-panels.h"
#include "panels/stubble-slider-row.h"
#include "render/smp-pigment-optics.h"

typedef struct
{
  GtkWidget *current;
  GtkWidget *preview;
  GtkWidget *hex;
  GtkWidget *channels[3];
  guint8 rgb[3];
} State;

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const guint8 *rgb = data;
  double r = 7;

  cairo_new_sub_path (cr);
  cairo_arc (cr, width - r, r, r, -G_PI / 2, 0);
  cairo_arc (cr, width - r, height - r, r, 0, G_PI / 2);
  cairo_arc (cr, r, height - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, r, r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, rgb[0] / 255.0, rgb[1] / 255.0, rgb[2] / 255.0);
  cairo_fill (cr);
}

static GtkWidget *
swatch_button (const SmpPigment *pigment)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *area = gtk_drawing_area_new ();
  GtkWidget *label = gtk_label_new (_ (pigment->name));
  guint8 *rgb = g_new (guint8, 3);

  smp_pigment_swatch (pigment, rgb);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 36);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_swatch, rgb, g_free);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 10);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), area);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "swatch");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.pigment");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", pigment->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (pigment->name), -1);
  return button;
}

static char *
describe (const SmpPigment *pigment)
{
  if (pigment->has_colour)
    return g_strdup_printf ("#%02x%02x%02x", pigment->colour[0], pigment->colour[1],
                            pigment->colour[2]);
  if (pigment->warmth < 0.005)
    return g_strdup_printf (_ ("Carbon black, 1 : %.0f"), pigment->dilution);
  return g_strdup_printf (_ ("Carbon black, 1 : %.0f, with %.0f %% brown"), pigment->dilution,
                          pigment->warmth * 100);
}

static void
update (StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);
  const SmpPigment *pigment
      = stubble_document_get_plan (stubble_panel_get_document (panel))->pigment;
  g_autofree char *text = describe (pigment);
  g_autofree char *name = g_markup_escape_text (_ (pigment->name), -1);
  g_autofree char *hex = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->current), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->current), text);
  smp_pigment_swatch (pigment, self->rgb);
  if (pigment->has_colour)
    memcpy (self->rgb, pigment->colour, 3);
  hex = g_strdup_printf ("#%02x%02x%02x", self->rgb[0], self->rgb[1], self->rgb[2]);
  for (int i = 0; i < 3; i++)
    stubble_slider_row_set_value (STUBBLE_SLIDER_ROW (self->channels[i]), self->rgb[i]);
  if (!gtk_widget_has_focus (self->hex)
      && g_ascii_strcasecmp (gtk_editable_get_text (GTK_EDITABLE (self->hex)), hex) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->hex), hex);
  gtk_widget_queue_draw (self->preview);
}

static void
commit_colour (StubblePanel *panel, const guint8 rgb[3])
{
  StubbleDocument *document = stubble_panel_get_document (panel);
  g_autoptr (SmpPigment) pigment = smp_pigment_new_colour ("own", _ ("Own Colour"), rgb);
  g_autoptr (SmpPlan) plan = smp_plan_with_pigment (stubble_document_get_plan (document), pigment);

  stubble_document_commit_plan (document, plan, _ ("Mix Own Colour"), "own-colour");
}

static void
on_moved (StubbleSliderRow *row, StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);
  guint8 rgb[3];

  for (int i = 0; i < 3; i++)
    rgb[i] = (guint8)stubble_slider_row_get_value (STUBBLE_SLIDER_ROW (self->channels[i]));
  commit_colour (panel, rgb);
}

static void
on_settled (StubbleSliderRow *row, StubblePanel *panel)
{
  stubble_document_seal (stubble_panel_get_document (panel));
}

/* "#rrggbb", with or without the #. */
static void
on_hex (GtkEditable *editable, StubblePanel *panel)
{
  const char *text = gtk_editable_get_text (editable);
  g_autofree char *full = NULL;
  GdkRGBA colour;

  if (stubble_panel_is_updating (panel))
    return;
  full = g_strconcat (text[0] == '#' ? "" : "#", text, NULL);
  if (strlen (full) != 7 || !gdk_rgba_parse (&colour, full))
    {
      gtk_widget_add_css_class (GTK_WIDGET (editable), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (editable), "error");
  commit_colour (panel, (const guint8[]){ (guint8)(colour.red * 255 + 0.5f),
                                          (guint8)(colour.green * 255 + 0.5f),
                                          (guint8)(colour.blue * 255 + 0.5f) });
  stubble_document_seal (stubble_panel_get_document (panel));
}

static void
add_own (StubblePanel *panel, State *self)
{
  static const char *const names[] = { N_ ("Red"), N_ ("Green"), N_ ("Blue") };
  AdwPreferencesGroup *group = stubble_panel_add_group (
      panel, _ ("Own Colour"), _ ("What a closed patch of the healed pigment looks like."));

  self->hex = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->hex), _ ("Colour, as #rrggbb"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->hex), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hex), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Colour, as #rrggbb"), -1);
  g_signal_connect (self->hex, "apply", G_CALLBACK (on_hex), panel);
  adw_preferences_group_add (group, self->hex);
  for (int i = 0; i < 3; i++)
    {
      self->channels[i] = stubble_slider_row_new (_ (names[i]), "", 0, 255, 1, 0);
      g_signal_connect (self->channels[i], "moved", G_CALLBACK (on_moved), panel);
      g_signal_connect (self->channels[i], "settled", G_CALLBACK (on_settled), panel);
      adw_preferences_group_add (group, self->channels[i]);
    }
}

GtkWidget *
stubble_shade_panel_new (StubbleDocument *document, StubbleCanvas *canvas)
{
  StubblePanel *panel = stubble_panel_new (document, canvas, update, sizeof (State));
  State *self = stubble_panel_get_state (panel);
  AdwPreferencesGroup *group = stubble_panel_add_group (panel, _ ("Shades"), NULL);
  GtkWidget *grid = gtk_grid_new ();
  gsize n;
  const SmpPigment *const *pigments = smp_pigment_builtin (&n);

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (gsize i = 0; i < n; i++)
    gtk_grid_attach (GTK_GRID (grid), swatch_button (pigments[i]), (int)(i % 4), (int)(i / 4), 1,
                     1);
  adw_preferences_group_add (group, grid);

  group = stubble_panel_add_group (panel, _ ("Chosen"), NULL);
  self->current = adw_action_row_new ();
  self->preview = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->preview), 44);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->preview), 32);
  gtk_widget_set_valign (self->preview, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->preview), draw_swatch, self->rgb, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->current), self->preview);
  adw_preferences_group_add (group, self->current);
  add_own (panel, self);
  stubble_panel_update (panel);
  return GTK_WIDGET (panel);
}
