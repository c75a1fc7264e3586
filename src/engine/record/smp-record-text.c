/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/smp-constants.h"
#include "colour/smp-colour.h"
#include "colour/smp-skin-tone.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "record/smp-advice.h"
#include "record/smp-count-text.h"
#include "record/smp-record-private.h"
#include "record/smp-warnings.h"
#include "render/smp-healing.h"
#include "render/smp-shade.h"
#include "stipple/smp-dots.h"
#include "stipple/smp-zone-measure.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface.h"

static void
block_free (gpointer data)
{
  SmpRecordBlock *self = data;

  g_free (self->text);
  g_free (self);
}

static GPtrArray *
blocks_new (void)
{
  return g_ptr_array_new_with_free_func (block_free);
}

/* Takes @text. */
static void
add (GPtrArray *blocks, SmpRecordStyle style, char *text)
{
  SmpRecordBlock *block = g_new0 (SmpRecordBlock, 1);

  block->style = style;
  block->text = text;
  g_ptr_array_add (blocks, block);
}

GPtrArray *
_smp_record_opening (const SmpConsultation *consultation)
{
  GPtrArray *blocks = blocks_new ();
  const SmpClient *client = &consultation->client;

  add (blocks, SMP_RECORD_TITLE, g_strdup (_ ("Record of a Consultation")));
  if (client->name != NULL && client->name[0] != '\0')
    add (blocks, SMP_RECORD_TEXT, g_strdup_printf (_ ("Client: %s"), client->name));
  if (client->reference != NULL && client->reference[0] != '\0')
    add (blocks, SMP_RECORD_TEXT, g_strdup_printf (_ ("Reference: %s"), client->reference));
  /* The day of an RFC 3339 time. */
  add (blocks, SMP_RECORD_TEXT,
       g_strdup_printf (_ ("Begun on %.10s, last changed on %.10s"), consultation->created,
                        consultation->modified));
  if (client->notes != NULL && client->notes[0] != '\0')
    add (blocks, SMP_RECORD_TEXT, g_strdup (client->notes));
  add (blocks, SMP_RECORD_TEXT,
       g_strdup (_ ("Pictures marked “Simulated” show what a plan may look like. They are not a "
                    "promise of results.")));
  return blocks;
}

char *
_smp_record_caption (const SmpPhoto *photo, const SmpPlan *plan, const SmpAge *age)
{
  g_autofree char *stage = smp_age_describe (age, plan);

  /* Translators: a view of the head, and a stage of the treatment. */
  return g_strdup_printf (_ ("%s: %s"), smp_view_describe (photo->view), stage);
}

/* A zone, measured. */
typedef struct
{
  const SmpPhoto *photo; /* (nullable): the first that the zone is on */
  double dots;           /* that it has on the scalp */
} Measure;

/* Counts the dots that zones have on the scalp, as the photo tells. */
static void
count_dots (const SmpPlan *plan,
            const SmpPhoto *photo,
            const SmpSurface *surface,
            SmpDotCount *counts)
{
  g_autoptr (SmpDotSet) dots = smp_dots_place (plan, photo->id, surface, 0, NULL, NULL);

  memset (counts, 0, plan->zones->len * sizeof *counts);
  if (dots != NULL)
    smp_dot_set_count (dots, plan->zones->len, counts);
}

/* Measures all zones but those that keep out; returns a measure for each zone. The dots of a photo
 * are placed once for all of its zones. */
static Measure *
measure_zones (const SmpConsultation *consultation, const SmpPlan *plan)
{
  Measure *measures = g_new0 (Measure, plan->zones->len);
  g_autofree SmpDotCount *counts = g_new (SmpDotCount, plan->zones->len);

  for (guint p = 0; p < consultation->photos->len; p++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, p);
      g_autoptr (SmpSurface) surface = smp_surface_for_photo (photo);
      gboolean is_counted = FALSE;

      for (guint i = 0; i < plan->zones->len; i++)
        {
          const SmpZone *zone = g_ptr_array_index (plan->zones, i);

          if (zone->kind == SMP_ZONE_KEEP_OUT || measures[i].photo != NULL
              || !smp_zone_is_on (zone, photo->id, surface))
            continue;
          if (!is_counted)
            count_dots (plan, photo, surface, counts);
          is_counted = TRUE;
          measures[i].photo = photo;
          for (guint k = 0; k < SMP_LIMIT_SESSIONS; k++)
            measures[i].dots += counts[i].of_session[k];
        }
    }
  return measures;
}

