/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/smp-constants.h"
#include "colour/smp-colour.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-face-frame.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-image.h"
#include "record/smp-hairline-measure.h"
#include "record/smp-warnings.h"
#include "surface/smp-head-misfit.h"

#define MM_PER_PX 0.25
#define WIDTH 1000
#define HEIGHT 1000

/* What a case changes; all zero is a plan with nothing to warn of. */
typedef struct
{
  double lower;      /* mm by which the hairline stands lower */
  double temple;     /* mm by which its sides stand lower than usual */
  double far_side;   /* mm by which its right side stands lower still */
  gboolean corner;   /* its temples' corners stand before the corners of the eyes */
  gboolean line;     /* straight and without irregularity */
  double feather;    /* mm, 0 the usual */
  double density;    /* 0 the usual */
  double diameter;   /* 0 the usual */
  double needle;     /* mm */
  double depth;      /* mm */
  double dilution;   /* 0 the usual */
  double first;      /* strength of session 1 */
  const char *skin;  /* members of the assessment */
  const char *found; /* skin that a photo shows, #rrggbb */
  const char *dates[2];
  int interval;  /* before session 2, days */
  double second; /* strength of session 2 */
  SmpSex sex;
} Case;

static SmpPhoto *
front_photo (void)
{
  SmpPhoto *photo = smp_photo_new ("photo-1");
  const SmpLandmark points[] = {
    { (char *)SMP_LANDMARK_PUPIL_RIGHT, { 374, 700 } },
    { (char *)SMP_LANDMARK_PUPIL_LEFT, { 626, 700 } },
    { (char *)SMP_LANDMARK_GLABELLA, { 500, 620 } },
    { (char *)SMP_LANDMARK_VERTEX, { 500, 244 } }, /* 94 mm over it */
  };

  photo->view = SMP_VIEW_FRONT;
  photo->width = WIDTH;
  photo->height = HEIGHT;
  photo->scale = (SmpScale){ MM_PER_PX, SMP_SCALE_PUPILS, 0.05 };
  smp_landmarks_unref (photo->landmarks);
  photo->landmarks = smp_landmarks_new (points, G_N_ELEMENTS (points), NULL);
  return photo;
}

/* @across and @up in mm of the face. */
static SmpNode
node_at (double across, double up, SmpEdge edge)
{
  return (SmpNode){ { 500 + across / MM_PER_PX, 620 - up / MM_PER_PX }, FALSE, edge };
}

static SmpZone *
zone_for (const Case *c)
{
  /* 62 mm on the skin are 58 mm in the picture of a head 94 mm high. */
  double middle = 58 - c->lower, side = middle + (c->line ? 0 : 6) - c->temple;
  double corner = c->corner ? 37 : 46, ear = side - (c->line ? 0 : c->corner ? 40 : 8);
  const SmpNode nodes[] = {
    node_at (-62, ear - c->far_side, SMP_EDGE_HAIRLINE),
    node_at (-corner, side - c->far_side, SMP_EDGE_HAIRLINE),
    node_at (-20, middle + (c->line ? 0 : 1), SMP_EDGE_HAIRLINE),
    node_at (0, middle, SMP_EDGE_HAIRLINE),
    node_at (20, middle + (c->line ? 0 : 1), SMP_EDGE_HAIRLINE),
    node_at (corner, side, SMP_EDGE_HAIRLINE),
    node_at (62, ear, SMP_EDGE_BLEND),
    node_at (40, 85, SMP_EDGE_HARD),
    node_at (-40, 85, SMP_EDGE_BLEND),
  };
  SmpZone *zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, G_N_ELEMENTS (nodes), TRUE);

  smp_zone_set_outline (zone, outline);
  zone->density = c->density > 0 ? c->density : 120;
  zone->dot_diameter = c->diameter > 0 ? c->diameter : 0.4;
  zone->feather[SMP_EDGE_HAIRLINE] = c->feather > 0 ? c->feather : 8;
  zone->irregularity_amplitude = c->line ? 0 : 1.5;
  return zone;
}

