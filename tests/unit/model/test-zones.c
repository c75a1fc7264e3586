/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "base/smp-limits.h"
#include "model/smp-landmarks.h"
#include "model/smp-pattern.h"
#include "model/smp-zone.h"

#define MM_PER_PX 0.2

static SmpFaceFrame
face (void)
{
  double half = 31.5 / MM_PER_PX;
  SmpLandmark points[2] = {
    { (char *)"pupil_right", { 1000 - half, 1500 } },
    { (char *)"pupil_left", { 1000 + half, 1500 } },
  };
  g_autoptr (SmpLandmarks) landmarks = smp_landmarks_new (points, 2, NULL);
  SmpFaceFrame frame;

  g_assert_true (smp_face_frame_from_landmarks (landmarks, MM_PER_PX, &frame));
  return frame;
}

/* What zones begin with is within what can be set, and differs where the trade does. */
static void
test_kinds (void)
{
  g_autoptr (SmpZone) scalp = smp_zone_new ("s", SMP_ZONE_SCALP, "p");

  for (int kind = 0; kind < SMP_N_ZONE_KINDS; kind++)
    {
      g_autoptr (SmpZone) zone = smp_zone_new ("z", (SmpZoneKind)kind, "p");

      g_assert_cmpfloat (zone->density, >, 0);
      g_assert_cmpfloat (zone->density, <=, SMP_DENSITY_MAX);
      g_assert_cmpfloat (zone->dot_diameter, >=, SMP_ZONE_DOT_DIAMETER_MIN);
      g_assert_cmpfloat (zone->dot_diameter, <=, SMP_ZONE_DOT_DIAMETER_MAX);
      g_assert_cmpfloat (zone->far_reach, >=, SMP_ZONE_FAR_REACH_MIN);
      g_assert_cmpfloat (zone->variation.diameter, <=, SMP_VARIATION_DIAMETER_MAX);
      g_assert_cmpfloat (zone->variation.strength, <=, SMP_VARIATION_STRENGTH_MAX);
      g_assert_cmpfloat (zone->variation.elongation, <=, SMP_VARIATION_ELONGATION_MAX);
      g_assert_cmpfloat (zone->variation.scatter, <=, SMP_VARIATION_SCATTER_MAX);
      g_assert_cmpfloat (zone->variation.cluster, ==, 0);
    }
  {
    g_autoptr (SmpZone) part = smp_zone_new ("z", SMP_ZONE_PART, "p");
    g_autoptr (SmpZone) scar = smp_zone_new ("z", SMP_ZONE_SCAR, "p");
    g_autoptr (SmpZone) beard = smp_zone_new ("z", SMP_ZONE_BEARD, "p");

    g_assert_cmpfloat (part->dot_diameter, <, scalp->dot_diameter);
    g_assert_cmpfloat (scar->density, >, scalp->density);
    g_assert_cmpfloat (beard->density, <=, 75);
    g_assert_cmpfloat (beard->dot_diameter, >, scalp->dot_diameter);
  }
}

/* The tables of docs/zones.md say what the program does. */
static void
test_document (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "zones.md", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (int t = 0; t < SMP_N_TEMPLATES; t++)
    {
      const SmpTemplateLook *look = smp_template_look ((SmpTemplate)t);
      g_autofree char *row = g_strdup_printf (
          "| %s | %g | %g | %g / %g | %g / %g | %g %% |", smp_template_to_string ((SmpTemplate)t),
          look->feather_hairline, look->feather_blend, look->irregularity_amplitude,
          look->irregularity_wavelength, look->macro_amplitude, look->macro_wavelength,
          100 * look->density_share);

      g_test_message ("%s", row);
      g_assert_nonnull (strstr (text, row));
    }
  for (int kind = 0; kind < SMP_N_ZONE_KINDS; kind++)
    {
      g_autoptr (SmpZone) z = smp_zone_new ("z", (SmpZoneKind)kind, "p");
      const SmpVariation *v = &z->variation;
      g_autofree char *row = g_strdup_printf (
          "| %s | %g | %g | %g | %g | %g / %g | %g | %g | %g | %g |",
          smp_zone_kind_to_string ((SmpZoneKind)kind), z->density, z->dot_diameter,
          z->feather[SMP_EDGE_HAIRLINE], z->feather[SMP_EDGE_BLEND], z->irregularity_amplitude,
          z->irregularity_wavelength, v->diameter, v->strength, v->elongation, v->scatter);

      g_test_message ("%s", row);
      g_assert_nonnull (strstr (text, row));
    }
}

