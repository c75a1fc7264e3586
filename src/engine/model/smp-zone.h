/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <json-glib/json-glib.h>

#include "base/smp-types.h"
#include "geometry/smp-outline.h"

G_BEGIN_DECLS

typedef enum
{
  SMP_ZONE_SCALP,
  SMP_ZONE_PART,
  SMP_ZONE_SCAR,
  SMP_ZONE_PATCH,
  SMP_ZONE_BEARD,
  SMP_ZONE_BROW,
  SMP_ZONE_KEEP_OUT,
} SmpZoneKind;

#define SMP_N_ZONE_KINDS 7

/* Ranges of what can be set; the reader refuses others and the sliders end there. */
/* What a finished scalp usually gets; our choice. Sources disagree on healed dots (0.07 mm to under
 * 1 mm; domain notes, "Deposited dot diameter"); trichoscopy finds them larger than the follicles
 * beside them, so the default is the upper end of 0.1 to 0.3 mm. With the density, near the upper
 * end of 60 to 210 dots/cm², a seventh of the skin is covered: the shadow of a shaved head. */
#define SMP_ZONE_DENSITY_DEFAULT 200.0     /* dots/cm² */
#define SMP_ZONE_DOT_DIAMETER_DEFAULT 0.30 /* mm, healed */
#define SMP_ZONE_DOT_DIAMETER_MIN 0.05
#define SMP_ZONE_DOT_DIAMETER_MAX 1.0
#define SMP_ZONE_FEATHER_MAX 60.0
#define SMP_ZONE_AMPLITUDE_MAX 10.0
#define SMP_ZONE_WAVELENGTH_MIN 1.0
#define SMP_ZONE_WAVELENGTH_MAX 60.0

/* A brush mark that adds density to a zone or takes it away. */
typedef struct
{
  gboolean remove;
  double radius; /* mm */
  double amount; /* 0 to 1: share of the zone's density */
  gsize n_points;
  SmpPoint *points; /* in the zone's space: px of the photo, or mm on the head */
} SmpStroke;

/**
 * SmpZone:
 *
 * An area to be treated (or kept free): an immutable value once shared.
 */
struct _SmpZone
{
  char *id;
  SmpZoneKind kind;
  char *space;                    /* id of the photo in whose px the outline is given, or "head" */
  SmpOutline *outline;            /* closed */
  double density;                 /* dots/cm² */
  double dot_diameter;            /* mm, healed */
  double feather[SMP_N_EDGES];    /* mm, by SmpEdge; that of SMP_EDGE_HARD is always 0 */
  double irregularity_amplitude;  /* mm */
  double irregularity_wavelength; /* mm */
  gsize n_strokes;
  SmpStroke *strokes;
  JsonObject *unknown;              /* (nullable) */
  JsonObject *unknown_feather;      /* (nullable) */
  JsonObject *unknown_irregularity; /* (nullable) */
};

SmpZone *
smp_zone_new (const char *id, SmpZoneKind kind, const char *space) G_GNUC_WARN_UNUSED_RESULT;
SmpZone *smp_zone_copy (const SmpZone *self) G_GNUC_WARN_UNUSED_RESULT;
SmpZone *smp_zone_ref (const SmpZone *self);
void smp_zone_unref (const SmpZone *self);

/* On a zone that is not yet shared. */
void smp_zone_set_outline (SmpZone *self, const SmpOutline *outline);
void smp_zone_add_stroke (SmpZone *self, const SmpStroke *stroke);

/* "scalp" … "keep-out" and "hairline", "blend", "hard" as in the file, and back. */
const char *smp_zone_kind_to_string (SmpZoneKind kind);
gboolean smp_zone_kind_from_string (const char *text, SmpZoneKind *kind);
const char *smp_edge_to_string (SmpEdge edge);
gboolean smp_edge_from_string (const char *text, SmpEdge *edge);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpZone, smp_zone_unref)

G_END_DECLS
