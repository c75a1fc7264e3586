/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/smp-error.h"
#include "cli-scene.h"
#include "cli.h"
#include "colour/smp-skin-tone.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-face-frame.h"
#include "model/smp-palette.h"
#include "model/smp-photo.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "geometry/smp-outline.h"
#include "photo/smp-head-contour.h"
#include "photo/smp-image.h"
#include "photo/smp-skin-sample.h"
#include "project/smp-palette-file.h"
#include "project/smp-project-writer.h"
#include "render/smp-shade.h"

#define PROPOSALS_SHOWN 5
/* Of a place that is given by hand. */
#define HAND_RADIUS_MM 5.0

typedef struct
{
  CliScene *scene;
  SmpPyramid *pyramid;
  SmpPatch patches[SMP_N_PATCHES];
  gsize n_patches;
  SmpSkinSample skin;
  SmpSkinSample sides;
  gboolean has_sides;
  SmpStubble stubble;
  double target[3];
  gboolean other_light;
  GArray *proposals;
} Matching;

static gboolean
parse_place (const char *text, SmpPoint *place)
{
  char *end;

  place->x = g_ascii_strtod (text, &end);
  if (end == text || *end != ',')
    return FALSE;
  text = end + 1;
  place->y = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (place->x) && isfinite (place->y);
}

/* The place given by hand, or those that are proposed. */
static gboolean
sample (Matching *self, const char *text, SmpPatchKind kind, SmpSkinSample *found, GError **error)
{
  const SmpLab *like = kind == SMP_PATCH_SIDE ? &self->skin.lab : NULL;
  const SmpImage *image = self->pyramid->levels[0];
  SmpPoint place;

  if (text == NULL)
    {
      if (smp_skin_sample_kind (image, self->patches, self->n_patches, kind, like, found))
        return TRUE;
      g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                   _ ("The photo has no pupils to find skin by. Say where it is: --skin X,Y."));
      return FALSE;
    }
  if (!parse_place (text, &place))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID, _ ("“%s” is no place; places are X,Y."),
                   text);
      return FALSE;
    }
  if (smp_skin_sample (image, place, HAND_RADIUS_MM / self->scene->photo->scale.mm_per_px, found))
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID, _ ("The place %s lies outside the photo."),
               text);
  return FALSE;
}

