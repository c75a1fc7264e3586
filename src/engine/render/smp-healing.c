/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-healing.h"

#include <math.h>

#include "base/smp-constants.h"

/* 0 below @from, 1 above @to, smooth between. */
static double
smooth_step (double from, double to, double x)
{
  double t = CLAMP ((x - from) / (to - from), 0.0, 1.0);

  return t * t * (3 - 2 * t);
}

SmpHealing
smp_healing_after (double days)
{
  double t = MAX (days, 0.0), red = t / SMP_K (REDNESS_DAYS);

  return (SmpHealing){
    .pigment = 1 + (1 / SMP_K (HEALED_PIGMENT) - 1) * exp (-t / SMP_K (PIGMENT_LOSS_DAYS)),
    .width = 1 + (SMP_K (FRESH_WIDTH) - 1) * exp (-t / SMP_K (WIDTH_DAYS)),
    .crust = 1 - smooth_step (SMP_K (CRUST_FALLS_DAY), SMP_K (CRUST_GONE_DAY), t),
    .redness = exp (-red * red),
  };
}

static double
usual_if_none (double fading)
{
  return fading > 0 ? CLAMP (fading, SMP_K (FADING_MIN), SMP_K (FADING_MAX))
                    : SMP_K (FADING_PER_YEAR);
}

SmpAgeing
smp_ageing_after (double years, double fading)
{
  double t = MAX (years, 0.0), keep = log (1 - usual_if_none (fading));

  return (SmpAgeing){
    .strength = exp (keep * t),
    .brown = exp (keep * t * SMP_K (BROWN_FADES_FASTER)),
    .width = 1 + SMP_K (SPREAD_FIRST) * (1 - exp (-t / SMP_K (SPREAD_FIRST_YEARS)))
             + SMP_K (SPREAD_PER_YEAR) * t,
  };
}

double
smp_ageing_touch_up_years (double fading)
{
  return log (SMP_K (TOUCH_UP_SHARE)) / log (1 - usual_if_none (fading));
}
