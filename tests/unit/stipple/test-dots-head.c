/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-density-map.h"
#include "stipple/smp-dots.h"
#include "stipple/smp-zone-head.h"
#include "stipple/smp-zone-measure.h"
#include "surface/smp-head-curve.h"
#include "surface/smp-head-front.h"
#include "surface/smp-surface-head.h"
#include "surface/smp-surface-plane.h"

/* A ball of a head, so that areas are known, seen from in front and above. */
static SmpHead
ball (double pitch)
{
  SmpHead head = {
    .axes = { 90, 90, 90 },
    .whorl = SMP_WHORL_DEFAULT,
    .camera = { 5000, { 1500, 2000 } },
    .translation = { 0, 0, 700 },
  };

  head.rotation = smp_quaternion_mul ((SmpQuaternion){ 0, 1, 0, 0 },
                                      smp_quaternion_from_vector (smp_vec3 (pitch, 0, 0)));
  return head;
}

/* A circle of the ball of so many radians around the top: on the map about (0, 0). */
static SmpZone *
cap_zone (const char *space, double polar, double unit, SmpPoint centre)
{
  double r = 2 * unit * tan (polar / 2);
  SmpNode nodes[24];
  g_autoptr (SmpOutline) outline = NULL;
  SmpZone *zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, space);

  for (int i = 0; i < 24; i++)
    nodes[i]
        = (SmpNode){ { centre.x + r * cos (i * G_PI / 12), centre.y + r * sin (i * G_PI / 12) },
                     FALSE,
                     SMP_EDGE_HARD };
  outline = smp_outline_new (nodes, 24, TRUE);
  smp_zone_set_outline (zone, outline);
  zone->density = 180;
  return zone;
}

static SmpDotSet *
place_again (const SmpDotSet *last, const SmpZone *zone, const SmpHead *head)
{
  g_autoptr (SmpSurface) surface = smp_surface_head_new (head);
  g_autoptr (SmpPlan) empty = smp_plan_new (7);
  g_autoptr (SmpPlan) plan = smp_plan_with_zone (empty, zone);
  SmpDotSet *dots = smp_dots_place_again (last, plan, "photo-1", surface, 2, NULL, NULL);

  g_assert_nonnull (dots);
  return dots;
}

static SmpDotSet *
place (const SmpZone *zone, const SmpHead *head)
{
  return place_again (NULL, zone, head);
}

/* As many dots to the cm² of curved scalp as asked for, near the top and far from it alike, though
 * lengths on the map grow by two thirds in between. */
static void
test_density (void)
{
  SmpHead head = ball (G_PI / 2);
  g_autoptr (SmpZone) zone = cap_zone ("head", 1.3, 90, smp_point (0, 0));
  g_autoptr (SmpDotSet) dots = place (zone, &head);
  const double rings[] = { 0, 0.4, 0.6, 0.8, 1.0, 1.2 };

  for (gsize k = 0; k + 1 < G_N_ELEMENTS (rings); k++)
    {
      double area = 2 * G_PI * 8100 * (cos (rings[k]) - cos (rings[k + 1])) / 100, n = 0;

      for (gsize i = 0; i < dots->n_dots; i++)
        {
          double r = hypot ((double)dots->dots[i].u_mm, (double)dots->dots[i].v_mm);
          double polar = 2 * atan (r / 180);

          n += polar >= rings[k] && polar < rings[k + 1];
        }
      g_assert_cmpfloat_with_epsilon (n / area, 180, 180 * 0.03);
    }
}

/* From above the photo shows the whole cap, from the front a half of it at most; there are as many
 * dots on the scalp, in each session, of one zone or of two that overlap. */
