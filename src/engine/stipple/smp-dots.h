/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-limits.h"
#include "base/smp-types.h"

G_BEGIN_DECLS

/* One deposit of pigment. */
typedef struct
{
  float x_px; /* place in the photo, px of the full-size upright photo */
  float y_px;
  float u_mm; /* place on the surface */
  float v_mm;
  float diameter_mm; /* healed */
  float strength;    /* 0 to 1 and a little over: multiplies (1 − T) */
  float axis_ratio;  /* minor over major axis in the picture, 1 = round */
  float angle_rad;   /* of the major axis in the picture, from x towards y */
  float px_per_mm;   /* of the major axis there */
  guint32 index;     /* in the atlas = its rank there */
  gint32 tile;       /* which repeat of the atlas: (row << 16) + column, both signed 16-bit */
  guint16 zone;      /* number of the zone in the plan */
  guint16 session;   /* 0 = first */
} SmpDot;

/* How many dots a zone has, by session. */
typedef struct
{
  guint of_session[SMP_LIMIT_SESSIONS];
} SmpDotCount;

/* The dots of one plan in one photo, sorted by index, then tile; the marks of a cluster have the
 * same index and tile. Immutable. */
struct _SmpDotSet
{
  gsize n_dots;
  SmpDot *dots;
  /*< private >*/
  guint64 seed;
  GArray *fields;      /* (nullable): the zones with their density maps */
  gsize room;          /* for so many dots; see smp_dot_memory_new() */
  guint n_zones;       /* of the plan */
  SmpDotCount *counts; /* (nullable): of each, where the photo may hide some of them */
};

/**
 * smp_dots_place:
 * @plan: zones, seed, sessions
 * @photo_id: the photo; zones of other photos' spaces give no dots, zones on the head give the same
 *   dots in every photo that has the head
 * @surface: of that photo
 * @n_threads: 0 for one per processor; the result does not depend on it
 *
 * Places the plan's dots: each zone becomes a density map, and a point of the follicle atlas is
 * present where its rank is below the density there. More density adds dots and moves none; the
 * dots of one zone do not depend on the others, but for where zones overlap: there a dot belongs
 * to the first of them.
 *
 * Returns: (transfer full): the dots
 */
SmpDotSet *smp_dots_place (const SmpPlan *plan,
                           const char *photo_id,
                           const SmpSurface *surface,
                           int n_threads,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * smp_dot_set_count:
 * @n_zones: of the plan
 * @counts: (out) (array length=n_zones): of each zone
 *
 * Counts the dots that the zones in this photo have on the scalp: on a head also those that lie out
 * of sight, as smp_zone_area_cm2() measures all of it.
 */
void smp_dot_set_count (const SmpDotSet *self, guint n_zones, SmpDotCount *counts);
/* Room for @n_dots dots, all zero: for who fills it before anybody else sees it. */
SmpDotSet *smp_dot_set_new (gsize n_dots) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_dots_place_again:
 * @last: (nullable): dots of the same photo from before
 *
 * As smp_dots_place(), and the same dots, but what is known of zones whose outline, feathers,
 * irregularity and strokes did not change is taken from @last: a moved density slider is followed
 * within milliseconds. So are the dots themselves that stay as they were, but for their session:
 * those of zones whose diameter and variation did not change either, on a surface that did not.
 */
SmpDotSet *smp_dots_place_again (const SmpDotSet *last,
                                 const SmpPlan *plan,
                                 const char *photo_id,
                                 const SmpSurface *surface,
                                 int n_threads,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
SmpDotSet *smp_dot_set_ref (const SmpDotSet *self);
void smp_dot_set_unref (const SmpDotSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpDotSet, smp_dot_set_unref)

G_END_DECLS
