/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>

#include "base/smp-constants.h"
#include "colour/smp-optics.h"
#include "render/smp-healing.h"

static void
test_healing (void)
{
  SmpHealing fresh = smp_healing_after (0), healed = smp_healing_after (SMP_K (HEALED_DAYS));
  SmpHealing before = fresh;

  /* Healed is two thirds of the fresh pigment. */
  g_assert_cmpfloat_with_epsilon (1 / fresh.pigment, 0.67, 1e-9);
  g_assert_cmpfloat_with_epsilon (healed.pigment, 1, 0.02);
  g_assert_cmpfloat_with_epsilon (healed.width, 1, 0.01);
  g_assert_cmpfloat_with_epsilon (fresh.redness, 1, 1e-9);
  g_assert_cmpfloat (smp_healing_after (3).redness, <, 0.2);
  g_assert_cmpfloat (smp_healing_after (7).redness, <, 1e-4);
  g_assert_cmpfloat_with_epsilon (smp_healing_after (3).crust, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (healed.crust, 0, 1e-9);
  for (double day = 0.25; day <= 40; day += 0.25)
    {
      SmpHealing now = smp_healing_after (day);

      g_assert_cmpfloat (now.pigment, <, before.pigment);
      g_assert_cmpfloat (now.width, <, before.width);
      g_assert_cmpfloat (now.crust, <=, before.crust);
      g_assert_cmpfloat (now.redness, <=, before.redness);
      before = now;
    }
}

static void
test_years (void)
{
  const double rates[] = { 0, 0.05, 0.09, 0.12, 0.25 };

  for (gsize r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      SmpAgeing before = smp_ageing_after (0, rates[r]);

      g_assert_cmpfloat_with_epsilon (before.strength, 1, 1e-12);
      g_assert_cmpfloat_with_epsilon (before.width, 1, 1e-12);
      for (double year = 0.5; year <= 20; year += 0.5)
        {
          SmpAgeing now = smp_ageing_after (year, rates[r]);

          g_assert_cmpfloat (now.strength, <, before.strength);
          g_assert_cmpfloat (now.brown, <, before.brown);
          g_assert_cmpfloat (now.width, >, before.width);
          before = now;
        }
    }
  g_assert_cmpfloat_with_epsilon (smp_ageing_after (1, 0.12).strength, 0.88, 1e-12);
  /* Out of range is held to the range. */
  g_assert_cmpfloat_with_epsilon (smp_ageing_after (1, 0.9).strength, 0.75, 1e-12);
  /* Sources name touch-ups after 2 to 6 years. */
  g_assert_cmpfloat (smp_ageing_touch_up_years (0), >, 2);
  g_assert_cmpfloat (smp_ageing_touch_up_years (0), <, 6);
  g_assert_cmpfloat (smp_ageing_touch_up_years (0.25), <, smp_ageing_touch_up_years (0.05));
}

static double
green_of (double dilution, double warmth, double depth, SmpOpticsState state)
{
  SmpOptics optics = smp_optics_mix (dilution, warmth, depth);
  double t[3];

  smp_optics_transmission (&optics, &state, t);
  return t[1];
}

static void
test_optics (void)
{
  SmpOpticsState healed = SMP_OPTICS_HEALED;

  for (double warmth = 0; warmth <= 1; warmth += 0.25)
    for (double dilution = 0; dilution < 60; dilution += 2.5)
      {
        SmpOptics good = smp_optics_mix (dilution, warmth, 0.3);
        SmpOptics deep = smp_optics_mix (dilution, warmth, 1.2);
        SmpOpticsState crusted = { 1, 1, 1 };
        double t[3], d[3];

        /* More water is never darker, more pigment never lighter. */
        g_assert_cmpfloat (green_of (dilution + 2.5, warmth, 0.3, healed), >,
                           green_of (dilution, warmth, 0.3, healed));
        g_assert_cmpfloat (green_of (dilution, warmth, 0.3, crusted), <,
                           green_of (dilution, warmth, 0.3, healed));
        /* Deeper is lighter, less red, and no bluer than green. */
        smp_optics_transmission (&good, &healed, t);
        smp_optics_transmission (&deep, &healed, d);
        g_assert_cmpfloat (d[1], >, t[1]);
        g_assert_cmpfloat (d[0] / d[1], <, t[0] / t[1]);
        g_assert_cmpfloat (deep.veil[2], <=, deep.veil[1]);
        g_assert_cmpfloat (deep.veil[0], <, 0.8 * deep.veil[1]);
        for (int c = 0; c < 3; c++)
          {
            g_assert_cmpfloat (t[c], >, 0);
            g_assert_cmpfloat (t[c], <, 1);
          }
      }
  g_assert_cmpfloat_with_epsilon (smp_optics_depth_widening (0.4), 1, 1e-12);
  g_assert_cmpfloat (smp_optics_depth_widening (1.5), >, 1.2);
}

/* An own colour is what the closed patch shows. */
static void
test_own_colour (void)
{
  const guint8 rgb[3] = { 0x5a, 0x44, 0x38 };
  SmpOptics optics = smp_optics_own (rgb);
  guint8 patch[3];
  double t[3];

  smp_optics_transmission (&optics, &SMP_OPTICS_HEALED, t);
  smp_optics_patch (t, patch);
  for (int c = 0; c < 3; c++)
    g_assert_cmpint (patch[c], ==, rgb[c]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/healing/days", test_healing);
  g_test_add_func ("/render/healing/years", test_years);
  g_test_add_func ("/render/healing/optics", test_optics);
  g_test_add_func ("/render/healing/own-colour", test_own_colour);
  return g_test_run ();
}
