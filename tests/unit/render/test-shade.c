/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "picture-fixture.h"

#include <math.h>
#include <string.h>

#include "base/smp-constants.h"
#include "base/smp-hash.h"
#include "colour/smp-skin-tone.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-image.h"
#include "photo/smp-skin-sample.h"
#include "project/smp-palette-file.h"
#include "render/smp-look.h"
#include "render/smp-shade.h"
#include "stipple/smp-dots.h"

#define SIDE 400
#define PX_PER_MM 12
#define SIDE_MM ((double)SIDE / PX_PER_MM)

static const guint8 skin_rgb[3] = { 214, 170, 140 };

static SmpImage *
skin_image (void)
{
  SmpImage *image = smp_image_new (SIDE, SIDE, NULL);

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        guint8 *px = image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
        guint64 grain = smp_hash_u64 (3, 3, (guint64)(y * SIDE + x));

        for (int c = 0; c < 3; c++)
          px[c] = (guint8)(skin_rgb[c] + (grain >> (8 * c) & 3) - 2);
        px[3] = 255;
      }
  return image;
}

/* A jittered lattice of dots, @per_cm2 of them. */
static SmpDotSet *
stubble_dots (double per_cm2, double diameter)
{
  double step = 10 / sqrt (per_cm2);
  int n = (int)(SIDE_MM / step);
  SmpDotSet *set = smp_dot_set_new ((gsize)(n * n));

  for (gsize i = 0; i < set->n_dots; i++)
    {
      double jx = smp_hash_unit (smp_hash_u64 (9, 1, i)),
             jy = smp_hash_unit (smp_hash_u64 (9, 2, i));

      set->dots[i] = (SmpDot){
        .x_px = (float)(((double)(i % (gsize)n) + 0.5 + 0.4 * (jx - 0.5)) * step * PX_PER_MM),
        .y_px = (float)(((double)(i / (gsize)n) + 0.5 + 0.4 * (jy - 0.5)) * step * PX_PER_MM),
        .diameter_mm = (float)diameter,
        .strength = 1,
        .axis_ratio = 1,
        .px_per_mm = PX_PER_MM,
        .index = (guint32)i,
      };
    }
  return set;
}

static SmpImage *
render (const SmpImage *photo, double per_cm2, double diameter, const SmpPigment *pigment)
{
  SmpRenderWindow window = smp_render_window_whole (SIDE, SIDE, 1);
  g_autoptr (SmpDotSet) dots = stubble_dots (per_cm2, diameter);

  return picture_with_dots (photo, &window, dots, pigment, NULL);
}

static const SmpPoint middle = { SIDE / 2.0, SIDE / 2.0 };

static void
test_sample (void)
{
  g_autoptr (SmpImage) photo = skin_image ();
  SmpSkinSample sample;
  SmpLab true_skin = smp_lab_from_srgb8 (skin_rgb);

  g_assert_true (smp_skin_sample (photo, middle, 40, &sample));
  g_assert_cmpfloat (smp_delta_e_2000 (sample.lab, true_skin), <, 0.5);
  g_assert_cmpfloat (sample.glare, <, 0.01);
  g_assert_cmpfloat (sample.spread, <, 1);
  g_assert_false (smp_skin_sample (photo, smp_point (-100, 0), 40, &sample));
  /* Hairs over a tenth of the patch do not move the skin's colour, only the mean. */
  for (int y = 160; y < 240; y++)
    for (int x = 160; x < 240; x += 10)
      memset (photo->pixels + (gsize)y * photo->stride + 4 * (gsize)x, 20, 3);
  g_assert_true (smp_skin_sample (photo, middle, 40, &sample));
  g_assert_cmpfloat (smp_delta_e_2000 (sample.lab, true_skin), <, 0.5);
  g_assert_cmpfloat (smp_delta_e_2000 (smp_lab_from_linear (sample.mean), true_skin), >, 2);
  /* Shine is told. */
  for (int y = 190; y < 215; y++)
    memset (photo->pixels + (gsize)y * photo->stride + 4 * 160, 255, 4 * 80);
  g_assert_true (smp_skin_sample (photo, middle, 40, &sample));
  g_assert_cmpfloat (sample.glare, >, 0.25);
}