/* A number of dots and what it may be off by: relative. */
typedef struct
{
  double n;
  double uncertainty;
} Count;

/* Returns the dots of all zones. All are off the same way where they lie on one head. */
static Count
add_zones (GPtrArray *blocks, const SmpConsultation *consultation, const SmpPlan *plan)
{
  g_autofree Measure *measures = measure_zones (consultation, plan);
  double sum = 0, off = 0;

  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);
      const SmpPhoto *photo = measures[i].photo;
      double area, uncertainty;

      if (photo == NULL)
        continue;
      area = smp_zone_area_cm2 (zone, photo);
      uncertainty = smp_photo_area_uncertainty (photo);
      sum += measures[i].dots;
      off += measures[i].dots * uncertainty;
      add (blocks, SMP_RECORD_TEXT,
           /* Translators: a zone's id and kind, area, density, size of its dots and of the pigment
              in each, number of dots. */
           g_strdup_printf (
               _ ("%s (%s): %.0f ± %.0f cm², %.0f dots/cm² that look %.2f mm wide (pigment "
                  "%.2f mm), about %.0f dots"),
               zone->id, smp_zone_kind_describe (zone->kind), area, area * uncertainty,
               zone->density, zone->dot_diameter, smp_zone_deposit (zone),
               smp_count_round (measures[i].dots, uncertainty)));
    }
  return (Count){ sum, sum > 0 ? off / sum : 0 };
}

static void
add_sessions (GPtrArray *blocks, const SmpPlan *plan, Count dots)
{
  for (guint i = 0; i < plan->n_sessions; i++)
    {
      const SmpSession *session = &plan->sessions[i];
      g_autofree char *date = smp_plan_session_date (plan, i);
      GString *text = g_string_new (NULL);

      g_string_append_printf (
          text, _ ("Session %u: %.0f %% of the dots (about %.0f, %.1f h), strength %.0f %%"), i + 1,
          100 * session->share, smp_count_round (dots.n * session->share, dots.uncertainty),
          smp_plan_hours (dots.n * session->share), 100 * smp_plan_session_strength (plan, i));
      if (session->done != NULL)
        g_string_append_printf (text, _ (", done on %s"), session->done);
      else if (date != NULL)
        g_string_append_printf (text, _ (", on %s"), date);
      if (session->notes != NULL)
        g_string_append_printf (text, ". %s", session->notes);
      add (blocks, SMP_RECORD_TEXT, g_string_free (text, FALSE));
    }
}

static void
add_plan (GPtrArray *blocks, const SmpConsultation *consultation, const SmpVariant *variant)
{
  const SmpPlan *plan = variant->plan;
  const SmpPigment *pigment = plan->pigment;

  add (blocks, SMP_RECORD_HEADING, g_strdup_printf (_ ("Plan: %s"), variant->name));
  if (variant->notes != NULL)
    add (blocks, SMP_RECORD_TEXT, g_strdup (variant->notes));
  if (pigment->has_colour)
    add (blocks, SMP_RECORD_TEXT,
         g_strdup_printf (_ ("Shade: %s, #%02x%02x%02x"), smp_pigment_get_title (pigment),
                          pigment->colour[0], pigment->colour[1], pigment->colour[2]));
  else if (pigment->dilution > 0)
    add (blocks, SMP_RECORD_TEXT,
         g_strdup_printf (_ ("Shade: %s, carbon black 1 : %g with %.0f %% brown"),
                          smp_pigment_get_title (pigment), pigment->dilution,
                          100 * pigment->warmth));
  else
    add (blocks, SMP_RECORD_TEXT,
         g_strdup_printf (_ ("Shade: %s, carbon black, undiluted, with %.0f %% brown"),
                          smp_pigment_get_title (pigment), 100 * pigment->warmth));
  add (blocks, SMP_RECORD_TEXT,
       g_strdup_printf (_ ("Needle %.2f mm, %d in the cluster, depth %.2f mm"),
                        smp_plan_needle (plan), MAX (plan->recipe.needle_points, 1),
                        smp_plan_depth (plan)));
  add_sessions (blocks, plan, add_zones (blocks, consultation, plan));
}

