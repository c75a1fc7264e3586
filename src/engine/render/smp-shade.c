/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-shade.h"

#include <math.h>

#include "base/smp-constants.h"
#include "colour/smp-optics.h"
#include "colour/smp-skin-tone.h"
#include "model/smp-palette.h"
#include "model/smp-pigment.h"
#include "model/smp-zone.h"
#include "render/smp-pigment-optics.h"

#include <glib/gi18n-lib.h>

/* Coverages that are tried, as shares of the skin; our choice, beyond what anybody treats. */
#define COVERAGE_MIN 0.01
#define COVERAGE_MAX 0.40
#define COVERAGE_STEP 0.0025
/* Dots that are proposed, mm and per cm²; our choice, within what sources name. The size is what
 * the needle makes and zones have, whatever hair is matched; the density does the rest, and only
 * where fewer dots than these would do are they smaller. */
#define DIAMETER_MIN 0.26
#define DIAMETER_MAX SMP_ZONE_DOT_DIAMETER_DEFAULT
#define DENSITY_MIN 50.0
#define DENSITY_MAX 210.0
/* What a density e times off the wanted one counts, in ΔE00: two shades match from afar, and the
 * pattern tells them apart; our choice. */
#define DENSITY_COUNTS 1.5
/* What undiluted pigment counts, in ΔE00, and the parts of water that take it to a third: of shades
 * that nobody can tell apart, the lighter is the safer start; our choice. */
#define LIGHTER_COUNTS 1.0
#define LIGHTER_DILUTION 15.0

/* With a hair colour: what a step of L* between the dots and the hair counts, in ΔE00, and by how
 * much softer than the hair dots should be; our choice within "slightly softer than the hair". */
#define HAIR_COUNTS 0.1
#define SOFTER 4.0

static void
absorption_of (const SmpPigment *pigment, double depth_mm, double strength, double absorption[3])
{
  SmpOptics optics = smp_pigment_optics (pigment, depth_mm);
  SmpOpticsState state = { .carbon = strength, .brown = strength };
  double transmission[3];

  smp_optics_transmission (&optics, &state, transmission);
  for (int c = 0; c < 3; c++)
    absorption[c] = 1 - transmission[c];
}

static void
cover (const double skin[3], const double absorption[3], double coverage, double linear[3])
{
  for (int c = 0; c < 3; c++)
    linear[c] = skin[c] * (1 - MIN (coverage, 1.0) * absorption[c]);
}

static double
coverage_of (double density, double diameter)
{
  return density / 100 * G_PI / 4 * diameter * diameter;
}

void
smp_shade_patch (const SmpPigment *pigment,
                 double depth_mm,
                 double density,
                 double diameter,
                 double strength,
                 const double skin[3],
                 double linear[3])
{
  double absorption[3];

  absorption_of (pigment, depth_mm, strength, absorption);
  cover (skin, absorption, coverage_of (density, diameter), linear);
}

double
smp_shade_dot_lightness (const SmpPigment *pigment, double depth_mm, const double skin[3])
{
  SmpOptics optics = smp_pigment_optics (pigment, depth_mm);
  double dot[3];

  smp_optics_transmission (&optics, &SMP_OPTICS_HEALED, dot);
  for (int c = 0; c < 3; c++)
    dot[c] *= skin[c];
  return smp_lab_from_linear (dot).l;
}

void
smp_shade_stubble (const double skin[3], const double hair[3], double linear[3])
{
  double share = SMP_K (STUBBLE_COVERAGE) * SMP_K (STUBBLE_GAIN);

  for (int c = 0; c < 3; c++)
    linear[c] = skin[c] * (1 - share) + MIN (hair[c], skin[c]) * share;
}

gboolean
smp_shade_sides (const double skin[3],
                 const double between[3],
                 const double mean[3],
                 gboolean resolved,
                 double target[3])
{
  gboolean darker = FALSE;

  for (int c = 0; c < 3; c++)
    {
      double keep = mean[c] / MAX (resolved ? between[c] : skin[c], 1e-6);

      darker = darker || keep < 1 - SMP_K (SHAVED_MOST);
      target[c] = skin[c] * CLAMP (keep, 1 - SMP_K (SHAVED_MOST), 1.0);
    }
  return darker;
}

static double
score_of (SmpLab got, SmpLab wanted, double *difference)
{
  *difference = smp_delta_e_2000 (got, wanted);
  return *difference * (got.l < wanted.l ? SMP_K (DARKER_COUNTS) : 1);
}

