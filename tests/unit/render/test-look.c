/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "picture-fixture.h"

#include <math.h>
#include <string.h>

#include "colour/smp-colour.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "render/smp-look.h"
#include "stipple/smp-dots.h"

#define SIDE 240
#define PX_PER_MM 8
#define PER_SIDE 20
#define SPACING 7
#define FIRST 50

/* Of the Monk tones of skintone.google, light to dark. */
static const guint8 monk[][3] = {
  { 0xf6, 0xed, 0xe4 }, { 0xea, 0xda, 0xba }, { 0xd7, 0xbd, 0x96 }, { 0xa0, 0x7e, 0x56 },
  { 0x82, 0x5c, 0x43 }, { 0x60, 0x41, 0x34 }, { 0x3a, 0x31, 0x2a }, { 0x29, 0x24, 0x20 },
};

/* A lattice, a third of it for each session. */
static SmpDotSet *
lattice (void)
{
  SmpDotSet *set = smp_dot_set_new (PER_SIDE * PER_SIDE);

  for (gsize i = 0; i < set->n_dots; i++)
    set->dots[i] = (SmpDot){
      .x_px = (float)(FIRST + SPACING * (int)(i % PER_SIDE)),
      .y_px = (float)(FIRST + SPACING * (int)(i / PER_SIDE)),
      .diameter_mm = 0.25f,
      .strength = 1,
      .axis_ratio = 1,
      .px_per_mm = PX_PER_MM,
      .index = (guint32)i,
      .session = (guint16)(i % 3),
    };
  return set;
}

static SmpImage *
render (const SmpImage *photo, const SmpPlan *plan, const SmpAge *age)
{
  SmpRenderWindow window = smp_render_window_whole (SIDE, SIDE, 1);
  g_autoptr (SmpDotSet) dots = lattice ();
  g_autoptr (SmpLook) look = smp_look_new (dots, plan, age);
  g_autoptr (GError) error = NULL;
  SmpImage *after = smp_render_after (photo, &window, look, NULL, NULL, &error);

  g_assert_no_error (error);
  return after;
}

/* Mean linear light of the treated middle. */
static void
mean_of (const SmpImage *image, double mean[3])
{
  const float *decode = smp_srgb_decode_table ();
  int n = 0;

  mean[0] = mean[1] = mean[2] = 0;
  for (int y = 80; y < 160; y++)
    for (int x = 80; x < 160; x++, n++)
      for (int c = 0; c < 3; c++)
        mean[c]
            += (double)decode[image->pixels[(gsize)y * image->stride + 4 * (gsize)x + (gsize)c]];
  for (int c = 0; c < 3; c++)
    mean[c] /= n;
}

static SmpAge
age_of (const char *text)
{
  SmpAge age;

  g_assert_true (smp_age_from_string (text, &age, NULL));
  return age;
}

static SmpLab
lab_at (const guint8 skin[3], const SmpPlan *plan, const char *age_text)
{
  g_autoptr (SmpImage) photo = picture_of_colour (SIDE, skin);
  SmpAge age = age_of (age_text);
  g_autoptr (SmpImage) after = render (photo, plan, &age);
  double mean[3];

  mean_of (after, mean);
  return smp_lab_from_linear (mean);
}

/* Fresh is darkest; from then on later is never darker, on any skin, with any pigment; a session
 * more is never lighter. The slack is what 8-bit pixels leave of a mean. */
static void
test_monotonic (void)
{
  static const char *const stages[] = { "fresh:3", "day3:3",  "day7:3",  "day14:3",  "healed:3",
                                        "years:1", "years:2", "years:5", "years:10", "years:20" };
  static const char *const healed[] = { "healed:1", "healed:2", "healed:3" };
  const double mixes[][2] = { { 0, 0 }, { 10, 0.05 }, { 15, 0.6 }, { 40, 1 }, { 60, 0 } };
  g_autoptr (SmpPlan) usual = smp_plan_new (1);

  for (gsize m = 0; m < G_N_ELEMENTS (mixes); m++)
    {
      g_autoptr (SmpPigment) pigment = smp_pigment_new ("own", "own", mixes[m][0], mixes[m][1]);
      g_autoptr (SmpPlan) plan = smp_plan_with_pigment (usual, pigment);

      for (gsize s = 0; s < G_N_ELEMENTS (monk); s++)
        {
          g_autoptr (SmpImage) photo = picture_of_colour (SIDE, monk[s]);
          double before = 0, bare[3];

          for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
            {
              SmpLab now = lab_at (monk[s], plan, stages[i]);

              g_assert_cmpfloat (now.l, >=, before - 0.06);
              before = now.l;
            }
          mean_of (photo, bare);
          g_assert_cmpfloat (before, <=, smp_lab_from_linear (bare).l + 0.06);
          for (gsize i = 1; i < G_N_ELEMENTS (healed); i++)
            g_assert_cmpfloat (lab_at (monk[s], plan, healed[i]).l, <,
                               lab_at (monk[s], plan, healed[i - 1]).l + 0.06);
        }
    }
}

