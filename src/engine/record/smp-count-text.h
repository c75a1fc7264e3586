/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * smp_count_round:
 * @n: how many there are, of dots as a rule
 * @uncertainty: relative, of @n
 *
 * What of a count is worth telling to people: to the second digit of what it may be off by, as all
 * digits promise what nobody knows. Machines get all of it.
 *
 * Returns: 12350 for 12347 that may be off by 900
 */
double smp_count_round (double n, double uncertainty);

/* (transfer full): "12350 ± 900", both as smp_count_round() does it. */
char *smp_count_describe (double n, double uncertainty) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
