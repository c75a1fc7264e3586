/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-photo-decode-private.h"
#include "photo/smp-photo-place.h"

G_BEGIN_DECLS

/**
 * SmpPhotoSink:
 *
 * Where a decoder's rows become the photo: in sRGB and upright, strip by strip, so that no second
 * copy of the whole picture is ever needed. With a host, strips go to it through a few buffers that
 * it has; else through buffers here, and a strip without anything to turn is decoded where it
 * stays.
 *
 * One thread decodes: for each strip smp_photo_sink_begin(), fill the rows, smp_photo_sink_end().
 * Another may convert and turn meanwhile, with smp_photo_sink_help(). Where none does, or it falls
 * behind, the decoding thread does that work too; it never waits for a thread that is not there.
 */
typedef struct _SmpPhotoSink SmpPhotoSink;

/**
 * smp_photo_sink_new:
 * @decode: its orientation, profile and model hold for the rows; makes the image
 * @width: of the rows, before they are turned
 * @expects_help: whether smp_photo_sink_help() will be called
 */
SmpPhotoSink *smp_photo_sink_new (
    SmpDecode *decode, int width, int height, gboolean expects_help, GError **error);
SmpPhotoSink *smp_photo_sink_ref (SmpPhotoSink *self);
void smp_photo_sink_unref (SmpPhotoSink *self);

int smp_photo_sink_get_n_strips (const SmpPhotoSink *self);
/* How many rows strip @strip has. */
int smp_photo_sink_get_n_rows (const SmpPhotoSink *self, int strip);

/* Where the rows of the next strip are to be written: RGBA (or inks), one after the other,
 * smp_photo_sink_get_stride() bytes apart. */
guint8 *smp_photo_sink_begin (SmpPhotoSink *self, int strip);
gsize smp_photo_sink_get_stride (const SmpPhotoSink *self);
/* The strip is there; its first @n_good rows are of the photo, the others are made grey. */
void smp_photo_sink_end (SmpPhotoSink *self, int strip, int n_good);

/* Converts and turns strips until smp_photo_sink_finish() or smp_photo_sink_abandon(). */
void smp_photo_sink_help (SmpPhotoSink *self);
/* After the last strip, by the thread that decodes: waits for all of them. @image: (out): the
 * image, unless the host has it. */
gboolean smp_photo_sink_finish (SmpPhotoSink *self, SmpImage **image);
/* Nothing more comes: lets the helping thread go. */
void smp_photo_sink_abandon (SmpPhotoSink *self);

/* Inks that are stored inverted. */
void smp_photo_sink_set_inverted (SmpPhotoSink *self);
/* The rows may have alpha other than 255. */
void smp_photo_sink_set_alpha (SmpPhotoSink *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpPhotoSink, smp_photo_sink_unref)

G_END_DECLS
