/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"

/* How the canvas compares: what of both pictures is shown where, which zones, and how large. */

/* So long each picture of "flicker" stands, ms. Calm: two thirds of a change per second, where what
 * flashes more than three times a second may do harm (WCAG 2.1, success criterion 2.3.1). */
#define FLICKER_MS 750

StubbleShow
_stubble_canvas_shown (StubbleCanvas *self)
{
  if (self->is_held)
    return STUBBLE_SHOW_BEFORE;
  if (self->show == STUBBLE_SHOW_FLICKER)
    return self->flicker_is_original ? STUBBLE_SHOW_BEFORE : STUBBLE_SHOW_AFTER;
  return self->show;
}

double
_stubble_canvas_pane_at (StubbleCanvas *self, double x)
{
  double second = self->viewport.pane_width + STUBBLE_CANVAS_GAP;

  if (_stubble_canvas_shown (self) == STUBBLE_SHOW_SIDE_BY_SIDE && x >= second)
    return second;
  return 0;
}

double
_stubble_canvas_in_pane (StubbleCanvas *self, double x)
{
  x -= _stubble_canvas_pane_at (self, x);
  return self->is_flipped ? self->viewport.pane_width - x : x;
}

double
_stubble_canvas_divider (StubbleCanvas *self)
{
  return floor (self->split_position
                * (self->is_rotated ? self->viewport.pane_height : self->viewport.pane_width));
}

gboolean
_stubble_canvas_is_on_divider (StubbleCanvas *self, double x, double y)
{
  return _stubble_canvas_shown (self) == STUBBLE_SHOW_SPLIT
         && fabs ((self->is_rotated ? y : x) - _stubble_canvas_divider (self))
                <= STUBBLE_CANVAS_GRAB;
}

gboolean
_stubble_canvas_moves_divider (StubbleCanvas *self)
{
  const StubbleViewport *v = &self->viewport;

  return _stubble_canvas_shown (self) == STUBBLE_SHOW_SPLIT
         && v->photo_width * v->zoom <= v->pane_width
         && v->photo_height * v->zoom <= v->pane_height;
}

void
_stubble_canvas_drag_divider (StubbleCanvas *self, double x, double y)
{
  stubble_canvas_set_split (self, self->is_rotated ? y / self->viewport.pane_height
                                                   : x / self->viewport.pane_width);
}

gboolean
_stubble_canvas_has_tools (StubbleCanvas *self)
{
  return self->document != NULL && !self->is_held && !self->is_flipped && !self->is_presenting;
}

static gboolean
on_flicker (gpointer data)
{
  StubbleCanvas *self = data;

  self->flicker_is_original = !self->flicker_is_original;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_CONTINUE;
}

gboolean
stubble_canvas_may_flicker (StubbleCanvas *self)
{
  gboolean animations = FALSE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations,
                NULL);
  return animations;
}

void
_stubble_canvas_update_flicker (StubbleCanvas *self)
{
  gboolean runs = self->show == STUBBLE_SHOW_FLICKER && gtk_widget_get_mapped (GTK_WIDGET (self))
                  && stubble_canvas_may_flicker (self);

  if (runs == (self->flicker != 0))
    return;
  g_clear_handle_id (&self->flicker, g_source_remove);
  self->flicker_is_original = FALSE;
  if (runs)
    self->flicker = g_timeout_add (FLICKER_MS, on_flicker, self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
compare_changed (StubbleCanvas *self)
{
  _stubble_canvas_describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "compare");
}

void
stubble_canvas_set_split (StubbleCanvas *self, double position)
{
  position = CLAMP (position, 0, 1);
  if (fabs (position - self->split_position) < 1e-9)
    return;
  self->split_position = position;
  compare_changed (self);
}

double
stubble_canvas_get_split (StubbleCanvas *self)
{
  return self->split_position;
}

void
stubble_canvas_set_rotated (StubbleCanvas *self, gboolean rotated)
{
  if (self->is_rotated == rotated)
    return;
  self->is_rotated = rotated;
  g_clear_object (&self->split);
  compare_changed (self);
  _stubble_canvas_view_changed (self);
}

gboolean
stubble_canvas_get_rotated (StubbleCanvas *self)
{
  return self->is_rotated;
}

void
stubble_canvas_set_fade (StubbleCanvas *self, double share)
{
  share = CLAMP (share, 0, 1);
  if (fabs (share - self->fade) < 1e-9)
    return;
  self->fade = share;
  compare_changed (self);
}

double
stubble_canvas_get_fade (StubbleCanvas *self)
{
  return self->fade;
}

void
stubble_canvas_set_flipped (StubbleCanvas *self, gboolean flipped)
{
  if (self->is_flipped == flipped)
    return;
  self->is_flipped = flipped;
  g_clear_object (&self->split);
  compare_changed (self);
  _stubble_canvas_view_changed (self);
}

gboolean
stubble_canvas_get_flipped (StubbleCanvas *self)
{
  return self->is_flipped;
}

gboolean
_stubble_canvas_nudge (StubbleCanvas *self, double by)
{
  if (_stubble_canvas_shown (self) == STUBBLE_SHOW_SPLIT)
    stubble_canvas_set_split (self, self->split_position + by);
  else if (_stubble_canvas_shown (self) == STUBBLE_SHOW_FADE)
    stubble_canvas_set_fade (self, self->fade + by);
  else
    return FALSE;
  return TRUE;
}

const SmpPlan *
stubble_canvas_get_plan (StubbleCanvas *self)
{
  return self->plan != NULL ? self->plan : stubble_document_get_plan (self->document);
}

const SmpPlan *
_stubble_canvas_get_shown_plan (StubbleCanvas *self)
{
  const SmpPlan *plan = stubble_canvas_get_plan (self);
  GHashTableIter iter;
  gpointer id;

  if (g_hash_table_size (self->hidden) == 0)
    return plan;
  if (self->shown_of == plan)
    return self->shown_plan;
  _stubble_canvas_drop_plan (self);
  self->shown_of = smp_plan_ref (plan);
  self->shown_plan = smp_plan_ref (plan);
  g_hash_table_iter_init (&iter, self->hidden);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (smp_plan_get_zone (self->shown_plan, id) != NULL)
      {
        SmpPlan *rest = smp_plan_without_zone (self->shown_plan, id);

        smp_plan_unref (self->shown_plan);
        self->shown_plan = rest;
      }
  return self->shown_plan;
}

gboolean
_stubble_canvas_find_shown (StubbleCanvas *self, int *zone)
{
  const SmpPlan *plan, *shown;

  if (self->document == NULL)
    return FALSE;
  plan = stubble_document_get_plan (self->document);
  shown = _stubble_canvas_get_shown_plan (self);
  if (shown == plan)
    return TRUE;
  if (*zone < 0)
    return shown->zones->len == plan->zones->len;
  for (guint i = 0; *zone < (int)plan->zones->len && i < shown->zones->len; i++)
    if (g_ptr_array_index (shown->zones, i) == g_ptr_array_index (plan->zones, *zone))
      {
        *zone = (int)i;
        return TRUE;
      }
  return FALSE;
}

void
_stubble_canvas_drop_plan (StubbleCanvas *self)
{
  g_clear_pointer (&self->shown_plan, smp_plan_unref);
  g_clear_pointer (&self->shown_of, smp_plan_unref);
}

static void
zones_changed (StubbleCanvas *self)
{
  _stubble_canvas_drop_plan (self);
  _stubble_canvas_update (self, FALSE);
  compare_changed (self);
}

void
stubble_canvas_set_zone_hidden (StubbleCanvas *self, const char *id, gboolean hidden)
{
  if (hidden ? !g_hash_table_add (self->hidden, g_strdup (id))
             : !g_hash_table_remove (self->hidden, id))
    return;
  zones_changed (self);
}

gboolean
stubble_canvas_is_zone_hidden (StubbleCanvas *self, const char *id)
{
  return g_hash_table_contains (self->hidden, id);
}

void
stubble_canvas_set_plan (StubbleCanvas *self, const SmpPlan *plan)
{
  if (plan == self->plan)
    return;
  g_clear_pointer (&self->plan, smp_plan_unref);
  self->plan = plan != NULL ? smp_plan_ref (plan) : NULL;
  _stubble_canvas_check_age (self);
  zones_changed (self);
}

static gboolean
same_hidden (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer id;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (b, id))
      return FALSE;
  return TRUE;
}