static void
test_count (void)
{
  SmpHead above = ball (G_PI / 2), front = ball (0);
  g_autoptr (SmpZone) zone = cap_zone ("head", 1.0, 90, smp_point (0, 0));
  g_autoptr (SmpZone) inner = cap_zone ("head", 0.6, 90, smp_point (0, 0));
  g_autoptr (SmpPlan) empty = smp_plan_new (7), one = NULL, plan = NULL;
  const SmpHead *heads[] = { &above, &front };
  SmpDotCount seen[2], counts[2][2];
  double cap = 2 * G_PI * 8100 * (1 - cos (1.0)) / 100, all = 0;

  g_free (inner->id);
  inner->id = g_strdup ("zone-0");
  inner->density = 90;
  inner->variation.cluster = zone->variation.cluster = 0.3;
  one = smp_plan_with_zone (empty, inner);
  plan = smp_plan_with_zone (one, zone);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SmpSurface) surface = smp_surface_head_new (heads[i]);
      g_autoptr (SmpDotSet) dots = smp_dots_place (plan, "photo-1", surface, 2, NULL, NULL);

      smp_dot_set_count (dots, 2, counts[i]);
      if (i == 0)
        {
          memset (seen, 0, sizeof seen);
          for (gsize k = 0; k < dots->n_dots; k++)
            seen[dots->dots[k].zone].of_session[dots->dots[k].session]++;
          g_assert_cmpmem (seen, sizeof seen, counts[0], sizeof counts[0]);
        }
      else
        g_assert_cmpfloat ((double)dots->n_dots, <, all * 0.6);
      all = (double)dots->n_dots;
    }
  g_assert_cmpmem (counts[0], sizeof counts[0], counts[1], sizeof counts[1]);
  all = 0;
  for (guint s = 0; s < SMP_LIMIT_SESSIONS; s++)
    all += counts[0][0].of_session[s] + counts[0][1].of_session[s];
  /* Clusters have more marks. */
  g_assert_cmpfloat (all / cap, >, 180);
  g_assert_cmpuint (counts[0][0].of_session[0], >, 0);
  g_assert_cmpuint (counts[0][1].of_session[0], >, counts[0][0].of_session[0]);
}

static void
test_area (void)
{
  g_autoptr (SmpPhoto) photo = smp_photo_new ("photo-1");
  g_autoptr (SmpZone) zone = cap_zone ("head", 1.0, 90, smp_point (0, 0));
  g_autoptr (SmpZone) drawn = smp_zone_new ("zone-2", SMP_ZONE_SCALP, "photo-1");
  g_autoptr (SmpOutline) outline = NULL;
  double cap = 2 * G_PI * 8100 * (1 - cos (1.0)) / 100;
  SmpNode nodes[24];

  photo->width = 3000;
  photo->height = 4000;
  /* Without a head there is no place for it. */
  g_assert_cmpfloat_with_epsilon (smp_zone_area_cm2 (zone, photo), 0, 1e-9);
  photo->has_head = TRUE;
  photo->head = ball (G_PI / 2);
  g_assert_cmpfloat_with_epsilon (smp_zone_area_cm2 (zone, photo), cap, cap * 0.005);

  /* The same cap drawn as a circle in the photo from above. */
  for (int i = 0; i < 24; i++)
    {
      SmpVec3 p = { 90 * sin (1.0) * cos (i * G_PI / 12), 90 * cos (1.0),
                    90 * sin (1.0) * sin (i * G_PI / 12) };

      nodes[i] = (SmpNode){ smp_head_project (&photo->head, p), FALSE, SMP_EDGE_HARD };
    }
  outline = smp_outline_new (nodes, 24, TRUE);
  smp_zone_set_outline (drawn, outline);
  g_assert_cmpfloat_with_epsilon (smp_zone_area_cm2 (drawn, photo), cap, cap * 0.005);
}

/* What two photos of the head both see are the same dots. */
static void
test_views (void)
{
  SmpHead front = ball (0.3), above = ball (1.2);
  g_autoptr (SmpZone) zone = cap_zone ("head", 0.9, 90, smp_point (10, 40));
  g_autoptr (SmpDotSet) a = place (zone, &front);
  g_autoptr (SmpDotSet) b = place (zone, &above);
  gsize j = 0, both = 0;

  g_assert_cmpuint (b->n_dots, >, a->n_dots);
  for (gsize i = 0; i < a->n_dots; i++)
    {
      const SmpDot *dot = &a->dots[i];

      while (j < b->n_dots
             && (b->dots[j].index < dot->index
                 || (b->dots[j].index == dot->index && b->dots[j].tile < dot->tile)))
        j++;
      if (j == b->n_dots || b->dots[j].index != dot->index || b->dots[j].tile != dot->tile)
        continue;
      both++;
      g_assert_cmpfloat (dot->u_mm, ==, b->dots[j].u_mm);
      g_assert_cmpfloat (dot->v_mm, ==, b->dots[j].v_mm);
      g_assert_cmpfloat (dot->diameter_mm, ==, b->dots[j].diameter_mm);
      g_assert_cmpint (dot->session, ==, b->dots[j].session);
    }
  g_assert_cmpuint (both, >, a->n_dots * 95 / 100);
}

