/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-splat.h"

#include <math.h>

/* Variance of a uniform pixel. */
#define PIXEL_VARIANCE (1.0f / 12.0f)
/* Above this standard deviation across the dot, samples a pixel apart add up to its area. */
#define SUM_SIGMA 1.0f
/* A small stamp is at most this wide and high. */
#define SMALL_SIDE 8
/* A small dot is made area-exact by scaling; a flat top would then rise over 1. */
#define SMALL_MAX 0.5f

/* The profile's coefficients for the disc's share of the variance, 0 to 0.8 in tenths: area,
 * variance and height of the blurred disc, (1 − e^(−R²/2σ²)) / (πR²) in its middle. The reach² goes
 * with them, chosen for the least difference. */
#define ROWS 9
#define REACH2(share) (9.6f - 2.2f * (share))
static const float profiles[ROWS][3] = {
  { 2.62500f, -6.66667f, 6.04167f }, { 2.73594f, -6.73756f, 5.99424f },
  { 2.76535f, -6.51003f, 5.71203f }, { 2.68411f, -5.88411f, 5.11876f },
  { 2.46091f, -4.75214f, 4.13224f }, { 2.07148f, -3.02950f, 2.68735f },
  { 1.52061f, -0.72788f, 0.79096f }, { 0.88041f, 1.91724f, -1.38252f },
  { 0.31298f, 4.37115f, -3.43455f },
};

static void
set_profile (SmpSplat *self, float share)
{
  float at = share * 10, t, area;
  int i = MIN ((int)at, ROWS - 2);

  t = at - (float)i;
  for (int k = 0; k < 3; k++)
    self->c[k] = profiles[i][k] + (profiles[i + 1][k] - profiles[i][k]) * t;
  /* Between rows the area is off by a ten-thousandth. */
  area = REACH2 (share) * 0.25f * (self->c[0] / 3 + self->c[1] / 4 + self->c[2] / 5);
  for (int k = 0; k < 3; k++)
    self->c[k] *= share / area;
}

static void
set_box (SmpSplat *self, float rx, float ry)
{
  /* Pixels whose middle lies inside. */
  self->box.x0 = self->x + (int)ceilf (self->ox - rx);
  self->box.y0 = self->y + (int)ceilf (self->oy - ry);
  self->box.x1 = self->x + (int)floorf (self->ox + rx) + 1;
  self->box.y1 = self->y + (int)floorf (self->oy + ry) + 1;
}

static void
set_hard (SmpSplat *self, const SmpDotShape *shape)
{
  SmpPixelBox box = smp_dot_raster_box (shape);

  self->kind = SMP_SPLAT_HARD;
  self->shape = *shape;
  self->box
      = (SmpPixelBox){ self->x + box.x0, self->y + box.y0, self->x + box.x1, self->y + box.y1 };
}

void
smp_splat_init (SmpSplat *self, const SmpDotShape *s, int x, int y)
{
  float sigma2 = s->blur * s->blur + PIXEL_VARIANCE;
  float a2 = s->major * s->major * 0.25f + sigma2, b2 = s->minor * s->minor * 0.25f + sigma2;
  float det = a2 * b2, share = s->major * s->minor * 0.25f / sqrtf (det);
  float mean = (a2 + b2) * 0.5f, spread = (a2 - b2) * 0.5f;
  /* cos and sin of twice the angle. */
  float cosine = s->cosine * s->cosine - s->sine * s->sine, sine = 2 * s->sine * s->cosine;
  float cxx = mean + spread * cosine, cyy = mean - spread * cosine;
  float reach2 = REACH2 (share), k = 1 / (det * reach2);

  self->x = x;
  self->y = y;
  self->ox = s->x - 0.5f;
  self->oy = s->y - 0.5f;
  self->area = (float)G_PI * s->major * s->minor;
  if (!(share < SMP_SPLAT_SOFT_MAX))
    {
      set_hard (self, s);
      return;
    }
  self->xx = cyy * k;
  self->yy = cxx * k;
  self->xy = -2 * spread * sine * k;
  set_profile (self, share);
  set_box (self, sqrtf (reach2 * cxx), sqrtf (reach2 * cyy));
  if (b2 >= SUM_SIGMA * SUM_SIGMA)
    self->kind = SMP_SPLAT_SOFT;
  else if (share > SMALL_MAX)
    set_hard (self, s);
  else if (self->box.x1 - self->box.x0 <= SMALL_SIDE && self->box.y1 - self->box.y0 <= SMALL_SIDE)
    self->kind = SMP_SPLAT_SMALL;
  else
    self->kind = SMP_SPLAT_THIN;
}
