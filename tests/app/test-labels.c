/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-labels.h"

static void
check (int n, double uncertainty, const char *wanted)
{
  g_autofree char *label = stubble_label_count (n, uncertainty);

  g_assert_cmpstr (label, ==, wanted);
}

/* Two digits of the uncertainty, and what they leave of the number. */
static void
test_count (void)
{
  check (94243, 0.077, "94200 ± 7300");
  check (12209, 0.0989, "12200 ± 1200");
  check (1234, 0.08, "1234 ± 99");
  check (1251, 0.08, "1250 ± 100");
  check (85, 0.1, "85 ± 9");
  check (0, 0.1, "0 ± 0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labels/count", test_count);
  return g_test_run ();
}
