/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (StubbleCanvas, stubble_canvas, GTK_TYPE_WIDGET)

/* The widget itself. What it does is in the other files of that name: what it shows in -scene, how
 * large in -view, in which way in -compare; -draw, -badges and -words bring it to the eye, -input
 * and -pen take the pointer, -tool hands it on. */

static const char *const signal_names[STUBBLE_CANVAS_N_SIGNALS] = {
  [STUBBLE_CANVAS_BRUSH] = "brush",     [STUBBLE_CANVAS_COMPARE] = "compare",
  [STUBBLE_CANVAS_DOTS] = "dots",       [STUBBLE_CANVAS_RULER] = "ruler",
  [STUBBLE_CANVAS_SAMPLES] = "samples", [STUBBLE_CANVAS_STROKE] = "stroke",
  [STUBBLE_CANVAS_TOUCHED] = "touched", [STUBBLE_CANVAS_VIEW] = "view",
};

static guint signals[STUBBLE_CANVAS_N_SIGNALS];
static guint failed;

void
_stubble_canvas_emit (StubbleCanvas *self, StubbleCanvasSignal signal)
{
  g_signal_emit (self, signals[signal], 0);
}

void
stubble_canvas_tell (StubbleCanvas *self, const char *sentence)
{
  g_signal_emit (self, failed, 0, sentence);
}

void
_stubble_canvas_view_changed (StubbleCanvas *self)
{
  _stubble_canvas_describe (self);
  _stubble_canvas_emit (self, STUBBLE_CANVAS_VIEW);
}

/* Not while sizes are given out: whoever follows the view changes its own size then. */
static gboolean
tell_view (gpointer data)
{
  StubbleCanvas *self = data;

  self->tell_view = 0;
  _stubble_canvas_emit (self, STUBBLE_CANVAS_VIEW);
  return G_SOURCE_REMOVE;
}

static void
stubble_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StubbleCanvas *self = STUBBLE_CANVAS (widget);

  _stubble_canvas_lay_out (self);
  _stubble_canvas_update (self, TRUE);
  if (self->tell_view == 0)
    self->tell_view = g_idle_add_full (G_PRIORITY_DEFAULT, tell_view, self, NULL);
}

static void
stubble_canvas_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = 160;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 600;
  *minimum_baseline = *natural_baseline = -1;
}

static void
stubble_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  _stubble_canvas_draw (STUBBLE_CANVAS (widget), snapshot);
}

static void
stubble_canvas_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (stubble_canvas_parent_class)->map (widget);
  _stubble_canvas_update_flicker (STUBBLE_CANVAS (widget));
}

static void
stubble_canvas_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (stubble_canvas_parent_class)->unmap (widget);
  _stubble_canvas_update_flicker (STUBBLE_CANVAS (widget));
}

static void
stubble_canvas_dispose (GObject *object)
{
  StubbleCanvas *self = STUBBLE_CANVAS (object);

  g_clear_handle_id (&self->flicker, g_source_remove);
  g_clear_handle_id (&self->tell_view, g_source_remove);
  _stubble_canvas_free_tool (self);
  _stubble_canvas_clear_scene (self);
  _stubble_canvas_clear_zones (self);
  _stubble_canvas_drop_textures (self);
  _stubble_canvas_drop_count (self);
  g_clear_pointer (&self->stroke, g_array_unref);
  g_clear_pointer (&self->buffers, stubble_buffers_unref);
  g_clear_pointer (&self->landmark, g_free);
  g_clear_pointer (&self->places, stubble_mark_places_free);
  g_clear_weak_pointer (&self->foot);
  g_clear_pointer (&self->asked, g_free);
  G_OBJECT_CLASS (stubble_canvas_parent_class)->dispose (object);
}

static void
stubble_canvas_class_init (StubbleCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stubble_canvas_dispose;
  widget_class->size_allocate = stubble_canvas_size_allocate;
  widget_class->map = stubble_canvas_map;
  widget_class->unmap = stubble_canvas_unmap;
  widget_class->measure = stubble_canvas_measure;
  widget_class->snapshot = stubble_canvas_snapshot;
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  for (int i = 0; i < STUBBLE_CANVAS_N_SIGNALS; i++)
    signals[i] = g_signal_new (signal_names[i], type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  failed = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                         G_TYPE_STRING);
}

static void
stubble_canvas_init (StubbleCanvas *self)
{
  stubble_viewport_init (&self->viewport);
  self->show = STUBBLE_SHOW_AFTER;
  self->split_position = 0.5;
  self->fade = 0.5;
  self->fits = TRUE;
  self->mirror = TRUE;
  self->brush = (StubbleBrush){ STUBBLE_BRUSH_WIDTH_DEFAULT, STUBBLE_BRUSH_STRENGTH_DEFAULT };
  self->buffers = stubble_buffers_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  /* A photo is never mirrored, whatever the script. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Photo canvas"), -1);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)),
                           "notify::gtk-enable-animations",
                           G_CALLBACK (_stubble_canvas_update_flicker), self, G_CONNECT_SWAPPED);
  _stubble_canvas_init_scene (self);
  _stubble_canvas_init_zones (self);
  _stubble_canvas_init_input (self);
  _stubble_canvas_init_words (self);
  stubble_canvas_set_tool (self, &stubble_tool_select);
}

GtkWidget *
stubble_canvas_new (void)
{
  return g_object_new (STUBBLE_TYPE_CANVAS, NULL);
}
