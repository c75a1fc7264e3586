/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>
#include <lcms2.h>

G_BEGIN_DECLS

/* A profile of three curves and a matrix, as phones and cameras embed (ICC.1:2010, F.3), to sRGB:
 * what lcms does with it, several times as fast. */
typedef struct _SmpProfileMatrix SmpProfileMatrix;

/* (nullable): if the profile is not of this kind, or its colours are far outside of sRGB. */
SmpProfileMatrix *smp_profile_matrix_new (cmsHPROFILE profile);
void smp_profile_matrix_free (SmpProfileMatrix *self);
/* RGBA of 8 bits, in place; alpha stays. */
void smp_profile_matrix_row (const SmpProfileMatrix *self, guint8 *row, int width);

G_END_DECLS