static void
assert_same_dots (const SmpDotSet *a, const SmpDotSet *b)
{
  g_assert_cmpuint (a->n_dots, ==, b->n_dots);
  g_assert_cmpmem (a->dots, a->n_dots * sizeof (SmpDot), b->dots, b->n_dots * sizeof (SmpDot));
}

/* Dots of the head as it lay before do not show in those of now, and as it lies they are the same.
 */
static void
test_memory (void)
{
  SmpHead front = ball (0.3), above = ball (1.2);
  g_autoptr (SmpZone) zone = cap_zone ("head", 0.9, 90, smp_point (10, 40));
  g_autoptr (SmpZone) denser = smp_zone_copy (zone);
  g_autoptr (SmpDotSet) before = place (zone, &front);
  const SmpHead *heads[] = { &front, &above };

  denser->density += 30;
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (SmpDotSet) fresh = place (denser, heads[i]);
      g_autoptr (SmpDotSet) again = place_again (before, denser, heads[i]);

      assert_same_dots (again, fresh);
    }
}

/* What only changes how the dots look: none is taken from those of before. */
static void
test_memory_of_looks (void)
{
  const SmpHead head = ball (0.3);
  g_autoptr (SmpZone) zone = cap_zone ("head", 0.9, 90, smp_point (10, 40));
  g_autoptr (SmpDotSet) before = NULL;
  enum
  {
    NOTHING,
    DIAMETER,
    SPREAD,
    STRENGTH,
    ELONGATION,
    SCATTER,
    CLUSTER,
    WHORL,
    CLOCKWISE,
    N_EDITS
  };

  /* Clusters show where the dots are large enough. */
  zone->dot_diameter = 1.2;
  zone->variation.cluster = 0.1;
  before = place (zone, &head);
  for (int i = 0; i < N_EDITS; i++)
    {
      SmpHead now = head;
      g_autoptr (SmpZone) edited = smp_zone_copy (zone);
      g_autoptr (SmpDotSet) fresh = NULL;
      g_autoptr (SmpDotSet) again = NULL;

      edited->dot_diameter += i == DIAMETER ? 0.1 : 0;
      edited->variation.diameter += i == SPREAD ? 0.05 : 0;
      edited->variation.strength += i == STRENGTH ? 0.05 : 0;
      edited->variation.elongation += i == ELONGATION ? 0.05 : 0;
      edited->variation.scatter += i == SCATTER ? 10 : 0;
      edited->variation.cluster += i == CLUSTER ? 0.1 : 0;
      now.whorl.at.x += i == WHORL ? 15 : 0;
      now.whorl.clockwise ^= i == CLOCKWISE;
      fresh = place (edited, &now);
      again = place_again (before, edited, &now);
      assert_same_dots (again, fresh);
      if (fresh->n_dots == before->n_dots)
        g_assert_cmpint (memcmp (fresh->dots, before->dots, fresh->n_dots * sizeof (SmpDot)) != 0,
                         ==, i != NOTHING);
    }
}

/* Feathers are mm of scalp, wherever on the map. */
static void
test_feather (void)
{
  SmpHead head = ball (G_PI / 2);
  g_autoptr (SmpSurface) surface = smp_surface_head_new (&head);
  g_autoptr (SmpZone) zone = cap_zone ("head", 1.2, 90, smp_point (0, 0));
  g_autoptr (SmpDensityMap) map = NULL;
  double polar = 1.2;

  for (gsize i = 0; i < zone->outline->n_nodes; i++)
    zone->outline->nodes[i].edge = SMP_EDGE_BLEND;
  zone->feather[SMP_EDGE_BLEND] = 12;
  map = smp_density_map_new (zone, surface, 1, 1, NULL, NULL);
  /* Half way up the ramp: 6 mm of arc inside the edge. */
  polar -= 6.0 / 90;
  g_assert_cmpfloat_with_epsilon (smp_density_map_share (map, smp_point (0, 180 * tan (polar / 2))),
                                  0.5, 0.03);
}

