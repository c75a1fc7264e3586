/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-assessment.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* The scales after Hamilton and Norwood 1975, Ludwig 1977, Sinclair 2004, and Lee and others 2007
 * (BASP); keys of sources as in smp-sources.c. */
static const struct
{
  const char *id;
  const char *name;
  const char *source;
} scales[SMP_N_HAIR_LOSS_SCALES] = {
  [SMP_HAIR_LOSS_UNKNOWN] = { "unknown", NULL, NULL },
  [SMP_HAIR_LOSS_NORWOOD] = { "norwood", N_ ("Norwood"), "NORWOOD HEALTHYFOL" },
  [SMP_HAIR_LOSS_LUDWIG] = { "ludwig", N_ ("Ludwig"), "HAIRX HAIRMORE" },
  [SMP_HAIR_LOSS_SINCLAIR] = { "sinclair", N_ ("Sinclair"), "HAIRX" },
  [SMP_HAIR_LOSS_BASP] = { "basp", N_ ("BASP"), "BASP07 BASP-TL" },
};

static const struct
{
  SmpHairLossScale scale;
  const char *stage;
  const char *what;
} stages[] = {
  { SMP_HAIR_LOSS_NORWOOD, "1", N_ ("no recession") },
  { SMP_HAIR_LOSS_NORWOOD, "2", N_ ("slight recession of the temples") },
  { SMP_HAIR_LOSS_NORWOOD, "2a", N_ ("slight recession of the whole front") },
  { SMP_HAIR_LOSS_NORWOOD, "3", N_ ("deeper recession of the temples") },
  { SMP_HAIR_LOSS_NORWOOD, "3a", N_ ("deeper recession of the whole front") },
  { SMP_HAIR_LOSS_NORWOOD, "3v", N_ ("recession of the temples and thinning at the crown") },
  { SMP_HAIR_LOSS_NORWOOD, "4", N_ ("front and crown thin, with a broad bridge between") },
  { SMP_HAIR_LOSS_NORWOOD, "4a", N_ ("the front has receded past the middle") },
  { SMP_HAIR_LOSS_NORWOOD, "5", N_ ("front and crown bare, the bridge thin") },
  { SMP_HAIR_LOSS_NORWOOD, "5a", N_ ("the front has receded far back without a bridge") },
  { SMP_HAIR_LOSS_NORWOOD, "6", N_ ("front and crown have met") },
  { SMP_HAIR_LOSS_NORWOOD, "7", N_ ("a horseshoe of hair at the sides and back") },
  { SMP_HAIR_LOSS_LUDWIG, "1", N_ ("thinning at the crown, hairline kept") },
  { SMP_HAIR_LOSS_LUDWIG, "2", N_ ("pronounced thinning at the crown, hairline kept") },
  { SMP_HAIR_LOSS_LUDWIG, "3", N_ ("crown nearly bare, hairline kept") },
  { SMP_HAIR_LOSS_SINCLAIR, "1", N_ ("usual width of the part") },
  { SMP_HAIR_LOSS_SINCLAIR, "2", N_ ("wider part") },
  { SMP_HAIR_LOSS_SINCLAIR, "3", N_ ("wider part, thin hair beside it") },
  { SMP_HAIR_LOSS_SINCLAIR, "4", N_ ("bare in front along the part") },
  { SMP_HAIR_LOSS_SINCLAIR, "5", N_ ("advanced thinning of the top") },
};

const char *
smp_hair_loss_scale_to_string (SmpHairLossScale scale)
{
  g_return_val_if_fail (scale < SMP_N_HAIR_LOSS_SCALES, NULL);

  return scales[scale].id;
}

gboolean
smp_hair_loss_scale_from_string (const char *text, SmpHairLossScale *scale)
{
  for (guint i = 0; i < SMP_N_HAIR_LOSS_SCALES; i++)
    if (strcmp (scales[i].id, text) == 0)
      {
        *scale = (SmpHairLossScale)i;
        return TRUE;
      }
  return FALSE;
}

/* Basic L, M0–3, C0–3 or U1–3; specific F1–3 and V1–3 in this order. */
static gboolean
is_basp (const char *stage)
{
  const char *at = stage;

  if (*at == 'L')
    at++;
  else
    {
      char least = *at == 'U' ? '1' : '0';

      if (strchr ("MCU", *at) == NULL || *at == '\0' || at[1] < least || at[1] > '3')
        return FALSE;
      at += 2;
    }
  for (const char *kind = "FV"; *kind != '\0'; kind++)
    if (*at == *kind && at[1] >= '1' && at[1] <= '3')
      at += 2;
  return *at == '\0';
}

const char *
smp_hair_loss_get_stage (SmpHairLossScale scale, guint index)
{
  static const char *const basp[]
      = { "L", "M0", "M1", "M2", "M3", "C0", "C1", "C2", "C3", "U1", "U2", "U3" };

  if (scale == SMP_HAIR_LOSS_BASP)
    return index < G_N_ELEMENTS (basp) ? basp[index] : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    if (stages[i].scale == scale && index-- == 0)
      return stages[i].stage;
  return NULL;
}

gboolean
smp_hair_loss_has_stage (SmpHairLossScale scale, const char *stage)
{
  if (scale == SMP_HAIR_LOSS_BASP)
    return is_basp (stage);
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    if (stages[i].scale == scale && strcmp (stages[i].stage, stage) == 0)
      return TRUE;
  return FALSE;
}

char *
smp_hair_loss_describe (SmpHairLossScale scale, const char *stage)
{
  if (!smp_hair_loss_has_stage (scale, stage))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    if (stages[i].scale == scale && strcmp (stages[i].stage, stage) == 0)
      /* Translators: name of a scale, stage on it, what it means. */
      return g_strdup_printf (_ ("%s %s: %s"), _ (scales[scale].name), stage, _ (stages[i].what));
  return g_strdup_printf (_ ("%s %s"), _ (scales[scale].name), stage);
}
