/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render.h"

#include <math.h>
#include <string.h>

#include "base/smp-parallel.h"
#include "colour/smp-colour.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-light.h"
#include "render/smp-dot-raster.h"
#include "render/smp-look.h"
#include "render/smp-pigment-optics.h"
#include "stipple/smp-dots.h"

#define DEFAULT_TILE 128
#define MAX_TILE 4096
/* Linear light in this many steps → 256ths of a code. */
#define FINE_STEPS 65535
/* Light spreads in the skin over the pigment, so that a dot has no sharp edge even in a sharp
 * photo: standard deviation in mm; our choice, a fraction of its depth of 0.2 to 0.5 mm. */
#define SKIN_BLUR_MM 0.09f
/* Of a picture whose own softness is not known, px of the full-size photo; our choice. */
#define PHOTO_BLUR_PX 0.6f
/* White light below this share of a pixel's is not told from the skin's own variation; our choice.
 */
#define SHINE_MIN 0.12f
/* Skin less coloured than this (its distance from grey, as a share of its brightness) gives no
 * measure of white; our choice. */
#define CHROMA_MIN 0.06f
/* Pixels along a side for which the skin's colour is looked up once, as a power of 2. */
#define SKIN_CELL 3
#define SKIN_CELL_MIDDLE (0.5 * (1 << SKIN_CELL))

typedef struct
{
  const SmpImage *before;
  SmpImage *after;
  const SmpRenderWindow *window;
  const SmpDotSet *dots;
  const SmpRedness *redness; /* (nullable) */
  /* 1 − T in the middle of a dot of strength 1, by the dot's session. */
  float absorption[SMP_LIMIT_SESSIONS][3];
  int tile;
  int columns;
  gsize *bin_start; /* dots by tile, in the order of the set */
  guint32 *bin_dots;
} Compositor;

/* In 256ths of an output pixel, which floats hold exactly: so that a dot looks the same in every
 * window that shows it. */
static float
place (float photo_px, double scale, int window)
{
  return (float)(floor ((double)photo_px * scale * 256 + 0.5) / 256 - window);
}

static SmpDotShape
shape_of (const Compositor *self, const SmpDot *dot)
{
  const SmpRenderWindow *window = self->window;
  float scale = (float)window->scale;
  float px_per_mm = dot->px_per_mm * scale;
  float skin = SKIN_BLUR_MM * px_per_mm;
  float photo = scale
                * (self->before->light != NULL ? smp_photo_light_softness (
                       self->before->light, (double)dot->x_px, (double)dot->y_px)
                                               : PHOTO_BLUR_PX);

  return (SmpDotShape){
    .x = place (dot->x_px, window->scale, window->x),
    .y = place (dot->y_px, window->scale, window->y),
    .major = 0.5f * dot->diameter_mm * px_per_mm,
    .minor = 0.5f * dot->diameter_mm * px_per_mm * MAX (dot->axis_ratio, 0.02f),
    .cosine = cosf (dot->angle_rad),
    .sine = sinf (dot->angle_rad),
    .blur = sqrtf (skin * skin + photo * photo),
  };
}

static SmpPixelBox
intersect (const SmpPixelBox *a, const SmpPixelBox *b)
{
  return (SmpPixelBox){ MAX (a->x0, b->x0), MAX (a->y0, b->y0), MIN (a->x1, b->x1),
                        MIN (a->y1, b->y1) };
}

static gboolean
is_empty (const SmpPixelBox *box)
{
  return box->x0 >= box->x1 || box->y0 >= box->y1;
}

static SmpPixelBox
tile_box (const Compositor *self, gsize tile)
{
  int x = (int)(tile % (gsize)self->columns) * self->tile;
  int y = (int)(tile / (gsize)self->columns) * self->tile;

  return (SmpPixelBox){ x, y, MIN (x + self->tile, self->window->width),
                        MIN (y + self->tile, self->window->height) };
}

/* Sorts the dots into the tiles they touch; within a tile the order of the set stays. */
static void
bin_dots (Compositor *self, gsize n_tiles)
{
  SmpPixelBox whole = { 0, 0, self->window->width, self->window->height };
  g_autofree gsize *next = NULL;

  self->bin_start = g_new0 (gsize, n_tiles + 1);
  for (int pass = 0; pass < 2; pass++)
    {
      for (gsize i = 0; i < self->dots->n_dots; i++)
        {
          SmpDotShape shape = shape_of (self, &self->dots->dots[i]);
          SmpPixelBox box = smp_dot_raster_box (&shape);

          box = intersect (&box, &whole);
          if (is_empty (&box))
            continue;
          for (int ty = box.y0 / self->tile; ty <= (box.y1 - 1) / self->tile; ty++)
            for (int tx = box.x0 / self->tile; tx <= (box.x1 - 1) / self->tile; tx++)
              {
                gsize tile = (gsize)ty * (gsize)self->columns + (gsize)tx;

                if (pass == 0)
                  self->bin_start[tile + 1]++;
                else
                  self->bin_dots[next[tile]++] = (guint32)i;
              }
        }
      if (pass == 0)
        {
          for (gsize t = 0; t < n_tiles; t++)
            self->bin_start[t + 1] += self->bin_start[t];
          self->bin_dots = g_new (guint32, MAX (self->bin_start[n_tiles], 1));
          next = g_memdup2 (self->bin_start, n_tiles * sizeof (gsize));
        }
    }
}

