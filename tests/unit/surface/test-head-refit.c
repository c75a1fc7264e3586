/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "head-fixture.h"

#include "model/smp-consultation.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "surface/smp-head-consultation.h"
#include "surface/smp-surface.h"

/* Zones on a head that is fitted anew. */

static const SmpNode nodes[] = { { { -60, 70 }, FALSE, SMP_EDGE_HAIRLINE },
                                 { { 0, 85 }, FALSE, SMP_EDGE_HAIRLINE },
                                 { { 60, 70 }, FALSE, SMP_EDGE_BLEND },
                                 { { 0, -120 }, FALSE, SMP_EDGE_BLEND } };

static const SmpZone *
first_zone (const SmpConsultation *of)
{
  return g_ptr_array_index (smp_consultation_get_default_variant (of)->plan->zones, 0);
}

/* (transfer full): with a zone on the head whose last node only a photo from above shows. */
static SmpConsultation *
with_zone (const SmpConsultation *fitted, const char *drawn_in)
{
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "head");
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, G_N_ELEMENTS (nodes), TRUE);
  g_autoptr (SmpPlan) plan = NULL;

  zone->drawn_in = g_strdup (drawn_in);
  smp_zone_set_outline (zone, outline);
  plan = smp_plan_with_zone (smp_consultation_get_default_variant (fitted)->plan, zone);
  return smp_consultation_with_plan (fitted, "variant-1", plan);
}

/* A landmark moves, the head is fitted anew, and a zone on it stays where the photo showed it. */
static void
test_refit (void)
{
  static const char *const names[]
      = { "pupil_right", "pupil_left", "subnasale", "chin", "vertex", NULL };
  SmpHead truth = true_head (SMP_VIEW_FRONT, 10, 0, 0);
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = photo_of ("photo-1", SMP_VIEW_FRONT, clicked_on (&truth, names));
  g_autoptr (SmpPhoto) clicked = NULL;
  g_autoptr (SmpConsultation) placed = NULL;
  g_autoptr (SmpConsultation) fitted = NULL;
  g_autoptr (SmpConsultation) zoned = NULL;
  g_autoptr (SmpConsultation) reclicked = NULL;
  g_autoptr (SmpConsultation) refitted = NULL;
  g_autoptr (SmpConsultation) again = NULL;
  g_autoptr (SmpSurface) before = NULL;
  g_autoptr (SmpSurface) after = NULL;
  const SmpZone *moved, *same;
  SmpHeadFitQuality quality;

  placed = smp_consultation_with_photo (empty, photo);
  fitted = smp_consultation_fit_head (placed, NULL, &quality, NULL, NULL);
  g_assert_cmpint ((int)quality, ==, (int)SMP_HEAD_FIT_GOOD);
  zoned = with_zone (fitted, NULL);

  clicked = smp_photo_copy (g_ptr_array_index (zoned->photos, 0));
  click (&clicked->landmarks, "vertex", smp_point (1650, 600));
  reclicked = smp_consultation_with_photo (zoned, clicked);
  refitted = smp_consultation_fit_head (reclicked, NULL, &quality, NULL, NULL);
  moved = first_zone (refitted);
  before = smp_surface_for_photo (g_ptr_array_index (zoned->photos, 0));
  after = smp_surface_for_photo (g_ptr_array_index (refitted->photos, 0));
  for (int i = 0; i < 3; i++)
    {
      SmpSurfacePoint was, is;

      g_assert_true (smp_surface_to_photo (before, nodes[i].point, &was));
      g_assert_true (smp_surface_to_photo (after, moved->outline->nodes[i].point, &is));
      g_assert_cmpfloat (smp_point_distance (was.px, is.px), <, 0.3);
    }
  g_assert_cmpfloat (smp_point_distance (moved->outline->nodes[1].point, nodes[1].point), >, 0.5);
  /* What the photo does not see stays behind. */
  g_assert_cmpfloat (smp_point_distance (moved->outline->nodes[3].point, nodes[3].point), <, 15);

  /* The same fit again moves nothing. */
  again = smp_consultation_fit_head (refitted, NULL, &quality, NULL, NULL);
  same = first_zone (again);
  g_assert_true (same == moved);

  /* A fit that cannot be used leaves the head, or nothing would show the zone. */
  g_clear_pointer (&clicked, smp_photo_unref);
  g_clear_pointer (&reclicked, smp_consultation_unref);
  clicked = smp_photo_copy (g_ptr_array_index (refitted->photos, 0));
  click (&clicked->landmarks, "chin", smp_point (2400, 1500));
  click (&clicked->landmarks, "vertex", smp_point (200, 2500));
  reclicked = smp_consultation_with_photo (refitted, clicked);
  g_clear_pointer (&again, smp_consultation_unref);
  again = smp_consultation_fit_head (reclicked, NULL, &quality, NULL, NULL);
  g_assert_cmpint ((int)quality, ==, (int)SMP_HEAD_FIT_POOR);
  g_assert_true (((const SmpPhoto *)g_ptr_array_index (again->photos, 0))->has_head);
}

