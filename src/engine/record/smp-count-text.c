/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "record/smp-count-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The place of the second digit, at least one. */
static double
unit_of (double off)
{
  return off < 100 ? 1 : pow (10, floor (log10 (off)) - 1);
}

static double
round_to (double value, double unit)
{
  return round (value / unit) * unit;
}

double
smp_count_round (double n, double uncertainty)
{
  return round_to (n, unit_of (n * uncertainty));
}

char *
smp_count_describe (double n, double uncertainty)
{
  double off = n * uncertainty, unit = unit_of (off);

  /* Nobody counts the needle's dots to the last one. */
  if (off > 0)
    off = MAX (off, 1);

  /* Translators: a number of dots and how uncertain it is. */
  return g_strdup_printf (_ ("%d ± %d"), (int)round_to (n, unit), (int)round_to (off, unit));
}
