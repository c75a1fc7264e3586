/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "model/smp-head.h"
#include "model/smp-photo.h"
#include "model/smp-sex.h"

G_BEGIN_DECLS

/* How a fit came out. */
typedef enum
{
  SMP_HEAD_FIT_GOOD,
  SMP_HEAD_FIT_POOR,    /* the landmarks contradict each other or a head */
  SMP_HEAD_FIT_TOO_FEW, /* no photo has landmarks enough */
} SmpHeadFitQuality;

/* What is known of one photo, and what becomes of it. */
typedef struct
{
  SmpView view;
  int width; /* px */
  int height;
  const SmpLandmarks *landmarks;
  double focal_35;           /* mm on 35 mm film as the metadata tells, or 0 */
  const SmpPolygon *contour; /* (nullable): of the head as found in the picture, px */
  gboolean has_pose;         /* somebody has set the pose by hand: */
  SmpQuaternion pose;
  gboolean fitted;   /* (out): whether the landmarks sufficed */
  gboolean left_out; /* (out): they would, but contradict those of the other photos */
  SmpHead head;      /* (out): where fitted, and as last tried where left out */
} SmpHeadView;

/* Whose head it is: what is told of its size besides the photos; all zero is nothing. */
typedef struct
{
  SmpSex sex;             /* heads of women are smaller */
  double tape_mm;         /* round the head as smp_head_tape_mm(), or 0 */
  gboolean tape_left_out; /* (out): it contradicts the photos */
} SmpHeadSubject;

/**
 * smp_head_fit:
 * @views: (inout) (array length=n_views): photos of one subject
 * @n_views: how many
 * @subject: (inout) (nullable): whose head it is, and whether the tape was of use
 *
 * Fits one cranium to all photos and a pose to each, by least squares from the landmarks with what
 * is known of heads (smp-head-model.h) as priors. Three landmarks of a front view are enough.
 * Landmarks that several photos show are places in space that the photos share. Close-ups are left
 * out. While the photos contradict each other, the one that agrees least is left out; where more
 * of them can be used without the tape, the tape is.
 *
 * Returns: whether the result can be used. Heads are set in every case but
 *   %SMP_HEAD_FIT_TOO_FEW, so that a poor fit can be shown.
 */
SmpHeadFitQuality smp_head_fit (SmpHeadView *views, gsize n_views, SmpHeadSubject *subject);

/* Takes what a photo tells: view, size, focal length, a pose set by hand, landmarks (borrowed). */
SmpHeadView smp_head_view_from_photo (const SmpPhoto *photo);

G_END_DECLS