static GPtrArray *
warn (const Case *c)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = front_photo ();
  g_autoptr (SmpConsultation) with_photo = smp_consultation_with_photo (empty, photo);
  g_autoptr (SmpConsultation) consultation = NULL;
  g_autoptr (SmpZone) zone = zone_for (c);
  g_autoptr (SmpPlan) usual = smp_plan_new (1);
  g_autoptr (SmpPlan) zoned = smp_plan_with_zone (usual, zone);
  g_autoptr (SmpPigment) pigment
      = smp_pigment_new ("own", "own", c->dilution > 0 ? c->dilution : 15, 0);
  g_autoptr (SmpPlan) shaded = smp_plan_with_pigment (zoned, pigment);
  SmpRecipe recipe = { .needle_mm = c->needle, .depth_mm = c->depth };
  g_autoptr (SmpPlan) recipied = smp_plan_with_recipe (shaded, &recipe);
  SmpSession sessions[] = {
    { .share = 0.5, .strength = c->first, .date = (char *)c->dates[0] },
    { .share = 0.5, .strength = c->second, .interval = c->interval, .date = (char *)c->dates[1] }
  };
  g_autoptr (SmpPlan) plan = smp_plan_with_sessions (recipied, sessions, 2);
  g_autoptr (SmpVariant) variant = smp_variant_new ("variant-1", "A", plan);
  g_autoptr (JsonNode) node = json_from_string (c->skin != NULL ? c->skin : "{}", NULL);
  SmpAssessment assessment = smp_assessment_from_json (json_node_get_object (node));
  g_autoptr (JsonObject) object = NULL;
  guint rgb[3] = { 0 };
  double found[3];

  if (c->found != NULL)
    g_assert_cmpint (sscanf (c->found, "#%2x%2x%2x", &rgb[0], &rgb[1], &rgb[2]), ==, 3);
  for (int i = 0; i < 3; i++)
    found[i] = smp_srgb_decode (rgb[i] / 255.0);
  assessment.sex = c->sex;
  object = smp_assessment_to_json (&assessment, NULL);
  consultation = smp_consultation_with_assessment (with_photo, object);
  return smp_warnings_for_variant (consultation, variant, c->found != NULL ? found : NULL);
}

static void
check_text (const SmpWarning *warning)
{
  g_auto (GStrv) keys = g_strsplit (warning->sources, " ", -1);

  g_test_message ("  %s%s (%s): %s", warning->is_note ? "note " : "", warning->id, warning->about,
                  warning->text);
  g_assert_cmpuint (strlen (warning->text), >, 30);
  for (gsize k = 0; keys[k] != NULL; k++)
    g_assert_true (smp_source_by_key (keys[k]) != NULL || warning->is_note);
}

/* The only one of its kind, or NULL. */
static const SmpWarning *
only (const GPtrArray *warnings, gboolean note)
{
  const SmpWarning *found = NULL;

  for (guint i = 0; i < warnings->len; i++)
    {
      const SmpWarning *warning = g_ptr_array_index (warnings, i);

      if (warning->is_note != note)
        continue;
      g_assert_null (found);
      found = warning;
    }
  return found;
}

