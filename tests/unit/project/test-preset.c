/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "base/smp-error.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "project/smp-preset-file.h"

static SmpPreset *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return smp_preset_read (bytes, "test", NULL, error);
}

static void
add_zone (SmpPlan *plan, const char *id, SmpZoneKind kind, double density)
{
  const SmpNode nodes[] = { { .point = { 0, 0 }, .edge = SMP_EDGE_HAIRLINE },
                            { .point = { 90, density }, .edge = SMP_EDGE_BLEND },
                            { .point = { 30, 70 }, .edge = SMP_EDGE_HARD } };
  const SmpPoint points[] = { { 4, 5 }, { 6, 7 } };
  const SmpStroke stroke
      = { .radius = 3, .amount = 0.5, .n_points = 2, .points = (SmpPoint *)points };
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, 3, TRUE);
  SmpZone *zone = smp_zone_new (id, kind, "photo-1");

  smp_zone_set_outline (zone, outline);
  smp_zone_add_stroke (zone, &stroke);
  zone->density = density;
  g_ptr_array_add (plan->zones, zone);
}

/* Everything that a look has, other than usual. */
static SmpPlan *
rich_plan (void)
{
  SmpSession sessions[] = { { .share = 0.6, .strength = 0.5, .interval = 9 },
                            { .share = 0.4, .date = (char *)"2026-12-24" } };
  const SmpRecipe recipe = { .needle_mm = 0.2, .needle_points = 3, .depth_mm = 0.7 };
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("mine", "Mine", 22, 0.3);
  g_autoptr (SmpPlan) plain = smp_plan_new (77);
  g_autoptr (SmpPlan) shaded = smp_plan_with_pigment (plain, pigment);
  g_autoptr (SmpPlan) mixed = smp_plan_with_recipe (shaded, &recipe);
  SmpPlan *plan = smp_plan_with_sessions (mixed, sessions, 2);
  SmpZone *zone;

  add_zone (plan, "front", SMP_ZONE_SCALP, 123);
  add_zone (plan, "hole", SMP_ZONE_KEEP_OUT, 60);
  add_zone (plan, "crown", SMP_ZONE_SCALP, 80);
  add_zone (plan, "chin", SMP_ZONE_BEARD, 50);
  zone = g_ptr_array_index (plan->zones, 0);
  zone->dot_diameter = 0.27;
  zone->feather[SMP_EDGE_HAIRLINE] = 11;
  zone->feather[SMP_EDGE_BLEND] = 21;
  zone->irregularity_amplitude = 2.5;
  zone->irregularity_wavelength = 7;
  zone->far_reach = 4;
  zone->far_share = 0.5;
  zone->macro_amplitude = 5;
  zone->macro_wavelength = 50;
  zone->variation = (SmpVariation){ 0.2, 0.1, 0.3, 40, 0.25 };
  return plan;
}

static const SmpZone *
look (const SmpPlan *plan, const char *id)
{
  const SmpZone *zone = smp_plan_get_zone (plan, id);

  g_assert_nonnull (zone);
  return zone;
}

static void
test_capture (void)
{
  g_autoptr (SmpPlan) plan = rich_plan ();
  g_autoptr (SmpPreset) first = smp_preset_from_plan (plan, "Mine", NULL);
  g_autoptr (SmpPreset) crown = smp_preset_from_plan (plan, "Mine", "crown");

  g_assert_cmpuint (first->look->zones->len, ==, 2);
  g_assert_cmpfloat (look (first->look, "scalp")->density, ==, 123);
  g_assert_cmpfloat (look (crown->look, "scalp")->density, ==, 80);
  g_assert_cmpfloat (look (crown->look, "beard")->density, ==, 50);
  /* Nothing of where, and nothing of when. */
  g_assert_null (look (first->look, "scalp")->outline);
  g_assert_cmpuint (look (first->look, "scalp")->n_strokes, ==, 0);
  g_assert_cmpuint (first->look->n_sessions, ==, 2);
  g_assert_null (first->look->sessions[1].date);
}

