/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/smp-constants.h"

static gboolean
names_source (const SmpConstant *constant, const char *key)
{
  g_auto (GStrv) keys = g_strsplit (constant->sources, " ", -1);

  return g_strv_contains ((const char *const *)keys, key);
}

/* No number without a source that can be looked up, a confidence, and a sentence. */
static void
test_sources (void)
{
  for (gsize i = 0; i < SMP_N_CONSTANTS; i++)
    {
      const SmpConstant *k = &smp_constants[i];
      g_auto (GStrv) keys = g_strsplit (k->sources, " ", -1);

      g_test_message ("%s", k->name);
      g_assert_true (isfinite (k->value));
      g_assert_nonnull (strchr ("HMLDC", (char)k->confidence));
      g_assert_cmpuint (strlen (k->what), >, 5);
      g_assert_cmpuint (g_strv_length (keys), >, 0);
      for (gsize s = 0; keys[s] != NULL; s++)
        {
          if (smp_source_by_key (keys[s]) == NULL)
            g_error ("%s names the source “%s”, which is not in smp-sources.c", k->name, keys[s]);
        }
      /* Sources agree only where there are two; but one may have gathered several. */
      if (k->confidence == SMP_CONFIDENCE_SINGLE)
        g_assert_cmpuint (g_strv_length (keys), ==, 1);
      for (gsize j = 0; j < i; j++)
        g_assert_cmpstr (smp_constants[j].name, !=, k->name);
    }
}

static void
test_addresses (void)
{
  for (gsize s = 0; s < smp_n_sources; s++)
    {
      g_assert_cmpuint (strlen (smp_sources[s].address), >, 8);
      for (gsize t = 0; t < s; t++)
        g_assert_cmpint (strcmp (smp_sources[t].key, smp_sources[s].key), <, 0);
    }
}

static void
test_page (void)
{
  g_autofree char *page = smp_constants_to_markdown ();

  g_assert_true (names_source (&smp_constants[SMP_CONSTANT_HEALED_PIGMENT], "BAUMLER"));
  g_assert_nonnull (strstr (page, "| HEALED_PIGMENT | 0.67 | of fresh | measured | BAUMLER |"));
  for (gsize i = 0; i < SMP_N_CONSTANTS; i++)
    g_assert_nonnull (strstr (page, smp_constants[i].what));
}

/* Sources are told by names that people know. */
static void
test_source_names (void)
{
  g_autofree char *names = smp_sources_describe ("ELKA XIAO16 NGUYEN22 DERMITA DHURAT nowhere");

  g_assert_cmpstr (names, ==,
                   "elkasmp.com.au, doi:10.1111/srt.12295, PubMed Central PMC9485964, GitHub "
                   "AdamCorbinFAUPhD/derm_ita, PubMed Central PMC5782438, nowhere");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/constants/sources", test_sources);
  g_test_add_func ("/base/constants/addresses", test_addresses);
  g_test_add_func ("/base/constants/page", test_page);
  g_test_add_func ("/base/constants/source-names", test_source_names);
  return g_test_run ();
}
