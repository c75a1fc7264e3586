/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "record/smp-record-private.h"
#include "record/smp-warnings.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface.h"

/* A consultation with all that a record tells. */
static SmpConsultation *
consultation_of (const char *assessment, double dilution)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = smp_photo_new ("photo-1");
  g_autoptr (SmpConsultation) with_photo = NULL;
  g_autoptr (SmpConsultation) assessed = NULL;
  g_autoptr (JsonNode) node = json_from_string (assessment, NULL);
  const SmpNode nodes[] = { { { 200, 200 }, TRUE, SMP_EDGE_HARD },
                            { { 600, 200 }, TRUE, SMP_EDGE_HARD },
                            { { 600, 600 }, TRUE, SMP_EDGE_HARD },
                            { { 200, 600 }, TRUE, SMP_EDGE_HARD } };
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, G_N_ELEMENTS (nodes), TRUE);
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCAR, "photo-1");
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("own", "Studio black", dilution, 0.2);
  g_autoptr (SmpPlan) usual = smp_plan_new (1);
  g_autoptr (SmpPlan) zoned = NULL;
  g_autoptr (SmpPlan) plan = NULL;

  photo->width = photo->height = 800;
  photo->scale = (SmpScale){ 0.1, SMP_SCALE_RULER, 0.02 };
  with_photo = smp_consultation_with_photo (empty, photo);
  assessed = smp_consultation_with_assessment (with_photo, json_node_get_object (node));
  smp_zone_set_outline (zone, outline);
  zone->density = 100;
  zone->dot_diameter = 0.3;
  zoned = smp_plan_with_zone (usual, zone);
  plan = smp_plan_with_pigment (zoned, pigment);
  g_free (plan->sessions[0].done);
  plan->sessions[0].done = g_strdup ("2027-01-11");
  plan->sessions[0].notes = g_strdup ("Numbed the crown");
  plan->sessions[1].interval = 30;
  return smp_consultation_with_plan (assessed, smp_consultation_get_default_variant (assessed)->id,
                                     plan);
}

/* The paragraph that holds @text, or NULL. */
static const SmpRecordBlock *
find (const GPtrArray *blocks, const char *text)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const SmpRecordBlock *block = g_ptr_array_index (blocks, i);

      if (strstr (block->text, text) != NULL)
        return block;
    }
  return NULL;
}

static GPtrArray *
body_of (const SmpConsultation *consultation)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  const double skin[3] = { 0.5, 0.3, 0.2 };

  return _smp_record_body (consultation, smp_consultation_get_default_variant (consultation), none,
                           skin);
}

static void
test_plan (void)
{
  static const char *const said[] = {
    "zone-1 (Scar): 16 ± 1 cm², 100 dots/cm² that look 0.30 mm wide (pigment 0.13 mm), about ",
    "Shade: Studio black, carbon black 1 : 7 with 20 % brown",
    "Needle 0.25 mm, 1 in the cluster, depth 0.30 mm",
    "Session 1: 40 % of the dots",
    "strength 60 %, done on 2027-01-11. Numbed the crown",
    "strength 85 %, on 2027-02-10",
    "strength 100 %, on 2027-02-24",
  };
  g_autoptr (SmpConsultation) value = consultation_of ("{}", 7);
  g_autoptr (SmpConsultation) neat = consultation_of ("{}", 0);
  g_autoptr (GPtrArray) body = body_of (value);
  g_autoptr (GPtrArray) undiluted = body_of (neat);
  const SmpPhoto *photo = g_ptr_array_index (value->photos, 0);
  g_autoptr (SmpSurface) surface = smp_surface_for_photo (photo);
  g_autoptr (SmpDotSet) placed = NULL;
  g_autofree char *number = NULL;

  for (guint i = 0; i < body->len; i++)
    g_test_message ("%s", ((SmpRecordBlock *)g_ptr_array_index (body, i))->text);
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_test_message ("looking for: %s", said[i]);
      g_assert_nonnull (find (body, said[i]));
    }
  /* The dots that are in the picture, not those that the density lets expect. */
  placed = smp_dots_place (smp_consultation_get_default_variant (value)->plan, photo->id, surface,
                           0, NULL, NULL);
  number = g_strdup_printf ("about %u dots", (guint)placed->n_dots);
  g_assert_nonnull (find (body, number));
  g_assert_nonnull (find (undiluted, "carbon black, undiluted, with 20 % brown"));
  g_assert_null (find (undiluted, "1 : 0"));
}

static void
test_answers (void)
{
  static const char *const said[] = {
    "Sex: Female",
    "Hair loss: Ludwig 2",
    "Fitzpatrick type: 3 of 6",
    "Sun: Much; Sunscreen: Never; Skin: Not asked; Exfoliation: Often",
    "Tendency to keloids or raised scars: yes. See a clinician first.",
    "Takes blood thinners: no",
    "Bleeding disorder: not asked",
    "Nothing here is a diagnosis.",
    "Days 1 to 4: keep the scalp dry",
    "YOURBEST: https://",
  };
  g_autoptr (SmpConsultation) value = consultation_of (
      "{\"sex\": \"female\", \"hair_loss\": {\"scale\": \"ludwig\", \"stage\": \"2\"}, "
      "\"fitzpatrick\": 3, \"fading\": {\"sun\": \"high\", \"sunscreen\": \"never\", "
      "\"exfoliation\": \"often\"}, "
      "\"suitability\": {\"keloids\": \"yes\", \"blood-thinners\": \"no\"}}",
      7);
  g_autoptr (GPtrArray) body = body_of (value);

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_test_message ("looking for: %s", said[i]);
      g_assert_nonnull (find (body, said[i]));
    }
}

/* Colours stand there with a swatch, and only where they were sampled. */
static void
test_colours (void)
{
  g_autoptr (SmpConsultation) value
      = consultation_of ("{\"skin_colour\": \"#c69076\", \"hair_colour\": \"#2a2420\", "
                         "\"stubble_colour\": \"#b98a70\"}",
                         7);
  g_autoptr (SmpConsultation) none = consultation_of ("{}", 7);
  g_autoptr (GPtrArray) body = body_of (value);
  g_autoptr (GPtrArray) without = body_of (none);
  const SmpRecordBlock *skin = find (body, "Skin sampled: #c69076, typology angle");
  const SmpRecordBlock *hair = find (body, "Hair sampled: #2a2420");
  const SmpRecordBlock *stubble = find (body, "stubble of the shaved sides, as matched: #b98a70");

  g_assert_true (skin != NULL && skin->has_colour && skin->colour[1] == 0x90);
  g_assert_nonnull (strstr (skin->text, "Monk tone"));
  g_assert_true (hair != NULL && hair->has_colour && hair->colour[0] == 0x2a);
  g_assert_true (stubble != NULL && stubble->has_colour && stubble->colour[2] == 0x70);
  g_assert_null (find (without, "sampled: #"));
  g_assert_null (find (without, "as matched: #"));
  g_assert_nonnull (find (without, "Sex: Not asked"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/text/plan", test_plan);
  g_test_add_func ("/record/text/answers", test_answers);
  g_test_add_func ("/record/text/colours", test_colours);
  return g_test_run ();
}
