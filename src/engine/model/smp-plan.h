/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <json-glib/json-glib.h>

#include "base/smp-types.h"
#include "base/smp-limits.h"

G_BEGIN_DECLS

/* One sitting: which share of the final dots it places. Shares add up to 1. */
typedef struct
{
  double share;
  double strength; /* that all dots placed so far reach after it, of the final; 0: the usual */
  int interval;    /* days since the session before; 0: the usual */
  char *date;      /* (nullable): planned, YYYY-MM-DD; counted by the intervals if there is none */
  char *done;      /* (nullable): when it was done, YYYY-MM-DD */
  char *notes;     /* (nullable) */
  JsonObject *unknown; /* (nullable) */
} SmpSession;

/* How the pigment is brought into the skin. A 0 is the usual. */
typedef struct
{
  double needle_mm;    /* diameter of one needle */
  int needle_points;   /* needles of a cluster */
  double depth_mm;     /* of skin over the pigment */
  JsonObject *unknown; /* (nullable) */
} SmpRecipe;

/* Ranges that the file takes, beyond what anybody uses (0.15 to 0.30 mm needles, 0.2 to 1.5 mm
 * deep); our choice. */
#define SMP_PLAN_NEEDLE_MIN 0.1
#define SMP_PLAN_NEEDLE_MAX 0.6
#define SMP_PLAN_DEPTH_MIN 0.05
#define SMP_PLAN_DEPTH_MAX 2.0
#define SMP_PLAN_INTERVAL_MAX 365

/**
 * SmpPlan:
 *
 * What would be done: zones, pigment, sessions and the seed. Immutable once shared.
 */
struct _SmpPlan
{
  guint64 seed; /* up to 2^53 - 1, so that JSON carries it */
  SmpPigment *pigment;
  SmpRecipe recipe;
  gsize n_sessions;
  SmpSession *sessions;
  GPtrArray *zones;    /* of SmpZone */
  JsonObject *unknown; /* (nullable) */
};

SmpPlan *smp_plan_new (guint64 seed) G_GNUC_WARN_UNUSED_RESULT;
SmpPlan *smp_plan_copy (const SmpPlan *self) G_GNUC_WARN_UNUSED_RESULT;
SmpPlan *smp_plan_ref (const SmpPlan *self);
void smp_plan_unref (const SmpPlan *self);
const SmpZone *smp_plan_get_zone (const SmpPlan *self, const char *id);
/* Replaces the zone of the same id, or appends it. */
SmpPlan *smp_plan_with_zone (const SmpPlan *self, const SmpZone *zone) G_GNUC_WARN_UNUSED_RESULT;
SmpPlan *smp_plan_without_zone (const SmpPlan *self, const char *id) G_GNUC_WARN_UNUSED_RESULT;
SmpPlan *smp_plan_with_pigment (const SmpPlan *self,
                                const SmpPigment *pigment) G_GNUC_WARN_UNUSED_RESULT;
/* "zone-N" with the smallest N not in use. */
char *smp_plan_new_zone_id (const SmpPlan *self) G_GNUC_WARN_UNUSED_RESULT;

/* Strength that the dots have after a session (0 = first), 0 to 1 of the final: never less than
 * after the one before. The usual is lighter at first. */
double smp_plan_session_strength (const SmpPlan *self, guint session);
/* When a session (0 = first) was done or is planned: its own date, or the one before and the
 * interval. (transfer full) (nullable): YYYY-MM-DD, NULL where no date is known. */
char *smp_plan_session_date (const SmpPlan *self, guint session) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE where @text (nullable) is no YYYY-MM-DD. */
gboolean smp_plan_parse_date (const char *text, GDate *date);
/* Hours that so many dots take. */
double smp_plan_hours (double n_dots);
/* Diameter of one needle in mm, the recipe's or the usual. */
double smp_plan_needle (const SmpPlan *self);
/* Depth of the pigment in mm, the recipe's or the usual. */
double smp_plan_depth (const SmpPlan *self);
SmpPlan *smp_plan_with_recipe (const SmpPlan *self,
                               const SmpRecipe *recipe) G_GNUC_WARN_UNUSED_RESULT;
/* Replaces all sessions; texts are copied. */
SmpPlan *smp_plan_with_sessions (const SmpPlan *self,
                                 const SmpSession *sessions,
                                 gsize n_sessions) G_GNUC_WARN_UNUSED_RESULT;
/* With @n sessions (1 to SMP_LIMIT_SESSIONS), but never without one that was done, nor without
 * one for what these have not placed. Those that were done keep their shares, the others share the
 * rest as usual; dates and notes stay. */
SmpPlan *smp_plan_with_n_sessions (const SmpPlan *self, gsize n) G_GNUC_WARN_UNUSED_RESULT;
/* One session's share, 0 to 1; those that were done keep theirs, the others keep their proportions,
 * and all add up to 1. */
SmpPlan *smp_plan_with_session_share (const SmpPlan *self,
                                      guint session,
                                      double share) G_GNUC_WARN_UNUSED_RESULT;
void smp_session_clear (SmpSession *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpPlan, smp_plan_unref)

struct _SmpVariant
{
  char *id;
  char *name;
  char *notes; /* (nullable) */
  SmpPlan *plan;
  JsonObject *unknown; /* (nullable) */
};

/* Texts are copied; the plan is shared. */
SmpVariant *
smp_variant_new (const char *id, const char *name, const SmpPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
SmpVariant *smp_variant_copy (const SmpVariant *self) G_GNUC_WARN_UNUSED_RESULT;
SmpVariant *smp_variant_ref (const SmpVariant *self);
void smp_variant_unref (const SmpVariant *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpVariant, smp_variant_unref)

G_END_DECLS
