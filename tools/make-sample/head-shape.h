/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "vec.h"

/* What a point of the scene belongs to. */
typedef enum
{
  PART_SKIN,
  PART_SHIRT,
} Part;

/* Where the landmarks are, mm. */
#define EYE_X 32.0
#define EYE_Y (-38.0)
#define EYE_Z 77.0
#define EYE_RADIUS 13.2
#define GLABELLA_Y (-18.0)
#define TOP_Y 88.0
#define CHIN_Y (-152.0)

/* Signed distance to the head and shoulders, mm; negative inside. */
double head_distance (Vec p, Part *part);

/* The head's normal, over a span of @reach mm: the wider, the smoother. */
Vec head_normal (Vec p, double reach);