/* Known stubble is counted within a seventh; blurred or bare skin gives none. */
static void
test_stubble (void)
{
  const double densities[] = { 60, 100, 150 };
  g_autoptr (SmpImage) photo = skin_image ();
  const SmpPigment *pigment = smp_pigment_builtin_by_id ("carbon-5");
  SmpStubble bare = smp_stubble_measure (photo, middle, 150, 1.0 / PX_PER_MM);

  g_assert_false (bare.resolved);
  for (gsize i = 0; i < G_N_ELEMENTS (densities); i++)
    {
      g_autoptr (SmpImage) shaved = render (photo, densities[i], 0.22, pigment);
      SmpStubble stubble = smp_stubble_measure (shaved, middle, 150, 1.0 / PX_PER_MM);

      g_test_message ("%g: found %g of %g mm", densities[i], stubble.density, stubble.diameter);
      g_assert_true (stubble.resolved);
      g_assert_cmpfloat (fabs (stubble.density / densities[i] - 1), <, 1.0 / 7);
      g_assert_cmpfloat (stubble.diameter, >, 0.12);
      g_assert_cmpfloat (stubble.diameter, <, 0.26);
      /* Too few pixels per mm to tell. */
      g_assert_false (smp_stubble_measure (shaved, middle, 150, 0.25).resolved);
    }
}

/* The predicted colour of a healed patch is that of the rendered one, within ΔE00 1. */
static void
test_prediction (void)
{
  static const char *const shades[] = { "carbon-5", "carbon-20", "brown-15", "brown-40" };
  g_autoptr (SmpImage) photo = skin_image ();
  double skin[3];

  for (int c = 0; c < 3; c++)
    skin[c] = smp_srgb_decode (skin_rgb[c] / 255.0);
  for (gsize i = 0; i < G_N_ELEMENTS (shades); i++)
    {
      const SmpPigment *pigment = smp_pigment_builtin_by_id (shades[i]);
      g_autoptr (SmpImage) after = render (photo, 150, 0.3, pigment);
      SmpSkinSample sample;
      double predicted[3], difference;

      smp_shade_patch (pigment, 0.3, 150, 0.3, 1, skin, predicted);
      g_assert_true (smp_skin_sample (after, middle, 150, &sample));
      difference
          = smp_delta_e_2000 (smp_lab_from_linear (sample.mean), smp_lab_from_linear (predicted));
      g_test_message ("%s: ΔE00 %.3f", shades[i], difference);
      g_assert_cmpfloat (difference, <, 0.4); /* of 1 that is promised */
    }
}

/* A patch made with a known shade is matched by it, or by what nobody can tell from it; and the
 * first session is lighter. */
static void
test_proposal (void)
{
  gsize n;
  const SmpPalette *const *palettes = smp_palette_builtin (&n);
  const SmpPigment *made = smp_pigment_builtin_by_id ("carbon-10");
  double skin[3], target[3];
  g_autoptr (GArray) proposals = NULL;
  const SmpShadeProposal *best;

  for (int c = 0; c < 3; c++)
    skin[c] = smp_srgb_decode (skin_rgb[c] / 255.0);
  smp_shade_patch (made, 0.3, 150, 0.35, 1, skin, target);
  proposals = smp_shade_propose (palettes, n, skin, target, NULL, 150);
  best = &g_array_index (proposals, SmpShadeProposal, 0);
  g_assert_cmpfloat (best->difference, <, 0.5);
  g_assert_cmpfloat_with_epsilon (best->density, 150, 15);
  for (guint i = 1; i < proposals->len; i++)
    g_assert_cmpfloat (g_array_index (proposals, SmpShadeProposal, i).score, >=,
                       g_array_index (proposals, SmpShadeProposal, i - 1).score);
  for (guint i = 0; i < proposals->len; i++)
    {
      const SmpShadeProposal *p = &g_array_index (proposals, SmpShadeProposal, i);

      g_assert_cmpfloat (p->first[1], >, p->linear[1]);
      g_assert_cmpfloat (p->linear[1], <, skin[1]);
    }
}

