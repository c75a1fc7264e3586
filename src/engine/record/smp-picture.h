/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"
#include "geometry/smp-point.h"
#include "model/smp-age.h"

G_BEGIN_DECLS

typedef enum
{
  SMP_PICTURE_BEFORE,
  SMP_PICTURE_AFTER,
  SMP_PICTURE_SPLIT,
  SMP_PICTURE_SIDE_BY_SIDE,
  SMP_PICTURE_SESSIONS,  /* the original and the stages of the sessions */
  SMP_PICTURE_YEARS,     /* the original, healed and years later */
  SMP_PICTURE_HAIR_LOSS, /* the original, and the same stage with less and less of the hair there */
} SmpPictureContent;

#define SMP_N_PICTURE_CONTENTS 7

/* "before", "after", "split", "side-by-side", "sessions", "years", "hair-loss". */
gboolean smp_picture_content_from_string (const char *text, SmpPictureContent *content);

/* How a picture is made; all zero: without a stamp and without grain. */
typedef struct
{
  gboolean stamp; /* write "Original" and "Simulated" and the footer into the pixels */
  /* Give dots the noise that the photo has around them; see smp_pyramid_get_grain(). */
  gboolean match_grain;
  int n_threads; /* 0 for one per processor; changes no pixel */
  int tile;      /* side of a work tile, px, 0 for the default; changes no pixel */
} SmpPictureOptions;

/**
 * smp_picture_part:
 *
 * What a picture shows of the photo: all of it, but the pictures of a strip, which are small, only
 * what is around the dots, in the photo's form.
 *
 * Returns: px of the photo
 */
SmpRect smp_picture_part (const SmpImage *photo, const SmpDotSet *dots, SmpPictureContent content);

/**
 * smp_picture_compose:
 * @pyramid: the photo
 * @dots: its dots
 * @plan: for the shade, and for what the stamp says
 * @age: (nullable): healed after the last session if %NULL; of a strip only the fading is asked
 * @scale: of the photo; 1 is full size
 *
 * The picture for the record: what the application exports and stubble-cli renders.
 */
SmpImage *smp_picture_compose (const SmpPyramid *pyramid,
                               const SmpDotSet *dots,
                               const SmpPlan *plan,
                               const SmpAge *age,
                               double scale,
                               SmpPictureContent content,
                               const SmpPictureOptions *options,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
