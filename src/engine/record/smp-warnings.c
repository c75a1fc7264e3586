/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "record/smp-warnings.h"

#include <math.h>

#include "base/smp-constants.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "record/smp-hairline-measure.h"
#include "record/smp-warnings-private.h"

#include <glib/gi18n-lib.h>

void
smp_warning_free (SmpWarning *self)
{
  g_free (self->about);
  g_free (self->text);
  g_free (self);
}

GPtrArray *
smp_warnings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)smp_warning_free);
}

void
smp_warnings_add (
    GPtrArray *warnings, const char *id, const char *about, const char *sources, char *text)
{
  SmpWarning *warning = g_new0 (SmpWarning, 1);

  warning->id = id;
  warning->about = g_strdup (about);
  warning->text = text;
  warning->sources = sources;
  g_ptr_array_add (warnings, warning);
}

void
smp_warnings_add_note (
    GPtrArray *warnings, const char *id, const char *about, const char *sources, char *text)
{
  smp_warnings_add (warnings, id, about, sources, text);
  ((SmpWarning *)g_ptr_array_index (warnings, warnings->len - 1))->is_note = TRUE;
}

static const char *
sources_of (SmpConstantName name)
{
  return smp_constants[name].sources;
}

static void
check_height (GPtrArray *warnings, const SmpZone *zone, double height, SmpSex sex)
{
  SmpConstantName limit
      = sex == SMP_SEX_FEMALE ? SMP_CONSTANT_HAIRLINE_LOW_WOMEN : SMP_CONSTANT_HAIRLINE_LOW;

  if (height >= smp_constants[limit].value)
    return;
  smp_warnings_add (warnings, "hairline-low", zone->id, sources_of (limit),
                    g_strdup_printf (_ ("The hairline’s middle stands about %.1f cm over the "
                                        "glabella. Below %.1f cm it looks low, more so in later "
                                        "years, and it cannot be moved up again."),
                                     height / 10, smp_constants[limit].value / 10));
}

static void
check_shape (GPtrArray *warnings,
             const SmpZone *zone,
             const SmpHairlineMeasure *measure,
             SmpSex sex)
{
  gboolean drawn = zone->irregularity_amplitude < SMP_K (IRREGULARITY_LEAST);

  if (drawn && measure->straightness < SMP_K (HAIRLINE_STRAIGHT))
    smp_warnings_add (
        warnings, "hairline-straight", zone->id, sources_of (SMP_CONSTANT_HAIRLINE_STRAIGHT),
        g_strdup (_ ("The hairline is as straight as a ruler. Straight lines draw the "
                     "eye and give pigment away.")));
  if (zone->feather[SMP_EDGE_HAIRLINE] < SMP_K (FEATHER_LEAST))
    smp_warnings_add (warnings, "hairline-hard", zone->id, sources_of (SMP_CONSTANT_FEATHER_LEAST),
                      g_strdup_printf (_ ("The hairline begins at full density within %.1f mm. In "
                                          "nature 5 to 10 mm of single fine hairs come first."),
                                       zone->feather[SMP_EDGE_HAIRLINE]));
  if (!measure->has_sides || !(measure->side_rise < -SMP_K (TEMPLE_DROP)))
    return;
  if (sex == SMP_SEX_MALE)
    smp_warnings_add (
        warnings, "temple-closed", zone->id, sources_of (SMP_CONSTANT_TEMPLE_DROP),
        g_strdup_printf (_ ("Above the outer corners of the eyes the hairline is %.0f "
                            "mm lower than in the middle. A man's temples recede; a "
                            "closed temple looks wrong as he ages."),
                         -measure->side_rise));
  else if (sex == SMP_SEX_UNKNOWN)
    smp_warnings_add_note (
        warnings, "temple-closed", zone->id, sources_of (SMP_CONSTANT_TEMPLE_DROP),
        g_strdup_printf (_ ("Above the outer corners of the eyes the hairline is %.0f mm lower "
                            "than in the middle. If the client is a man, such a closed temple "
                            "looks wrong as he ages; the assessment does not tell."),
                         -measure->side_rise));
}

