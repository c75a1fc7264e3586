/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render-bins.h"

#include <math.h>

#include "base/smp-parallel.h"
#include "photo/smp-photo-light.h"
#include "stipple/smp-dots.h"

/* Dots that one work item makes ready, and the most such items. */
#define CHUNK 2048
#define MAX_CHUNKS 96
/* Light spreads in the skin over the pigment, so that a dot has no sharp edge even in a sharp
 * photo: standard deviation in mm; our choice, a fraction of its depth of 0.2 to 0.5 mm. */
#define SKIN_BLUR_MM 0.09f
/* Of a picture whose own softness is not known, px of the full-size photo; our choice. */
#define PHOTO_BLUR_PX 0.6f
/* A dot seen from the side is not thinner than this share of its width. */
#define THINNEST 0.02f

typedef struct
{
  SmpRenderBins *bins;
  const SmpRenderWindow *window;
  const SmpDotSet *dots;
  const SmpPhotoLight *light;
  const float (*taken)[3];
  gsize chunk; /* dots in a work item */
  gsize n_chunks;
  gsize n_tiles;
  guint32 *counts; /* for each item and tile; then where the item's dots go */
} Work;

static int
floor_div (int a, int b)
{
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

/* sin (x) for |x| ≤ π/2, off by less than 4e−6: the same on every machine, unlike the library's. */
static float
sine (float x)
{
  float x2 = x * x;

  return x * (1 + x2 * (-0.1666665f + x2 * (0.0083320f + x2 * (-0.00019517f + x2 * 2.4e-6f))));
}

static void
direction (float angle, float *c, float *s)
{
  float turns = angle * (float)(1 / G_PI);
  /* An ellipse is the same after half a turn. */
  float a = (turns - floorf (turns + 0.5f)) * (float)G_PI;
  float h = (float)(G_PI / 2) - fabsf (a);

  *s = sine (a);
  *c = sine (h);
}

static void
make_ready (const Work *work, const SmpDot *dot, SmpSplat *splat)
{
  const SmpRenderWindow *window = work->window;
  float scale = (float)window->scale;
  int session = MIN (dot->session, SMP_LIMIT_SESSIONS - 1);
  float px_per_mm = dot->px_per_mm * scale, radius = 0.5f * dot->diameter_mm * px_per_mm;
  float skin = SKIN_BLUR_MM * px_per_mm;
  float photo = scale
                * (work->light != NULL ? smp_photo_light_softness (work->light, (double)dot->x_px,
                                                                   (double)dot->y_px)
                                       : PHOTO_BLUR_PX);
  /* In 256ths of an output pixel, so that a dot looks the same in every window that shows it. */
  gint64 x = (gint64)floor ((double)dot->x_px * window->scale * 256 + 0.5);
  gint64 y = (gint64)floor ((double)dot->y_px * window->scale * 256 + 0.5);
  SmpDotShape shape = {
    .x = (float)(x & 255) / 256,
    .y = (float)(y & 255) / 256,
    .major = radius,
    .minor = radius * MAX (dot->axis_ratio, THINNEST),
    .cosine = 1,
    .blur = sqrtf (skin * skin + photo * photo),
  };

  if (dot->axis_ratio < 1)
    direction (dot->angle_rad, &shape.cosine, &shape.sine);
  smp_splat_init (splat, &shape, (int)(x >> 8), (int)(y >> 8));
  for (int c = 0; c < 3; c++)
    splat->k[c] = MIN (work->taken[session][c] * dot->strength, 1.0f);
}

/* The tiles that a splat reaches: columns x0 ≤ x < x1, rows y0 ≤ y < y1; or none. */
static gboolean
tiles_of (const Work *work, const SmpSplat *splat, SmpPixelBox *tiles)
{
  const SmpRenderWindow *w = work->window;
  const SmpRenderBins *bins = work->bins;
  int x0 = MAX (splat->box.x0, w->x), x1 = MIN (splat->box.x1, w->x + w->width);
  int y0 = MAX (splat->box.y0, w->y), y1 = MIN (splat->box.y1, w->y + w->height);

  if (x0 >= x1 || y0 >= y1)
    return FALSE;
  tiles->x0 = floor_div (x0, bins->tile_width) - bins->first_column;
  tiles->y0 = floor_div (y0, bins->tile_height) - bins->first_row;
  tiles->x1 = floor_div (x1 - 1, bins->tile_width) - bins->first_column + 1;
  tiles->y1 = floor_div (y1 - 1, bins->tile_height) - bins->first_row + 1;
  return TRUE;
}

static void
count_chunk (gsize item, int worker, gpointer data)
{
  const Work *work = data;
  guint32 *counts = work->counts + item * work->n_tiles;
  gsize end = MIN ((item + 1) * work->chunk, work->dots->n_dots);

  for (gsize i = item * work->chunk; i < end; i++)
    {
      SmpSplat *splat = &work->bins->splats[i];
      SmpPixelBox tiles;

      make_ready (work, &work->dots->dots[i], splat);
      if (!tiles_of (work, splat, &tiles))
        continue;
      for (int y = tiles.y0; y < tiles.y1; y++)
        for (int x = tiles.x0; x < tiles.x1; x++)
          counts[y * work->bins->columns + x]++;
    }
}

static void
place_chunk (gsize item, int worker, gpointer data)
{
  const Work *work = data;
  guint32 *next = work->counts + item * work->n_tiles;
  gsize end = MIN ((item + 1) * work->chunk, work->dots->n_dots);

  for (gsize i = item * work->chunk; i < end; i++)
    {
      SmpPixelBox tiles;

      if (!tiles_of (work, &work->bins->splats[i], &tiles))
        continue;
      for (int y = tiles.y0; y < tiles.y1; y++)
        for (int x = tiles.x0; x < tiles.x1; x++)
          work->bins->order[next[y * work->bins->columns + x]++] = (guint32)i;
    }
}

/* Counts become places: tile after tile, in each the items in their order. */
static void
counts_to_places (const Work *work)
{
  guint32 sum = 0;

  for (gsize tile = 0; tile < work->n_tiles; tile++)
    {
      work->bins->start[tile] = sum;
      for (gsize chunk = 0; chunk < work->n_chunks; chunk++)
        {
          guint32 *count = &work->counts[chunk * work->n_tiles + tile], n = *count;

          *count = sum;
          sum += n;
        }
    }
  work->bins->start[work->n_tiles] = sum;
}

gboolean
smp_render_bins_init (SmpRenderBins *self,
                      const SmpRenderWindow *window,
                      int tile_width,
                      int tile_height,
                      const SmpDotSet *dots,
                      const SmpPhotoLight *light,
                      const float taken[SMP_LIMIT_SESSIONS][3],
                      int n_threads,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree guint32 *counts = NULL;
  Work work = { self, window, dots, light, taken };

  *self = (SmpRenderBins){ .tile_width = tile_width, .tile_height = tile_height };
  self->first_column = floor_div (window->x, tile_width);
  self->first_row = floor_div (window->y, tile_height);
  self->columns = floor_div (window->x + window->width - 1, tile_width) - self->first_column + 1;
  self->rows = floor_div (window->y + window->height - 1, tile_height) - self->first_row + 1;
  self->n_splats = dots->n_dots;
  self->splats = g_new (SmpSplat, MAX (dots->n_dots, 1));

  work.n_tiles = (gsize)self->columns * (gsize)self->rows;
  work.chunk = MAX ((dots->n_dots + MAX_CHUNKS - 1) / MAX_CHUNKS, CHUNK);
  work.n_chunks = (dots->n_dots + work.chunk - 1) / work.chunk;
  work.counts = counts = g_new0 (guint32, MAX (work.n_chunks * work.n_tiles, 1));
  self->start = g_new (guint32, work.n_tiles + 1);
  if (!smp_parallel_for (work.n_chunks, n_threads, count_chunk, &work, cancellable, error))
    return FALSE;
  counts_to_places (&work);
  self->order = g_new (guint32, MAX (self->start[work.n_tiles], 1));
  return smp_parallel_for (work.n_chunks, n_threads, place_chunk, &work, cancellable, error);
}

void
smp_render_bins_clear (SmpRenderBins *self)
{
  g_clear_pointer (&self->splats, g_free);
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->order, g_free);
}
