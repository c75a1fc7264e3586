/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "base/smp-hash.h"
#include "model/smp-face-frame.h"
#include "model/smp-landmarks.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone-proposal.h"
#include "model/smp-zone.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-decode.h"
#include "record/smp-picture-file.h"
#include "record/smp-picture.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface-plane.h"

/* Our own rasteriser is exact: pictures are compared byte by byte with references that are made
 * anew only by tests/tools/regen-golden, in a commit that says what changed to the eye. */

#define SIDE 320
#define MM_PER_PX 0.45

typedef struct
{
  const char *name;
  SmpTemplate template;
  const char *pigment;
  double scale;
  SmpPictureContent content;
} Scene;

static const Scene scenes[] = {
  { "natural", SMP_TEMPLATE_NATURAL, "carbon-15", 1, SMP_PICTURE_AFTER },
  { "edge-near", SMP_TEMPLATE_EDGE, "carbon-5", 1.75, SMP_PICTURE_AFTER },
  { "receded-brown-far", SMP_TEMPLATE_RECEDED, "brown-15", 0.37, SMP_PICTURE_AFTER },
  { "rounded-split", SMP_TEMPLATE_ROUNDED, "carbon-30", 1, SMP_PICTURE_SPLIT },
};

/* What a mutant changes; each must be seen. */
typedef enum
{
  MUTANT_NONE,
  MUTANT_DENSITY,
  MUTANT_DIAMETER,
  MUTANT_SEED,
  MUTANT_SHADE,
  MUTANT_NODE,
  N_MUTANTS,
} Mutant;

static SmpImage *
skin (void)
{
  SmpImage *image = smp_image_new (SIDE, SIDE, NULL);

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        guint8 *px = image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
        guint64 h = smp_hash_u64 (9, 9, (guint64)(y * SIDE + x));

        px[0] = (guint8)(180 + 50 * x / SIDE + (int)(h & 3));
        px[1] = (guint8)(135 + 40 * y / SIDE + (int)(h >> 8 & 3));
        px[2] = (guint8)(105 + 40 * x / SIDE + (int)(h >> 16 & 3));
        px[3] = 255;
      }
  image->has_alpha = FALSE;
  return image;
}

static SmpZone *
zone_of (const Scene *scene, Mutant mutant)
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
render (const Scene *scene, Mutant mutant)
{
  g_autoptr (SmpImage) photo = skin ();
  g_autoptr (SmpPyramid) pyramid = smp_pyramid_new (photo, 1, NULL);
  g_autoptr (SmpZone) zone = zone_of (scene, mutant);
  g_autoptr (SmpPlan) empty = smp_plan_new (mutant == MUTANT_SEED ? 2 : 1);
  g_autoptr (SmpPlan) zoned = smp_plan_with_zone (empty, zone);
  const SmpPigment *pigment
      = smp_pigment_builtin_by_id (mutant == MUTANT_SHADE ? "carbon-20" : scene->pigment);
  g_autoptr (SmpPlan) plan = smp_plan_with_pigment (zoned, pigment);
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0);
  g_autoptr (SmpDotSet) dots = smp_dots_place (plan, "photo-1", surface, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;
  SmpImage *picture = smp_picture_compose (pyramid, dots, plan, scene->scale, scene->content, FALSE,
                                           NULL, NULL, &error);

  g_assert_no_error (error);
  return picture;
}

/* How many pixels differ, and by how much at most. */
static int
difference (const SmpImage *a, const SmpImage *b, int *most)
{
  int n = 0;

  *most = 0;
  if (a->width != b->width || a->height != b->height)
    return G_MAXINT;
  for (int y = 0; y < a->height; y++)
    for (int x = 0; x < a->width; x++)
      {
        const guint8 *p = a->pixels + (gsize)y * a->stride + 4 * (gsize)x;
        const guint8 *q = b->pixels + (gsize)y * b->stride + 4 * (gsize)x;
        int d = MAX (MAX (ABS (p[0] - q[0]), ABS (p[1] - q[1])), ABS (p[2] - q[2]));

        n += d > 0;
        *most = MAX (*most, d);
      }
  return n;
}

static void
save (const SmpImage *image, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  SmpPictureInfo info = { .simulated = TRUE };
  g_autoptr (GError) error = NULL;

  smp_picture_save (image, file, SMP_PICTURE_PNG, &info, NULL, &error);
  g_assert_no_error (error);
}

static char *
reference_path (const Scene *scene)
{
  g_autofree char *file = g_strconcat (scene->name, ".png", NULL);

  return g_test_build_filename (G_TEST_DIST, "golden", file, NULL);
}

static void
test_scene (gconstpointer data)
{
  const Scene *scene = data;
  g_autofree char *path = reference_path (scene);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = smp_photo_read_file (file, NULL, &error);
  g_autoptr (SmpDecodedPhoto) reference = NULL;
  g_autoptr (SmpImage) picture = render (scene, MUTANT_NONE);
  int most;

  g_assert_no_error (error);
  reference = smp_photo_decode (bytes, scene->name, 0, NULL, &error);
  g_assert_no_error (error);
  if (difference (picture, reference->image, &most) > 0)
    {
      g_autofree char *out = g_strconcat (scene->name, ".out.png", NULL);

      save (picture, out);
      g_error ("%s: %d pixels differ, by %d at most; see %s", scene->name,
               difference (picture, reference->image, &most), most, out);
    }
  for (int mutant = MUTANT_NONE + 1; mutant < N_MUTANTS; mutant++)
    {
      g_autoptr (SmpImage) other = render (scene, (Mutant)mutant);

      if (difference (other, reference->image, &most) == 0)
        g_error ("%s: mutant %d is not seen", scene->name, mutant);
    }
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--regenerate") == 0)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
        {
          g_autoptr (SmpImage) picture = render (&scenes[i], MUTANT_NONE);
          g_autofree char *name = g_strconcat (scenes[i].name, ".png", NULL);
          g_autofree char *path = g_build_filename (argv[2], name, NULL);

          save (picture, path);
        }
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      g_autofree char *path = g_strconcat ("/golden/", scenes[i].name, NULL);

      g_test_add_data_func (path, &scenes[i], test_scene);
    }
  return g_test_run ();
}
