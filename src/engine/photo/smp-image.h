/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/* Limits of any picture in memory: two of the largest photos side by side fit. */
#define SMP_LIMIT_IMAGE_SIDE 65534
#define SMP_LIMIT_IMAGE_MEGAPIXELS 400

/* What a pyramid keeps of its photo's grain. */
typedef struct _SmpPyramidGrain SmpPyramidGrain;

/**
 * SmpImage:
 *
 * Pixels: 8-bit RGBA, sRGB-encoded, straight (not premultiplied) alpha, top row first, rows of
 * @stride bytes. Immutable once shared; only who made it writes to it.
 */
struct _SmpImage
{
  int width;
  int height;
  gsize stride;
  gboolean has_alpha; /* FALSE: every alpha is 255 */
  guint8 *pixels;
  void *mapping;        /* (nullable): that @pixels lie in; else they are allocated */
  gsize n_mapped;       /* bytes of it */
  SmpPhotoLight *light; /* (nullable): of the photo that it shows a part of */
};

/* Fails with SMP_ERROR_TOO_LARGE beyond the limits, or when memory is short. Pixels are not set,
 * rows follow one another without a gap, and @has_alpha is FALSE. */
SmpImage *smp_image_new (int width, int height, GError **error) G_GNUC_WARN_UNUSED_RESULT;
SmpImage *smp_image_ref (const SmpImage *self);
void smp_image_unref (const SmpImage *self);
SmpImage *smp_image_copy (const SmpImage *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The pixels as GBytes that hold a reference on the image. */
GBytes *smp_image_dup_bytes (const SmpImage *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_image_resize:
 * @n_threads: 0 for one per processor
 *
 * Area-exact box filter in linear light, alpha-weighted, for making a picture smaller; the result
 * does not depend on the number of threads. A larger size gives pixels with sharp borders.
 *
 * Returns: (transfer full): the picture, or %NULL with SMP_ERROR_TOO_LARGE
 */
SmpImage *smp_image_resize (const SmpImage *self,
                            int width,
                            int height,
                            int n_threads,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpImage, smp_image_unref)

/**
 * SmpPyramid:
 *
 * The photo and its halvings by smp_image_resize()'s filter, down to 64 pixels. Immutable
 * to who looks at it: only its grain is found when it is first asked for.
 * Level k + 1 has (w + 1) / 2 × (h + 1) / 2 pixels for the w × h of level k: its pixel x is made of
 * the pixels 2x and 2x + 1, as far as they exist, so that coordinates scale by 1/2^k exactly.
 */
struct _SmpPyramid
{
  gsize n_levels;
  SmpImage *levels[16]; /* level k is the photo at 1/2^k */
  SmpPhotoLight *light; /* of the photo */
  SmpPyramidGrain *grain;
};

SmpPyramid *
smp_pyramid_new (const SmpImage *image, int n_threads, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * smp_pyramid_new_part:
 * @image: the photo at 1/@shrink, made by averaging: its pixel x is made of @shrink pixels
 *
 * What stands for the photo until all of it is there: level k is the photo at 1/(2^k @shrink), and
 * the light is that of the photo, in its px. To be drawn at @shrink times the scale.
 */
SmpPyramid *smp_pyramid_new_part (const SmpImage *image, int shrink, int n_threads, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/**
 * smp_pyramid_get_grain:
 * @self: of the photo itself: a smaller picture of it has other grain
 * @n_threads: 0 for one per processor; the result does not depend on it
 *
 * The photo's grain, looked for when it is first asked for and kept from then on. Any thread may
 * ask; one that asks while another looks waits for it, cancelled or not (at most for a third of a
 * second with 48 MP).
 *
 * Returns: (transfer none): %NULL if it was cancelled
 */
const SmpPhotoGrain *smp_pyramid_get_grain (const SmpPyramid *self,
                                            int n_threads,
                                            GCancellable *cancellable,
                                            GError **error);
SmpPyramid *smp_pyramid_ref (const SmpPyramid *self);
void smp_pyramid_unref (const SmpPyramid *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpPyramid, smp_pyramid_unref)

G_END_DECLS
