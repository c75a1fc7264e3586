/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/smp-hash.h"
#include "colour/smp-colour.h"
#include "render/smp-render-kernel.h"

/* A kernel's row is given skin whose noise is known, and what comes out is counted: how much noise
 * dots leave of it, and how much is there when some is given back. */

#define WIDTH 512
#define ROWS 128
#define SIGMA 3.0f

/* What lies in a row: skin of that colour, some of it hair, some shine over it. */
typedef struct
{
  const char *name;
  guint8 skin[3];
  double brightness; /* against the skin's */
  double shine;      /* light */
  gboolean is_bare;  /* nothing lies over the skin */
  double off;        /* by how much noise may be too much or too little, relative */
} Patch;

/* Places of a normal number, none of which is another's. */
enum
{
  OF_ALL,
  OF_CHANNEL,
  GIVEN_BACK = OF_CHANNEL + 3,
};

static double
normal (int what, int x, int y)
{
  return smp_hash_normal (smp_hash_u64 (5, (guint64)what, (guint64)(y * WIDTH + x)));
}

/* Shine is what lies along white in the plane of the skin's colour and white, less 0.3 %, and only
 * what is brighter than most of the skin. */
static SmpPhotoOver
over_of (const guint8 skin[3])
{
  double s[3], square = 0, sum = 0;
  SmpPhotoOver over;

  for (int c = 0; c < 3; c++)
    {
      s[c] = (double)smp_srgb_decode_table ()[skin[c]];
      square += s[c] * s[c];
      sum += s[c];
    }
  for (int c = 0; c < 3; c++)
    over.white[c] = (float)(0.997 * (square - sum * s[c]) / (3 * square - sum * sum));
  over.dull = (float)(0.9 * s[1]);
  over.bright = (float)s[1];
  return over;
}

static void
add_noise (const Patch *patch, double own, int y, guint8 *pixels)
{
  for (int x = 0; x < WIDTH; x++)
    for (int c = 0; c < 3; c++)
      {
        double light = (double)smp_srgb_decode_table ()[patch->skin[c]] * patch->brightness;
        double noise
            = sqrt (1 - own) * normal (OF_ALL, x, y) + sqrt (own) * normal (OF_CHANNEL + c, x, y);

        pixels[4 * x + c] = (guint8)floor (255 * smp_srgb_encode (light + patch->shine)
                                           + (double)SIGMA * noise + 0.5);
      }
}

typedef struct
{
  double sum;
  double squares;
} Moments;

static void
count (Moments *moments, const guint8 *pixels)
{
  for (int x = 0; x < WIDTH; x++)
    for (int c = 0; c < 3; c++)
      {
        moments[c].sum += pixels[4 * x + c];
        moments[c].squares += pixels[4 * x + c] * pixels[4 * x + c];
      }
}

static double
deviation_of (const Moments *moments)
{
  double mean = moments->sum / (WIDTH * ROWS);

  return sqrt (moments->squares / (WIDTH * ROWS) - mean * mean);
}

static void
check_patch (const SmpRenderKernel *kernel, const Patch *patch, float own, const float kept[3])
{
  SmpPhotoOver over[WIDTH / SMP_BLOCK];
  float sigma[WIDTH / SMP_BLOCK], *keep = g_new (float, 3 * WIDTH);
  float *noise = g_new (float, 3 * SMP_GRAIN_PLANE);
  guint8 *before = g_malloc0 (4 * WIDTH), *after = g_malloc0 (4 * WIDTH);
  SmpRow row = {
    .before = before,
    .after = after,
    .n = WIDTH,
    .keep = keep,
    .plane = WIDTH,
    .touched = G_MAXUINT32,
    .over = patch->is_bare ? NULL : over,
    .decode = smp_srgb_decode_table (),
  };
  SmpRowGrain grain = { .noise = noise, .sigma = sigma, .deviation = 1, .own = own };
  Moments photo[3] = { { 0 } }, plain[3] = { { 0 } }, grained[3] = { { 0 } };

  for (int i = 0; i < WIDTH / SMP_BLOCK; i++)
    {
      over[i] = over_of (patch->skin);
      sigma[i] = SIGMA;
    }
  for (row.y = 0; row.y < ROWS; row.y++)
    {
      add_noise (patch, (double)own, row.y, before);
      count (photo, before);
      for (int i = 0; i < 3 * WIDTH; i++)
        keep[i] = kept[i / WIDTH];
      kernel->composite (&row);
      count (plain, after);
      for (int i = 0; i < 3 * WIDTH; i++)
        keep[i] = kept[i / WIDTH];
      for (int c = 0; c < 3; c++)
        for (int x = 0; x < WIDTH; x++)
          noise[c * SMP_GRAIN_PLANE + x] = (float)normal (GIVEN_BACK + c, x, row.y);
      kernel->composite_grained (&row, &grain);
      count (grained, after);
    }
  for (int c = 0; c < 3; c++)
    {
      double was = deviation_of (&photo[c]), without = deviation_of (&plain[c]);
      double with = deviation_of (&grained[c]);

      g_test_message ("%s, own %g, kept %g, channel %d: %.2f, without %.2f, with %.2f: %+.0f %%",
                      patch->name, (double)own, (double)kept[c], c, was, without, with,
                      100 * (with / MAX (was, without) - 1));
      /* None is taken away. */
      g_assert_cmpfloat (fabs (with / MAX (was, without) - 1), <, patch->off);
    }
  g_free (keep);
  g_free (noise);
  g_free (before);
  g_free (after);
}

/* Of noise that channels share, or have alone, as much comes back as dots take. */
static void
test_returned (void)
{
  /* Where shine or hair begins, noise takes a bend, and is not what it is along a slope. */
  const Patch patches[] = {
    { "skin", { 205, 160, 134 }, 1, 0, FALSE, 0.08 },
    { "bare skin", { 205, 160, 134 }, 1, 0, TRUE, 0.02 },
    { "dark skin", { 110, 76, 60 }, 1, 0, FALSE, 0.095 },
    { "black skin", { 60, 42, 34 }, 1, 0, FALSE, 0.09 },
    { "some shine", { 205, 160, 134 }, 1, 0.02, FALSE, 0.07 },
    { "shine", { 205, 160, 134 }, 1, 0.15, FALSE, 0.02 },
    { "strong shine", { 205, 160, 134 }, 0.5, 0.4, FALSE, 0.02 },
    { "matte skin", { 205, 160, 134 }, 1, -0.02, FALSE, 0.13 },
    { "a hair's edge", { 205, 160, 134 }, 0.65, 0, FALSE, 0.13 },
    { "half hair", { 205, 160, 134 }, 0.4, 0, FALSE, 0.03 },
    { "half hair that shines", { 205, 160, 134 }, 0.3, 0.04, FALSE, 0.03 },
    { "hair", { 205, 160, 134 }, 0.25, 0, FALSE, 0.05 },
    { "pale shine", { 150, 146, 205 }, 0.9, 0.1, FALSE, 0.09 },
  };
  const float owns[] = { 0, 0.5f, 1 };
  const float kept[][3] = { { 0.25f, 0.3f, 0.4f }, { 0.6f, 0.65f, 0.7f } };
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n_kernels = smp_render_kernels (kernels);

  for (gsize p = 0; p < G_N_ELEMENTS (patches); p++)
    for (gsize o = 0; o < G_N_ELEMENTS (owns); o++)
      for (gsize k = 0; k < G_N_ELEMENTS (kept); k++)
        check_patch (kernels[n_kernels - 1], &patches[p], owns[o], kept[k]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grain-returned/noise", test_returned);
  return g_test_run ();
}
