/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <stdatomic.h>
#include <string.h>

#include "base/smp-parallel.h"
#include "colour/smp-colour.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-light.h"
#include "render/smp-look.h"
#include "render/smp-pigment-optics.h"
#include "render/smp-render-bins.h"
#include "render/smp-render-grain.h"
#include "render/smp-render-kernel.h"
#include "render/smp-render-target.h"
#include "stipple/smp-dots.h"

/* A tile's planes stay in the processor's second cache. */
#define TILE_WIDTH 256
#define TILE_HEIGHT 64
#define TILE_MIN 16
/* Wide parts of a tile's planes that begin with one are read at once. */
#define CACHE_LINE 64
/* Floats of 4096 bytes: of places that lie as many of them apart, a processor that is asked for the
 * one waits for what was written to the other. So a pixel's three planes lie a third of that off
 * each other, in whole cache lines. */
#define PAGE 1024
#define PLANES_APART 336
/* So many of the photo's are asked for at a time at the most: a processor waits for more. */
#define LINES_MAX 32
/* Softness of a picture whose own is not known, px of the full-size photo; our choice. */
#define PHOTO_BLUR_PX 0.6f
/* Pictures of more bytes do not stay in the caches. */
#define STREAM_BYTES (16u << 20)

typedef struct
{
  const SmpImage *before;
  SmpImage *after;
  const SmpRenderWindow *window;
  const SmpRenderKernel *kernel;
  const SmpRedness *redness;   /* (nullable) */
  const SmpRenderGrain *grain; /* (nullable): to be given back */
  SmpRenderBins bins;
  atomic_size_t n_sorted; /* parts of them */
  SmpDotsInPicture picture;
  float taken[SMP_LIMIT_SESSIONS][3]; /* what a dot of strength 1 takes where it covers all */
  const float *decode;
  gboolean stream;
  gsize plane;  /* floats of one plane of a tile */
  float **keep; /* for each worker */
} Compositor;

/* Where it lies; no thread works on it yet. */
static void
tile_init (const Compositor *self, SmpTile *tile, gsize item)
{
  const SmpTileGrid *grid = &self->bins.grid;

  tile->width = 1 << grid->width_shift;
  tile->height = 1 << grid->height_shift;
  tile->x0 = (grid->first_column + (int)(item % (gsize)grid->columns)) * tile->width;
  tile->y0 = (grid->first_row + (int)(item / (gsize)grid->columns)) * tile->height;
  tile->stride = (gsize)tile->width + 2 * SMP_TILE_PAD;
  tile->plane = self->plane;
}

static void
all_ones (float *keep, gsize n)
{
  for (gsize i = 0; i < n; i++)
    keep[i] = 1;
}

/* A large dot that is wide beside its softness; rare, and so without a kernel of its own. */
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

static gboolean
reaches_tile (const SmpTile *tile, const SmpPixelBox *box)
{
  return box->x0 < tile->x0 + tile->width && box->x1 > tile->x0 && box->y0 < tile->y0 + tile->height
         && box->y1 > tile->y0;
}

static guint8 *
pixel (const SmpImage *image, int x, int y)
{
  return image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
}

/* The photo behind a tile, that is on its way from memory while dots take their light: a tile is
 * only a part of each row of the picture, so that the processor does not guess what comes next. */
typedef struct
{
  const guint8 *row;
  gsize stride;
  int n_rows; /* still to be asked for */
  int lines;  /* of each */
  int line;   /* the next of the row */
} ReadAhead;

static ReadAhead
read_ahead_of (const Compositor *self, const SmpTile *tile, const SmpPixelBox *shown)
{
  int x = tile->x0 + shown->x0 - self->window->x, y = tile->y0 + shown->y0 - self->window->y;

  return (ReadAhead){
    .row = pixel (self->before, x, y),
    .stride = self->before->stride,
    .n_rows = shown->y1 - shown->y0,
    .lines = (4 * (shown->x1 - shown->x0) + CACHE_LINE - 1) / CACHE_LINE,
  };
}

static void
read_ahead (ReadAhead *ahead, int n_lines)
{
  for (int i = 0; i < n_lines && ahead->n_rows > 0; i++)
    {
      __builtin_prefetch (ahead->row + CACHE_LINE * ahead->line, 0, 2);
      if (++ahead->line == ahead->lines)
        {
          ahead->row += ahead->stride;
          ahead->n_rows--;
          ahead->line = 0;
        }
    }
}

