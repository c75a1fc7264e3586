/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "opening-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>

#include "canvas/stubble-canvas-private.h"
#include "photo/smp-image.h"

static char *folder;

GFile *
in_folder (const char *name)
{
  return g_file_new_build_filename (folder, name, NULL);
}

/* The sample's portrait, twice as large. */
static void
make_large (void)
{
  g_autofree char *path = g_build_filename (folder, "large.jpg", NULL);
  g_autofree char *sample
      = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", "head-front.jpg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) small = gdk_pixbuf_new_from_file (sample, &error);
  g_autoptr (GdkPixbuf) large = NULL;

  g_assert_no_error (error);
  large = gdk_pixbuf_scale_simple (small, LARGE_WIDTH, LARGE_HEIGHT, GDK_INTERP_BILINEAR);
  g_assert_true (gdk_pixbuf_save (large, path, "jpeg", &error, "quality", "92", NULL));
}

static void
copy_small (void)
{
  g_autofree char *sample
      = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", "head-left.jpg", NULL);
  g_autoptr (GFile) original = g_file_new_for_path (sample);
  g_autoptr (GFile) small = in_folder ("small.jpg");

  g_assert_true (g_file_copy (original, small, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
}

GPid
find_helper (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char *task;

  while ((task = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *children = g_build_filename ("/proc/self/task", task, "children", NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (children, &text, NULL, NULL) && atoi (text) > 0)
        return atoi (text);
    }
  return 0;
}

gboolean
has_no_helper (gpointer data)
{
  return find_helper () == 0;
}

void
spin (double seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64)(seconds * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
}

static gboolean
is_loaded (gpointer data)
{
  return STUBBLE_WINDOW (data)->loading == NULL;
}

/* In a thread, so that it is held up at once whatever this one does. */
static gpointer
stop_helper (gpointer data)
{
  g_autoptr (StubbleOpening) opening = data;
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  GPid helper;

  for (;;)
    {
      g_autoptr (SmpImage) glimpse = stubble_opening_take_glimpse (opening);

      if (glimpse != NULL)
        break;
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (500);
    }
  helper = find_helper ();
  if (helper > 0)
    kill (helper, SIGSTOP);
  return GINT_TO_POINTER (helper);
}

GPid
hold_up (StubbleWindow *self, const char *name)
{
  g_autoptr (GFile) file = in_folder (name);

  for (int i = 0; i < HOLD_UP_TRIES; i++)
    {
      GThread *thread;
      GPid helper;

      /* Of what was open before. */
      wait_until (has_no_helper, NULL);
      stubble_window_open (self, file);
      /* The window takes them too. */
      g_clear_handle_id (&self->progress_tick, g_source_remove);
      thread = g_thread_new ("stop", stop_helper, stubble_opening_ref (self->loading));
      wait_until (is_loaded, self);
      helper = GPOINTER_TO_INT (g_thread_join (thread));
      spin (0.1);
      if (helper > 0 && self->following != NULL)
        {
          g_assert_null (stubble_document_get_pyramid (self->document));
          return helper;
        }
      if (helper > 0)
        kill (helper, SIGCONT);
      while (find_message (self) != NULL)
        gtk_window_destroy (find_message (self));
    }
  g_error ("The photo is read before its reader can be held up.");
}

gboolean
has_document (gpointer data)
{
  StubbleWindow *self = data;

  return self->document != NULL && self->loading == NULL;
}

gboolean
is_drawn (gpointer data)
{
  StubbleWindow *self = data;

  return stubble_renderer_get_frame (self->canvas->renderer) != NULL
         && stubble_canvas_is_settled (self->canvas);
}

gboolean
is_finished (gpointer data)
{
  StubbleWindow *self = data;

  /* What was there to be looked at never goes away. */
  g_assert_nonnull (stubble_renderer_get_frame (self->canvas->renderer));
  return is_whole (self) && is_drawn (self);
}

gboolean
is_exported (gpointer data)
{
  return STUBBLE_WINDOW (data)->exporting == NULL;
}

gboolean
is_added (gpointer data)
{
  return STUBBLE_WINDOW (data)->n_adding == 0;
}

gboolean
is_retaken (gpointer data)
{
  StubbleWindow *self = data;

  return self->n_adding == 0 && is_whole (self) && is_drawn (self);
}

static void (*add_tests) (void);

static void
add_with_photos (void)
{
  make_large ();
  copy_small ();
  add_tests ();
}

int
run_opening_tests (int *argc, char ***argv, void (*add) (void))
{
  static const char *const names[] = { "large.jpg", "small.jpg" };
  int status;

  folder = g_dir_make_tmp ("stubble-opening-XXXXXX", NULL);
  add_tests = add;
  status = run_tests (argc, argv, add_with_photos);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return status;
}
