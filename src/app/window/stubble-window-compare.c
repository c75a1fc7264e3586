/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "window/stubble-window-private.h"

/* The ways to compare: their actions, their menu, and the slider of "fade" over the canvas. Both
 * canvases compare alike. */

/* Width of that slider, widget px, and of what is beside it. */
#define FADE_WIDTH 280
#define FADE_LEAST 60
#define FADE_WORDS 190
/* Around the bar over the canvas and between what is on it, widget px. */
#define BAR_EDGE 64

static void
on_split_rotate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;

  /* Where no divider is seen, it is asked for. */
  if (stubble_canvas_get_show (self->canvas) != STUBBLE_SHOW_SPLIT)
    stubble_canvas_set_show (self->canvas, STUBBLE_SHOW_SPLIT);
  stubble_canvas_set_rotated (self->canvas, !stubble_canvas_get_rotated (self->canvas));
}

static void
on_flip (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;

  stubble_canvas_set_flipped (self->canvas, !stubble_canvas_get_flipped (self->canvas));
}

static void
on_match_grain (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;

  stubble_canvas_set_match_grain (self->canvas, !stubble_canvas_get_match_grain (self->canvas));
}

static void
on_distance (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  StubbleCanvas *canvas = _stubble_window_active_canvas (self);
  const char *text = g_variant_get_string (parameter, NULL);
  double metres = g_ascii_strtod (text, NULL), zoom;

  if (metres <= 0)
    return;
  switch (stubble_canvas_get_distance_zoom (canvas, metres, &zoom))
    {
    case STUBBLE_DISTANCE_NO_SCALE:
      stubble_window_toast (self, _ ("How large the head is, is not known yet: place its landmarks "
                                     "or use the ruler."));
      break;
    case STUBBLE_DISTANCE_NO_SCREEN:
      stubble_window_toast (self, _ ("This screen does not tell how large it is."));
      break;
    case STUBBLE_DISTANCE_KNOWN:
    default:
      stubble_canvas_zoom_distance (canvas, metres);
      break;
    }
}

static void
update_distance (StubbleWindow *self)
{
  StubbleCanvas *canvas = _stubble_window_active_canvas (self);
  const char *state = "";

  if (self->document != NULL && stubble_canvas_is_at_distance (canvas, 0.5))
    state = "0.5";
  else if (self->document != NULL && stubble_canvas_is_at_distance (canvas, 2))
    state = "2";
  _stubble_window_show_state (self, "distance", g_variant_new_string (state));
}

static int
natural_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* Over a narrow canvas the bar keeps what the menu has not: it would else lie over the panel beside
 * it. */
static void
fit_bar (StubbleWindow *self)
{
  GtkWidget *bar = gtk_widget_get_parent (GTK_WIDGET (self->show_buttons));
  int width = gtk_widget_get_width (GTK_WIDGET (self->canvas_overlay)), shows = 0, others = 0;

  if (width < 1)
    return;
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->show_buttons));
       button != NULL; button = gtk_widget_get_next_sibling (button))
    shows += natural_width (button);
  for (GtkWidget *child = gtk_widget_get_first_child (bar); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (child != GTK_WIDGET (self->show_buttons) && child != GTK_WIDGET (self->zoom_button))
      others += natural_width (child);
  gtk_widget_set_visible (GTK_WIDGET (self->zoom_button), others + BAR_EDGE + 72 <= width);
  gtk_widget_set_visible (GTK_WIDGET (self->show_buttons), others + BAR_EDGE + 72 + shows <= width);
  gtk_widget_set_size_request (self->fade, CLAMP (width - FADE_WORDS, FADE_LEAST, FADE_WIDTH), 44);
}

static void
on_compare (StubbleCanvas *canvas, StubbleWindow *self)
{
  stubble_canvas_follow (canvas == self->canvas ? self->beside : self->canvas, canvas);
  _stubble_window_show_state (
      self, "show",
      g_variant_new_string (stubble_show_to_string (stubble_canvas_get_show (canvas))));
  _stubble_window_show_state (self, "split-rotate",
                              g_variant_new_boolean (stubble_canvas_get_rotated (canvas)));
  _stubble_window_show_state (self, "flip",
                              g_variant_new_boolean (stubble_canvas_get_flipped (canvas)));
  _stubble_window_show_state (self, "match-grain",
                              g_variant_new_boolean (stubble_canvas_get_match_grain (canvas)));
  gtk_widget_set_visible (gtk_widget_get_parent (self->fade),
                          stubble_canvas_get_show (canvas) == STUBBLE_SHOW_FADE);
  gtk_range_set_value (GTK_RANGE (self->fade), stubble_canvas_get_fade (canvas) * 100);
  _stubble_window_place_toasts (self);
}

