/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "base/smp-constants.h"
#include "colour/smp-colour.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "record/smp-warnings-private.h"
#include "render/smp-shade.h"

#include <glib/gi18n-lib.h>

static void
decode (const guint8 rgb[3], double linear[3])
{
  for (int c = 0; c < 3; c++)
    linear[c] = smp_srgb_decode (rgb[c] / 255.0);
}

/* How light the zone heals as a whole, L*. */
static double
patch_lightness (const SmpPlan *plan, const SmpZone *zone, const double skin[3])
{
  double healed[3];

  smp_shade_patch (plan->pigment, smp_plan_depth (plan), zone->density, zone->dot_diameter, 1, skin,
                   healed);
  return smp_lab_from_linear (healed).l;
}

static double
dot_lightness (const SmpPlan *plan, const double skin[3])
{
  return smp_shade_dot_lightness (plan->pigment, smp_plan_depth (plan), skin);
}

/* Against the hair itself: dots in softer hair read as ink. */
static void
check_hair (GPtrArray *warnings,
            const SmpVariant *variant,
            const double skin[3],
            const double hair[3])
{
  double dot = dot_lightness (variant->plan, skin), own = smp_lab_from_linear (hair).l;

  if (dot < own - SMP_K (TOO_DARK_DOT))
    smp_warnings_add (warnings, "too-dark", variant->id,
                      smp_constants[SMP_CONSTANT_TOO_DARK_DOT].sources,
                      g_strdup_printf (_ ("Healed dots are darker than the hair, by %.0f of 100 "
                                          "steps of lightness, and would read as ink. Choose a "
                                          "shade slightly softer than the hair."),
                                       own - dot));
}

/* Without hair to compare with: the same of skin. */
static void
check_contrast (GPtrArray *warnings, const SmpVariant *variant, const double skin[3])
{
  double darker = smp_lab_from_linear (skin).l - dot_lightness (variant->plan, skin);

  if (darker > SMP_K (TOO_DARK_CONTRAST))
    smp_warnings_add (
        warnings, "too-dark", variant->id, smp_constants[SMP_CONSTANT_TOO_DARK_CONTRAST].sources,
        g_strdup_printf (
            _ ("Healed dots are darker than the skin by %.0f of 100 steps of lightness. More than "
               "%.0f look like ink except beside very dark hair: sample the hair to know, or "
               "choose a softer shade."),
            darker, SMP_K (TOO_DARK_CONTRAST)));
}

/* What is known of the colours around the dots. */
typedef struct
{
  double skin[3];
  double hair[3];
  double wanted[3]; /* what the treated skin should look like */
  gboolean has_skin;
  gboolean has_hair;
  gboolean has_wanted;
} Colours;

static Colours
colours_of (const SmpConsultation *consultation, const double found[3])
{
  SmpAssessment assessment = smp_assessment_from_json (consultation->assessment);
  Colours self = { .has_skin = assessment.has_skin || found != NULL,
                   .has_hair = assessment.has_hair,
                   .has_wanted = assessment.has_stubble || assessment.has_hair };

  if (assessment.has_skin)
    decode (assessment.skin, self.skin);
  else if (found != NULL)
    memcpy (self.skin, found, sizeof self.skin);
  if (assessment.has_hair)
    decode (assessment.hair, self.hair);
  if (assessment.has_stubble)
    decode (assessment.stubble, self.wanted);
  else if (assessment.has_hair)
    smp_shade_stubble (self.skin, self.hair, self.wanted);
  else
    memcpy (self.wanted, self.skin, sizeof self.wanted);
  return self;
}

static void
check_darkness (GPtrArray *warnings,
                const Colours *colours,
                const SmpPlan *plan,
                const SmpZone *zone)
{
  SmpConstantName limit
      = colours->has_wanted ? SMP_CONSTANT_TOO_DARK_PATCH : SMP_CONSTANT_TOO_DARK_SKIN;
  double darker
      = smp_lab_from_linear (colours->wanted).l - patch_lightness (plan, zone, colours->skin);

  if (zone->kind == SMP_ZONE_KEEP_OUT || !(darker > smp_constants[limit].value))
    return;
  smp_warnings_add (
      warnings, "too-dark", zone->id, smp_constants[limit].sources,
      colours->has_wanted
          ? g_strdup_printf (
              _ ("Healed, this is darker than the client’s own stubble would be, by %.0f of 100 "
                 "steps of lightness. Start lighter: a later session can make it darker, none "
                 "lighter."),
              darker)
          : g_strdup_printf (_ ("Healed, this is darker than the bare skin by %.0f of 100 steps of "
                                "lightness. Start lighter: a later session can make it darker, "
                                "none lighter."),
                             darker));
}

static gboolean
has_treated_zone (const SmpPlan *plan)
{
  for (guint i = 0; i < plan->zones->len; i++)
    if (((const SmpZone *)g_ptr_array_index (plan->zones, i))->kind != SMP_ZONE_KEEP_OUT)
      return TRUE;
  return FALSE;
}

static void
check_too_dark (GPtrArray *warnings, const Colours *colours, const SmpVariant *variant)
{
  guint before = warnings->len;

  for (guint i = 0; i < variant->plan->zones->len; i++)
    check_darkness (warnings, colours, variant->plan, g_ptr_array_index (variant->plan->zones, i));
  if (colours->has_hair)
    check_hair (warnings, variant, colours->skin, colours->hair);
  else if (!colours->has_wanted && warnings->len == before)
    check_contrast (warnings, variant, colours->skin);
}

void
smp_warnings_add_shade (GPtrArray *warnings,
                        const SmpConsultation *consultation,
                        const SmpVariant *variant,
                        const double skin[3])
{
  const SmpPlan *plan = variant->plan;
  Colours colours = colours_of (consultation, skin);

  if (has_treated_zone (plan) && colours.has_skin)
    check_too_dark (warnings, &colours, variant);
  else if (has_treated_zone (plan))
    smp_warnings_add_note (
        warnings, "too-dark", variant->id, "",
        g_strdup (_ ("Not checked: whether the shade is too dark. No skin was sampled, and none "
                     "was found in the photos. Match the shade to skin and hair of a photo.")));
  if (!plan->pigment->has_colour && plan->pigment->dilution >= SMP_K (LIGHT_DILUTION))
    smp_warnings_add (warnings, "fades-soon", variant->id,
                      smp_constants[SMP_CONSTANT_LIGHT_DILUTION].sources,
                      g_strdup_printf (_ ("A shade of 1:%g is so light that it fades from sight "
                                          "sooner: expect earlier touch-ups."),
                                       plan->pigment->dilution));
}