/* Every warning appears when it should, alone, with a text and sources that are known. */
static void
test_each (void)
{
  static const struct
  {
    const char *id; /* NULL for none */
    Case change;
  } cases[] = {
    { NULL, { 0 } },
    { NULL, { .sex = SMP_SEX_MALE } },
    { "hairline-low", { .lower = 8 } },
    { NULL, { .lower = 6, .sex = SMP_SEX_FEMALE } },
    { "hairline-straight", { .line = TRUE } },
    { "hairline-hard", { .feather = 1 } },
    { "temple-closed", { .temple = 12, .sex = SMP_SEX_MALE } },
    { NULL, { .temple = 12, .sex = SMP_SEX_FEMALE } },
    { NULL, { .corner = TRUE, .sex = SMP_SEX_MALE } },
    /* A head that is turned shows one temple from the side. */
    { NULL, { .far_side = 25, .sex = SMP_SEX_MALE } },
    { "density-beyond-nature", { .density = 260, .diameter = 0.4 } },
    { "dots-too-close", { .density = 220, .diameter = 0.6, .needle = 0.3 } },
    { "needle-and-dot", { .needle = 0.18, .diameter = 0.6 } },
    { NULL, { .needle = 0.25, .diameter = 0.4 } },
    /* The usual needle, where none is recorded, and the deposit, not the dot as it looks. */
    { "needle-and-dot", { .density = 60, .diameter = 0.8 } },
    { NULL, { .diameter = 0.45 } },
    { "needle-and-dot", { .diameter = 0.2 } },
    { "too-shallow", { .depth = 0.1 } },
    { "too-deep", { .depth = 1.4 } },
    { NULL, { .depth = 0.4 } },
    { "fades-soon", { .dilution = 40 } },
    { "first-session-dark", { .first = 1 } },
    { "too-dark",
      { .dilution = 2, .skin = "{\"skin_colour\": \"#f3e7db\", \"hair_colour\": \"#b08a5a\"}" } },
    { "too-dark",
      { .density = 220,
        .diameter = 0.48,
        .dilution = 2,
        .skin = "{\"skin_colour\": \"#f3e7db\", \"hair_colour\": \"#4a3f36\"}" } },
    { "too-dark",
      /* The patch, not the single dot: that is not so dark. */
      { .density = 220,
        .diameter = 0.48,
        .dilution = 12,
        .skin = "{\"skin_colour\": \"#fbd6be\"}" } },
    { NULL,
      { .density = 80,
        .diameter = 0.3,
        .skin = "{\"skin_colour\": \"#f3e7db\", \"hair_colour\": \"#2a2420\"}" } },
    { NULL, { .skin = "{\"skin_colour\": \"#604134\"}" } },
    /* The stubble that was matched counts, not that of the hair. */
    { "too-dark",
      { .density = 200,
        .diameter = 0.45,
        .skin = "{\"skin_colour\": \"#d7a88a\", \"hair_colour\": \"#1a1614\", "
                "\"stubble_colour\": \"#d5a688\"}" } },
    { NULL,
      { .density = 200,
        .diameter = 0.45,
        .skin = "{\"skin_colour\": \"#d7a88a\", \"stubble_colour\": \"#bd8f75\"}" } },
    /* …and so dots are not held against bare skin. */
    { NULL,
      { .dilution = 2,
        .skin = "{\"skin_colour\": \"#d7a88a\", \"stubble_colour\": \"#8a6a56\"}" } },
    /* No hair: dots against skin, sampled or found in the photo. */
    { "too-dark", { .dilution = 2, .skin = "{\"skin_colour\": \"#d7a88a\"}" } },
    { "too-dark", { .dilution = 2, .found = "#d7a88a" } },
    { NULL, { .dilution = 10, .found = "#d7a88a" } },
    { NULL, { .dilution = 2, .found = "#a07e56" } },
    /* What was sampled counts before what was found. */
    { NULL, { .dilution = 2, .found = "#d7a88a", .skin = "{\"skin_colour\": \"#a07e56\"}" } },
    { "session-order", { .dates = { "2027-03-01", "2027-02-01" } } },
    { NULL, { .dates = { "2027-03-01", "2027-03-15" } } },
    { "interval-short", { .dates = { "2027-03-01", "2027-03-05" } } },
    { "interval-short", { .interval = 3 } },
    { NULL, { .interval = 7 } },
    { "strength-falls", { .first = 0.8, .second = 0.5 } },
    { NULL, { .first = 0.5, .second = 0.8 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) warnings = warn (&cases[i].change);
      const SmpWarning *warning;

      g_test_message ("case %u: %s", (guint)i, cases[i].id != NULL ? cases[i].id : "none");
      for (guint w = 0; w < warnings->len; w++)
        check_text (g_ptr_array_index (warnings, w));
      warning = only (warnings, FALSE);
      g_assert_cmpstr (warning != NULL ? warning->id : NULL, ==, cases[i].id);
    }
}

/* A new zone of any kind is what its needle makes. */
static void
test_usual_zones (void)
{
  for (int kind = 0; kind < SMP_N_ZONE_KINDS; kind++)
    {
      g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", (SmpZoneKind)kind, "photo-1");
      Case usual = { .density = zone->density, .diameter = zone->dot_diameter };
      g_autoptr (GPtrArray) warnings = NULL;

      if (kind == SMP_ZONE_KEEP_OUT)
        continue;
      warnings = warn (&usual);
      g_test_message ("%s", smp_zone_kind_to_string ((SmpZoneKind)kind));
      g_assert_null (only (warnings, FALSE));
    }
}

/* What cannot be known is said, as a note. */
static void
test_notes (void)
{
  static const struct
  {
    const char *id;
    Case change;
  } cases[] = {
    { "too-dark", { 0 } }, /* no skin at all */
    { NULL, { .found = "#d7a88a" } },
    { NULL, { .skin = "{\"skin_colour\": \"#604134\"}" } },
    { "temple-closed", { .temple = 12, .found = "#d7a88a" } },
    { NULL, { .temple = 12, .found = "#d7a88a", .sex = SMP_SEX_FEMALE } },
    { NULL, { .temple = 12, .found = "#d7a88a", .sex = SMP_SEX_OTHER } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) warnings = warn (&cases[i].change);
      const SmpWarning *note = only (warnings, TRUE);

      g_assert_null (only (warnings, FALSE));
      g_assert_cmpstr (note != NULL ? note->id : NULL, ==, cases[i].id);
      if (i == 0)
        g_assert_true (g_str_has_prefix (note->text, "Not checked: "));
      if (i == 3)
        g_assert_nonnull (strstr (note->text, "If the client is a man"));
    }
}

/* The plan that a new consultation begins with, on skin from light to dark, warns of nothing. */
static void
test_default (void)
{
  static const char *const skins[] = { "#d7a88a", "#c69076", "#a07e56", "#604134", "#292420" };

  for (gsize i = 0; i < G_N_ELEMENTS (skins); i++)
    {
      const Case usual = { .found = skins[i], .sex = SMP_SEX_MALE };
      g_autoptr (SmpConsultation) empty = smp_consultation_new ();
      g_autoptr (SmpPhoto) photo = front_photo ();
      g_autoptr (SmpConsultation) value = smp_consultation_with_photo (empty, photo);
      g_autoptr (SmpPlan) plan = smp_plan_new (1);
      g_autoptr (SmpZone) shape = zone_for (&usual);
      g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
      g_autoptr (SmpPlan) zoned = NULL;
      g_autoptr (SmpVariant) variant = NULL;
      g_autoptr (GPtrArray) warnings = NULL;
      guint rgb[3];
      double skin[3];

      g_assert_cmpint (sscanf (skins[i], "#%2x%2x%2x", &rgb[0], &rgb[1], &rgb[2]), ==, 3);
      for (int c = 0; c < 3; c++)
        skin[c] = smp_srgb_decode (rgb[c] / 255.0);
      smp_zone_set_outline (zone, shape->outline);
      zoned = smp_plan_with_zone (plan, zone);
      variant = smp_variant_new ("variant-1", "A", zoned);
      warnings = smp_warnings_for_variant (value, variant, skin);
      for (guint w = 0; w < warnings->len; w++)
        check_text (g_ptr_array_index (warnings, w));
      g_assert_cmpuint (warnings->len, ==, 0);
    }
}

/* 58 mm over the glabella in a head 94 mm high: 152 mm × asin (58 / 94) / 90°. */
static void
test_measure (void)
{
  const Case usual = { 0 };
  g_autoptr (SmpPhoto) photo = front_photo ();
  g_autoptr (SmpZone) zone = zone_for (&usual);
  SmpHairlineMeasure measure;

  g_assert_true (smp_hairline_measure (zone, photo, &measure));
  g_assert_cmpfloat_with_epsilon (measure.height, 152 * asin (58.5 / 94) / G_PI_2, 1);
  g_assert_true (measure.has_sides);
  g_assert_cmpfloat_with_epsilon (measure.side_rise, 5.5, 1);
  g_assert_cmpfloat (measure.straightness, >, 0.8);
  photo->view = SMP_VIEW_BACK;
  g_assert_false (smp_hairline_measure (zone, photo, &measure));
}

static void
test_suitability (void)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (JsonNode) node
      = json_from_string ("{\"suitability\": {\"keloids\": \"yes\", \"allergy\": \"no\"}}", NULL);
  g_autoptr (SmpConsultation) consultation
      = smp_consultation_with_assessment (empty, json_node_get_object (node));
  g_autoptr (GPtrArray) warnings = smp_warnings_for_assessment (consultation);
  g_autoptr (GPtrArray) none = smp_warnings_for_assessment (empty);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (warnings->len, ==, 1);
  g_assert_cmpstr (((SmpWarning *)g_ptr_array_index (warnings, 0))->about, ==, "keloids");
}

