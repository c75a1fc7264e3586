/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-project-reader-private.h"

#include <string.h>

#include "base/smp-limits.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"

#include <glib/gi18n-lib.h>

#define FARTHEST 1e6
/* What JSON's numbers carry exactly. */
#define MAX_SEED 9007199254740991.0

static gboolean
read_node (SmpJsonReader *r, JsonObject *object, SmpZone *zone, SmpNode *node)
{
  static const char *const known[] = { "x", "y", "corner", "edge", NULL };
  g_autofree char *edge = NULL;
  guint faults = r->faults->len;
  g_autoptr (JsonObject) unknown = smp_json_reader_unknown (r, object, known);

  node->note = smp_zone_add_node_note (zone, unknown);
  node->point.x = smp_json_reader_number (r, object, "x", TRUE, 0, -FARTHEST, FARTHEST);
  node->point.y = smp_json_reader_number (r, object, "y", TRUE, 0, -FARTHEST, FARTHEST);
  node->corner = smp_json_reader_boolean (r, object, "corner", FALSE);
  edge = smp_json_reader_string (r, object, "edge", FALSE, "hard");
  if (!smp_edge_from_string (edge, &node->edge))
    {
      gsize mark = smp_json_reader_push (r, "edge");

      smp_json_reader_fault (r, _ ("“%s” is no edge; edges are hairline, blend and hard."), edge);
      smp_json_reader_pop (r, mark);
    }
  return r->faults->len == faults;
}

static void
read_outline (SmpJsonReader *r, JsonObject *object, SmpZone *zone)
{
  JsonArray *array = smp_json_reader_array (r, object, "outline", TRUE, SMP_LIMIT_NODES);
  gsize mark = smp_json_reader_push (r, "outline");
  guint n = array != NULL ? json_array_get_length (array) : 0;
  g_autofree SmpNode *nodes = g_new0 (SmpNode, n + 1);
  gboolean good = array != NULL;

  if (array != NULL && n < 3)
    {
      smp_json_reader_fault (r, _ ("An outline needs at least 3 nodes."));
      good = FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      gsize inner = smp_json_reader_push_index (r, i);
      JsonObject *element = smp_json_reader_element_object (r, array, i);

      if (element == NULL || !read_node (r, element, zone, &nodes[i]))
        good = FALSE;
      smp_json_reader_pop (r, inner);
    }
  if (good)
    {
      g_autoptr (SmpOutline) outline = smp_outline_new (nodes, n, TRUE);

      smp_zone_set_outline (zone, outline);
    }
  smp_json_reader_pop (r, mark);
}

/* One number from 0 to 1 for each of the stroke's @n points, or NULL where there are none. */
static double *
read_pressure (SmpJsonReader *r, JsonObject *object, guint n, gboolean *good)
{
  JsonArray *array = smp_json_reader_array (r, object, "pressure", FALSE, SMP_LIMIT_STROKE_POINTS);
  g_autofree double *pressure = NULL;
  gsize mark;

  if (array == NULL)
    return NULL;
  mark = smp_json_reader_push (r, "pressure");
  pressure = g_new0 (double, n + 1);
  if (json_array_get_length (array) != n)
    {
      smp_json_reader_fault (r, _ ("There must be a pressure for each of the %u points."), n);
      *good = FALSE;
    }
  for (guint i = 0; *good && i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
      double value
          = type == G_TYPE_DOUBLE || type == G_TYPE_INT64 ? json_node_get_double (node) : -1;

      if (!(value >= 0 && value <= 1))
        {
          smp_json_reader_push_index (r, i);
          smp_json_reader_fault (r, _ ("This must be a number from 0 to 1."));
          *good = FALSE;
        }
      pressure[i] = value;
    }
  smp_json_reader_pop (r, mark);
  return g_steal_pointer (&pressure);
}

