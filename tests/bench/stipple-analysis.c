/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/smp-error.h"
#include "stipple-measure.h"
#include "stipple-reference.h"

/* Judges patterns from the dots that a user gets: see "stipple-analysis --help". */

#define CM 10.0 /* mm */

typedef struct
{
  double x; /* mm */
  double y;
  double index; /* in the atlas, and which repeat of it */
  double row;
  double column;
} Dot;

#define N_FIELDS 5

static const char *const field_names[N_FIELDS]
    = { "u_mm", "v_mm", "index", "tile_row", "tile_column" };

static gboolean
add_dot (GArray *dots, const double v[N_FIELDS])
{
  Dot dot = { v[0], v[1], v[2], v[3], v[4] };

  for (int k = 0; k < N_FIELDS; k++)
    if (!isfinite (v[k]))
      return FALSE;
  g_array_append_val (dots, dot);
  return TRUE;
}

static gboolean
read_csv (const char *text, GArray *dots)
{
  const char *line = text + strcspn (text, "\n");
  g_autofree char *head = g_strndup (text, (gsize)(line - text));
  g_auto (GStrv) names = g_strsplit (head, ",", -1);
  guint n_columns = g_strv_length (names);

  for (int k = 0; k < N_FIELDS; k++)
    if (!g_strv_contains ((const char *const *)names, field_names[k]))
      return FALSE;
  for (; line[0] != '\0' && line[1] != '\0'; line += strcspn (line, "\n"))
    {
      double v[N_FIELDS] = { NAN, NAN, NAN, NAN, NAN };
      const char *p = ++line;

      for (guint i = 0; i < n_columns; i++)
        {
          for (int k = 0; k < N_FIELDS; k++)
            if (strcmp (names[i], field_names[k]) == 0)
              v[k] = g_ascii_strtod (p, NULL);
          p += strcspn (p, ",\n");
          if (*p == ',')
            p++;
        }
      if (!add_dot (dots, v))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_json (const char *text, GArray *dots)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonArray *array;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)
      || !json_object_has_member (json_node_get_object (root), "dots"))
    return FALSE;
  array = json_object_get_array_member (json_node_get_object (root), "dots");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *dot = json_array_get_object_element (array, i);
      double v[N_FIELDS];

      for (int k = 0; k < N_FIELDS; k++)
        v[k] = json_object_get_double_member_with_default (dot, field_names[k], NAN);
      if (!add_dot (dots, v))
        return FALSE;
    }
  return TRUE;
}

/* From one tile of the atlas to the next, as two dots of the same index show it. */
static gboolean
find_period (const GArray *dots, double step[2])
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < dots->len; i++)
    {
      const Dot *dot = &g_array_index (dots, Dot, i);
      gpointer key = GUINT_TO_POINTER ((guint)dot->index + 1);
      const Dot *other = g_hash_table_lookup (seen, key);

      if (other == NULL)
        g_hash_table_insert (seen, key, (gpointer)dot);
      else if (fabs (dot->row - other->row) < 0.5 && fabs (dot->column - other->column) > 0.5)
        {
          step[0] = (dot->x - other->x) / (dot->column - other->column);
          step[1] = (dot->y - other->y) / (dot->column - other->column);
          return TRUE;
        }
    }
  return FALSE;
}

/* The places in the rectangle of all, less a margin, from its corner. */
static double *
crop (const GArray *dots, double margin, gsize *n, double *width, double *height)
{
  double *xy = g_new (double, 2 * (gsize)dots->len + 2);
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;

  for (guint i = 0; i < dots->len; i++)
    {
      const Dot *dot = &g_array_index (dots, Dot, i);

      x0 = MIN (x0, dot->x + margin);
      y0 = MIN (y0, dot->y + margin);
      x1 = MAX (x1, dot->x - margin);
      y1 = MAX (y1, dot->y - margin);
    }
  *width = x1 - x0;
  *height = y1 - y0;
  *n = 0;
  for (guint i = 0; i < dots->len; i++)
    {
      const Dot *dot = &g_array_index (dots, Dot, i);

      if (dot->x >= x0 && dot->y >= y0 && dot->x < x1 && dot->y < y1)
        {
          xy[2 * *n] = dot->x - x0;
          xy[2 * *n + 1] = dot->y - y0;
          ++*n;
        }
    }
  return xy;
}

