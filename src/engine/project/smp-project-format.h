/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

/* What the first two members of a consultation file say. Files of the same major version open;
 * a new minor version only adds members, which older programs keep. */
#define SMP_PROJECT_FORMAT "stubble-consultation"
#define SMP_PROJECT_VERSION "1.0"
#define SMP_PROJECT_MAJOR 1
