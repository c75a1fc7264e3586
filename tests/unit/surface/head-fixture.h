/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-outline.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "surface/smp-head-fit.h"

/* What the tests of fitted heads share: photos of a head that is known. */

#define FOCAL_35 60
#define DEGREE (G_PI / 180)

/* The mean head as it usually lies in such a view, 80 cm before the camera. */
SmpHead mean_head (SmpView view);
/* One of another size that lies as is usual, but for some degrees. */
SmpHead true_head (SmpView view, double pitch, double yaw, double roll);
/* Puts the landmark there; takes and gives @landmarks. */
void click (SmpLandmarks **landmarks, const char *name, SmpPoint px);
/* (transfer full): landmarks of the mean face where the photo shows them; @names ends with NULL */
SmpLandmarks *landmarks_of (const SmpHead *head, const char *const *names);
/* The same as people click them: the top of the head where it shows. */
SmpLandmarks *clicked_on (const SmpHead *head, const char *const *names);
/* The same of a face of which each landmark deviates as those of people do. */
SmpLandmarks *landmarks_of_person (const SmpHead *head, const char *const *names, guint64 seed);
/* Where the ray from the head's middle leaves it, px; @angle from up to the right. */
SmpPoint limb_at (const SmpHead *head, double angle);
/* (transfer full): the contour as a perfect picture would show it, above the brows. */
SmpPolygon *contour_of (const SmpHead *head);
/* A view to fit; borrows @landmarks. @focal_35: as the photo tells it, or 0 */
SmpHeadView view_of (SmpView view, const SmpLandmarks *landmarks, double focal_35);
/* (transfer full): the photo of such a view; takes @landmarks */
SmpPhoto *photo_of (const char *id, SmpView view, SmpLandmarks *landmarks);
