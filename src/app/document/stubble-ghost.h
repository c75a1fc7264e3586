/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-affine.h"

G_BEGIN_DECLS

/**
 * StubbleGhost:
 *
 * The photo before a retake, to be laid over the retake until both agree. It knows where it lay for
 * each placing of the retake's landmarks, so that it follows undo and redo.
 */
typedef struct _StubbleGhost StubbleGhost;

/* @picture: of the photo before, opaque or with alpha as that was; @placed as in
 * stubble_ghost_place() */
StubbleGhost *
stubble_ghost_new (const SmpPhoto *retake, const SmpImage *picture, const SmpAffine *placed);
void stubble_ghost_free (StubbleGhost *self);

/* Whether the photo is the retake over which it is laid. */
gboolean stubble_ghost_is_of (const StubbleGhost *self, const SmpPhoto *photo);
const SmpImage *stubble_ghost_get_picture (const StubbleGhost *self);

/* With these landmarks in the retake the picture lies there: from its px to those of the retake. */
void
stubble_ghost_place (StubbleGhost *self, const SmpLandmarks *landmarks, const SmpAffine *placed);
/* Where it lies; where it lay last, if these landmarks were not placed with it. */
SmpAffine stubble_ghost_get_placed (const StubbleGhost *self, const SmpLandmarks *landmarks);

G_END_DECLS
