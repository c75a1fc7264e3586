/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "surface/smp-head-fit.h"

/* What the tests of fitted heads share: photos of a head that is known. */

#define FOCAL_35 60

/* The mean head as it usually lies in such a view, 80 cm before the camera. */
SmpHead mean_head (SmpView view);
/* Puts the landmark there; takes and gives @landmarks. */
void click (SmpLandmarks **landmarks, const char *name, SmpPoint px);
/* (transfer full): landmarks of the mean face where the photo shows them; @names ends with NULL */
SmpLandmarks *landmarks_of (const SmpHead *head, const char *const *names);
/* A view to fit; borrows @landmarks. @focal_35: as the photo tells it, or 0 */
SmpHeadView view_of (SmpView view, const SmpLandmarks *landmarks, double focal_35);
/* (transfer full): the photo of such a view; takes @landmarks */
SmpPhoto *photo_of (const char *id, SmpView view, SmpLandmarks *landmarks);
