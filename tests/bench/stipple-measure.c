/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple-measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/smp-hash.h"

#define N_LOW 700 /* frequencies of the low band */
#define N_RINGS 8
#define PER_RING 240
#define N_SECTORS 12

typedef struct
{
  const double *xy;
  gsize n;
  double width;
  double height;
  float *taper; /* (nullable) */
  double norm;  /* sum of the squared taper */
} Sample;

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

/* Sines and cosines of 4096ths of a turn: near enough, for the error is white and 60 dB down. */
#define TURN 4096
/* Makes phases positive, so that cutting off rounds down. */
#define FAR_TURNS 1048576.0

static float turn[TURN][2];

static void
turn_init (void)
{
  for (int i = 0; i < TURN; i++)
    {
      turn[i][0] = (float)cos (2 * G_PI * (i + 0.5) / TURN);
      turn[i][1] = (float)sin (2 * G_PI * (i + 0.5) / TURN);
    }
}

/* Periodogram at kx, ky periods per unit. */
static double
power_at (const Sample *self, double kx, double ky)
{
  double re = 0, im = 0;

  for (gsize i = 0; i < self->n; i++)
    {
      double turns = kx * self->xy[2 * i] + ky * self->xy[2 * i + 1] + FAR_TURNS;
      const float *e = turn[(gint64)(turns * TURN) & (TURN - 1)];
      float w = self->taper != NULL ? self->taper[i] : 1;

      re += (double)(w * e[0]);
      im += (double)(w * e[1]);
    }
  return (re * re + im * im) / self->norm;
}

/* A random frequency of the rectangle near a length and a direction. */
static double
power_near (const Sample *self, double f, double angle)
{
  return power_at (self, floor (f * cos (angle) * self->width + 0.5) / self->width,
                   floor (f * sin (angle) * self->height + 0.5) / self->height);
}

static void
taper_init (Sample *self)
{
  self->taper = g_new (float, self->n);
  for (gsize i = 0; i < self->n; i++)
    {
      double w = (0.5 - 0.5 * cos (2 * G_PI * self->xy[2 * i] / self->width))
                 * (0.5 - 0.5 * cos (2 * G_PI * self->xy[2 * i + 1] / self->height));

      self->taper[i] = (float)w;
      self->norm += w * w;
    }
}

/* Nearest distances of the points that are not near the edge. */
static void
measure_distances (const Sample *self, StippleMeasure *m)
{
  double hexagonal = sqrt (2 / (sqrt (3) * m->density)), cell = hexagonal * 1.5, sum = 0;
  int columns = (int)ceil (self->width / cell) + 1, rows = (int)ceil (self->height / cell) + 1;
  g_autofree gint32 *head = g_new (gint32, (gsize)columns * (gsize)rows);
  g_autofree gint32 *next = g_new (gint32, self->n);
  g_autofree double *nearest = g_new (double, self->n);
  gsize n = 0;

  memset (head, -1, (gsize)columns * (gsize)rows * sizeof *head);
  for (gsize i = 0; i < self->n; i++)
    {
      gsize c
          = (gsize)(self->xy[2 * i + 1] / cell) * (gsize)columns + (gsize)(self->xy[2 * i] / cell);

      next[i] = head[c];
      head[c] = (gint32)i;
    }
  for (gsize i = 0; i < self->n; i++)
    {
      double x = self->xy[2 * i], y = self->xy[2 * i + 1], best = cell * cell;
      int cx = (int)(x / cell), cy = (int)(y / cell);

      if (x < cell || y < cell || x > self->width - cell || y > self->height - cell)
        continue;
      for (int k = 0; k < 9; k++)
        for (gint32 j = head[(cy + k / 3 - 1) * columns + cx + k % 3 - 1]; j >= 0; j = next[j])
          {
            double dx = self->xy[2 * j] - x, dy = self->xy[2 * j + 1] - y;

            if ((gsize)j != i)
              best = MIN (best, dx * dx + dy * dy);
          }
      nearest[n] = sqrt (best) / hexagonal;
      sum += nearest[n++];
    }
  qsort (nearest, n, sizeof (double), compare);
  m->rho = n > 0 ? nearest[n / 1000] : 0;
  m->rho_mean = n > 0 ? sum / (double)n : 0;
}

