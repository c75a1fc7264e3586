/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"

G_BEGIN_DECLS

#define SMP_LIMIT_PALETTE_SHADES 1024

/**
 * SmpPalette:
 *
 * Shades that go together, an immutable value once shared.
 */
struct _SmpPalette
{
  char *id;
  char *name;
  char *description; /* "" for none */
  GPtrArray *shades; /* of SmpPigment */
};

SmpPalette *smp_palette_new (const char *id,
                             const char *name,
                             const char *description) G_GNUC_WARN_UNUSED_RESULT;
SmpPalette *smp_palette_ref (const SmpPalette *self);
void smp_palette_unref (const SmpPalette *self);
/* By its id, else by its name, or NULL. (transfer none) */
const SmpPigment *smp_palette_get_shade (const SmpPalette *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpPalette, smp_palette_unref)

G_END_DECLS