void
stubble_canvas_follow (StubbleCanvas *self, StubbleCanvas *other)
{
  if (self->show != other->show)
    stubble_canvas_set_show (self, other->show);
  stubble_canvas_set_split (self, other->split_position);
  stubble_canvas_set_rotated (self, other->is_rotated);
  stubble_canvas_set_fade (self, other->fade);
  stubble_canvas_set_flipped (self, other->is_flipped);
  if (!same_hidden (self->hidden, other->hidden))
    {
      GHashTableIter iter;
      gpointer id;

      g_hash_table_remove_all (self->hidden);
      g_hash_table_iter_init (&iter, other->hidden);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_hash_table_add (self->hidden, g_strdup (id));
      zones_changed (self);
    }
}

void
stubble_canvas_set_presenting (StubbleCanvas *self, gboolean presenting)
{
  self->is_presenting = presenting;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Logical px per mm of the monitor on which the canvas is, or 0. */
static double
screen_px_per_mm (StubbleCanvas *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;
  GdkMonitor *monitor;
  GdkRectangle area;

  if (surface == NULL)
    return 0;
  monitor
      = gdk_display_get_monitor_at_surface (gtk_widget_get_display (GTK_WIDGET (self)), surface);
  if (monitor == NULL)
    return 0;
  gdk_monitor_get_geometry (monitor, &area);
  return stubble_screen_px_per_mm (area.width, area.height, gdk_monitor_get_width_mm (monitor),
                                   gdk_monitor_get_height_mm (monitor));
}

StubbleDistance
stubble_canvas_get_distance_zoom (StubbleCanvas *self, double metres, double *zoom)
{
  const SmpPhoto *photo = _stubble_canvas_get_photo (self);
  double px_per_mm;

  if (photo == NULL || photo->scale.method == SMP_SCALE_ASSUMED)
    return STUBBLE_DISTANCE_NO_SCALE;
  px_per_mm = screen_px_per_mm (self);
  if (px_per_mm <= 0)
    return STUBBLE_DISTANCE_NO_SCREEN;
  *zoom = stubble_screen_zoom (px_per_mm, photo->scale.mm_per_px, metres);
  return STUBBLE_DISTANCE_KNOWN;
}

void
stubble_canvas_zoom_distance (StubbleCanvas *self, double metres)
{
  double zoom;

  if (stubble_canvas_get_distance_zoom (self, metres, &zoom) != STUBBLE_DISTANCE_KNOWN)
    return;
  self->fits = FALSE;
  stubble_viewport_set_zoom (&self->viewport, zoom);
  _stubble_canvas_update (self, TRUE);
  _stubble_canvas_view_changed (self);
}

gboolean
stubble_canvas_is_at_distance (StubbleCanvas *self, double metres)
{
  double zoom;

  return !self->fits
         && stubble_canvas_get_distance_zoom (self, metres, &zoom) == STUBBLE_DISTANCE_KNOWN
         && fabs (self->viewport.zoom / zoom - 1) < 1e-6;
}
