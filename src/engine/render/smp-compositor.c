/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "base/smp-parallel.h"
#include "colour/smp-colour.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-light.h"
#include "render/smp-look.h"
#include "render/smp-pigment-optics.h"
#include "render/smp-render-bins.h"
#include "render/smp-render-kernel.h"
#include "render/smp-render.h"
#include "stipple/smp-dots.h"

/* A tile's planes stay in the processor's second cache. */
#define TILE_WIDTH 256
#define TILE_HEIGHT 64
/* Skin less coloured than this (its distance from grey, as a share of its brightness) gives no
 * measure of white; our choice. */
#define CHROMA_MIN 0.06f
/* Dots of a tile to read ahead. */
#define AHEAD 6

typedef struct
{
  const SmpImage *before;
  SmpImage *after;
  const SmpRenderWindow *window;
  const SmpRenderKernel *kernel;
  const SmpRedness *redness; /* (nullable) */
  SmpRenderBins bins;
  gsize plane;  /* floats of one plane of a tile */
  float **keep; /* for each worker */
} Compositor;

static void
light_init (SmpBlockLight *light, const SmpPhotoLight *photo, double x_px, double y_px)
{
  float skin[3], chroma2 = 0;

  *light = (SmpBlockLight){ 0 };
  if (photo == NULL)
    return;
  smp_photo_light_skin (photo, x_px, y_px, skin);
  light->skin_mean = (skin[0] + skin[1] + skin[2]) / 3;
  for (int c = 0; c < 3; c++)
    {
      light->along[c] = skin[c] - light->skin_mean;
      chroma2 += light->along[c] * light->along[c];
    }
  light->has_shine = chroma2 > CHROMA_MIN * CHROMA_MIN * light->skin_mean * light->skin_mean;
  for (int c = 0; c < 3; c++)
    light->along[c] /= MAX (chroma2, 1e-12f);
}

static void
tile_init (const Compositor *self, SmpTile *tile, gsize item, int worker)
{
  const SmpRenderBins *bins = &self->bins;

  tile->width = bins->tile_width;
  tile->height = bins->tile_height;
  tile->x0 = (bins->first_column + (int)(item % (gsize)bins->columns)) * tile->width;
  tile->y0 = (bins->first_row + (int)(item / (gsize)bins->columns)) * tile->height;
  tile->stride = (gsize)tile->width + 2 * SMP_TILE_PAD;
  tile->plane = self->plane;
  tile->keep = self->keep[worker] + SMP_TILE_PAD;
}

static void
clear_tile (const SmpTile *tile)
{
  float *keep = tile->keep - SMP_TILE_PAD;

  memset (tile->touched, 0, (gsize)tile->height * sizeof *tile->touched);
  for (gsize i = 0; i < 3 * tile->plane; i++)
    keep[i] = 1;
}

/* A dot that is wide beside its softness; rare, and so without a kernel of its own. */
static void
splat_hard (const SmpTile *tile, const SmpSplat *s)
{
  SmpPixelBox box = { s->box.x0 - s->x, s->box.y0 - s->y, s->box.x1 - s->x, s->box.y1 - s->y };
  SmpPixelBox clip = { MAX (s->box.x0, tile->x0) - s->x, MAX (s->box.y0, tile->y0) - s->y,
                       MIN (s->box.x1, tile->x0 + tile->width) - s->x,
                       MIN (s->box.y1, tile->y0 + tile->height) - s->y };
  gsize width = (gsize)(clip.x1 - clip.x0), height = (gsize)(clip.y1 - clip.y0);
  g_autofree float *coverage = g_new (float, width *height);
  int x0 = clip.x0 + s->x - tile->x0, y0 = clip.y0 + s->y - tile->y0;

  smp_dot_raster (&s->shape, &box, &clip, coverage, width);
  for (gsize y = 0; y < height; y++)
    {
      for (gsize x = 0; x < width; x++)
        for (gsize c = 0; c < 3; c++)
          tile->keep[c * tile->plane + ((gsize)y0 + y) * tile->stride + (gsize)x0 + x]
              *= 1 - coverage[y * width + x] * s->k[c];
      for (int i = x0 / SMP_BLOCK; i <= (x0 + (int)width - 1) / SMP_BLOCK; i++)
        tile->touched[(gsize)y0 + y] |= 1u << i;
    }
}

