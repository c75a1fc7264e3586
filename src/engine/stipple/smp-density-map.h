/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"
#include "geometry/smp-point.h"

G_BEGIN_DECLS

/* A share of 1 in the cells of a map; small, for maps are read at random. */
#define SMP_SHARE_ONE 32768

/* How far a zone's edges and its surface reach. In steps, so that a node that is dragged hardly
 * ever changes what lies far from it. */
typedef struct
{
  double
      scale; /* none of the surface along the outline is greater: mm of the map per mm of scalp */
  double wavelength; /* about the mean of the same along the hairline */
} SmpOutlineScales;

/* Between which limits some cells lie. */
typedef struct
{
  guint16 least;
  guint16 most;
} SmpDensityRange;

/**
 * SmpDensityMap:
 *
 * A zone rasterised on the surface's map: the share of the zone's density, 0 to 1, at the centres
 * of square cells. Feathers, irregularity and strokes are in it; the density itself is a factor, so
 * that the density slider leaves the map as it is. Immutable.
 */
struct _SmpDensityMap
{
  SmpPoint origin; /* mm: corner of cell (0, 0) */
  double cell_mm;
  int width; /* cells */
  int height;
  guint16 *share; /* in SMP_SHARE_ONE-ths; NULL if there is no cell */
  guint16 *limit; /* share over the square of the surface's scale: what the atlas is thinned to */
  SmpDensityRange *ranges; /* of the limits in square blocks of SMP_RANGE_BLOCK cells */
  double density;          /* dots/cm² where the share is 1; for a keep-out zone 1 */
  double area_cm2;         /* of scalp, each cell weighted with its share */
  SmpSurface *surface;
  SmpPolygon *polygon; /* (owned): the zone's outline on the surface's map */
  SmpOutlineScales scales;
  SmpDensityMap *cells_of; /* (owned) (nullable): whose cells these are */
};

/**
 * smp_density_map_new:
 * @zone: of the plan
 * @surface: of the photo in whose px the zone is drawn, or of any photo with a head
 * @seed: of the plan, for the irregularity
 * @n_threads: 0 for one per processor; the result does not depend on it
 *
 * The ramp over the feather F of a hairline has two parts, (1 − s) smoothstep (d / F) + s
 * smoothstep (d / rF) with the zone's far share s and far reach r: with the usual 0.3, 3 and 8 mm
 * it reaches one half at 5 mm and all at 24 mm: single fine hairs come first for 5 to 10 mm, and
 * the whole hairline is 2 to 3 cm deep (BIOINS, KAMOL of smp_sources; the curve is our choice). A
 * blend edge rises as smoothstep (d / F). A hard edge ends within a cell. Irregularity moves the
 * hairline to and fro by smooth noise.
 */
SmpDensityMap *smp_density_map_new (const SmpZone *zone,
                                    const SmpSurface *surface,
                                    guint64 seed,
                                    int n_threads,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_density_map_new_after:
 * @before: (nullable): the map of @drawn, for the same seed, on a surface that looks like @surface
 * @drawn: (nullable): the zone as it was, maybe with another outline
 *
 * smp_density_map_new(), but faster where only a part of the outline differs. The result is the
 * same.
 */
SmpDensityMap *smp_density_map_new_after (const SmpDensityMap *before,
                                          const SmpZone *drawn,
                                          const SmpZone *zone,
                                          const SmpSurface *surface,
                                          guint64 seed,
                                          int n_threads,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
SmpDensityMap *smp_density_map_ref (const SmpDensityMap *self);
void smp_density_map_unref (const SmpDensityMap *self);

/* The share at a place of the surface's map (bilinear), 0 outside. */
double smp_density_map_share (const SmpDensityMap *self, SmpPoint uv);

/**
 * smp_density_map_is_of:
 * @drawn: the zone that the map was made for
 * @zone: another
 * @surface: that the other lies on
 *
 * Whether a map of @zone has the same cells.
 */
gboolean smp_density_map_is_of (const SmpDensityMap *self,
                                const SmpZone *drawn,
                                const SmpZone *zone,
                                const SmpSurface *surface);

/* Whether what lies at the same mm of both maps' surfaces looks alike in the photo. */
gboolean smp_density_map_same_surface (const SmpDensityMap *self, const SmpDensityMap *other);

/* A map of the zone that shares the cells of one of which smp_density_map_is_of() is true. */
SmpDensityMap *smp_density_map_with_density (const SmpDensityMap *self,
                                             const SmpZone *zone,
                                             const SmpSurface *surface) G_GNUC_WARN_UNUSED_RESULT;

/* cm² of scalp, each cell weighted with its share: dots expected = density × this. */
double smp_density_map_effective_area (const SmpDensityMap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpDensityMap, smp_density_map_unref)

G_END_DECLS
