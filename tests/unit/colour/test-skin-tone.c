/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "colour/smp-skin-tone.h"

/* Typology angles of the Monk tones, from their Lab values computed apart. */
static const double monk_ita[] = { 83.0, 80.2, 71.7, 64.7, 50.3, 10.9, -20.1, -55.4, -78.3, -84.3 };

static void
test_monk (void)
{
  for (int tone = 1; tone <= SMP_N_MONK_TONES; tone++)
    {
      SmpLab lab = smp_lab_from_srgb8 (smp_monk_tone (tone));
      double difference;

      g_assert_cmpfloat_with_epsilon (smp_skin_ita (lab), monk_ita[tone - 1], 0.1);
      g_assert_cmpint (smp_monk_nearest (lab, &difference), ==, tone);
      g_assert_cmpfloat (difference, <, 1e-6);
      lab.l += 1;
      g_assert_cmpint (smp_monk_nearest (lab, NULL), ==, tone);
    }
}

static void
test_classes (void)
{
  static const struct
  {
    double ita;
    SmpSkinClass klass;
    const char *name;
  } cases[] = {
    { 60, SMP_SKIN_VERY_LIGHT, "very-light" },
    { 55, SMP_SKIN_LIGHT, "light" },
    { 41.1, SMP_SKIN_LIGHT, "light" },
    { 41, SMP_SKIN_INTERMEDIATE, "intermediate" },
    { 28, SMP_SKIN_TAN, "tan" },
    { 10, SMP_SKIN_BROWN, "brown" },
    { -29.9, SMP_SKIN_BROWN, "brown" },
    { -30, SMP_SKIN_DARK, "dark" },
    { -80, SMP_SKIN_DARK, "dark" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (smp_skin_class (cases[i].ita), ==, cases[i].klass);
      g_assert_cmpstr (smp_skin_class_to_string (cases[i].klass), ==, cases[i].name);
    }
  /* Bluish light keeps the angle in its range. */
  g_assert_cmpfloat (smp_skin_ita ((SmpLab){ 70, 0, -5 }), <=, 90);
  g_assert_cmpfloat (smp_skin_ita ((SmpLab){ 20, 0, -5 }), >=, -90);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/colour/skin-tone/monk", test_monk);
  g_test_add_func ("/colour/skin-tone/classes", test_classes);
  return g_test_run ();
}