static void
read_stroke (SmpJsonReader *r, JsonObject *object, SmpZone *zone)
{
  static const char *const known[] = { "mode", "points", "radius", "amount", "pressure", NULL };
  g_autofree char *mode = smp_json_reader_string (r, object, "mode", TRUE, "add");
  JsonArray *array = smp_json_reader_array (r, object, "points", TRUE, SMP_LIMIT_STROKE_POINTS);
  guint n = array != NULL ? json_array_get_length (array) : 0;
  g_autofree SmpPoint *points = g_new0 (SmpPoint, n + 1);
  SmpStroke stroke = { .n_points = n, .points = points };
  gboolean good = n > 0;

  stroke.remove = strcmp (mode, "remove") == 0;
  if (!stroke.remove && strcmp (mode, "add") != 0)
    {
      gsize mark = smp_json_reader_push (r, "mode");

      smp_json_reader_fault (r, _ ("“%s” is no mode; modes are add and remove."), mode);
      smp_json_reader_pop (r, mark);
    }
  stroke.radius = smp_json_reader_number (r, object, "radius", TRUE, 1, 0.1, 100);
  stroke.amount = smp_json_reader_number (r, object, "amount", FALSE, 1, 0, 1);
  for (guint i = 0; i < n; i++)
    {
      gsize mark = smp_json_reader_push (r, "points");

      smp_json_reader_push_index (r, i);
      if (!smp_json_reader_point (r, json_array_get_element (array, i), &points[i]))
        good = FALSE;
      smp_json_reader_pop (r, mark);
    }
  stroke.pressure = read_pressure (r, object, n, &good);
  stroke.unknown = smp_json_reader_unknown (r, object, known);
  if (good)
    smp_zone_add_stroke (zone, &stroke);
  g_free (stroke.pressure);
  g_clear_pointer (&stroke.unknown, json_object_unref);
}

static void
read_strokes (SmpJsonReader *r, JsonObject *object, SmpZone *zone)
{
  JsonArray *array = smp_json_reader_array (r, object, "strokes", FALSE, SMP_LIMIT_STROKES);
  gsize mark = smp_json_reader_push (r, "strokes");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      gsize inner = smp_json_reader_push_index (r, i);
      JsonObject *element = smp_json_reader_element_object (r, array, i);

      if (element != NULL)
        read_stroke (r, element, zone);
      smp_json_reader_pop (r, inner);
    }
  smp_json_reader_pop (r, mark);
}

static void
read_feather (SmpJsonReader *r, JsonObject *object, SmpZone *zone)
{
  static const char *const known[] = { "hairline", "blend", "far_reach", "far_share", NULL };
  JsonObject *feather = smp_json_reader_object (r, object, "feather", FALSE);
  gsize mark = smp_json_reader_push (r, "feather");

  if (feather != NULL)
    {
      zone->feather[SMP_EDGE_HAIRLINE] = smp_json_reader_number (
          r, feather, "hairline", FALSE, zone->feather[SMP_EDGE_HAIRLINE], 0, SMP_ZONE_FEATHER_MAX);
      zone->feather[SMP_EDGE_BLEND] = smp_json_reader_number (
          r, feather, "blend", FALSE, zone->feather[SMP_EDGE_BLEND], 0, SMP_ZONE_FEATHER_MAX);
      zone->far_reach = smp_json_reader_number (r, feather, "far_reach", FALSE, zone->far_reach,
                                                SMP_ZONE_FAR_REACH_MIN, SMP_ZONE_FAR_REACH_MAX);
      zone->far_share = smp_json_reader_number (r, feather, "far_share", FALSE, zone->far_share, 0,
                                                SMP_ZONE_FAR_SHARE_MAX);
      zone->unknown_feather = smp_json_reader_unknown (r, feather, known);
    }
  smp_json_reader_pop (r, mark);
}

