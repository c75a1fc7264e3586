/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "record/smp-count-text.h"

/* Of a count no more is told than is known. */
static void
test_rounded (void)
{
  static const struct
  {
    double n;
    double uncertainty;
    const char *told;
    double rounded;
  } cases[] = {
    { 12347, 0.073, "12350 ± 900", 12350 },
    { 21437, 0.08, "21400 ± 1700", 21400 },
    { 123456, 0.082, "123000 ± 10000", 123000 },
    { 943, 0.08, "943 ± 75", 943 },
    { 12347, 0, "12347 ± 0", 12347 },
    { 0, 0.08, "0 ± 0", 0 },
    { 5, 0.08, "5 ± 1", 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *told = smp_count_describe (cases[i].n, cases[i].uncertainty);

      g_assert_cmpstr (told, ==, cases[i].told);
      g_assert_cmpfloat (smp_count_round (cases[i].n, cases[i].uncertainty), ==, cases[i].rounded);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/count-text/rounded", test_rounded);
  return g_test_run ();
}
