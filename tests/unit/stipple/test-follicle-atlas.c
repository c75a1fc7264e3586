/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "atlas-maker.h"
#include "base/smp-error.h"
#include "base/smp-hash.h"
#include "base/smp-limits.h"
#include "stipple/smp-follicle-atlas.h"

/* Prefixes at which the pattern is judged, as shares of all points. */
static const double prefixes[] = { 0.05, 0.10, 0.20, 0.35, 0.50, 0.75, 1.0 };
#define RHO_FLOOR 0.635
#define POWER_CEILING 0.08
#define FREQUENCIES 400
/* Of the 4,096 points that 20 iterations of each stage make. */
#define GENERATED_SHA256 "2226edce845f8d5622a9c1b3ee600137fbecebe3c19bc62150cdab4a0356e290"

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

static double
shortest (double d)
{
  d = fabs (d);
  return d > 0.5 ? 1 - d : d;
}

/* The 0.1 % quantile of the distance to the nearest neighbour, over that of the densest packing. */
static double
rho (const SmpFollicleAtlas *atlas, guint n)
{
  int side = MAX ((int)sqrt (n / 2.0), 3);
  g_autofree int *head = g_new (int, side *side);
  g_autofree int *next = g_new (int, n);
  g_autofree double *xy = g_new (double, 2 * n);
  g_autofree double *nearest = g_new (double, n);

  for (int i = 0; i < side * side; i++)
    head[i] = -1;
  for (guint i = 0; i < n; i++)
    {
      int cell;

      xy[2 * i] = atlas->xy[2 * i] / 65536.0;
      xy[2 * i + 1] = atlas->xy[2 * i + 1] / 65536.0;
      cell = (int)(xy[2 * i + 1] * side) * side + (int)(xy[2 * i] * side);
      next[i] = head[cell];
      head[cell] = (int)i;
    }
  for (guint i = 0; i < n; i++)
    {
      int cx = (int)(xy[2 * i] * side), cy = (int)(xy[2 * i + 1] * side);

      nearest[i] = 1;
      for (int k = 0; k < 9; k++)
        {
          int x = (cx + k % 3 - 1 + side) % side, y = (cy + k / 3 - 1 + side) % side;

          for (int j = head[y * side + x]; j >= 0; j = next[j])
            if (j != (int)i)
              nearest[i] = MIN (nearest[i], hypot (shortest (xy[2 * j] - xy[2 * i]),
                                                   shortest (xy[2 * j + 1] - xy[2 * i + 1])));
        }
    }
  qsort (nearest, n, sizeof (double), compare);
  return nearest[(guint)(n * 0.001)] / sqrt (2 / (sqrt (3) * n));
}

/* Mean of the periodogram at whole frequencies between 0.2 and 0.5 of the principal one, which is
 * that of a hexagonal packing: √(2n/√3) to the period. White noise has 1. */
static double
low_power (const SmpFollicleAtlas *atlas, guint n)
{
  double principal = sqrt (2 * n / sqrt (3)), sum = 0;

  for (guint t = 0; t < FREQUENCIES; t++)
    {
      double angle = 2 * G_PI * smp_hash_unit (smp_hash_u64 (5, 1, t));
      double u = smp_hash_unit (smp_hash_u64 (5, 2, t));
      double f = sqrt (0.04 + u * (0.25 - 0.04)) * principal, re = 0, im = 0;
      guint32 kx = (guint32)(gint32)lrint (f * cos (angle));
      guint32 ky = (guint32)(gint32)lrint (f * sin (angle));

      for (guint i = 0; i < n; i++)
        {
          /* The phase in 65536ths of a turn, exactly. */
          guint32 phase = (kx * atlas->xy[2 * i] + ky * atlas->xy[2 * i + 1]) & 0xffff;
          float a = (float)phase * (float)(2 * G_PI / 65536);

          re += (double)cosf (a);
          im += (double)sinf (a);
        }
      sum += (re * re + im * im) / n;
    }
  return sum / FREQUENCIES;
}

static void
test_every_prefix_is_blue_noise (void)
{
  const SmpFollicleAtlas *atlas = smp_follicle_atlas_get ();

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      guint n = (guint)(prefixes[i] * atlas->n_points);
      double r = rho (atlas, n), p = low_power (atlas, n);

      g_test_message ("%3.0f %%: rho %.3f, power %.3f", 100 * prefixes[i], r, p);
      g_assert_cmpfloat (r, >=, RHO_FLOOR);
      g_assert_cmpfloat (p, <=, POWER_CEILING);
    }
}