/* Dots lean the way stubble grows and get flat where the head turns away. */
static void
test_shape (void)
{
  SmpHead head = ball (0.2);
  g_autoptr (SmpZone) zone = cap_zone ("head", 1.3, 90, smp_point (0, 0));
  g_autoptr (SmpDotSet) dots = place (zone, &head);
  g_autoptr (SmpSurface) surface = smp_surface_head_new (&head);
  gsize flat = 0;

  for (gsize i = 0; i < dots->n_dots; i++)
    {
      const SmpDot *dot = &dots->dots[i];
      SmpSurfacePoint at;

      g_assert_true (
          smp_surface_to_photo (surface, smp_point ((double)dot->u_mm, (double)dot->v_mm), &at));
      /* Within its own elongation and the picture's perspective. */
      g_assert_cmpfloat (dot->axis_ratio, <, at.facing * 1.2 + 0.02);
      g_assert_cmpfloat (dot->axis_ratio, >, at.facing * 0.8 - 0.02);
      flat += at.facing < 0.3;
      if (at.facing < 0.05)
        g_assert_cmpfloat (dot->strength, <, 0.2);
    }
  g_assert_cmpuint (flat, >, 200);
}

/* A hairline with the head's contour behind it, moved to the head: the hairline stays where it was
 * drawn, and the rest goes around behind. */
static void
test_onto_head (void)
{
  SmpHead head = ball (0.1), back = ball (0.1);
  g_autoptr (SmpSurface) surface = smp_surface_head_new (&head);
  g_autoptr (SmpSurface) plane = smp_surface_plane_new (0.1, 0);
  g_autoptr (SmpSurface) from_behind = NULL;
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  g_autoptr (SmpZone) beard = NULL;
  g_autoptr (SmpZone) moved = NULL;
  g_autoptr (SmpZone) not_on_plane = NULL;
  g_autoptr (SmpZone) not_on_cranium = NULL;
  g_autoptr (SmpOutline) outline = NULL;
  g_autoptr (SmpDotSet) dots = NULL;
  g_autoptr (SmpDotSet) dots_behind = NULL;
  SmpPoint points[2] = { { 1500, 1650 }, { 1600, 1650 } };
  SmpStroke stroke = { TRUE, 5, 1, 2, points };
  SmpNode nodes[8];
  SmpSurfacePoint at;

  for (int i = 0; i < 5; i++)
    nodes[i] = (SmpNode){ { 1180 + i * 160, 1700 - 40 * (i % 2) }, FALSE, SMP_EDGE_HAIRLINE };
  nodes[4].edge = SMP_EDGE_BLEND;
  nodes[5] = (SmpNode){ { 2140, 1750 }, FALSE, SMP_EDGE_HARD };
  nodes[6] = (SmpNode){ { 1500, 1330 }, FALSE, SMP_EDGE_HARD };
  nodes[7] = (SmpNode){ { 860, 1750 }, FALSE, SMP_EDGE_BLEND };
  outline = smp_outline_new (nodes, 8, TRUE);
  smp_zone_set_outline (zone, outline);
  smp_zone_add_stroke (zone, &stroke);

  moved = smp_zone_onto_head (zone, surface, NULL);
  g_assert_nonnull (moved);
  g_assert_cmpstr (moved->space, ==, "head");
  g_assert_cmpstr (moved->drawn_in, ==, zone->space);
  g_assert_cmpuint (moved->outline->n_nodes, >, 10);
  for (gsize i = 0; i < 5; i++)
    {
      gboolean found = FALSE;

      for (gsize k = 0; k < moved->outline->n_nodes; k++)
        found = found
                || (smp_surface_to_photo (surface, moved->outline->nodes[k].point, &at)
                    && smp_point_distance (at.px, nodes[i].point) < 0.5);
      g_assert_true (found);
    }
  for (gsize k = 0; k < moved->outline->n_nodes; k++)
    g_assert_cmpint ((int)moved->outline->nodes[k].edge, !=, (int)SMP_EDGE_HARD);
  g_assert_cmpfloat (smp_point_distance (moved->strokes[0].points[0], points[0]), >, 1000);

  /* It is seen from behind too, where nothing of it was drawn, but not all of the head is in it. */
  back.rotation
      = smp_quaternion_mul (head.rotation, smp_quaternion_from_vector (smp_vec3 (0, G_PI, 0)));
  dots = place (moved, &head);
  dots_behind = place (moved, &back);
  g_assert_cmpuint (dots->n_dots, >, 5000);
  g_assert_cmpuint (dots_behind->n_dots, >, 5000);
  for (gsize i = 0; i < dots->n_dots; i++)
    g_assert_cmpfloat (dots->dots[i].y_px, <, 2150);

  not_on_plane = smp_zone_onto_head (zone, plane, NULL);
  g_assert_null (not_on_plane);
  beard = smp_zone_copy (zone);
  beard->kind = SMP_ZONE_BEARD;
  not_on_cranium = smp_zone_onto_head (beard, surface, NULL);
  g_assert_null (not_on_cranium);
}