/* Lets the first n of some dots take their light from the tile; reads @n_lines ahead at each. */
static void
splat_some (const Compositor *self,
            const SmpTile *tile,
            const SmpDot *const *dots,
            gsize n,
            ReadAhead *ahead,
            int n_lines)
{
  SmpSplat splats[SMP_SPLATS];

  self->kernel->splats_of (&self->picture, dots, splats);
  for (gsize i = 0; i < n; i++)
    {
      SmpSplat *splat = &splats[i];
      const float *taken = self->taken[MIN (dots[i]->session, SMP_LIMIT_SESSIONS - 1)];

      read_ahead (ahead, n_lines);
      if (!reaches_tile (tile, &splat->box))
        continue;
      for (int c = 0; c < 3; c++)
        splat->k[c] = MIN (taken[c] * dots[i]->strength, 1.0f);
      if (splat->kind == SMP_SPLAT_HARD && !smp_dot_is_small (&splat->shape, &splat->box))
        splat_hard (tile, splat);
      else
        self->kernel->splat (tile, splat);
    }
}

static void
splat_all (const Compositor *self, const SmpTile *tile, gsize item, ReadAhead *ahead)
{
  SmpRenderBinsWalk walk = { .tile = item };
  const SmpDot *dots[2][SMP_SPLATS];
  gsize all = smp_render_bins_count (&self->bins, item), n, further;
  int n_lines = ahead->n_rows * ahead->lines / MAX ((int)all, 1) + 1, now = 0;

  n = smp_render_bins_next (&self->bins, &walk, dots[now]);
  for (; n > 0; n = further, now = !now)
    {
      /* On their way meanwhile. */
      further = smp_render_bins_next (&self->bins, &walk, dots[!now]);
      splat_some (self, tile, dots[now], n, ahead, MIN (n_lines, LINES_MAX));
    }
}

