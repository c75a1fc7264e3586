/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <lcms2.h>
#include <string.h>

#include "photo/smp-photo-decode-private.h"
#include "photo/smp-profile-matrix.h"

/* Steps of the grid on which a profile is compared with sRGB, along each axis. */
#define GRID 9

struct _SmpProfileTransform
{
  SmpProfileMatrix *matrix; /* (nullable): RGB of 8 bits */
  cmsHTRANSFORM transform;  /* (nullable): other RGB, CMYK */
  guint8 *grey;             /* (nullable): code → RGB; 256 or 65536 codes */
  gboolean clears_alpha;    /* what stands in the place of alpha is ink */
};

void
smp_profile_transform_free (SmpProfileTransform *self)
{
  g_clear_pointer (&self->matrix, smp_profile_matrix_free);
  g_clear_pointer (&self->transform, cmsDeleteTransform);
  g_free (self->grey);
  g_free (self);
}

/* (transfer full) (nullable) */
static char *
dup_profile_name (cmsHPROFILE profile)
{
  wchar_t wide[128] = { 0 };
  g_autofree char *name = NULL;

  if (cmsGetProfileInfo (profile, cmsInfoDescription, "en", "US", wide, sizeof wide) == 0)
    return NULL;
  wide[G_N_ELEMENTS (wide) - 1] = 0;
  G_STATIC_ASSERT (sizeof (wchar_t) == sizeof (gunichar));
  name = g_ucs4_to_utf8 ((const gunichar *)(gpointer)wide, -1, NULL, NULL, NULL);
  if (name == NULL)
    return NULL;
  g_strstrip (name);
  return *name != '\0' ? g_steal_pointer (&name) : NULL;
}

static gboolean
is_near (const guint8 *a, const guint8 *b)
{
  for (int c = 0; c < 3; c++)
    {
      if (ABS (a[c] - b[c]) > 1)
        return FALSE;
    }
  return TRUE;
}

/* Whether two ways give the same colours, but for the rounding of tables; %NULL leaves them as they
 * are. */
static gboolean
is_same (cmsHTRANSFORM transform, const SmpProfileMatrix *matrix)
{
  for (int i = 0; i < GRID * GRID * GRID + 256; i++)
    {
      int k = i - GRID * GRID * GRID;
      guint8 a[4]
          = { (guint8)(i % GRID * 255 / (GRID - 1)), (guint8)(i / GRID % GRID * 255 / (GRID - 1)),
              (guint8)(i / (GRID * GRID) * 255 / (GRID - 1)), 255 };
      guint8 b[4];

      if (k >= 0)
        memset (a, k, 3);
      memcpy (b, a, 4);
      cmsDoTransform (transform, a, a, 1);
      if (matrix != NULL)
        smp_profile_matrix_row (matrix, b, 1);
      if (!is_near (a, b))
        return FALSE;
    }
  return TRUE;
}

static cmsHTRANSFORM
make_transform (cmsHPROFILE profile, cmsUInt32Number from, cmsUInt32Number to)
{
  cmsHPROFILE srgb = cmsCreate_sRGBProfile ();
  cmsHTRANSFORM transform
      = cmsCreateTransform (profile, from, srgb, to, INTENT_PERCEPTUAL,
                            cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_HIGHRESPRECALC);

  cmsCloseProfile (srgb);
  return transform;
}

/* A table of the whole range of a grey profile. (nullable) */
static guint8 *
make_grey_table (cmsHPROFILE profile, gboolean sixteen_bit)
{
  int n = sixteen_bit ? 65536 : 256;
  cmsHTRANSFORM transform = make_transform (profile, TYPE_GRAY_16, TYPE_RGB_8);
  g_autofree guint16 *codes = NULL;
  guint8 *table;

  if (transform == NULL)
    return NULL;
  codes = g_new (guint16, n);
  table = g_new (guint8, n * 3);
  for (int i = 0; i < n; i++)
    codes[i] = (guint16)(sixteen_bit ? i : i * 257);
  cmsDoTransform (transform, codes, table, (cmsUInt32Number)n);
  cmsDeleteTransform (transform);
  return table;
}

