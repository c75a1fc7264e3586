/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gdk/gdk.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/* Pixels as the toolkit shows them without converting them first. */
#define STUBBLE_SHOWN_FORMAT GDK_MEMORY_DEFAULT

/**
 * StubbleBuffers:
 *
 * Buffers for what is shown, a few in turn: a frame is drawn into the one of the frame before last,
 * as memory that is new for each costs more than the drawing. May be used by several threads.
 */
typedef struct _StubbleBuffers StubbleBuffers;

StubbleBuffers *stubble_buffers_new (void);
StubbleBuffers *stubble_buffers_ref (StubbleBuffers *self);
/* Bytes that are still held outlive it. */
void stubble_buffers_unref (StubbleBuffers *self);

/* (transfer full): a buffer of at least one byte to be written to, not set to anything. */
guint8 *stubble_buffers_take (StubbleBuffers *self, gsize size);
/* (transfer full): makes it a value; when nobody holds that any more, it is taken again. */
GBytes *stubble_buffers_seal (StubbleBuffers *self, guint8 *buffer, gsize size);

/* (transfer full): the picture as the toolkit shows it, rows of 4 × width bytes. */
GBytes *stubble_buffers_show (StubbleBuffers *self, const SmpImage *image);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StubbleBuffers, stubble_buffers_unref)

G_END_DECLS
