/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <string.h>

#include "photo/smp-photo-light.h"
#include "render/smp-compositor-private.h"

/* Where it lies; no thread works on it yet. */
static void
tile_init (const SmpCompositor *self, SmpTile *tile, gsize item)
{
  const SmpTileGrid *grid = &self->bins.grid;

  tile->width = 1 << grid->width_shift;
  tile->height = 1 << grid->height_shift;
  tile->x0 = (grid->first_column + (int)(item % (gsize)grid->columns)) * tile->width;
  tile->y0 = (grid->first_row + (int)(item / (gsize)grid->columns)) * tile->height;
  tile->stride = (gsize)tile->width + 2 * SMP_TILE_PAD;
  tile->plane = self->plane;
}

static SmpReadAhead
read_ahead_of (const SmpCompositor *self, const SmpTile *tile, const SmpPixelBox *shown)
{
  int x = tile->x0 + shown->x0 - self->window->x, y = tile->y0 + shown->y0 - self->window->y;

  return (SmpReadAhead){
    .row = smp_compositor_pixel (self->before, x, y),
    .stride = self->before->stride,
    .n_rows = shown->y1 - shown->y0,
    .lines = (4 * (shown->x1 - shown->x0) + SMP_CACHE_LINE - 1) / SMP_CACHE_LINE,
  };
}

/* Row y of the tile from column x on. */
static SmpRow
row_at (const SmpCompositor *self, const SmpTile *tile, int x, int y, const SmpPhotoOver *over)
{
  int column = tile->x0 + x - self->window->x, row = tile->y0 + y - self->window->y;

  return (SmpRow){
    .before = smp_compositor_pixel (self->before, column, row),
    .after = smp_compositor_pixel (self->after, column, row),
    .x = tile->x0 + x,
    .y = tile->y0 + y,
    .keep = tile->keep + (gsize)y * tile->stride + x,
    .plane = tile->plane,
    .touched = tile->touched[y] >> (x / SMP_BLOCK),
    .over = over != NULL ? over + x / SMP_BLOCK : NULL,
    .decode = self->decode,
    .stream = self->stream,
  };
}

/* @grain: (nullable): of the tile's row, and x the tile's column that the row begins with */
static void
composite (const SmpCompositor *self, const SmpRow *row, const SmpRowGrain *grain, int x)
{
  if (grain == NULL)
    self->kernel->composite (row);
  else
    {
      SmpRowGrain part = *grain;

      part.noise += x;
      part.sigma += x / SMP_BLOCK;
      self->kernel->composite_grained (row, &part);
    }
}

/* A block that the window shows only a part of: columns x0 ≤ x < x1 of the tile. */
static void
composite_part (const SmpCompositor *self,
                const SmpTile *tile,
                int x0,
                int x1,
                int y,
                const SmpPhotoOver *over,
                const SmpRowGrain *grain)
{
  int start = x0 / SMP_BLOCK * SMP_BLOCK;
  SmpRow shown = row_at (self, tile, x0, y, NULL), row = row_at (self, tile, start, y, over);
  gsize bytes = 4 * (gsize)(x1 - x0);
  guint8 from[4 * SMP_BLOCK] = { 0 }, to[4 * SMP_BLOCK];

  memcpy (from + 4 * (x0 - start), shown.before, bytes);
  row.before = from;
  row.after = to;
  row.n = SMP_BLOCK;
  row.stream = FALSE;
  composite (self, &row, grain, start);
  memcpy (shown.after, to + 4 * (x0 - start), bytes);
}

/* Columns x0 ≤ x < x1 of a row of the tile. */
static void
composite_row (const SmpCompositor *self,
               const SmpTile *tile,
               int x0,
               int x1,
               int y,
               const SmpPhotoOver *over,
               const SmpRowGrain *grain)
{
  int whole0 = (x0 + SMP_BLOCK - 1) / SMP_BLOCK * SMP_BLOCK, whole1 = x1 / SMP_BLOCK * SMP_BLOCK;

  if (x0 < whole0)
    composite_part (self, tile, x0, MIN (whole0, x1), y, over, grain);
  if (whole0 < whole1)
    {
      SmpRow row = row_at (self, tile, whole0, y, over);

      row.n = whole1 - whole0;
      composite (self, &row, grain, whole0);
    }
  if (whole1 < x1 && whole1 >= whole0)
    composite_part (self, tile, whole1, x1, y, over, grain);
}

