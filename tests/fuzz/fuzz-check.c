/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "fuzz.h"

#include "base/smp-error.h"

void
fuzz_check_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_cmpint ((int)error->domain, ==, (int)SMP_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  /* A sentence, or one and the place in parentheses. */
  if (!g_str_has_suffix (error->message, ".") && !g_str_has_suffix (error->message, ")"))
    g_error ("no sentence: %s", error->message);
}