/* (transfer full): photos of one head; the second shows all of the zone. */
static SmpPhoto *
from_front (void)
{
  static const char *const names[]
      = { "pupil_right", "pupil_left", "subnasale", "chin", "vertex", NULL };
  SmpHead head = true_head (SMP_VIEW_FRONT, 8, 0, 0);

  return photo_of ("photo-1", SMP_VIEW_FRONT, clicked_on (&head, names));
}

static SmpPhoto *
from_above (void)
{
  static const char *const names[] = { "pronasale", "tragion_left", "tragion_right", NULL };
  SmpHead head = true_head (SMP_VIEW_VERTEX, 4, 3, 2);

  return photo_of ("photo-2", SMP_VIEW_VERTEX, clicked_on (&head, names));
}

/* (transfer full): the photo with its nose elsewhere. */
static SmpPhoto *
with_nose_moved (const SmpPhoto *photo)
{
  SmpPhoto *moved = smp_photo_copy (photo);
  SmpPoint nose;

  g_assert_true (smp_landmarks_get (moved->landmarks, "pronasale", &nose));
  click (&moved->landmarks, "pronasale", smp_point (nose.x + 60, nose.y - 40));
  return moved;
}

/* How far the nodes that the photo shows lie from where it showed them, px. */
static double
moved_px (const SmpConsultation *before, const SmpConsultation *after, const char *photo)
{
  g_autoptr (SmpSurface) was = smp_surface_for_photo (smp_consultation_get_photo (before, photo));
  g_autoptr (SmpSurface) is = smp_surface_for_photo (smp_consultation_get_photo (after, photo));
  const SmpOutline *old = first_zone (before)->outline, *new = first_zone (after)->outline;
  double most = 0;

  for (gsize i = 0; i < old->n_nodes; i++)
    {
      SmpSurfacePoint from, to;

      if (smp_surface_to_photo (was, old->nodes[i].point, &from) && from.facing > 0.35)
        {
          g_assert_true (smp_surface_to_photo (is, new->nodes[i].point, &to));
          most = MAX (most, smp_point_distance (from.px, to.px));
        }
    }
  return most;
}

/* Landmarks are placed one after the other in a photo that is new and shows more of a zone than the
 * one in which it was drawn: there it stays nonetheless, and each fit gives what the last alone
 * would. */