/* A usual head from the subject's left and a little above, in a photo without a single landmark. */
static SmpPhoto *
profile_photo (void)
{
  SmpPhoto *photo = smp_photo_new ("photo-1");
  SmpHead *head = &photo->head;

  photo->view = SMP_VIEW_LEFT_PROFILE;
  photo->width = 2000;
  photo->height = 2000;
  photo->has_head = TRUE;
  *head = (SmpHead){ .axes = { 76.6, 96, 103.6 },
                     .form = { -0.018, 0.047, 0, 0.049 },
                     .whorl = SMP_WHORL_DEFAULT,
                     .camera = { 4000, { 1000, 1000 } },
                     .translation = { 0, 0, 900 } };
  head->rotation = smp_quaternion_mul (
      smp_quaternion_mul ((SmpQuaternion){ 0, 1, 0, 0 },
                          smp_quaternion_from_vector (smp_vec3 (0, -G_PI / 2, 0))),
      smp_quaternion_from_vector (smp_vec3 (0.2, 0, 0)));
  return photo;
}

/* Of the zone's hairline: the lowest node near the midline, mm on the head's map; and how far it
 * goes to both sides. */
static SmpPoint
hairline_front (const SmpZone *zone, double *left, double *right)
{
  SmpPoint lowest = { 0, -1000 };

  *left = *right = 0;
  for (gsize i = 0; i < zone->outline->n_nodes; i++)
    {
      const SmpNode *node = &zone->outline->nodes[i];
      SmpPoint end = zone->outline->nodes[(i + 1) % zone->outline->n_nodes].point;

      if (node->edge != SMP_EDGE_HAIRLINE)
        continue;
      if (fabs (node->point.x) < 20 && node->point.y > lowest.y)
        lowest = node->point;
      *left = MAX (*left, MAX (node->point.x, end.x));
      *right = MAX (*right, MAX (-node->point.x, -end.x));
    }
  return lowest;
}

/* A template that is placed in a profile is a whole hairline of both sides, as high over the
 * glabella along the midline as it stands in a photo from the front; and goes around behind. */