/* Takes @text. */
static void
add_colour (GPtrArray *blocks, const guint8 colour[3], char *text)
{
  SmpRecordBlock *block;

  add (blocks, SMP_RECORD_TEXT, text);
  block = g_ptr_array_index (blocks, blocks->len - 1);
  block->has_colour = TRUE;
  memcpy (block->colour, colour, sizeof block->colour);
}

/* What was sampled in the photos. */
static void
add_colours (GPtrArray *blocks, const SmpAssessment *assessment)
{
  const guint8 *skin = assessment->skin, *hair = assessment->hair, *stubble = assessment->stubble;
  SmpLab lab = smp_lab_from_srgb8 (skin);
  double ita = smp_skin_ita (lab);
  g_autofree char *monk = smp_shade_describe_monk (lab);

  if (assessment->has_skin)
    add_colour (blocks, skin,
                /* Translators: a colour, angle and class, "nearest Monk tone 5". */
                g_strdup_printf (_ ("Skin sampled: #%02x%02x%02x, typology angle %.0f° (%s), %s; "
                                    "light and camera bias them"),
                                 skin[0], skin[1], skin[2], ita,
                                 smp_skin_class_describe (smp_skin_class (ita)), monk));
  if (assessment->has_hair)
    add_colour (blocks, hair,
                g_strdup_printf (_ ("Hair sampled: #%02x%02x%02x"), hair[0], hair[1], hair[2]));
  if (assessment->has_stubble)
    add_colour (blocks, stubble,
                g_strdup_printf (_ ("Skin with the stubble of the shaved sides, as matched: "
                                    "#%02x%02x%02x"),
                                 stubble[0], stubble[1], stubble[2]));
}

/* What hastens or slows fading, as it was answered. */
static void
add_factors (GPtrArray *blocks, const SmpAssessment *assessment)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (SmpFactor f = 0; f < SMP_N_FACTORS; f++)
    {
      if (f > 0)
        g_string_append (text, "; ");
      /* Translators: what speeds up fading, and the answer: "Sun: Much". */
      g_string_append_printf (text, _ ("%s: %s"), smp_factor_describe (f),
                              smp_factor_level_describe (f, assessment->factors[f]));
    }
  add (blocks, SMP_RECORD_TEXT, g_strdup (text->str));
}

