/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "golden-draw.h"
#include "model/smp-face-frame.h"
#include "model/smp-landmarks.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone-proposal.h"
#include "model/smp-zone.h"
#include "record/smp-picture.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface-plane.h"

#define SIDE 320
#define MM_PER_PX 0.45

typedef struct
{
  SmpTemplate template;
  const char *pigment;
  double scale;
  SmpPictureContent content;
} Scene;

/* What a mutant changes, in the order of their names in golden_scenes. */
enum
{
  MUTANT_NONE,
  MUTANT_DENSITY,
  MUTANT_DIAMETER,
  MUTANT_SEED,
  MUTANT_SHADE,
  MUTANT_NODE,
};

static SmpZone *
zone_of (const Scene *scene, int mutant)
{
  SmpLandmark points[3] = {
    { (char *)"pupil_left", { 160 + 70, 235 } },
    { (char *)"pupil_right", { 160 - 70, 235 } },
    { (char *)"vertex", { 160, 20 } },
  };
  g_autoptr (SmpLandmarks) landmarks = smp_landmarks_new (points, 3, NULL);
  SmpFaceFrame frame;
  SmpZone *zone;

  g_assert_true (smp_face_frame_from_landmarks (landmarks, MM_PER_PX, &frame));
  zone = smp_zone_from_template (scene->template, "zone-1", "photo-1", &frame, NULL, MM_PER_PX);
  if (mutant == MUTANT_DENSITY)
    zone->density += 2;
  if (mutant == MUTANT_DIAMETER)
    zone->dot_diameter *= 1.02;
  if (mutant == MUTANT_NODE)
    {
      SmpNode node = zone->outline->nodes[zone->outline->n_nodes / 3];
      g_autoptr (SmpOutline) moved = NULL;

      node.point.y -= 1;
      moved = smp_outline_with_node (zone->outline, zone->outline->n_nodes / 3, &node);
      smp_zone_set_outline (zone, moved);
    }
  return zone;
}

static SmpImage *
render (const Scene *scene, int mutant, GoldenHow how)
{
  g_autoptr (SmpImage) photo = golden_skin (SIDE, SIDE);
  g_autoptr (SmpPyramid) pyramid = smp_pyramid_new (photo, how.n_threads, NULL);
  g_autoptr (SmpZone) zone = zone_of (scene, mutant);
  g_autoptr (SmpPlan) empty = smp_plan_new (mutant == MUTANT_SEED ? 2 : 1);
  g_autoptr (SmpPlan) zoned = smp_plan_with_zone (empty, zone);
  const SmpPigment *pigment
      = smp_pigment_builtin_by_id (mutant == MUTANT_SHADE ? "carbon-20" : scene->pigment);
  g_autoptr (SmpPlan) plan = smp_plan_with_pigment (zoned, pigment);
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0);
  g_autoptr (SmpDotSet) dots = smp_dots_place (plan, "photo-1", surface, how.n_threads, NULL, NULL);
  const SmpPictureOptions options = { .n_threads = how.n_threads, .tile = how.tile };
  g_autoptr (GError) error = NULL;
  SmpImage *picture = smp_picture_compose (pyramid, dots, plan, NULL, scene->scale, scene->content,
                                           &options, NULL, &error);

  g_assert_no_error (error);
  return picture;
}

SmpImage *
golden_draw_natural (int mutant, GoldenHow how)
{
  const Scene scene = { SMP_TEMPLATE_NATURAL, "carbon-15", 1, SMP_PICTURE_AFTER };

  return render (&scene, mutant, how);
}

SmpImage *
golden_draw_edge (int mutant, GoldenHow how)
{
  const Scene scene = { SMP_TEMPLATE_EDGE, "carbon-5", 1.75, SMP_PICTURE_AFTER };

  return render (&scene, mutant, how);
}

SmpImage *
golden_draw_receded (int mutant, GoldenHow how)
{
  const Scene scene = { SMP_TEMPLATE_RECEDED, "brown-15", 0.37, SMP_PICTURE_AFTER };

  return render (&scene, mutant, how);
}

SmpImage *
golden_draw_rounded (int mutant, GoldenHow how)
{
  const Scene scene = { SMP_TEMPLATE_ROUNDED, "carbon-30", 1, SMP_PICTURE_SPLIT };

  return render (&scene, mutant, how);
}
