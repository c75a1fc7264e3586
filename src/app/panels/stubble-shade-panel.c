/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "compat/stubble-ask.h"
#include "compat/stubble-file-prompt.h"
#include "compat/stubble-group.h"
#include "model/smp-palette.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "panels/stubble-match-group.h"
#include "panels/stubble-panel.h"
#include "panels/stubble-panels.h"
#include "panels/stubble-recipe-group.h"
#include "panels/stubble-slider-row.h"
#include "panels/stubble-swatch.h"
#include "panels/stubble-tiles.h"
#include "render/smp-pigment-optics.h"
#include "stubble-palettes.h"

typedef struct
{
  GtkWidget *palette;
  GtkWidget *tiles;
  GtkWidget *note;
  guint shown; /* number of the palette in the tiles, from 1; 0 none */
  GtkWidget *current;
  GtkWidget *preview;
  GtkWidget *recipe;
  GtkWidget *hex;
  GtkWidget *channels[3];
  guint8 rgb[3];
} State;

#define COLUMNS 4

static GtkWidget *
swatch_button (const SmpPalette *palette, const SmpPigment *pigment)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *area = stubble_swatch_new (0, 36);
  GtkWidget *label = gtk_label_new (smp_pigment_get_title (pigment));
  g_autofree char *target = g_strconcat (palette->id, "/", pigment->id, NULL);
  guint8 rgb[3];

  smp_pigment_swatch (pigment, rgb);
  stubble_swatch_set (area, rgb, 1);
  gtk_widget_set_valign (area, GTK_ALIGN_FILL);
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
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  smp_pigment_get_title (pigment), -1);
  return button;
}

/* What a palette says, in the user's language where the catalogue knows it. */
static const char *
in_own_words (const char *words)
{
  return *words != '\0' ? _ (words) : words;
}

/* The tiles follow the palette that is chosen above it. */
static void
show_palette (State *self, guint number)
{
  GPtrArray *palettes = stubble_palettes_get ();
  const SmpPalette *palette;
  GtkWidget *child;

  if (number >= palettes->len || self->shown == number + 1)
    return;
  self->shown = number + 1;
  palette = g_ptr_array_index (palettes, number);
  while ((child = gtk_widget_get_first_child (self->tiles)) != NULL)
    gtk_box_remove (GTK_BOX (self->tiles), child);
  for (guint i = 0; i < palette->shades->len; i++)
    gtk_box_append (GTK_BOX (self->tiles),
                    swatch_button (palette, g_ptr_array_index (palette->shades, i)));
  gtk_label_set_text (GTK_LABEL (self->note), in_own_words (palette->description));
  gtk_widget_set_visible (self->note, palette->description[0] != '\0');
}

static void
on_palette (AdwComboRow *row, GParamSpec *pspec, StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);

  if (!stubble_panel_is_updating (panel))
    show_palette (self, adw_combo_row_get_selected (row));
}

static void
fill_palettes (State *self)
{
  GPtrArray *palettes = stubble_palettes_get ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < palettes->len; i++)
    gtk_string_list_append (names,
                            in_own_words (((SmpPalette *)g_ptr_array_index (palettes, i))->name));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->palette), G_LIST_MODEL (names));
}

static void
on_palette_file (GFile *file, gpointer data)
{
  g_autoptr (StubblePanel) panel = data;
  State *self = stubble_panel_get_state (panel);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (panel));
  g_autoptr (GError) error = NULL;

  if (file == NULL || root == NULL)
    return;
  if (stubble_palettes_import (file, &error) == NULL)
    {
      stubble_tell (GTK_WINDOW (root), _ ("Could Not Import the Palette"), error->message);
      return;
    }
  fill_palettes (self);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->palette), stubble_palettes_get ()->len - 1);
}

static void
on_import (GtkButton *button, StubblePanel *panel)
{
  stubble_file_prompt_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (panel))),
                            _ ("Import Palette"), STUBBLE_FILES_PALETTE, on_palette_file,
                            g_object_ref (panel));
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
  g_autofree char *name = g_markup_escape_text (smp_pigment_get_title (pigment), -1);
  g_autofree char *hex = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->current), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->current), text);
  smp_pigment_swatch (pigment, self->rgb);
  if (pigment->has_colour)
    memcpy (self->rgb, pigment->colour, 3);
  hex = g_strdup_printf ("#%02x%02x%02x", self->rgb[0], self->rgb[1], self->rgb[2]);
  for (int i = 0; i < 3; i++)
    stubble_slider_row_set_value (STUBBLE_SLIDER_ROW (self->channels[i]), self->rgb[i]);
  stubble_recipe_group_update (self->recipe);
  if (!gtk_widget_has_focus (self->hex)
      && g_ascii_strcasecmp (gtk_editable_get_text (GTK_EDITABLE (self->hex)), hex) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->hex), hex);
  stubble_swatch_set (self->preview, self->rgb, 1);
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
      stubble_panel_seal_settled (panel, self->channels[i]);
      adw_preferences_group_add (group, self->channels[i]);
    }
}

static void
add_palettes (StubblePanel *panel, State *self)
{
  AdwPreferencesGroup *group = stubble_panel_add_group (panel, _ ("Shades"), NULL);
  GtkWidget *import = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_widget_add_css_class (import, "flat");
  gtk_widget_set_tooltip_text (import, _ ("Import a palette of GIMP (.gpl) or of Stubble"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (import), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Import Palette"), -1);
  g_signal_connect (import, "clicked", G_CALLBACK (on_import), panel);
  stubble_group_set_suffix (group, import);

  self->palette = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->palette), _ ("Palette"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->palette), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Palette"), -1);
  g_signal_connect (self->palette, "notify::selected", G_CALLBACK (on_palette), panel);
  adw_preferences_group_add (group, self->palette);

  self->tiles = stubble_tiles_box_new (COLUMNS, 6);
  gtk_widget_set_margin_top (self->tiles, 12);
  adw_preferences_group_add (group, self->tiles);
  self->note = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_widget_add_css_class (self->note, "caption");
  gtk_widget_add_css_class (self->note, "dim-label");
  gtk_widget_set_margin_top (self->note, 6);
  adw_preferences_group_add (group, self->note);
  fill_palettes (self);
  show_palette (self, 0);
}

GtkWidget *
stubble_shade_panel_new (StubbleDocument *document, StubbleCanvas *canvas)
{
  StubblePanel *panel = stubble_panel_new (document, canvas, update, sizeof (State));
  State *self = stubble_panel_get_state (panel);
  AdwPreferencesGroup *group;

  stubble_match_group_add (panel);
  add_palettes (panel, self);
  group = stubble_panel_add_group (panel, _ ("Chosen"), NULL);
  self->current = adw_action_row_new ();
  self->preview = stubble_swatch_new (44, 32);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->current), self->preview);
  adw_preferences_group_add (group, self->current);
  self->recipe = stubble_recipe_group_add (panel);
  add_own (panel, self);
  stubble_panel_update (panel);
  return GTK_WIDGET (panel);
}
