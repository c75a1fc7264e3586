/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "panels/stubble-panels.h"
#include "window-fixture.h"

#define TIMES 50
/* The first windows fill caches of the toolkit (fonts, styles, icons), which stay. */
#define WARM_UP 10
/* Growth over the other 40; 1.5 MB was seen. A kept panel would be some 200 kB each time. */
#define GROWTH_MAX_KB (6 * 1024)
/* For so long no thread takes or gives a kB when none is at work any more. */
#define STILL_MS 300

/* Set of what was made and is still there. */
static GHashTable *alive;

static void
on_gone (gpointer data, GObject *object)
{
  g_hash_table_remove (alive, object);
}

static void
watch (gpointer object)
{
  if (g_hash_table_add (alive, object))
    g_object_weak_ref (object, on_gone, NULL);
}

static void
watch_all (GtkWidget *root)
{
  /* The toolkit's own, one for all windows of the screen. */
  if (g_str_equal (G_OBJECT_TYPE_NAME (root), "GtkTooltipWindow"))
    return;
  watch (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    watch_all (child);
}

static void
assert_none_alive (void)
{
  GHashTableIter iter;
  gpointer object;

  g_hash_table_iter_init (&iter, alive);
  while (g_hash_table_iter_next (&iter, &object, NULL))
    g_test_message ("%s %p is kept by %u", G_OBJECT_TYPE_NAME (object), object,
                    G_OBJECT (object)->ref_count);
  g_assert_cmpuint (g_hash_table_size (alive), ==, 0);
}

/* What the process holds of the heap, kB: unlike what is resident, that does not hang on how the
 * heap is cut up, nor on which thread freed what when. */
static long
held_now (void)
{
#ifdef __GLIBC__
  struct mallinfo2 info = mallinfo2 ();

  return (long)((info.uordblks + info.hblkhd) / 1024);
#else
  return 0;
#endif
}

typedef struct
{
  long held;
  gint64 since; /* µs */
} Heap;

static gboolean
is_still (gpointer data)
{
  Heap *heap = data;
  long now = held_now ();

  if (now != heap->held)
    *heap = (Heap){ now, g_get_monotonic_time () };
  return g_get_monotonic_time () - heap->since >= STILL_MS * G_TIME_SPAN_MILLISECOND;
}

/* The same once what was on its way when the last window closed is let go of by the threads. */
static long
held (void)
{
  Heap heap = { -1, 0 };

  wait_until (is_still, &heap);
  return heap.held;
}

/* What a consultation opens: each step, a dialog, and the client's window. */
static void
visit (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");

  for (gsize i = 0; i < stubble_n_panels; i++)
    activate (self, "step", stubble_panels[i].step);
  activate (self, "present", NULL);
  g_assert_nonnull (self->present);
  flush ();
  watch_all (GTK_WIDGET (self->present));
  watch_all (GTK_WIDGET (self));
  watch (self->document);
  wait_until (is_settled, self);
  close_window (self);
  /* Popovers and controllers go with their windows, not before them. */
  for (gint64 end = g_get_monotonic_time () + 5 * G_TIME_SPAN_SECOND;
       g_hash_table_size (alive) > 0 && g_get_monotonic_time () < end;)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  assert_none_alive ();
}

static void
test_windows (void)
{
  long first = 0, last;

  alive = g_hash_table_new (NULL, NULL);
  for (int i = 0; i < TIMES; i++)
    {
      if (i == WARM_UP)
        first = held ();
      visit ();
    }
  last = held ();
  g_test_message ("%ld kB after %d windows, %ld kB after %d", first, WARM_UP, last, TIMES);
  /* The sanitizers keep what was freed for a while. */
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  g_assert_cmpint (last - first, <, GROWTH_MAX_KB);
#endif
}

static void
add (void)
{
  g_test_add_func ("/leaks/windows", test_windows);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
