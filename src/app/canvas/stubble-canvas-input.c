/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

/* One notch of a wheel. */
#define WHEEL_FACTOR 1.25
/* Widget px of one unit of smooth scrolling. */
#define SCROLL_STEP 1.0
/* Two fingers that only zoom turn a little against each other, degrees: so much of a turn is none.
 * Our choice. */
#define TURN_LEAST 10.0

static SmpPoint
photo_point (StubbleCanvas *self, double x, double y)
{
  return stubble_viewport_to_photo (&self->viewport, x - self->drag_pane, y);
}

static void
zoom_at (StubbleCanvas *self, double factor, double x, double y)
{
  self->fits = FALSE;
  stubble_viewport_zoom_at (&self->viewport, factor, _stubble_canvas_in_pane (self, x), y);
  _stubble_canvas_update (self, TRUE);
  _stubble_canvas_view_changed (self);
}

static void
pan (StubbleCanvas *self, double dx, double dy)
{
  self->fits = FALSE;
  stubble_viewport_pan (&self->viewport, self->is_flipped ? -dx : dx, dy);
  _stubble_canvas_update (self, TRUE);
}

static void
begin (StubbleCanvas *self, StubbleDrag drag, double x, double y)
{
  self->drag = drag;
  self->drag_start = self->drag_last = smp_point (x, y);
  if (drag == STUBBLE_DRAG_PAN)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, StubbleCanvas *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));
  const StubbleToolClass *klass = self->tool->klass;
  gboolean may_use = !klass->draws || _stubble_canvas_may_draw (self, event);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  _stubble_canvas_emit (self, STUBBLE_CANVAS_TOUCHED);
  self->drag_pane = _stubble_canvas_pane_at (self, x);
  if (_stubble_canvas_is_on_divider (self, x, y))
    begin (self, STUBBLE_DRAG_DIVIDER, x, y);
  else if (_stubble_canvas_has_tools (self) && klass->press != NULL && may_use
           && klass->press (self->tool, photo_point (self, x, y), 1, state))
    begin (self, STUBBLE_DRAG_TOOL, x, y);
  /* Where there is nothing to pan, the divider comes to wherever it is wanted. */
  else if (_stubble_canvas_moves_divider (self) && !klass->draws)
    begin (self, STUBBLE_DRAG_DIVIDER, x, y);
  else
    begin (self, STUBBLE_DRAG_PAN, x, y);
}

/* Between two frames a pointer is at many places, of which the toolkit tells only the last: a line
 * that is drawn fast goes through them all. */
static void
pass (StubbleCanvas *self, GdkEvent *event, SmpPoint at)
{
  guint n = 0;
  g_autofree GdkTimeCoord *places = NULL;
  StubblePen pen = self->pen;
  SmpPoint last;

  if (self->tool->klass->pass == NULL || event == NULL
      || gdk_event_get_event_type (event) != GDK_MOTION_NOTIFY
      || !gdk_event_get_position (event, &last.x, &last.y))
    return;
  places = gdk_event_get_history (event, &n);
  for (guint i = 0; i < n; i++)
    {
      const double *axes = places[i].axes;

      if (pen.is_pen && (places[i].flags & GDK_AXIS_FLAG_PRESSURE))
        self->pen.pressure = CLAMP (axes[GDK_AXIS_PRESSURE], 0, 1);
      self->tool->klass->pass (self->tool, photo_point (self, at.x + axes[GDK_AXIS_X] - last.x,
                                                        at.y + axes[GDK_AXIS_Y] - last.y));
    }
  self->pen = pen;
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, StubbleCanvas *self)
{
  SmpPoint at = smp_point (self->drag_start.x + dx, self->drag_start.y + dy);

  switch (self->drag)
    {
    case STUBBLE_DRAG_PAN:
      pan (self, at.x - self->drag_last.x, at.y - self->drag_last.y);
      break;
    case STUBBLE_DRAG_DIVIDER:
      _stubble_canvas_drag_divider (self, at.x, at.y);
      break;
    case STUBBLE_DRAG_TOOL:
      pass (self, gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture)), at);
      if (self->tool->klass->drag != NULL)
        self->tool->klass->drag (self->tool, photo_point (self, at.x, at.y));
      break;
    case STUBBLE_DRAG_NONE:
    default:
      break;
    }
  self->drag_last = at;
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, StubbleCanvas *self)
{
  StubbleDrag drag = self->drag;

  self->drag = STUBBLE_DRAG_NONE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->tool->klass->cursor);
  if (drag == STUBBLE_DRAG_TOOL && self->tool->klass->release != NULL)
    self->tool->klass->release (
        self->tool, photo_point (self, self->drag_start.x + dx, self->drag_start.y + dy),
        fabs (dx) > 1 || fabs (dy) > 1);
}

static void
on_middle_begin (GtkGestureDrag *gesture, double x, double y, StubbleCanvas *self)
{
  begin (self, STUBBLE_DRAG_PAN, x, y);
}