static gboolean
match (Matching *self, const char *skin, const char *sides, const char *hair, GError **error)
{
  const SmpPhoto *photo = self->scene->photo;
  const SmpPalette *const *palettes = smp_palette_builtin (NULL);
  SmpFaceFrame frame;
  double density = SMP_ZONE_DENSITY_DEFAULT, hair_linear[3];
  SmpSkinSample hair_sample;
  gsize n;

  smp_palette_builtin (&n);
  if (smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
    {
      g_autoptr (SmpPolygon) contour = smp_head_contour (self->pyramid->levels[0], &frame);

      if (contour != NULL)
        smp_face_frame_fit_contour (&frame, contour);
      smp_skin_patches (&frame, photo->scale.mm_per_px, self->patches);
      self->n_patches = SMP_N_PATCHES;
    }
  if (!sample (self, skin, SMP_PATCH_FOREHEAD, &self->skin, error))
    return FALSE;
  if (hair != NULL)
    {
      if (!sample (self, hair, SMP_PATCH_SIDE, &hair_sample, error))
        return FALSE;
      memcpy (hair_linear, hair_sample.linear, sizeof hair_linear);
      smp_shade_stubble (self->skin.linear, hair_linear, self->target);
    }
  else
    {
      if (!sample (self, sides, SMP_PATCH_SIDE, &self->sides, error))
        return FALSE;
      self->has_sides = TRUE;
      self->stubble = smp_stubble_measure (self->pyramid->levels[0], self->sides.centre,
                                           self->sides.radius, photo->scale.mm_per_px);
      if (self->stubble.resolved)
        density = self->stubble.density;
      self->other_light = smp_shade_sides (self->skin.linear, self->sides.between, self->sides.mean,
                                           self->stubble.resolved, self->target);
    }
  self->proposals = smp_shade_propose (palettes, n, self->skin.linear, self->target, density);
  return TRUE;
}

static char *
hex_of (const double linear[3])
{
  guint8 rgb[3];

  for (int c = 0; c < 3; c++)
    rgb[c] = (guint8)(255 * smp_srgb_encode (CLAMP (linear[c], 0.0, 1.0)) + 0.5);
  return g_strdup_printf ("#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
}

static void
print_result (const Matching *self)
{
  double ita = smp_skin_ita (self->skin.lab), difference;
  int tone = smp_monk_nearest (self->skin.lab, &difference);
  g_autofree char *skin = hex_of (self->skin.linear), *target = hex_of (self->target);

  printf (_ ("Skin: %s, L* %.1f a* %.1f b* %.1f, typology angle %.0f° (%s), nearest Monk tone %d "
             "(ΔE00 %.1f)\n"),
          skin, self->skin.lab.l, self->skin.lab.a, self->skin.lab.b, ita,
          smp_skin_class_describe (smp_skin_class (ita)), tone, difference);
  printf ("%s\n", _ ("Light and camera bias these values; a grey card in the photo would make them "
                     "comparable. The Fitzpatrick type is asked, never read from a photo."));
  if (self->has_sides)
    printf (_ ("Shaved sides: %s\n"), target);
  else
    printf (_ ("Stubble of this hair: %s\n"), target);
  if (self->other_light)
    printf ("%s\n",
            _ ("They are so much darker than the forehead that it cannot be the hair alone: "
               "light falls on them differently. Give another place with --sides."));
  if (self->stubble.resolved)
    printf (_ ("Their stubble: %.0f per cm²\n"), self->stubble.density);
  for (guint i = 0; i < MIN (self->proposals->len, PROPOSALS_SHOWN); i++)
    {
      const SmpShadeProposal *p = &g_array_index (self->proposals, SmpShadeProposal, i);
      g_autofree char *healed = hex_of (p->linear), *first = hex_of (p->first);

      printf (
          _ ("%u. %s (%s): %.0f dots per cm² of %.2f mm; %s after session 1, %s healed: %s (ΔE00 "
             "%.1f)\n"),
          i + 1, p->pigment->name, p->pigment->id, p->density, p->diameter, first, healed,
          smp_shade_describe_difference (p->difference), p->difference);
    }
}

static void
add_colour (JsonBuilder *b, const char *name, const double linear[3])
{
  g_autofree char *hex = hex_of (linear);

  json_builder_set_member_name (b, name);
  json_builder_add_string_value (b, hex);
}

static void
add_number (JsonBuilder *b, const char *name, double value)
{
  json_builder_set_member_name (b, name);
  json_builder_add_double_value (b, floor (1000 * value + 0.5) / 1000);
}

static void
add_text (JsonBuilder *b, const char *name, const char *value)
{
  json_builder_set_member_name (b, name);
  json_builder_add_string_value (b, value);
}

static void
print_json (const Matching *self)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  double ita = smp_skin_ita (self->skin.lab), difference;
  int tone = smp_monk_nearest (self->skin.lab, &difference);

  json_builder_begin_object (b);
  add_colour (b, "skin", self->skin.linear);
  add_number (b, "skin_l", self->skin.lab.l);
  add_number (b, "skin_a", self->skin.lab.a);
  add_number (b, "skin_b", self->skin.lab.b);
  add_number (b, "skin_glare", self->skin.glare);
  add_number (b, "ita_deg", ita);
  add_text (b, "ita_class", smp_skin_class_to_string (smp_skin_class (ita)));
  json_builder_set_member_name (b, "monk");
  json_builder_add_int_value (b, tone);
  add_number (b, "monk_difference", difference);
  json_builder_set_member_name (b, "patches");
  json_builder_begin_array (b);
  for (gsize i = 0; i < self->n_patches; i++)
    {
      json_builder_begin_object (b);
      add_text (b, "kind", smp_patch_kind_to_string (self->patches[i].kind));
      add_number (b, "x", self->patches[i].centre.x);
      add_number (b, "y", self->patches[i].centre.y);
      add_number (b, "radius", self->patches[i].radius);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  add_colour (b, "target", self->target);
  if (self->stubble.resolved)
    {
      add_number (b, "stubble_density", self->stubble.density);
      add_number (b, "stubble_diameter_mm", self->stubble.diameter);
    }
  json_builder_set_member_name (b, "proposals");
  json_builder_begin_array (b);
  for (guint i = 0; i < self->proposals->len; i++)
    {
      const SmpShadeProposal *p = &g_array_index (self->proposals, SmpShadeProposal, i);

      json_builder_begin_object (b);
      add_text (b, "shade", p->pigment->id);
      add_number (b, "density", p->density);
      add_number (b, "dot_diameter_mm", p->diameter);
      add_colour (b, "first_session", p->first);
      add_colour (b, "healed", p->linear);
      add_number (b, "difference", p->difference);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
  json_builder_end_object (b);
  root = json_builder_get_root (b);
  text = json_to_string (root, TRUE);
  printf ("%s\n", text);
}

static void
to_rgb (const double linear[3], guint8 rgb[3])
{
  for (int c = 0; c < 3; c++)
    rgb[c] = (guint8)(255 * smp_srgb_encode (CLAMP (linear[c], 0.0, 1.0)) + 0.5);
}

/* The best proposal in the plan, its density and size in the scalp zones of the photo, and the
 * skin's colour in the assessment. */
static SmpConsultation *
apply (const Matching *self)
{
  const SmpConsultation *consultation = self->scene->consultation;
  const SmpVariant *variant = self->scene->variant;
  const SmpShadeProposal *best = &g_array_index (self->proposals, SmpShadeProposal, 0);
  g_autoptr (SmpPlan) plan = smp_plan_with_pigment (variant->plan, best->pigment);
  g_autoptr (SmpConsultation) planned = NULL;
  g_autoptr (JsonObject) object = NULL;
  SmpAssessment assessment = smp_assessment_from_json (consultation->assessment);

  for (guint i = 0; i < variant->plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (variant->plan->zones, i);
      g_autoptr (SmpZone) copy = smp_zone_copy (zone);
      SmpPlan *next;

      if (zone->kind != SMP_ZONE_SCALP && zone->kind != SMP_ZONE_PATCH)
        continue;
      copy->density = best->density;
      copy->dot_diameter = best->diameter;
      next = smp_plan_with_zone (plan, copy);
      smp_plan_unref (plan);
      plan = next;
    }
  to_rgb (self->skin.linear, assessment.skin);
  assessment.has_skin = TRUE;
  object = smp_assessment_to_json (&assessment, consultation->assessment);
  planned = smp_consultation_with_plan (consultation, variant->id, plan);
  return smp_consultation_with_assessment (planned, object);
}

static int
finish (const Matching *self, gboolean json, const char *output)
{
  g_autoptr (SmpConsultation) applied = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (json)
    print_json (self);
  else
    print_result (self);
  if (output == NULL)
    return CLI_OK;
  applied = apply (self);
  file = cli_file (output);
  if (!smp_project_save (applied, file, NULL, NULL, &error))
    return cli_fail (output, error);
  return CLI_OK;
}

int
cli_shade (int argc, char **argv)
{
  g_autofree char *photo = NULL, *variant = NULL, *skin = NULL, *sides = NULL, *hair = NULL;
  g_autofree char *format = NULL, *output = NULL;
  const GOptionEntry entries[] = {
    { "photo", 0, 0, G_OPTION_ARG_STRING, &photo, N_ ("Photo, by its id"), "ID" },
    { "variant", 0, 0, G_OPTION_ARG_STRING, &variant, N_ ("Variant, by its id"), "ID" },
    { "skin", 0, 0, G_OPTION_ARG_STRING, &skin, N_ ("Bare skin, px of the photo"), "X,Y" },
    { "sides", 0, 0, G_OPTION_ARG_STRING, &sides, N_ ("Shaved hair to match, px"), "X,Y" },
    { "hair", 0, 0, G_OPTION_ARG_STRING, &hair,
      N_ ("Longer hair whose stubble is to be matched instead, px"), "X,Y" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("text (usual) or json"), "FORMAT" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_ ("Write the consultation with the best proposal"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  Matching matching = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean json;
  int code;

  if (!cli_parse (&argc, &argv, entries, "FILE",
                  _ ("Samples skin and hair, and proposes shades that match the shaved sides."),
                  &code))
    return code;
  if (argc != 2)
    return cli_misuse (_ ("“shade” takes one consultation file"));
  if (sides != NULL && hair != NULL)
    return cli_misuse (_ ("Give --sides or --hair, not both"));
  json = format != NULL && strcmp (format, "json") == 0;
  if (format != NULL && !json && strcmp (format, "text") != 0)
    return cli_misuse (_ ("--format must be text or json, not “%s”"), format);

  matching.scene = cli_scene_open (argv[1], photo, variant, 0, &error);
  if (matching.scene != NULL)
    matching.pyramid = cli_scene_load_pixels (matching.scene, argv[1], 0, &error);
  if (matching.pyramid != NULL && match (&matching, skin, sides, hair, &error))
    code = finish (&matching, json, output);
  else
    code = cli_fail (argv[1], error);
  g_clear_pointer (&matching.proposals, g_array_unref);
  g_clear_pointer (&matching.pyramid, smp_pyramid_unref);
  g_clear_pointer (&matching.scene, cli_scene_free);
  return code;
}
