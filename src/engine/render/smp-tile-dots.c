/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-compositor-private.h"
#include "stipple/smp-dots.h"

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

/* Lets the first n of some dots take their light from the tile; reads @n_lines ahead at each. */
static void
splat_some (const SmpCompositor *self,
            const SmpTile *tile,
            const SmpDot *const *dots,
            gsize n,
            SmpReadAhead *ahead,
            int n_lines)
{
  SmpSplat splats[SMP_SPLATS];

  self->kernel->splats_of (&self->picture, dots, splats);
  for (gsize i = 0; i < n; i++)
    {
      SmpSplat *splat = &splats[i];
      const float *taken = self->taken[MIN (dots[i]->session, SMP_LIMIT_SESSIONS - 1)];

      smp_read_ahead (ahead, n_lines);
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

void
smp_tile_splat (const SmpCompositor *self, const SmpTile *tile, gsize item, SmpReadAhead *ahead)
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
      splat_some (self, tile, dots[now], n, ahead, MIN (n_lines, SMP_READ_AHEAD_MOST));
    }
}
