/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a landmark of this name does anything: what the fit of the head, scales, guides or
 * templates look for, and places of the contour ("silhouette_1" …). */
gboolean smp_landmark_is_known (const char *name);

/**
 * smp_landmark_nearest:
 * @name: one that is not known
 *
 * Returns: (nullable): the name that it is most likely meant to be: at most a third of its letters
 *   differ, whether upper or lower case, whichever of its two words is first; NULL if none is near
 */
const char *smp_landmark_nearest (const char *name);

G_END_DECLS
