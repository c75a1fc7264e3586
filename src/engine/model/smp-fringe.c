/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-fringe.h"

/* From the stages that keep the crown to those that keep a narrow band. */
static const SmpFringe front
    = { { { 0.40, 0.62 }, { 0.50, 0.74 }, { 0.62, 0.84 }, { 0.80, 0.91 }, { 1.00, 0.93 } } };
static const SmpFringe front_to_crown
    = { { { 0.40, 0.56 }, { 0.50, 0.62 }, { 0.62, 0.66 }, { 0.80, 0.68 }, { 1.00, 0.68 } } };
static const SmpFringe high
    = { { { 0.40, 0.52 }, { 0.50, 0.54 }, { 0.62, 0.53 }, { 0.80, 0.44 }, { 1.00, 0.37 } } };
static const SmpFringe usual
    = { { { 0.40, 0.44 }, { 0.50, 0.44 }, { 0.62, 0.41 }, { 0.80, 0.32 }, { 1.00, 0.26 } } };
static const SmpFringe low
    = { { { 0.40, 0.28 }, { 0.50, 0.24 }, { 0.62, 0.18 }, { 0.80, 0.06 }, { 1.00, 0.00 } } };

static const struct
{
  SmpHairLossScale scale;
  const char *stage; /* or its beginning, for BASP */
  const SmpFringe *fringe;
} stages[] = {
  { SMP_HAIR_LOSS_NORWOOD, "4a", &front }, { SMP_HAIR_LOSS_NORWOOD, "5a", &front_to_crown },
  { SMP_HAIR_LOSS_NORWOOD, "5", &high },   { SMP_HAIR_LOSS_NORWOOD, "6", &usual },
  { SMP_HAIR_LOSS_NORWOOD, "7", &low },    { SMP_HAIR_LOSS_BASP, "U1", &high },
  { SMP_HAIR_LOSS_BASP, "U2", &usual },    { SMP_HAIR_LOSS_BASP, "U3", &low },
};

/* A band behind the hairline, with hair behind it. */
static gboolean
is_band (const SmpPattern *pattern)
{
  static const char *const norwood[] = { "2a", "3a", "4", NULL };

  if (pattern->scale == SMP_HAIR_LOSS_NORWOOD)
    {
      g_autofree char *stage = g_ascii_strdown (pattern->stage, -1);

      return g_strv_contains (norwood, stage);
    }
  return pattern->scale == SMP_HAIR_LOSS_BASP && g_ascii_toupper (pattern->stage[0]) == 'C'
         && pattern->stage[1] > '0';
}

/* The fringe of a stage that has lost all of the front; NULL for others. */
static const SmpFringe *
fringe_left (const SmpPattern *pattern)
{
  for (gsize i = 0; pattern != NULL && i < G_N_ELEMENTS (stages); i++)
    if (pattern->scale == stages[i].scale
        && (pattern->scale == SMP_HAIR_LOSS_BASP
                ? g_ascii_strncasecmp (pattern->stage, stages[i].stage, 2) == 0
                : g_ascii_strcasecmp (pattern->stage, stages[i].stage) == 0))
      return stages[i].fringe;
  return NULL;
}

const SmpFringe *
smp_fringe_of (const SmpPattern *pattern)
{
  const SmpFringe *fringe = fringe_left (pattern);

  if (fringe != NULL)
    return fringe;
  /* Where no stage tells, that of the mildest that has lost top and crown. */
  return pattern != NULL && is_band (pattern) ? NULL : &high;
}

gboolean
smp_fringe_is_left (const SmpPattern *pattern)
{
  return fringe_left (pattern) != NULL;
}