static void
test_sessions_are_prefixes (void)
{
  g_autoptr (SmpPlan) plan = smp_plan_new (1);
  g_autoptr (SmpDotSet) dots = lattice ();
  gsize before = 0;

  for (guint k = 1; k <= 3; k++)
    {
      SmpAge age = { .kind = SMP_AGE_DAYS, .session = k };
      g_autoptr (SmpLook) look = smp_look_new (dots, plan, &age);

      g_assert_cmpuint (look->dots->n_dots, >, before);
      before = look->dots->n_dots;
      for (gsize i = 0; i < look->dots->n_dots; i++)
        {
          const SmpDot *dot = &look->dots->dots[i];

          g_assert_cmpuint (dot->session, <, k);
          /* Only those of the last session are fresh. */
          if (dot->session == k - 1)
            g_assert_cmpfloat_with_epsilon (dot->diameter_mm, 0.25 * 1.35, 1e-6);
          else
            g_assert_cmpfloat_with_epsilon (dot->diameter_mm, 0.25, 1e-6);
        }
    }
  {
    g_autoptr (SmpLook) look = smp_look_new (dots, plan, NULL);

    g_assert_true (look->dots == dots);
    g_assert_null (look->redness);
    g_assert_cmpfloat_with_epsilon (smp_look_strength (look, plan, 0), 1, 1e-6);
  }
}

/* Skin between fresh dots: redder on light skin by what was meant, not on the darkest. */
static void
test_redness (void)
{
  g_autoptr (SmpDotSet) dots = lattice ();
  SmpRedness *redness = smp_redness_new (dots, 0, 1);
  double change[G_N_ELEMENTS (monk)];

  g_assert_cmpfloat (smp_redness_at (redness, 120, 120), >, 0.8);
  g_assert_cmpfloat (smp_redness_at (redness, 120, 120), <=, 1);
  /* It ends softly 3 standard deviations beyond the dots. */
  g_assert_cmpfloat (smp_redness_at (redness, FIRST - 6, 120), >, 0.2);
  g_assert_cmpfloat (smp_redness_at (redness, FIRST - 36, 120), <, 0.01);
  for (gsize s = 0; s < G_N_ELEMENTS (monk); s++)
    {
      SmpRenderWindow window = smp_render_window_whole (SIDE, SIDE, 1);
      const guint8 row[4] = { monk[s][0], monk[s][1], monk[s][2], 255 };
      float keep[3] = { 1, 1, 1 };
      double linear[3];
      SmpLab bare = smp_lab_from_srgb8 (monk[s]), red;

      smp_redness_keep (redness, &window, 120, 120, 1, row, keep, 1);
      for (int c = 0; c < 3; c++)
        linear[c] = smp_srgb_decode (monk[s][c] / 255.0) * (double)keep[c];
      red = smp_lab_from_linear (linear);
      change[s] = red.a - bare.a;
      g_test_message ("Monk %u: Δa* %.2f, ΔL* %.2f, Δb* %.2f", (guint)s, red.a - bare.a,
                      red.l - bare.l, red.b - bare.b);
      g_assert_cmpfloat (red.l, <=, bare.l + 1e-6);
      /* Takiwaki's measured ratio for a change of haemoglobin alone is -0.74. */
      if (s < 4)
        g_assert_cmpfloat_with_epsilon ((red.l - bare.l) / (red.a - bare.a), -0.74, 0.2);
    }
  /* On Monk 5; our choice is 4 to 8. */
  g_assert_cmpfloat (change[2], >, 4);
  g_assert_cmpfloat (change[2], <, 8);
  g_assert_cmpfloat (change[5], <, change[2] / 2);
  g_assert_cmpfloat (fabs (change[7]), <, 0.3);
  smp_redness_free (redness);
}

/* A pixel that neither dots nor redness reach keeps its bytes; the part of a picture is the whole's
 * part. */
static void
test_limits (void)
{
  g_autoptr (SmpPlan) plan = smp_plan_new (1);
  g_autoptr (SmpImage) photo = picture_of_colour (SIDE, monk[1]);
  SmpAge fresh = age_of ("fresh:1");
  g_autoptr (SmpImage) whole = render (photo, plan, &fresh);
  SmpRenderWindow window = { 1, 37, 41, 90, 70 };
  SmpRenderOptions options = { 3, 16 };
  g_autoptr (SmpPyramid) pyramid = smp_pyramid_new (photo, 1, NULL);
  g_autoptr (SmpImage) part_before = smp_render_before (pyramid, &window, NULL, NULL, NULL);
  g_autoptr (SmpImage) all_before = NULL;
  g_autoptr (SmpDotSet) dots = lattice ();
  g_autoptr (SmpLook) look = smp_look_new (dots, plan, &fresh);
  g_autoptr (SmpImage) part = smp_render_after (part_before, &window, look, &options, NULL, NULL);
  g_autoptr (SmpImage) all = NULL;
  SmpRenderWindow all_window = smp_render_window_whole (SIDE, SIDE, 1);

  all_before = smp_render_before (pyramid, &all_window, NULL, NULL, NULL);
  all = smp_render_after (all_before, &all_window, look, NULL, NULL, NULL);
  for (int y = 0; y < window.height; y++)
    g_assert_cmpmem (part->pixels + (gsize)y * part->stride, 4 * (gsize)window.width,
                     all->pixels + (gsize)(y + window.y) * all->stride + 4 * (gsize)window.x,
                     4 * (gsize)window.width);
  for (int x = 0; x < SIDE; x++)
    {
      g_assert_cmpmem (whole->pixels + 4 * (gsize)x, 4, photo->pixels + 4 * (gsize)x, 4);
      g_assert_cmpmem (whole->pixels + (gsize)x * whole->stride, 4,
                       photo->pixels + (gsize)x * photo->stride, 4);
    }
  g_assert_cmpint (whole->pixels[100 * whole->stride + 400 + 1], <, monk[1][1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/look/monotonic", test_monotonic);
  g_test_add_func ("/render/look/sessions-are-prefixes", test_sessions_are_prefixes);
  g_test_add_func ("/render/look/redness", test_redness);
  g_test_add_func ("/render/look/limits", test_limits);
  return g_test_run ();
}
