/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-landmark-names.h"

static void
test_known (void)
{
  static const char *const known[]
      = { "vertex",       "pupil_left",    "iris_right_outer", "nasion",
          "tragion_left", "silhouette_12", "silhouette",       "ruler" };
  static const char *const unknown[] = { "vertx", "Vertex", "tragus_left", "", "pupil" };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_true (smp_landmark_is_known (known[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_false (smp_landmark_is_known (unknown[i]));
}

static void
test_nearest (void)
{
  static const struct
  {
    const char *name;
    const char *meant;
  } slips[] = {
    { "vertx", "vertex" },
    { "vretex", "vertex" },
    { "Vertex", "vertex" },
    { "tragus_left", "tragion_left" },
    { "tragus_right", "tragion_right" },
    { "left_pupil", "pupil_left" },
    { "pupil-rigth", "pupil_right" },
    { "canthus left", "canthus_left" },
    { "iris_left_iner", "iris_left_inner" },
    { "silhouete_3", "silhouette_1" },
    { "rulre", "ruler" },
    { "cihn", "chin" },
    { "menton", NULL },
    { "scar", NULL },
    { "brow_mid_right", NULL },
    { "", NULL },
    { "x", NULL },
    { "opisthocranion_opisthocranion_opisthocranion", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (slips); i++)
    g_assert_cmpstr (smp_landmark_nearest (slips[i].name), ==, slips[i].meant);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/landmark-names/known", test_known);
  g_test_add_func ("/model/landmark-names/nearest", test_nearest);
  return g_test_run ();
}
