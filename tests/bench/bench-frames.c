/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors
 *
 * Drags in the real window on a photo of 24 MP, by a real pointer: how far apart the frames with
 * new content are, against the toolkit showing a ready texture of that size in each frame, and how
 * long the main thread stalls. Wants a display of its own and xdotool.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "bench-tools.h"
#include "canvas/stubble-canvas-private.h"
#include "frame-meter.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "panels/stubble-slider-row.h"
#include "photo/smp-image.h"
#include "stubble-application.h"
#include "window/stubble-window-private.h"

#define WIDTH 6000
#define HEIGHT 4000
#define DEADLINE_MS 120000.0
/* Of the pointer: as many moves of so many ms. */
#define MOVES 240
#define MOVE_MS 12
#define READY_MS 1500.0
#define NODES 12
/* What the main thread may take at a time. */
#define STALL_MS 25.0

typedef struct
{
  StubbleWindow *window;
  GtkWidget *scale; /* of the density */
  GArray *ready;    /* of double: ms between ready textures */
} Bench;

typedef gboolean (*Condition) (Bench *bench);

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_until (Bench *bench, Condition condition)
{
  double end = bench_now_ms () + DEADLINE_MS;
  guint id = g_timeout_add (10, wake, NULL);

  while (!condition (bench))
    {
      if (bench_now_ms () > end)
        g_error ("The window did not come to rest.");
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (id);
}

static void
run_for (double ms)
{
  double end = bench_now_ms () + ms;
  guint id = g_timeout_add (50, wake, NULL);

  while (bench_now_ms () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

static gboolean
is_mapped (Bench *bench)
{
  return gtk_widget_get_mapped (GTK_WIDGET (bench->window));
}

static gboolean
is_open (Bench *bench)
{
  return bench->window->document != NULL && bench->window->loading == NULL
         && stubble_canvas_is_settled (bench->window->canvas);
}

static gboolean
has_dots (Bench *bench)
{
  return is_open (bench) && stubble_canvas_count_dots (bench->window->canvas, -1) > 0;
}

static GFile *
write_photo (const char *folder)
{
  g_autoptr (SmpImage) image = bench_photo_new (WIDTH, HEIGHT);
  g_autoptr (GBytes) jpeg = bench_encode_jpeg (image, 92, TRUE);
  GFile *file = g_file_new_build_filename (folder, "photo.jpg", NULL);
  gsize n;
  const char *bytes = g_bytes_get_data (jpeg, &n);

  if (!g_file_replace_contents (file, bytes, n, NULL, FALSE, 0, NULL, NULL, NULL))
    g_error ("No photo could be written.");
  return file;
}

/* An ellipse over the middle of the photo, as large as a scalp. */
static void
add_zone (Bench *bench)
{
  StubbleDocument *document = bench->window->document;
  const SmpPhoto *photo = stubble_document_get_photo (document);
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, photo->id);
  g_autoptr (SmpOutline) outline = NULL;
  SmpNode nodes[NODES];

  for (int i = 0; i < NODES; i++)
    {
      double angle = i * 2 * G_PI / NODES;

      nodes[i] = (SmpNode){ { WIDTH / 2 + 0.3 * WIDTH * cos (angle),
                              HEIGHT / 2 + 0.3 * HEIGHT * sin (angle) },
                            FALSE,
                            SMP_EDGE_HAIRLINE };
    }
  outline = smp_outline_new (nodes, NODES, TRUE);
  smp_zone_set_outline (zone, outline);
  stubble_document_commit_zone (document, zone, "Add Zone", NULL);
}

static GtkWidget *
find (GtkWidget *root, GType type, const char *title)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type)
      && (title == NULL
          || g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A place in a widget as the display counts; windows without a manager lie in its corner. */
static SmpPoint
on_screen (GtkWidget *widget, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double dx, dy;

  if (!gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &x, &y))
    g_error ("The widget is not in the window.");
  gtk_native_get_surface_transform (native, &dx, &dy);
  return smp_point (x + dx, y + dy);
}

static void
on_dragged (GObject *process, GAsyncResult *result, gpointer data)
{
  gboolean *done = data;
  g_autoptr (GError) error = NULL;

  if (!g_subprocess_wait_check_finish (G_SUBPROCESS (process), result, &error))
    g_error ("xdotool: %s", error->message);
  *done = TRUE;
}

/* The pointer presses at @a and goes to and fro between it and @b. */
static void
drag (SmpPoint a, SmpPoint b)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  g_ptr_array_add (words, g_strdup ("xdotool"));
  for (int i = 0; i <= MOVES; i++)
    {
      double t = 0.5 - 0.5 * cos (i * 6 * G_PI / MOVES);
      g_autofree char *move
          = g_strdup_printf ("mousemove %d %d sleep 0.%03d%s", (int)(a.x + (b.x - a.x) * t),
                             (int)(a.y + (b.y - a.y) * t), MOVE_MS, i == 0 ? " mousedown 1" : "");
      g_auto (GStrv) parts = g_strsplit (move, " ", -1);

      for (int k = 0; parts[k] != NULL; k++)
        g_ptr_array_add (words, g_strdup (parts[k]));
    }
  g_ptr_array_add (words, g_strdup ("mouseup"));
  g_ptr_array_add (words, g_strdup ("1"));
  g_ptr_array_add (words, NULL);
  process = g_subprocess_newv ((const char *const *)words->pdata, G_SUBPROCESS_FLAGS_NONE, &error);
  if (process == NULL)
    g_error ("%s", error->message);
  g_subprocess_wait_check_async (process, NULL, on_dragged, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* How far apart frames of a ready texture are. */
static double
measure_ready (Bench *bench)
{
  FrameCount count;
  double median;

  frame_meter_show_ready (TRUE);
  run_for (200);
  frame_meter_start ();
  run_for (READY_MS);
  count = frame_meter_stop ();
  frame_meter_show_ready (FALSE);
  run_for (200);
  median = bench_median ((double *)(gpointer)count.intervals->data, count.intervals->len);
  g_printerr ("ready: %u frames, %.1f ms, longest %.1f ms\n", count.intervals->len, median,
              count.frame_ms);
  g_array_unref (count.intervals);
  return median;
}

static void
measure_drag (Bench *bench, const char *name, SmpPoint a, SmpPoint b)
{
  const SmpConsultation *value = stubble_document_get_consultation (bench->window->document);
  double ready = measure_ready (bench), median;
  g_autofree char *stall_name = g_strconcat (name, "_stall", NULL);
  FrameCount count;

  frame_meter_start ();
  drag (a, b);
  count = frame_meter_stop ();
  wait_until (bench, is_open);
  if (count.intervals->len == 0
      || value == stubble_document_get_consultation (bench->window->document))
    g_error ("%s: nothing was dragged.", name);
  ready = (ready + measure_ready (bench)) / 2;
  median = bench_median ((double *)(gpointer)count.intervals->data, count.intervals->len);
  g_printerr ("%s: %u frames, %.1f ms, worst %.1f; main thread %.1f ms, with painting %.1f\n", name,
              count.intervals->len, median,
              g_array_index (count.intervals, double, count.intervals->len - 1), count.stall_ms,
              count.frame_ms);
  bench_report (name, median, ready, "ms");
  bench_report (stall_name, count.stall_ms, STALL_MS, "ms");
  g_array_unref (count.intervals);
}

static void
show_step (Bench *bench, const char *step)
{
  g_action_group_activate_action (G_ACTION_GROUP (bench->window), "step",
                                  g_variant_new_string (step));
  run_for (500);
  wait_until (bench, has_dots);
}

static void
measure_all (Bench *bench)
{
  StubbleCanvas *canvas = bench->window->canvas;
  GtkWidget *row, *scale;
  SmpPoint node, from;
  const StubbleFrame *frame;

  show_step (bench, "density");
  frame = stubble_renderer_get_frame (canvas->renderer);
  g_printerr ("texture %d × %d, %d dots\n", frame->window.width, frame->window.height,
              stubble_canvas_count_dots (canvas, -1));
  row = find (GTK_WIDGET (bench->window->panels), STUBBLE_TYPE_SLIDER_ROW, "Density");
  scale = find (row, GTK_TYPE_SCALE, NULL);
  measure_drag (
      bench, "frame_drag_density",
      on_screen (scale, 0.3 * gtk_widget_get_width (scale), gtk_widget_get_height (scale) / 2.0),
      on_screen (scale, 0.8 * gtk_widget_get_width (scale), gtk_widget_get_height (scale) / 2.0));
  show_step (bench, "hairline");
  node = stubble_viewport_to_widget (
      &canvas->viewport,
      stubble_document_get_zone (bench->window->document)->outline->nodes[3].point);
  from = on_screen (GTK_WIDGET (canvas), node.x, node.y);
  measure_drag (bench, "frame_drag_node", from, smp_point (from.x - 60, from.y + 120));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GtkApplication) application = NULL;
  Bench bench = { 0 };

  g_set_prgname ("stubble");
  gtk_init ();
  g_set_application_name ("Stubble");
  folder = g_dir_make_tmp ("stubble-frames-XXXXXX", NULL);
  file = write_photo (folder);
  application = GTK_APPLICATION (stubble_application_new ());
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_set_default (G_APPLICATION (application));
  if (!g_application_register (G_APPLICATION (application), NULL, NULL))
    g_error ("The application could not be registered.");
  bench.window = STUBBLE_WINDOW (stubble_window_new (application));
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1920, 1080);
  gtk_window_present (GTK_WINDOW (bench.window));
  wait_until (&bench, is_mapped);
  stubble_window_open (bench.window, file);
  wait_until (&bench, is_open);
  add_zone (&bench);
  wait_until (&bench, has_dots);
  frame_meter_install (bench.window);
  printf ("{\n");
  measure_all (&bench);
  printf ("\n}\n");
  g_file_delete (file, NULL, NULL);
  g_rmdir (folder);
  return 0;
}