static SmpImage *
face_image (const guint8 forehead[3], const guint8 scalp[3])
{
  SmpImage *image = smp_image_new (WIDTH, HEIGHT, NULL);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        guint8 *px = image->pixels + (gsize)y * image->stride + 4 * (gsize)x;

        memcpy (px, y < 420 ? scalp : forehead, 3);
        px[3] = 255;
      }
  return image;
}

static void
check_photo (const guint8 forehead[3], const guint8 scalp[3], const char *id)
{
  g_autoptr (SmpConsultation) consultation = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = front_photo ();
  g_autoptr (SmpImage) image = face_image (forehead, scalp);
  g_autoptr (GPtrArray) warnings = smp_warnings_for_photo (consultation, photo, image, NULL, NULL);

  g_assert_cmpuint (warnings->len, ==, id != NULL ? 1 : 0);
  if (id != NULL)
    g_assert_cmpstr (((SmpWarning *)g_ptr_array_index (warnings, 0))->id, ==, id);
}

static const guint8 skin_rgb[3] = { 210, 165, 140 }, red[3] = { 215, 135, 115 },
                    white[3] = { 255, 250, 245 }, grey[3] = { 140, 142, 145 };

static void
test_photo (void)
{
  g_autoptr (SmpConsultation) consultation = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = front_photo ();
  g_autoptr (GPtrArray) warnings = NULL;

  check_photo (skin_rgb, skin_rgb, NULL);
  check_photo (skin_rgb, red, "redness");
  check_photo (skin_rgb, white, "glare");
  photo->scale.method = SMP_SCALE_ASSUMED;
  warnings = smp_warnings_for_photo (consultation, photo, NULL, NULL, NULL);
  g_assert_cmpuint (warnings->len, ==, 1);
  g_assert_cmpstr (((SmpWarning *)g_ptr_array_index (warnings, 0))->id, ==, "scale-unknown");
}