static void
read_irregularity (SmpJsonReader *r, JsonObject *object, SmpZone *zone)
{
  static const char *const known[]
      = { "amplitude", "wavelength", "macro_amplitude", "macro_wavelength", NULL };
  JsonObject *irregularity = smp_json_reader_object (r, object, "irregularity", FALSE);
  gsize mark = smp_json_reader_push (r, "irregularity");

  if (irregularity != NULL)
    {
      zone->irregularity_amplitude
          = smp_json_reader_number (r, irregularity, "amplitude", FALSE,
                                    zone->irregularity_amplitude, 0, SMP_ZONE_AMPLITUDE_MAX);
      zone->irregularity_wavelength = smp_json_reader_number (
          r, irregularity, "wavelength", FALSE, zone->irregularity_wavelength,
          SMP_ZONE_WAVELENGTH_MIN, SMP_ZONE_WAVELENGTH_MAX);
      zone->macro_amplitude
          = smp_json_reader_number (r, irregularity, "macro_amplitude", FALSE,
                                    zone->macro_amplitude, 0, SMP_ZONE_MACRO_AMPLITUDE_MAX);
      zone->macro_wavelength = smp_json_reader_number (
          r, irregularity, "macro_wavelength", FALSE, zone->macro_wavelength,
          SMP_ZONE_MACRO_WAVELENGTH_MIN, SMP_ZONE_MACRO_WAVELENGTH_MAX);
      zone->unknown_irregularity = smp_json_reader_unknown (r, irregularity, known);
    }
  smp_json_reader_pop (r, mark);
}

static void
read_variation (SmpJsonReader *r, JsonObject *object, SmpZone *zone)
{
  static const char *const known[]
      = { "diameter", "strength", "elongation", "scatter", "cluster", NULL };
  JsonObject *variation = smp_json_reader_object (r, object, "variation", FALSE);
  gsize mark = smp_json_reader_push (r, "variation");
  SmpVariation *v = &zone->variation;

  if (variation != NULL)
    {
      v->diameter = smp_json_reader_number (r, variation, "diameter", FALSE, v->diameter, 0,
                                            SMP_VARIATION_DIAMETER_MAX);
      v->strength = smp_json_reader_number (r, variation, "strength", FALSE, v->strength, 0,
                                            SMP_VARIATION_STRENGTH_MAX);
      v->elongation = smp_json_reader_number (r, variation, "elongation", FALSE, v->elongation, 0,
                                              SMP_VARIATION_ELONGATION_MAX);
      v->scatter = smp_json_reader_number (r, variation, "scatter", FALSE, v->scatter, 0,
                                           SMP_VARIATION_SCATTER_MAX);
      v->cluster = smp_json_reader_number (r, variation, "cluster", FALSE, v->cluster, 0,
                                           SMP_VARIATION_CLUSTER_MAX);
      zone->unknown_variation = smp_json_reader_unknown (r, variation, known);
    }
  smp_json_reader_pop (r, mark);
}

SmpZoneKind
smp_project_read_kind (SmpJsonReader *r, JsonObject *object)
{
  g_autofree char *kind_name = smp_json_reader_string (r, object, "kind", TRUE, "scalp");
  SmpZoneKind kind = SMP_ZONE_SCALP;

  if (!smp_zone_kind_from_string (kind_name, &kind))
    {
      gsize mark = smp_json_reader_push (r, "kind");

      smp_json_reader_fault (
          r,
          _ ("“%s” is no kind of zone; kinds are scalp, part, scar, patch, beard, "
             "brow and keep-out."),
          kind_name);
      smp_json_reader_pop (r, mark);
    }
  return kind;
}

void
smp_project_read_zone_look (SmpJsonReader *r, JsonObject *object, SmpZone *zone)
{
  zone->density
      = smp_json_reader_number (r, object, "density", FALSE, zone->density, 0, SMP_DENSITY_MAX);
  zone->dot_diameter
      = smp_json_reader_number (r, object, "dot_diameter", FALSE, zone->dot_diameter,
                                SMP_ZONE_DOT_DIAMETER_MIN, SMP_ZONE_DOT_DIAMETER_MAX);
  read_feather (r, object, zone);
  read_irregularity (r, object, zone);
  read_variation (r, object, zone);
}

static SmpZone *
read_zone (SmpJsonReader *r, JsonObject *object)
{
  static const char *const known[]
      = { "id",      "kind",         "space",     "outline", "density",  "dot_diameter",
          "feather", "irregularity", "variation", "strokes", "drawn_in", NULL };
  g_autofree char *id = smp_json_reader_string (r, object, "id", TRUE, "");
  SmpZoneKind kind = smp_project_read_kind (r, object);
  g_autofree char *space = smp_json_reader_string (r, object, "space", TRUE, "");
  SmpZone *zone;

  zone = smp_zone_new (id, kind, space);
  if (json_object_has_member (object, "drawn_in"))
    zone->drawn_in = smp_json_reader_string (r, object, "drawn_in", FALSE, "");
  read_outline (r, object, zone);
  smp_project_read_zone_look (r, object, zone);
  read_strokes (r, object, zone);
  zone->unknown = smp_json_reader_unknown (r, object, known);
  return zone;
}

