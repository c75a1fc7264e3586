/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "base/smp-constants.h"
#include "record/smp-advice.h"

/* Each sentence has a source, and none promises. */
static void
test_sentences (void)
{
  static const char *const never[]
      = { "100 %",     "guaranteed", "completely safe", "no chemicals", "painless",
          "permanent", "top-coat",   "top coat",        "sealant",      "dermaroller" };
  gsize n, without = 0, aftercare = 0;
  const SmpAdvice *advice = smp_advice (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_auto (GStrv) keys = g_strsplit (advice[i].sources, " ", -1);
      g_autofree char *text = g_ascii_strdown (advice[i].text, -1);

      g_test_message ("%s", advice[i].id);
      without += keys[0] == NULL || keys[0][0] == '\0';
      aftercare += advice[i].kind == SMP_ADVICE_AFTERCARE;
      for (gsize k = 0; keys[k] != NULL && keys[k][0] != '\0'; k++)
        g_assert_nonnull (smp_source_by_key (keys[k]));
      for (gsize w = 0; w < G_N_ELEMENTS (never); w++)
        g_assert_null (strstr (text, never[w]));
      g_assert_cmpint (text[strlen (text) - 1], ==, '.');
      for (gsize j = 0; j < i; j++)
        g_assert_cmpstr (advice[j].id, !=, advice[i].id);
    }
  g_assert_cmpuint (without, ==, 0);
  g_assert_cmpuint (aftercare, >=, 6);
  g_assert_cmpuint (n - aftercare, >=, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/advice/sentences", test_sentences);
  return g_test_run ();
}
