/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"

G_BEGIN_DECLS

/**
 * SmpPreset:
 *
 * A whole look under a name: shade, recipe, shares of the sessions, and for each kind of zone its
 * density, size of dots, softness and irregularity of edges, and how dots differ. Neither outlines
 * nor strokes, nothing of a client, and no dates. An immutable value once shared.
 *
 * @look is a plan whose zones have no outline: one for each kind that the preset knows, never a
 * keep-out.
 */
typedef struct _SmpPreset SmpPreset;

/* Characters: names stand in a menu. */
#define SMP_PRESET_NAME_MAX 100

struct _SmpPreset
{
  char *name;
  char *description; /* "" for none */
  SmpPlan *look;
};

/* Texts are copied; @look is shared. */
SmpPreset *smp_preset_new (const char *name,
                           const char *description,
                           const SmpPlan *look) G_GNUC_WARN_UNUSED_RESULT;
SmpPreset *smp_preset_ref (const SmpPreset *self);
void smp_preset_unref (const SmpPreset *self);

/**
 * smp_preset_from_plan:
 * @zone_id: (nullable): the zone whose look speaks for its kind; else the first of each kind does
 *
 * The look of @plan under a name.
 */
SmpPreset *smp_preset_from_plan (const SmpPlan *plan,
                                 const char *name,
                                 const char *zone_id) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_preset_apply:
 *
 * @plan with the look of the preset. Zones of a kind that the preset does not know, keep-outs and
 * strokes stay as they are. A plan of which a session was done keeps its sessions: they are what
 * happened. Dates and notes of the sessions that remain
 * stay.
 */
SmpPlan *smp_preset_apply (const SmpPreset *self, const SmpPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpPreset, smp_preset_unref)

G_END_DECLS