static void
check_density (GPtrArray *warnings, const SmpZone *zone)
{
  double deposit = smp_zone_deposit (zone);
  double coverage = zone->density / 100 * G_PI / 4 * deposit * deposit;

  if (zone->density > SMP_K (DENSITY_MOST))
    smp_warnings_add (
        warnings, "density-beyond-nature", zone->id, sources_of (SMP_CONSTANT_DENSITY_MOST),
        g_strdup_printf (_ ("%.0f dots per cm² are more than hairs grow on a full scalp "
                            "(211 to 230)."),
                         zone->density));
  if (coverage > SMP_K (COVERAGE_MOST))
    smp_warnings_add (
        warnings, "dots-too-close", zone->id, sources_of (SMP_CONSTANT_COVERAGE_MOST),
        g_strdup_printf (_ ("Pigment lies under %.1f %% of the skin; 5 to 8 %% are the shadow of "
                            "shaved hair. As dots soften over the years they join: leave more "
                            "skin between them."),
                         100 * coverage));
}

static void
check_needle (GPtrArray *warnings, const SmpPlan *plan, const SmpZone *zone)
{
  double needle = smp_plan_needle (plan);
  double width = needle * (plan->recipe.needle_points > 1 ? SMP_K (NEEDLE_CLUSTER) : 1);
  double least = width * SMP_K (NEEDLE_DOT_MIN), most = width * SMP_K (NEEDLE_DOT_MAX);
  double deposit = smp_zone_deposit (zone);

  if (deposit >= least && deposit <= most)
    return;
  smp_warnings_add (
      warnings, "needle-and-dot", zone->id, sources_of (SMP_CONSTANT_NEEDLE_DOT_MIN),
      g_strdup_printf (_ ("A needle of %.2f mm leaves deposits of about %.2f to %.2f mm when "
                          "healed. The plan's dots look %.2f mm wide, which takes deposits of "
                          "%.2f mm."),
                       needle, least, most, zone->dot_diameter, deposit));
}

static void
check_depth (GPtrArray *warnings, const SmpVariant *variant)
{
  double depth = variant->plan->recipe.depth_mm;

  if (!(depth > 0))
    return;
  if (depth < SMP_K (DEPTH_GOOD_MIN))
    smp_warnings_add (
        warnings, "too-shallow", variant->id, sources_of (SMP_CONSTANT_DEPTH_GOOD_MIN),
        g_strdup_printf (_ ("At %.2f mm much of the pigment lies in the epidermis and is "
                            "shed within weeks."),
                         depth));
  else if (depth > SMP_K (DEPTH_TOO_DEEP))
    smp_warnings_add (
        warnings, "too-deep", variant->id, sources_of (SMP_CONSTANT_DEPTH_TOO_DEEP),
        g_strdup_printf (_ ("At %.2f mm dots blur, join and look cool: the pigment lies "
                            "too deep."),
                         depth));
}

static void
check_zone (GPtrArray *warnings,
            const SmpConsultation *consultation,
            const SmpPlan *plan,
            const SmpZone *zone)
{
  SmpAssessment assessment = smp_assessment_from_json (consultation->assessment);

  if (zone->kind == SMP_ZONE_KEEP_OUT)
    return;
  smp_warnings_add_place (warnings, consultation, zone);
  check_density (warnings, zone);
  check_needle (warnings, plan, zone);
  for (guint i = 0; i < consultation->photos->len; i++)
    {
      SmpHairlineMeasure measure;

      if (!smp_hairline_measure (zone, g_ptr_array_index (consultation->photos, i), &measure))
        continue;
      check_height (warnings, zone, measure.height, assessment.sex);
      check_shape (warnings, zone, &measure, assessment.sex);
      break;
    }
}

GPtrArray *
smp_warnings_for_variant (const SmpConsultation *consultation,
                          const SmpVariant *variant,
                          const double skin[3])
{
  GPtrArray *warnings = smp_warnings_new ();

  for (guint i = 0; i < variant->plan->zones->len; i++)
    check_zone (warnings, consultation, variant->plan, g_ptr_array_index (variant->plan->zones, i));
  check_depth (warnings, variant);
  smp_warnings_add_shade (warnings, consultation, variant, skin);
  smp_warnings_add_sessions (warnings, variant);
  return warnings;
}

GPtrArray *
smp_warnings_for_assessment (const SmpConsultation *consultation)
{
  GPtrArray *warnings = smp_warnings_new ();
  SmpAssessment assessment = smp_assessment_from_json (consultation->assessment);
  const SmpSuitabilityItem *items = smp_suitability_items ();

  for (gsize i = 0; i < SMP_N_SUITABILITY; i++)
    if (assessment.suitability[i] == SMP_ANSWER_YES)
      smp_warnings_add (warnings, "see-a-clinician", items[i].id, items[i].source,
                        /* Translators: %s is an answer of the checklist. */
                        g_strdup_printf (_ ("See a clinician first: %s."), _ (items[i].question)));
  return warnings;
}
