/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-profile-matrix.h"

#include <math.h>

#include "colour/smp-colour.h"

typedef float Vector __attribute__ ((vector_size (16)));
typedef gint32 IntVector __attribute__ ((vector_size (16)));

/* For each code of each channel, what it adds to linear red, green and blue of sRGB, in steps of
 * the table that encodes them. */
struct _SmpProfileMatrix
{
  Vector parts[3][256];
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

SmpProfileMatrix *
smp_profile_matrix_new (cmsHPROFILE profile)
{
  SmpProfileMatrix *self;
  double m[3][3];

  /* Tables of the profile would go before curves and matrix. */
  if (cmsGetPCS (profile) != cmsSigXYZData || cmsIsTag (profile, cmsSigAToB0Tag)
      || !read_conversion (profile, m))
    return NULL;
  self = g_aligned_alloc0 (1, sizeof *self, 16);
  for (int c = 0; c < 3; c++)
    {
      const cmsToneCurve *curve = cmsReadTag (profile, curves[c]);

      if (curve == NULL)
        {
          smp_profile_matrix_free (self);
          return NULL;
        }
      for (int v = 0; v < 256; v++)
        {
          double linear = (double)cmsEvalToneCurveFloat (curve, (float)v / 255);

          for (int i = 0; i < 3; i++)
            self->parts[c][v][i] = (float)(m[i][c] * linear * SMP_SRGB_ENCODE_STEPS
                                           + (c == 0 ? 0.5 : 0)); /* to round by cutting off */
        }
    }
  return self;
}

void
smp_profile_matrix_free (SmpProfileMatrix *self)
{
  g_aligned_free (self);
}

static inline guint8
encode (const guint8 *table, gint32 value)
{
  return table[CLAMP (value, 0, SMP_SRGB_ENCODE_STEPS)];
}

void
smp_profile_matrix_row (const SmpProfileMatrix *self, guint8 *row, int width)
{
  const guint8 *table = smp_srgb_encode_table ();

  for (int x = 0; x < width; x++, row += 4)
    {
      Vector sum = self->parts[0][row[0]] + self->parts[1][row[1]] + self->parts[2][row[2]];
      IntVector steps = __builtin_convertvector(sum, IntVector);

      row[0] = encode (table, steps[0]);
      row[1] = encode (table, steps[1]);
      row[2] = encode (table, steps[2]);
    }
}