static void
splat_all (const Compositor *self, const SmpTile *tile, gsize item)
{
  const SmpRenderBins *bins = &self->bins;

  for (guint32 i = bins->start[item]; i < bins->start[item + 1]; i++)
    {
      const SmpSplat *splat = &bins->splats[bins->order[i]];

      /* They lie all over memory: reading ahead makes up for it. */
      if (i + AHEAD < bins->start[item + 1])
        __builtin_prefetch (&bins->splats[bins->order[i + AHEAD]]);
      if (splat->kind == SMP_SPLAT_HARD)
        splat_hard (tile, splat);
      else
        self->kernel->splat (tile, splat);
    }
}

static guint8 *
pixel (const SmpImage *image, int x, int y)
{
  return image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
}

/* A block that the window shows only a part of: columns x0 ≤ x < x1 of the tile. */
static void
composite_part (
    const Compositor *self, const SmpTile *tile, int x0, int x1, int y, const SmpBlockLight *lights)
{
  int block = x0 / SMP_BLOCK, start = block * SMP_BLOCK;
  int column = tile->x0 + x0 - self->window->x, row = tile->y0 + y - self->window->y;
  gsize bytes = 4 * (gsize)(x1 - x0);
  guint8 from[4 * SMP_BLOCK] = { 0 }, to[4 * SMP_BLOCK];

  memcpy (from + 4 * (x0 - start), pixel (self->before, column, row), bytes);
  self->kernel->composite (from, to, SMP_BLOCK, tile->x0 + start, tile->y0 + y,
                           tile->keep + (gsize)y * tile->stride + start, tile->plane,
                           tile->touched[y] >> block, lights + block, smp_srgb_decode_table ());
  memcpy (pixel (self->after, column, row), to + 4 * (x0 - start), bytes);
}

/* Columns x0 ≤ x < x1 of a row of the tile. */
static void
composite_row (
    const Compositor *self, const SmpTile *tile, int x0, int x1, int y, const SmpBlockLight *lights)
{
  int row = tile->y0 + y - self->window->y, column = tile->x0 - self->window->x;
  int whole0 = (x0 + SMP_BLOCK - 1) / SMP_BLOCK * SMP_BLOCK, whole1 = x1 / SMP_BLOCK * SMP_BLOCK;

  if (x0 < whole0)
    composite_part (self, tile, x0, MIN (whole0, x1), y, lights);
  if (whole0 < whole1)
    self->kernel->composite (pixel (self->before, column + whole0, row),
                             pixel (self->after, column + whole0, row), whole1 - whole0,
                             tile->x0 + whole0, tile->y0 + y,
                             tile->keep + (gsize)y * tile->stride + whole0, tile->plane,
                             tile->touched[y] >> (whole0 / SMP_BLOCK), lights + whole0 / SMP_BLOCK,
                             smp_srgb_decode_table ());
  if (whole1 < x1 && whole1 >= whole0)
    composite_part (self, tile, whole1, x1, y, lights);
}

/* Columns x0 ≤ x < x1, rows y0 ≤ y < y1 of the tile. */
static void
redden (const Compositor *self, const SmpTile *tile, const SmpPixelBox *shown)
{
  const SmpRenderWindow *window = self->window;
  int column = tile->x0 + shown->x0 - window->x;

  for (int y = shown->y0; y < shown->y1; y++)
    {
      int row = tile->y0 + y - window->y;

      smp_redness_keep (self->redness, window, column, row, shown->x1 - shown->x0,
                        pixel (self->before, column, row),
                        tile->keep + (gsize)y * tile->stride + shown->x0, tile->plane);
      tile->touched[y] = G_MAXUINT32;
    }
}

static void
copy_tile (const Compositor *self, const SmpTile *tile, const SmpPixelBox *shown)
{
  int column = tile->x0 + shown->x0 - self->window->x;

  for (int y = shown->y0; y < shown->y1; y++)
    {
      int row = tile->y0 + y - self->window->y;

      memcpy (pixel (self->after, column, row), pixel (self->before, column, row),
              4 * (gsize)(shown->x1 - shown->x0));
    }
}

static gboolean
is_red (const Compositor *self, const SmpTile *tile)
{
  int x = tile->x0 - self->window->x, y = tile->y0 - self->window->y;

  return self->redness != NULL
         && smp_redness_reaches (self->redness, self->window, x, y, x + tile->width,
                                 y + tile->height);
}