/* The grain of a tile. */
typedef struct
{
  SmpGrainLines lines;
  float noise[3 * SMP_GRAIN_PLANE]; /* of the row; anything beside what is shown */
  float sigma[SMP_TILE_MAX / SMP_BLOCK];
  int sigma_row; /* row of blocks that this is of, or -1 */
} TileGrain;

static void
tile_grain_init (TileGrain *self, int x0, int x1)
{
  smp_grain_lines_init (&self->lines, x0, x1);
  self->sigma_row = -1;
}

/* As large as in the middle of the square of blocks. */
static void
look_up_sigma (const SmpCompositor *self, const SmpTile *tile, int row, TileGrain *tile_grain)
{
  float inverse = (float)(1 / self->window->scale), half = (float)SMP_BLOCK / 2;

  if (tile_grain->sigma_row == row)
    return;
  tile_grain->sigma_row = row;
  for (int i = 0; i < tile->width / SMP_BLOCK; i++)
    tile_grain->sigma[i]
        = smp_render_grain_sigma (self->grain, ((float)(tile->x0 + i * SMP_BLOCK) + half) * inverse,
                                  ((float)(tile->y0 + row * SMP_BLOCK) + half) * inverse);
}

/* The same with grain, where something is taken. */
static void
composite_row_grained (const SmpCompositor *self,
                       const SmpTile *tile,
                       int x0,
                       int x1,
                       int y,
                       const SmpPhotoOver *over,
                       TileGrain *tile_grain)
{
  SmpRowGrain grain = {
    .noise = tile_grain->noise,
    .sigma = tile_grain->sigma,
    .deviation = self->grain->deviation,
    .own = self->grain->grain->own,
  };

  look_up_sigma (self, tile, y / SMP_BLOCK, tile_grain);
  smp_render_grain_row (self->grain, self->kernel, &tile_grain->lines,
                        tile->y0 + y - self->window->y, tile_grain->noise + x0);
  composite_row (self, tile, x0, x1, y, over, &grain);
}

/* Columns x0 ≤ x < x1, rows y0 ≤ y < y1 of the tile. */
static void
redden (const SmpCompositor *self, const SmpTile *tile, const SmpPixelBox *shown)
{
  const SmpRenderWindow *window = self->window;
  int column = tile->x0 + shown->x0 - window->x;

  for (int y = shown->y0; y < shown->y1; y++)
    {
      int row = tile->y0 + y - window->y;

      smp_redness_keep (self->redness, window, column, row, shown->x1 - shown->x0,
                        smp_compositor_pixel (self->before, column, row),
                        tile->keep + (gsize)y * tile->stride + shown->x0, tile->plane);
      tile->touched[y] = G_MAXUINT32;
    }
}

static gboolean
is_red (const SmpCompositor *self, const SmpTile *tile)
{
  int x = tile->x0 - self->window->x, y = tile->y0 - self->window->y;

  return self->redness != NULL
         && smp_redness_reaches (self->redness, self->window, x, y, x + tile->width,
                                 y + tile->height);
}

/* What lies over the skin in the blocks of a row of blocks of the tile. */
static SmpPhotoOver *
look_up (const SmpCompositor *self, const SmpTile *tile, int row, SmpPhotoOver *blocks)
{
  float inverse = (float)(1 / self->window->scale);
  float half = (float)SMP_BLOCK / 2;

  for (int i = 0; i < tile->width / SMP_BLOCK; i++)
    blocks[i] = smp_photo_light_over (self->before->light,
                                      ((float)(tile->x0 + i * SMP_BLOCK) + half) * inverse,
                                      ((float)(tile->y0 + row * SMP_BLOCK) + half) * inverse);
  return blocks;
}

