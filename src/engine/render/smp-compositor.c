/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "base/smp-parallel.h"
#include "colour/smp-colour.h"
#include "photo/smp-photo-light.h"
#include "render/smp-compositor-private.h"
#include "render/smp-render-target.h"
#include "stipple/smp-dots.h"

/* A tile's planes stay in the processor's second cache. */
#define TILE_WIDTH 512
#define TILE_HEIGHT 64
#define TILE_MIN 16
/* Floats of 4096 bytes: of places that lie as many of them apart, a processor that is asked for the
 * one waits for what was written to the other. So a pixel's three planes lie a third of that off
 * each other, in whole cache lines. */
#define PAGE 1024
#define PLANES_APART 336
/* Softness of a picture whose own is not known, px of the full-size photo; our choice. */
#define PHOTO_BLUR_PX 0.6f
/* Pictures of more bytes do not stay in the caches. */
#define STREAM_BYTES (16u << 20)

/* All ones, for the thread that will use it: it has them in its caches then. */
static void
make_planes (SmpCompositor *self, int worker)
{
  if (self->keep[worker] != NULL)
    return;
  self->keep[worker] = g_aligned_alloc (3 * self->plane, sizeof (float), SMP_CACHE_LINE);
  smp_tile_clean (self->keep[worker], 3 * self->plane);
}

/* First the dots are sorted, then tiles are rendered: the one that is asked for before all dots are
 * sorted has to wait, but only for what other threads have begun already. */
static void
work (gsize item, int worker, gpointer data)
{
  SmpCompositor *self = data;
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
  smp_composite_tile (self, item - n_parts, worker);
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
                  const SmpLook *look,
                  const SmpRenderOptions *options,
                  GCancellable *cancellable,
                  GError **error)
{
  const SmpRenderOptions usual = { 0 };
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n_kernels = smp_render_kernels (kernels);
  SmpCompositor self = {
    .before = before,
    .window = window,
    .picture = picture_of (window, before->light),
    .redness = look->redness,
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
  memcpy (self.taken, look->absorption, sizeof look->absorption);
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
  smp_render_bins_init (&self.bins, self.kernel, window, width_shift, height_shift, look->dots,
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
