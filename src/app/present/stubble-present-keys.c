/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "present/stubble-present-private.h"

/* What a client can choose from, from the original to the simulated picture. */
static const StubbleShow shows[] = { STUBBLE_SHOW_BEFORE, STUBBLE_SHOW_SPLIT, STUBBLE_SHOW_AFTER };

/* Through time by one stage. */
static void
step_stage (StubblePresent *self, int by)
{
  _stubble_present_go_to_stage (
      self, stubble_present_stage_step (self->stages, stubble_canvas_get_age (self->canvas),
                                        _stubble_present_get_plan (self), by));
}

/* Towards the simulated picture, or back. */
static void
step_show (StubblePresent *self, int by)
{
  int at = (int)G_N_ELEMENTS (shows) / 2, last = (int)G_N_ELEMENTS (shows) - 1;

  for (int i = 0; i <= last; i++)
    if (shows[i] == stubble_canvas_get_show (self->canvas))
      at = i;
  stubble_canvas_set_show (self->canvas, shows[CLAMP (at + by, 0, last)]);
}

/* As it was at first: both halves of the whole photo, healed. */
static void
go_home (StubblePresent *self)
{
  stubble_canvas_set_age (self->canvas, &SMP_AGE_USUAL);
  stubble_canvas_set_split (self->canvas, 0.5);
  stubble_canvas_set_show (self->canvas, STUBBLE_SHOW_SPLIT);
  stubble_canvas_zoom_fit (self->canvas);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        StubblePresent *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      step_stage (self, rtl ? 1 : -1);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      step_stage (self, rtl ? -1 : 1);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      step_show (self, -1);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      step_show (self, 1);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      go_home (self);
      return TRUE;
    case GDK_KEY_bracketleft:
    case GDK_KEY_bracketright:
      if (stubble_canvas_get_show (self->canvas) != STUBBLE_SHOW_SPLIT)
        return FALSE;
      stubble_canvas_set_split (self->canvas, stubble_canvas_get_split (self->canvas)
                                                  + (keyval == GDK_KEY_bracketleft ? -0.02 : 0.02));
      return TRUE;
    case GDK_KEY_space:
      /* A focused button takes it for a press. */
      if (gtk_window_get_focus (GTK_WINDOW (self)) != GTK_WIDGET (self->canvas))
        return FALSE;
      stubble_canvas_hold_original (self->canvas, TRUE);
      return TRUE;
    case GDK_KEY_Escape:
    case GDK_KEY_F11:
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_key_released (GtkEventControllerKey *controller,
                 guint keyval,
                 guint keycode,
                 GdkModifierType state,
                 StubblePresent *self)
{
  if (keyval == GDK_KEY_space)
    stubble_canvas_hold_original (self->canvas, FALSE);
}

void
_stubble_present_init_keys (StubblePresent *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (key, "key-released", G_CALLBACK (on_key_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}
