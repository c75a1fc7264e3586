/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/smp-error.h"
#include "cli-json.h"
#include "cli-scene.h"
#include "cli.h"
#include "colour/smp-skin-tone.h"
#include "model/smp-consultation.h"
#include "model/smp-pigment.h"
#include "photo/smp-image.h"
#include "project/smp-palette-file.h"
#include "project/smp-project-save.h"
#include "render/smp-shade-match.h"

#define PROPOSALS_SHOWN 5

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

/* NULL where @text is; FALSE where it is no place. */
static gboolean
place_of (const char *text, SmpPoint *place, const SmpPoint **given, GError **error)
{
  *given = NULL;
  if (text == NULL)
    return TRUE;
  *given = place;
  if (parse_place (text, place))
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID, _ ("“%s” is no place; places are X,Y."), text);
  return FALSE;
}

static SmpShadeMatch *
match (const CliScene *scene,
       const SmpPyramid *pyramid,
       const char *skin,
       const char *sides,
       const char *hair,
       GError **error)
{
  SmpPoint points[3];
  SmpShadePlaces places;
  gsize n;
  const SmpPalette *const *palettes = smp_palette_builtin (&n);

  if (!place_of (skin, &points[0], &places.skin, error)
      || !place_of (sides, &points[1], &places.sides, error)
      || !place_of (hair, &points[2], &places.hair, error))
    return NULL;
  return smp_shade_match (pyramid->levels[0], scene->photo, &places, palettes, n, error);
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
print_result (const SmpShadeMatch *self)
{
  double ita = smp_skin_ita (self->skin.lab), difference;
  g_autofree char *skin = hex_of (self->skin.linear), *target = hex_of (self->target);
  g_autofree char *monk = smp_shade_describe_monk (self->skin.lab);

  smp_monk_nearest (self->skin.lab, &difference);
  /* Translators: colour, its numbers, angle and class, the Monk tone in words, its distance. */
  printf (_ ("Skin: %s, L* %.1f a* %.1f b* %.1f, typology angle %.0f° (%s), %s (ΔE00 %.1f)\n"),
          skin, self->skin.lab.l, self->skin.lab.a, self->skin.lab.b, ita,
          smp_skin_class_describe (smp_skin_class (ita)), monk, difference);
  printf ("%s\n", _ ("Light and camera bias these values; a grey card in the photo would make them "
                     "comparable. The Fitzpatrick type is asked, never read from a photo."));
  if (self->has_sides)
    printf (_ ("Shaved sides: %s\n"), target);
  else
    printf (_ ("Stubble of this hair: %s\n"), target);
  if (self->found == SMP_SIDES_BARE && !self->has_sides)
    printf ("%s\n",
            _ ("This place looks like bare skin: no hair is to be seen there, so no shade is "
               "proposed. Give a place within longer hair with --hair."));
  else if (self->found == SMP_SIDES_BARE)
    printf ("%s\n",
            _ ("They are as light as the forehead: there is no shaved hair to match. Give a place "
               "with hair, with --sides where it is shaved and with --hair where it is longer."));
  if (self->found == SMP_SIDES_SHADOWED)
    printf ("%s\n",
            _ ("They are so much darker than the forehead that it cannot be the hair alone: "
               "light falls on them differently. Give another place with --sides."));
  if (self->found != SMP_SIDES_BARE && self->stubble.resolved)
    printf (_ ("Their stubble: %.0f per cm² of about %.2f mm\n"), self->stubble.density,
            self->stubble.diameter);
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
print_json (const SmpShadeMatch *self)
{
  static const char *const sides[]
      = { [SMP_SIDES_HAIR] = "hair", [SMP_SIDES_SHADOWED] = "shadowed", [SMP_SIDES_BARE] = "bare" };
  g_autoptr (JsonBuilder) b = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
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
  add_text (b, "sides", sides[self->found]);
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
  cli_print_json (root);
}

static int
finish (const SmpShadeMatch *self, const CliScene *scene, gboolean json, const char *output)
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
  if (self->proposals->len == 0)
    {
      g_set_error (&error, SMP_ERROR, SMP_ERROR_INVALID,
                   _ ("There is no shade to write: no hair is to be seen there, or it lies in "
                      "another light. "
                      "Give another place with --sides or --hair."));
      return cli_fail (output, error);
    }
  applied = smp_shade_match_apply (self, &g_array_index (self->proposals, SmpShadeProposal, 0),
                                   scene->consultation, scene->variant);
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
    { "photo", 0, 0, G_OPTION_ARG_STRING, &photo, N_ ("Photo, by its id; the first if not given"),
      "ID" },
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
  g_autoptr (CliScene) scene = NULL;
  g_autoptr (SmpPyramid) pyramid = NULL;
  g_autoptr (SmpShadeMatch) found = NULL;
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

  scene = cli_scene_open (argv[1], photo, variant, 0, &error);
  if (scene != NULL)
    pyramid = cli_scene_load_pixels (scene, argv[1], 0, &error);
  if (pyramid != NULL)
    found = match (scene, pyramid, skin, sides, hair, &error);
  if (found == NULL)
    return cli_fail (argv[1], error);
  return finish (found, scene, json, output);
}
