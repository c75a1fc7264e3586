/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-landmark-names.h"

#include <string.h>

#include "model/smp-landmarks.h"

/* Longer names are none of ours, however they are misspelt. */
#define LONGEST 32
/* Of so many letters one may differ. Our choice. */
#define LETTERS_A_SLIP 3

static const char *const names[] = {
  SMP_LANDMARK_PUPIL_RIGHT,
  SMP_LANDMARK_PUPIL_LEFT,
  SMP_LANDMARK_IRIS_RIGHT_INNER,
  SMP_LANDMARK_IRIS_RIGHT_OUTER,
  SMP_LANDMARK_IRIS_LEFT_INNER,
  SMP_LANDMARK_IRIS_LEFT_OUTER,
  SMP_LANDMARK_CANTHUS_RIGHT,
  SMP_LANDMARK_CANTHUS_LEFT,
  SMP_LANDMARK_GLABELLA,
  "nasion",
  "pronasale",
  SMP_LANDMARK_SUBNASALE,
  "stomion",
  "pogonion",
  SMP_LANDMARK_CHIN,
  SMP_LANDMARK_VERTEX,
  "opisthocranion",
  "tragion_right",
  "tragion_left",
  SMP_LANDMARK_EURYON_RIGHT,
  SMP_LANDMARK_EURYON_LEFT,
  SMP_LANDMARK_SILHOUETTE "_1",
  "ruler",
};

gboolean
smp_landmark_is_known (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      return TRUE;
  return g_str_has_prefix (name, SMP_LANDMARK_SILHOUETTE);
}

/* How many letters must be put in, taken out, replaced or exchanged with their neighbour (optimal
 * string alignment). Both are at most LONGEST long. */
static guint
distance (const char *a, const char *b)
{
  guint rows[3][LONGEST + 1];
  guint *before = rows[0], *last = rows[1], *now = rows[2];
  gsize n = strlen (b);

  for (guint k = 0; k <= n; k++)
    last[k] = k;
  for (guint i = 1; a[i - 1] != '\0'; i++)
    {
      guint *free_row = before;

      now[0] = i;
      for (gsize k = 1; k <= n; k++)
        {
          guint differs = a[i - 1] != b[k - 1];

          now[k] = MIN (MIN (last[k], now[k - 1]) + 1, last[k - 1] + differs);
          if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
            now[k] = MIN (now[k], before[k - 2] + 1);
        }
      before = last;
      last = now;
      now = free_row;
    }
  return last[n];
}

/* "left_pupil" for "pupil_left"; NULL if it is not of two words. */
static char *
other_way_round (const char *name)
{
  const char *gap = strchr (name, '_');

  return gap != NULL ? g_strdup_printf ("%s_%.*s", gap + 1, (int)(gap - name), name) : NULL;
}

const char *
smp_landmark_nearest (const char *name)
{
  g_autofree char *plain = NULL, *turned = NULL;
  const char *nearest = NULL;
  guint least;

  if (strlen (name) > LONGEST)
    return NULL;
  plain = g_ascii_strdown (name, -1);
  g_strdelimit (plain, "- .", '_');
  turned = other_way_round (plain);
  least = (guint)strlen (plain) / LETTERS_A_SLIP + 1;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      guint differs = distance (plain, names[i]);

      if (turned != NULL)
        differs = MIN (differs, distance (turned, names[i]));
      if (differs < least)
        {
          least = differs;
          nearest = names[i];
        }
    }
  return nearest;
}
