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
#include "record/smp-count-text.h"
#include "record/smp-record-private.h"
#include "record/smp-warnings.h"
#include "stipple/smp-dots.h"
#include "stipple/smp-zone-measure.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface.h"

/* A square zone. @at: its corner, and its @side: px, or mm on the head */
static SmpZone *
square_zone (const char *id, SmpZoneKind kind, const char *space, SmpPoint at, double side)
{
  const SmpNode nodes[] = { { at, TRUE, SMP_EDGE_HARD },
                            { { at.x + side, at.y }, TRUE, SMP_EDGE_HARD },
                            { { at.x + side, at.y + side }, TRUE, SMP_EDGE_HARD },
                            { { at.x, at.y + side }, TRUE, SMP_EDGE_HARD } };
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, G_N_ELEMENTS (nodes), TRUE);
  SmpZone *zone = smp_zone_new (id, kind, space);

  smp_zone_set_outline (zone, outline);
  zone->density = 100;
  zone->dot_diameter = 0.3;
  return zone;
}

/* A consultation with all that a record tells. */
static SmpConsultation *
consultation_of (const char *assessment, double dilution)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = smp_photo_new ("photo-1");
  g_autoptr (SmpConsultation) with_photo = NULL;
  g_autoptr (SmpConsultation) assessed = NULL;
  g_autoptr (JsonNode) node = json_from_string (assessment, NULL);
  g_autoptr (SmpZone) zone
      = square_zone ("zone-1", SMP_ZONE_SCAR, "photo-1", smp_point (200, 200), 400);
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("own", "Studio black", dilution, 0.2);
  g_autoptr (SmpPlan) usual = smp_plan_new (1);
  g_autoptr (SmpPlan) zoned = NULL;
  g_autoptr (SmpPlan) plan = NULL;

  photo->width = photo->height = 800;
  photo->scale = (SmpScale){ 0.1, SMP_SCALE_RULER, 0.02 };
  with_photo = smp_consultation_with_photo (empty, photo);
  assessed = smp_consultation_with_assessment (with_photo, json_node_get_object (node));
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

/* A photo of a ball of a head; @number is that of the photo, from 0. */
static SmpPhoto *
photo_of_head (guint number)
{
  g_autofree char *id = g_strdup_printf ("photo-%u", number + 1);
  SmpPhoto *photo = smp_photo_new (id);

  photo->width = photo->height = 1000;
  photo->scale = (SmpScale){ 0.25, SMP_SCALE_PUPILS, 0.05 };
  photo->has_head = TRUE;
  photo->head = (SmpHead){ .axes = { 90, 90, 90 },
                           .whorl = SMP_WHORL_DEFAULT,
                           .camera = { 4000, { 500, 500 } },
                           .rotation = { 0, 1, 0, 0 },
                           .translation = { 0, 0, 1000 },
                           .uncertainty = 0.05 * number };
  return photo;
}

/* Zones of several photos, in another order than these: each is measured where it was drawn, one on
 * the head in the first photo of it, and all are in the sum once. */
static void
test_several_photos (void)
{
  static const struct
  {
    SmpZoneKind kind;
    const char *space;
    SmpPoint at;
    double side;
    guint photo;
  } drawn[] = { { SMP_ZONE_SCAR, "photo-2", { 440, 240 }, 120, 1 },
                { SMP_ZONE_SCAR, "photo-1", { 100, 100 }, 400, 0 },
                { SMP_ZONE_SCAR, SMP_SPACE_HEAD, { -40, -60 }, 60, 1 },
                { SMP_ZONE_KEEP_OUT, "photo-1", { 200, 200 }, 100, 0 },
                { SMP_ZONE_SCAR, "photo-1", { 550, 550 }, 200, 0 } };
  g_autoptr (SmpConsultation) value = consultation_of ("{}", 7);
  g_autoptr (SmpConsultation) planned = NULL;
  g_autoptr (SmpPlan) plan = smp_plan_new (1);
  g_autoptr (GPtrArray) body = NULL;
  g_autofree char *session = NULL;
  double sum = 0, off = 0;

  for (guint i = 1; i < 3; i++)
    {
      g_autoptr (SmpPhoto) photo = photo_of_head (i);
      SmpConsultation *more = smp_consultation_with_photo (value, photo);

      smp_consultation_unref (value);
      value = more;
    }
  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    {
      g_autofree char *id = g_strdup_printf ("zone-%u", i + 1);
      g_autoptr (SmpZone) zone
          = square_zone (id, drawn[i].kind, drawn[i].space, drawn[i].at, drawn[i].side);
      SmpPlan *more = smp_plan_with_zone (plan, zone);

      smp_plan_unref (plan);
      plan = more;
    }
  planned
      = smp_consultation_with_plan (value, smp_consultation_get_default_variant (value)->id, plan);
  body = body_of (planned);
  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);
      const SmpPhoto *photo = g_ptr_array_index (planned->photos, drawn[i].photo);
      g_autoptr (SmpSurface) surface = smp_surface_for_photo (photo);
      g_autoptr (SmpDotSet) dots = smp_dots_place (plan, photo->id, surface, 0, NULL, NULL);
      double area = smp_zone_area_cm2 (zone, photo), n = 0;
      g_autofree char *line = NULL;
      SmpDotCount counts[G_N_ELEMENTS (drawn)];

      if (zone->kind == SMP_ZONE_KEEP_OUT)
        {
          g_assert_null (find (body, zone->id));
          continue;
        }
      smp_dot_set_count (dots, G_N_ELEMENTS (drawn), counts);
      for (guint k = 0; k < SMP_LIMIT_SESSIONS; k++)
        n += counts[i].of_session[k];
      sum += n;
      off += n * smp_photo_area_uncertainty (photo);
      line = g_strdup_printf ("%s (Scar): %.0f ± %.0f cm², 100 dots/cm² that look 0.30 mm wide "
                              "(pigment 0.13 mm), about %.0f dots",
                              zone->id, area, area * smp_photo_area_uncertainty (photo),
                              smp_count_round (n, smp_photo_area_uncertainty (photo)));
      g_test_message ("looking for: %s", line);
      g_assert_nonnull (find (body, line));
    }
  session = g_strdup_printf ("Session 1: 40 %% of the dots (about %.0f, ",
                             smp_count_round (0.4 * sum, off / sum));
  g_assert_nonnull (find (body, session));
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
  g_test_add_func ("/record/text/several-photos", test_several_photos);
  g_test_add_func ("/record/text/answers", test_answers);
  g_test_add_func ("/record/text/colours", test_colours);
  return g_test_run ();
}