static void
assert_same_look (const SmpZone *a, const SmpZone *b)
{
  g_assert_cmpfloat (a->density, ==, b->density);
  g_assert_cmpfloat (a->dot_diameter, ==, b->dot_diameter);
  for (int i = 0; i < SMP_N_EDGES; i++)
    g_assert_cmpfloat (a->feather[i], ==, b->feather[i]);
  g_assert_cmpfloat (a->irregularity_amplitude, ==, b->irregularity_amplitude);
  g_assert_cmpfloat (a->irregularity_wavelength, ==, b->irregularity_wavelength);
  g_assert_cmpfloat (a->far_reach, ==, b->far_reach);
  g_assert_cmpfloat (a->far_share, ==, b->far_share);
  g_assert_cmpfloat (a->macro_amplitude, ==, b->macro_amplitude);
  g_assert_cmpfloat (a->macro_wavelength, ==, b->macro_wavelength);
  g_assert_cmpfloat (a->variation.diameter, ==, b->variation.diameter);
  g_assert_cmpfloat (a->variation.strength, ==, b->variation.strength);
  g_assert_cmpfloat (a->variation.elongation, ==, b->variation.elongation);
  g_assert_cmpfloat (a->variation.scatter, ==, b->variation.scatter);
  g_assert_cmpfloat (a->variation.cluster, ==, b->variation.cluster);
}

/* Through a file onto another plan: all of the look arrives, nothing of the shape does. */
static void
test_apply (void)
{
  g_autoptr (SmpPlan) plan = rich_plan ();
  g_autoptr (SmpPreset) preset = smp_preset_from_plan (plan, "Mine", NULL);
  g_autoptr (GBytes) bytes = smp_preset_write (preset);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpPreset) again = smp_preset_read (bytes, NULL, NULL, &error);
  g_autoptr (GBytes) bytes_again = NULL;
  g_autoptr (SmpPlan) other = smp_plan_new (5);
  g_autoptr (SmpPlan) applied = NULL;
  const SmpZone *zone;

  g_assert_no_error (error);
  bytes_again = smp_preset_write (again);
  g_assert_true (g_bytes_equal (bytes, bytes_again));
  g_assert_cmpstr (again->name, ==, "Mine");

  add_zone (other, "a", SMP_ZONE_SCALP, 40);
  add_zone (other, "b", SMP_ZONE_SCALP, 41);
  add_zone (other, "c", SMP_ZONE_SCAR, 42);
  add_zone (other, "d", SMP_ZONE_KEEP_OUT, 43);
  g_free (other->sessions[1].notes);
  other->sessions[1].notes = g_strdup ("call first");
  applied = smp_preset_apply (again, other);
  g_assert_cmpuint (applied->seed, ==, 5);
  g_assert_true (smp_pigment_equal (applied->pigment, plan->pigment));
  g_assert_cmpfloat (applied->recipe.needle_mm, ==, 0.2);
  g_assert_cmpint (applied->recipe.needle_points, ==, 3);
  g_assert_cmpfloat (applied->recipe.depth_mm, ==, 0.7);
  g_assert_cmpuint (applied->n_sessions, ==, 2);
  g_assert_cmpfloat (applied->sessions[0].share, ==, 0.6);
  g_assert_cmpfloat (applied->sessions[0].strength, ==, 0.5);
  g_assert_cmpint (applied->sessions[0].interval, ==, 9);
  g_assert_cmpstr (applied->sessions[1].notes, ==, "call first");
  g_assert_cmpuint (applied->zones->len, ==, 4);
  for (guint i = 0; i < 2; i++)
    {
      zone = g_ptr_array_index (applied->zones, i);
      assert_same_look (zone, look (plan, "front"));
      g_assert_true (zone->outline
                     == ((const SmpZone *)g_ptr_array_index (other->zones, i))->outline);
      g_assert_cmpuint (zone->n_strokes, ==, 1);
    }
  g_assert_true (g_ptr_array_index (applied->zones, 2) == g_ptr_array_index (other->zones, 2));
  g_assert_true (g_ptr_array_index (applied->zones, 3) == g_ptr_array_index (other->zones, 3));
}

/* What was done stays as it was done. */
static void
test_begun (void)
{
  g_autoptr (SmpPlan) plan = rich_plan ();
  g_autoptr (SmpPreset) preset = smp_preset_from_plan (plan, "Mine", NULL);
  g_autoptr (SmpPlan) other = smp_plan_new (5);
  g_autoptr (SmpPlan) applied = NULL;

  other->sessions[0].done = g_strdup ("2026-11-02");
  applied = smp_preset_apply (preset, other);
  g_assert_cmpuint (applied->n_sessions, ==, 3);
  g_assert_cmpfloat (applied->sessions[0].share, ==, other->sessions[0].share);
  g_assert_cmpstr (applied->sessions[0].done, ==, "2026-11-02");
  g_assert_true (smp_pigment_equal (applied->pigment, plan->pigment));
}