/* Three planes: what share of its light each pixel of the tile keeps. */
static void
splat (const Compositor *self,
       const SmpDot *dot,
       const SmpPixelBox *tile,
       float *coverage,
       float *keep)
{
  SmpDotShape shape = shape_of (self, dot);
  SmpPixelBox box = smp_dot_raster_box (&shape);
  SmpPixelBox clip = intersect (&box, tile);
  gsize stride = (gsize)self->tile, plane = stride * stride;
  float k[3];

  if (is_empty (&clip))
    return;
  for (int c = 0; c < 3; c++)
    k[c] = MIN (self->absorption[MIN (dot->session, SMP_LIMIT_SESSIONS - 1)][c] * dot->strength,
                1.0f);
  smp_dot_raster (&shape, &box, &clip, coverage, stride);
  for (int y = clip.y0; y < clip.y1; y++)
    {
      const float *restrict in = coverage + (gsize)(y - clip.y0) * stride;
      gsize at = (gsize)(y - tile->y0) * stride + (gsize)(clip.x0 - tile->x0);
      float *restrict r = keep + at, *restrict g = r + plane, *restrict b = g + plane;

      for (int x = 0; x < clip.x1 - clip.x0; x++)
        {
          r[x] *= 1 - in[x] * k[0];
          g[x] *= 1 - in[x] * k[1];
          b[x] *= 1 - in[x] * k[2];
        }
    }
}

static const guint16 *
fine_encode_table (void)
{
  static guint16 table[FINE_STEPS + 1];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (int i = 0; i <= FINE_STEPS; i++)
        table[i] = (guint16)(smp_srgb_encode ((double)i / FINE_STEPS) * 255 * 256 + 0.5);
      g_once_init_leave (&once, 1);
    }
  return table;
}

/* A fixed pattern of 0 to 255 over the picture: a pixel's position, mixed (the constants are those
 * of the murmur3 finaliser). */
static guint32
dither_at (int x, int y)
{
  guint32 h = (guint32)x * 0x9e3779b1u ^ (guint32)y * 0x85ebca77u;

  h = (h ^ h >> 15) * 0x2c1b3c6du;
  h = (h ^ h >> 12) * 0x297a2d39u;
  return (h ^ h >> 15) & 255;
}

/* How much of a pixel's light is shine, by which it is whiter than the skin around (dichromatic
 * reflection, Shafer 1985): in the plane of the skin's colour and white, the part along white. */
static float
shine_of (const float pixel[3], const float skin[3])
{
  float mean = (pixel[0] + pixel[1] + pixel[2]) / 3, skin_mean = (skin[0] + skin[1] + skin[2]) / 3;
  float across = 0, chroma2 = 0, white;

  for (int c = 0; c < 3; c++)
    {
      float d = skin[c] - skin_mean;

      across += (pixel[c] - mean) * d;
      chroma2 += d * d;
    }
  if (!(chroma2 > CHROMA_MIN * CHROMA_MIN * skin_mean * skin_mean))
    return 0;
  white = mean - MAX (across / chroma2, 0.0f) * skin_mean;
  white = (white - SHINE_MIN * mean) / (1 - SHINE_MIN);
  /* No channel gives back more than it has. */
  return CLAMP (white, 0.0f, MIN (MIN (pixel[0], pixel[1]), pixel[2]));
}

/* One pixel that dots reach. A small dot takes less than half a code from each pixel around it;
 * plain rounding would lose it altogether. So the fraction decides, over a pattern fixed to the
 * picture, how many of the pixels take a whole code: the dose is kept. */
static void
composite_pixel (guint8 *px, const float keep[3], const float *skin, guint32 dither)
{
  const float *decode = smp_srgb_decode_table ();
  const guint16 *encode = fine_encode_table ();
  float pixel[3] = { decode[px[0]], decode[px[1]], decode[px[2]] };
  float shine = skin != NULL ? shine_of (pixel, skin) : 0;

  for (int c = 0; c < 3; c++)
    if (keep[c] < 1)
      {
        float light = (pixel[c] - shine) * keep[c] + shine;

        px[c] = (guint8)((encode[(int)(light * FINE_STEPS + 0.5f)] + dither) >> 8);
      }
}

