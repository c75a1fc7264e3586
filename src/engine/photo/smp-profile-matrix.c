/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-profile-matrix.h"

#include <math.h>

#include "colour/smp-colour.h"

/* Light in whole steps of FIELD_STEPS to 1, from −BELOW on, has room in so many bits, and three
 * channels' in one number, which are added up together. */
#define FIELD 21
#define FIELD_MASK ((1u << FIELD) - 1)
#define FIELD_STEPS 65536
/* Light outside of sRGB: wider spaces than these are left to the library. */
#define BELOW 2
#define UP_TO 6
#define MARGIN 0.01
/* Codes are looked up by less exact light, off by 0.1 code at most: of the darkest, as they change
 * fastest. A processor's nearest cache has room for those of sRGB. */
#define CODE_BITS 2
#define N_CODES ((BELOW + UP_TO) * (FIELD_STEPS >> CODE_BITS))

G_STATIC_ASSERT ((BELOW + UP_TO) * FIELD_STEPS <= 1 << FIELD);

struct _SmpProfileMatrix
{
  /* For each code of each channel, what it adds to linear red, green and blue of sRGB. */
  guint64 parts[3][256];
  guint8 codes[N_CODES];
};

static const cmsTagSignature colorants[3]
    = { cmsSigRedColorantTag, cmsSigGreenColorantTag, cmsSigBlueColorantTag };
static const cmsTagSignature curves[3] = { cmsSigRedTRCTag, cmsSigGreenTRCTag, cmsSigBlueTRCTag };

/* From linear RGB to XYZ of D50. */
static gboolean
read_matrix (cmsHPROFILE profile, double m[3][3])
{
  for (int c = 0; c < 3; c++)
    {
      const cmsCIEXYZ *colour = cmsReadTag (profile, colorants[c]);

      if (colour == NULL)
        return FALSE;
      m[0][c] = colour->X;
      m[1][c] = colour->Y;
      m[2][c] = colour->Z;
    }
  return TRUE;
}

static gboolean
invert (double m[3][3], double inverse[3][3])
{
  double det = 0;

  for (int i = 0; i < 3; i++)
    for (int k = 0; k < 3; k++)
      {
        int a = (k + 1) % 3, b = (k + 2) % 3, c = (i + 1) % 3, d = (i + 2) % 3;

        inverse[i][k] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
      }
  for (int k = 0; k < 3; k++)
    det += m[0][k] * inverse[k][0];
  if (!(fabs (det) > 1e-9))
    return FALSE;
  for (int i = 0; i < 3; i++)
    for (int k = 0; k < 3; k++)
      inverse[i][k] /= det;
  return TRUE;
}

/* From linear RGB of the profile to that of sRGB. */
static gboolean
read_conversion (cmsHPROFILE profile, double m[3][3])
{
  cmsHPROFILE srgb = cmsCreate_sRGBProfile ();
  double from[3][3], to[3][3], back[3][3];
  gboolean ok = read_matrix (profile, from) && read_matrix (srgb, to) && invert (to, back);

  cmsCloseProfile (srgb);
  for (int i = 0; i < 3 && ok; i++)
    for (int k = 0; k < 3; k++)
      {
        m[i][k] = 0;
        for (int n = 0; n < 3; n++)
          m[i][k] += back[i][n] * from[n][k];
      }
  return ok;
}

static void
fill_codes (SmpProfileMatrix *self)
{
  const guint8 *table = smp_srgb_encode_table ();
  const double steps = FIELD_STEPS >> CODE_BITS;

  for (int i = 0; i < N_CODES; i++)
    {
      double linear = CLAMP (i / steps - BELOW, 0.0, 1.0);

      self->codes[i] = table[(int)(linear * SMP_SRGB_ENCODE_STEPS + 0.5)];
    }
}

/* Adds a channel's part to the light of all that came before, whose least and most is kept. */
static void
fill_parts (SmpProfileMatrix *self,
            int channel,
            const cmsToneCurve *curve,
            double m[3][3],
            double least[3],
            double most[3])
{
  /* Once: where the light begins, and half a step of the codes, to round by cutting off. */
  gint64 start = channel == 0 ? BELOW * FIELD_STEPS + (1 << CODE_BITS) / 2 : 0;
  double low[3] = { 0, 0, 0 }, high[3] = { 0, 0, 0 };

  for (int v = 0; v < 256; v++)
    {
      double linear = (double)cmsEvalToneCurveFloat (curve, (float)v / 255);
      gint64 sum = 0;

      for (int i = 0; i < 3; i++)
        {
          double light = m[i][channel] * linear;

          if (!isfinite (light))
            light = UP_TO;
          low[i] = MIN (low[i], light);
          high[i] = MAX (high[i], light);
          /* One of them may be less than 0, their sum is not. */
          sum += (start + (gint64)floor (CLAMP (light, -BELOW, UP_TO) * FIELD_STEPS + 0.5))
                 * ((gint64)1 << (i * FIELD));
        }
      self->parts[channel][v] = (guint64)sum;
    }
  for (int i = 0; i < 3; i++)
    {
      least[i] += low[i];
      most[i] += high[i];
    }
}

SmpProfileMatrix *
smp_profile_matrix_new (cmsHPROFILE profile)
{
  g_autofree SmpProfileMatrix *self = NULL;
  double m[3][3], least[3] = { 0, 0, 0 }, most[3] = { 0, 0, 0 };

  /* Tables of the profile would go before curves and matrix. */
  if (cmsGetPCS (profile) != cmsSigXYZData || cmsIsTag (profile, cmsSigAToB0Tag)
      || !read_conversion (profile, m))
    return NULL;
  self = g_new (SmpProfileMatrix, 1);
  for (int c = 0; c < 3; c++)
    {
      const cmsToneCurve *curve = cmsReadTag (profile, curves[c]);

      if (curve == NULL)
        return NULL;
      fill_parts (self, c, curve, m, least, most);
    }
  for (int i = 0; i < 3; i++)
    if (!(least[i] > -BELOW + MARGIN) || !(most[i] < UP_TO - MARGIN))
      return NULL;
  fill_codes (self);
  return g_steal_pointer (&self);
}

void
smp_profile_matrix_free (SmpProfileMatrix *self)
{
  g_free (self);
}

void
smp_profile_matrix_row (const SmpProfileMatrix *self, guint8 *row, int width)
{
  const guint8 *codes = self->codes;

  for (int x = 0; x < width; x++, row += 4)
    {
      guint64 sum = self->parts[0][row[0]] + self->parts[1][row[1]] + self->parts[2][row[2]];

      row[0] = codes[(sum & FIELD_MASK) >> CODE_BITS];
      row[1] = codes[(sum >> FIELD & FIELD_MASK) >> CODE_BITS];
      row[2] = codes[sum >> (2 * FIELD) >> CODE_BITS];
    }
}
