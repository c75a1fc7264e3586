/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

#include "head-shape.h"

/* The camera: in front of the head, a little over its middle, looking along −z. */
typedef struct
{
  int width; /* px */
  int height;
  double focal; /* px */
  Vec place;    /* mm */
  double cx;    /* px: where the axis meets the picture */
  double cy;
} Camera;

Camera camera_new (int width, int height);

/* Where the picture shows a point, px. */
void camera_project (const Camera *self, Vec p, double *x, double *y);

/* Renders 8-bit sRGB, 3 bytes a pixel; the same bytes for any number of threads. */
guint8 *camera_render (const Camera *self, int n_threads);