static void
composite (const Compositor *self, const SmpPixelBox *tile, const float *keep)
{
  const SmpPhotoLight *light = self->before->light;
  double inverse = 1 / self->window->scale;
  gsize stride = (gsize)self->tile, plane = stride * stride;

  for (int y = tile->y0; y < tile->y1; y++)
    {
      const float *k = keep + (gsize)(y - tile->y0) * stride;
      guint8 *px = self->after->pixels + (gsize)y * self->after->stride + 4 * (gsize)tile->x0;
      int wy = self->window->y + y, cell = G_MININT;
      float skin[3];

      for (int x = tile->x0; x < tile->x1; x++, k++, px += 4)
        if (k[0] < 1 || k[plane] < 1 || k[2 * plane] < 1)
          {
            const float kept[3] = { k[0], k[plane], k[2 * plane] };
            int wx = self->window->x + x;

            /* The skin's colour changes slowly: once for every few pixels is enough. */
            if (light != NULL && wx >> SKIN_CELL != cell)
              {
                cell = wx >> SKIN_CELL;
                smp_photo_light_skin (light, ((cell << SKIN_CELL) + SKIN_CELL_MIDDLE) * inverse,
                                      ((wy >> SKIN_CELL << SKIN_CELL) + SKIN_CELL_MIDDLE) * inverse,
                                      skin);
              }
            composite_pixel (px, kept, light != NULL ? skin : NULL, dither_at (wx, wy));
          }
    }
}

static void
redden (const Compositor *self, const SmpPixelBox *tile, float *keep)
{
  gsize stride = (gsize)self->tile;

  for (int y = tile->y0; y < tile->y1; y++)
    smp_redness_keep (self->redness, self->window, tile->x0, y, tile->x1 - tile->x0,
                      self->before->pixels + (gsize)y * self->before->stride + 4 * (gsize)tile->x0,
                      keep + (gsize)(y - tile->y0) * stride, stride * stride);
}

static void
render_tile (gsize item, int worker, gpointer data)
{
  const Compositor *self = data;
  SmpPixelBox tile = tile_box (self, item);
  gsize plane = (gsize)self->tile * (gsize)self->tile;
  g_autofree float *keep = NULL;
  g_autofree float *coverage = NULL;
  gboolean red;

  for (int y = tile.y0; y < tile.y1; y++)
    memcpy (self->after->pixels + (gsize)y * self->after->stride + 4 * (gsize)tile.x0,
            self->before->pixels + (gsize)y * self->before->stride + 4 * (gsize)tile.x0,
            4 * (gsize)(tile.x1 - tile.x0));
  red = self->redness != NULL
        && smp_redness_reaches (self->redness, self->window, tile.x0, tile.y0, tile.x1, tile.y1);
  if (self->bin_start[item] == self->bin_start[item + 1] && !red)
    return;

  keep = g_new (float, 3 * plane);
  coverage = g_new (float, plane);
  for (gsize i = 0; i < 3 * plane; i++)
    keep[i] = 1;
  if (red)
    redden (self, &tile, keep);
  for (gsize i = self->bin_start[item]; i < self->bin_start[item + 1]; i++)
    splat (self, &self->dots->dots[self->bin_dots[i]], &tile, coverage, keep);
  composite (self, &tile, keep);
}

/* A pigment alone is healed, whatever the session. */
static void
set_shade (Compositor *self, const SmpPigment *pigment, const SmpLook *look)
{
  double transmission[3];

  if (look != NULL)
    {
      memcpy (self->absorption, look->absorption, sizeof self->absorption);
      self->redness = look->redness;
      return;
    }
  smp_pigment_transmission (pigment, transmission);
  for (int s = 0; s < SMP_LIMIT_SESSIONS; s++)
    for (int c = 0; c < 3; c++)
      self->absorption[s][c] = (float)(1 - transmission[c]);
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
  g_autoptr (SmpImage) after = smp_image_new (window->width, window->height, error);
  gsize n_tiles;
  gboolean done;
  Compositor self = { .before = before, .after = after, .window = window, .dots = dots };

  g_return_val_if_fail (before->width == window->width && before->height == window->height, NULL);

  if (after == NULL)
    return NULL;
  after->has_alpha = before->has_alpha;
  set_shade (&self, pigment, options != NULL ? options->look : NULL);
  self.tile
      = options != NULL && options->tile > 0 ? CLAMP (options->tile, 8, MAX_TILE) : DEFAULT_TILE;
  self.columns = (window->width + self.tile - 1) / self.tile;
  n_tiles = (gsize)self.columns * (gsize)((window->height + self.tile - 1) / self.tile);

  /* Tables are made before threads want them. */
  smp_srgb_decode_table ();
  fine_encode_table ();
  smp_dot_raster_prepare ();
  bin_dots (&self, n_tiles);
  done = smp_parallel_for (n_tiles, options != NULL ? options->n_threads : 0, render_tile, &self,
                           cancellable, error);
  g_free (self.bin_start);
  g_free (self.bin_dots);
  return done ? g_steal_pointer (&after) : NULL;
}
