/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

/* Around the 60 to 210 that practitioners use, dots/cm²; a file may hold more. Our choice. */
#define STUBBLE_DENSITY_LEAST 20.0
#define STUBBLE_DENSITY_MOST 250.0
