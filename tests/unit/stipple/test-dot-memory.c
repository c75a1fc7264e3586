/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "stipple/smp-dot-memory.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

/* Some megabytes of dots: what the system gives in pages. */
#define MANY 200000
/* More than is kept. */
#define TOO_MANY 800000

static SmpDot *
filled (gsize n, gboolean at_once, int byte)
{
  SmpDot *dots = smp_dot_memory_new (n, at_once);

  memset (dots, byte, n * sizeof (SmpDot));
  return dots;
}

static void
assert_filled (const SmpDot *dots, gsize n, int byte)
{
  const guint8 *bytes = (const guint8 *)dots;

  for (gsize i = 0; i < n * sizeof (SmpDot); i++)
    g_assert_cmpint (bytes[i], ==, byte);
}

/* Whether there still is memory @byte bytes behind the beginning of some. */
static gboolean
is_there (const SmpDot *dots, gsize byte)
{
  const gsize page = 4096;
  unsigned char state;

  return mincore ((char *)dots + byte / page * page, page, &state) == 0 || errno != ENOMEM;
}

/* What is freed serves again, once, and only for what fits in. */
static void
test_again (void)
{
  SmpDot *first = filled (MANY, TRUE, 1), *again, *other, *larger;

  smp_dot_memory_free (first, MANY);
  again = filled (MANY, FALSE, 2);
  g_assert_true (again == first);
  other = filled (MANY, TRUE, 3);
  g_assert_true (other != first);
  assert_filled (again, MANY, 2);
  smp_dot_memory_free (other, MANY);

  /* More than there is. */
  larger = filled (3 * MANY, TRUE, 4);
  assert_filled (again, MANY, 2);
  smp_dot_memory_free (larger, 3 * MANY);
  /* Less: the rest is given back. */
  other = filled (MANY, TRUE, 5);
  g_assert_true (other == larger);
  g_assert_false (is_there (other, 2 * MANY * sizeof (SmpDot)));
  smp_dot_memory_free (other, MANY);
  larger = filled (3 * MANY, TRUE, 6);
  assert_filled (larger, 3 * MANY, 6);
  assert_filled (again, MANY, 2);
  smp_dot_memory_free (again, MANY);
  g_assert_true (is_there (again, 0));
  /* Only the last is kept, and not too much. */
  smp_dot_memory_free (larger, 3 * MANY);
  g_assert_false (is_there (again, 0));
  other = filled (TOO_MANY, FALSE, 7);
  smp_dot_memory_free (other, TOO_MANY);
  g_assert_false (is_there (other, 0));
}

/* What is left of it when it was too much holds what it held, and is freed as what is left. */
static void
test_shrunk (void)
{
  const gsize left[] = { 10, MANY / 8, MANY / 2, MANY - 10 };

  for (gsize i = 0; i < G_N_ELEMENTS (left); i++)
    {
      SmpDot *dots = filled (MANY, FALSE, 7), *next;
      gsize room = smp_dot_memory_shrink (&dots, MANY, left[i]);

      g_assert_cmpuint (room, >=, left[i]);
      g_assert_cmpuint (room, <=, MANY);
      g_assert_true (left[i] > MANY / 2 || !is_there (dots, 3 * MANY / 4 * sizeof (SmpDot)));
      assert_filled (dots, left[i], 7);
      memset (dots, 8, room * sizeof (SmpDot));
      smp_dot_memory_free (dots, room);
      next = filled (MANY, FALSE, 9);
      assert_filled (next, MANY, 9);
      smp_dot_memory_free (next, MANY);
    }
}

/* Few dots, and none, are the allocator's. */
static void
test_few (void)
{
  SmpDot *few = filled (10, TRUE, 1), *none = smp_dot_memory_new (0, TRUE);
  gsize room = smp_dot_memory_shrink (&few, 10, 3);

  assert_filled (few, 3, 1);
  smp_dot_memory_free (few, room);
  smp_dot_memory_free (none, 0);
  smp_dot_memory_free (NULL, MANY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dot-memory/again", test_again);
  g_test_add_func ("/dot-memory/shrunk", test_shrunk);
  g_test_add_func ("/dot-memory/few", test_few);
  return g_test_run ();
}