static void
on_fade (GtkRange *range, StubbleWindow *self)
{
  stubble_canvas_set_fade (self->canvas, gtk_range_get_value (range) / 100);
}

/* Words of marks keep off what stands at the foot of the canvas, and off what came there just now.
 */
static void
watch_foot (StubbleWindow *self)
{
  GtkWidget *foot = gtk_widget_get_parent (GTK_WIDGET (self->hint));
  GtkWidget *bar = gtk_widget_get_parent (GTK_WIDGET (self->show_buttons));
  GtkWidget *const boxes[] = { foot, bar };
  StubbleCanvas *both[] = { self->canvas, self->beside };

  for (gsize c = 0; c < G_N_ELEMENTS (both); c++)
    {
      stubble_canvas_set_foot (both[c], foot);
      g_signal_connect_object (self->hint, "notify::label", G_CALLBACK (gtk_widget_queue_draw),
                               both[c], G_CONNECT_SWAPPED);
      for (gsize b = 0; b < G_N_ELEMENTS (boxes); b++)
        for (GtkWidget *child = gtk_widget_get_first_child (boxes[b]); child != NULL;
             child = gtk_widget_get_next_sibling (child))
          g_signal_connect_object (child, "notify::visible", G_CALLBACK (gtk_widget_queue_draw),
                                   both[c], G_CONNECT_SWAPPED);
    }
}

/* Over the canvas while it fades, so that it is at hand whatever step is open. */
static void
add_fade (StubbleWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *before = gtk_label_new (_ ("Before")), *after = gtk_label_new (_ ("After"));

  self->fade = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 100, 1);
  gtk_widget_set_size_request (self->fade, FADE_WIDTH, 44);
  gtk_scale_set_draw_value (GTK_SCALE (self->fade), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fade), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Fade from before to after"), -1);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "osd");
  gtk_widget_add_css_class (box, "toolbar");
  gtk_widget_add_css_class (box, "fade-bar");
  gtk_box_append (GTK_BOX (box), before);
  gtk_box_append (GTK_BOX (box), self->fade);
  gtk_box_append (GTK_BOX (box), after);
  gtk_widget_set_visible (box, FALSE);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->hint))), box,
                              GTK_WIDGET (self->hint));
  g_signal_connect (self->fade, "value-changed", G_CALLBACK (on_fade), self);
}

static GMenuModel *
build_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) show = g_menu_new ();
  g_autoptr (GMenu) how = g_menu_new ();
  g_autoptr (GMenu) distance = g_menu_new ();

  g_menu_append (show, _ ("_Before"), "win.show::before");
  g_menu_append (show, _ ("_After"), "win.show::after");
  g_menu_append (show, _ ("_Split"), "win.show::split");
  g_menu_append (show, _ ("S_ide by Side"), "win.show::side-by-side");
  g_menu_append (show, _ ("_Fade"), "win.show::fade");
  g_menu_append (show, _ ("Flic_ker"), "win.show::flicker");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (show));
  g_menu_append (how, _ ("_Level Divider"), "win.split-rotate");
  g_menu_append (how, _ ("As in a _Mirror"), "win.flip");
  g_menu_append (how, _ ("Match _Grain"), "win.match-grain");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (how));
  g_menu_append (distance, _ ("As from _Half a Metre"), "win.distance::0.5");
  g_menu_append (distance, _ ("As from _Two Metres"), "win.distance::2");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (distance));
  return G_MENU_MODEL (menu);
}

static void
add_menu (StubbleWindow *self)
{
  g_autoptr (GMenuModel) menu = build_menu ();
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, _ ("More ways to compare"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More ways to compare"), -1);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->show_buttons))),
                              button, GTK_WIDGET (self->show_buttons));
  g_menu_insert_submenu (self->view_menu, 0, _ ("_Compare"), menu);
}

void
_stubble_window_init_compare (StubbleWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "split-rotate", .activate = on_split_rotate, .state = "false" },
    { .name = "flip", .activate = on_flip, .state = "false" },
    { .name = "match-grain", .activate = on_match_grain, .state = "false" },
    { .name = "distance", .activate = on_distance, .parameter_type = "s", .state = "''" },
  };
  StubbleCanvas *both[] = { self->canvas, self->beside };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_fade (self);
  add_menu (self);
  watch_foot (self);
  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_signal_connect (both[i], "compare", G_CALLBACK (on_compare), self);
      g_signal_connect_swapped (both[i], "view", G_CALLBACK (update_distance), self);
      g_signal_connect_swapped (both[i], "view", G_CALLBACK (fit_bar), self);
    }
  on_compare (self->canvas, self);
}
