/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>

#include "base/smp-hash.h"

/* The numbers decide where a client's dots are: they may never change. */
static void
test_known_answers (void)
{
  g_assert_cmphex (smp_hash_u64 (0, 0, 0), ==, G_GUINT64_CONSTANT (0x1e35cdb4bf4f6f16));
  g_assert_cmphex (smp_hash_u64 (1, 2, 3), ==, G_GUINT64_CONSTANT (0xcead1f2fa8f8a720));
  g_assert_cmphex (smp_hash_string ("zone-1"), ==, G_GUINT64_CONSTANT (0x314e5cb3f9ab137d));
}

static void
test_statistics (void)
{
  const int n = 100000;
  double sum = 0, square = 0, unit = 0;

  for (int i = 0; i < n; i++)
    {
      double z = smp_hash_normal (smp_hash_u64 (7, 1, (guint64)i));
      double u = smp_hash_unit (smp_hash_u64 (7, 2, (guint64)i));

      g_assert_cmpfloat (fabs (z), <, 3.5);
      g_assert_cmpfloat (u, >, 0);
      g_assert_cmpfloat (u, <, 1);
      sum += z;
      square += z * z;
      unit += u;
    }
  g_assert_cmpfloat (fabs (sum / n), <, 0.015);
  g_assert_cmpfloat (fabs (square / n - 1), <, 0.02);
  g_assert_cmpfloat (fabs (unit / n - 0.5), <, 0.005);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/hash/known-answers", test_known_answers);
  g_test_add_func ("/base/hash/statistics", test_statistics);
  return g_test_run ();
}
