/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-image.h"

G_BEGIN_DECLS

/* How the rows of a file become the upright picture. */
typedef struct
{
  int width; /* px of a row in the file */
  int height;
  gboolean is_transposed;
  gboolean flip_x; /* of the upright picture */
  gboolean flip_y;
} SmpPlacement;

/* @orientation: EXIF, 1 to 8 */
void smp_placement_init (SmpPlacement *self, int width, int height, int orientation);
int smp_placement_get_target_width (const SmpPlacement *self);
int smp_placement_get_target_height (const SmpPlacement *self);

/* Puts @n rows of RGBA that follow one another, the first being row @first, where they belong. */
void smp_placement_put (
    const SmpPlacement *self, SmpImage *target, const guint8 *rows, int first, int n);

G_END_DECLS