static void
measure_spectrum (const Sample *self, StippleMeasure *m)
{
  double principal = sqrt (2 * m->density / sqrt (3)), sum = 0, radial = 0, weights = 0;
  double spread = 0, sectors[N_SECTORS] = { 0 }, all = 0;
  int counts[N_SECTORS] = { 0 };

  for (guint i = 0; i < N_LOW; i++)
    {
      /* By area: squares of the frequency are spread evenly. */
      double u = (i + smp_hash_unit (smp_hash_u64 (1, 1, i))) / N_LOW;
      double f = sqrt (0.04 + u * (0.25 - 0.04));
      double p
          = power_near (self, f * principal, 2 * G_PI * smp_hash_unit (smp_hash_u64 (1, 2, i)));

      sum += p;
      radial += p / f;
      weights += 1 / f;
    }
  m->power = sum / N_LOW;
  m->power_radial = radial / weights;

  for (guint ring = 0; ring < N_RINGS; ring++)
    {
      double mean = 0, square = 0, share[N_SECTORS] = { 0 };
      double f = 0.7 + (2 - 0.7) * (ring + 0.5) / N_RINGS;

      for (guint i = 0; i < PER_RING; i++)
        {
          /* Half a turn: the other half has the same power. */
          guint sector = i * N_SECTORS / PER_RING;
          double angle = G_PI * (i + smp_hash_unit (smp_hash_u64 (2, ring, i))) / PER_RING;
          double near = f + 0.02 * (smp_hash_unit (smp_hash_u64 (3, ring, i)) - 0.5);
          double p = power_near (self, near * principal, angle);

          mean += p / PER_RING;
          square += p * p / PER_RING;
          share[sector] += p;
        }
      spread += (square / (mean * mean) - 1) / N_RINGS;
      for (guint s = 0; s < N_SECTORS; s++)
        {
          sectors[s] += share[s] / mean;
          counts[s] += PER_RING / N_SECTORS;
          all += share[s] / mean;
        }
    }
  m->anisotropy = 10 * log10 (spread);
  m->direction = 0;
  for (guint s = 0; s < N_SECTORS; s++)
    {
      double db = 10 * log10 (sectors[s] / counts[s] / (all / (N_RINGS * PER_RING)));

      if (fabs (db) > fabs (m->direction))
        m->direction = db;
    }
}

static void
measure_counts (const Sample *self, double window, StippleMeasure *m)
{
  gsize columns = (gsize)(self->width / window), rows = (gsize)(self->height / window);
  gsize windows = columns * rows;
  g_autofree int *counts = g_new0 (int, windows);
  double expected = m->density * window * window, variance = 0;

  for (gsize i = 0; i < self->n; i++)
    {
      gsize x = (gsize)(self->xy[2 * i] / window), y = (gsize)(self->xy[2 * i + 1] / window);

      if (x < columns && y < rows)
        counts[y * columns + x]++;
    }
  for (gsize i = 0; i < windows; i++)
    variance += (counts[i] - expected) * (counts[i] - expected) / (double)windows;
  m->fano = variance / expected;
  m->count_error = 100 * sqrt (variance) / expected;
}

void
measure_pattern (
    const double *xy, gsize n, double width, double height, double window, StippleMeasure *measure)
{
  Sample sample = { .xy = xy, .n = n, .width = width, .height = height };

  *measure = (StippleMeasure){ .n = n, .density = (double)n / (width * height) };
  turn_init ();
  measure_distances (&sample, measure);
  measure_counts (&sample, window, measure);
  taper_init (&sample);
  measure_spectrum (&sample, measure);
  g_free (sample.taper);
}

double
measure_repeat (const double *xy, gsize n, double width, double height, const double step[2])
{
  Sample sample = { .xy = xy, .n = n, .width = width, .height = height, .norm = (double)n };
  double principal = sqrt (2 * (double)n / (width * height) / sqrt (3)), on = 0, around = 0;
  double period2 = step[0] * step[0] + step[1] * step[1];

  turn_init ();
  for (guint i = 0; i < N_LOW / 2; i++)
    {
      double f = (0.2 + 1.3 * smp_hash_unit (smp_hash_u64 (4, 1, i))) * principal * sqrt (period2);
      double angle = 2 * G_PI * smp_hash_unit (smp_hash_u64 (4, 2, i));
      double fx = floor (f * cos (angle)), fy = floor (f * sin (angle));

      /* A frequency of the tile, and the places halfway to its neighbours. */
      for (int k = 0; k < 4; k++)
        {
          double gx = (fx + 0.5 * (k & 1)) / period2, gy = (fy + 0.5 * (k >> 1)) / period2;
          double p = power_at (&sample, step[0] * gx - step[1] * gy, step[1] * gx + step[0] * gy);

          around += p / 4;
          if (k == 0)
            on += p;
        }
    }
  return 10 * log10 (on / around);
}