static void
on_click (GtkGestureClick *gesture, int n_press, double x, double y, StubbleCanvas *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (n_press != 2 || !_stubble_canvas_has_tools (self)
      || _stubble_canvas_is_on_divider (self, x, y) || self->tool->klass->press == NULL)
    return;
  self->drag_pane = _stubble_canvas_pane_at (self, x);
  self->tool->klass->press (self->tool, photo_point (self, x, y), n_press, state);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, StubbleCanvas *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (self->document == NULL)
    return FALSE;
  if (gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL
      || (state & GDK_CONTROL_MASK) != 0)
    {
      double step = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL
                        ? dy
                        : dy / 40;

      zoom_at (self, pow (WHEEL_FACTOR, -step), self->pointer.x, self->pointer.y);
    }
  else
    pan (self, -dx * SCROLL_STEP, -dy * SCROLL_STEP);
  return TRUE;
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, StubbleCanvas *self)
{
  self->pinch_last = 1;
  (void)!gtk_gesture_get_bounding_box_center (gesture, &self->pinch_centre.x,
                                              &self->pinch_centre.y);
  _stubble_canvas_cancel_tool (self);
  self->drag = STUBBLE_DRAG_NONE;
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, StubbleCanvas *self)
{
  double x, y;

  if (self->document == NULL || scale <= 0
      || !gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    return;
  pan (self, x - self->pinch_centre.x, y - self->pinch_centre.y);
  zoom_at (self, scale / self->pinch_last, x, y);
  self->pinch_last = scale;
  self->pinch_centre = smp_point (x, y);
}

static void
on_turn_begin (GtkGesture *gesture, GdkEventSequence *sequence, StubbleCanvas *self)
{
  self->turn_start = self->viewport.angle;
  self->turned = 0;
}

/* By how much of what two fingers have turned, degrees, the photo is. */
static double
turn_of (double degrees)
{
  if (fabs (degrees) <= TURN_LEAST)
    return 0;
  return degrees > 0 ? degrees - TURN_LEAST : degrees + TURN_LEAST;
}

/* @change: radians since it began. */
static void
on_turn (GtkGestureRotate *gesture, double angle, double change, StubbleCanvas *self)
{
  double degrees = change * 180 / G_PI - self->turned;

  /* GTK tells a turn to the left as nearly all of one to the right. */
  self->turned += degrees - 360 * round (degrees / 360);
  /* The client's picture stays upright: there is nothing at hand to bring it back. */
  if (self->document == NULL || self->is_presenting)
    return;
  degrees = turn_of (self->is_flipped ? -self->turned : self->turned);
  degrees = stubble_viewport_tidy_angle (self->turn_start + degrees, TRUE);
  if (fabs (degrees - self->viewport.angle) < 1e-9)
    return;
  self->fits = FALSE;
  _stubble_canvas_turn_at (self, degrees, _stubble_canvas_in_pane (self, self->pinch_centre.x),
                           self->pinch_centre.y);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, StubbleCanvas *self)
{
  const char *cursor = NULL;

  self->pointer = smp_point (x, y);
  if (self->drag != STUBBLE_DRAG_NONE || self->document == NULL)
    return;
  self->drag_pane = _stubble_canvas_pane_at (self, x);
  if (_stubble_canvas_is_on_divider (self, x, y))
    cursor = self->is_rotated ? "row-resize" : "col-resize";
  else if (_stubble_canvas_has_tools (self) && self->tool->klass->hover != NULL)
    cursor = self->tool->klass->hover (self->tool, photo_point (self, x, y));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   cursor != NULL ? cursor : self->tool->klass->cursor);
}

static void
on_leave (GtkEventControllerMotion *controller, StubbleCanvas *self)
{
  if (self->drag == STUBBLE_DRAG_NONE && self->tool->klass->leave != NULL)
    self->tool->klass->leave (self->tool);
}

/* Arrows go where they point in the turned view: to the nearest quarter of a turn. */
static guint
as_seen (StubbleCanvas *self, guint keyval)
{
  static const guint arrows[] = { GDK_KEY_Right, GDK_KEY_Down, GDK_KEY_Left, GDK_KEY_Up };
  int quarters = (int)floor (self->viewport.angle / 90 + 0.5);

  for (int i = 0; i < 4; i++)
    if (keyval == arrows[i])
      return arrows[(i - quarters + 8) % 4];
  return keyval;
}

gboolean
stubble_canvas_press_key (StubbleCanvas *self, guint keyval, GdkModifierType state)
{
  if (self->document == NULL)
    return FALSE;
  _stubble_canvas_emit (self, STUBBLE_CANVAS_TOUCHED);
  keyval = as_seen (self, keyval);
  if (!self->tool->klass->draws
      && ((keyval == GDK_KEY_bracketleft && _stubble_canvas_nudge (self, -0.02))
          || (keyval == GDK_KEY_bracketright && _stubble_canvas_nudge (self, 0.02))))
    return TRUE;
  return _stubble_canvas_has_tools (self) && self->tool->klass->key != NULL
         && self->tool->klass->key (self->tool, keyval,
                                    state & gtk_accelerator_get_default_mod_mask ());
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        StubbleCanvas *self)
{
  return stubble_canvas_press_key (self, keyval, state);
}

void
_stubble_canvas_init_input (StubbleCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *middle = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new (), *turn = gtk_gesture_rotate_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (middle), GDK_BUTTON_MIDDLE);
  g_signal_connect (middle, "drag-begin", G_CALLBACK (on_middle_begin), self);
  g_signal_connect (middle, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (middle, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_click), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  g_signal_connect (turn, "begin", G_CALLBACK (on_turn_begin), self);
  g_signal_connect (turn, "angle-changed", G_CALLBACK (on_turn), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  _stubble_canvas_init_pen (self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (middle));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_group (drag, click);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (turn));
  gtk_gesture_group (pinch, turn);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, key);
}
