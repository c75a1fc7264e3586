/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "frame-meter.h"

#include <time.h>

#include "bench-tools.h"
#include "canvas/stubble-canvas-private.h"
#include "photo/smp-image.h"

static struct
{
  StubbleWindow *window;
  StubbleCanvas *canvas;
  void (*snapshot) (GtkWidget *widget, GtkSnapshot *snapshot);
  void (*snapshot_window) (GtkWidget *widget, GtkSnapshot *snapshot);
  GPollFunc poll;
  gboolean is_on;
  gboolean is_ready_shown;
  GBytes *ready[2];
  guint n_ready;
  gboolean is_new;       /* there is content that no frame has shown yet */
  gboolean is_new_drawn; /* and this frame draws it */
  double last_ms;        /* when the last frame with new content was presented */
  double busy_from_ms;   /* since when the main thread has been at work */
  double paint_from_ms;
  double painted_ms; /* of this time at work, by the toolkit and not by the canvas */
  FrameCount count;
} meter;

/* A texture of the size that the canvas shows, with other pixels than the last one. */
static void
snapshot_ready (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const StubbleFrame *frame = stubble_renderer_get_frame (meter.canvas->renderer);
  SmpRect place = stubble_viewport_place (&meter.canvas->viewport, &frame->window);
  g_autoptr (GdkTexture) texture = NULL;
  guint i = meter.n_ready++ % 2;

  if (meter.ready[i] == NULL)
    {
      gsize n;
      gconstpointer shown = g_bytes_get_data (frame->after_shown, &n);
      guint8 *copy = g_memdup2 (shown, n);

      copy[0] ^= (guint8)i;
      meter.ready[i] = g_bytes_new_take (copy, n);
    }
  texture = gdk_memory_texture_new (frame->window.width, frame->window.height, STUBBLE_SHOWN_FORMAT,
                                    meter.ready[i], 4 * (gsize)frame->window.width);
  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT ((float)place.x, (float)place.y,
                                                    (float)place.width, (float)place.height));
}

/* Of the main thread's work only what the processor spent on it counts: others use it too. */
static double
worked_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *to)
{
  double start = worked_ms ();

  if (meter.is_ready_shown)
    snapshot_ready (widget, to);
  else
    meter.snapshot (widget, to);
  meter.is_new_drawn = meter.is_new || meter.is_ready_shown;
  meter.is_new = FALSE;
  /* What the canvas does is our own work. */
  meter.painted_ms -= worked_ms () - start;
}

static void
on_frame (StubbleRenderer *renderer, gpointer data)
{
  meter.is_new = TRUE;
}

/* The toolkit begins to paint with this. */
static void
snapshot_window (GtkWidget *widget, GtkSnapshot *to)
{
  meter.paint_from_ms = worked_ms ();
  meter.snapshot_window (widget, to);
}

static void
on_after_paint (GdkFrameClock *clock, gpointer data)
{
  double now = bench_now_ms ();

  if (meter.paint_from_ms > 0)
    meter.painted_ms += worked_ms () - meter.paint_from_ms;
  meter.paint_from_ms = 0;
  if (meter.is_on && meter.is_new_drawn)
    {
      double interval = now - meter.last_ms;

      if (meter.last_ms > 0)
        g_array_append_val (meter.count.intervals, interval);
      meter.last_ms = now;
    }
  meter.is_new_drawn = FALSE;
  if (meter.is_ready_shown)
    gtk_widget_queue_draw (GTK_WIDGET (meter.canvas));
}

/* The main loop waits here; between two waits it is at work. */
static int
on_poll (GPollFD *fds, guint n, int timeout)
{
  double busy = worked_ms () - meter.busy_from_ms;
  int result;

  if (meter.is_on && meter.busy_from_ms > 0)
    {
      meter.count.frame_ms = MAX (meter.count.frame_ms, busy);
      meter.count.stall_ms = MAX (meter.count.stall_ms, busy - meter.painted_ms);
    }
  meter.painted_ms = 0;
  result = meter.poll (fds, n, timeout);
  meter.busy_from_ms = worked_ms ();
  return result;
}

void
frame_meter_install (StubbleWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  GtkWidgetClass *klass;

  meter.window = window;
  meter.canvas = stubble_window_get_canvas (window);
  klass = GTK_WIDGET_GET_CLASS (meter.canvas);
  meter.snapshot = klass->snapshot;
  klass->snapshot = snapshot;
  klass = GTK_WIDGET_GET_CLASS (window);
  meter.snapshot_window = klass->snapshot;
  klass->snapshot = snapshot_window;
  meter.poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, on_poll);
  g_signal_connect (meter.canvas->renderer, "frame", G_CALLBACK (on_frame), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_after_paint), NULL);
}

void
frame_meter_start (void)
{
  meter.count = (FrameCount){ .intervals = g_array_new (FALSE, FALSE, sizeof (double)) };
  meter.last_ms = meter.busy_from_ms = meter.painted_ms = 0;
  meter.is_on = TRUE;
}

FrameCount
frame_meter_stop (void)
{
  meter.is_on = FALSE;
  return meter.count;
}

void
frame_meter_show_ready (gboolean ready)
{
  meter.is_ready_shown = ready;
  for (gsize i = 0; i < G_N_ELEMENTS (meter.ready); i++)
    g_clear_pointer (&meter.ready[i], g_bytes_unref);
  gtk_widget_queue_draw (GTK_WIDGET (meter.canvas));
}
