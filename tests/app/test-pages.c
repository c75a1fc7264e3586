/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "page-check.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "model/smp-pigment.h"
#include "panels/stubble-panels.h"
#include "panels/stubble-slider-row.h"
#include "project/smp-palette-file.h"
#include "stubble-palettes.h"
#include "window-fixture.h"

/* Every page of the window in small and tall windows, with large text, and from right to left: what
 * is there is seen, or can be scrolled to. */

/* What text is at 100 %: 96 dots an inch, as GtkSettings counts them. */
#define DPI (96 * 1024)

static const struct
{
  int width, height;
} sizes[] = { { 800, 600 }, { 800, 1280 }, { 1280, 800 } };

static void
set_text_scale (double scale)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int)(scale * DPI), NULL);
}

typedef struct
{
  GtkWidget *window;
  GtkOrientation along;
  int wanted;
  int least; /* as it was when a size was asked for */
} Size;

static int
least_of (GtkWidget *window, GtkOrientation along)
{
  int least;

  gtk_widget_measure (window, along, -1, &least, NULL, NULL, NULL);
  return least;
}

/* What was asked for, or as little as was or is possible; all with the border. */
static gboolean
has_size (gpointer data)
{
  const Size *self = data;
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self->window));
  gboolean across = self->along == GTK_ORIENTATION_HORIZONTAL;
  int size = across ? gdk_surface_get_width (surface) : gdk_surface_get_height (surface);
  int border
      = size
        - (across ? gtk_widget_get_width (self->window) : gtk_widget_get_height (self->window));
  int least = least_of (self->window, self->along);

  return size >= MAX (self->wanted, MIN (least, self->least) + border)
         && size <= MAX (self->wanted, MAX (least, self->least) + border);
}

static void
set_size (StubbleWindow *self, int width, int height)
{
  GtkWidget *window = GTK_WIDGET (self);
  Size across = { window, GTK_ORIENTATION_HORIZONTAL, width },
       down = { window, GTK_ORIENTATION_VERTICAL, height };

  across.least = least_of (window, across.along);
  down.least = least_of (window, down.along);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  wait_until (has_size, &across);
  wait_until (has_size, &down);
  wait_for_layout (window);
}

static void
resize (StubbleWindow *self, int width, int height, const char *where, GString *faults)
{
  /* As one who drags the edge: parts that hide on the way make room for the next px. */
  for (int i = 0; i < 6; i++)
    set_size (self, width, height + i % 2);
  set_size (self, width, height);
  if (gtk_widget_get_width (GTK_WIDGET (self)) > width
      || gtk_widget_get_height (GTK_WIDGET (self)) > height)
    g_string_append_printf (faults, "%s: the window needs %d × %d\n", where,
                            gtk_widget_get_width (GTK_WIDGET (self)),
                            gtk_widget_get_height (GTK_WIDGET (self)));
}

static void
go_to_step (StubbleWindow *self, gsize i)
{
  g_autoptr (GVariant) now = g_action_group_get_action_state (G_ACTION_GROUP (self), "step");

  if (!g_str_equal (g_variant_get_string (now, NULL), stubble_panels[i].step))
    activate (self, "step", stubble_panels[i].step);
  gtk_revealer_set_reveal_child (self->panel_revealer, TRUE);
  wait_for_layout (GTK_WIDGET (self));
}

/* What can be opened in a page is. */
static void
expand (GtkWidget *widget)
{
  if (ADW_IS_EXPANDER_ROW (widget))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    expand (child);
}

/* Where a part begins and ends across, in px of the window. */
static void
across (StubbleWindow *self, gpointer part, double *from, double *to)
{
  graphene_rect_t at;

  g_assert_true (gtk_widget_compute_bounds (part, GTK_WIDGET (self), &at));
  *from = (double)at.origin.x;
  *to = (double)(at.origin.x + at.size.width);
}

/* The parts stand where the direction of the script and the form of the window put them. */
static void
check_places (StubbleWindow *self, GtkTextDirection direction)
{
  double panel[2], picture[2];
  graphene_rect_t below, above;

  across (self, self->panels, &panel[0], &panel[1]);
  across (self, self->canvas, &picture[0], &picture[1]);
  if (self->is_tall)
    {
      g_assert_true (
          gtk_widget_compute_bounds (GTK_WIDGET (self->panels), GTK_WIDGET (self), &below));
      g_assert_true (
          gtk_widget_compute_bounds (GTK_WIDGET (self->canvas), GTK_WIDGET (self), &above));
      g_assert_cmpfloat (below.origin.y, >=, above.origin.y + above.size.height);
      /* Most of the window is the picture's. */
      g_assert_cmpfloat (above.size.height, >=, below.size.height);
      g_assert_cmpfloat (panel[1] - panel[0], >=, gtk_widget_get_width (GTK_WIDGET (self)) - 12);
    }
  else if (direction == GTK_TEXT_DIR_RTL)
    g_assert_cmpfloat (panel[0], >=, picture[1]);
  else
    g_assert_cmpfloat (panel[1], <=, picture[0]);
}

