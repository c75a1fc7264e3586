/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "render/smp-render.h"

G_BEGIN_DECLS

typedef struct _SmpRedness SmpRedness;

/**
 * smp_redness_new:
 * @dots: of a plan in a photo
 * @session: whose dots are fresh, 0 = first
 * @strength: 0 to 1
 *
 * The redness of skin that has just been treated: more blood in it. It follows the density of the
 * fresh dots on the skin and reaches a little beyond them.
 *
 * Returns: (transfer full) (nullable): %NULL if there is none to be seen
 */
SmpRedness *
smp_redness_new (const SmpDotSet *dots, guint session, double strength) G_GNUC_WARN_UNUSED_RESULT;
void smp_redness_free (SmpRedness *self);

/* Redness at a place of the photo, px of full size: 0 to 1, and exactly 0 away from the dots. */
double smp_redness_at (const SmpRedness *self, double x_px, double y_px);

/* Whether any pixel of the output's part may be red. */
gboolean smp_redness_reaches (
    const SmpRedness *self, const SmpRenderWindow *window, int x0, int y0, int x1, int y1);

/**
 * smp_redness_keep:
 * @row: the photo's pixels of the row from column @x0 on, RGBA, encoded
 * @keep: (inout): @n values for red; those for green and blue lie @plane and twice @plane further
 *
 * Multiplies the share of light that a row's pixels keep. Blood darkens only light that has passed
 * the epidermis, so that dark skin shows less of it and very dark skin none.
 */
void smp_redness_keep (const SmpRedness *self,
                       const SmpRenderWindow *window,
                       int x0,
                       int y,
                       int n,
                       const guint8 *row,
                       float *keep,
                       gsize plane);

G_END_DECLS
