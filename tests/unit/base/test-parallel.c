/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "base/smp-limits.h"
#include "base/smp-parallel.h"

#define ITEMS 1000
#define CALLERS 6

typedef struct
{
  atomic_int seen[ITEMS];
  atomic_int busy[SMP_LIMIT_THREADS]; /* by worker */
  int n_threads;
  GCancellable *cancel_at_500;
} Fixture;

static void
count (gsize item, int worker, gpointer data)
{
  Fixture *fixture = data;

  g_assert_cmpint (worker, >=, 0);
  g_assert_cmpint (worker, <, fixture->n_threads);
  /* A worker's buffers are its own. */
  g_assert_cmpint (atomic_fetch_add (&fixture->busy[worker], 1), ==, 0);
  atomic_fetch_add (&fixture->seen[item], 1);
  if (item == ITEMS / 2 && fixture->cancel_at_500 != NULL)
    g_cancellable_cancel (fixture->cancel_at_500);
  atomic_fetch_sub (&fixture->busy[worker], 1);
}

static void
count_all (int threads)
{
  Fixture fixture = { .n_threads = threads };
  g_autoptr (GError) error = NULL;

  g_assert_true (smp_parallel_for (ITEMS, threads, count, &fixture, NULL, &error));
  g_assert_no_error (error);
  for (int i = 0; i < ITEMS; i++)
    g_assert_cmpint (fixture.seen[i], ==, 1);
}

static void
test_each_item_once (void)
{
  for (int threads = 1; threads <= 8; threads++)
    for (int again = 0; again < 20; again++)
      count_all (threads);
}

static void
test_many_threads (void)
{
  count_all (4 * (int)g_get_num_processors ());
  count_all (64);
}

static void
test_cancel (void)
{
  Fixture fixture = { .n_threads = 2 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int done = 0;

  fixture.cancel_at_500 = cancellable;
  g_assert_false (smp_parallel_for (ITEMS, 2, count, &fixture, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (int i = 0; i < ITEMS; i++)
    done += fixture.seen[i];
  g_assert_cmpint (done, <, ITEMS);
  /* The threads go on working for others. */
  count_all (2);
}

/* GLib's, slow in the first thread that asks: as if it had to rest there. */
static gboolean (*is_cancelled) (GCancellable *);
static atomic_int n_asked;
static gboolean is_slow;

gboolean
g_cancellable_is_cancelled (GCancellable *cancellable)
{
  if (is_slow && cancellable != NULL && atomic_fetch_add (&n_asked, 1) == 0)
    g_usleep (100000);
  return is_cancelled (cancellable);
}

static void
wait_for_first (gsize item, int worker, gpointer data)
{
  Fixture *fixture = data;

  if (item == 1)
    g_cancellable_cancel (fixture->cancel_at_500);
  for (int i = 0; item > 0 && fixture->seen[0] == 0; i++)
    {
      g_assert_cmpint (i, <, 5000);
      g_usleep (1000);
    }
  fixture->seen[item] = 1;
}

/* What others may wait for is done, though it is cancelled meanwhile. */
static void
test_cancel_waiting (void)
{
  for (int again = 0; again < 3; again++)
    {
      Fixture fixture = { .n_threads = 2 };
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();

      fixture.cancel_at_500 = cancellable;
      atomic_store (&n_asked, 0);
      is_slow = TRUE;
      g_assert_false (smp_parallel_for (ITEMS, 2, wait_for_first, &fixture, cancellable, NULL));
      is_slow = FALSE;
      g_assert_cmpint (fixture.seen[0], ==, 1);
    }
}

static void
never (gsize item, int worker, gpointer data)
{
  g_assert_not_reached ();
}

static void
test_nothing (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_true (smp_parallel_for (0, 4, never, NULL, NULL, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (smp_parallel_for (ITEMS, 4, never, NULL, cancellable, NULL));
}

/* Not GLib's, of which ThreadSanitizer sees nothing. */
typedef struct
{
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  int here;
} Meeting;

/* Waits for all the others, which only other threads can bring. */
static void
meet (gsize item, int worker, gpointer data)
{
  Meeting *meeting = data;
  struct timespec end = { .tv_sec = time (NULL) + 60 };

  pthread_mutex_lock (&meeting->mutex);
  meeting->here++;
  pthread_cond_broadcast (&meeting->changed);
  while (meeting->here < 3)
    g_assert_cmpint (pthread_cond_timedwait (&meeting->changed, &meeting->mutex, &end), ==, 0);
  pthread_mutex_unlock (&meeting->mutex);
}

static void
meet_three (void)
{
  Meeting meeting = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0 };

  g_assert_true (smp_parallel_for (3, 3, meet, &meeting, NULL, NULL));
  pthread_cond_destroy (&meeting.changed);
  pthread_mutex_destroy (&meeting.mutex);
}

static void
test_at_once (void)
{
  for (int i = 0; i < 100; i++)
    meet_three ();
}

static void
meet_inside (gsize item, int worker, gpointer data)
{
  if (item % 8 == 0)
    meet_three ();
  count_all (1 + (int)item % 3);
}

/* Work inside work has threads of its own, also where all are busy. */
static void
test_nested (void)
{
  for (int threads = 1; threads <= 8; threads++)
    g_assert_true (smp_parallel_for (24, threads, meet_inside, NULL, NULL, NULL));
}

static gpointer
call (gpointer data)
{
  for (int i = 0; i < 40; i++)
    {
      count_all (1 + (GPOINTER_TO_INT (data) + i) % 4);
      if (i % 10 == 0)
        meet_three ();
    }
  return NULL;
}

static void
test_callers (void)
{
  GThread *threads[CALLERS];

  for (int i = 0; i < CALLERS; i++)
    threads[i] = g_thread_new ("caller", call, GINT_TO_POINTER (i));
  for (int i = 0; i < CALLERS; i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  *(void **)&is_cancelled = dlsym (RTLD_NEXT, "g_cancellable_is_cancelled");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/parallel/each-item-once", test_each_item_once);
  g_test_add_func ("/base/parallel/many-threads", test_many_threads);
  g_test_add_func ("/base/parallel/cancel", test_cancel);
  g_test_add_func ("/base/parallel/cancel-waiting", test_cancel_waiting);
  g_test_add_func ("/base/parallel/nothing", test_nothing);
  g_test_add_func ("/base/parallel/at-once", test_at_once);
  g_test_add_func ("/base/parallel/nested", test_nested);
  g_test_add_func ("/base/parallel/callers", test_callers);
  return g_test_run ();
}
