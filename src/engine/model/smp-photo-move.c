/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-photo-move.h"

#include <string.h>

#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"

static SmpLandmarks *
moved_landmarks (const SmpLandmarks *landmarks, const SmpAffine *by)
{
  g_autofree SmpLandmark *points
      = g_memdup2 (landmarks->points, landmarks->n_points * sizeof (SmpLandmark));
  SmpRuler ruler = landmarks->ruler;
  SmpLandmarks *moved;

  for (gsize i = 0; i < landmarks->n_points; i++)
    points[i].point = smp_affine_apply (by, points[i].point);
  ruler.from = smp_affine_apply (by, ruler.from);
  ruler.to = smp_affine_apply (by, ruler.to);
  moved = smp_landmarks_new (points, landmarks->n_points, landmarks->has_ruler ? &ruler : NULL);
  smp_landmarks_keep_unknown_ruler (moved, landmarks->unknown_ruler);
  return moved;
}

/* The head so that what it showed is shown where the map takes it. The camera's centre stays that
 * of the photo, so a shift moves the head itself: off the middle, perspective changes a little. */
static void
move_head (SmpHead *head, const SmpPhoto *photo, const SmpAffine *by)
{
  SmpPoint middle = { photo->width / 2.0, photo->height / 2.0 };
  SmpPoint shift = smp_point_sub (smp_affine_apply (by, head->camera.centre), middle);
  SmpVec3 *at = &head->translation;
  double angle = atan2 (by->yx, by->xx), c = cos (angle), s = sin (angle);

  head->camera.focal_px *= smp_affine_factor (by);
  head->camera.centre = middle;
  head->rotation
      = smp_quaternion_mul (smp_quaternion_from_vector (smp_vec3 (0, 0, angle)), head->rotation);
  *at = smp_vec3 (c * at->x - s * at->y + shift.x * at->z / head->camera.focal_px,
                  s * at->x + c * at->y + shift.y * at->z / head->camera.focal_px, at->z);
}

static SmpPhoto *
moved_photo (const SmpPhoto *photo, SmpSex sex, const SmpAffine *by)
{
  SmpPhoto *moved = smp_photo_copy (photo);

  smp_landmarks_unref (moved->landmarks);
  moved->landmarks = moved_landmarks (photo->landmarks, by);
  if (moved->has_head)
    move_head (&moved->head, moved, by);
  if (photo->scale.method == SMP_SCALE_MANUAL)
    moved->scale.mm_per_px /= smp_affine_factor (by);
  else
    moved->scale = smp_photo_measure_scale (moved, sex);
  return moved;
}

static SmpZone *
moved_zone (const SmpZone *zone, const SmpAffine *by)
{
  const SmpOutline *drawn = zone->outline;
  g_autofree SmpNode *nodes = g_memdup2 (drawn->nodes, drawn->n_nodes * sizeof (SmpNode));
  g_autoptr (SmpOutline) outline = NULL;
  SmpZone *moved = smp_zone_copy (zone);

  for (gsize i = 0; i < drawn->n_nodes; i++)
    nodes[i].point = smp_affine_apply (by, nodes[i].point);
  outline = smp_outline_new (nodes, drawn->n_nodes, drawn->closed);
  smp_zone_set_outline (moved, outline);
  for (gsize i = 0; i < moved->n_strokes; i++)
    for (gsize k = 0; k < moved->strokes[i].n_points; k++)
      moved->strokes[i].points[k] = smp_affine_apply (by, moved->strokes[i].points[k]);
  return moved;
}

static SmpPlan *
moved_plan (SmpPlan *plan, const char *photo_id, const SmpAffine *by)
{
  SmpPlan *moved = smp_plan_ref (plan);

  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);
      g_autoptr (SmpZone) edited = NULL;
      SmpPlan *next;

      if (strcmp (zone->space, photo_id) != 0)
        continue;
      edited = moved_zone (zone, by);
      next = smp_plan_with_zone (moved, edited);
      smp_plan_unref (moved);
      moved = next;
    }
  return moved;
}

SmpConsultation *
smp_consultation_with_photo_moved (const SmpConsultation *self,
                                   const char *photo_id,
                                   const SmpAffine *by)
{
  const SmpPhoto *photo = smp_consultation_get_photo (self, photo_id);
  g_autoptr (SmpPhoto) moved = NULL;
  SmpConsultation *edited;

  g_return_val_if_fail (photo != NULL, NULL);

  moved = moved_photo (photo, smp_consultation_get_sex (self), by);
  edited = smp_consultation_with_photo (self, moved);
  for (guint i = 0; i < self->variants->len; i++)
    {
      const SmpVariant *variant = g_ptr_array_index (self->variants, i);
      g_autoptr (SmpPlan) plan = moved_plan (variant->plan, photo_id, by);
      SmpConsultation *next;

      if (plan == variant->plan)
        continue;
      next = smp_consultation_with_plan (edited, variant->id, plan);
      smp_consultation_unref (edited);
      edited = next;
    }
  return edited;
}
