/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-point.h"

G_BEGIN_DECLS

/**
 * SmpIrisGuess:
 * @middle: of the iris, px: its pupil, or half-way between its edges
 * @across: unit vector from eye to eye
 * @radius: of the iris, px; 0: as far as the click is from the middle
 *
 * What is known of an iris before its edge is looked for.
 */
typedef struct
{
  SmpPoint middle;
  SmpPoint across;
  double radius;
} SmpIrisGuess;

/**
 * smp_iris_guess_from_landmarks:
 * @landmark: an edge of an iris, of which somebody clicked at @near, px
 * @guess: (out): by the pupil and the other edge, or by that alone
 *
 * How large the iris is follows from the other edge and the pupil, or from both pupils, or else
 * from the click.
 *
 * Returns: %FALSE if @landmark is no edge of an iris, or nothing else of the eye is placed
 */
gboolean smp_iris_guess_from_landmarks (const SmpLandmarks *landmarks,
                                        const char *landmark,
                                        SmpPoint near,
                                        SmpIrisGuess *guess);

/**
 * smp_find_iris_edge:
 * @pyramid: of the photo
 * @guess: where the iris is about
 * @near: where somebody clicked, px
 * @reach: how far the edge may be from there along @guess's across, px
 * @edge: (out): on the line through the middle
 *
 * Looks for the border between an iris and the white of the eye: the strongest step from dark to
 * light outwards from the middle, at the distance that an iris has. Where no step stands out, or
 * two do, as with a light in the eye at the border, there is none.
 *
 * Returns: whether there is one
 */
gboolean smp_find_iris_edge (const SmpPyramid *pyramid,
                             const SmpIrisGuess *guess,
                             SmpPoint near,
                             double reach,
                             SmpPoint *edge);

G_END_DECLS