static void
add_answers (GPtrArray *blocks, const SmpConsultation *consultation)
{
  SmpAssessment assessment = smp_assessment_from_json (consultation->assessment);
  g_autofree char *loss = smp_hair_loss_describe (assessment.scale, assessment.stage);
  const SmpSuitabilityItem *items = smp_suitability_items ();
  double rate = smp_assessment_fading (&assessment);

  add (blocks, SMP_RECORD_HEADING, g_strdup (_ ("Assessment")));
  add (blocks, SMP_RECORD_TEXT,
       g_strdup_printf (_ ("Hair loss: %s"), loss != NULL ? loss : _ ("not assessed")));
  add (blocks, SMP_RECORD_TEXT, g_strdup_printf (_ ("Sex: %s"), smp_sex_describe (assessment.sex)));
  if (assessment.fitzpatrick > 0)
    add (blocks, SMP_RECORD_TEXT,
         g_strdup_printf (_ ("Fitzpatrick type: %d of 6"), assessment.fitzpatrick));
  add_colours (blocks, &assessment);
  add_factors (blocks, &assessment);
  add (blocks, SMP_RECORD_TEXT,
       g_strdup_printf (_ ("Fading of %.1f %% a year is assumed, and a touch-up after about %.1f "
                           "years; both are illustrative"),
                        100 * rate, smp_ageing_touch_up_years (rate)));
  for (int i = 0; i < SMP_N_SUITABILITY; i++)
    if (assessment.suitability[i] == SMP_ANSWER_YES)
      add (blocks, SMP_RECORD_TEXT,
           g_strdup_printf (_ ("%s: yes. See a clinician first."), _ (items[i].question)));
    else
      add (blocks, SMP_RECORD_TEXT,
           g_strdup_printf (assessment.suitability[i] == SMP_ANSWER_NO ? _ ("%s: no")
                                                                       : _ ("%s: not asked"),
                            _ (items[i].question)));
  add (blocks, SMP_RECORD_SMALL, g_strdup (_ ("Nothing here is a diagnosis.")));
}

static void
add_warnings (GPtrArray *blocks, const GPtrArray *warnings)
{
  for (guint i = 0; i < warnings->len; i++)
    {
      const SmpWarning *warning = g_ptr_array_index (warnings, i);

      add (blocks, SMP_RECORD_TEXT, g_strdup (warning->text));
      if (warning->sources[0] != '\0')
        add (blocks, SMP_RECORD_SMALL, g_strdup_printf (_ ("Sources: %s"), warning->sources));
    }
}

static void
add_advice (GPtrArray *blocks)
{
  gsize n;
  const SmpAdvice *advice = smp_advice (&n);

  for (int kind = 0; kind < SMP_N_ADVICE_KINDS; kind++)
    {
      add (blocks, SMP_RECORD_HEADING, g_strdup (smp_advice_heading ((SmpAdviceKind)kind)));
      for (gsize i = 0; i < n; i++)
        if ((int)advice[i].kind == kind)
          {
            add (blocks, SMP_RECORD_TEXT, g_strdup (_ (advice[i].text)));
            if (advice[i].sources[0] != '\0')
              add (blocks, SMP_RECORD_SMALL,
                   g_strdup_printf (_ ("Sources: %s"), advice[i].sources));
          }
    }
}

/* Where the keys that were used lead. */
static void
add_sources (GPtrArray *blocks)
{
  g_autoptr (GString) used = g_string_new (" ");
  guint n = blocks->len;

  for (guint i = 0; i < n; i++)
    {
      const SmpRecordBlock *block = g_ptr_array_index (blocks, i);

      if (block->style == SMP_RECORD_SMALL)
        g_string_append_printf (used, "%s ", block->text);
    }
  add (blocks, SMP_RECORD_HEADING, g_strdup (_ ("Sources")));
  for (gsize i = 0; i < smp_n_sources; i++)
    {
      g_autofree char *word = g_strdup_printf (" %s ", smp_sources[i].key);

      if (strstr (used->str, word) != NULL)
        add (blocks, SMP_RECORD_SMALL,
             g_strdup_printf ("%s: %s", smp_sources[i].key, smp_sources[i].address));
    }
}

GPtrArray *
_smp_record_body (const SmpConsultation *consultation,
                  const SmpVariant *variant,
                  const GPtrArray *photo_warnings,
                  const double skin[3])
{
  GPtrArray *blocks = blocks_new ();
  g_autoptr (GPtrArray) warnings = smp_warnings_for_variant (consultation, variant, skin);

  add_plan (blocks, consultation, variant);
  add_answers (blocks, consultation);
  if (warnings->len + photo_warnings->len > 0)
    add (blocks, SMP_RECORD_HEADING, g_strdup (_ ("Worth a Thought")));
  add_warnings (blocks, warnings);
  add_warnings (blocks, photo_warnings);
  add_advice (blocks);
  add_sources (blocks);
  return blocks;
}