/* The nearest Monk tone may be far: that is said. */
static void
test_monk_words (void)
{
  const guint8 *tone = smp_monk_tone (5);
  const guint8 reddish[3] = { 0xfb, 0xc3, 0xa7 };
  SmpLab middle_tone = smp_lab_from_srgb8 (tone), near_tone = middle_tone;
  g_autofree char *same = smp_shade_describe_monk (middle_tone);
  g_autofree char *far_away = smp_shade_describe_monk (smp_lab_from_srgb8 (reddish));
  g_autofree char *near_by = NULL;

  near_tone.a += 6;
  near_by = smp_shade_describe_monk (near_tone);
  g_assert_cmpstr (same, ==, "close to Monk tone 5");
  g_assert_cmpstr (near_by, ==, "nearest Monk tone 5");
  g_assert_cmpstr (far_away, ==, "nearest Monk tone 5, but far from it");
}

/* Shaved sides and longer hair, many hairs or few: the dots that are proposed are of one size. */
static void
test_one_size (void)
{
  static const double densities[] = { 77, 120, 200 };
  gsize n;
  const SmpPalette *const *palettes = smp_palette_builtin (&n);
  const double hair[3] = { 0.02, 0.018, 0.016 };
  double skin[3], targets[2][3], mean[3];

  for (int c = 0; c < 3; c++)
    {
      skin[c] = smp_srgb_decode (skin_rgb[c] / 255.0);
      mean[c] = 0.85 * skin[c];
    }
  smp_shade_stubble (skin, hair, targets[0]);
  g_assert_false (smp_shade_sides (skin, skin, mean, TRUE, targets[1]));
  for (gsize t = 0; t < 2; t++)
    for (gsize d = 0; d < G_N_ELEMENTS (densities); d++)
      {
        g_autoptr (GArray) proposals
            = smp_shade_propose (palettes, n, skin, targets[t], NULL, densities[d]);

        for (guint i = 0; i < proposals->len; i++)
          g_assert_cmpfloat_with_epsilon (g_array_index (proposals, SmpShadeProposal, i).diameter,
                                          SMP_ZONE_DOT_DIAMETER_DEFAULT, 0.001);
      }
}

/* From albino skin to the darkest, white hair to black, under coloured light: proposals stay shades
 * and dots that can be made. */
static void
test_extremes (void)
{
  static const guint8 skins[][3]
      = { { 255, 238, 230 }, { 246, 237, 228 }, { 160, 126, 86 }, { 41, 36, 32 }, { 12, 9, 8 } };
  static const guint8 hairs[][3] = { { 250, 250, 248 }, { 196, 160, 106 }, { 30, 26, 24 } };
  static const double lights[][3] = { { 1, 1, 1 }, { 1, 0.7, 0.35 }, { 0.5, 0.7, 1 } };
  gsize n;
  const SmpPalette *const *palettes = smp_palette_builtin (&n);

  for (gsize i = 0; i < G_N_ELEMENTS (skins) * G_N_ELEMENTS (hairs) * G_N_ELEMENTS (lights); i++)
    {
      const guint8 *skin_px = skins[i % G_N_ELEMENTS (skins)];
      const guint8 *hair_px = hairs[i / G_N_ELEMENTS (skins) % G_N_ELEMENTS (hairs)];
      const double *light = lights[i / G_N_ELEMENTS (skins) / G_N_ELEMENTS (hairs)];
      double skin[3], hair[3], target[3];
      g_autoptr (GArray) proposals = NULL;

      for (int c = 0; c < 3; c++)
        {
          skin[c] = light[c] * smp_srgb_decode (skin_px[c] / 255.0);
          hair[c] = light[c] * smp_srgb_decode (hair_px[c] / 255.0);
        }
      smp_shade_stubble (skin, hair, target);
      proposals = smp_shade_propose (palettes, n, skin, target, NULL, 120);
      for (guint k = 0; k < proposals->len; k++)
        {
          const SmpShadeProposal *p = &g_array_index (proposals, SmpShadeProposal, k);

          g_assert_true (isfinite (p->difference) && isfinite (p->score));
          g_assert_cmpfloat (p->density, >=, 50);
          g_assert_cmpfloat (p->density, <=, 210);
          g_assert_cmpfloat (p->diameter, >=, 0.15);
          g_assert_cmpfloat (p->diameter, <=, SMP_ZONE_DOT_DIAMETER_DEFAULT);
          for (int c = 0; c < 3; c++)
            {
              g_assert_cmpfloat (p->linear[c], >, 0);
              g_assert_cmpfloat (p->linear[c], <=, skin[c]);
            }
        }
      /* Stubble of any hair is matched closely. */
      g_assert_cmpfloat (g_array_index (proposals, SmpShadeProposal, 0).difference, <, 3);
    }
}