/* English from right to left is nobody's: how numbers stand in it says nothing. */
static gboolean
has_words_of (GtkTextDirection direction)
{
  return direction == GTK_TEXT_DIR_LTR || g_getenv ("STUBBLE_LOCALE_DIR") != NULL;
}

static void
each_page (GtkTextDirection direction, double scale)
{
  g_autoptr (GString) faults = g_string_new (NULL);
  StubbleWindow *self;

  gtk_widget_set_default_direction (direction);
  set_text_scale (scale);
  self = open_window ("sample.stubble.json");
  expand (GTK_WIDGET (self->panels));
  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (gsize i = 0; i < stubble_n_panels; i++)
      {
        g_autofree char *where
            = g_strdup_printf ("%d %d %s", sizes[s].width, sizes[s].height, stubble_panels[i].step);

        if (i == 0)
          resize (self, sizes[s].width, sizes[s].height, where, faults);
        go_to_step (self, i);
        g_assert_true (self->is_tall == (sizes[s].height > sizes[s].width));
        check_places (self, direction);
        check_layout (GTK_WIDGET (self), where, faults);
        check_names (GTK_WIDGET (self), where, faults);
        if (has_words_of (direction))
          check_numbers (GTK_WIDGET (self), where, faults);
        keep_picture (GTK_WIDGET (self), where);
      }
  close_window (self);
  set_text_scale (1);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  if (faults->len > 0)
    g_error ("\n%s", faults->str);
}

/* A window that stands over the main one. */
static GtkWidget *
find_over (StubbleWindow *self)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (window != GTK_WIDGET (self) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
is_alone (gpointer data)
{
  return find_over (data) == NULL;
}

static gboolean
is_covered (gpointer data)
{
  return find_over (data) != NULL;
}

static void
add_pages (GtkWidget *widget, GPtrArray *pages)
{
  if (ADW_IS_VIEW_STACK (gtk_widget_get_parent (widget)))
    g_ptr_array_add (pages, widget);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      add_pages (child, pages);
}

/* What is wrong with a dialog, in each of its pages if it has some. */
static void
check_dialog (GtkWidget *over, const char *name, GtkTextDirection direction, GString *faults)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  guint i = 0;

  add_pages (over, pages);
  do
    {
      g_autofree char *where = i == 0 ? g_strdup (name) : g_strdup_printf ("%s %u", name, i + 1);

      if (i < pages->len && ADW_IS_PREFERENCES_WINDOW (over))
        adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (over),
                                                 g_ptr_array_index (pages, i));
      wait_for_layout (over);
      check_layout (over, where, faults);
      check_names (over, where, faults);
      if (has_words_of (direction))
        check_numbers (over, where, faults);
      keep_picture (over, where);
    }
  while (++i < pages->len);
}

/* Every dialog fits a small screen with large text. */
static void
each_dialog (GtkTextDirection direction, double scale)
{
  static const char *const dialogs[]
      = { "assessment", "stages", "variants", "presets", "shortcuts", "about" };
  g_autoptr (GString) faults = g_string_new (NULL);
  StubbleWindow *self;

  gtk_widget_set_default_direction (direction);
  set_text_scale (scale);
  self = open_window ("sample.stubble.json");
  resize (self, 800, 600, "window", faults);
  for (gsize i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      GtkWidget *over;

      g_test_message ("%s", dialogs[i]);
      if (g_action_map_lookup_action (G_ACTION_MAP (self), dialogs[i]) != NULL)
        activate (self, dialogs[i], NULL);
      else
        g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), dialogs[i],
                                        NULL);
      wait_until (is_covered, self);
      over = find_over (self);
      wait_for_layout (over);
      if (gtk_widget_get_width (over) > 800 || gtk_widget_get_height (over) > 600)
        g_string_append_printf (faults, "%s: needs %d × %d\n", dialogs[i],
                                gtk_widget_get_width (over), gtk_widget_get_height (over));
      check_dialog (over, dialogs[i], direction, faults);
      gtk_window_close (GTK_WINDOW (over));
      wait_until (is_alone, self);
    }
  close_window (self);
  set_text_scale (1);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  if (faults->len > 0)
    g_error ("\n%s", faults->str);
}