static void
print_head (void)
{
  printf ("%-22s %8s %7s %6s %6s %6s %6s %7s %7s %6s %7s\n", "pattern", "dots", "per cm²", "rho",
          "mean", "power", "radial", "anis dB", "dir dB", "fano", "count %");
}

static void
print_row (const char *name, const double *xy, gsize n, double width, double height)
{
  StippleMeasure m;

  if (n < 100)
    {
      printf ("%-22s %8" G_GSIZE_FORMAT "  too few to judge\n", name, n);
      return;
    }
  measure_pattern (xy, n, width, height, CM, &m);
  printf ("%-22s %8" G_GSIZE_FORMAT " %7.1f %6.3f %6.3f %6.3f %6.3f %7.2f %7.2f %6.3f %7.2f\n",
          name, m.n, m.density * CM * CM, m.rho, m.rho_mean, m.power, m.power_radial, m.anisotropy,
          m.direction, m.fano, m.count_error);
}

/* The prefixes of a reference, at 300 points per cm². */
static void
print_reference (const char *name, const double *ordered, guint n)
{
  static const double prefixes[] = { 0.05, 0.10, 0.20, 0.35, 0.50, 0.75, 1.0 };
  double side = CM * sqrt (n / 300.0);
  g_autofree double *xy = g_new (double, 2 * (gsize)n);

  for (gsize i = 0; i < 2 * (gsize)n; i++)
    xy[i] = ordered[i] * side;
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      g_autofree char *label = g_strdup_printf ("%s %.0f %%", name, 100 * prefixes[i]);

      print_row (label, xy, (gsize)(n * prefixes[i]), side, side);
    }
}

int
main (int argc, char **argv)
{
  int compare = 0;
  double margin = 2;
  const GOptionEntry entries[] = {
    { "compare", 0, 0, G_OPTION_ARG_INT, &compare,
      "Also judge dart throwing and sample elimination with N points", "N" },
    { "margin", 0, 0, G_OPTION_ARG_DOUBLE, &margin, "Leave out so much at the edge", "MM" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[NAME=]FILE…");
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (
      context, "Judges dots from “stubble-cli dots” (CSV or JSON) of an even, rectangular zone.\n"
               "rho: 0.1 % quantile of the nearest distance over that of the densest packing;\n"
               "power: mean at 0.2 to 0.5 of the principal frequency over the plateau;\n"
               "fano: variance over mean of the counts in squares of 1 cm², Poisson has 1.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || compare < 0
      || (argc < 2 && compare == 0))
    {
      g_printerr ("stipple-analysis: %s\n",
                  error != NULL ? error->message : "wrong usage, see --help");
      return 2;
    }
  print_head ();
  for (int i = 1; i < argc; i++)
    {
      const char *equals = strchr (argv[i], '='), *path = equals != NULL ? equals + 1 : argv[i];
      g_autofree char *name = equals != NULL ? g_strndup (argv[i], (gsize)(equals - argv[i]))
                                             : g_path_get_basename (argv[i]);
      g_autofree char *text = NULL;
      g_autoptr (GArray) dots = g_array_new (FALSE, FALSE, sizeof (Dot));
      g_autofree double *xy = NULL;
      double width, height, step[2];
      gsize n;

      if (!g_file_get_contents (path, &text, NULL, &error))
        {
          g_printerr ("stipple-analysis: %s\n", error->message);
          return 1;
        }
      if (!(text[0] == '{' ? read_json (text, dots) : read_csv (text, dots)))
        {
          g_printerr ("stipple-analysis: %s: this is no list of dots\n", path);
          return 1;
        }
      xy = crop (dots, margin, &n, &width, &height);
      print_row (name, xy, n, width, height);
      if (n >= 100 && find_period (dots, step))
        printf ("%-22s repeats after %.1f mm: its frequencies are %.2f dB over those around\n", "",
                hypot (step[0], step[1]), measure_repeat (xy, n, width, height, step));
    }
  if (compare > 0)
    {
      g_autofree double *darts = reference_throw_darts ((guint)compare, 1);
      g_autofree double *kept = reference_eliminate_samples ((guint)compare, 5, 1);

      print_reference ("darts", darts, (guint)compare);
      print_reference ("elimination", kept, (guint)compare);
    }
  return 0;
}