static void
test_pattern_names (void)
{
  const char *const good[] = { "norwood:3v", "norwood:7", "ludwig:2", "sinclair:5", "basp:M2V1" };
  const char *const bad[] = { "norwood",  "norwood:",   "norwood:8",
                              "ludwig:4", "hamilton:3", "basp:M4F",
                              ":3",       "",           "norwood:3333333333333333" };
  SmpPattern pattern;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (smp_pattern_from_string (good[i], &pattern));
      text = smp_pattern_to_string (&pattern);
      g_assert_cmpstr (text, ==, good[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (smp_pattern_from_string (bad[i], &pattern));
}

/* Area inside the outline, as a share of the face's box: half breadth × top. */
static double
area_of (const SmpZone *zone, const SmpFaceFrame *frame)
{
  g_autoptr (SmpPolygon) polygon = smp_outline_flatten (zone->outline, 0.5);

  return fabs (smp_polygon_area (polygon)) / (frame->half_width * frame->top);
}

typedef struct
{
  const char *name;
  guint zones;
  gboolean crown;
  SmpZoneKind kind;
} Expected;

static void
test_patterns (void)
{
  const Expected expected[] = {
    { "norwood:1", 0, FALSE, SMP_ZONE_SCALP },  { "norwood:2", 2, FALSE, SMP_ZONE_SCALP },
    { "norwood:2a", 1, FALSE, SMP_ZONE_SCALP }, { "norwood:3", 2, FALSE, SMP_ZONE_SCALP },
    { "norwood:3v", 2, TRUE, SMP_ZONE_SCALP },  { "norwood:4", 1, TRUE, SMP_ZONE_SCALP },
    { "norwood:4a", 1, FALSE, SMP_ZONE_SCALP }, { "norwood:7", 1, TRUE, SMP_ZONE_SCALP },
    { "ludwig:1", 1, FALSE, SMP_ZONE_PART },    { "ludwig:3", 1, FALSE, SMP_ZONE_PART },
    { "sinclair:1", 0, FALSE, SMP_ZONE_PART },  { "sinclair:4", 1, FALSE, SMP_ZONE_PART },
    { "basp:L", 0, FALSE, SMP_ZONE_SCALP },     { "basp:M1", 2, FALSE, SMP_ZONE_SCALP },
    { "basp:C2V1", 1, TRUE, SMP_ZONE_SCALP },   { "basp:U3", 1, TRUE, SMP_ZONE_SCALP },
    { "basp:LF2", 1, FALSE, SMP_ZONE_PART },
  };
  SmpFaceFrame frame = face ();

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const Expected *e = &expected[i];
      const SmpWhorl whorl = SMP_WHORL_DEFAULT;
      SmpPattern pattern;
      g_autoptr (GPtrArray) zones = NULL;
      g_autoptr (SmpZone) crown = NULL;

      g_test_message ("%s", e->name);
      g_assert_true (smp_pattern_from_string (e->name, &pattern));
      zones = smp_zones_from_pattern (&pattern, SMP_TEMPLATE_NATURAL, "p", &frame, NULL, MM_PER_PX);
      crown = smp_crown_zone_from_pattern (&pattern, "zone-9", &whorl);
      g_assert_cmpuint (zones->len, ==, e->zones);
      g_assert_cmpint (crown != NULL, ==, e->crown);
      for (guint z = 0; z < zones->len; z++)
        {
          const SmpZone *zone = g_ptr_array_index (zones, z);

          g_assert_cmpint ((int)zone->kind, ==, (int)e->kind);
          g_assert_cmpfloat (area_of (zone, &frame), >, 0.005);
          g_assert_cmpfloat (area_of (zone, &frame), <, 1.5);
          g_assert_cmpstr (zone->space, ==, "p");
        }
      if (e->zones == 2)
        g_assert_cmpfloat_with_epsilon (area_of (g_ptr_array_index (zones, 0), &frame),
                                        area_of (g_ptr_array_index (zones, 1), &frame), 1e-3);
    }
}

/* A later stage of one scale treats more. */
static void
test_stages_grow (void)
{
  const char *const rows[][4] = {
    { "norwood:2", "norwood:3", NULL },
    { "norwood:2a", "norwood:3a", "norwood:4", "norwood:4a" },
    { "ludwig:1", "ludwig:2", "ludwig:3", NULL },
    { "sinclair:2", "sinclair:3", "sinclair:4", "sinclair:5" },
    { "basp:M1", "basp:M2", "basp:M3", NULL },
    { "basp:C1", "basp:C2", "basp:C3", NULL },
  };
  SmpFaceFrame frame = face ();

  for (gsize r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      double last = 0;

      for (int i = 0; i < 4 && rows[r][i] != NULL; i++)
        {
          SmpPattern pattern;
          g_autoptr (GPtrArray) zones = NULL;
          double area;

          g_assert_true (smp_pattern_from_string (rows[r][i], &pattern));
          zones = smp_zones_from_pattern (&pattern, SMP_TEMPLATE_NATURAL, "p", &frame, NULL,
                                          MM_PER_PX);
          area = area_of (g_ptr_array_index (zones, 0), &frame);
          g_test_message ("%s: %.3f", rows[r][i], area);
          g_assert_cmpfloat (area, >, last);
          last = area;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/zones/kinds", test_kinds);
  g_test_add_func ("/model/zones/document", test_document);
  g_test_add_func ("/model/zones/pattern-names", test_pattern_names);
  g_test_add_func ("/model/zones/patterns", test_patterns);
  g_test_add_func ("/model/zones/stages-grow", test_stages_grow);
  return g_test_run ();
}