static void
test_dialogs (void)
{
  each_dialog (GTK_TEXT_DIR_LTR, 1);
}

static void
test_dialogs_large_text (void)
{
  each_dialog (GTK_TEXT_DIR_LTR, 2);
}

static void
test_dialogs_right_to_left (void)
{
  each_dialog (GTK_TEXT_DIR_RTL, 1);
}

static void
test_plain (void)
{
  each_page (GTK_TEXT_DIR_LTR, 1);
}

static void
test_large_text (void)
{
  each_page (GTK_TEXT_DIR_LTR, 2);
}

static void
test_right_to_left (void)
{
  each_page (GTK_TEXT_DIR_RTL, 1);
}

/* The first part of that name in the style sheet. */
static GtkWidget *
find_part (GtkWidget *root, const char *css_name)
{
  GtkWidget *found = g_str_equal (gtk_widget_get_css_name (root), css_name) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_part (child, css_name);
  return found;
}

/* Where the knob of a slider stands across the window while the divider stands at @split. */
static float
knob_at (StubbleWindow *self, GtkWidget *row, double split)
{
  graphene_rect_t at;

  stubble_canvas_set_split (self->canvas, split);
  wait_for_layout (GTK_WIDGET (self));
  g_assert_true (gtk_widget_compute_bounds (find_part (row, "slider"), GTK_WIDGET (self), &at));
  return at.origin.x;
}

/* No script turns the picture around: its divider and the slider of it go the same way. */
static void
test_divider_right_to_left (void)
{
  StubbleWindow *self;
  GtkWidget *row;
  float left, right;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  self = open_window ("sample.stubble.json");
  activate (self, "step", "compare");
  activate (self, "show", "split");
  row = find (GTK_WIDGET (self), STUBBLE_TYPE_SLIDER_ROW, "Place");
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_get_mapped (row));
  g_assert_cmpint (gtk_widget_get_direction (row), ==, GTK_TEXT_DIR_RTL);
  left = knob_at (self, row, 0.2);
  right = knob_at (self, row, 0.8);
  g_test_message ("%.0f %.0f", (double)left, (double)right);
  g_assert_cmpfloat (left + 50, <, right);
  close_window (self);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* In another language: all palettes and shades have names there, and no name stays none. */
static void
test_shades_in_own_words (void)
{
  GPtrArray *palettes = stubble_palettes_get ();
  g_autoptr (SmpPigment) nameless = smp_pigment_new ("own", "", 15, 0);

  for (guint i = 0; i < palettes->len; i++)
    {
      const SmpPalette *palette = g_ptr_array_index (palettes, i);

      g_assert_cmpstr (_ (palette->name), !=, palette->name);
      g_assert_cmpstr (_ (palette->description), !=, palette->description);
      for (guint k = 0; k < palette->shades->len; k++)
        {
          const SmpPigment *shade = g_ptr_array_index (palette->shades, k);

          g_assert_cmpstr (smp_pigment_get_title (shade), !=, shade->name);
        }
    }
  g_assert_cmpstr (smp_pigment_get_title (nameless), ==, "");
}

static void
add (void)
{
  if (g_getenv ("STUBBLE_LOCALE_DIR") != NULL)
    g_test_add_func ("/pages/shades-in-own-words", test_shades_in_own_words);
  g_test_add_func ("/pages/divider-right-to-left", test_divider_right_to_left);
  g_test_add_func ("/pages/plain", test_plain);
  g_test_add_func ("/pages/large-text", test_large_text);
  g_test_add_func ("/pages/right-to-left", test_right_to_left);
  g_test_add_func ("/pages/dialogs", test_dialogs);
  g_test_add_func ("/pages/dialogs-large-text", test_dialogs_large_text);
  g_test_add_func ("/pages/dialogs-right-to-left", test_dialogs_right_to_left);
}

int
main (int argc, char **argv)
{
  const char *folder = g_getenv ("STUBBLE_LOCALE_DIR");

  /* In another language, if the environment asks for one. */
  if (folder != NULL)
    {
      setlocale (LC_ALL, "");
      bindtextdomain (GETTEXT_PACKAGE, folder);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
    }
  return run_tests (&argc, &argv, add);
}
