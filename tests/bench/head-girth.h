/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "head-scan.h"

/* What a tape round the scan tells, mm: the perimeter of the convex hull of its places within 2 mm
 * of a plane, which goes level from side to side, 8 mm over the middle of the brows, and over the
 * place of the scalp that is farthest behind. Maps of all views are needed. */
double head_girth (HeadScan *const *scans, int n);

/* The same view of a head that is larger all over: the same pixels. */
HeadScan *head_scan_larger (const HeadScan *self, double times) G_GNUC_WARN_UNUSED_RESULT;
