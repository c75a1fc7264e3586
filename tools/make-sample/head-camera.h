/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

#include "head-shape.h"

/* The camera: around the head by @yaw to the subject's left, a little over its middle, looking at
 * its axis; along −z from the front. */
typedef struct
{
  int width; /* px */
  int height;
  double focal; /* px */
  Vec place;    /* mm */
  double cx;    /* px: where the axis meets the picture */
  double cy;
  double yaw_cos;
  double yaw_sin;
} Camera;

/* @yaw: rad */
Camera camera_new (int width, int height, double yaw);

/* Where the picture shows a point, px. */
void camera_project (const Camera *self, Vec p, double *x, double *y);

/* Renders 8-bit sRGB, 3 bytes a pixel; the same bytes for any number of threads. */
guint8 *camera_render (const Camera *self, int n_threads);
