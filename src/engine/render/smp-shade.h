/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "colour/smp-colour.h"

G_BEGIN_DECLS

/* A shade with the dots that it needs. */
typedef struct
{
  SmpPigment *pigment; /* owned */
  double density;      /* dots/cm² */
  double diameter;     /* mm, healed */
  double linear[3];    /* how the healed patch looks from afar */
  double first[3];     /* and after the first session */
  double difference;   /* CIEDE2000 to what is wanted */
  double score;        /* the same, a darker one and another density counting more */
} SmpShadeProposal;

/**
 * smp_shade_patch:
 * @skin: linear light of bare skin
 * @strength: of the dots, 1 final
 * @linear: (out): of the same skin with healed dots, seen from afar
 *
 * Count × area × (1 − T), as dots do not overlap.
 */
void smp_shade_patch (const SmpPigment *pigment,
                      double depth_mm,
                      double density,
                      double diameter,
                      double strength,
                      const double skin[3],
                      double linear[3]);

/* How light the middle of a healed dot of the pigment is in the skin, L*; @skin: linear light. */
double smp_shade_dot_lightness (const SmpPigment *pigment, double depth_mm, const double skin[3]);

/**
 * smp_shade_sides:
 * @skin: linear light of bare skin
 * @between: that of the sides between their hairs
 * @mean: that of the sides, hairs and all
 * @resolved: whether single hairs can be told apart, so that @between is skin
 * @target: (out): the skin in its own light, with the hair of the sides
 *
 * Light falls on the sides otherwise than on the forehead. Where hairs can be told apart, only what
 * they take from the skin between them counts; else all of the difference does, up to what shaved
 * hair can do.
 *
 * Returns: whether the sides are darker than that
 */
gboolean smp_shade_sides (const double skin[3],
                          const double between[3],
                          const double mean[3],
                          gboolean resolved,
                          double target[3]);

/* How the skin would look with natural stubble of a hair colour: as with dots, light is lost beside
 * the hairs too. */
void smp_shade_stubble (const double skin[3], const double hair[3], double linear[3]);

/**
 * smp_shade_propose:
 * @palettes: whose shades to try
 * @skin: linear light of bare skin
 * @target: linear light of what the treated skin should look like: the shaved sides, or
 *   smp_shade_stubble()
 * @hair: (nullable): linear light of the hair itself, where it is known: of shades that match from
 *   afar, those come first whose dots are as dark as the hair or slightly softer
 * @density: dots/cm² as the stubble has them, or what is usual: of shades that match, those come
 *   first that need about as many dots
 *
 * For each shade the coverage that comes closest to the target, rather a little too light, made of
 * dots of the usual size (SMP_ZONE_DOT_DIAMETER_DEFAULT) whatever is matched; smaller ones only
 * where fewer than 50 per cm² would do.
 *
 * Returns: (transfer full) (element-type SmpShadeProposal): best first
 */
GArray *smp_shade_propose (const SmpPalette *const *palettes,
                           gsize n_palettes,
                           const double skin[3],
                           const double target[3],
                           const double *hair,
                           double density) G_GNUC_WARN_UNUSED_RESULT;

/* The nearest tone of the Monk scale and, where it is not near, that it is not: "nearest Monk tone
 * 5", "nearest Monk tone 5, though far from it". (transfer full) */
char *smp_shade_describe_monk (SmpLab skin) G_GNUC_WARN_UNUSED_RESULT;

/* A difference in words: "hardly to be told apart" … */
const char *smp_shade_describe_difference (double difference);

G_END_DECLS