static void
test_again (void)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpPhoto) one = from_front ();
  g_autoptr (SmpPhoto) two = from_above ();
  g_autoptr (SmpPhoto) moved = NULL;
  g_autoptr (SmpPhoto) at_once = NULL;
  g_autoptr (SmpConsultation) placed = smp_consultation_with_photo (empty, one);
  g_autoptr (SmpConsultation) fitted = NULL;
  g_autoptr (SmpConsultation) drawn = NULL;
  g_autoptr (SmpConsultation) first = NULL;
  g_autoptr (SmpConsultation) edited = NULL;
  g_autoptr (SmpConsultation) second = NULL;
  g_autoptr (SmpConsultation) through = NULL;
  g_autoptr (SmpConsultation) alone = NULL;
  g_autoptr (SmpConsultation) of_last = NULL;
  SmpHeadFitQuality quality;

  fitted = smp_consultation_fit_head (placed, NULL, &quality, NULL, NULL);
  g_assert_cmpint ((int)quality, ==, (int)SMP_HEAD_FIT_GOOD);
  g_clear_pointer (&placed, smp_consultation_unref);
  placed = with_zone (fitted, NULL);
  drawn = smp_consultation_with_photo (placed, two);
  first = smp_consultation_fit_head_again (drawn, drawn, NULL, &quality);
  g_assert_true (smp_consultation_get_photo (first, "photo-2")->has_head);
  g_assert_false (smp_consultation_same_places (drawn, first));
  g_assert_true (smp_consultation_same_places (first, first));

  moved = with_nose_moved (smp_consultation_get_photo (first, "photo-2"));
  edited = smp_consultation_with_photo (first, moved);
  g_assert_true (smp_consultation_same_places (edited, first));
  second = smp_consultation_fit_head_again (edited, drawn, NULL, &quality);
  through = smp_consultation_fit_head (edited, NULL, &quality, NULL, NULL);
  g_test_message ("%.3f px in one go, %.3f px through the head between",
                  moved_px (drawn, second, "photo-1"), moved_px (drawn, through, "photo-1"));
  g_assert_cmpfloat (moved_px (drawn, second, "photo-1"), <, 0.3);
  g_assert_cmpfloat (moved_px (drawn, through, "photo-1"), >, 3);

  /* As if the landmark had been there at once. */
  at_once = smp_photo_with_head (moved, NULL);
  of_last = smp_consultation_with_photo (drawn, at_once);
  alone = smp_consultation_fit_head (of_last, NULL, &quality, NULL, NULL);
  for (gsize i = 0; i < first_zone (alone)->outline->n_nodes; i++)
    g_assert_cmpfloat (smp_point_distance (first_zone (alone)->outline->nodes[i].point,
                                           first_zone (second)->outline->nodes[i].point),
                       <, 1e-3);
}

/* A landmark moves in a photo that shows more of a zone than the one in which it was drawn. */
static void
test_drawn_in (void)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpPhoto) one = from_front ();
  g_autoptr (SmpPhoto) two = from_above ();
  g_autoptr (SmpConsultation) with_one = smp_consultation_with_photo (empty, one);
  g_autoptr (SmpConsultation) with_two = smp_consultation_with_photo (with_one, two);
  SmpHeadFitQuality quality;
  g_autoptr (SmpConsultation) fitted
      = smp_consultation_fit_head (with_two, NULL, &quality, NULL, NULL);
  const char *const photos[] = { "photo-1", "photo-2" };

  for (int i = 0; i < 4; i++)
    {
      /* By name; and where nothing is said, or what is gone, in the photo that shows it all. */
      static const char *const said[] = { "photo-1", "photo-2", NULL, "photo-7" };
      g_autoptr (SmpConsultation) drawn = with_zone (fitted, said[i]);
      g_autoptr (SmpPhoto) moved = with_nose_moved (smp_consultation_get_photo (drawn, "photo-2"));
      g_autoptr (SmpConsultation) edited = NULL;
      g_autoptr (SmpConsultation) again = NULL;
      int in = i == 0 ? 0 : 1;

      edited = smp_consultation_with_photo (drawn, moved);
      again = smp_consultation_fit_head (edited, NULL, &quality, NULL, NULL);
      g_assert_cmpfloat (moved_px (drawn, again, photos[in]), <, 0.3);
      g_assert_cmpfloat (moved_px (drawn, again, photos[1 - in]), >, 3);
      g_assert_cmpstr (first_zone (again)->drawn_in, ==, said[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head-refit/in-place", test_refit);
  g_test_add_func ("/head-refit/again", test_again);
  g_test_add_func ("/head-refit/drawn-in", test_drawn_in);
  return g_test_run ();
}
