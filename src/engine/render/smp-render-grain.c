/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render-grain.h"

#include <math.h>
#include <string.h>

#include "render/smp-taps.h"

/* No border: beyond the photo grain goes on. */
#define ENDLESS (1 << 26)
/* No row of the lattice. */
#define NONE G_MININT
/* Places in a pixel that are looked at. */
#define FINE 32

/* @start and @n pixels of the window. */
static void
axis_init (SmpGrainAxis *self, int start, int n, double scale, double softness)
{
  double step = scale > 1 ? 1 / scale : 1;
  double norm = 1 / sqrt (smp_photo_grain_variance (softness));
  float soft = (float)(softness * norm), middle = (float)((1 - 2 * softness) * norm);
  SmpTap *taps = smp_taps_new (start, n, step, ENDLESS);
  int most = smp_taps_most (taps, n);
  gsize room = (gsize)(softness > 0 ? most + 2 : most);

  self->n = (int)room;
  self->first = g_new (gint32, n);
  self->weights = g_new0 (float, (gsize)n *room);
  for (int i = 0; i < n; i++)
    {
      float *weights = self->weights + (gsize)i * room;

      self->first[i] = softness > 0 ? taps[i].first - 1 : taps[i].first;
      for (int k = 0; k < taps[i].n; k++)
        if (softness > 0)
          {
            weights[k] += soft * taps[i].weights[k];
            weights[k + 1] += middle * taps[i].weights[k];
            weights[k + 2] += soft * taps[i].weights[k];
          }
        else
          weights[k] = taps[i].weights[k];
    }
  smp_taps_free (taps);
}

/* Its first numbers go on by one from pixel to pixel, and all have the same weights. */
static gboolean
is_even (const SmpGrainAxis *self, int n)
{
  gsize room = (gsize)self->n;

  for (int i = 1; i < n; i++)
    if (self->first[i] != self->first[0] + i
        || memcmp (self->weights + (gsize)i * room, self->weights, room * sizeof (float)) != 0)
      return FALSE;
  return TRUE;
}

static void
axis_clear (SmpGrainAxis *self)
{
  g_free (self->first);
  g_free (self->weights);
}

/* Deviation of the noise of enlarged pixels, which are means of the lattice's, over all of a
 * lattice's pixel: the same in every window. */
static double
enlarged_deviation (double softness)
{
  SmpGrainAxis axis;
  double sum2 = 0;

  axis_init (&axis, FINE * FINE, FINE, FINE, softness);
  for (int i = 0; i < FINE * axis.n; i++)
    sum2 += (double)(axis.weights[i] * axis.weights[i]) / FINE;
  axis_clear (&axis);
  return sum2;
}

void
smp_render_grain_init (SmpRenderGrain *self,
                       const SmpPhotoGrain *grain,
                       const SmpRenderWindow *window)
{
  double soft = (double)grain->softness, scale = window->scale;
  /* The mean of many pixels keeps of soft grain what it keeps of the white noise under it. */
  double smaller = scale / smp_photo_grain_variance (soft);

  self->grain = grain;
  self->window = window;
  self->amplitude = scale >= 1 ? 1 : (float)MIN (smaller, 1.0);
  /* By half the size neighbours have nothing in common any more. */
  soft *= CLAMP (2 * scale - 1, 0.0, 1.0);
  axis_init (&self->columns, window->x, window->width, scale, soft);
  self->is_even = is_even (&self->columns, window->width);
  axis_init (&self->rows, window->y, window->height, scale, soft);
  g_assert (self->rows.n <= SMP_GRAIN_LINES);
  self->deviation = scale > 1 ? (float)enlarged_deviation (soft) : 1;
}

void
smp_render_grain_clear (SmpRenderGrain *self)
{
  axis_clear (&self->columns);
  axis_clear (&self->rows);
}

void
smp_grain_lines_init (SmpGrainLines *self, int x0, int x1)
{
  self->x0 = x0;
  self->x1 = x1;
  for (int i = 0; i < SMP_GRAIN_LINES; i++)
    self->held[i] = NONE;
}

static void
draw_line (const SmpRenderGrain *self,
           const SmpRenderKernel *kernel,
           SmpGrainLines *lines,
           int slot,
           int row)
{
  const SmpGrainAxis *columns = &self->columns;
  int first = columns->first[lines->x0];
  SmpGrainLine line = {
    .first = first,
    .n = columns->first[lines->x1 - 1] + columns->n - first,
    .row = row,
    .columns = columns->first + lines->x0,
    .shares = columns->weights + (gsize)lines->x0 * (gsize)columns->n,
    .n_shares = columns->n,
    .is_even = self->is_even,
    .width = lines->x1 - lines->x0,
    .common = sqrtf (1 - self->grain->own),
    .own = sqrtf (self->grain->own),
    .line = lines->lines[slot],
  };

  kernel->grain_line (&line);
  lines->held[slot] = row;
}

void
smp_render_grain_row (const SmpRenderGrain *self,
                      const SmpRenderKernel *kernel,
                      SmpGrainLines *lines,
                      int y,
                      float *noise)
{
  const SmpGrainAxis *rows = &self->rows;
  const float *near[SMP_GRAIN_LINES];
  SmpGrainRow row = {
    .lines = near,
    .weights = rows->weights + (gsize)y * (gsize)rows->n,
    .n = rows->n,
    .width = lines->x1 - lines->x0,
    .noise = noise,
  };

  for (int k = 0; k < rows->n; k++)
    {
      int source = rows->first[y] + k, slot = (source + 1) % SMP_GRAIN_LINES;

      if (lines->held[slot] != source)
        draw_line (self, kernel, lines, slot, source);
      near[k] = lines->lines[slot];
    }
  kernel->grain_row (&row);
}

float
smp_render_grain_sigma (const SmpRenderGrain *self, float x_px, float y_px)
{
  return self->amplitude * smp_photo_grain_sigma (self->grain, x_px, y_px);
}
