/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "model/smp-age.h"

G_BEGIN_DECLS

/* The time line as a client sees it: right after each session, healed, and years later. */
typedef struct
{
  SmpAge age;
  char *label; /* a word or two */
} StubbleStage;

/* (transfer full) (element-type StubbleStage) */
GArray *stubble_present_stages (const SmpPlan *plan, double fading) G_GNUC_WARN_UNUSED_RESULT;

/* Number of the stage at which an age stands, or -1 if it is between two. */
int stubble_present_stage_at (const GArray *stages, const SmpAge *age, const SmpPlan *plan);

/* Number of the stage that comes @by after that of an age; one of the ends past them. An age
 * between two stages goes to the next one in that direction. */
int
stubble_present_stage_step (const GArray *stages, const SmpAge *age, const SmpPlan *plan, int by);

G_END_DECLS
