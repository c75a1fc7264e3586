/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-sex.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static const char *const names[] = { "unknown", "male", "female", "other" };

const char *
smp_sex_to_string (SmpSex sex)
{
  return names[MIN (sex, SMP_SEX_OTHER)];
}

gboolean
smp_sex_from_string (const char *text, SmpSex *sex)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], text) == 0)
      {
        *sex = (SmpSex)i;
        return TRUE;
      }
  return FALSE;
}

const char *
smp_sex_describe (SmpSex sex)
{
  static const char *const words[] = { N_ ("Not asked"), N_ ("Male"), N_ ("Female"), N_ ("Other") };

  return _ (words[MIN (sex, SMP_SEX_OTHER)]);
}
