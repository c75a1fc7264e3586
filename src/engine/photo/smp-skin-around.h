/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SmpSkinAround:
 *
 * The colour that skin has around each block of a photo, of blocks of like hue: neither hair nor
 * cloth nor walls of another hue count, however saturated they are. How far around goes with the
 * photo's size, for the head does too, and so do its highlights.
 */
typedef struct _SmpSkinAround SmpSkinAround;

/* For so many blocks. */
SmpSkinAround *smp_skin_around_new (int columns, int rows) G_GNUC_WARN_UNUSED_RESULT;
void smp_skin_around_free (SmpSkinAround *self);

/**
 * smp_skin_around_add:
 * @colour: sum of the linear red, green and blue of a block's pixels
 * @pixels: how many they are
 * @weight: how much it tells of what skin is like
 *
 * Each block once, and then smp_skin_around_settle().
 */
void smp_skin_around_add (
    SmpSkinAround *self, int column, int row, const double colour[3], double pixels, double weight);
void smp_skin_around_settle (SmpSkinAround *self);

/* @rgb: (out): linear; black where there are no pixels */
void smp_skin_around_at (const SmpSkinAround *self, int column, int row, float rgb[3]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpSkinAround, smp_skin_around_free)

G_END_DECLS
