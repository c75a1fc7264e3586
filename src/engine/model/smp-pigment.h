/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <json-glib/json-glib.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/**
 * SmpPigment:
 *
 * A shade: an immutable value once shared. Either a mix (carbon black in a dilution of 1:@dilution
 * with a share of brown, @warmth) or, if @has_colour, an own colour: what a closed patch of healed
 * pigment should look like.
 */
struct _SmpPigment
{
  char *id;        /* of the palette, or "own" */
  char *name;      /* for people */
  double dilution; /* parts of water to one of pigment, 0 to 60 */
  double warmth;   /* 0 neutral carbon … 1 brown */
  gboolean has_colour;
  guint8 colour[3];    /* sRGB, encoded */
  JsonObject *unknown; /* (nullable) */
};

/* Sources name up to some 40 parts of water; our choice. */
#define SMP_PIGMENT_DILUTION_MAX 60.0

/* A mix; texts are copied. @id: of a built-in shade or a palette's, or "own" */
SmpPigment *smp_pigment_new (const char *id, const char *name, double dilution, double warmth)
    G_GNUC_WARN_UNUSED_RESULT;
/* An own colour: sRGB, encoded, of a closed patch of it when healed. */
SmpPigment *smp_pigment_new_colour (const char *id,
                                    const char *name,
                                    const guint8 colour[3]) G_GNUC_WARN_UNUSED_RESULT;
SmpPigment *smp_pigment_ref (const SmpPigment *self);
void smp_pigment_unref (const SmpPigment *self);
gboolean smp_pigment_equal (const SmpPigment *a, const SmpPigment *b);

/* The built-in shades, dark to light. (transfer none): belongs to the program. */
const SmpPigment *const *smp_pigment_builtin (gsize *n);
const SmpPigment *smp_pigment_builtin_by_id (const char *id);

/* Its name in the user's language, where the catalogue knows it; else as it is. (transfer none) */
const char *smp_pigment_get_title (const SmpPigment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpPigment, smp_pigment_unref)

G_END_DECLS
