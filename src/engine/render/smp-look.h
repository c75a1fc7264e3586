/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-limits.h"
#include "base/smp-types.h"
#include "model/smp-age.h"
#include "render/smp-redness.h"

G_BEGIN_DECLS

/**
 * SmpLook:
 *
 * A plan's dots as they look at an age. Immutable.
 */
struct _SmpLook
{
  SmpDotSet *dots; /* those that are there by then, with their diameters of then */
  /* 1 − T in the middle of a dot of strength 1, by the dot's session. */
  float absorption[SMP_LIMIT_SESSIONS][3];
  SmpRedness *redness; /* (nullable) */
};

/**
 * smp_look_new:
 * @dots: all dots of the plan in a photo, healed: from smp_dots_place()
 * @plan: for the pigment, the recipe and the sessions
 * @age: (nullable): healed after the last session if %NULL
 */
SmpLook *smp_look_new (const SmpDotSet *dots,
                       const SmpPlan *plan,
                       const SmpAge *age) G_GNUC_WARN_UNUSED_RESULT;
SmpLook *smp_look_ref (const SmpLook *self);
void smp_look_unref (const SmpLook *self);

/* Strength of a session's dots of then against the final healed ones: mean of the channels. */
double smp_look_strength (const SmpLook *self, const SmpPlan *plan, guint session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpLook, smp_look_unref)

G_END_DECLS
