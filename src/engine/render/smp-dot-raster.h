/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/* A dot as the picture shows it, in output px. */
typedef struct
{
  float x; /* centre; pixel (i, j) is the square from (i, j) to (i + 1, j + 1) */
  float y;
  float major; /* half axes */
  float minor;
  float cosine; /* direction of the major axis */
  float sine;
  float blur; /* standard deviation of the softness around it, without the pixel's own */
} SmpDotShape;

/* Pixels that a dot covers: columns x0 ≤ x < x1, rows y0 ≤ y < y1. */
typedef struct
{
  int x0;
  int y0;
  int x1;
  int y1;
} SmpPixelBox;

/* Half width of a smoothstep edge of unit variance: √5. */
#define SMP_DOT_EDGE_PER_SIGMA 2.2360680f
/* From this minor half axis on the edge's area is exact enough without a sum over the stamp. */
#define SMP_DOT_LARGE_AXIS 20.0f
/* A small stamp is at most this wide and high. */
#define SMP_DOT_SMALL_SIDE 96

/* Standard deviation of the edge's softness: the blur's and that of a uniform pixel, 1/12. */
static inline float
smp_dot_edge_sigma (const SmpDotShape *s)
{
  return sqrtf (s->blur * s->blur + 1.0f / 12.0f);
}

/* A soft edge of variance σ² around radius r holds the area π (r² + σ²), and the first-order
 * distance, (r² − d²) / 2d for a circle, adds as much again: the share of the squared axes that
 * makes up for it. */
static inline float
smp_dot_shrink (const SmpDotShape *s, float sigma)
{
  return MAX (1 - 2 * sigma * sigma / (s->major * s->minor), 0.05f);
}

static inline gboolean
smp_dot_is_small (const SmpDotShape *s, const SmpPixelBox *box)
{
  return box->x1 - box->x0 <= SMP_DOT_SMALL_SIDE && box->y1 - box->y0 <= SMP_DOT_SMALL_SIDE
         && s->minor < SMP_DOT_LARGE_AXIS;
}

/* The pixels that smp_dot_raster() fills for the shape. */
SmpPixelBox smp_dot_raster_box (const SmpDotShape *shape);

/**
 * smp_dot_raster:
 * @shape: the dot
 * @box: from smp_dot_raster_box()
 * @clip: pixels that are wanted, inside @box
 * @coverage: (out): rows of @stride values, of which those of @clip are filled, the first being
 *   that of the clip's corner
 *
 * The share of each pixel that a dot covers which is wide beside its softness, 0 to 1, area-exact:
 * the sum over all pixels is the area of the ellipse. Its soft edge's width is the blur's and the
 * pixel's. What a pixel gets does not depend on @clip. Softer dots are drawn as an SmpSplat.
 */
void smp_dot_raster (const SmpDotShape *shape,
                     const SmpPixelBox *box,
                     const SmpPixelBox *clip,
                     float *coverage,
                     gsize stride);

G_END_DECLS