static void
test_form (void)
{
  const SmpFollicleAtlas *atlas = smp_follicle_atlas_get ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);
  guint n = 0;

  g_assert_cmpuint (atlas->n_points, ==, 262144);
  g_assert_cmpfloat_with_epsilon (atlas->period_mm, 10 * sqrt (262144 / SMP_DENSITY_MAX), 1e-9);
  for (guint i = 0; i < atlas->n_points; i++)
    {
      guint32 key = (guint32)atlas->xy[2 * i] << 16 | atlas->xy[2 * i + 1];

      g_assert_true (g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize)key + 1)));
    }
  /* Each point is found in the cell where the look-up seeks it, by rank. */
  for (guint c = 0; c < atlas->n_cells * atlas->n_cells; c++)
    for (guint k = atlas->cell_start[c]; k < atlas->cell_start[c + 1]; k++, n++)
      {
        guint rank = atlas->cell_points[k].rank;
        guint x = (guint)(atlas->xy[2 * rank] / 65536.0 * atlas->n_cells);
        guint y = (guint)(atlas->xy[2 * rank + 1] / 65536.0 * atlas->n_cells);

        g_assert_cmpuint (y * atlas->n_cells + x, ==, c);
        if (k > atlas->cell_start[c])
          g_assert_cmpuint (rank, >, atlas->cell_points[k - 1].rank);
      }
  g_assert_cmpuint (n, ==, atlas->n_points);
}

/* A file of @n points as make-atlas writes it. */
static GByteArray *
make_file (const guint16 *xy, guint n)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  GByteArray *file = g_byte_array_new ();
  guint8 head[16] = "SMPATLAS", digest[32];
  gsize length = sizeof digest;

  head[8] = 1;
  memcpy (head + 12, &n, 4);
  g_checksum_update (checksum, (const guchar *)xy, (gssize)(4 * n));
  g_checksum_get_digest (checksum, digest, &length);
  g_byte_array_append (file, head, 16);
  g_byte_array_append (file, digest, 32);
  g_byte_array_append (file, (const guint8 *)xy, 4 * n);
  return file;
}

static void
test_damage_is_noticed (void)
{
  guint16 xy[64];
  const guint places[] = { 0, 8, 12, 20, 48, 100 };

  for (guint i = 0; i < 64; i++)
    xy[i] = (guint16)smp_hash_u64 (1, 1, i);
  for (gsize i = 0; i <= G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GByteArray) file = make_file (xy, 32);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (SmpFollicleAtlas) atlas = NULL;

      if (i < G_N_ELEMENTS (places))
        file->data[places[i]] ^= 1;
      bytes = g_bytes_new (file->data, file->len);
      atlas = smp_follicle_atlas_new_from_bytes (bytes, &error);
      if (i < G_N_ELEMENTS (places))
        g_assert_error (error, SMP_ERROR, SMP_ERROR_INVALID);
      else
        g_assert_no_error (error);
    }
  {
    g_autoptr (GByteArray) file = make_file (xy, 32);
    g_autoptr (GBytes) cut = g_bytes_new (file->data, file->len - 4);
    g_autoptr (GError) error = NULL;

    g_assert_null (smp_follicle_atlas_new_from_bytes (cut, &error));
    g_assert_error (error, SMP_ERROR, SMP_ERROR_INVALID);
  }
}

/* The generator gives the same points for any number of threads, and those that it always gave. */
static void
test_generator (void)
{
  AtlasSettings settings = atlas_usual_settings;

  settings.n_points = 4096;
  settings.iterations = 20;
  settings.stages = 3;
  for (int threads = 1; threads <= 3; threads++)
    {
      g_autofree double *points = NULL;
      g_autofree guint16 *xy = NULL;
      g_autofree char *sum = NULL;

      settings.n_threads = threads;
      points = atlas_make (&settings);
      xy = atlas_quantise (points, settings.n_points);
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)xy,
                                         4 * settings.n_points);
      g_assert_cmpstr (sum, ==, GENERATED_SHA256);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stipple/atlas/form", test_form);
  g_test_add_func ("/stipple/atlas/damage-is-noticed", test_damage_is_noticed);
  g_test_add_func ("/stipple/atlas/generator", test_generator);
  g_test_add_func ("/stipple/atlas/every-prefix-is-blue-noise", test_every_prefix_is_blue_noise);
  return g_test_run ();
}