static void
test_template_in_profile (void)
{
  g_autoptr (SmpPhoto) photo = profile_photo ();
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpConsultation) consultation = smp_consultation_with_photo (empty, photo);
  g_autoptr (SmpPhoto) front = smp_head_front (consultation, photo);
  g_autoptr (SmpZone) zone
      = smp_zone_from_template_on_head (SMP_TEMPLATE_NATURAL, "zone-1", front, NULL);
  g_autoptr (SmpSurface) surface = smp_surface_for_photo (front);
  g_autoptr (SmpDotSet) dots = NULL;
  double left, right, height;
  guint n_pieces = 0;
  SmpPoint lowest, glabella;
  SmpVec3 at, brow;
  SmpSurfacePoint px;

  g_assert_nonnull (zone);
  g_assert_cmpstr (zone->space, ==, "head");
  lowest = hairline_front (zone, &left, &right);
  g_assert_cmpfloat (left, >, 40);
  g_assert_cmpfloat_with_epsilon (left, right, 8);
  /* In one piece, though its temples lie where a level head hardly shows them. */
  for (gsize i = 0; i < zone->outline->n_nodes; i++)
    n_pieces += zone->outline->nodes[i].edge == SMP_EDGE_HAIRLINE
                && zone->outline->nodes[(i + 1) % zone->outline->n_nodes].edge != SMP_EDGE_HAIRLINE;
  g_assert_cmpuint (n_pieces, ==, 1);

  g_assert_true (smp_landmarks_get (front->landmarks, SMP_LANDMARK_GLABELLA, &glabella));
  g_assert_true (smp_surface_to_photo (surface, lowest, &px));
  smp_head_hit (&front->head, glabella, &brow);
  smp_head_hit (&front->head, px.px, &at);
  height = smp_head_midline_length (&front->head, smp_head_curve_angle (&front->head, brow),
                                    smp_head_curve_angle (&front->head, at));
  g_assert_cmpfloat (height, >, 55);
  g_assert_cmpfloat (height, <, 72);

  dots = place (zone, &photo->head);
  g_assert_cmpuint (dots->n_dots, >, 10000);
}

/* A photo from the front that is there is taken: its hairline is that of the person. */
static void
test_front_is_found (void)
{
  g_autoptr (SmpPhoto) profile = profile_photo ();
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpConsultation) alone = smp_consultation_with_photo (empty, profile);
  g_autoptr (SmpPhoto) imagined = smp_head_front (alone, profile);
  g_autoptr (SmpPhoto) taken = smp_photo_copy (imagined);
  g_autoptr (SmpConsultation) both = NULL;
  g_autoptr (SmpPhoto) front = NULL;

  g_free (taken->id);
  taken->id = g_strdup ("photo-2");
  both = smp_consultation_with_photo (alone, taken);
  front = smp_head_front (both, profile);
  g_assert_cmpstr (front->id, ==, "photo-2");
  g_assert_cmpstr (imagined->id, !=, "photo-2");
}

/* The stage's zones are laid on the head too. */
static void
test_pattern_in_profile (void)
{
  g_autoptr (SmpPhoto) photo = profile_photo ();
  g_autoptr (SmpConsultation) consultation = smp_consultation_new ();
  g_autoptr (SmpPhoto) front = smp_head_front (consultation, photo);
  SmpPattern pattern;
  g_autoptr (GPtrArray) zones = NULL;

  g_assert_true (smp_pattern_from_string ("norwood:3", &pattern));
  zones = smp_zones_from_pattern_on_head (&pattern, SMP_TEMPLATE_NATURAL, front);
  g_assert_cmpuint (zones->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (((const SmpZone *)g_ptr_array_index (zones, i))->space, ==, "head");
}

/* The later the stage, the lower the fringe that it leaves; and a hairline goes on to the fringe of
 * the stage that was noted, or takes in the top and the crown where none says more. */
static void
test_fringe (void)
{
  static const char *const stages[] = { "norwood:4a", "norwood:5a", "norwood:5", "norwood:6",
                                        "norwood:7",  "basp:U3V1",  "norwood:1", NULL };
  g_autoptr (SmpPhoto) photo = profile_photo ();
  g_autoptr (SmpConsultation) consultation = smp_consultation_new ();
  g_autoptr (SmpPhoto) front = smp_head_front (consultation, photo);
  double areas[G_N_ELEMENTS (stages)];

  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      SmpPattern stage;
      g_autoptr (SmpZone) zone = NULL;

      if (stages[i] != NULL)
        g_assert_true (smp_pattern_from_string (stages[i], &stage));
      zone = smp_zone_from_template_on_head (SMP_TEMPLATE_NATURAL, "zone-1", front,
                                             stages[i] != NULL ? &stage : NULL);
      areas[i] = smp_zone_area_cm2 (zone, front);
      g_test_message ("%s: %.0f cm²", stages[i] != NULL ? stages[i] : "none", areas[i]);
      if (g_strcmp0 (stages[i], "basp:U3V1") == 0)
        g_assert_cmpfloat (fabs (areas[i] - areas[i - 1]), <, 0.1);
      else if (i > 5)
        g_assert_cmpfloat (fabs (areas[i] - areas[2]), <, 0.1);
      else if (i > 0)
        g_assert_cmpfloat (areas[i], >, areas[i - 1] + 20);
    }
  /* All of the front, and not the whole scalp of 400 to 540 cm². */
  g_assert_cmpfloat (areas[0], >, 90);
  g_assert_cmpfloat (areas[3], >, 200);
  g_assert_cmpfloat (areas[3], <, 340);
}

