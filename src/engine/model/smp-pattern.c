/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-pattern.h"

#include <string.h>

#include "model/smp-zone.h"

#define MAX_NODES 16

/* What a stage lost, as far as zones go. */
typedef struct
{
  double temples;  /* how far the corners went back, 1 = deeply; 0 = they are there */
  double band;     /* how far the whole front went back, likewise */
  gboolean whole;  /* no bridge is left between front and crown */
  double parting;  /* half width of what thins behind the hairline, half breadths */
  double crown_mm; /* radius of what thins on the crown */
} Loss;

typedef struct
{
  const char *stage;
  Loss loss;
} Stage;

static const Stage norwood[] = {
  { "1", { 0 } },
  { "2", { .temples = 0.45 } },
  { "2a", { .band = 0.35 } },
  { "3", { .temples = 0.9 } },
  { "3a", { .band = 0.65 } },
  { "3v", { .temples = 0.9, .crown_mm = 30 } },
  { "4", { .band = 0.9, .crown_mm = 38 } },
  { "4a", { .whole = TRUE } },
  { "5", { .whole = TRUE, .crown_mm = 48 } },
  { "5a", { .whole = TRUE } },
  { "6", { .whole = TRUE, .crown_mm = 58 } },
  { "7", { .whole = TRUE, .crown_mm = 66 } },
};

/* The hairline is kept, what lies behind it thins. */
static const Stage ludwig[] = {
  { "1", { .parting = 0.22 } },
  { "2", { .parting = 0.40 } },
  { "3", { .parting = 0.58 } },
};

static const Stage sinclair[] = {
  { "1", { 0 } },
  { "2", { .parting = 0.10 } },
  { "3", { .parting = 0.20 } },
  { "4", { .parting = 0.36 } },
  { "5", { .parting = 0.58 } },
};

/* Of a stage of BASP: the basic type, and those that may follow it. */
static const Stage basp_basic[] = {
  { "L", { 0 } },
  { "M0", { 0 } },
  { "M1", { .temples = 0.4 } },
  { "M2", { .temples = 0.7 } },
  { "M3", { .temples = 1.0 } },
  { "C0", { 0 } },
  { "C1", { .band = 0.35 } },
  { "C2", { .band = 0.65 } },
  { "C3", { .band = 0.95 } },
  { "U1", { .whole = TRUE, .crown_mm = 48 } },
  { "U2", { .whole = TRUE, .crown_mm = 58 } },
  { "U3", { .whole = TRUE, .crown_mm = 66 } },
};
static const double basp_front[] = { 0, 0.22, 0.40, 0.58 };
static const double basp_vertex[] = { 0, 28, 38, 48 };

gboolean
smp_pattern_from_string (const char *text, SmpPattern *pattern)
{
  const char *colon = strchr (text, ':');
  g_autofree char *scale = colon != NULL ? g_strndup (text, (gsize)(colon - text)) : NULL;

  if (colon == NULL || strlen (colon + 1) >= sizeof pattern->stage
      || !smp_hair_loss_scale_from_string (scale, &pattern->scale))
    return FALSE;
  g_strlcpy (pattern->stage, colon + 1, sizeof pattern->stage);
  return pattern->stage[0] != '\0' && smp_hair_loss_has_stage (pattern->scale, pattern->stage);
}

char *
smp_pattern_to_string (const SmpPattern *pattern)
{
  return g_strdup_printf ("%s:%s", smp_hair_loss_scale_to_string (pattern->scale), pattern->stage);
}

SmpPattern
smp_pattern_noted (JsonObject *assessment)
{
  SmpAssessment noted = smp_assessment_from_json (assessment);
  SmpPattern pattern = { .scale = noted.scale };

  g_strlcpy (pattern.stage, noted.stage, sizeof pattern.stage);
  return pattern;
}

static Loss
find (const Stage *stages, gsize n, const char *stage, gsize length)
{
  const Loss none = { 0 };

  for (gsize i = 0; i < n; i++)
    if (strlen (stages[i].stage) == length
        && g_ascii_strncasecmp (stages[i].stage, stage, length) == 0)
      return stages[i].loss;
  return none;
}

