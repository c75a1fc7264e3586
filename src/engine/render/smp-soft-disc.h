/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Steps of a profile, from the middle to where it is nothing. */
#define SMP_SOFT_DISC_STEPS 64
/* How far it reaches beyond the disc, in standard deviations of the softness. */
#define SMP_SOFT_DISC_REACH 3.6f
/* Radii that are held, in standard deviations. */
#define SMP_SOFT_DISC_MAX 8.0f

/**
 * smp_soft_disc_profile:
 * @radius: of the disc over the standard deviation of its softness, at most SMP_SOFT_DISC_MAX
 * @profile: (out): the disc blurred by a Gaussian, at SMP_SOFT_DISC_STEPS + 1 even steps from its
 *   middle to @radius + SMP_SOFT_DISC_REACH; one more value, 0, follows
 */
void smp_soft_disc_profile (float radius, float profile[SMP_SOFT_DISC_STEPS + 2]);

G_END_DECLS