static void
render_tile (gsize item, int worker, gpointer data)
{
  const Compositor *self = data;
  const SmpRenderWindow *window = self->window;
  SmpBlockLight lights[SMP_TILE_MAX / SMP_BLOCK];
  guint32 touched[SMP_TILE_MAX];
  SmpTile tile = { .touched = touched };
  double inverse = 1 / window->scale;
  SmpPixelBox shown;
  gboolean red;

  tile_init (self, &tile, item, worker);
  shown.x0 = MAX (window->x - tile.x0, 0);
  shown.y0 = MAX (window->y - tile.y0, 0);
  shown.x1 = MIN (window->x + window->width - tile.x0, tile.width);
  shown.y1 = MIN (window->y + window->height - tile.y0, tile.height);
  red = is_red (self, &tile);
  if (self->bins.start[item] == self->bins.start[item + 1] && !red)
    {
      copy_tile (self, &tile, &shown);
      return;
    }

  clear_tile (&tile);
  if (red)
    redden (self, &tile, &shown);
  splat_all (self, &tile, item);
  for (int y = shown.y0; y < shown.y1; y++)
    {
      /* The skin's colour changes slowly: once for each square of a block's side is enough. */
      if (y == shown.y0 || y % SMP_BLOCK == 0)
        for (int i = 0; i < tile.width / SMP_BLOCK; i++)
          light_init (&lights[i], self->before->light, (tile.x0 + (i + 0.5) * SMP_BLOCK) * inverse,
                      (tile.y0 + (y / SMP_BLOCK + 0.5) * SMP_BLOCK) * inverse);
      composite_row (self, &tile, shown.x0, shown.x1, y, lights);
    }
}

static int
tile_side (int wanted, int usual)
{
  if (wanted <= 0)
    return usual;
  return CLAMP ((wanted + SMP_BLOCK - 1) / SMP_BLOCK * SMP_BLOCK, SMP_BLOCK, SMP_TILE_MAX);
}

/* What dots take by their session. A pigment alone is healed, whatever the session. */
static void
set_shade (Compositor *self,
           const SmpPigment *pigment,
           const SmpLook *look,
           float taken[SMP_LIMIT_SESSIONS][3])
{
  double transmission[3];

  if (look != NULL)
    {
      memcpy (taken, look->absorption, sizeof look->absorption);
      self->redness = look->redness;
      return;
    }
  smp_pigment_transmission (pigment, transmission);
  for (int s = 0; s < SMP_LIMIT_SESSIONS; s++)
    for (int c = 0; c < 3; c++)
      taken[s][c] = (float)(1 - transmission[c]);
}

static SmpImage *
target (const SmpRenderWindow *window, const SmpRenderOptions *options, GError **error)
{
  SmpImage *into = options->into;

  if (into == NULL)
    return smp_image_new (window->width, window->height, error);
  g_return_val_if_fail (into->width == window->width && into->height == window->height, NULL);
  return smp_image_ref (into);
}

SmpImage *
smp_render_after (const SmpImage *before,
                  const SmpRenderWindow *window,
                  const SmpDotSet *dots,
                  const SmpPigment *pigment,
                  const SmpRenderOptions *options,
                  GCancellable *cancellable,
                  GError **error)
{
  const SmpRenderOptions usual = { 0 };
  const SmpRenderKernel *kernels[3];
  gsize n_kernels = smp_render_kernels (kernels);
  Compositor self = { .before = before, .window = window };
  g_autoptr (SmpImage) after = NULL;
  float taken[SMP_LIMIT_SESSIONS][3];
  int n_workers, tile_width, tile_height;
  gboolean done;

  g_return_val_if_fail (before->width == window->width && before->height == window->height, NULL);

  if (options == NULL)
    options = &usual;
  self.after = after = target (window, options, error);
  if (after == NULL)
    return NULL;
  after->has_alpha = before->has_alpha;
  self.kernel
      = kernels[options->kernel > 0 ? MIN ((gsize)options->kernel, n_kernels) - 1 : n_kernels - 1];
  set_shade (&self, pigment, options->look, taken);
  tile_width = tile_side (options->tile, TILE_WIDTH);
  tile_height = tile_side (options->tile, TILE_HEIGHT);
  self.plane = ((gsize)tile_width + 2 * SMP_TILE_PAD) * (gsize)tile_height;

  /* The table is made before threads want it. */
  smp_srgb_decode_table ();
  n_workers = smp_parallel_threads (options->n_threads);
  self.keep = g_new0 (float *, (gsize)n_workers + 1);
  for (int i = 0; i < n_workers; i++)
    self.keep[i] = g_new (float, 3 * self.plane);
  done = smp_render_bins_init (&self.bins, window, tile_width, tile_height, dots, before->light,
                               taken, options->n_threads, cancellable, error)
         && smp_parallel_for ((gsize)self.bins.columns * (gsize)self.bins.rows, options->n_threads,
                              render_tile, &self, cancellable, error);
  smp_render_bins_clear (&self.bins);
  for (int i = 0; i < n_workers; i++)
    g_free (self.keep[i]);
  g_free (self.keep);
  return done ? g_steal_pointer (&after) : NULL;
}
