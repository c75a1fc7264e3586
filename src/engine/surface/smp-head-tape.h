/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "model/smp-head.h"

G_BEGIN_DECLS

/**
 * smp_head_tape_mm:
 * @axes: of the cranium, mm
 * @form: of the cranium
 *
 * How long a tape is that lies just above the brows and over the place that is farthest behind: the
 * perimeter of a plane section of the cranium, by as much longer as heads are fuller there
 * (SMP_K (TAPE_OVER_SECTION)). A tape spans what is hollow; of crania with forms up to
 * SMP_HEAD_FORM_MAX that section is nowhere hollow.
 *
 * Returns: mm
 */
double smp_head_tape_mm (SmpVec3 axes, const double form[SMP_HEAD_N_FORM]);

G_END_DECLS
