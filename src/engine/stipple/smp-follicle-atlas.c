/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-follicle-atlas.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

#include "base/smp-error.h"
#include "base/smp-limits.h"
#include "smp-resources.h"

#include <glib/gi18n-lib.h>

/* An atlas file: this, the format's version and the number of points as 32-bit little-endian
 * numbers, the SHA-256 of the rest as 32 bytes, and the rest: pairs of 16-bit little-endian
 * numbers. */
#define MAGIC "SMPATLAS"
#define MAGIC_SIZE 8
#define VERSION 1
#define HEADER_SIZE (MAGIC_SIZE + 4 + 4 + 32)
#define MAX_POINTS (1u << 24)
/* Points of a cell of the index, on average. */
#define POINTS_PER_CELL 64

#define RESOURCE "/io/github/stubble/engine/follicle-atlas.bin"

static guint32
read_u32 (const guint8 *p)
{
  return (guint32)p[0] | (guint32)p[1] << 8 | (guint32)p[2] << 16 | (guint32)p[3] << 24;
}

static gboolean
checksum_matches (const guint8 *expected, const guint8 *payload, gsize size)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, payload, (gssize)size);
  g_checksum_get_digest (checksum, digest, &length);
  return memcmp (digest, expected, sizeof digest) == 0;
}

/* Sorts the points into cells; within a cell they stay in the order of their rank. */
static void
build_index (SmpFollicleAtlas *self)
{
  guint side = (guint)MAX (sqrt (self->n_points / (double)POINTS_PER_CELL), 1.0);
  gsize cells = (gsize)side * side;
  g_autofree guint *cell = g_new (guint, self->n_points);
  g_autofree guint *next = NULL;

  self->n_cells = side;
  self->cell_start = g_new0 (guint, cells + 1);
  self->cell_points = g_new (SmpAtlasPoint, self->n_points);
  for (guint i = 0; i < self->n_points; i++)
    {
      /* In whole numbers, so that a point is in the cell where the look-up seeks it. */
      guint x = (guint)((guint64)self->xy[2 * i] * side >> 16);
      guint y = (guint)((guint64)self->xy[2 * i + 1] * side >> 16);

      cell[i] = y * side + x;
      self->cell_start[cell[i] + 1]++;
    }
  for (gsize c = 0; c < cells; c++)
    self->cell_start[c + 1] += self->cell_start[c];
  next = g_memdup2 (self->cell_start, cells * sizeof (guint));
  for (guint i = 0; i < self->n_points; i++)
    self->cell_points[next[cell[i]]++] = (SmpAtlasPoint){ i, self->xy[2 * i], self->xy[2 * i + 1] };
}

/* The pairs of numbers as this machine reads them: those of the file itself where that can be. */
static GBytes *
points_of (GBytes *file, guint n)
{
  const guint8 *data = (const guint8 *)g_bytes_get_data (file, NULL) + HEADER_SIZE;
  guint16 *xy;

  if (G_BYTE_ORDER == G_LITTLE_ENDIAN && (gsize)data % sizeof (guint16) == 0)
    return g_bytes_new_from_bytes (file, HEADER_SIZE, 4 * (gsize)n);
  xy = g_new (guint16, 2 * (gsize)n);
  for (gsize i = 0; i < 2 * (gsize)n; i++)
    xy[i] = (guint16)(data[2 * i] | data[2 * i + 1] << 8);
  return g_bytes_new_take (xy, 4 * (gsize)n);
}

SmpFollicleAtlas *
smp_follicle_atlas_new_from_bytes (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  SmpFollicleAtlas *self;
  guint n;

  if (size < HEADER_SIZE || memcmp (data, MAGIC, MAGIC_SIZE) != 0
      || read_u32 (data + MAGIC_SIZE) != VERSION)
    {
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_INVALID,
                           _ ("This is not a follicle atlas of version 1."));
      return NULL;
    }
  n = read_u32 (data + MAGIC_SIZE + 4);
  if (n < 1 || n > MAX_POINTS || size - HEADER_SIZE != 4 * (gsize)n)
    {
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_INVALID,
                           _ ("The follicle atlas is not as long as it says."));
      return NULL;
    }
  if (!checksum_matches (data + MAGIC_SIZE + 8, data + HEADER_SIZE, size - HEADER_SIZE))
    {
      g_set_error_literal (error, SMP_ERROR, SMP_ERROR_INVALID,
                           _ ("The follicle atlas is damaged: its checksum does not match."));
      return NULL;
    }

  self = g_new0 (SmpFollicleAtlas, 1);
  self->n_points = n;
  self->density_max = SMP_DENSITY_MAX;
  self->period_mm = 10 * sqrt (n / SMP_DENSITY_MAX);
  self->bytes = points_of (bytes, n);
  self->xy = g_bytes_get_data (self->bytes, NULL);
  build_index (self);
  return self;
}

void
smp_follicle_atlas_free (SmpFollicleAtlas *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->bytes);
  g_free (self->cell_start);
  g_free (self->cell_points);
  g_free (self);
}

static const SmpFollicleAtlas *atlas;

static void
read_atlas (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  bytes = g_resource_lookup_data (smp_get_resource (), RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                  &error);
  if (bytes != NULL)
    atlas = smp_follicle_atlas_new_from_bytes (bytes, &error);
  if (atlas == NULL)
    /* Part of the program itself: without it there is nothing to show. */
    g_error ("%s", error->message);
}

const SmpFollicleAtlas *
smp_follicle_atlas_get (void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;

  pthread_once (&once, read_atlas);
  return atlas;
}
