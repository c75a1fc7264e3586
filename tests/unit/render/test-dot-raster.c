/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>

#include "base/smp-hash.h"
#include "render/smp-dot-raster.h"
#include "render/smp-render-kernel.h"
#include "render/smp-splat.h"

/* The pixel that all dots here lie in. */
#define AT_X 200
#define AT_Y 300

static SmpDotShape
random_shape (guint i, float radius, float blur)
{
  double u = smp_hash_unit (smp_hash_u64 (1, 1, i)), v = smp_hash_unit (smp_hash_u64 (1, 2, i));
  double ratio = 0.4 + 0.6 * smp_hash_unit (smp_hash_u64 (1, 3, i));
  double angle = G_PI * smp_hash_unit (smp_hash_u64 (1, 4, i));

  return (SmpDotShape){
    .x = (float)u,
    .y = (float)v,
    .major = radius,
    .minor = (float)(radius * ratio),
    .cosine = (float)cos (angle),
    .sine = (float)sin (angle),
    .blur = blur,
  };
}

static SmpSplat
make_splat (const SmpDotShape *shape, const SmpRenderKernel *kernel)
{
  SmpSplatShapes shapes = { .x = { AT_X },
                            .y = { AT_Y },
                            .fx = { shape->x },
                            .fy = { shape->y },
                            .major = { shape->major },
                            .minor = { shape->minor },
                            .cosine = { shape->cosine },
                            .sine = { shape->sine },
                            .blur2 = { shape->blur * shape->blur } };
  SmpSplat splats[SMP_SPLATS];

  kernel->prepare (&shapes, splats);
  return splats[0];
}

/* What the dot covers of the pixels of a part of the picture, drawn with the kernel. */
static float *
raster_part (const SmpDotShape *shape, const SmpPixelBox *part, const SmpRenderKernel *kernel)
{
  int n = part->x1 - part->x0, m = part->y1 - part->y0;
  g_autofree float *keep = NULL;
  g_autofree guint32 *touched = g_new0 (guint32, m);
  float *coverage = g_new (float, n *m);
  SmpTile tile = { .x0 = part->x0, .y0 = part->y0, .width = n, .height = m, .touched = touched };
  SmpSplat splat = make_splat (shape, kernel);

  splat.k[0] = splat.k[1] = splat.k[2] = 0.5f;
  if (splat.kind == SMP_SPLAT_HARD && !smp_dot_is_small (shape, &splat.box))
    {
      SmpPixelBox box
          = { splat.box.x0 - AT_X, splat.box.y0 - AT_Y, splat.box.x1 - AT_X, splat.box.y1 - AT_Y };
      SmpPixelBox clip = { part->x0 - AT_X, part->y0 - AT_Y, part->x1 - AT_X, part->y1 - AT_Y };

      smp_dot_raster (shape, &box, &clip, coverage, (gsize)n);
      return coverage;
    }
  tile.stride = (gsize)n + 2 * SMP_TILE_PAD;
  tile.plane = tile.stride * (gsize)m;
  keep = g_new (float, 3 * tile.plane);
  for (gsize i = 0; i < 3 * tile.plane; i++)
    keep[i] = 1;
  tile.keep = keep + SMP_TILE_PAD;
  kernel->splat (&tile, &splat);
  for (int y = 0; y < m; y++)
    for (int x = 0; x < n; x++)
      coverage[y * n + x] = (1 - tile.keep[(gsize)y * tile.stride + (gsize)x]) / 0.5f;
  return coverage;
}

static float *
raster (const SmpDotShape *shape, SmpPixelBox *box)
{
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n = smp_render_kernels (kernels);

  *box = make_splat (shape, kernels[n - 1]).box;
  return raster_part (shape, box, kernels[n - 1]);
}

/* The sum over the pixels is the area, for dots of 0.3 to 30 px across at any place and softness:
 * within 1.2 % for each, within 0.2 % for many. Scaled to its area, a small dot's middle may rise a
 * little over what it covers. */
static void
test_area (void)
{
  const float diameters[] = { 0.05f, 0.3f, 0.6f, 1, 1.6f, 2, 2.5f, 3, 5, 8, 12, 17, 24, 30, 60 };
  const float blurs[] = { 0, 0.3f, 0.6f, 1.2f };

  for (gsize d = 0; d < G_N_ELEMENTS (diameters); d++)
    for (gsize b = 0; b < G_N_ELEMENTS (blurs); b++)
      {
        double many = 0;

        for (guint i = 0; i < 50; i++)
          {
            SmpDotShape shape = random_shape (i, diameters[d] / 2, blurs[b]);
            SmpPixelBox box;
            g_autofree float *coverage = raster (&shape, &box);
            double sum = 0, area = G_PI * (double)shape.major * (double)shape.minor;

            for (int k = 0; k < (box.x1 - box.x0) * (box.y1 - box.y0); k++)
              {
                g_assert_cmpfloat (coverage[k], >=, 0);
                g_assert_cmpfloat (coverage[k], <=, 1.1f);
                sum += (double)coverage[k];
              }
            if (fabs (sum / area - 1) > 0.012)
              g_error ("diameter %g blur %g shape %u: area %g, drawn %g", (double)diameters[d],
                       (double)blurs[b], i, area, sum);
            many += sum / area / 50;
          }
        g_assert_cmpfloat (fabs (many - 1), <, 0.002);
      }
}

