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
 * 1 mm; PROHAIR, HJADE of smp_sources): deposits of 0.15 to 0.20 mm are usual. In the skin
 * a deposit darkens like a wider dot on it. Light that comes back from the skin has crossed the
 * pigment's depth twice, each time at a place of its own (Yule and Nielsen's optical dot gain, n =
 * 2), and aslant, so that it meets the deposit's side too: of diffuse light one of diameter d and
 * depth h stops what a disc of π d²/4 + (π/2) d h would. With h = d, and pigment that lets nothing
 * through, that is 6 times the area of a dot on the skin, 2.45 times its diameter; OPTICAL_GAIN,
 * 2.25, is our choice below that bound, calibrated by the shadow of shaved hair in one photo. So a
 * deposit of 0.20 mm darkens like a dot of 0.45 mm, and that is the default. With the density, near
 * the upper end of 60 to 210 dots/cm², over a quarter of the light is taken: the shadow of a shaved
 * upper lip. */
#define SMP_ZONE_DENSITY_DEFAULT 200.0     /* dots/cm² */
#define SMP_ZONE_DOT_DIAMETER_DEFAULT 0.45 /* mm, healed, as it looks */
#define SMP_ZONE_DOT_DIAMETER_MIN 0.05
#define SMP_ZONE_DOT_DIAMETER_MAX 1.0
#define SMP_ZONE_FEATHER_MAX 60.0
#define SMP_ZONE_AMPLITUDE_MAX 10.0
#define SMP_ZONE_WAVELENGTH_MIN 1.0
#define SMP_ZONE_WAVELENGTH_MAX 60.0

/* The hairline's ramp: its far part, see smp_density_map_new(). */
#define SMP_ZONE_FAR_REACH_DEFAULT 3.0
#define SMP_ZONE_FAR_REACH_MIN 1.0
#define SMP_ZONE_FAR_REACH_MAX 8.0
#define SMP_ZONE_FAR_SHARE_DEFAULT 0.3
#define SMP_ZONE_FAR_SHARE_MAX 0.8
#define SMP_ZONE_MACRO_AMPLITUDE_MAX 15.0
#define SMP_ZONE_MACRO_WAVELENGTH_DEFAULT 45.0
#define SMP_ZONE_MACRO_WAVELENGTH_MIN 10.0
#define SMP_ZONE_MACRO_WAVELENGTH_MAX 150.0

/* How much dots differ by nature. Beyond these limits a dot would be a blot, or dots would look
 * drawn. No source has numbers, so all are our choice. */
#define SMP_VARIATION_DIAMETER_MAX 0.40
#define SMP_VARIATION_STRENGTH_MAX 0.30
#define SMP_VARIATION_ELONGATION_MAX 0.60
#define SMP_VARIATION_SCATTER_MAX 90.0
#define SMP_VARIATION_CLUSTER_MAX 1.0

typedef struct
{
  double diameter;   /* standard deviation of its logarithm: 0.16 is a sixth more or less */
  double strength;   /* standard deviation, of a strength of 1 */
  double elongation; /* 1 − the smallest axis ratio; they are spread evenly up to it */
  double scatter;    /* degrees: standard deviation about the direction in which stubble grows */
  double cluster;    /* share of dots that are clusters of two or three marks */
} SmpVariation;

/* A brush mark that adds density to a zone or takes it away. */
typedef struct
{
  gboolean remove;
  double radius; /* mm */
  double amount; /* 0 to 1: share of the zone's density */
  gsize n_points;
  SmpPoint *points;    /* in the zone's space: px of the photo, or mm on the head */
  double *pressure;    /* (nullable): of the pen at each point, 0 to 1; 1 everywhere if NULL */
  JsonObject *unknown; /* (nullable) */
} SmpStroke;

/* A pen pressed with p paints with p times the amount, and as wide as this share and p times the
 * rest of the radius; our choice: a light hand still leaves a line. */
#define SMP_STROKE_WIDTH_LEAST 0.3

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
  char *drawn_in;                 /* (nullable): of a zone on the head: id of the photo in which it
                                   * was drawn, and stays in place when the head is fitted anew */
  SmpOutline *outline;            /* closed */
  GPtrArray *node_notes;          /* (nullable): of JsonObject: unknown members of nodes; a node
                                   * with a note of n has the n-th of them, counted from 1 */
  double density;                 /* dots/cm² */
  double dot_diameter;            /* mm, healed, as it looks */
  double feather[SMP_N_EDGES];    /* mm, by SmpEdge; that of SMP_EDGE_HARD is always 0 */
  double irregularity_amplitude;  /* mm */
  double irregularity_wavelength; /* mm */
  double far_reach;               /* of the hairline's ramp: where it is full, in feathers */
  double far_share;               /* of the hairline's ramp: what the far part adds */
  double macro_amplitude;         /* mm: of the hairline's long waves */
  double macro_wavelength;        /* mm */
  SmpVariation variation;
  gsize n_strokes;
  SmpStroke *strokes;
  JsonObject *unknown;              /* (nullable) */
  JsonObject *unknown_feather;      /* (nullable) */
  JsonObject *unknown_irregularity; /* (nullable) */
  JsonObject *unknown_variation;    /* (nullable) */
};

/* With the look that its kind begins with, and no outline yet. @space: id of a photo, or "head" */
SmpZone *
smp_zone_new (const char *id, SmpZoneKind kind, const char *space) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_zone_deposit:
 *
 * Returns: the diameter of a healed dot's pigment, mm: what a needle leaves and sources name. In
 * the skin it looks wider, see %SMP_ZONE_DOT_DIAMETER_DEFAULT
 */
double smp_zone_deposit (const SmpZone *self);
SmpZone *smp_zone_copy (const SmpZone *self) G_GNUC_WARN_UNUSED_RESULT;
SmpZone *smp_zone_ref (const SmpZone *self);
void smp_zone_unref (const SmpZone *self);

/* On a zone that is not yet shared. */
void smp_zone_set_outline (SmpZone *self, const SmpOutline *outline);
/* Keeps members of a node that are unknown. Returns: what to set as its note, 0 for NULL. */
guint smp_zone_add_node_note (SmpZone *self, JsonObject *unknown);
void smp_zone_add_stroke (SmpZone *self, const SmpStroke *stroke);
void smp_zone_clear_strokes (SmpZone *self);

/* Returns: (nullable) (transfer none): the unknown members of a node of the zone's outline. */
JsonObject *smp_zone_get_node_note (const SmpZone *self, const SmpNode *node);

/* "scalp" … "keep-out" and "hairline", "blend", "hard" as in the file, and back. */
/* "Scalp", translated. */
const char *smp_zone_kind_describe (SmpZoneKind kind);
const char *smp_zone_kind_to_string (SmpZoneKind kind);
gboolean smp_zone_kind_from_string (const char *text, SmpZoneKind *kind);
const char *smp_edge_to_string (SmpEdge edge);
gboolean smp_edge_from_string (const char *text, SmpEdge *edge);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpZone, smp_zone_unref)

G_END_DECLS