static Loss
basp_loss (const char *stage)
{
  gsize basic = stage[0] == 'L' ? 1 : 2;
  Loss loss = find (basp_basic, G_N_ELEMENTS (basp_basic), stage, basic);

  for (const char *p = stage + MIN (basic, strlen (stage)); p[0] != '\0' && p[1] != '\0'; p += 2)
    {
      int level = CLAMP (p[1] - '0', 0, 3);

      if (p[0] == 'F')
        loss.parting = basp_front[level];
      else if (p[0] == 'V')
        loss.crown_mm = MAX (loss.crown_mm, basp_vertex[level]);
    }
  return loss;
}

static Loss
loss_of (const SmpPattern *pattern)
{
  const char *stage = pattern->stage;
  const Loss none = { 0 };

  switch (pattern->scale)
    {
    case SMP_HAIR_LOSS_NORWOOD:
      return find (norwood, G_N_ELEMENTS (norwood), stage, strlen (stage));
    case SMP_HAIR_LOSS_LUDWIG:
      return find (ludwig, G_N_ELEMENTS (ludwig), stage, strlen (stage));
    case SMP_HAIR_LOSS_SINCLAIR:
      return find (sinclair, G_N_ELEMENTS (sinclair), stage, strlen (stage));
    case SMP_HAIR_LOSS_BASP:
      return basp_loss (stage);
    case SMP_HAIR_LOSS_UNKNOWN:
    default:
      return none;
    }
}

/* A zone that grows node by node. */
typedef struct
{
  const SmpFaceFrame *frame;
  SmpNode nodes[MAX_NODES];
  gsize n;
} Draft;

/* To a hundredth of a pixel, as other proposals. */
static void
add_px (Draft *self, SmpPoint p, SmpEdge edge)
{
  g_return_if_fail (self->n < MAX_NODES);

  p = smp_point (floor (p.x * 100 + 0.5) / 100, floor (p.y * 100 + 0.5) / 100);
  self->nodes[self->n++] = (SmpNode){ p, FALSE, edge };
}

static void
add (Draft *self, double x, double y, SmpEdge edge)
{
  add_px (self, smp_face_frame_place (self->frame, x, y), edge);
}

static void
finish (Draft *self, SmpZoneKind kind, const char *photo_id, SmpTemplate t, GPtrArray *zones)
{
  g_autofree char *id = g_strdup_printf ("zone-%u", zones->len + 1);
  g_autoptr (SmpOutline) outline = smp_outline_new (self->nodes, self->n, TRUE);
  SmpZone *zone = smp_zone_new (id, kind, photo_id);

  smp_zone_set_outline (zone, outline);
  if (kind == SMP_ZONE_SCALP)
    smp_zone_apply_look (zone, smp_template_look (t));
  self->n = 0;
  g_ptr_array_add (zones, zone);
}

/* Where the node lies in the frame: half breadths and heights of the top. */
static SmpPoint
in_frame (const SmpFaceFrame *frame, SmpPoint p)
{
  SmpPoint d = smp_point_sub (p, frame->origin);

  return smp_point (smp_point_dot (d, frame->right) / frame->half_width,
                    smp_point_dot (d, frame->up) / frame->top);
}

/* The corner of one temple: from the middle of that side of the hairline to its end, and back over
 * the skin that the hair has left. */
static void
propose_temple (Draft *draft,
                const SmpOutline *hairline,
                double depth,
                double side,
                const char *photo_id,
                SmpTemplate t,
                GPtrArray *zones)
{
  gsize middle = hairline->n_nodes / 2;
  SmpPoint outer;

  for (gsize i = 1; i <= middle; i++)
    {
      gsize k = side > 0 ? middle + i : middle - i;
      gboolean last = i == middle;

      add_px (draft, hairline->nodes[k].point, last ? SMP_EDGE_BLEND : SMP_EDGE_HAIRLINE);
    }
  outer = in_frame (draft->frame, hairline->nodes[side > 0 ? 2 * middle : 0].point);
  add (draft, side * (fabs (outer.x) - 0.03), outer.y + 0.12 + 0.10 * depth, SMP_EDGE_BLEND);
  add (draft, side * (0.70 - 0.06 * depth), 0.72 + 0.12 * depth, SMP_EDGE_BLEND);
  add (draft, side * (0.50 - 0.10 * depth), 0.76 + 0.16 * depth, SMP_EDGE_BLEND);
  add (draft, side * (0.36 - 0.12 * depth), 0.68 + 0.08 * depth, SMP_EDGE_BLEND);
  finish (draft, SMP_ZONE_SCALP, photo_id, t, zones);
}

