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

/* Shapes after the styles that the trade names (domain notes, "SMP hairline names"); the numbers
 * are our choice within the measured ranges: widow's peak about 1 cm high and 2 to 2.7 cm wide,
 * lateral mounds at 4 cm from the middle. */
static const Template templates[SMP_N_TEMPLATES] = {
  [SMP_TEMPLATE_NATURAL]
  = { "natural",
      { { 0, 0.62 }, { 0.32, 0.615 }, { 0.60, 0.70 }, { 0.76, 0.52 }, { 0.84, 0.30 } },
      5,
      { 6, 1.8, 7, 1.0 } },
  [SMP_TEMPLATE_BROKEN]
  = { "broken",
      { { 0, 0.625 }, { 0.32, 0.62 }, { 0.60, 0.71 }, { 0.76, 0.53 }, { 0.84, 0.31 } },
      5,
      { 12, 3.2, 6, 0.85 } },
  [SMP_TEMPLATE_DEFINED]
  = { "defined",
      { { 0, 0.605 }, { 0.36, 0.605 }, { 0.63, 0.655 }, { 0.77, 0.48 }, { 0.84, 0.28 } },
      5,
      { 4, 0.9, 6, 1.05 } },
  [SMP_TEMPLATE_EDGE]
  = { "edge",
      { { 0, 0.59 }, { 0.34, 0.59 }, { 0.62, 0.60, TRUE }, { 0.71, 0.40, TRUE }, { 0.84, 0.28 } },
      5,
      { 1.5, 0.3, 6, 1.15 } },
  [SMP_TEMPLATE_RECEDED]
  = { "receded",
      { { 0, 0.68 }, { 0.27, 0.69 }, { 0.54, 0.83 }, { 0.75, 0.58 }, { 0.84, 0.34 } },
      5,
      { 9, 1.8, 7, 0.95 } },
  [SMP_TEMPLATE_ROUNDED]
  = { "rounded",
      { { 0, 0.62 }, { 0.34, 0.60 }, { 0.60, 0.53 }, { 0.76, 0.41 }, { 0.84, 0.26 } },
      5,
      { 7, 1.4, 7, 1.0 } },
  [SMP_TEMPLATE_WIDOWS_PEAK] = { "widows-peak",
                                 { { 0, 0.525 },
                                   { 0.17, 0.61 },
                                   { 0.36, 0.635 },
                                   { 0.60, 0.71 },
                                   { 0.76, 0.53 },
                                   { 0.84, 0.30 } },
                                 6,
                                 { 7, 1.5, 7, 1.0 } },
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

SmpOutline *
smp_hairline_from_template (SmpTemplate t, const SmpFaceFrame *frame)
{
  const Template *template = &templates[t];
  SmpNode nodes[2 * MAX_HALF - 1] = { 0 };
  int n = 2 * template->n - 1;

  for (int i = 0; i < template->n; i++)
    {
      const HalfNode *half = &template->half[i];
      int right = template->n - 1 - i, left = template->n - 1 + i;

      nodes[right].point = smp_face_frame_place (frame, -half->x, half->y);
      nodes[left].point = smp_face_frame_place (frame, half->x, half->y);
      nodes[right].corner = nodes[left].corner = half->corner;
      nodes[right].edge = nodes[left].edge = SMP_EDGE_HAIRLINE;
    }
  return smp_outline_new (nodes, (gsize)n, FALSE);
}
