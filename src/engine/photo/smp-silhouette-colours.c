/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "photo/smp-silhouette-private.h"

/*
 * Two histograms over L*a*b* and roughness (hair is rough where a wall of the same colour is not),
 * one of the head and one of what is behind it. Either is kept for the whole and for eight sectors
 * around the head, because a wall may be bright on one side and dark on the other, and a colour
 * that is the head's on the left may be the wall's on the right.
 */
#define SECTORS 8
#define L_BINS 25 /* of 4 */
#define AB_BINS 30
#define AB_WIDTH 4.0f
#define COLOURS (L_BINS * AB_BINS * AB_BINS)
#define ROUGHNESSES 4
#define BINS (ROUGHNESSES * COLOURS)
/* Samples over which roughness is measured, to either side. */
#define REACH 5
/* Colours never seen count as this share of all. */
#define UNSEEN 2e-4f
/* Such a colour is more likely the head's: hair and ears lie between what is surely skin and what
 * is surely background, and the background far outside shows most of its colours. */
#define UNSEEN_BIAS 1.0f
#define MAX_LOG_RATIO 3.0f

struct _SmpHeadColours
{
  const SmpSample *samples; /* borrowed */
  int *bins;                /* of each sample */
  float *log_ratios;        /* of each bin, for each sector */
};

static int
bin_of (const float lab[3])
{
  int l = CLAMP ((int)(lab[0] * (L_BINS / 100.0f)), 0, L_BINS - 1);
  int a = CLAMP ((int)(lab[1] / AB_WIDTH + AB_BINS * 0.5f), 0, AB_BINS - 1);
  int b = CLAMP ((int)(lab[2] / AB_WIDTH + AB_BINS * 0.5f), 0, AB_BINS - 1);

  return (l * AB_BINS + a) * AB_BINS + b;
}

/* Root of the mean square deviation of the @n colours from @row. */
static float
deviation (const SmpSample *row, int n)
{
  float total = 0;

  for (int c = 0; c < 3; c++)
    {
      float sum = 0, square = 0;

      for (int i = 0; i < n; i++)
        {
          sum += row[i].lab[c];
          square += row[i].lab[c] * row[i].lab[c];
        }
      total += MAX (0, square / (float)n - sum / (float)n * (sum / (float)n));
    }
  return sqrtf (total);
}

/* The smoother side counts, so that the contour itself does not make its neighbours rough. */
static int
roughness_of (const SmpSample *ray, int s)
{
  float inner = s >= REACH ? deviation (ray + s - REACH, REACH + 1) : G_MAXFLOAT;
  float outer = s + REACH < SMP_SAMPLES ? deviation (ray + s, REACH + 1) : G_MAXFLOAT;
  float least = MIN (inner, outer);

  return least < 0.8f ? 0 : least < 2 ? 1 : least < 4.5f ? 2 : 3;
}

SmpHeadColours *
smp_head_colours_new (const SmpSample *samples)
{
  SmpHeadColours *self = g_new0 (SmpHeadColours, 1);

  self->samples = samples;
  self->bins = g_new (int, SMP_RAYS *SMP_SAMPLES);
  self->log_ratios = g_new0 (float, (SECTORS + 1) * BINS);
  for (int i = 0; i < SMP_RAYS * SMP_SAMPLES; i++)
    {
      int s = i % SMP_SAMPLES;

      self->bins[i] = roughness_of (samples + i - s, s) * COLOURS + bin_of (samples[i].lab);
    }
  return self;
}

void
smp_head_colours_free (SmpHeadColours *self)
{
  g_free (self->bins);
  g_free (self->log_ratios);
  g_free (self);
}

/* One pass of 1 2 1 along an axis whose neighbours lie @step apart. */
static void
smooth_axis (float *histogram, int step, int length)
{
  for (int n = 0; n < BINS / length; n++)
    {
      int start = n / step * step * length + n % step;
      float last = 0;

      for (int i = 0; i < length; i++)
        {
          float *p = histogram + start + i * step;
          float here = *p;
          float next = i + 1 < length ? p[step] : 0;

          *p = 0.25f * last + 0.5f * here + 0.25f * next;
          last = here;
        }
    }
}

static void
smooth_and_normalise (float *histogram)
{
  double sum = 0;

  for (int pass = 0; pass < 2; pass++)
    {
      smooth_axis (histogram, AB_BINS * AB_BINS, L_BINS);
      smooth_axis (histogram, AB_BINS, AB_BINS);
      smooth_axis (histogram, 1, AB_BINS);
    }
  for (int i = 0; i < BINS; i++)
    sum += (double)histogram[i];
  for (int i = 0; i < BINS && sum > 0; i++)
    histogram[i] = (float)((double)histogram[i] / sum);
}

/* Weights of a ray in the two sectors next to it. */
static float
sector_of (int ray, int *sector)
{
  float at = (float)ray * ((float)SECTORS / SMP_RAYS);

  *sector = (int)at;
  return at - (float)*sector;
}

/* Histograms of the samples that are @of_head: SECTORS and then the whole. */
static float *
count (const SmpHeadColours *self, const gint8 *is_head, gboolean of_head)
{
  float *histograms = g_new0 (float, (SECTORS + 1) * BINS);

  for (int ray = 0; ray < SMP_RAYS; ray++)
    {
      int sector;
      float part = sector_of (ray, &sector);

      for (int s = 0; s < SMP_SAMPLES; s++)
        {
          int i = ray * SMP_SAMPLES + s;
          float area = (float)(s + 1);

          if (is_head[i] != of_head || !self->samples[i].is_inside)
            continue;
          histograms[sector * BINS + self->bins[i]] += area * (1 - part);
          histograms[(sector + 1) % SECTORS * BINS + self->bins[i]] += area * part;
          histograms[SECTORS * BINS + self->bins[i]] += area;
        }
    }
  for (int k = 0; k <= SECTORS; k++)
    smooth_and_normalise (histograms + k * BINS);
  return histograms;
}

void
smp_head_colours_learn (SmpHeadColours *self, const gint8 *is_head)
{
  g_autofree float *head = count (self, is_head, TRUE);
  g_autofree float *behind = count (self, is_head, FALSE);

  for (int k = 0; k < SECTORS; k++)
    {
      for (int i = 0; i < BINS; i++)
        {
          float h = 0.4f * head[k * BINS + i] + 0.6f * head[SECTORS * BINS + i];
          float b = 0.7f * behind[k * BINS + i] + 0.3f * behind[SECTORS * BINS + i];
          float unseen = UNSEEN / (UNSEEN + h + b);
          float ratio = logf ((h + UNSEEN) / (b + UNSEEN)) + UNSEEN_BIAS * unseen;

          self->log_ratios[k * BINS + i] = CLAMP (ratio, -MAX_LOG_RATIO, MAX_LOG_RATIO);
        }
    }
}

float
smp_head_colours_log_ratio (const SmpHeadColours *self, int ray, int sample)
{
  int sector;
  float part = sector_of (ray, &sector);
  int bin = self->bins[ray * SMP_SAMPLES + sample];
  float a = self->log_ratios[sector * BINS + bin];
  float b = self->log_ratios[(sector + 1) % SECTORS * BINS + bin];

  return a * (1 - part) + b * part;
}