/* No head has its chin and its nose there. */
static const SmpLandmark astray[] = {
  { (char *)SMP_LANDMARK_PUPIL_RIGHT, { 374, 700 } },
  { (char *)SMP_LANDMARK_PUPIL_LEFT, { 626, 700 } },
  { (char *)SMP_LANDMARK_CHIN, { 20, 20 } },
  { (char *)SMP_LANDMARK_SUBNASALE, { 980, 20 } },
  { (char *)SMP_LANDMARK_VERTEX, { 500, 244 } },
};

/* Of two photos that contradict each other it is told of the one that fits worse, and that it fits
 * not the other's head. */
static void
test_misfit_with_other (void)
{
  const SmpHead head = { .axes = { 75, 110, 95 } };
  g_autoptr (SmpPhoto) photo = front_photo (), other = front_photo (), posed = NULL;
  g_autoptr (SmpConsultation) empty = smp_consultation_new (), one = NULL, both = NULL;
  g_autoptr (SmpConsultation) kept = NULL;
  g_autofree char *of_photo = NULL, *flat = NULL, *stays = NULL;

  g_free (other->id);
  other->id = g_strdup ("photo-2");
  smp_landmarks_unref (other->landmarks);
  other->landmarks = smp_landmarks_new (astray, G_N_ELEMENTS (astray), NULL);
  one = smp_consultation_with_photo (empty, photo);
  both = smp_consultation_with_photo (one, other);
  of_photo = smp_head_dup_misfit (both, photo);
  g_assert_null (of_photo);
  flat = smp_head_dup_misfit (both, other);
  g_assert_cmpstr (flat, ==,
                   "The landmarks do not fit the head of the other photos. The photo is taken as "
                   "flat. Check the landmarks and the view.");
  posed = smp_photo_with_head (other, &head);
  kept = smp_consultation_with_photo (both, posed);
  stays = smp_head_dup_misfit (kept, posed);
  g_assert_cmpstr (stays, ==,
                   "The landmarks do not fit the head of the other photos. The head stays as it "
                   "was. Check the landmarks and the view.");
}