/* Row y of the tile from column x on. */
static SmpRow
row_at (const Compositor *self, const SmpTile *tile, int x, int y, const SmpPhotoOver *over)
{
  int column = tile->x0 + x - self->window->x, row = tile->y0 + y - self->window->y;

  return (SmpRow){
    .before = pixel (self->before, column, row),
    .after = pixel (self->after, column, row),
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
composite (const Compositor *self, const SmpRow *row, const SmpRowGrain *grain, int x)
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
composite_part (const Compositor *self,
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
composite_row (const Compositor *self,
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
look_up_sigma (const Compositor *self, const SmpTile *tile, int row, TileGrain *tile_grain)
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
composite_row_grained (const Compositor *self,
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

static gboolean
is_red (const Compositor *self, const SmpTile *tile)
{
  int x = tile->x0 - self->window->x, y = tile->y0 - self->window->y;

  return self->redness != NULL
         && smp_redness_reaches (self->redness, self->window, x, y, x + tile->width,
                                 y + tile->height);
}

/* What lies over the skin in the blocks of a row of blocks of the tile. */
static SmpPhotoOver *
look_up (const Compositor *self, const SmpTile *tile, int row, SmpPhotoOver *blocks)
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
      all_ones (tile->keep - SMP_TILE_PAD, 3 * tile->plane);
      return;
    }
  /* Blocks that were composited are clean already. */
  for (gsize y = 0; y < (gsize)tile->height; y++)
    if (tile->touched[y] != 0)
      for (gsize c = 0; c < 3; c++)
        {
          float *row = tile->keep + c * tile->plane + y * tile->stride;

          all_ones (row - SMP_TILE_PAD, SMP_TILE_PAD);
          all_ones (row + tile->width, SMP_TILE_PAD);
        }
}

static gboolean
is_touched (const Compositor *self, gsize item)
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
copy_tiles (const Compositor *self, gsize item, const SmpTile *first, SmpPixelBox shown)
{
  gsize column = item % (gsize)self->bins.grid.columns, end = item + 1;
  int x = first->x0 - self->window->x, y = first->y0 - self->window->y;

  if (column > 0 && !is_touched (self, item - 1))
    return;
  while (end % (gsize)self->bins.grid.columns > 0 && !is_touched (self, end))
    end++;
  shown.x1 = MIN ((int)(end - item) * first->width, self->window->width - x);
  for (int row = shown.y0; row < shown.y1; row++)
    self->kernel->copy (pixel (self->before, x + shown.x0, y + row),
                        pixel (self->after, x + shown.x0, y + row), shown.x1 - shown.x0,
                        self->stream);
}

/* @tile: whose rows have no touched block yet */
static void
composite_tile (const Compositor *self, gsize item, const SmpTile *tile, const SmpPixelBox *shown)
{
  SmpPhotoOver blocks[SMP_TILE_MAX / SMP_BLOCK], *over = NULL;
  ReadAhead ahead = read_ahead_of (self, tile, shown);
  TileGrain grain;

  if (self->grain != NULL)
    tile_grain_init (&grain, tile->x0 + shown->x0 - self->window->x,
                     tile->x0 + shown->x1 - self->window->x);
  if (is_red (self, tile))
    redden (self, tile, shown);
  splat_all (self, tile, item, &ahead);
  for (int y = shown->y0; y < shown->y1; y++)
    {
      read_ahead (&ahead, LINES_MAX);
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

static void
render_tile (const Compositor *self, gsize item, int worker)
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
    composite_tile (self, item, &tile, &shown);
  else
    copy_tiles (self, item, &tile, shown);
#ifdef __SSE2__
  /* What was written past the caches is there for the other threads. */
  if (self->stream)
    _mm_sfence ();
#endif
}

/* All ones, for the thread that will use it: it has them in its caches then. */
static void
make_planes (Compositor *self, int worker)
{
  if (self->keep[worker] != NULL)
    return;
  self->keep[worker] = g_aligned_alloc (3 * self->plane, sizeof (float), CACHE_LINE);
  all_ones (self->keep[worker], 3 * self->plane);
}

/* First the dots are sorted, then tiles are rendered: the one that is asked for before all dots are
 * sorted has to wait, but only for what other threads have begun already. */
static void
work (gsize item, int worker, gpointer data)
{
  Compositor *self = data;
  gsize n_parts = self->bins.n_parts;

  if (item < n_parts)
    {
      smp_render_bins_sort (&self->bins, item);
      atomic_fetch_add (&self->n_sorted, 1);
      return;
    }
  make_planes (self, worker);
  while (atomic_load (&self->n_sorted) < n_parts)
    g_thread_yield ();
  render_tile (self, item - n_parts, worker);
}

/* The power of 2 that a tile's side is: at least what is wanted. */
static int
tile_shift (int wanted, int usual)
{
  int side = CLAMP (wanted > 0 ? wanted : usual, TILE_MIN, SMP_TILE_MAX), shift = 0;

  while (1 << shift < side)
    shift++;
  return shift;
}

/* Floats from one plane of a tile to the next. */
static gsize
plane_size (int width_shift, int height_shift)
{
  gsize floats = (((gsize)1 << width_shift) + 2 * SMP_TILE_PAD) << height_shift;

  return (floats + PAGE - 1) / PAGE * PAGE + PLANES_APART;
}

/* What dots take by their session. A pigment alone is healed, whatever the session. */
static void
set_shade (Compositor *self, const SmpPigment *pigment, const SmpLook *look)
{
  double transmission[3];

  if (look != NULL)
    {
      memcpy (self->taken, look->absorption, sizeof look->absorption);
      self->redness = look->redness;
      return;
    }
  smp_pigment_transmission (pigment, transmission);
  for (int s = 0; s < SMP_LIMIT_SESSIONS; s++)
    for (int c = 0; c < 3; c++)
      self->taken[s][c] = (float)(1 - transmission[c]);
}

static SmpDotsInPicture
picture_of (const SmpRenderWindow *window, const SmpPhotoLight *light)
{
  SmpDotsInPicture picture = { window->scale, light, light != NULL ? 0 : PHOTO_BLUR_PX };

  if (light != NULL)
    for (int i = 0; i < light->columns * light->rows; i++)
      picture.softest = MAX (picture.softest, light->softness[i]);
  return picture;
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
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n_kernels = smp_render_kernels (kernels);
  Compositor self = {
    .before = before,
    .window = window,
    .picture = picture_of (window, before->light),
  };
  g_autoptr (SmpImage) after = NULL;
  SmpRenderGrain grain;
  int n_workers, width_shift, height_shift;
  gboolean done;

  g_return_val_if_fail (before->width == window->width && before->height == window->height, NULL);

  if (options == NULL)
    options = &usual;
  self.after = after = smp_render_target (window, options, error);
  if (after == NULL)
    return NULL;
  after->has_alpha = before->has_alpha;
  self.kernel
      = kernels[options->kernel > 0 ? MIN ((gsize)options->kernel, n_kernels) - 1 : n_kernels - 1];
  set_shade (&self, pigment, options->look);
  if (options->grain != NULL)
    {
      smp_render_grain_init (&grain, options->grain, window);
      self.grain = &grain;
    }
  width_shift = tile_shift (options->tile, TILE_WIDTH);
  height_shift = tile_shift (options->tile, TILE_HEIGHT);
  self.plane = plane_size (width_shift, height_shift);

  self.decode = smp_srgb_decode_table ();
  self.stream = (gsize)after->height * after->stride > STREAM_BYTES
                && ((guintptr)after->pixels | after->stride | (guintptr)(4 * window->x)) % 16 == 0;
  n_workers = smp_parallel_threads (options->n_threads);
  self.keep = g_new0 (float *, (gsize)n_workers + 1);
  smp_render_bins_init (&self.bins, self.kernel, window, width_shift, height_shift, dots,
                        &self.picture, options->n_threads);
  done = smp_parallel_for (self.bins.n_parts + self.bins.n_tiles, options->n_threads, work, &self,
                           cancellable, error);
  smp_render_bins_clear (&self.bins);
  if (self.grain != NULL)
    smp_render_grain_clear (&grain);
  for (int i = 0; i < n_workers; i++)
    g_aligned_free (self.keep[i]);
  g_free (self.keep);
  return done ? g_steal_pointer (&after) : NULL;
}
