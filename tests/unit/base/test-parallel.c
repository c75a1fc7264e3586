/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <stdatomic.h>

#include "base/smp-parallel.h"

typedef struct
{
  atomic_int seen[1000];
  GCancellable *cancel_at_500;
} Fixture;

static void
count (gsize item, int worker, gpointer data)
{
  Fixture *fixture = data;

  atomic_fetch_add (&fixture->seen[item], 1);
  if (item == 500 && fixture->cancel_at_500 != NULL)
    g_cancellable_cancel (fixture->cancel_at_500);
}

static void
test_each_item_once (void)
{
  for (int threads = 1; threads <= 8; threads++)
    {
      Fixture fixture = { .cancel_at_500 = NULL };
      g_autoptr (GError) error = NULL;

      g_assert_true (smp_parallel_for (1000, threads, count, &fixture, NULL, &error));
      g_assert_no_error (error);
      for (int i = 0; i < 1000; i++)
        g_assert_cmpint (fixture.seen[i], ==, 1);
    }
}

static void
test_cancel (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int done = 0;

  fixture.cancel_at_500 = cancellable;
  g_assert_false (smp_parallel_for (1000, 2, count, &fixture, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (int i = 0; i < 1000; i++)
    done += fixture.seen[i];
  g_assert_cmpint (done, <, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/parallel/each-item-once", test_each_item_once);
  g_test_add_func ("/base/parallel/cancel", test_cancel);
  return g_test_run ();
}
