/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"
#include "geometry/smp-point.h"

G_BEGIN_DECLS

/* A point with its rank. */
typedef struct
{
  guint32 rank;
  guint16 x;
  guint16 y;
} SmpAtlasPoint;

/**
 * SmpFollicleAtlas:
 *
 * The fixed, ranked, toroidal blue-noise point set from which every dot comes. Point i has rank i:
 * the first n points are blue noise for every n. Immutable.
 *
 * Coordinates are 16-bit fractions of the period. At @density_max dots per cm² all points are
 * present, which gives the period its length in mm.
 */
struct _SmpFollicleAtlas
{
  guint n_points;
  double density_max; /* dots/cm² with all points present: SMP_DENSITY_MAX */
  double period_mm;   /* side of the tile: 10 √(n / density_max) */
  const guint16 *xy;  /* n_points pairs, by rank */
  /* The same points sorted into @n_cells × @n_cells cells, each by rank, for fast look-up. */
  guint n_cells;
  guint *cell_start; /* n_cells² + 1 */
  SmpAtlasPoint *cell_points;
  /*< private >*/
  GBytes *bytes; /* what xy lies in */
};

/* The atlas that the program ships; checked against its checksum once. (transfer none) */
const SmpFollicleAtlas *smp_follicle_atlas_get (void);

/**
 * smp_follicle_atlas_new_from_bytes:
 * @bytes: an atlas file: see tools/make-atlas
 *
 * Reads and checks an atlas file (form, count, SHA-256).
 */
SmpFollicleAtlas *smp_follicle_atlas_new_from_bytes (GBytes *bytes,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void smp_follicle_atlas_free (SmpFollicleAtlas *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpFollicleAtlas, smp_follicle_atlas_free)

G_END_DECLS
