/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "atlas-maker.h"

static void
put_u32 (GByteArray *out, guint32 v)
{
  guint8 bytes[4] = { (guint8)v, (guint8)(v >> 8), (guint8)(v >> 16), (guint8)(v >> 24) };

  g_byte_array_append (out, bytes, sizeof bytes);
}

/* The form that smp_follicle_atlas_new_from_bytes() reads. */
static GByteArray *
atlas_file (const guint16 *xy, guint n)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) payload = g_byte_array_new ();
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  for (gsize i = 0; i < 2 * (gsize)n; i++)
    {
      guint8 bytes[2] = { (guint8)xy[i], (guint8)(xy[i] >> 8) };

      g_byte_array_append (payload, bytes, sizeof bytes);
    }
  g_checksum_update (checksum, payload->data, payload->len);
  g_checksum_get_digest (checksum, digest, &length);
  g_byte_array_append (out, (const guint8 *)"SMPATLAS", 8);
  put_u32 (out, 1);
  put_u32 (out, n);
  g_byte_array_append (out, digest, sizeof digest);
  g_byte_array_append (out, payload->data, payload->len);
  return out;
}

int
main (int argc, char **argv)
{
  AtlasSettings settings = atlas_usual_settings;
  int n_points = (int)settings.n_points;
  gint64 seed = (gint64)settings.seed;
  const GOptionEntry entries[] = {
    { "points", 0, 0, G_OPTION_ARG_INT, &n_points, "How many points", "N" },
    { "iterations", 0, 0, G_OPTION_ARG_INT, &settings.iterations, "How many iterations", "N" },
    { "stages", 0, 0, G_OPTION_ARG_INT, &settings.stages, "How often the set is doubled", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Seed of the darts", "N" },
    { "gauss", 0, 0, G_OPTION_ARG_DOUBLE, &settings.gauss, "Weight of the repulsion", "W" },
    { "whole", 0, 0, G_OPTION_ARG_DOUBLE, &settings.whole, "Share of it for the whole set", "W" },
    { "gauss-size", 0, 0, G_OPTION_ARG_DOUBLE, &settings.gauss_size, "Its reach", "S" },
    { "spring", 0, 0, G_OPTION_ARG_DOUBLE, &settings.spring, "Weight of the springs", "W" },
    { "distance", 0, 0, G_OPTION_ARG_DOUBLE, &settings.distance, "Distance they keep", "D" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &settings.n_threads, "Threads, 0 for all", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("OUT.bin");
  g_autoptr (GError) error = NULL;
  g_autofree double *points = NULL;
  g_autofree guint16 *xy = NULL;
  g_autoptr (GByteArray) file = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2 || n_points < 256
      || n_points > 1 << 22 || settings.iterations < 0 || settings.stages < 0
      || n_points >> settings.stages < 16)
    {
      g_printerr ("make-atlas: %s\n", error != NULL ? error->message : "wrong usage, see --help");
      return 2;
    }
  settings.n_points = (guint)n_points;
  settings.seed = (guint64)seed;
  points = atlas_make (&settings);
  xy = atlas_quantise (points, settings.n_points);
  file = atlas_file (xy, settings.n_points);
  if (!g_file_set_contents (argv[1], (const char *)file->data, (gssize)file->len, &error))
    {
      g_printerr ("make-atlas: %s\n", error->message);
      return 1;
    }
  return 0;
}