/* Density and diameter of a coverage. */
static void
set_dots (SmpShadeProposal *proposal, double coverage)
{
  double d = CLAMP (sqrt (coverage * 100 * 4 / (G_PI * DENSITY_MIN)), DIAMETER_MIN, DIAMETER_MAX);
  double n = CLAMP (coverage * 100 * 4 / (G_PI * d * d), DENSITY_MIN, DENSITY_MAX);

  proposal->density = floor (n + 0.5);
  proposal->diameter = floor (100 * d + 0.5) / 100;
}

static SmpShadeProposal
propose (const SmpPigment *pigment,
         const double skin[3],
         const double target[3],
         const double *hair,
         double density)
{
  SmpShadeProposal proposal = { .pigment = smp_pigment_ref (pigment) };
  SmpLab wanted = smp_lab_from_linear (target);
  double absorption[3], best = COVERAGE_MIN, least = G_MAXDOUBLE, linear[3], difference;
  double depth = SMP_K (DEPTH_USUAL);

  absorption_of (pigment, depth, 1, absorption);
  for (int i = 0; COVERAGE_MIN + i * COVERAGE_STEP <= COVERAGE_MAX; i++)
    {
      double coverage = COVERAGE_MIN + i * COVERAGE_STEP, score;

      cover (skin, absorption, coverage, linear);
      score = score_of (smp_lab_from_linear (linear), wanted, &difference);
      if (score < least)
        {
          least = score;
          best = coverage;
        }
    }
  set_dots (&proposal, best);
  smp_shade_patch (pigment, depth, proposal.density, proposal.diameter, 1, skin, proposal.linear);
  smp_shade_patch (pigment, depth, proposal.density * SMP_K (SESSION_FIRST_SHARE),
                   proposal.diameter, SMP_K (SESSION_FIRST_STRENGTH), skin, proposal.first);
  proposal.score = score_of (smp_lab_from_linear (proposal.linear), wanted, &proposal.difference)
                   + DENSITY_COUNTS * fabs (log (proposal.density / MAX (density, 1)));
  if (hair != NULL)
    proposal.score += HAIR_COUNTS
                      * fabs (smp_shade_dot_lightness (pigment, depth, skin)
                              - (smp_lab_from_linear (hair).l + SOFTER));
  if (!pigment->has_colour)
    proposal.score += LIGHTER_COUNTS * exp (-pigment->dilution / LIGHTER_DILUTION);
  return proposal;
}

static void
proposal_clear (gpointer data)
{
  g_clear_pointer (&((SmpShadeProposal *)data)->pigment, smp_pigment_unref);
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const SmpShadeProposal *pa = a, *pb = b;

  return pa->score < pb->score ? -1 : pa->score > pb->score;
}

GArray *
smp_shade_propose (const SmpPalette *const *palettes,
                   gsize n_palettes,
                   const double skin[3],
                   const double target[3],
                   const double *hair,
                   double density)
{
  GArray *proposals = g_array_new (FALSE, FALSE, sizeof (SmpShadeProposal));

  g_array_set_clear_func (proposals, proposal_clear);
  for (gsize p = 0; p < n_palettes; p++)
    for (guint i = 0; i < palettes[p]->shades->len; i++)
      {
        SmpShadeProposal proposal
            = propose (g_ptr_array_index (palettes[p]->shades, i), skin, target, hair, density);

        g_array_append_val (proposals, proposal);
      }
  g_array_sort (proposals, compare_scores);
  return proposals;
}

const char *
smp_shade_describe_difference (double difference)
{
  if (difference < SMP_K (DIFFERENCE_SAME))
    return _ ("hardly to be told apart");
  if (difference < SMP_K (DIFFERENCE_CLOSE))
    return _ ("a close match");
  return difference < SMP_K (DIFFERENCE_SEEN) ? _ ("a visible difference")
                                              : _ ("a clear difference");
}

char *
smp_shade_describe_monk (SmpLab skin)
{
  double difference;
  int tone = smp_monk_nearest (skin, &difference);

  if (difference < SMP_K (DIFFERENCE_CLOSE))
    return g_strdup_printf (_ ("close to Monk tone %d"), tone);
  return g_strdup_printf (difference < SMP_K (DIFFERENCE_SEEN)
                              ? _ ("nearest Monk tone %d")
                              : _ ("nearest Monk tone %d, but far from it"),
                          tone);
}
