/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>
#include <time.h>

#include "window-fixture.h"

#include "canvas/stubble-canvas-private.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "photo/smp-image.h"

/* What the window does not do: use the processor while nothing happens, and take memory by the
 * size of the photo for each frame. */

/* So long nothing happens, ms, and what the processor may have done then. */
#define IDLE_MS 1500.0
#define IDLE_WORK_MS 15.0
#define IDLE_WAKES 4
#define FRAMES 10

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define COUNTS_MEMORY FALSE
#else
#define COUNTS_MEMORY TRUE

extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *old, size_t size);
extern void *__libc_memalign (size_t alignment, size_t size);

static gsize taken; /* bytes; atomic */

static void *
count (void *memory, size_t size)
{
  __atomic_fetch_add (&taken, size, __ATOMIC_RELAXED);
  return memory;
}

/* Instead of the C library's, for all that the program loads. */
void *
malloc (size_t size)
{
  return count (__libc_malloc (size), size);
}

void *
calloc (size_t n, size_t size)
{
  return count (__libc_calloc (n, size), n * size);
}

void *
realloc (void *old, size_t size)
{
  return count (__libc_realloc (old, size), size);
}

void *
aligned_alloc (size_t alignment, size_t size)
{
  return count (__libc_memalign (alignment, size), size);
}

int
posix_memalign (void **memory, size_t alignment, size_t size)
{
  *memory = count (__libc_memalign (alignment, size), size);
  return *memory != NULL ? 0 : 12;
}
#endif

static gsize
bytes_taken (void)
{
#if COUNTS_MEMORY
  return __atomic_load_n (&taken, __ATOMIC_RELAXED);
#else
  return 0;
#endif
}

static GPollFunc poll_func;
static guint n_wakes;

static int
on_poll (GPollFD *fds, guint n, int timeout)
{
  n_wakes++;
  return poll_func (fds, n, timeout);
}

static gboolean
on_time (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
rest (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, on_time, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static double
worked_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static void
test_idle (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  double worked;

  /* What was begun when it was opened, as the fade of a toast, ends first. */
  rest (2000);
  poll_func = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, on_poll);
  n_wakes = 0;
  worked = worked_ms ();
  rest ((guint)IDLE_MS);
  worked = worked_ms () - worked;
  g_main_context_set_poll_func (NULL, poll_func);
  g_test_message ("%.1f ms of work, %u wakes", worked, n_wakes);
  g_assert_cmpfloat (worked, <, IDLE_WORK_MS);
  g_assert_cmpuint (n_wakes, <=, IDLE_WAKES);
  close_window (self);
}

static gboolean
is_shown (gpointer data)
{
  return stubble_canvas_is_settled (STUBBLE_WINDOW (data)->canvas)
         && stubble_renderer_get_frame (STUBBLE_WINDOW (data)->canvas->renderer) != NULL;
}

static StubbleDocument *
make_document (int width, int height)
{
  g_autoptr (SmpImage) image = smp_image_new (width, height, NULL);
  g_autoptr (SmpPyramid) pyramid = NULL;
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpConsultation) value = NULL;
  g_autoptr (SmpPhoto) photo = smp_photo_new ("photo-1");

  memset (image->pixels, 150, image->stride * (gsize)height);
  pyramid = smp_pyramid_new (image, 0, NULL);
  photo->width = width;
  photo->height = height;
  value = smp_consultation_with_photo (empty, photo);
  return stubble_document_new (value, pyramid);
}

static void
frame (StubbleWindow *self)
{
  wait_until (is_shown, self);
  rest (30);
}

/* Bytes that are taken while some frames are shown, for one: zooming, moved, split. */
static void
measure (int width, int height, gsize bytes[3])
{
  StubbleWindow *self = open_window (NULL);
  g_autoptr (StubbleDocument) document = make_document (width, height);
  StubbleCanvas *canvas;

  stubble_window_set_document (self, document);
  canvas = self->canvas;
  activate (self, "show", "split");
  frame (self);
  for (int kind = 0; kind < 3; kind++)
    {
      gsize start = 0;

      stubble_canvas_zoom_fit (canvas);
      stubble_canvas_zoom_by (canvas, 1.5);
      frame (self);
      for (int i = 0; i <= FRAMES; i++)
        {
          /* The first one fills the buffers that the others use. */
          if (i == 1)
            start = bytes_taken ();
          if (kind == 0)
            stubble_canvas_zoom_by (canvas, 1.02);
          else if (kind == 1)
            {
              stubble_viewport_pan (&canvas->viewport, -3, -2);
              _stubble_canvas_update (canvas, TRUE);
            }
          else
            stubble_canvas_set_split (canvas, 0.3 + 0.04 * i);
          frame (self);
        }
      bytes[kind] = (bytes_taken () - start) / FRAMES;
    }
  stubble_window_set_document (self, NULL);
  close_window (self);
}

static void
test_frames (void)
{
  static const char *const kinds[] = { "zooming", "moving", "splitting" };
  gsize small[3], large[3];

  if (!COUNTS_MEMORY)
    {
      g_test_skip ("a sanitizer counts memory");
      return;
    }
  /* As wide to high as each other: 1.5 and 24 million pixels. */
  measure (1500, 1000, small);
  measure (6000, 4000, large);
  for (int kind = 0; kind < 3; kind++)
    {
      g_test_message ("%s: %.2f MB a frame of a small photo, %.2f of a large one", kinds[kind],
                      (double)small[kind] / 1e6, (double)large[kind] / 1e6);
      g_assert_cmpuint (large[kind], <, small[kind] * 5 / 4 + 1000000);
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/quiet/idle", test_idle);
  g_test_add_func ("/quiet/frames", test_frames);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add_tests);
}
