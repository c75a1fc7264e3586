/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-image.h"
#include "render/smp-render.h"

G_BEGIN_DECLS

/* How a scene is drawn; none of it may change a pixel. */
typedef struct
{
  int n_threads;
  int tile;
} GoldenHow;

/**
 * GoldenScene:
 *
 * A picture whose bytes are kept under tests/golden/reference. Mutant n differs from the kept one
 * in the small thing that @mutations[n - 1] names: the comparison has to see it. 0 is none.
 */
typedef struct
{
  const char *name;
  const char *const *mutations;
  SmpImage *(*draw) (int mutant, GoldenHow how);
} GoldenScene;

/* Ends with a scene whose name is NULL. */
extern const GoldenScene golden_scenes[];

/* Round dots of all sizes, and ellipses in all directions, as given. */
SmpImage *golden_draw_round (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;
SmpImage *golden_draw_ellipses (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;
/* A plan with every kind of edge: whole, small, close, split. */
SmpImage *golden_draw_zones (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;
SmpImage *golden_draw_small (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;
SmpImage *golden_draw_close (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;
SmpImage *golden_draw_split (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;
/* Hairlines from templates, as a practitioner gets them. */
SmpImage *golden_draw_natural (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;
SmpImage *golden_draw_edge (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;
SmpImage *golden_draw_receded (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;
SmpImage *golden_draw_rounded (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;
/* A plan at ages: right after a session with its redness, a week later, strips. */
SmpImage *golden_draw_fresh (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;
SmpImage *golden_draw_week (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;
SmpImage *golden_draw_sessions (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;
SmpImage *golden_draw_years (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;

/* With the photo's grain, whole and enlarged. */
SmpImage *golden_draw_grain (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;
SmpImage *golden_draw_grain_close (int mutant, GoldenHow how) G_GNUC_WARN_UNUSED_RESULT;

/* The scene "zones" inside a rectangle of its px: part of the picture, drawn by itself. */
SmpImage *golden_zones_part (int x, int y, int width, int height) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
