/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "head-scan.h"

/* Share of sorted values below the quantile, NaN of none. Sorts. */
double head_quantile (GArray *values, double share);

/* Degrees between the head's normals and the scan's, over the scalp that the view shows. */
GArray *head_normal_errors (const HeadScan *scan, const SmpHead *head);

/* A 2 × 2 cm window of the true scalp. */
typedef struct
{
  int at;          /* number of its middle in the scan's maps */
  double facing;   /* mean true angle to the view, degrees */
  double steepest; /* the largest in it */
  double error;    /* of dots per true cm², relative */
} HeadWindow;

/* What dots of a zone over all of the view's scalp are like. */
typedef struct
{
  GArray *windows;   /* of HeadWindow */
  GArray *ratio;     /* relative errors of axis ratios against the true foreshortening, < 75° */
  GArray *angle;     /* degrees, where the true ratio is under 0.8 */
  double area_error; /* relative, of the zone's part that faces the camera by < 60° */
} HeadDotErrors;

void head_dot_errors (const HeadScan *scan, const SmpHead *head, HeadDotErrors *errors);

/* Only the last of these. */
double head_area_error (const HeadScan *scan, const SmpHead *head);

/* mm between where a line drawn in the front view truly is and where another view shows it. */
GArray *head_hairline_errors (const HeadScan *front,
                              const SmpHead *front_head,
                              const HeadScan *other,
                              const SmpHead *other_head);
