/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "photo/smp-photo-grain.h"
#include "render/smp-render-grain.h"

/* The noise that is drawn for a window, before any picture has it. */

#define SIDE 500

typedef struct
{
  double scale;
  float softness;
  float own;
} Kind;

/* Of the noise of all pixels. */
typedef struct
{
  double mean;
  double deviation;
  double across;   /* what a pixel has in common with the next of its row */
  double down;     /* of its column */
  double channels; /* the first and the second */
  double last;     /* the first and the third */
} Statistics;

static SmpRenderGrain
begin (const Kind *kind, SmpPhotoGrain *grain, SmpRenderWindow *window)
{
  static float sigma[1] = { 5 };
  SmpRenderGrain self;

  *grain = (SmpPhotoGrain){ 4096, 1, 1, sigma, kind->own, kind->softness };
  *window = (SmpRenderWindow){
    .scale = kind->scale, .x = 1003, .y = 1005, .width = SIDE, .height = SIDE
  };
  smp_render_grain_init (&self, grain, window);
  return self;
}

static const SmpRenderKernel *
fastest (void)
{
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n = smp_render_kernels (kernels);

  return kernels[n - 1];
}

static Statistics
statistics_of (const SmpRenderGrain *grain)
{
  g_autofree SmpGrainLines *lines = g_new (SmpGrainLines, 1);
  g_autofree float *rows = g_new (float, 2 * 3 * SMP_GRAIN_PLANE);
  double sum = 0, square = 0, across = 0, down = 0, channels = 0, last = 0;
  double n = (double)(SIDE - 1) * (SIDE - 1);

  smp_grain_lines_init (lines, 0, SIDE);
  for (int y = 0; y < SIDE; y++)
    {
      float *row = rows + y % 2 * 3 * SMP_GRAIN_PLANE;
      const float *above = rows + (y + 1) % 2 * 3 * SMP_GRAIN_PLANE;

      smp_render_grain_row (grain, fastest (), lines, y, row);
      for (int x = 0; y > 0 && x < SIDE - 1; x++)
        {
          sum += row[x];
          square += row[x] * row[x];
          across += row[x] * row[x + 1];
          down += row[x] * above[x];
          channels += row[x] * row[SMP_GRAIN_PLANE + x];
          last += row[x] * row[2 * SMP_GRAIN_PLANE + x];
        }
    }
  return (Statistics){ sum / n,       sqrt (square / n), across / square,
                       down / square, channels / square, last / square };
}

/* As much noise as is told, as much of it alone in a channel and as much in common with its
 * neighbours as the photo's grain has. */
static void
test_statistics (void)
{
  const double scales[] = { 0.3, 1, 1.5, 2.7 };
  const float softs[] = { 0, 0.15f }, owns[] = { 0, 0.4f };

  for (gsize i = 0; i < G_N_ELEMENTS (scales) * 4; i++)
    {
      Kind kind = { scales[i / 4], softs[i / 2 % 2], owns[i % 2] };
      SmpPhotoGrain photo_grain;
      SmpRenderWindow window;
      SmpRenderGrain grain = begin (&kind, &photo_grain, &window);
      Statistics s = statistics_of (&grain);
      double soft = (double)kind.softness, middle = 1 - 2 * soft;
      double common = 2 * soft * middle / (middle * middle + 2 * soft * soft);

      g_test_message ("scale %g, softness %g, own %g: mean %.3f, deviation %.3f of %.3f, across "
                      "%.3f, down %.3f, channels %.3f and %.3f",
                      kind.scale, soft, (double)kind.own, s.mean, s.deviation,
                      (double)grain.deviation, s.across, s.down, s.channels, s.last);
      g_assert_cmpfloat (fabs (s.mean), <, 0.02);
      g_assert_cmpfloat (fabs (s.deviation / (double)grain.deviation - 1), <, 0.02);
      g_assert_cmpfloat (fabs (s.channels - (1 - (double)kind.own)), <, 0.02);
      g_assert_cmpfloat (fabs (s.last - (1 - (double)kind.own)), <, 0.02);
      if (kind.scale <= 1)
        {
          /* The mean of many pixels has nothing in common with the next. */
          double due = kind.scale < 0.5 ? 0 : common;

          g_assert_cmpfloat (fabs (s.across - due), <, 0.02);
          g_assert_cmpfloat (fabs (s.down - due), <, 0.02);
        }
      else
        {
          g_assert_cmpfloat (s.across, >, common + 0.1);
          g_assert_cmpfloat (fabs (s.down - s.across), <, 0.03);
        }
      smp_render_grain_clear (&grain);
    }
}

/* A row is the same after other rows as alone, and its part is the same as in all of it. */
static void
test_alone (void)
{
  const double scales[] = { 0.6, 1, 1.5, 2.7, 9 };
  g_autofree SmpGrainLines *lines = g_new (SmpGrainLines, 1), *fresh = g_new (SmpGrainLines, 1);
  g_autofree float *row = g_new (float, 3 * SMP_GRAIN_PLANE);
  g_autofree float *alone = g_new (float, 3 * SMP_GRAIN_PLANE);

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      Kind kind = { scales[i], 0.15f, 0.4f };
      SmpPhotoGrain photo_grain;
      SmpRenderWindow window;
      SmpRenderGrain grain = begin (&kind, &photo_grain, &window);

      smp_grain_lines_init (lines, 0, SIDE);
      for (int y = 0; y < 60; y++)
        {
          smp_render_grain_row (&grain, fastest (), lines, y, row);
          smp_grain_lines_init (fresh, 17, 17 + 5 * y + 1);
          smp_render_grain_row (&grain, fastest (), fresh, y, alone);
          for (int c = 0; c < 3 * SMP_GRAIN_PLANE; c += SMP_GRAIN_PLANE)
            g_assert_cmpmem (row + c + 17, (gsize)(5 * y + 1) * sizeof (float), alone + c,
                             (gsize)(5 * y + 1) * sizeof (float));
        }
      smp_render_grain_clear (&grain);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grain-lines/statistics", test_statistics);
  g_test_add_func ("/grain-lines/alone", test_alone);
  return g_test_run ();
}