/* Everything between the hairline and a line behind it. */
static void
propose_band (Draft *draft,
              const SmpOutline *hairline,
              double depth,
              const char *photo_id,
              SmpTemplate t,
              GPtrArray *zones)
{
  double back = 0.66 + 0.22 * depth;

  for (gsize i = 0; i < hairline->n_nodes && i < MAX_NODES - 5; i++)
    add_px (draft, hairline->nodes[i].point,
            i + 1 < hairline->n_nodes ? SMP_EDGE_HAIRLINE : SMP_EDGE_BLEND);
  add (draft, 0.74, back - 0.10, SMP_EDGE_BLEND);
  add (draft, 0.42, back + 0.06, SMP_EDGE_BLEND);
  add (draft, 0, back + 0.08, SMP_EDGE_BLEND);
  add (draft, -0.42, back + 0.06, SMP_EDGE_BLEND);
  add (draft, -0.74, back - 0.10, SMP_EDGE_BLEND);
  finish (draft, SMP_ZONE_SCALP, photo_id, t, zones);
}

/* From behind the hairline, which is kept, over the top. */
static void
propose_parting (Draft *draft, double half_width, const char *photo_id, GPtrArray *zones)
{
  static const SmpPoint shape[]
      = { { 0, 0.68 },  { 0.55, 0.71 },   { 0.95, 0.80 },  { 0.90, 0.90 },  { 0.45, 0.955 },
          { 0, 0.965 }, { -0.45, 0.955 }, { -0.90, 0.90 }, { -0.95, 0.80 }, { -0.55, 0.71 } };

  for (gsize i = 0; i < G_N_ELEMENTS (shape); i++)
    add (draft, shape[i].x * half_width, shape[i].y, SMP_EDGE_BLEND);
  finish (draft, SMP_ZONE_PART, photo_id, SMP_TEMPLATE_NATURAL, zones);
}

GPtrArray *
smp_zones_from_pattern (const SmpPattern *pattern,
                        SmpTemplate t,
                        const char *photo_id,
                        const SmpFaceFrame *frame,
                        const SmpPolygon *silhouette,
                        double mm_per_px)
{
  GPtrArray *zones = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_zone_unref);
  Loss loss = loss_of (pattern);
  SmpFaceFrame fitted = *frame;
  g_autoptr (SmpOutline) hairline = NULL;
  Draft draft = { .frame = &fitted };

  if (loss.whole)
    {
      g_ptr_array_add (
          zones, smp_zone_from_template (t, "zone-1", photo_id, frame, silhouette, mm_per_px));
      return zones;
    }
  if (silhouette != NULL)
    smp_face_frame_fit_contour (&fitted, silhouette);
  /* What lies behind the hairline is placed in the picture, and so are its ends. */
  fitted.has_head = FALSE;
  hairline = smp_hairline_from_template (t, &fitted);
  if (loss.temples > 0)
    {
      propose_temple (&draft, hairline, loss.temples, -1, photo_id, t, zones);
      propose_temple (&draft, hairline, loss.temples, 1, photo_id, t, zones);
    }
  if (loss.band > 0)
    propose_band (&draft, hairline, loss.band, photo_id, t, zones);
  if (loss.parting > 0)
    propose_parting (&draft, loss.parting, photo_id, zones);
  return zones;
}

SmpZone *
smp_crown_zone_from_pattern (const SmpPattern *pattern, const char *id, const SmpWhorl *whorl)
{
  double r = loss_of (pattern).crown_mm;
  SmpNode nodes[8];
  g_autoptr (SmpOutline) outline = NULL;
  SmpZone *zone;

  if (!(r > 0))
    return NULL;
  for (int i = 0; i < 8; i++)
    nodes[i] = (SmpNode){ { floor ((whorl->at.x + r * cos (i * G_PI / 4)) * 100 + 0.5) / 100,
                            floor ((whorl->at.y + r * sin (i * G_PI / 4)) * 100 + 0.5) / 100 },
                          FALSE,
                          SMP_EDGE_BLEND };
  outline = smp_outline_new (nodes, 8, TRUE);
  zone = smp_zone_new (id, SMP_ZONE_SCALP, "head");
  smp_zone_set_outline (zone, outline);
  return zone;
}
