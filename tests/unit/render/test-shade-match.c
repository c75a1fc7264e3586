/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-palette.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-image.h"
#include "project/smp-palette-file.h"
#include "render/smp-shade-match.h"

#define SIDE 600
#define MM_PER_PX 0.25

static const guint8 skin_rgb[3] = { 214, 170, 142 };
static const SmpPoint skin_at = { 450, 300 }, side_at = { 150, 300 };

/* The left half takes a share of the light. */
static SmpImage *
image_of (double taken)
{
  SmpImage *image = smp_image_new (SIDE, SIDE, NULL);
  guint8 side[3];

  for (int c = 0; c < 3; c++)
    side[c] = (guint8)(255 * smp_srgb_encode ((1 - taken) * smp_srgb_decode (skin_rgb[c] / 255.0))
                       + 0.5);
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        guint8 *px = image->pixels + (gsize)y * image->stride + 4 * (gsize)x;

        memcpy (px, x < SIDE / 2 ? side : skin_rgb, 3);
        px[3] = 255;
      }
  return image;
}

static SmpShadeMatch *
match_in (const SmpImage *image, gboolean by_hair)
{
  g_autoptr (SmpPhoto) photo = smp_photo_new ("photo-1");
  const SmpShadePlaces places = { &skin_at, by_hair ? NULL : &side_at, by_hair ? &side_at : NULL };
  gsize n;
  const SmpPalette *const *palettes = smp_palette_builtin (&n);
  g_autoptr (GError) error = NULL;
  SmpShadeMatch *found;

  photo->width = photo->height = SIDE;
  photo->scale = (SmpScale){ MM_PER_PX, SMP_SCALE_PUPILS, 0.05 };
  found = smp_shade_match (image, photo, &places, palettes, n, &error);
  g_assert_no_error (error);
  return found;
}

static SmpShadeMatch *
match (double taken, gboolean by_hair)
{
  g_autoptr (SmpImage) image = image_of (taken);

  return match_in (image, by_hair);
}

/* Where the sides lie in a shadow, no pigment can be told to match them. */
static void
test_shadow (void)
{
  g_autoptr (SmpShadeMatch) light = match (0.12, FALSE), shadow = match (0.5, FALSE);
  g_autoptr (SmpShadeMatch) hair = match (0.9, TRUE);

  g_assert_cmpint (light->found, ==, SMP_SIDES_HAIR);
  g_assert_cmpuint (light->proposals->len, >, 10);
  g_assert_cmpfloat (g_array_index (light->proposals, SmpShadeProposal, 0).difference, <, 2);
  g_assert_cmpint (shadow->found, ==, SMP_SIDES_SHADOWED);
  g_assert_cmpuint (shadow->proposals->len, ==, 0);
  /* Hair may be as dark as it likes. */
  g_assert_cmpint (hair->found, ==, SMP_SIDES_HAIR);
  g_assert_cmpuint (hair->proposals->len, >, 10);
}

/* Nor where no hair is to be seen: the lightest shade would be proposed to anybody. */
static void
test_bare (void)
{
  g_autoptr (SmpShadeMatch) bare = match (0.02, FALSE), fair = match (0.08, FALSE);

  g_assert_cmpint (bare->found, ==, SMP_SIDES_BARE);
  g_assert_cmpuint (bare->proposals->len, ==, 0);
  g_assert_cmpint (fair->found, ==, SMP_SIDES_HAIR);
  g_assert_cmpuint (fair->proposals->len, >, 10);
}

/* Nor where bare skin in another light is called hair. Fair hair is as light, but has strands. */
static void
test_no_hair (void)
{
  g_autoptr (SmpShadeMatch) same = match (0.0, TRUE), shaded = match (0.4, TRUE);
  g_autoptr (SmpShadeMatch) dark = match (0.7, TRUE), fair = NULL;
  g_autoptr (SmpImage) strands = image_of (0.15);

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE / 2; x += 3)
      for (int c = 0; c < 3; c++)
        strands->pixels[(gsize)y * strands->stride + 4 * (gsize)x + (gsize)c] -= 60;
  fair = match_in (strands, TRUE);
  g_assert_cmpint (same->found, ==, SMP_SIDES_BARE);
  g_assert_cmpuint (same->proposals->len, ==, 0);
  g_assert_cmpint (shaded->found, ==, SMP_SIDES_BARE);
  g_assert_cmpuint (shaded->proposals->len, ==, 0);
  g_assert_cmpint (dark->found, ==, SMP_SIDES_HAIR);
  g_assert_cmpuint (dark->proposals->len, >, 10);
  g_assert_cmpint (fair->found, ==, SMP_SIDES_HAIR);
  g_assert_cmpuint (fair->proposals->len, >, 10);
}

static SmpAssessment
apply (const SmpShadeMatch *self, SmpConsultation **value)
{
  const SmpVariant *variant = smp_consultation_get_default_variant (*value);
  SmpConsultation *applied = smp_shade_match_apply (
      self, &g_array_index (self->proposals, SmpShadeProposal, 0), *value, variant);

  smp_consultation_unref (*value);
  *value = applied;
  return smp_assessment_from_json (applied->assessment);
}

/* What was matched is kept, so that the plan can be held against it later: the newest counts. */
static void
test_kept (void)
{
  g_autoptr (SmpShadeMatch) sides = match (0.12, FALSE), hair = match (0.9, TRUE);
  g_autoptr (SmpConsultation) value = smp_consultation_new ();
  SmpAssessment assessment = apply (sides, &value);

  g_assert_true (assessment.has_skin && assessment.has_stubble && !assessment.has_hair);
  for (int c = 0; c < 3; c++)
    {
      g_assert_cmpint (ABS (assessment.skin[c] - skin_rgb[c]), <=, 1);
      g_assert_cmpint (
          ABS (assessment.stubble[c]
               - (int)(255 * smp_srgb_encode (0.88 * smp_srgb_decode (skin_rgb[c] / 255.0)) + 0.5)),
          <=, 1);
    }
  assessment = apply (hair, &value);
  g_assert_true (assessment.has_skin && !assessment.has_stubble && assessment.has_hair);
  g_assert_cmpint (assessment.hair[0], <, 90);
  assessment = apply (sides, &value);
  g_assert_true (assessment.has_stubble && assessment.has_hair);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/shade-match/shadow", test_shadow);
  g_test_add_func ("/render/shade-match/bare", test_bare);
  g_test_add_func ("/render/shade-match/no-hair", test_no_hair);
  g_test_add_func ("/render/shade-match/kept", test_kept);
  return g_test_run ();
}
