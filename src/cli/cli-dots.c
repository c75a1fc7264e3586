/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "cli-scene.h"
#include "cli.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "project/smp-json-writer.h"
#include "render/smp-look.h"
#include "stipple/smp-dots.h"
#include "stipple/smp-follicle-atlas.h"
#include "surface/smp-surface.h"

typedef struct
{
  const char *name;
  int decimals;
} Column;

/* In the order of fill_row(); the zone's name comes after the first column. docs/dots.md tells what
 * they mean. */
static const Column columns[] = {
  { "tile_row", 0 },    { "tile_column", 0 }, { "rank", 7 },       { "session", 0 },
  { "x_px", 3 },        { "y_px", 3 },        { "u_mm", 4 },       { "v_mm", 4 },
  { "diameter_mm", 5 }, { "strength", 5 },    { "axis_ratio", 5 }, { "angle_deg", 3 },
  { "px_per_mm", 4 },   { "facing", 4 },
};

/* A mark of a cluster may reach over where the surface ends. */
static double
facing_of (const SmpSurface *surface, const SmpDot *dot)
{
  SmpSurfacePoint at;

  return smp_surface_to_photo (surface, smp_point ((double)dot->u_mm, (double)dot->v_mm), &at)
             ? at.facing
             : 0;
}

static void
fill_row (const SmpDot *dot,
          const SmpSurface *surface,
          double strength,
          double n_points,
          double row[G_N_ELEMENTS (columns)])
{
  const double values[] = {
    (gint16)((guint32)dot->tile >> 16),
    (gint16)((guint32)dot->tile & 0xffff),
    (dot->index + 0.5) / n_points,
    dot->session + 1,
    (double)dot->x_px,
    (double)dot->y_px,
    (double)dot->u_mm,
    (double)dot->v_mm,
    (double)dot->diameter_mm,
    (double)dot->strength * strength,
    (double)dot->axis_ratio,
    (double)dot->angle_rad * 180 / G_PI,
    (double)dot->px_per_mm,
    facing_of (surface, dot),
  };

  memcpy (row, values, sizeof values);
}

static void
append_number (GString *out, double value, int decimals)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE], format[8];

  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_string_append (out, g_ascii_formatd (text, sizeof text, format, value));
}

static void
append_csv (GString *out, const SmpDot *dot, const char *zone, const char *photo, const double *row)
{
  g_string_append_printf (out, "%u,%s", dot->index, zone);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_string_append_c (out, ',');
      append_number (out, row[i], columns[i].decimals);
    }
  g_string_append_printf (out, ",%s\n", photo);
}

static void
append_json (GString *out, const SmpDot *dot, const char *zone, const double *row)
{
  g_string_append_printf (out, "%s{\"index\": %u, \"zone\": \"%s\"",
                          out->len > 0 && out->str[out->len - 1] == '}' ? ",\n  " : "\n  ",
                          dot->index, zone);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_string_append_printf (out, ", \"%s\": ", columns[i].name);
      append_number (out, row[i], columns[i].decimals);
    }
  g_string_append_c (out, '}');
}

/* An id for the table: quotes, commas and control characters would break it. */
static char *
plain_id (const char *id)
{
  char *text = g_strdup (id);

  for (char *p = text; *p != '\0'; p++)
    if ((guchar)*p < ' ' || strchr ("\",\\", *p) != NULL)
      *p = '_';
  return text;
}

/* What the dots are of, and then their list. */
static void
begin_json (GString *out, const CliScene *scene)
{
  SmpJsonWriter writer = { .out = out };

  smp_json_writer_open (&writer, '{');
  smp_json_writer_name_string (&writer, "photo", scene->photo->id);
  smp_json_writer_name_string (&writer, "variant", scene->variant->id);
  smp_json_writer_name_open (&writer, "dots", '[');
}

static void
print_dots (const CliScene *scene, const SmpAge *age, gboolean json)
{
  const SmpPlan *plan = scene->variant->plan;
  g_autoptr (SmpLook) look = smp_look_new (scene->dots, plan, age);
  double n_points = smp_follicle_atlas_get ()->n_points;
  g_autoptr (GPtrArray) zones = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *photo = plain_id (scene->photo->id);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < plan->zones->len; i++)
    g_ptr_array_add (zones, plain_id (((const SmpZone *)g_ptr_array_index (plan->zones, i))->id));
  if (json)
    begin_json (out, scene);
  else
    {
      g_string_append (out, "index,zone");
      for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
        g_string_append_printf (out, ",%s", columns[i].name);
      g_string_append (out, ",photo\n");
    }
  for (gsize i = 0; i < look->dots->n_dots; i++)
    {
      const SmpDot *dot = &look->dots->dots[i];
      const SmpZone *zone = g_ptr_array_index (plan->zones, dot->zone);
      const char *id = g_ptr_array_index (zones, dot->zone);
      double row[G_N_ELEMENTS (columns)];

      fill_row (dot, smp_surface_for_kind (scene->surface, zone->kind),
                smp_look_strength (look, plan, dot->session), n_points, row);
      if (json)
        append_json (out, dot, id, row);
      else
        append_csv (out, dot, id, photo, row);
    }
  if (json)
    g_string_append (out, look->dots->n_dots > 0 ? "\n]}\n" : "]}\n");
  fwrite (out->str, 1, out->len, stdout);
}

int
cli_dots (int argc, char **argv)
{
  g_autofree char *photo = NULL, *variant = NULL, *format = NULL, *age_text = NULL;
  SmpAge age = SMP_AGE_USUAL;
  int threads = 0, code;
  const GOptionEntry entries[] = {
    { "photo", 0, 0, G_OPTION_ARG_STRING, &photo, N_ ("Photo, by its id; the first if not given"),
      "ID" },
    { "variant", 0, 0, G_OPTION_ARG_STRING, &variant, N_ ("Variant, by its id"), "ID" },
    { "age", 0, 0, G_OPTION_ARG_STRING, &age_text,
      N_ ("fresh:K, day3:K, day7:K, healed:K (usual, after the last session) or years:N"), "AGE" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("csv (usual) or json"), "FORMAT" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, N_ ("Threads, 0 for one per processor"), "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (CliScene) scene = NULL;
  g_autoptr (GError) error = NULL;
  gboolean json;

  if (!cli_parse (&argc, &argv, entries, "FILE", _ ("Lists every dot of a photo."), &code)
      || !cli_check_threads (threads, 0, &code))
    return code;
  if (argc != 2)
    return cli_misuse (_ ("“dots” takes one consultation file"));
  json = format != NULL && strcmp (format, "json") == 0;
  if (format != NULL && !json && strcmp (format, "csv") != 0)
    return cli_misuse (_ ("--format must be csv or json, not “%s”"), format);

  if (age_text != NULL && !smp_age_from_string (age_text, &age, &error))
    return cli_misuse ("--age: %s", error->message);
  scene = cli_scene_open (argv[1], photo, variant, threads, &error);
  if (scene != NULL)
    {
      SmpAssessment assessment = smp_assessment_from_json (scene->consultation->assessment);

      age.fading = smp_assessment_fading (&assessment);
    }
  if (scene == NULL || !smp_age_check (&age, scene->variant->plan, &error))
    return cli_fail (argv[1], error);
  print_dots (scene, &age, json);
  return CLI_OK;
}