SmpPigment *
smp_project_read_pigment (SmpJsonReader *r, JsonObject *object)
{
  static const char *const known_mix[] = { "id", "name", "dilution", "warmth", NULL };
  static const char *const known_colour[] = { "id", "name", "colour", NULL };
  g_autofree char *id = smp_json_reader_string (r, object, "id", TRUE, "own");
  g_autofree char *name = smp_json_reader_string (r, object, "name", FALSE, id);
  gboolean has_colour = json_object_has_member (object, "colour");
  const SmpPigment *builtin = smp_pigment_builtin_by_id (id);
  SmpPigment *pigment;

  if (has_colour)
    {
      g_autofree char *text = smp_json_reader_string (r, object, "colour", TRUE, "#000000");
      guint8 colour[3] = { 0 };

      if (!smp_project_parse_colour (text, colour))
        {
          gsize mark = smp_json_reader_push (r, "colour");

          smp_json_reader_fault (r, _ ("“%s” is no colour; colours are like #3a3330."), text);
          smp_json_reader_pop (r, mark);
        }
      pigment = smp_pigment_new_colour (id, name, colour);
    }
  else
    {
      /* A shade that the program knows may be given by its id alone. */
      double dilution = smp_json_reader_number (r, object, "dilution", builtin == NULL,
                                                builtin != NULL ? builtin->dilution : 15, 0,
                                                SMP_PIGMENT_DILUTION_MAX);
      double warmth = smp_json_reader_number (r, object, "warmth", FALSE,
                                              builtin != NULL ? builtin->warmth : 0, 0, 1);

      pigment = smp_pigment_new (id, name, dilution, warmth);
    }
  pigment->unknown = smp_json_reader_unknown (r, object, has_colour ? known_colour : known_mix);
  return pigment;
}

static void
read_zones (SmpJsonReader *r, JsonObject *object, SmpPlan *plan)
{
  JsonArray *array = smp_json_reader_array (r, object, "zones", TRUE, SMP_LIMIT_ZONES);
  gsize mark = smp_json_reader_push (r, "zones");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      gsize inner = smp_json_reader_push_index (r, i);
      JsonObject *element = smp_json_reader_element_object (r, array, i);

      if (element != NULL)
        {
          g_autoptr (SmpZone) zone = read_zone (r, element);

          if (smp_plan_get_zone (plan, zone->id) != NULL)
            {
              smp_json_reader_push (r, "id");
              smp_json_reader_fault (r, _ ("Two zones have the id “%s”."), zone->id);
            }
          else if (zone->outline != NULL)
            g_ptr_array_add (plan->zones, g_steal_pointer (&zone));
        }
      smp_json_reader_pop (r, inner);
    }
  smp_json_reader_pop (r, mark);
}

SmpPlan *
smp_project_read_plan (SmpJsonReader *r, JsonObject *object)
{
  static const char *const known[] = { "seed", "pigment", "recipe", "sessions", "zones", NULL };
  double seed = smp_json_reader_number (r, object, "seed", FALSE, 1, 0, MAX_SEED);
  SmpPlan *plan = smp_plan_new ((guint64)seed);
  JsonObject *pigment = smp_json_reader_object (r, object, "pigment", TRUE);

  if (pigment != NULL)
    {
      gsize mark = smp_json_reader_push (r, "pigment");

      smp_pigment_unref (plan->pigment);
      plan->pigment = smp_project_read_pigment (r, pigment);
      smp_json_reader_pop (r, mark);
    }
  smp_project_read_recipe (r, object, plan);
  smp_project_read_sessions (r, object, plan);
  read_zones (r, object, plan);
  plan->unknown = smp_json_reader_unknown (r, object, known);
  return plan;
}