/* Leaves the tile's planes all ones for the next. */
static void
clean_up (const SmpTile *tile, const SmpPixelBox *shown)
{
  if (shown->x1 - shown->x0 < tile->width || shown->y1 - shown->y0 < tile->height)
    {
      smp_tile_clean (tile->keep - SMP_TILE_PAD, 3 * tile->plane);
      return;
    }
  /* Blocks that were composited are clean already. */
  for (gsize y = 0; y < (gsize)tile->height; y++)
    if (tile->touched[y] != 0)
      for (gsize c = 0; c < 3; c++)
        {
          float *row = tile->keep + c * tile->plane + y * tile->stride;

          smp_tile_clean (row - SMP_TILE_PAD, SMP_TILE_PAD);
          smp_tile_clean (row + tile->width, SMP_TILE_PAD);
        }
}

static gboolean
is_touched (const SmpCompositor *self, gsize item)
{
  SmpTile tile;

  if (smp_render_bins_count (&self->bins, item) > 0)
    return TRUE;
  tile_init (self, &tile, item);
  return is_red (self, &tile);
}

/* Tiles side by side that nothing touches are copied together, by the leftmost: memory gives long
 * rows much faster. */
static void
copy_tiles (const SmpCompositor *self, gsize item, const SmpTile *first, SmpPixelBox shown)
{
  gsize column = item % (gsize)self->bins.grid.columns, end = item + 1;
  int x = first->x0 - self->window->x, y = first->y0 - self->window->y;

  if (column > 0 && !is_touched (self, item - 1))
    return;
  while (end % (gsize)self->bins.grid.columns > 0 && !is_touched (self, end))
    end++;
  shown.x1 = MIN ((int)(end - item) * first->width, self->window->width - x);
  for (int row = shown.y0; row < shown.y1; row++)
    self->kernel->copy (smp_compositor_pixel (self->before, x + shown.x0, y + row),
                        smp_compositor_pixel (self->after, x + shown.x0, y + row),
                        shown.x1 - shown.x0, self->stream);
}

/* @tile: whose rows have no touched block yet */
static void
composite_touched (const SmpCompositor *self,
                   gsize item,
                   const SmpTile *tile,
                   const SmpPixelBox *shown)
{
  SmpPhotoOver blocks[SMP_TILE_MAX / SMP_BLOCK], *over = NULL;
  SmpReadAhead ahead = read_ahead_of (self, tile, shown);
  TileGrain grain;

  if (self->grain != NULL)
    tile_grain_init (&grain, tile->x0 + shown->x0 - self->window->x,
                     tile->x0 + shown->x1 - self->window->x);
  if (is_red (self, tile))
    redden (self, tile, shown);
  smp_tile_splat (self, tile, item, &ahead);
  for (int y = shown->y0; y < shown->y1; y++)
    {
      smp_read_ahead (&ahead, SMP_READ_AHEAD_MOST);
      /* The skin's colour changes slowly: once for each square of a block's side is enough. */
      if (self->before->light != NULL && (y == shown->y0 || y % SMP_BLOCK == 0))
        over = look_up (self, tile, y / SMP_BLOCK, blocks);
      if (self->grain != NULL && tile->touched[y] != 0)
        composite_row_grained (self, tile, shown->x0, shown->x1, y, over, &grain);
      else
        composite_row (self, tile, shown->x0, shown->x1, y, over, NULL);
    }
  clean_up (tile, shown);
}

void
smp_composite_tile (const SmpCompositor *self, gsize item, int worker)
{
  const SmpRenderWindow *window = self->window;
  guint32 touched[SMP_TILE_MAX] = { 0 };
  SmpTile tile = { .touched = touched };
  SmpPixelBox shown;

  tile_init (self, &tile, item);
  tile.keep = self->keep[worker] + SMP_TILE_PAD;
  shown.x0 = MAX (window->x - tile.x0, 0);
  shown.y0 = MAX (window->y - tile.y0, 0);
  shown.x1 = MIN (window->x + window->width - tile.x0, tile.width);
  shown.y1 = MIN (window->y + window->height - tile.y0, tile.height);
  if (is_touched (self, item))
    composite_touched (self, item, &tile, &shown);
  else
    copy_tiles (self, item, &tile, shown);
#ifdef __SSE2__
  /* What was written past the caches is there for the other threads. */
  if (self->stream)
    _mm_sfence ();
#endif
}
