/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-zone-head.h"

#include <string.h>

#include "model/smp-consultation.h"
#include "model/smp-fringe.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone-proposal.h"
#include "model/smp-zone.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-head-curve.h"
#include "surface/smp-head-front.h"
#include "surface/smp-head-map.h"
#include "surface/smp-surface-head.h"

/* A node whose scalp faces the camera by less than this cosine is at the contour. */
#define AT_CONTOUR 0.30

/* The map's place of a direction, on the left for a positive side. */
static SmpPoint
place_behind (const SmpHead *head, const SmpHeadMap *map, const SmpFringePlace *place, double side)
{
  double r = sqrt (1 - place->height * place->height), a = side * place->azimuth * G_PI;
  SmpVec3 s = smp_vec3 (r * sin (a), place->height, r * cos (a));
  SmpPoint uv = { 0, 0 };

  s = smp_vec3_mul (smp_vec3_scale (s, smp_head_form (head->form, s)), head->axes);
  (void)!smp_head_map_to_plane (map, s, &uv);
  return uv;
}

static gboolean
faces (const SmpSurface *surface, SmpPoint px, SmpPoint *uv)
{
  SmpSurfacePoint at;

  return smp_surface_to_scalp (surface, px, uv) && smp_surface_to_photo (surface, *uv, &at)
         && at.facing > AT_CONTOUR;
}

/* Whether a node is not at the contour, and where it is on the map. What belongs to a hairline is
 * drawn there, however little of the scalp is seen: deep temples of a head that is seen level. */
static gboolean
is_drawn (const SmpOutline *outline, gsize i, const SmpSurface *surface, SmpPoint *uv)
{
  const SmpNode *node = &outline->nodes[i],
                *before = &outline->nodes[(i + outline->n_nodes - 1) % outline->n_nodes];

  if (faces (surface, node->point, uv))
    return TRUE;
  return (node->edge == SMP_EDGE_HAIRLINE || before->edge == SMP_EDGE_HAIRLINE)
         && smp_surface_to_scalp_near (surface, node->point, uv);
}

/* From the last node before the contour to the first after it, around behind. */
static void
append_behind (GArray *nodes,
               const SmpHead *head,
               const SmpHeadMap *map,
               const SmpFringe *fringe,
               gboolean from_left)
{
  const int n = SMP_FRINGE_PLACES;

  /* Down one side, across the middle, and up the other. */
  for (int i = 0; i < 2 * n - 1; i++)
    {
      int k = i < n ? i : 2 * n - 2 - i;
      double side = (i < n) == from_left ? 1 : -1;
      SmpNode node = { place_behind (head, map, &fringe->places[k], side), FALSE, SMP_EDGE_BLEND };

      g_array_append_val (nodes, node);
    }
}

static gboolean
has_hairline (const SmpZone *zone)
{
  for (gsize i = 0; i < zone->outline->n_nodes; i++)
    if (zone->outline->nodes[i].edge == SMP_EDGE_HAIRLINE)
      return zone->kind == SMP_ZONE_SCALP;
  return FALSE;
}

/* The next node of the outline after @from that is drawn: whether it lies on the left. */
static gboolean
next_is_left (const SmpOutline *outline, gsize from, const SmpSurface *surface)
{
  SmpPoint uv = { 0, 0 };

  for (gsize i = 1; i < outline->n_nodes; i++)
    if (is_drawn (outline, (from + i) % outline->n_nodes, surface, &uv))
      break;
  return uv.x > 0;
}

/* The outline on the map. Where it runs along the contour from one side of the head to the other,
 * nodes are left out and what is behind is put in their place; a temple's zone, on one side, ends
 * at the contour. */
