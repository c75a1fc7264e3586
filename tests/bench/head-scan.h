/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "model/smp-head.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"

/* A view of a scanned head: its true camera, where and which way each place of the picture is. */
typedef struct
{
  char *name;
  SmpView view;
  int width;
  int height;
  SmpHead truth; /* camera and pose of the scan's own space; its axes are not used */
  int map_width;
  int map_height;
  SmpVec3 *position; /* mm, in the scan's space; (0, 0, 0) beside the head */
  SmpVec3 *normal;
  double brows_mm;         /* how high the middle of the brows is, in the scan's space */
  double size;             /* of the scan's own */
  SmpLandmarks *landmarks; /* what a person can see and click in the view */
} HeadScan;

HeadScan *head_scan_load (const char *folder, const char *name, GError **error);
void head_scan_free (HeadScan *self);

/* Where the ray of a map's pixel starts in the picture, px; the scan's pixels count from centres.
 */
SmpPoint head_scan_px (const HeadScan *self, int x, int y);

/* Number of the map's pixel that is nearest to a place in the picture, or −1. */
int head_scan_at (const HeadScan *self, SmpPoint px);

/* Whether the map has something there. */
gboolean head_scan_is_head (const HeadScan *self, int pixel);

/* The same, and it is scalp: above a plane from 90 mm over the ears in front to 15 mm under them
 * behind. Of a usual man's head that is 444 to 499 cm²; by tape it is 492 ± 31 (Patel 2026). */
gboolean head_scan_is_scalp (const HeadScan *self, int pixel);

/* Cosine of the true angle to the view at a place that the map has. */
double head_scan_facing (const HeadScan *self, int pixel);

/* The landmarks moved by Gaussian noise, the same for the same seed. */
SmpLandmarks *head_scan_noisy (const HeadScan *self, guint64 seed, double spread_px);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeadScan, head_scan_free)