/* A face leans to its side, but not so far. */
static void
test_pupils_lean (void)
{
  for (int i = 0; i < 2; i++)
    {
      const SmpLandmark points[] = {
        { (char *)SMP_LANDMARK_PUPIL_RIGHT, { 400, 700 } },
        { (char *)SMP_LANDMARK_PUPIL_LEFT, { 500, i == 0 ? 750 : 640 } },
      };
      g_autoptr (SmpConsultation) consultation = smp_consultation_new ();
      g_autoptr (SmpPhoto) photo = front_photo ();
      g_autoptr (GPtrArray) warnings = NULL;

      smp_landmarks_unref (photo->landmarks);
      photo->landmarks = smp_landmarks_new (points, G_N_ELEMENTS (points), NULL);
      warnings = smp_warnings_for_photo (consultation, photo, NULL, NULL, NULL);
      g_assert_cmpuint (warnings->len, ==, i);
      if (i > 0)
        g_assert_cmpstr (((SmpWarning *)g_ptr_array_index (warnings, 0))->text, ==,
                         "The line through the pupils leans by 31°. Check that both are where the "
                         "pupils are.");
    }
}

/* Landmarks that contradict a head are told of, and of which photo. */
static void
test_misfit (void)
{
  g_autoptr (SmpPhoto) photo = front_photo (), other = smp_photo_new ("photo-2");
  g_autoptr (SmpConsultation) empty = smp_consultation_new (), one = NULL, both = NULL;
  g_autoptr (GPtrArray) alone = NULL, beside = NULL, of_other = NULL;
  const SmpWarning *warning;

  smp_landmarks_unref (photo->landmarks);
  photo->landmarks = smp_landmarks_new (astray, G_N_ELEMENTS (astray), NULL);
  one = smp_consultation_with_photo (empty, photo);
  alone = smp_warnings_for_photo (one, photo, NULL, NULL, NULL);
  g_assert_cmpuint (alone->len, ==, 1);
  warning = g_ptr_array_index (alone, 0);
  g_assert_cmpstr (warning->id, ==, "head-misfit");
  g_assert_true (g_str_has_prefix (warning->text, "The landmarks fit no head"));

  other->view = SMP_VIEW_VERTEX;
  other->scale = photo->scale;
  both = smp_consultation_with_photo (one, other);
  beside = smp_warnings_for_photo (both, photo, NULL, NULL, NULL);
  g_assert_cmpuint (beside->len, ==, 1);
  warning = g_ptr_array_index (beside, 0);
  g_assert_true (g_str_has_prefix (warning->text, "Front: The landmarks fit no head"));
  of_other = smp_warnings_for_photo (both, other, NULL, NULL, NULL);
  g_assert_cmpuint (of_other->len, ==, 0);
}

/* In a photo from another side, what is in its zones counts. */
static void
test_other_view (void)
{
  static const struct
  {
    const guint8 *around, *zone;
    const char *id;
    gboolean is_skin;
  } cases[] = {
    { skin_rgb, skin_rgb, NULL, TRUE },  { white, skin_rgb, NULL, TRUE },
    { skin_rgb, white, "glare", FALSE }, { skin_rgb, red, "redness", TRUE },
    { skin_rgb, grey, NULL, FALSE },
  };
  const Case usual = { 0 };
  double sampled[3];

  for (int c = 0; c < 3; c++)
    sampled[c] = smp_srgb_decode (skin_rgb[c] / 255.0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SmpConsultation) consultation = smp_consultation_new ();
      g_autoptr (SmpPhoto) photo = front_photo ();
      g_autoptr (SmpZone) zone = zone_for (&usual);
      g_autoptr (SmpPlan) empty = smp_plan_new (1);
      g_autoptr (SmpPlan) plan = smp_plan_with_zone (empty, zone);
      g_autoptr (SmpImage) image = face_image (cases[i].around, cases[i].zone);
      g_autoptr (GPtrArray) warnings = NULL, nothing = NULL;
      double skin[3];

      photo->view = SMP_VIEW_VERTEX;
      warnings = smp_warnings_for_photo (consultation, photo, image, plan, sampled);
      g_assert_cmpuint (warnings->len, ==, cases[i].id != NULL ? 1 : 0);
      if (cases[i].id != NULL)
        g_assert_cmpstr (((SmpWarning *)g_ptr_array_index (warnings, 0))->id, ==, cases[i].id);
      g_assert_true (smp_warnings_find_skin (photo, image, plan, skin) == cases[i].is_skin);
      for (int c = 0; cases[i].is_skin && c < 3; c++)
        g_assert_cmpfloat_with_epsilon (smp_srgb_encode (skin[c]) * 255, cases[i].zone[c], 1);
      nothing = smp_warnings_for_photo (consultation, photo, image, empty, sampled);
      g_assert_cmpuint (nothing->len, ==, 0);
      g_assert_false (smp_warnings_find_skin (photo, image, empty, skin));
    }
}