/* The centre of what is drawn is the dot's centre. */
static void
test_centroid (void)
{
  const float diameters[] = { 0.3f, 1, 2, 3, 5, 12, 24 };

  for (gsize d = 0; d < G_N_ELEMENTS (diameters); d++)
    for (guint i = 0; i < 50; i++)
      {
        SmpDotShape shape = random_shape (i, diameters[d] / 2, 0.5f);
        SmpPixelBox box;
        g_autofree float *coverage = raster (&shape, &box);
        double sum = 0, x = 0, y = 0;

        for (int r = box.y0; r < box.y1; r++)
          for (int c = box.x0; c < box.x1; c++)
            {
              double k = (double)coverage[(r - box.y0) * (box.x1 - box.x0) + c - box.x0];

              sum += k;
              x += k * (c + 0.5);
              y += k * (r + 0.5);
            }
        g_assert_cmpfloat (fabs (x / sum - (double)shape.x - AT_X), <, 0.08);
        g_assert_cmpfloat (fabs (y / sum - (double)shape.y - AT_Y), <, 0.08);
      }
}

/* A large dot against 16 × 16 samples of the hard ellipse in each pixel. */
static void
test_against_samples (void)
{
  for (guint i = 0; i < 20; i++)
    {
      SmpDotShape shape = random_shape (i, 5, 0);
      SmpPixelBox box;
      g_autofree float *coverage = raster (&shape, &box);

      for (int r = box.y0; r < box.y1; r++)
        for (int c = box.x0; c < box.x1; c++)
          {
            int hits = 0;

            for (int k = 0; k < 256; k++)
              {
                double dx = c + (k % 16 + 0.5) / 16 - (AT_X + (double)shape.x);
                double dy = r + (k / 16 + 0.5) / 16 - (AT_Y + (double)shape.y);
                double p
                    = (dx * (double)shape.cosine + dy * (double)shape.sine) / (double)shape.major;
                double q
                    = (dy * (double)shape.cosine - dx * (double)shape.sine) / (double)shape.minor;

                hits += p * p + q * q < 1;
              }
            g_assert_cmpfloat (fabs ((double)coverage[(r - box.y0) * (box.x1 - box.x0) + c - box.x0]
                                     - hits / 256.0),
                               <, 0.16);
          }
    }
}

/* A pixel is the same whatever part of the dot is asked for. */
static void
test_clip (void)
{
  const float radii[] = { 0.3f, 1.5f, 6, 20, 50 };
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n = smp_render_kernels (kernels);

  for (gsize d = 0; d < G_N_ELEMENTS (radii); d++)
    {
      SmpDotShape shape = random_shape ((guint)d, radii[d], 0.4f);
      SmpPixelBox box;
      g_autofree float *whole = raster (&shape, &box);
      int w = box.x1 - box.x0;

      for (int y = box.y0; y < box.y1; y++)
        for (int x = box.x0; x < box.x1; x++)
          {
            SmpPixelBox clip = { x, y, x + 1, y + 1 };
            g_autofree float *one = raster_part (&shape, &clip, kernels[n - 1]);

            g_assert_cmpfloat (one[0], ==, whole[(y - box.y0) * w + x - box.x0]);
          }
    }
}

/* Hard dots in the kernels are those of smp_dot_raster(), to the bit, whole or cut by a tile. */
static void
test_hard (void)
{
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n_kernels = smp_render_kernels (kernels);
  guint n_hard = 0;

  for (guint i = 0; i < 200; i++)
    {
      SmpDotShape shape = random_shape (i, 1.5f + 0.1f * (float)i, 0.1f + 0.01f * (float)i);
      SmpSplat splat = make_splat (&shape, kernels[0]);
      SmpPixelBox part = splat.box, box, clip;
      g_autofree float *coverage = NULL;
      int n;

      if (splat.kind != SMP_SPLAT_HARD || !smp_dot_is_small (&shape, &splat.box))
        continue;
      n_hard++;
      part.x0 += (int)(i % 3);
      part.y1 -= (int)(i % 4);
      box = (SmpPixelBox){ splat.box.x0 - AT_X, splat.box.y0 - AT_Y, splat.box.x1 - AT_X,
                           splat.box.y1 - AT_Y };
      clip = (SmpPixelBox){ part.x0 - AT_X, part.y0 - AT_Y, part.x1 - AT_X, part.y1 - AT_Y };
      n = (part.x1 - part.x0) * (part.y1 - part.y0);
      coverage = g_new (float, n);
      smp_dot_raster (&shape, &box, &clip, coverage, (gsize)(part.x1 - part.x0));
      for (gsize k = 0; k < n_kernels; k++)
        {
          g_autofree float *drawn = raster_part (&shape, &part, kernels[k]);

          for (int at = 0; at < n; at++)
            g_assert_cmpfloat (drawn[at], ==, (1 - (1 - coverage[at] * 0.5f)) / 0.5f);
        }
    }
  g_assert_cmpuint (n_hard, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/dot-raster/area", test_area);
  g_test_add_func ("/render/dot-raster/hard", test_hard);
  g_test_add_func ("/render/dot-raster/centroid", test_centroid);
  g_test_add_func ("/render/dot-raster/against-samples", test_against_samples);
  g_test_add_func ("/render/dot-raster/clip", test_clip);
  return g_test_run ();
}
