/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-skin-sample.h"

#include <math.h>
#include <stdlib.h>

#include "photo/smp-image.h"

#define LEAST_PIXELS 12
/* Shares that are left out as hairs and pores, and as shine; our choice. */
#define TRIM_DARK 0.25
#define TRIM_BRIGHT 0.15
/* Quantiles of brightness between which skin between hairs lies; our choice. */
#define BETWEEN_FROM 0.70
#define BETWEEN_TO 0.93
/* Clipped, and so much brighter than the median that it is shine; our choice. */
#define CLIPPED 254
#define GLARE_RATIO 1.6
/* Of a sample for people: about a fingertip. */
#define PATCH_RADIUS_MM 5.0

typedef struct
{
  float light; /* relative luminance, linear */
  guint8 px[3];
} Pixel;

static int
compare_light (gconstpointer a, gconstpointer b)
{
  const Pixel *pa = a, *pb = b;

  return pa->light < pb->light ? -1 : pa->light > pb->light;
}

static GArray *
gather (const SmpImage *image, SmpPoint centre, double radius)
{
  GArray *pixels = g_array_new (FALSE, FALSE, sizeof (Pixel));
  const float *decode = smp_srgb_decode_table ();
  int x0 = (int)MAX (floor (centre.x - radius), 0), y0 = (int)MAX (floor (centre.y - radius), 0);
  int x1 = (int)MIN (ceil (centre.x + radius), image->width);
  int y1 = (int)MIN (ceil (centre.y + radius), image->height);

  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      {
        const guint8 *px = image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
        double dx = x + 0.5 - centre.x, dy = y + 0.5 - centre.y;
        Pixel pixel = { smp_luminance (decode[px[0]], decode[px[1]], decode[px[2]]),
                        { px[0], px[1], px[2] } };

        if (dx * dx + dy * dy <= radius * radius && px[3] > 0)
          g_array_append_val (pixels, pixel);
      }
  return pixels;
}

static void
mean_of (const GArray *pixels, gsize from, gsize to, double mean[3])
{
  const float *decode = smp_srgb_decode_table ();

  for (int c = 0; c < 3; c++)
    {
      double sum = 0;

      for (gsize i = from; i < to; i++)
        sum += (double)decode[g_array_index (pixels, Pixel, i).px[c]];
      mean[c] = sum / (double)(to - from);
    }
}

static double
lightness (float light)
{
  double y = (double)light;

  return y > 216.0 / 24389 ? 116 * cbrt (y) - 16 : y * 24389 / 27;
}

static void
set_statistics (const GArray *pixels, SmpSkinSample *sample)
{
  float median = g_array_index (pixels, Pixel, pixels->len / 2).light;
  double sum = 0, square = 0;
  gsize glare = 0;

  for (guint i = 0; i < pixels->len; i++)
    {
      const Pixel *pixel = &g_array_index (pixels, Pixel, i);
      double l = lightness (pixel->light);

      sum += l;
      square += l * l;
      if (pixel->px[0] >= CLIPPED || pixel->px[1] >= CLIPPED || pixel->px[2] >= CLIPPED
          || (double)pixel->light > GLARE_RATIO * (double)median)
        glare++;
    }
  sum /= pixels->len;
  sample->spread = sqrt (MAX (square / pixels->len - sum * sum, 0.0));
  sample->glare = (double)glare / pixels->len;
}

gboolean
smp_skin_sample (const SmpImage *image, SmpPoint centre, double radius, SmpSkinSample *sample)
{
  g_autoptr (GArray) pixels = gather (image, centre, radius);
  gsize from = (gsize)(TRIM_DARK * pixels->len), to = pixels->len;

  if (pixels->len < LEAST_PIXELS)
    return FALSE;
  to -= (gsize)(TRIM_BRIGHT * pixels->len);
  g_array_sort (pixels, compare_light);
  *sample = (SmpSkinSample){ .centre = centre, .radius = radius, .n_pixels = pixels->len };
  mean_of (pixels, from, to, sample->linear);
  mean_of (pixels, (gsize)(BETWEEN_FROM * pixels->len),
           MAX ((gsize)(BETWEEN_TO * pixels->len), (gsize)(BETWEEN_FROM * pixels->len) + 1),
           sample->between);
  mean_of (pixels, 0, pixels->len, sample->mean);
  sample->lab = smp_lab_from_linear (sample->linear);
  set_statistics (pixels, sample);
  return TRUE;
}

const char *
smp_patch_kind_to_string (SmpPatchKind kind)
{
  static const char *const names[] = { "forehead", "scalp", "side" };

  return names[MIN (kind, SMP_PATCH_SIDE)];
}

void
smp_skin_patches (const SmpFaceFrame *frame, double mm_per_px, SmpPatch patches[SMP_N_PATCHES])
{
  /* In half breadths and heights of the top of the head; our choice, by eye. */
  static const struct
  {
    SmpPatchKind kind;
    double x;
    double y;
  } places[SMP_N_PATCHES] = {
    { SMP_PATCH_FOREHEAD, -0.35, 0.28 }, { SMP_PATCH_FOREHEAD, 0, 0.30 },
    { SMP_PATCH_FOREHEAD, 0.35, 0.28 },  { SMP_PATCH_SCALP, 0, 0.72 },
    { SMP_PATCH_SIDE, -0.78, 0.27 },     { SMP_PATCH_SIDE, 0.78, 0.27 },
  };

  for (gsize i = 0; i < SMP_N_PATCHES; i++)
    patches[i] = (SmpPatch){
      .kind = places[i].kind,
      .centre = smp_face_frame_place (frame, places[i].x, places[i].y),
      .radius = PATCH_RADIUS_MM / mm_per_px * (places[i].kind == SMP_PATCH_SIDE ? 0.6 : 1),
    };
}

static int
compare_samples (gconstpointer a, gconstpointer b)
{
  const SmpSkinSample *sa = a, *sb = b;

  return sa->lab.l < sb->lab.l ? -1 : sa->lab.l > sb->lab.l;
}

static double
off_colour (const SmpSkinSample *sample, const SmpLab *like)
{
  return hypot (sample->lab.a - like->a, sample->lab.b - like->b);
}

gboolean
smp_skin_sample_kind (const SmpImage *image,
                      const SmpPatch *patches,
                      gsize n,
                      SmpPatchKind kind,
                      const SmpLab *like,
                      SmpSkinSample *sample)
{
  SmpSkinSample samples[SMP_N_PATCHES];
  gsize found = 0, chosen;

  for (gsize i = 0; i < n && found < SMP_N_PATCHES; i++)
    if (patches[i].kind == kind
        && smp_skin_sample (image, patches[i].centre, patches[i].radius, &samples[found]))
      found++;
  if (found == 0)
    return FALSE;
  qsort (samples, found, sizeof *samples, compare_samples);
  chosen = found / 2;
  for (gsize i = 0; like != NULL && i < found; i++)
    if (off_colour (&samples[i], like) < off_colour (&samples[chosen], like))
      chosen = i;
  *sample = samples[chosen];
  return TRUE;
}