static gboolean
is_grey_identity (const guint8 *table, int step)
{
  for (int i = 0; i < 256; i++)
    {
      guint8 code[3] = { (guint8)i, (guint8)i, (guint8)i };

      if (!is_near (code, table + (gsize)i * (gsize)step * 3))
        return FALSE;
    }
  return TRUE;
}

static SmpProfileTransform *
transform_new (cmsHPROFILE profile, SmpColourModel model, gboolean sixteen_bit, gboolean *is_srgb)
{
  g_autoptr (SmpProfileTransform) self = g_new0 (SmpProfileTransform, 1);
  cmsColorSpaceSignature space = cmsGetColorSpace (profile);

  if (model == SMP_COLOUR_CMYK && space == cmsSigCmykData)
    {
      self->transform = make_transform (profile, TYPE_CMYK_8, TYPE_RGBA_8);
      self->clears_alpha = TRUE;
    }
  else if (model == SMP_COLOUR_GREY && space == cmsSigGrayData)
    {
      self->grey = make_grey_table (profile, sixteen_bit);
      *is_srgb = self->grey != NULL && is_grey_identity (self->grey, sixteen_bit ? 257 : 1);
    }
  else if (model != SMP_COLOUR_CMYK && space == cmsSigRgbData)
    {
      cmsHTRANSFORM test = make_transform (profile, TYPE_RGBA_8, TYPE_RGBA_8);

      /* The profile is sRGB under whatever name: it may not touch the pixels. */
      *is_srgb = test != NULL && is_same (test, NULL);
      self->transform = sixteen_bit && test != NULL && !*is_srgb
                            ? make_transform (profile, TYPE_RGBA_16, TYPE_RGBA_8)
                            : g_steal_pointer (&test);
      if (self->transform != NULL && !sixteen_bit && !*is_srgb)
        self->matrix = smp_profile_matrix_new (profile);
      if (self->matrix != NULL && !is_same (self->transform, self->matrix))
        g_clear_pointer (&self->matrix, smp_profile_matrix_free);
      g_clear_pointer (&test, cmsDeleteTransform);
    }
  if ((self->transform == NULL && self->grey == NULL) || *is_srgb)
    return NULL;
  return g_steal_pointer (&self);
}

SmpProfileTransform *
smp_decode_dup_transform (SmpDecode *self, gboolean sixteen_bit)
{
  SmpProfileTransform *transform = NULL;
  cmsHPROFILE profile;
  gboolean is_srgb = FALSE;
  gsize size;
  const void *data;

  if (self->profile == NULL)
    return NULL;
  data = g_bytes_get_data (self->profile, &size);
  profile = data != NULL ? cmsOpenProfileFromMem (data, (cmsUInt32Number)size) : NULL;
  if (profile != NULL)
    {
      self->profile_name = dup_profile_name (profile);
      transform = transform_new (profile, self->model, sixteen_bit, &is_srgb);
      cmsCloseProfile (profile);
    }
  if (transform == NULL && !is_srgb)
    smp_decode_take_profile_notice (self);
  return transform;
}

void
smp_profile_transform_row (const SmpProfileTransform *self, guint8 *row, int width)
{
  for (gsize x = 0; x < (gsize)width && self->grey != NULL; x++)
    memcpy (row + 4 * x, self->grey + 3 * (gsize)row[4 * x], 3);
  if (self->matrix != NULL)
    smp_profile_matrix_row (self->matrix, row, width);
  else if (self->grey == NULL)
    cmsDoTransform (self->transform, row, row, (cmsUInt32Number)width);
  for (gsize x = 0; x < (gsize)width && self->clears_alpha; x++)
    row[4 * x + 3] = 255;
}

void
smp_profile_transform_row16 (const SmpProfileTransform *self,
                             const guint16 *row,
                             guint8 *target,
                             int width)
{
  for (gsize x = 0; x < (gsize)width && self->grey != NULL; x++)
    memcpy (target + 4 * x, self->grey + 3 * (gsize)row[4 * x], 3);
  if (self->grey == NULL)
    cmsDoTransform (self->transform, row, target, (cmsUInt32Number)width);
}