#define HEAD "{\"format\": \"stubble-preset\", \"version\": \"1.0\", "
#define PIGMENT "\"pigment\": {\"id\": \"a\", \"dilution\": 9}"

static void
test_bad (void)
{
  static const struct
  {
    const char *text, *told;
  } bad[] = {
    { "", "empty" },
    { "[]", "no preset" },
    { "{\"format\": \"stubble-palette\"}", "no preset" },
    { "{\"format\": \"stubble-preset\", \"version\": \"2.0\", \"name\": \"N\", " PIGMENT
      ", \"zones\": []}",
      "newer Stubble" },
    { HEAD PIGMENT ", \"zones\": []}", "/name" },
    { HEAD "\"name\": \"\", " PIGMENT ", \"zones\": []}", "needs a name" },
    { HEAD "\"name\": \"N\", \"zones\": []}", "/pigment" },
    { HEAD "\"name\": \"N\", " PIGMENT "}", "/zones" },
    { HEAD "\"name\": \"N\", " PIGMENT ", \"zones\": [{\"kind\": \"keep-out\"}]}", "no look" },
    { HEAD "\"name\": \"N\", " PIGMENT
           ", \"zones\": [{\"kind\": \"scalp\"}, {\"kind\": \"scalp\"}]}",
      "Two looks" },
    { HEAD "\"name\": \"N\", " PIGMENT ", \"zones\": [{\"kind\": \"scalp\", \"density\": -4}]}",
      "/zones/0/density" },
    { HEAD "\"name\": \"N\", " PIGMENT ", \"sessions\": [{\"share\": 0.5}], \"zones\": []}",
      "/sessions" },
  };
  g_autofree char *name = g_strnfill (101, 'x');
  g_autofree char *text = g_strconcat (HEAD "\"name\": \"", name, "\"}", NULL);
  g_autofree char *huge = g_strnfill (1024 * 1024 + 1, ' ');
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) fault = NULL;

      g_assert_null (read_text (bad[i].text, &fault));
      g_assert_nonnull (fault);
      g_test_message ("%s", fault->message);
      g_assert_nonnull (strstr (fault->message, bad[i].told));
    }
  g_assert_null (read_text (text, &error));
  g_assert_nonnull (strstr (error->message, "at most 100"));
  g_clear_error (&error);
  g_assert_null (read_text (huge, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE);
}

/* What nothing knows may be misspelt: each member is told once, with its place. */
static void
test_unknown (void)
{
  static const char text[]
      = HEAD "\"name\": \"N\", \"colour\": 1, \"pigment\": {\"id\": \"a\", \"dilution\": 9, "
             "\"hue\": 3}, \"recipe\": {\"needle\": 3}, \"sessions\": [{\"share\": 1, "
             "\"shares\": 1}], \"zones\": [{\"kind\": \"part\"}, {\"kind\": \"scalp\", "
             "\"densty\": 5, \"feather\": {\"hairlin\": 2}}]}";
  static const char *const told[]
      = { "/pigment/hue",    "/recipe/needle",           "/sessions/0/shares",
          "/zones/1/densty", "/zones/1/feather/hairlin", "/colour" };
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_auto (GStrv) unknown = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpPreset) preset = smp_preset_read (bytes, "a.json", &unknown, &error);

  g_assert_no_error (error);
  g_assert_nonnull (preset);
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    if (!g_strv_contains ((const char *const *)unknown, told[i]))
      g_error ("%s is not told", told[i]);
  g_assert_cmpuint (g_strv_length (unknown), ==, G_N_ELEMENTS (told));
}

/* Dates and notes of a file that somebody made by hand would be those of another client. */
static void
test_dates (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpPreset) preset = read_text (
      HEAD "\"name\": \"N\", " PIGMENT
           ", \"sessions\": [{\"share\": 1, \"date\": \"2026-01-02\", \"done\": \"2026-01-02\", "
           "\"notes\": \"Smith\"}], \"zones\": []}",
      &error);

  g_assert_no_error (error);
  g_assert_null (preset->look->sessions[0].date);
  g_assert_null (preset->look->sessions[0].done);
  g_assert_null (preset->look->sessions[0].notes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/project/preset/capture", test_capture);
  g_test_add_func ("/project/preset/apply", test_apply);
  g_test_add_func ("/project/preset/begun", test_begun);
  g_test_add_func ("/project/preset/bad", test_bad);
  g_test_add_func ("/project/preset/unknown", test_unknown);
  g_test_add_func ("/project/preset/dates", test_dates);
  return g_test_run ();
}