/* The warnings of a plan of one zone, a square of @side px from (@x, @y) on. */
static GPtrArray *
warn_of_square_in (const char *space, double density, double x, double y, double side)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = front_photo ();
  g_autoptr (SmpConsultation) with_photo = smp_consultation_with_photo (empty, photo);
  g_autoptr (SmpConsultation) consultation = NULL;
  g_autoptr (SmpPlan) usual = smp_plan_new (1);
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, space);
  const SmpNode nodes[] = { { { x, y }, TRUE, SMP_EDGE_BLEND },
                            { { x + side, y }, TRUE, SMP_EDGE_BLEND },
                            { { x + side, y + side }, TRUE, SMP_EDGE_BLEND },
                            { { x, y + side }, TRUE, SMP_EDGE_BLEND } };
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, 4, TRUE);
  g_autoptr (SmpPlan) plan = NULL;

  smp_zone_set_outline (zone, outline);
  zone->density = density;
  plan = smp_plan_with_zone (usual, zone);
  consultation = smp_consultation_with_plan (
      with_photo, smp_consultation_get_default_variant (with_photo)->id, plan);
  return smp_warnings_for_variant (consultation,
                                   smp_consultation_get_default_variant (consultation), NULL);
}

static GPtrArray *
warn_of_square (double x, double y, double side)
{
  return warn_of_square_in ("photo-1", 100, x, y, side);
}

static gboolean
is_among (GPtrArray *warnings, const char *id)
{
  for (guint i = 0; i < warnings->len; i++)
    if (strcmp (((const SmpWarning *)g_ptr_array_index (warnings, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* 4 px of 0.25 mm are 1 mm: one dot at 100 dots/cm². */
static void
test_unseen_zones (void)
{
  g_autoptr (GPtrArray) good = warn_of_square (300, 300, 8);
  g_autoptr (GPtrArray) small = warn_of_square (300, 300, 3);
  g_autoptr (GPtrArray) flat = warn_of_square (300, 300, 0);
  g_autoptr (GPtrArray) beside = warn_of_square (WIDTH + 10, 300, 100);
  g_autoptr (GPtrArray) above = warn_of_square (300, -200, 100);
  g_autoptr (GPtrArray) half = warn_of_square (WIDTH - 50, 300, 100);
  g_autoptr (GPtrArray) lost = warn_of_square_in ("head", 100, 0, 0, 50);
  g_autoptr (GPtrArray) empty = warn_of_square_in ("photo-1", 0, 300, 300, 100);

  g_assert_false (is_among (good, "zone-without-area"));
  g_assert_false (is_among (good, "zone-beside-photo"));
  g_assert_true (is_among (small, "zone-without-area"));
  g_assert_true (is_among (flat, "zone-without-area"));
  g_assert_true (is_among (beside, "zone-beside-photo"));
  g_assert_false (is_among (beside, "zone-without-area"));
  g_assert_true (is_among (above, "zone-beside-photo"));
  g_assert_false (is_among (half, "zone-beside-photo"));
  /* A zone on a head that no photo shows is not small: its landmarks are gone. */
  g_assert_true (is_among (lost, "zone-without-head"));
  g_assert_false (is_among (lost, "zone-without-area"));
  g_assert_false (is_among (empty, "zone-without-area"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/warnings/each", test_each);
  g_test_add_func ("/record/warnings/usual-zones", test_usual_zones);
  g_test_add_func ("/record/warnings/notes", test_notes);
  g_test_add_func ("/record/warnings/default", test_default);
  g_test_add_func ("/record/warnings/measure", test_measure);
  g_test_add_func ("/record/warnings/suitability", test_suitability);
  g_test_add_func ("/record/warnings/photo", test_photo);
  g_test_add_func ("/record/warnings/pupils-lean", test_pupils_lean);
  g_test_add_func ("/record/warnings/misfit", test_misfit);
  g_test_add_func ("/record/warnings/misfit-with-other", test_misfit_with_other);
  g_test_add_func ("/record/warnings/other-view", test_other_view);
  g_test_add_func ("/record/warnings/unseen-zones", test_unseen_zones);
  return g_test_run ();
}
