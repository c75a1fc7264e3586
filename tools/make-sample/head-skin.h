/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "head-shape.h"

/* Light that a point of the head sends to the camera: red, green, blue, linear.
 * @view is the unit vector to the camera. */
void head_shade (Vec p, Vec view, double rgb[3]);

/* Smooth noise of space, −1 to 1. */
double head_noise (Vec p, double wavelength, int stream);
