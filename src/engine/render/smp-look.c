/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-look.h"

#include "colour/smp-optics.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "render/smp-healing.h"
#include "render/smp-pigment-optics.h"
#include "stipple/smp-dots.h"

/* What the dots of a session are at an age. */
typedef struct
{
  double width;
  double absorption[3];
} SessionLook;

static void
absorb (const SmpOptics *optics, const SmpOpticsState *state, double share, double absorption[3])
{
  double transmission[3];

  smp_optics_transmission (optics, state, transmission);
  for (int c = 0; c < 3; c++)
    absorption[c] = (1 - transmission[c]) * share;
}

/* A session's dots: those of the session just over are healing, earlier ones have healed, and all
 * have reached the strength of the last session that was. */
static SessionLook
session_look (const SmpPlan *plan, const SmpOptics *optics, const SmpAge *age, guint session)
{
  guint last = smp_age_sessions (age, plan) - 1;
  double strength = smp_plan_session_strength (plan, last);
  SessionLook look = { .width = smp_optics_depth_widening (smp_plan_depth (plan)) };
  double spread = 1 / (look.width * look.width);
  SmpOpticsState state = { .carbon = strength, .brown = strength };

  if (age->kind == SMP_AGE_YEARS)
    {
      SmpAgeing ageing = smp_ageing_after (age->amount, age->fading);

      state.brown *= ageing.brown;
      look.width *= ageing.width;
      spread *= ageing.strength / (ageing.width * ageing.width);
    }
  else if (age->kind == SMP_AGE_DAYS && session == last)
    {
      SmpHealing healing = smp_healing_after (age->amount);
      double thinner = healing.pigment / (healing.width * healing.width);

      look.width *= healing.width;
      state.carbon *= thinner;
      state.brown *= thinner;
      state.crust = healing.crust;
    }
  absorb (optics, &state, spread, look.absorption);
  return look;
}

/* The dots of the sessions up to @last, with their diameters times that of their session. */
static SmpDotSet *
dots_of_then (const SmpDotSet *dots, const SessionLook *looks, guint last)
{
  SmpDotSet *then = smp_dot_set_new (dots->n_dots);
  gsize n = 0;

  for (gsize i = 0; i < dots->n_dots; i++)
    if (dots->dots[i].session <= last)
      {
        then->dots[n] = dots->dots[i];
        then->dots[n].diameter_mm *= (float)looks[dots->dots[i].session].width;
        n++;
      }
  then->n_dots = n;
  return then;
}

SmpLook *
smp_look_new (const SmpDotSet *dots, const SmpPlan *plan, const SmpAge *age)
{
  SmpLook *self = g_atomic_rc_box_new0 (SmpLook);
  const SmpAge usual = SMP_AGE_USUAL;
  SmpOptics optics = smp_pigment_optics (plan->pigment, smp_plan_depth (plan));
  SessionLook looks[SMP_LIMIT_SESSIONS];
  gboolean same = TRUE;
  guint last;

  if (age == NULL)
    age = &usual;
  last = smp_age_sessions (age, plan) - 1;
  for (guint s = 0; s < SMP_LIMIT_SESSIONS; s++)
    {
      looks[s] = session_look (plan, &optics, age, s);
      same = same && !(looks[s].width > 1);
      for (int c = 0; c < 3; c++)
        self->absorption[s][c] = (float)looks[s].absorption[c];
    }
  if (same && last + 1 >= plan->n_sessions)
    self->dots = smp_dot_set_ref (dots);
  else
    self->dots = dots_of_then (dots, looks, last);
  if (age->kind == SMP_AGE_DAYS)
    self->redness = smp_redness_new (dots, last, smp_healing_after (age->amount).redness);
  return self;
}

static void
look_clear (gpointer data)
{
  SmpLook *self = data;

  smp_dot_set_unref (self->dots);
  g_clear_pointer (&self->redness, smp_redness_free);
}

SmpLook *
smp_look_ref (const SmpLook *self)
{
  return g_atomic_rc_box_acquire ((SmpLook *)self);
}

void
smp_look_unref (const SmpLook *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpLook *)self, look_clear);
}

double
smp_look_strength (const SmpLook *self, const SmpPlan *plan, guint session)
{
  SmpOptics optics = smp_pigment_optics (plan->pigment, smp_plan_depth (plan));
  double now = 0, final = 0, healed[3];

  absorb (&optics, &SMP_OPTICS_HEALED, 1, healed);
  for (int c = 0; c < 3; c++)
    {
      now += (double)self->absorption[MIN (session, SMP_LIMIT_SESSIONS - 1)][c];
      final += healed[c];
    }
  return final > 0 ? now / final : 0;
}
