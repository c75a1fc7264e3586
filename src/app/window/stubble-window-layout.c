/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-panel.h"
#include "window/stubble-window-private.h"

/* Where the parts of the editor stand. In a wide window, beside each other: the steps, their panel,
 * the picture, the strip of photos. In a tall one the picture is above, and below it the panel and
 * the steps, where thumbs are. All of it follows the size of text as well as that of the window. */

/* Widths of the panel, widget px at the usual size of text: in a wide window, at most of what the
 * steps leave, and below the picture. */
#define PANEL 380
#define PANEL_SHARE 0.48
#define PANEL_BELOW 620
/* The panel's share of the height below the picture. */
#define PANEL_HEIGHT 0.4
/* A window this many times as high as wide is tall. */
#define TALL 1.1
/* What the picture keeps beside the panel and the strip, or the strip or the panel hides. */
#define PICTURE_WITH_STRIP 360
#define PICTURE_WITH_PANEL 260

static int
least_width (GtkWidget *widget)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* 1 for text of the usual size. */
static double
text_scale (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / (96.0 * 1024) : 1;
}

/* How wide the panel gets, and what of the width of a wide window the picture keeps beside it. */
static int
panel_width (StubbleWindow *self, int *left)
{
  int rest = gtk_widget_get_width (GTK_WIDGET (self->editor))
             - least_width (GTK_WIDGET (self->steps_scrolled));
  int width = (int)MIN (PANEL * text_scale (GTK_WIDGET (self)), rest * PANEL_SHARE);

  width = MAX (width, least_width (GTK_WIDGET (self->panels)));
  *left = rest - width;
  return width;
}

void
_stubble_window_fit_panels (StubbleWindow *self)
{
  double scale = text_scale (GTK_WIDGET (self));
  int below = (int)(gtk_widget_get_height (GTK_WIDGET (self->editor)) * PANEL_HEIGHT), left;
  int width = self->is_tall ? (int)(PANEL_BELOW * scale) : panel_width (self, &left);

  for (GtkWidget *panel = gtk_widget_get_first_child (GTK_WIDGET (self->panels)); panel != NULL;
       panel = gtk_widget_get_next_sibling (panel))
    stubble_panel_set_size (STUBBLE_PANEL (panel), width, self->is_tall ? below : -1);
}

static void
order (GtkBox *box, GtkWidget *const *parts, gsize n_parts)
{
  for (gsize i = 0; i < n_parts; i++)
    gtk_box_reorder_child_after (box, parts[i], i > 0 ? parts[i - 1] : NULL);
}

/* Puts the parts below each other, or beside each other. */
static void
stand (StubbleWindow *self)
{
  gboolean tall = self->is_tall;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkOrientation along = tall ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
  GtkOrientation across = tall ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;
  GtkWidget *const wide_parts[] = { GTK_WIDGET (self->steps_scrolled), self->steps_separator,
                                    GTK_WIDGET (self->panel_revealer), self->view };
  GtkWidget *const tall_parts[] = { self->view, GTK_WIDGET (self->panel_revealer),
                                    self->steps_separator, GTK_WIDGET (self->steps_scrolled) };
  GtkWidget *const panel_parts[] = { GTK_WIDGET (self->panels), self->panel_separator };
  GtkWidget *const panel_parts_below[] = { self->panel_separator, GTK_WIDGET (self->panels) };

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->editor), along);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panel_box), along);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->steps), across);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->steps_separator), across);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panel_separator), across);
  gtk_box_set_homogeneous (self->steps, tall);
  gtk_scrolled_window_set_policy (self->steps_scrolled,
                                  tall ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER,
                                  tall ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  for (GtkWidget *step = gtk_widget_get_first_child (GTK_WIDGET (self->steps)); step != NULL;
       step = gtk_widget_get_next_sibling (step))
    gtk_widget_set_hexpand (step, tall);
  gtk_revealer_set_transition_type (self->panel_revealer,
                                    tall  ? GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP
                                    : rtl ? GTK_REVEALER_TRANSITION_TYPE_SLIDE_LEFT
                                          : GTK_REVEALER_TRANSITION_TYPE_SLIDE_RIGHT);
  gtk_widget_set_hexpand (GTK_WIDGET (self->panels), tall);
  order (self->editor, tall ? tall_parts : wide_parts, G_N_ELEMENTS (wide_parts));
  order (self->panel_box, tall ? panel_parts_below : panel_parts, G_N_ELEMENTS (panel_parts));
}

/* Where there is no room for both, the strip of photos is seen while the panel is not. */
static void
show_strip (StubbleWindow *self)
{
  _stubble_window_show_strip (self, !self->is_crowded
                                        || !gtk_revealer_get_reveal_child (self->panel_revealer));
}

static void
on_panel (StubbleWindow *self)
{
  if (self->is_crowded)
    show_strip (self);
}

/* Not while sizes are given out: what is moved then would be drawn before it has got its own. */
static gboolean
follow_size (gpointer data)
{
  StubbleWindow *self = data;
  int width = gtk_widget_get_width (GTK_WIDGET (self->editor));
  int height = gtk_widget_get_height (GTK_WIDGET (self->editor));
  gboolean was_tall = self->is_tall, was_crowded = self->is_crowded, was_narrow = self->is_narrow;
  int left;

  self->follow_size = 0;
  if (width <= 0)
    return G_SOURCE_REMOVE;
  self->is_tall = height > width * TALL;
  if (self->is_tall != was_tall)
    stand (self);
  _stubble_window_fit_panels (self);
  panel_width (self, &left);
  self->is_crowded
      = !self->is_tall && left - least_width (GTK_WIDGET (self->strip)) < PICTURE_WITH_STRIP;
  self->is_narrow = !self->is_tall && left < PICTURE_WITH_PANEL;
  if (self->is_narrow != was_narrow)
    gtk_revealer_set_reveal_child (self->panel_revealer, !self->is_narrow);
  if (self->is_crowded != was_crowded)
    show_strip (self);
  _stubble_window_update_actions (self);
  _stubble_window_place_toasts (self);
  return G_SOURCE_REMOVE;
}

void
_stubble_window_follow_size (StubbleWindow *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->editor));
  int height = gtk_widget_get_height (GTK_WIDGET (self->editor));

  if (width == self->laid_width && height == self->laid_height)
    return;
  self->laid_width = width;
  self->laid_height = height;
  if (self->follow_size == 0)
    self->follow_size = g_idle_add (follow_size, self);
}

static void
set_css_class (GtkWidget *widget, const char *name, gboolean has_it)
{
  if (has_it)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
_stubble_window_place_toasts (StubbleWindow *self)
{
  GtkWidget *toasts = GTK_WIDGET (self->toasts);
  gboolean is_over
      = !self->is_tall && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "editor") == 0;

  set_css_class (toasts, "over-bar", is_over);
  set_css_class (toasts, "over-fade",
                 is_over && gtk_widget_get_visible (gtk_widget_get_parent (self->fade)));
  set_css_class (toasts, "over-hint", is_over && gtk_widget_get_visible (GTK_WIDGET (self->hint)));
}

static void
on_text_size (StubbleWindow *self)
{
  self->laid_width = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
_stubble_window_init_layout (StubbleWindow *self)
{
  stand (self);
  g_signal_connect_object (self->panel_revealer, "notify::reveal-child", G_CALLBACK (on_panel),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (on_text_size), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stack, "notify::visible-child-name",
                           G_CALLBACK (_stubble_window_place_toasts), self, G_CONNECT_SWAPPED);
}