static GArray *
nodes_on_head (const SmpZone *zone, const SmpSurface *surface, const SmpFringe *fringe)
{
  const SmpHead *head = smp_surface_get_head (surface);
  g_autoptr (SmpHeadMap) map = smp_head_map_new (head->axes, head->form);
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (SmpNode));
  const SmpOutline *outline = zone->outline;
  gsize n = outline->n_nodes, first = 0;
  gboolean may_close = fringe != NULL && has_hairline (zone), in_gap = FALSE;
  SmpPoint uv;

  /* Begin after a node at the contour, so that each run of them is met whole. */
  for (gsize i = 0; i < n; i++)
    if (!is_drawn (outline, i, surface, &uv))
      first = i + 1;
  for (gsize i = 0; i < n; i++)
    {
      gsize k = (first + i) % n;
      SmpNode node = outline->nodes[k];

      if (is_drawn (outline, k, surface, &uv))
        in_gap = FALSE;
      else if (in_gap)
        continue;
      else if (may_close && nodes->len > 0)
        {
          SmpNode *last = &g_array_index (nodes, SmpNode, nodes->len - 1);
          gboolean from_left = last->point.x > 0;

          if (from_left != next_is_left (outline, k, surface))
            {
              last->edge = SMP_EDGE_BLEND;
              append_behind (nodes, head, map, fringe, from_left);
              in_gap = TRUE;
              may_close = FALSE;
              continue;
            }
          if (!smp_surface_to_scalp_near (surface, node.point, &uv))
            continue;
        }
      else if (!smp_surface_to_scalp_near (surface, node.point, &uv))
        continue;
      node.point = uv;
      g_array_append_val (nodes, node);
    }
  return nodes;
}

SmpZone *
smp_zone_onto_head (const SmpZone *zone, const SmpSurface *surface, const SmpPattern *stage)
{
  g_autoptr (SmpZone) moved = NULL;
  g_autoptr (SmpOutline) outline = NULL;
  g_autoptr (GArray) nodes = NULL;

  if (smp_surface_get_head (surface) == NULL
      || smp_surface_for_kind (surface, zone->kind) != surface)
    return NULL;
  nodes = nodes_on_head (zone, surface, smp_fringe_of (stage));
  if (nodes->len < 3)
    return NULL;
  /* To a hundredth of a millimetre, as in photos of a pixel: files stay legible. */
  for (guint i = 0; i < nodes->len; i++)
    {
      SmpPoint *p = &g_array_index (nodes, SmpNode, i).point;

      *p = smp_point (floor (p->x * 100 + 0.5) / 100, floor (p->y * 100 + 0.5) / 100);
    }
  outline = smp_outline_new ((const SmpNode *)(gpointer)nodes->data, nodes->len, TRUE);
  moved = smp_zone_copy (zone);
  g_free (moved->drawn_in);
  moved->drawn_in = g_steal_pointer (&moved->space);
  moved->space = g_strdup (SMP_SPACE_HEAD);
  smp_zone_set_outline (moved, outline);
  for (gsize i = 0; i < moved->n_strokes; i++)
    for (gsize k = 0; k < moved->strokes[i].n_points; k++)
      if (!smp_surface_to_scalp_near (surface, zone->strokes[i].points[k],
                                      &moved->strokes[i].points[k]))
        return NULL;
  return g_steal_pointer (&moved);
}

/* The frame in which things are laid out in a photo of the head from the front. */
static gboolean
front_frame (const SmpPhoto *front, SmpFaceFrame *frame)
{
  if (!smp_face_frame_from_landmarks (front->landmarks, front->scale.mm_per_px, frame))
    return FALSE;
  smp_face_frame_fit_head (frame, &front->head);
  return TRUE;
}

SmpZone *
smp_zone_from_template_on_head (SmpTemplate t,
                                const char *id,
                                const SmpPhoto *front,
                                const SmpPattern *stage)
{
  g_autoptr (SmpSurface) surface = smp_surface_for_photo (front);
  g_autoptr (SmpPolygon) limb = NULL;
  g_autoptr (SmpZone) zone = NULL;
  SmpFaceFrame frame;

  if (!front_frame (front, &frame))
    return NULL;
  limb = smp_head_limb (&front->head);
  zone = smp_zone_from_template (t, id, front->id, &frame, limb, front->scale.mm_per_px);
  return smp_zone_onto_head (zone, surface, stage);
}

