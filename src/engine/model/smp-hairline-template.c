/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-hairline-template.h"

#include <string.h>

/* One half of a hairline, from the middle to the temple: x in half breadths of the head, y in
 * heights of its top over the glabella. */
typedef struct
{
  double x;
  double y;
  gboolean corner;
} HalfNode;

#define MAX_HALF 6

typedef struct
{
  const char *name;
  HalfNode half[MAX_HALF];
  int n;
  SmpTemplateLook look;
} Template;

/* Looks are in mm of scalp, as a head's surface has them: a ramp of 8 mm reaches one half at 5 mm
 * and all at 24 mm (smp_density_map_new()); the styles are a little crisper than that, or softer.
 * On a plane, where skin over a forehead is seen at a slant, they show somewhat too wide.
 * Shapes after the styles that the trade names (TEAMMICRO-HL of smp_sources); the numbers are our
 * choice within the measured ranges: widow's peak about 1 cm high and 2 to 2.7 cm wide, lateral
 * mounds at 4 cm from the middle (KURD). Female hairlines begin lower and have a closed, rounded
 * temple without recession (KAMOL). */
static const Template templates[SMP_N_TEMPLATES] = {
  [SMP_TEMPLATE_NATURAL]
  = { "natural",
      { { 0, 0.62 }, { 0.32, 0.615 }, { 0.60, 0.70 }, { 0.76, 0.51 }, { 0.84, 0.29 } },
      5,
      { 6, 10, 1.6, 7, 1.0, 1.2, 45 } },
  [SMP_TEMPLATE_BROKEN]
  = { "broken",
      { { 0, 0.63 }, { 0.32, 0.625 }, { 0.60, 0.715 }, { 0.76, 0.53 }, { 0.84, 0.30 } },
      5,
      { 9.5, 12, 3.0, 6, 0.85, 2.5, 35 } },
  [SMP_TEMPLATE_DEFINED]
  = { "defined",
      { { 0, 0.61 }, { 0.36, 0.61 }, { 0.63, 0.66 }, { 0.77, 0.48 }, { 0.84, 0.27 } },
      5,
      { 3.2, 8, 0.8, 6, 1.05, 0.5, 45 } },
  [SMP_TEMPLATE_EDGE]
  = { "edge",
      { { 0, 0.60 }, { 0.34, 0.60 }, { 0.62, 0.615, TRUE }, { 0.71, 0.39, TRUE }, { 0.84, 0.27 } },
      5,
      { 1.2, 7, 0.3, 6, 1.15, 0, 45 } },
  [SMP_TEMPLATE_RECEDED]
  = { "receded",
      { { 0, 0.655 }, { 0.27, 0.665 }, { 0.54, 0.81 }, { 0.75, 0.57 }, { 0.84, 0.33 } },
      5,
      { 6.5, 10, 1.6, 7, 0.95, 1.5, 45 } },
  [SMP_TEMPLATE_ROUNDED]
  = { "rounded",
      { { 0, 0.62 }, { 0.34, 0.605 }, { 0.60, 0.53 }, { 0.76, 0.40 }, { 0.84, 0.26 } },
      5,
      { 5.5, 10, 1.3, 7, 1.0, 1.0, 45 } },
  [SMP_TEMPLATE_WIDOWS_PEAK] = { "widows-peak",
                                 { { 0, 0.53 },
                                   { 0.17, 0.615 },
                                   { 0.36, 0.64 },
                                   { 0.60, 0.71 },
                                   { 0.76, 0.51 },
                                   { 0.84, 0.29 } },
                                 6,
                                 { 5.5, 10, 1.4, 7, 1.0, 1.0, 45 } },
  [SMP_TEMPLATE_FEMALE_CLOSED]
  = { "female-closed",
      { { 0, 0.55 }, { 0.34, 0.55 }, { 0.61, 0.51 }, { 0.78, 0.40 }, { 0.85, 0.25 } },
      5,
      { 7, 11, 1.2, 7, 0.85, 0.8, 45 } },
  [SMP_TEMPLATE_FEMALE_ROUNDED]
  = { "female-rounded",
      { { 0, 0.585 }, { 0.30, 0.57 }, { 0.56, 0.50 }, { 0.75, 0.38 }, { 0.84, 0.25 } },
      5,
      { 8, 12, 1.0, 8, 0.8, 0.8, 45 } },
};

const char *
smp_template_to_string (SmpTemplate t)
{
  g_return_val_if_fail (t < SMP_N_TEMPLATES, NULL);

  return templates[t].name;
}

gboolean
smp_template_from_string (const char *text, SmpTemplate *t)
{
  for (int i = 0; i < SMP_N_TEMPLATES; i++)
    if (strcmp (templates[i].name, text) == 0)
      {
        *t = (SmpTemplate)i;
        return TRUE;
      }
  return FALSE;
}

const SmpTemplateLook *
smp_template_look (SmpTemplate t)
{
  g_return_val_if_fail (t < SMP_N_TEMPLATES, NULL);

  return &templates[t].look;
}

static SmpPoint
place (const SmpFaceFrame *frame, double x, double y)
{
  return frame->has_head ? smp_face_frame_place_on_head (frame, x, y)
                         : smp_face_frame_place (frame, x, y);
}

SmpOutline *
smp_hairline_from_template (SmpTemplate t, const SmpFaceFrame *frame)
{
  const Template *template = &templates[t];
  SmpNode nodes[2 * MAX_HALF - 1] = { 0 };
  int n = 2 * template->n - 1;
  double lift = frame->lift > 0 ? frame->lift : 1;

  for (int i = 0; i < template->n; i++)
    {
      const HalfNode *half = &template->half[i];
      int right = template->n - 1 - i, left = template->n - 1 + i;

      nodes[right].point = place (frame, -half->x, lift * half->y);
      nodes[left].point = place (frame, half->x, lift * half->y);
      nodes[right].corner = nodes[left].corner = half->corner;
      nodes[right].edge = nodes[left].edge = SMP_EDGE_HAIRLINE;
    }
  return smp_outline_new (nodes, (gsize)n, FALSE);
}
