/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <stdio.h>

#include "base/smp-constants.h"

int
main (void)
{
  g_autofree char *text = smp_constants_to_markdown ();

  return fputs (text, stdout) >= 0 ? 0 : 1;
}
