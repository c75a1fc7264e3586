/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "stipple/smp-density-map.h"
#include "stipple/smp-dots.h"
#include "stipple/smp-follicle-atlas.h"

G_BEGIN_DECLS

/* Streams of the hash: one for each use, never reused. */
enum
{
  SMP_STREAM_SHIFT_X = 1,
  SMP_STREAM_SHIFT_Y,
  SMP_STREAM_ROTATION,
  SMP_STREAM_VARIATION,
};

/* Where the tile of the atlas repeats, nothing must show it. So the atlas is laid with two shears
 * that grow with the distance from where the seed put its corner: a repeat is never congruent with
 * its neighbour, and no spectrum has a peak. A shear keeps areas, and so densities. Its slope grows
 * by SMP_SHEAR per mm, up to SMP_SHEAR_REACH mm from the corner: 1.6 % at most, which nobody sees.
 */
#define SMP_SHEAR 4.6e-5
#define SMP_SHEAR_REACH 350.0

/* The most points of an atlas and the most fields that a pick can name. */
#define SMP_PICK_INDEX_BITS 19
#define SMP_PICK_FIELDS 1024

/* How the seed lays the atlas on the surface's map: turned, moved and sheared. */
typedef struct
{
  double cosine;
  double sine;
  SmpPoint shift; /* mm */
} SmpLaying;

/* A zone with its density map. */
typedef struct
{
  SmpZone *zone;      /* (owned) */
  guint number;       /* in the plan */
  SmpDensityMap *map; /* (owned) */
  gboolean keeps_out;
} SmpField;

/* What is done to place the dots of a plan. */
typedef struct
{
  const SmpPlan *plan;
  const SmpFollicleAtlas *atlas;
  SmpLaying laying;
  GArray *fields;        /* of SmpField, in the order of the plan */
  const SmpDotSet *last; /* (nullable): dots of the same photo and seed from before */
  int n_threads;
} SmpPlacing;

/* A point of the atlas that is present. Small, for there are many. */
typedef struct
{
  gint32 tile;
  guint32 index : SMP_PICK_INDEX_BITS;
  guint32 field : 10;
  guint32 session : 3;
} SmpPick;

/* The points that are present, sorted by index, then tile. FALSE if cancelled or too many. Gives
 * @set room for a dot each, and sorts in it. */
gboolean smp_dots_pick (const SmpPlacing *self,
                        SmpDotSet *set,
                        SmpPick **picks,
                        gsize *n,
                        GCancellable *cancellable,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The dots of those points that the photo shows, in the same order, in the set's room. FALSE if
 * cancelled. */
gboolean smp_dots_fill (const SmpPlacing *self,
                        const SmpPick *picks,
                        gsize n,
                        SmpDotSet *set,
                        GCancellable *cancellable,
                        GError **error);

static inline double
smp_shear (double x)
{
  double near;

  x = fabs (x);
  near = MIN (x, SMP_SHEAR_REACH);
  return 0.5 * SMP_SHEAR * near * (2 * x - near);
}

static inline SmpPoint
smp_laying_from_atlas (const SmpLaying *laying, double x, double y)
{
  x -= laying->shift.x;
  y -= laying->shift.y;
  x += smp_shear (y);
  y += smp_shear (x);
  return smp_point (laying->cosine * x + laying->sine * y, -laying->sine * x + laying->cosine * y);
}

static inline SmpPoint
smp_laying_to_atlas (const SmpLaying *laying, SmpPoint uv)
{
  double x = laying->cosine * uv.x - laying->sine * uv.y;
  double y = laying->sine * uv.x + laying->cosine * uv.y;

  y -= smp_shear (x);
  x -= smp_shear (y);
  return smp_point (x + laying->shift.x, y + laying->shift.y);
}

/* Where a point of the atlas lies on the surface's map. */
static inline SmpPoint
smp_placing_point (const SmpPlacing *self, guint32 index, int row, int column)
{
  const SmpFollicleAtlas *atlas = self->atlas;
  double unit = atlas->period_mm / 65536.0;

  return smp_laying_from_atlas (&self->laying,
                                column * atlas->period_mm + atlas->xy[2 * (gsize)index] * unit,
                                row * atlas->period_mm + atlas->xy[2 * (gsize)index + 1] * unit);
}

static inline gint32
smp_tile (int row, int column)
{
  return (gint32)(((guint32)row << 16) | ((guint32)column & 0xffff));
}

static inline int
smp_tile_row (gint32 tile)
{
  return (gint16)(guint16)((guint32)tile >> 16);
}

static inline int
smp_tile_column (gint32 tile)
{
  return (gint16)(guint16)((guint32)tile & 0xffff);
}

G_END_DECLS
