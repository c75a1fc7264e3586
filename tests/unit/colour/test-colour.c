/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>

#include "colour/smp-colour.h"

static void
test_transfer_function (void)
{
  /* IEC 61966-2-1: the two pieces meet, and they are each other's inverse. */
  g_assert_cmpfloat_with_epsilon (smp_srgb_decode (0.04045), 0.0031308, 1e-7);
  g_assert_cmpfloat_with_epsilon (smp_srgb_decode (0.5), 0.21404114, 1e-8);
  for (int i = 0; i <= 1000; i++)
    g_assert_cmpfloat_with_epsilon (smp_srgb_encode (smp_srgb_decode (i / 1000.0)), i / 1000.0,
                                    1e-6);
}

static void
test_tables (void)
{
  const float *decode = smp_srgb_decode_table ();
  const guint8 *encode = smp_srgb_encode_table ();

  for (int i = 0; i < 256; i++)
    {
      g_assert_cmpfloat_with_epsilon ((double)decode[i], smp_srgb_decode (i / 255.0), 1e-7);
      g_assert_cmpint (encode[lrint ((double)decode[i] * SMP_SRGB_ENCODE_STEPS)], ==, i);
    }
  for (int i = 0; i <= SMP_SRGB_ENCODE_STEPS; i++)
    {
      double exact = smp_srgb_encode (i / (double)SMP_SRGB_ENCODE_STEPS) * 255;

      g_assert_cmpfloat (fabs (encode[i] - exact), <, 0.5 + 0.03);
    }
}

/* Two colours a line: "pair,L1,a1,b1,L2,a2,b2,dE00". */
static void
test_delta_e (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("STUBBLE_SHARED_DATA"), "colour",
                                            "ciede2000_sharma34.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  int n = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the colour pairs of Sharma, Wu and Dalal are not here");
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (int i = 1; lines[i] != NULL && *lines[i] != '\0'; i++, n++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      double v[8];
      SmpLab a, b;

      g_assert_cmpuint (g_strv_length (cells), ==, 8);
      for (int k = 0; k < 8; k++)
        v[k] = g_ascii_strtod (cells[k], NULL);
      a = (SmpLab){ v[1], v[2], v[3] };
      b = (SmpLab){ v[4], v[5], v[6] };
      g_assert_cmpfloat_with_epsilon (smp_delta_e_2000 (a, b), v[7], 0.00006);
      g_assert_cmpfloat_with_epsilon (smp_delta_e_2000 (b, a), v[7], 0.00006);
    }
  g_assert_cmpint (n, ==, 34);
}

/* Four of those pairs, so that the formula is tested where the file is absent: the rotation of
 * blue, hues on both sides of 0°, and a large difference. */
static void
test_delta_e_known (void)
{
  static const double pairs[][7] = {
    { 50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425 },
    { 50, 2.49, -0.001, 50, -2.49, 0.0011, 7.2195 },
    { 50, 2.5, 0, 73, 25, -18, 27.1492 },
    { 2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const double *v = pairs[i];
      SmpLab a = { v[0], v[1], v[2] };
      SmpLab b = { v[3], v[4], v[5] };

      g_assert_cmpfloat_with_epsilon (smp_delta_e_2000 (a, b), v[6], 0.00006);
    }
}

static void
test_lab (void)
{
  static const struct
  {
    guint8 rgb[3];
    SmpLab lab;
  } known[] = {
    { { 255, 255, 255 }, { 100, 0, 0 } },
    { { 0, 0, 0 }, { 0, 0, 0 } },
    { { 0xf6, 0xed, 0xe4 }, { 94.21, 1.50, 5.43 } }, /* Monk skin tone 1 */
    { { 255, 0, 0 }, { 53.24, 80.09, 67.22 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      SmpLab lab = smp_lab_from_srgb8 (known[i].rgb);

      g_assert_cmpfloat_with_epsilon (lab.l, known[i].lab.l, 0.02);
      g_assert_cmpfloat_with_epsilon (lab.a, known[i].lab.a, 0.02);
      g_assert_cmpfloat_with_epsilon (lab.b, known[i].lab.b, 0.02);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/colour/transfer-function", test_transfer_function);
  g_test_add_func ("/colour/tables", test_tables);
  g_test_add_func ("/colour/delta-e-known", test_delta_e_known);
  g_test_add_func ("/colour/delta-e-sharma", test_delta_e);
  g_test_add_func ("/colour/lab", test_lab);
  return g_test_run ();
}
