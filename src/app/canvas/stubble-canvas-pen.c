/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

/* Pen and fingers: what the gestures of the toolkit do not tell. */

static gboolean
is_pen (GdkEvent *event)
{
  GdkDeviceTool *tool = gdk_event_get_device_tool (event);
  GdkDevice *device = gdk_event_get_device (event);

  if (tool != NULL && gdk_device_tool_get_tool_type (tool) != GDK_DEVICE_TOOL_TYPE_UNKNOWN)
    return gdk_device_tool_get_tool_type (tool) != GDK_DEVICE_TOOL_TYPE_MOUSE;
  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_PEN;
}

static StubblePen
pen_of (GdkEvent *event)
{
  GdkDeviceTool *tool = gdk_event_get_device_tool (event);
  StubblePen pen = STUBBLE_PEN_NONE;
  double pressure;

  if (!is_pen (event))
    return pen;
  pen.is_pen = TRUE;
  pen.is_eraser
      = tool != NULL && gdk_device_tool_get_tool_type (tool) == GDK_DEVICE_TOOL_TYPE_ERASER;
  if (gdk_event_get_axis (event, GDK_AXIS_PRESSURE, &pressure))
    pen.pressure = CLAMP (pressure, 0, 1);
  return pen;
}

/* Which end of the pen hovers is seen in the brush. */
static void
take_pen (StubbleCanvas *self, GdkEvent *event)
{
  StubblePen pen = pen_of (event);
  gboolean turned = pen.is_eraser != self->pen.is_eraser;

  self->pen = pen;
  if (turned)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
tap (StubbleCanvas *self, guint n_fingers)
{
  if (n_fingers == 2)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.undo", NULL);
  else if (n_fingers == 3)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.redo", NULL);
}

void
_stubble_canvas_cancel_tool (StubbleCanvas *self)
{
  if (self->drag != STUBBLE_DRAG_TOOL)
    return;
  self->drag = STUBBLE_DRAG_NONE;
  if (self->tool->klass->cancel != NULL)
    self->tool->klass->cancel (self->tool);
}

/* Whether the event goes on to the gestures. */
static gboolean
follow_finger (StubbleCanvas *self, GdkEvent *event)
{
  gpointer finger = gdk_event_get_event_sequence (event);
  guint32 ms = gdk_event_get_time (event);
  guint n_taps = 0;
  gboolean goes_on;
  SmpPoint at = { 0, 0 };

  gdk_event_get_position (event, &at.x, &at.y);
  switch ((int)gdk_event_get_event_type (event))
    {
    case GDK_TOUCH_BEGIN:
      goes_on = stubble_touch_begin (&self->touch, finger, at, ms);
      /* Two fingers never draw. */
      if (goes_on && self->touch.n > 1)
        _stubble_canvas_cancel_tool (self);
      return goes_on;
    case GDK_TOUCH_UPDATE:
      return stubble_touch_move (&self->touch, finger, at);
    case GDK_TOUCH_END:
      goes_on = stubble_touch_end (&self->touch, finger, ms, &n_taps);
      tap (self, n_taps);
      return goes_on;
    default:
      return stubble_touch_cancel (&self->touch, finger);
    }
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, StubbleCanvas *self)
{
  switch ((int)gdk_event_get_event_type (event))
    {
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
      self->pen = STUBBLE_PEN_NONE;
      return follow_finger (self, event) ? GDK_EVENT_PROPAGATE : GDK_EVENT_STOP;
    case GDK_PROXIMITY_IN:
    case GDK_PROXIMITY_OUT:
      stubble_touch_pen (&self->touch, gdk_event_get_time (event),
                         gdk_event_get_event_type (event) == GDK_PROXIMITY_IN);
      break;
    case GDK_MOTION_NOTIFY:
    case GDK_BUTTON_PRESS:
    case GDK_BUTTON_RELEASE:
      if (is_pen (event))
        stubble_touch_pen (&self->touch, gdk_event_get_time (event), TRUE);
      take_pen (self, event);
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

gboolean
_stubble_canvas_may_draw (StubbleCanvas *self, GdkEvent *event)
{
  return event == NULL || gdk_event_get_event_sequence (event) == NULL || !self->touch.has_pen;
}

void
_stubble_canvas_init_pen (StubbleCanvas *self)
{
  GtkEventController *legacy = gtk_event_controller_legacy_new ();

  self->pen = STUBBLE_PEN_NONE;
  gtk_event_controller_set_propagation_phase (legacy, GTK_PHASE_CAPTURE);
  g_signal_connect (legacy, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (GTK_WIDGET (self), legacy);
}