/* Temples and bands have hair behind them: they do not go on around the head. */
static void
test_front_only (void)
{
  static const char *const stages[]
      = { "norwood:2", "norwood:3", "norwood:2a", "norwood:3a", "norwood:4",
          "basp:M1",   "basp:C1",   "basp:C2",    "basp:C3F1" };
  g_autoptr (SmpPhoto) photo = profile_photo ();
  g_autoptr (SmpConsultation) consultation = smp_consultation_new ();
  g_autoptr (SmpPhoto) front = smp_head_front (consultation, photo);

  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      SmpPattern stage;
      g_autoptr (GPtrArray) zones = NULL;

      g_assert_true (smp_pattern_from_string (stages[i], &stage));
      zones = smp_zones_from_pattern_on_head (&stage, SMP_TEMPLATE_NATURAL, front);
      g_assert_cmpuint (zones->len, >, 0);
      for (guint z = 0; z < zones->len; z++)
        {
          double area = smp_zone_area_cm2 (g_ptr_array_index (zones, z), front);

          g_test_message ("%s: %.0f cm²", stages[i], area);
          g_assert_cmpfloat (area, >, 2);
          g_assert_cmpfloat (area, <, 160);
        }
    }
}

/* Zones belong to the head once two photos show it, and only then. */
static void
test_share (void)
{
  SmpHead head = ball (0.6);
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpPhoto) first = smp_photo_new ("photo-1");
  g_autoptr (SmpPhoto) second = smp_photo_new ("photo-2");
  g_autoptr (SmpConsultation) one = NULL;
  g_autoptr (SmpConsultation) drawn = NULL;
  g_autoptr (SmpConsultation) same = NULL;
  g_autoptr (SmpConsultation) two = NULL;
  g_autoptr (SmpConsultation) shared = NULL;
  g_autoptr (SmpZone) zone = cap_zone ("photo-1", 0.8, 150, smp_point (1500, 1900));
  g_autoptr (SmpPlan) plan = NULL;
  const SmpZone *moved;

  first->width = second->width = 3000;
  first->height = second->height = 4000;
  first->head = second->head = head;
  first->has_head = TRUE;
  one = smp_consultation_with_photo (empty, first);
  plan = smp_plan_with_zone (smp_consultation_get_default_variant (one)->plan, zone);
  drawn = smp_consultation_with_plan (one, "variant-1", plan);
  two = smp_consultation_with_photo (drawn, second);
  same = smp_consultation_share_zones (two);
  g_assert_true (same == two);

  second->has_head = TRUE;
  shared = smp_consultation_share_zones (two);
  moved = g_ptr_array_index (smp_consultation_get_default_variant (shared)->plan->zones, 0);
  g_assert_cmpstr (moved->space, ==, "head");
  g_assert_cmpuint (moved->outline->n_nodes, ==, zone->outline->n_nodes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dots-head/density", test_density);
  g_test_add_func ("/dots-head/count", test_count);
  g_test_add_func ("/dots-head/area", test_area);
  g_test_add_func ("/dots-head/views", test_views);
  g_test_add_func ("/dots-head/memory", test_memory);
  g_test_add_func ("/dots-head/memory-of-looks", test_memory_of_looks);
  g_test_add_func ("/dots-head/feather", test_feather);
  g_test_add_func ("/dots-head/shape", test_shape);
  g_test_add_func ("/dots-head/onto-head", test_onto_head);
  g_test_add_func ("/dots-head/template-in-profile", test_template_in_profile);
  g_test_add_func ("/dots-head/front-is-found", test_front_is_found);
  g_test_add_func ("/dots-head/pattern-in-profile", test_pattern_in_profile);
  g_test_add_func ("/dots-head/fringe", test_fringe);
  g_test_add_func ("/dots-head/front-only", test_front_only);
  g_test_add_func ("/dots-head/share", test_share);
  return g_test_run ();
}
