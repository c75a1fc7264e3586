/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-hash.h"
#include "photo/smp-profile-matrix.h"

#define N 20000

typedef struct
{
  cmsCIExyYTRIPLE primaries;
  double gamma;
} Space;

static cmsHPROFILE
make_profile (const Space *space)
{
  cmsCIExyY white = { 0.3127, 0.3290, 1 };
  cmsCIExyYTRIPLE primaries = space->primaries;
  cmsToneCurve *curve = cmsBuildGamma (NULL, space->gamma);
  cmsToneCurve *curves[3] = { curve, curve, curve };
  cmsHPROFILE profile = cmsCreateRGBProfile (&white, &primaries, curves);

  cmsFreeToneCurve (curve);
  return profile;
}

/* Colours all over the space, inside of sRGB and outside, are those of lcms. */
static void
test_like_lcms (void)
{
  static const Space spaces[]
      = { { { { 0.680, 0.320, 1 }, { 0.265, 0.690, 1 }, { 0.150, 0.060, 1 } }, 2.4 },
          { { { 0.640, 0.330, 1 }, { 0.210, 0.710, 1 }, { 0.150, 0.060, 1 } }, 2.19921875 },
          { { { 0.630, 0.340, 1 }, { 0.310, 0.595, 1 }, { 0.155, 0.070, 1 } }, 1.8 },
          /* As wide as ProPhoto. */
          { { { 0.7347, 0.2653, 1 }, { 0.1596, 0.8404, 1 }, { 0.0366, 0.0001, 1 } }, 1.8 } };

  for (gsize i = 0; i < G_N_ELEMENTS (spaces); i++)
    {
      cmsHPROFILE profile = make_profile (&spaces[i]);
      cmsHPROFILE srgb = cmsCreate_sRGBProfile ();
      cmsHTRANSFORM transform = cmsCreateTransform (profile, TYPE_RGBA_8, srgb, TYPE_RGBA_8,
                                                    INTENT_RELATIVE_COLORIMETRIC, 0);
      SmpProfileMatrix *matrix = smp_profile_matrix_new (profile);
      g_autofree guint8 *ours = g_malloc (4 * N);
      g_autofree guint8 *theirs = g_malloc (4 * N);
      int n_off = 0;

      g_assert_nonnull (matrix);
      for (gsize k = 0; k < 4 * N; k++)
        ours[k] = theirs[k] = (guint8)smp_hash_u64 (3, i, k);
      smp_profile_matrix_row (matrix, ours, N);
      cmsDoTransform (transform, theirs, theirs, N);
      for (gsize k = 0; k < 4 * N; k++)
        {
          if (k % 4 == 3)
            {
              g_assert_cmpint (ours[k], ==, (guint8)smp_hash_u64 (3, i, k));
              continue;
            }
          g_assert_cmpint (ABS (ours[k] - theirs[k]), <=, 1);
          n_off += ours[k] != theirs[k];
        }
      g_assert_cmpint (n_off, <, N / 10);
      smp_profile_matrix_free (matrix);
      cmsDeleteTransform (transform);
      cmsCloseProfile (srgb);
      cmsCloseProfile (profile);
    }
}

/* Others are left to lcms. */
static void
test_other_kinds (void)
{
  cmsToneCurve *curve = cmsBuildGamma (NULL, 2.2);
  cmsHPROFILE grey = cmsCreateGrayProfile (cmsD50_xyY (), curve);
  cmsHPROFILE lab = cmsCreateLab4Profile (NULL);

  /* Of light that has no room. */
  const cmsCIEXYZ bright = { 3.4, 1.7, 0.1 };
  const Space usual = { { { 0.680, 0.320, 1 }, { 0.265, 0.690, 1 }, { 0.150, 0.060, 1 } }, 2.4 };
  cmsHPROFILE wide = make_profile (&usual);

  g_assert_true (cmsWriteTag (wide, cmsSigRedColorantTag, &bright));
  g_assert_null (smp_profile_matrix_new (grey));
  g_assert_null (smp_profile_matrix_new (lab));
  g_assert_null (smp_profile_matrix_new (wide));
  cmsCloseProfile (wide);
  cmsFreeToneCurve (curve);
  cmsCloseProfile (grey);
  cmsCloseProfile (lab);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/profile-matrix/like-lcms", test_like_lcms);
  g_test_add_func ("/photo/profile-matrix/other-kinds", test_other_kinds);
  return g_test_run ();
}