static void
test_sides (void)
{
  const double skin[3] = { 0.6, 0.4, 0.3 }, half[3] = { 0.3, 0.2, 0.15 };
  const double mean[3] = { 0.27, 0.18, 0.135 };
  const double hair[3] = { 0.02, 0.02, 0.02 };
  double target[3];

  /* Half the light, but hairs take a tenth of it. */
  g_assert_false (smp_shade_sides (skin, half, mean, TRUE, target));
  g_assert_cmpfloat_with_epsilon (target[0], 0.54, 1e-9);
  /* Hairs that cannot be told apart do not take half. */
  g_assert_true (smp_shade_sides (skin, half, mean, FALSE, target));
  g_assert_cmpfloat_with_epsilon (target[0], 0.36, 1e-9);
  smp_shade_stubble (skin, hair, target);
  g_assert_cmpfloat_with_epsilon (target[0], 0.6 * (1 - 0.074 * 4) + 0.02 * 0.074 * 4, 1e-9);
}

/* The darker the hair, the darker the dots that are proposed, and hardly ever darker than it. */
static void
test_hair (void)
{
  static const guint8 greys[] = { 40, 70, 110, 130 };
  gsize n;
  const SmpPalette *const *palettes = smp_palette_builtin (&n);
  double skin[3], last = 0;

  for (int c = 0; c < 3; c++)
    skin[c] = smp_srgb_decode (skin_rgb[c] / 255.0);
  for (gsize i = 0; i < G_N_ELEMENTS (greys); i++)
    {
      double own = smp_srgb_decode (greys[i] / 255.0);
      const double hair[3] = { 1.15 * own, own, 0.85 * own };
      double target[3], dot, lightness = smp_lab_from_linear (hair).l;
      g_autoptr (GArray) proposals = NULL;
      const SmpShadeProposal *best;

      smp_shade_stubble (skin, hair, target);
      proposals = smp_shade_propose (palettes, n, skin, target, hair, 200);
      best = &g_array_index (proposals, SmpShadeProposal, 0);
      dot = smp_shade_dot_lightness (best->pigment, 0.3, skin);
      g_test_message ("hair L* %.0f: %s, dots L* %.0f, %.0f per cm², ΔE00 %.1f", lightness,
                      best->pigment->id, dot, best->density, best->difference);
      g_assert_cmpfloat (dot, >=, last);
      g_assert_cmpfloat (dot, >, lightness - SMP_K (TOO_DARK_DOT));
      g_assert_cmpfloat (dot, <, lightness + 25);
      g_assert_cmpfloat (best->difference, <, 2.5);
      last = dot;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/shade/sample", test_sample);
  g_test_add_func ("/render/shade/stubble", test_stubble);
  g_test_add_func ("/render/shade/prediction", test_prediction);
  g_test_add_func ("/render/shade/proposal", test_proposal);
  g_test_add_func ("/render/shade/hair", test_hair);
  g_test_add_func ("/render/shade/monk-words", test_monk_words);
  g_test_add_func ("/render/shade/one-size", test_one_size);
  g_test_add_func ("/render/shade/extremes", test_extremes);
  g_test_add_func ("/render/shade/sides", test_sides);
  return g_test_run ();
}
