/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

/* What practitioners use (domain notes, "Dot geometry"), dots/cm²; a file may hold more. */
#define STUBBLE_DENSITY_LEAST 20.0
#define STUBBLE_DENSITY_MOST 250.0
