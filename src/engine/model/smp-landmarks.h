/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <json-glib/json-glib.h>

#include "base/smp-types.h"
#include "geometry/smp-point.h"
#include "model/smp-view.h"

G_BEGIN_DECLS

/* Names of the landmarks that the program knows. Unknown names are kept. "left" and "right" are
 * always the subject's own: in a front view the right pupil is on the left of the picture. */
#define SMP_LANDMARK_PUPIL_RIGHT "pupil_right"
#define SMP_LANDMARK_PUPIL_LEFT "pupil_left"
#define SMP_LANDMARK_GLABELLA "glabella"
#define SMP_LANDMARK_SUBNASALE "subnasale"
#define SMP_LANDMARK_CHIN "chin"
#define SMP_LANDMARK_VERTEX "vertex"
#define SMP_LANDMARK_EURYON_RIGHT "euryon_right"
#define SMP_LANDMARK_EURYON_LEFT "euryon_left"
#define SMP_LANDMARK_IRIS_RIGHT_INNER "iris_right_inner"
#define SMP_LANDMARK_IRIS_RIGHT_OUTER "iris_right_outer"
#define SMP_LANDMARK_IRIS_LEFT_INNER "iris_left_inner"
#define SMP_LANDMARK_IRIS_LEFT_OUTER "iris_left_outer"
#define SMP_LANDMARK_CANTHUS_RIGHT "canthus_right"
#define SMP_LANDMARK_CANTHUS_LEFT "canthus_left"
/* Prefix of landmarks that lie anywhere on the cranium's contour: "silhouette_1" … */
#define SMP_LANDMARK_SILHOUETTE "silhouette"

typedef struct
{
  char *name;
  SmpPoint point; /* px of the oriented full-size photo */
} SmpLandmark;

/* Two points on the skin and the true distance between them. */
typedef struct
{
  SmpPoint from; /* px */
  SmpPoint to;   /* px */
  double mm;
} SmpRuler;

/**
 * SmpLandmarks:
 *
 * The landmarks of one photo: an immutable value, sorted by name.
 */
struct _SmpLandmarks
{
  gsize n_points;
  SmpLandmark *points;
  gboolean has_ruler;
  SmpRuler ruler;
  JsonObject *unknown_ruler; /* (nullable): members of the ruler */
};

SmpLandmarks *smp_landmarks_new (const SmpLandmark *points,
                                 gsize n_points,
                                 const SmpRuler *ruler) G_GNUC_WARN_UNUSED_RESULT;
SmpLandmarks *smp_landmarks_ref (const SmpLandmarks *self);
void smp_landmarks_unref (const SmpLandmarks *self);
gboolean smp_landmarks_get (const SmpLandmarks *self, const char *name, SmpPoint *point);
/* @point NULL removes the landmark; @ruler NULL removes the ruler. */
SmpLandmarks *smp_landmarks_with_point (const SmpLandmarks *self,
                                        const char *name,
                                        const SmpPoint *point) G_GNUC_WARN_UNUSED_RESULT;
SmpLandmarks *smp_landmarks_with_ruler (const SmpLandmarks *self,
                                        const SmpRuler *ruler) G_GNUC_WARN_UNUSED_RESULT;
/* Keeps unknown members of the ruler, on landmarks that are not yet shared. */
void smp_landmarks_keep_unknown_ruler (SmpLandmarks *self, JsonObject *unknown);

/* As they are meant where the pupils of a face are told the wrong way round, as by who takes right
 * for that of the picture: each the other. @view: of the photo
 *
 * Returns: (transfer full) (nullable): NULL if they are right, or not both there */
SmpLandmarks *smp_landmarks_exchange_pupils (const SmpLandmarks *self,
                                             SmpView view) G_GNUC_WARN_UNUSED_RESULT;

/* Whether they can be those of a photo of this view and size, px: near it (the top of a head may be
 * cut off), pupils apart, and of a pair not one taken for the other. Pairs are looked at in the
 * views that tell their order; anything else, hidden points too, may be told. */
gboolean
smp_landmarks_check (const SmpLandmarks *self, SmpView view, int width, int height, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpLandmarks, smp_landmarks_unref)

G_END_DECLS
