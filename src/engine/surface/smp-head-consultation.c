/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-head-consultation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/smp-consultation.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "surface/smp-head-map.h"
#include "surface/smp-surface-head.h"

/* Zones of the space "head" stay where they were seen to be drawn. */
#define SPACE_HEAD "head"
/* What faces the camera by at least this cosine is seen well. */
#define SEEN_WELL 0.3

/* A photo's head before and after a fit. */
typedef struct
{
  SmpSurface *before;
  SmpSurface *after;
  SmpHeadMap *map_before;
  SmpHeadMap *map_after;
} Refit;

static void
refit_clear (Refit *self)
{
  smp_surface_unref (self->before);
  smp_surface_unref (self->after);
  g_clear_pointer (&self->map_before, smp_head_map_free);
  g_clear_pointer (&self->map_after, smp_head_map_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Refit, refit_clear)

static Refit
refit_of (const SmpHead *before, const SmpHead *after)
{
  return (Refit){ smp_surface_head_new (before), smp_surface_head_new (after),
                  smp_head_map_new (before->axes, before->form),
                  smp_head_map_new (after->axes, after->form) };
}

static gboolean
seen_well (const SmpSurface *surface, SmpPoint uv, SmpPoint *px)
{
  SmpSurfacePoint at;

  if (!smp_surface_to_photo (surface, uv, &at) || at.facing < SEEN_WELL)
    return FALSE;
  *px = at.px;
  return TRUE;
}

/* Where the photo saw it, or else in the same direction of the cranium. */
static SmpPoint
moved_place (const Refit *self, SmpPoint uv)
{
  const SmpHead *before = smp_surface_get_head (self->before);
  const SmpHead *after = smp_surface_get_head (self->after);
  SmpHeadMapPoint at;
  SmpPoint px, moved = uv;
  SmpVec3 s;

  if (seen_well (self->before, uv, &px) && smp_surface_to_scalp (self->after, px, &moved))
    return moved;
  if (!smp_head_map_to_head (self->map_before, uv, &at))
    return uv;
  s = smp_vec3_unit (smp_vec3_div (at.place, before->axes));
  s = smp_vec3_mul (smp_vec3_scale (s, smp_head_form (after->form, s)), after->axes);
  return smp_head_map_to_plane (self->map_after, s, &moved) ? moved : uv;
}

static SmpZone *
moved_zone (const Refit *self, const SmpZone *zone)
{
  SmpZone *moved = smp_zone_copy (zone);
  g_autofree SmpNode *nodes
      = g_memdup2 (zone->outline->nodes, zone->outline->n_nodes * sizeof (SmpNode));
  g_autoptr (SmpOutline) outline = NULL;

  for (gsize i = 0; i < zone->outline->n_nodes; i++)
    nodes[i].point = moved_place (self, nodes[i].point);
  outline = smp_outline_new (nodes, zone->outline->n_nodes, TRUE);
  smp_zone_set_outline (moved, outline);
  for (gsize i = 0; i < moved->n_strokes; i++)
    for (gsize k = 0; k < moved->strokes[i].n_points; k++)
      moved->strokes[i].points[k] = moved_place (self, moved->strokes[i].points[k]);
  return moved;
}

static gboolean
both_have_heads (const SmpConsultation *before, const SmpConsultation *after, const char *id)
{
  const SmpPhoto *was = smp_consultation_get_photo (before, id);
  const SmpPhoto *is = smp_consultation_get_photo (after, id);

  return was != NULL && is != NULL && was->has_head && is->has_head;
}

/* Where that is not known, or no more: the photo that sees most nodes of the zone. */
static const SmpPhoto *
drawn_in (const SmpConsultation *before, const SmpConsultation *after, const SmpZone *zone)
{
  const SmpPhoto *best = NULL;
  gsize most = 0;

  if (zone->drawn_in != NULL && both_have_heads (before, after, zone->drawn_in))
    return smp_consultation_get_photo (before, zone->drawn_in);
  for (guint i = 0; i < before->photos->len; i++)
    {
      const SmpPhoto *was = g_ptr_array_index (before->photos, i);
      g_autoptr (SmpSurface) surface = NULL;
      gsize n = 0;
      SmpPoint px;

      if (!both_have_heads (before, after, was->id))
        continue;
      surface = smp_surface_head_new (&was->head);
      for (gsize k = 0; k < zone->outline->n_nodes; k++)
        n += seen_well (surface, zone->outline->nodes[k].point, &px);
      if (best == NULL || n > most)
        {
          best = was;
          most = n;
        }
    }
  return best;
}

static gboolean
same_head (const SmpHead *a, const SmpHead *b)
{
  return memcmp (&a->axes, &b->axes, sizeof a->axes) == 0
         && memcmp (a->form, b->form, sizeof a->form) == 0
         && memcmp (&a->rotation, &b->rotation, sizeof a->rotation) == 0
         && memcmp (&a->translation, &b->translation, sizeof a->translation) == 0
         && memcmp (&a->camera, &b->camera, sizeof a->camera) == 0;
}

/* Zones on the head keep their place in the photo in which they were drawn. */
static SmpConsultation *
with_zones_in_place (const SmpConsultation *before, SmpConsultation *after)
{
  for (guint v = 0; v < before->variants->len; v++)
    {
      const SmpVariant *variant = g_ptr_array_index (before->variants, v);

      for (guint z = 0; z < variant->plan->zones->len; z++)
        {
          const SmpZone *zone = g_ptr_array_index (variant->plan->zones, z);
          g_auto (Refit) refit = { 0 };
          g_autoptr (SmpZone) moved = NULL;
          g_autoptr (SmpPlan) plan = NULL;
          const SmpPhoto *was, *is;
          SmpConsultation *next;

          if (strcmp (zone->space, SPACE_HEAD) != 0)
            continue;
          was = drawn_in (before, after, zone);
          if (was == NULL)
            continue;
          is = smp_consultation_get_photo (after, was->id);
          if (same_head (&was->head, &is->head))
            continue;
          refit = refit_of (&was->head, &is->head);
          moved = moved_zone (&refit, zone);
          plan
              = smp_plan_with_zone (smp_consultation_get_variant (after, variant->id)->plan, moved);
          next = smp_consultation_with_plan (after, variant->id, plan);
          smp_consultation_unref (after);
          after = next;
        }
    }
  return after;
}

static gboolean
has_zones_on_head (const SmpConsultation *self)
{
  for (guint v = 0; v < self->variants->len; v++)
    {
      const SmpPlan *plan = ((const SmpVariant *)g_ptr_array_index (self->variants, v))->plan;

      for (guint z = 0; z < plan->zones->len; z++)
        if (strcmp (((const SmpZone *)g_ptr_array_index (plan->zones, z))->space, SPACE_HEAD) == 0)
          return TRUE;
    }
  return FALSE;
}

SmpHeadSubject
smp_consultation_get_subject (const SmpConsultation *self)
{
  return (SmpHeadSubject){
    .sex = smp_consultation_get_sex (self),
    .tape_mm = self->client.head_circumference_mm,
  };
}

/* The consultation with the heads, and its zones where they were. */
static SmpConsultation *
with_heads (const SmpConsultation *self,
            const SmpHeadHint *hints,
            SmpHeadFitQuality *quality,
            SmpHeadView **views,
            SmpHeadSubject *subject)
{
  gsize n = self->photos->len;
  g_autofree SmpHeadView *tried = g_new0 (SmpHeadView, MAX (n, 1));
  SmpConsultation *now = smp_consultation_ref (self);
  SmpHeadSubject told = smp_consultation_get_subject (self);
  SmpWhorl whorl = SMP_WHORL_DEFAULT;
  gboolean keeps;

  for (gsize i = 0; i < n; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (self->photos, i);

      tried[i] = smp_head_view_from_photo (photo);
      if (hints != NULL)
        {
          if (hints[i].focal_35 > 0)
            tried[i].focal_35 = hints[i].focal_35;
          tried[i].contour = hints[i].contour;
          if (hints[i].has_pose)
            {
              tried[i].has_pose = TRUE;
              tried[i].pose = smp_quaternion_unit (hints[i].pose);
            }
        }
      if (photo->has_head)
        whorl = photo->head.whorl;
    }
  *quality = smp_head_fit (tried, n, &told);
  keeps = *quality != SMP_HEAD_FIT_GOOD && has_zones_on_head (self);
  for (gsize i = 0; i < n; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (self->photos, i);
      gboolean good = *quality == SMP_HEAD_FIT_GOOD && tried[i].fitted;
      g_autoptr (SmpPhoto) posed = NULL;
      SmpConsultation *next;

      tried[i].head.whorl = whorl;
      if (tried[i].has_pose)
        {
          /* Exactly, or it would wander with every fit. */
          tried[i].head.rotation = tried[i].pose;
          tried[i].head.by_hand = TRUE;
        }
      if (!good && (!photo->has_head || keeps))
        continue;
      posed = smp_photo_with_head (photo, good ? &tried[i].head : NULL);
      /* How far the face is turned is known now, or no more. */
      if (posed->scale.method != SMP_SCALE_MANUAL)
        posed->scale = smp_photo_measure_scale (posed, told.sex);
      next = smp_consultation_with_photo (now, posed);
      smp_consultation_unref (now);
      now = next;
    }
  if (views != NULL)
    *views = g_steal_pointer (&tried);
  if (subject != NULL)
    *subject = told;
  return now;
}

SmpConsultation *
smp_consultation_fit_head (const SmpConsultation *self,
                           const SmpHeadHint *hints,
                           SmpHeadFitQuality *quality,
                           SmpHeadView **views,
                           SmpHeadSubject *subject)
{
  return with_zones_in_place (self, with_heads (self, hints, quality, views, subject));
}

SmpConsultation *
smp_consultation_fit_head_again (const SmpConsultation *self,
                                 const SmpConsultation *drawn,
                                 const SmpHeadHint *hints,
                                 SmpHeadFitQuality *quality)
{
  g_autoptr (SmpConsultation) as_drawn = smp_consultation_ref (self);

  for (guint v = 0; v < drawn->variants->len; v++)
    {
      const SmpVariant *variant = g_ptr_array_index (drawn->variants, v);
      SmpConsultation *next = smp_consultation_with_plan (as_drawn, variant->id, variant->plan);

      smp_consultation_unref (as_drawn);
      as_drawn = next;
    }
  return with_zones_in_place (drawn, with_heads (as_drawn, hints, quality, NULL, NULL));
}

gboolean
smp_consultation_same_places (const SmpConsultation *a, const SmpConsultation *b)
{
  if (a->variants->len != b->variants->len)
    return FALSE;
  for (guint i = 0; i < a->variants->len; i++)
    {
      const SmpVariant *one = g_ptr_array_index (a->variants, i);
      const SmpVariant *other = g_ptr_array_index (b->variants, i);

      /* A copy of a variant has its plan. */
      if (strcmp (one->id, other->id) != 0 || one->plan != other->plan)
        return FALSE;
    }
  for (guint i = 0; i < a->photos->len; i++)
    {
      const SmpPhoto *one = g_ptr_array_index (a->photos, i);
      const SmpPhoto *other = smp_consultation_get_photo (b, one->id);

      if (other == NULL
              ? one->has_head
              : strcmp (one->sha256, other->sha256) != 0 || one->has_head != other->has_head
                    || (one->has_head && !same_head (&one->head, &other->head)))
        return FALSE;
    }
  return TRUE;
}

static double
zone_moved_px (const SmpZone *before,
               const SmpSurface *was,
               const SmpZone *after,
               const SmpSurface *is)
{
  double most = 0;

  if (before->outline->n_nodes != after->outline->n_nodes)
    return 0;
  for (gsize i = 0; i < after->outline->n_nodes; i++)
    {
      SmpPoint from, to;

      if (seen_well (was, before->outline->nodes[i].point, &from)
          && seen_well (is, after->outline->nodes[i].point, &to))
        most = MAX (most, smp_point_distance (from, to));
    }
  return most;
}

const char *
smp_consultation_describe_remedy (const SmpConsultation *self)
{
  gboolean oblique = FALSE, profile = FALSE;

  for (guint i = 0; i < self->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (self->photos, i);

      if (!smp_photo_uses_head (photo))
        continue;
      oblique |= photo->view == SMP_VIEW_LEFT_OBLIQUE || photo->view == SMP_VIEW_RIGHT_OBLIQUE;
      profile |= photo->view == SMP_VIEW_LEFT_PROFILE || photo->view == SMP_VIEW_RIGHT_PROFILE;
    }
  if (oblique && profile)
    return _ ("More landmarks (glabella, ears, back of the head) bring them together.");
  if (oblique)
    return _ ("More landmarks (glabella, ears, back of the head) and a profile photo bring them "
              "together.");
  if (profile)
    return _ ("More landmarks (glabella, ears, back of the head) and an oblique photo bring them "
              "together.");
  return _ ("More landmarks (glabella, ears, back of the head) and an oblique or a profile photo "
            "bring them together.");
}

double
smp_consultation_moved_mm (const SmpConsultation *before,
                           const SmpConsultation *after,
                           const char *photo_id)
{
  const SmpPhoto *was = smp_consultation_get_photo (before, photo_id);
  const SmpPhoto *is = smp_consultation_get_photo (after, photo_id);
  const SmpPlan *plan = smp_consultation_get_default_variant (after)->plan;
  const SmpPlan *plan_before = smp_consultation_get_default_variant (before)->plan;
  g_autoptr (SmpSurface) surface_was = NULL;
  g_autoptr (SmpSurface) surface_is = NULL;
  double most = 0;

  if (was == NULL || is == NULL || !was->has_head || !is->has_head || was->width != is->width
      || was->height != is->height)
    return 0;
  surface_was = smp_surface_head_new (&was->head);
  surface_is = smp_surface_head_new (&is->head);
  for (guint z = 0; z < plan->zones->len; z++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, z);
      const SmpZone *old = smp_plan_get_zone (plan_before, zone->id);

      if (old != NULL && strcmp (zone->space, SPACE_HEAD) == 0
          && strcmp (old->space, SPACE_HEAD) == 0)
        most = MAX (most, zone_moved_px (old, surface_was, zone, surface_is));
    }
  return most * smp_head_mm_per_px (&is->head);
}
