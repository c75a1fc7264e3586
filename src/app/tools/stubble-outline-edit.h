/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-outline.h"
#include "model/smp-face-frame.h"

G_BEGIN_DECLS

/* Edits of an outline by hand, with the other side of the face following. All px; @frame NULL for
 * no mirror. Each gives a new outline. */

/* The node that is the mirror image of node @index, or -1; @index itself on the midline. */
int stubble_outline_partner (const SmpOutline *outline, int index, const SmpFaceFrame *frame);

/* Moves a node, and its @partner (-1 for none) to the mirrored place. A node on the midline that is
 * its own partner stays there. */
SmpOutline *stubble_outline_move (const SmpOutline *outline,
                                  int index,
                                  int partner,
                                  SmpPoint to,
                                  const SmpFaceFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

/* Makes both sides alike: nodes that are a pair move half-way towards each other's mirror image,
 * and those of the middle on to the midline. A node that has no partner moves to the mirror image
 * of the other side's curve, if that is near. Corners and edges stay.
 *
 * Returns: (nullable): NULL if nothing is to be moved */
SmpOutline *stubble_outline_make_symmetric (const SmpOutline *outline,
                                            const SmpFaceFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a node at parameter @t of a stretch, and at the mirrored place if the outline is there too.
 * @index: (out): the new node; @partner: (out): the mirrored one, or -1 */
SmpOutline *stubble_outline_add (const SmpOutline *outline,
                                 gsize stretch,
                                 double t,
                                 const SmpFaceFrame *frame,
                                 int *index,
                                 int *partner) G_GNUC_WARN_UNUSED_RESULT;

/* Takes away a node and its mirror image. NULL if too few would be left. */
SmpOutline *stubble_outline_remove (const SmpOutline *outline,
                                    int index,
                                    const SmpFaceFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

/* Turns a node and its mirror image from corner to smooth or back. */
SmpOutline *stubble_outline_toggle_corner (const SmpOutline *outline,
                                           int index,
                                           const SmpFaceFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