GPtrArray *
smp_zones_from_pattern_on_head (const SmpPattern *pattern, SmpTemplate t, const SmpPhoto *front)
{
  GPtrArray *on_head = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_zone_unref);
  g_autoptr (SmpSurface) surface = smp_surface_for_photo (front);
  g_autoptr (SmpPolygon) limb = NULL;
  g_autoptr (GPtrArray) zones = NULL;
  SmpFaceFrame frame;

  if (!front_frame (front, &frame))
    return on_head;
  limb = smp_head_limb (&front->head);
  zones = smp_zones_from_pattern (pattern, t, front->id, &frame, limb, front->scale.mm_per_px);
  for (guint i = 0; i < zones->len; i++)
    {
      SmpZone *zone = smp_zone_onto_head (g_ptr_array_index (zones, i), surface, pattern);

      if (zone != NULL)
        g_ptr_array_add (on_head, zone);
    }
  return on_head;
}

/* The plan with the zones of photos with heads, or the one of this id, moved to the head; NULL if
 * there is none. */
static SmpPlan *
shared_plan (const SmpConsultation *consultation, const SmpPlan *plan, const char *zone_id)
{
  g_autoptr (SmpPlan) shared = NULL;
  SmpPattern stage = smp_pattern_noted (consultation->assessment);

  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);
      const SmpPhoto *photo = smp_consultation_get_photo (consultation, zone->space);
      g_autoptr (SmpSurface) surface = NULL;
      g_autoptr (SmpZone) moved = NULL;
      SmpPlan *next;

      if (photo == NULL || !smp_photo_uses_head (photo)
          || (zone_id != NULL && strcmp (zone->id, zone_id) != 0))
        continue;
      surface = smp_surface_for_photo (photo);
      moved = smp_zone_onto_head (zone, surface, &stage);
      if (moved == NULL)
        continue;
      next = smp_plan_with_zone (shared != NULL ? shared : plan, moved);
      g_clear_pointer (&shared, smp_plan_unref);
      shared = next;
    }
  return g_steal_pointer (&shared);
}

SmpConsultation *
smp_consultation_zones_onto_head (const SmpConsultation *self, const char *zone_id)
{
  SmpConsultation *now = smp_consultation_ref (self);

  for (guint v = 0; v < self->variants->len; v++)
    {
      const SmpVariant *variant = g_ptr_array_index (self->variants, v);
      g_autoptr (SmpPlan) plan = shared_plan (self, variant->plan, zone_id);
      SmpConsultation *next;

      if (plan == NULL)
        continue;
      next = smp_consultation_with_plan (now, variant->id, plan);
      smp_consultation_unref (now);
      now = next;
    }
  return now;
}

static gboolean
has_several_heads (const SmpConsultation *self)
{
  guint n = 0;

  for (guint i = 0; i < self->photos->len; i++)
    n += smp_photo_uses_head (g_ptr_array_index (self->photos, i));
  return n > 1;
}

SmpConsultation *
smp_consultation_share_zones (const SmpConsultation *self)
{
  return has_several_heads (self) ? smp_consultation_zones_onto_head (self, NULL)
                                  : smp_consultation_ref (self);
}

gboolean
smp_zone_is_alone (const SmpZone *zone, const SmpConsultation *consultation)
{
  const SmpPhoto *photo = smp_consultation_get_photo (consultation, zone->space);
  g_autoptr (SmpSurface) surface = NULL;
  g_autoptr (SmpZone) moved = NULL;

  if (photo == NULL || !smp_photo_uses_head (photo) || !has_several_heads (consultation))
    return FALSE;
  surface = smp_surface_for_photo (photo);
  moved = smp_zone_onto_head (zone, surface, NULL);
  return moved != NULL;
}
