/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "head-fixture.h"

#include <string.h>

#include "geometry/smp-outline.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "surface/smp-head-consultation.h"
#include "surface/smp-head-model.h"
#include "surface/smp-surface.h"

/* Degrees between two poses. */
static double
turn_between (const SmpHead *a, const SmpHead *b)
{
  SmpQuaternion back = { a->rotation.w, -a->rotation.x, -a->rotation.y, -a->rotation.z };
  SmpQuaternion d = smp_quaternion_mul (back, b->rotation);

  return 2 * atan2 (sqrt (d.x * d.x + d.y * d.y + d.z * d.z), fabs (d.w)) / DEGREE;
}

static void
test_front (void)
{
  static const char *const names[]
      = { "pupil_right", "pupil_left", "subnasale", "chin", "vertex", NULL };
  SmpHead truth = true_head (SMP_VIEW_FRONT, 6, -8, 5);
  g_autoptr (SmpLandmarks) landmarks = clicked_on (&truth, names);
  SmpHeadView view = view_of (SMP_VIEW_FRONT, landmarks, FOCAL_35);

  g_assert_cmpint ((int)smp_head_fit (&view, 1, NULL), ==, (int)SMP_HEAD_FIT_GOOD);
  g_assert_true (view.fitted);
  g_assert_cmpfloat (turn_between (&truth, &view.head), <, 5);
  g_assert_cmpfloat_with_epsilon (view.head.translation.z, 800, 40);
  g_assert_cmpfloat (view.head.uncertainty, <, 0.06);
  g_assert_cmpfloat (view.head.uncertainty, >, 0.01);
  g_assert_cmpfloat (view.head.carried_mm, ==, 0);
  g_assert_cmpfloat (view.head.residual_mm, <, 6);
  g_assert_cmpfloat_with_epsilon (view.head.camera.centre.x, 1500, 1e-9);
}

/* The same pixels are those of a man's head and of a woman's that is nearer. */
static void
test_sexes (void)
{
  static const char *const names[]
      = { "pupil_right", "pupil_left", "subnasale", "chin", "vertex", NULL };
  SmpHead truth = true_head (SMP_VIEW_FRONT, 6, -8, 5);
  g_autoptr (SmpLandmarks) landmarks = clicked_on (&truth, names);
  SmpHeadView unknown = view_of (SMP_VIEW_FRONT, landmarks, FOCAL_35), man, woman, other;
  SmpHeadSubject subject = { .sex = SMP_SEX_OTHER };

  man = woman = other = unknown;
  smp_head_fit (&unknown, 1, NULL);
  smp_head_fit (&other, 1, &subject);
  g_assert_cmpmem (&unknown.head, sizeof unknown.head, &other.head, sizeof other.head);
  subject.sex = SMP_SEX_MALE;
  g_assert_cmpint ((int)smp_head_fit (&man, 1, &subject), ==, (int)SMP_HEAD_FIT_GOOD);
  subject.sex = SMP_SEX_FEMALE;
  g_assert_cmpint ((int)smp_head_fit (&woman, 1, &subject), ==, (int)SMP_HEAD_FIT_GOOD);
  g_assert_cmpfloat_with_epsilon (smp_head_mm_per_px (&woman.head) / smp_head_mm_per_px (&man.head),
                                  SMP_HEAD_SIZE_OF_WOMEN, 0.005);
  g_assert_cmpfloat_with_epsilon (
      smp_head_mm_per_px (&man.head) / smp_head_mm_per_px (&unknown.head), 1, 0.01);
  g_assert_cmpfloat (turn_between (&woman.head, &man.head), <, 0.5);
  g_assert_cmpfloat (man.head.uncertainty, <, 0.95 * unknown.head.uncertainty);
  g_assert_cmpfloat (woman.head.uncertainty, <, 0.95 * unknown.head.uncertainty);
}

/* The consultation's head is that of its client. */
static void
test_subject (void)
{
  static const char *const names[] = { "pupil_right", "pupil_left", "vertex", NULL };
  SmpHead truth = true_head (SMP_VIEW_FRONT, 3, 2, -12);
  SmpAssessment assessment = { .sex = SMP_SEX_FEMALE };
  g_autoptr (JsonObject) object = smp_assessment_to_json (&assessment, NULL);
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = photo_of ("photo-1", SMP_VIEW_FRONT, clicked_on (&truth, names));
  g_autoptr (SmpConsultation) one = NULL, asked = NULL, woman = NULL, unknown = NULL;
  SmpHeadFitQuality quality;

  one = smp_consultation_with_photo (empty, photo);
  asked = smp_consultation_with_assessment (one, object);
  g_assert_cmpint (smp_consultation_get_subject (asked).sex, ==, SMP_SEX_FEMALE);
  unknown = smp_consultation_fit_head (one, NULL, &quality, NULL, NULL);
  woman = smp_consultation_fit_head (asked, NULL, &quality, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (
      smp_consultation_get_photo (woman, "photo-1")->head.axes.x
          / smp_consultation_get_photo (unknown, "photo-1")->head.axes.x,
      SMP_HEAD_SIZE_OF_WOMEN, 0.01);
}

/* Three clicks: two pupils and the top. */
static void
test_three_clicks (void)
{
  static const char *const names[] = { "pupil_right", "pupil_left", "vertex", NULL };
  SmpHead truth = true_head (SMP_VIEW_FRONT, 3, 2, -12);
  g_autoptr (SmpLandmarks) landmarks = clicked_on (&truth, names);
  SmpHeadView view = view_of (SMP_VIEW_FRONT, landmarks, 0);

  g_assert_cmpint ((int)smp_head_fit (&view, 1, NULL), ==, (int)SMP_HEAD_FIT_GOOD);
  g_assert_cmpfloat (turn_between (&truth, &view.head), <, 8);
  /* mm to the pixel, although the camera is not told. */
  g_assert_cmpfloat_with_epsilon (view.head.translation.z / view.head.camera.focal_px,
                                  truth.translation.z / truth.camera.focal_px, 0.006);
}

static void
test_other_views (void)
{
  static const struct
  {
    SmpView view;
    const char *names[7];
  } cases[] = {
    { SMP_VIEW_LEFT_OBLIQUE,
      { "pupil_right", "pupil_left", "subnasale", "tragion_left", "vertex" } },
    { SMP_VIEW_RIGHT_OBLIQUE, { "pupil_right", "pupil_left", "chin", "tragion_right", "vertex" } },
    { SMP_VIEW_LEFT_PROFILE,
      { "nasion", "subnasale", "tragion_left", "opisthocranion", "vertex" } },
    { SMP_VIEW_RIGHT_PROFILE,
      { "pronasale", "chin", "tragion_right", "opisthocranion", "vertex" } },
    { SMP_VIEW_VERTEX,
      { "pronasale", "tragion_left", "tragion_right", "euryon_left", "euryon_right" } },
    { SMP_VIEW_BACK, { "tragion_left", "tragion_right", "euryon_left", "euryon_right", "vertex" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SmpHead truth = true_head (cases[i].view, -4, 5, 6);
      g_autoptr (SmpLandmarks) landmarks = clicked_on (&truth, cases[i].names);
      SmpHeadView view = view_of (cases[i].view, landmarks, 0);

      g_assert_cmpint ((int)smp_head_fit (&view, 1, NULL), ==, (int)SMP_HEAD_FIT_GOOD);
      g_test_message ("%s: %.1f°", smp_view_to_string (cases[i].view),
                      turn_between (&truth, &view.head));
      g_assert_cmpfloat (turn_between (&truth, &view.head), <, 9);
    }
}

/* From above the face may be at the top of the picture. */
static void
test_vertex_upside_down (void)
{
  static const char *const names[]
      = { "pronasale", "tragion_left", "tragion_right", "opisthocranion", NULL };
  SmpHead truth = true_head (SMP_VIEW_VERTEX, 0, 0, 170);
  g_autoptr (SmpLandmarks) landmarks = clicked_on (&truth, names);
  SmpHeadView view = view_of (SMP_VIEW_VERTEX, landmarks, 0);

  smp_head_fit (&view, 1, NULL);
  g_assert_cmpfloat (turn_between (&truth, &view.head), <, 9);
}

/* Photos of one subject share the axes, and together they know them better. */
static void
test_together (void)
{
  static const char *const front[] = { "pupil_right", "pupil_left", "subnasale", "vertex", NULL };
  static const char *const side[]
      = { "nasion", "subnasale", "tragion_left", "opisthocranion", "vertex", NULL };
  SmpHead a = true_head (SMP_VIEW_FRONT, 2, 3, 0);
  SmpHead b = true_head (SMP_VIEW_LEFT_PROFILE, 1, -4, 2);
  g_autoptr (SmpLandmarks) in_front = clicked_on (&a, front);
  g_autoptr (SmpLandmarks) at_side = clicked_on (&b, side);
  g_autoptr (SmpLandmarks) nothing = smp_landmarks_new (NULL, 0, NULL);
  SmpHeadView views[4]
      = { view_of (SMP_VIEW_FRONT, in_front, 0), view_of (SMP_VIEW_BACK, nothing, 0),
          view_of (SMP_VIEW_LEFT_PROFILE, at_side, 0), view_of (SMP_VIEW_CLOSE_UP, in_front, 0) };
  SmpHeadView alone = views[0];

  g_assert_cmpint ((int)smp_head_fit (views, 4, NULL), ==, (int)SMP_HEAD_FIT_GOOD);
  smp_head_fit (&alone, 1, NULL);
  g_assert_true (views[0].fitted && !views[1].fitted && views[2].fitted && !views[3].fitted);
  g_assert_cmpfloat (smp_vec3_length (smp_vec3_sub (views[0].head.axes, views[2].head.axes)), <,
                     1e-12);
  g_assert_cmpfloat (turn_between (&a, &views[0].head), <, 6);
  g_assert_cmpfloat (turn_between (&b, &views[2].head), <, 6);
  g_assert_cmpfloat (views[0].head.uncertainty, <, alone.head.uncertainty);
}

/* A ruler on the scalp beats what is usual: here everything is a little larger, and farther. */
static void
test_ruler (void)
{
  static const char *const names[] = { "pupil_right", "pupil_left", "subnasale", "vertex", NULL };
  SmpHead truth = true_head (SMP_VIEW_FRONT, 20, 0, 0);
  g_autoptr (SmpLandmarks) landmarks = clicked_on (&truth, names);
  g_autoptr (SmpLandmarks) ruled = NULL;
  SmpVec3 from = { 0 }, to = { 0 };
  SmpRuler ruler
      = { smp_head_project (&truth, smp_vec3_mul (truth.axes, smp_vec3 (-0.2, 0.87, 0.45))),
          smp_head_project (&truth, smp_vec3_mul (truth.axes, smp_vec3 (0.2, 0.87, 0.45))), 0 };
  SmpHeadView view, plain;

  smp_head_hit (&truth, ruler.from, &from);
  smp_head_hit (&truth, ruler.to, &to);
  ruler.mm = 1.04 * smp_vec3_length (smp_vec3_sub (to, from));
  ruled = smp_landmarks_with_ruler (landmarks, &ruler);
  view = view_of (SMP_VIEW_FRONT, ruled, FOCAL_35);
  smp_head_fit (&view, 1, NULL);
  smp_head_hit (&view.head, ruler.from, &from);
  smp_head_hit (&view.head, ruler.to, &to);
  g_assert_cmpfloat_with_epsilon (smp_vec3_length (smp_vec3_sub (to, from)), ruler.mm,
                                  0.02 * ruler.mm);
  plain = view_of (SMP_VIEW_FRONT, landmarks, FOCAL_35);
  smp_head_fit (&plain, 1, NULL);
  g_assert_cmpfloat (view.head.uncertainty, <, 0.8 * plain.head.uncertainty);
}

/* Seen from above, an ear and the hair beside it lie outside the cranium's contour, on one side:
 * the head is not to lean for that. */
static void
test_contour_from_above (void)
{
  static const char *const names[]
      = { "pronasale", "tragion_left", "tragion_right", "euryon_left", "euryon_right", NULL };

  for (int turn = -1; turn <= 1; turn++)
    {
      SmpHead truth = true_head (SMP_VIEW_VERTEX, 2 * turn, 3 * turn, 5);
      g_autoptr (SmpLandmarks) landmarks = clicked_on (&truth, names);
      g_autoptr (SmpPolygon) contour = smp_polygon_alloc (60, FALSE);
      SmpPoint centre = smp_camera_project (&truth.camera, truth.translation);
      SmpHeadView plain = view_of (SMP_VIEW_VERTEX, landmarks, 0), seen;
      double px_per_mm = truth.camera.focal_px / truth.translation.z;

      for (int i = 0; i < 60; i++)
        {
          double angle = i * G_PI / 30, beside = (angle - G_PI / 2) / 0.6;
          SmpPoint limb = limb_at (&truth, angle), out = smp_point_sub (limb, centre);
          double more
              = 1 + 8 * exp (-beside * beside / 2) * px_per_mm / smp_point_distance (limb, centre);

          contour->points[i] = smp_point_add (centre, smp_point_scale (out, more));
        }
      smp_polygon_seal (contour);
      seen = plain;
      smp_head_fit (&plain, 1, NULL);
      seen.contour = contour;
      g_assert_cmpint ((int)smp_head_fit (&seen, 1, NULL), ==, (int)SMP_HEAD_FIT_GOOD);
      g_test_message ("%.2f° without, %.2f° with the contour", turn_between (&truth, &plain.head),
                      turn_between (&truth, &seen.head));
      g_assert_cmpfloat (turn_between (&truth, &seen.head), <, 2.9);
    }
}

/* Nor is it brought to shoulders or hair that lie beyond it. */
static void
test_beyond_from_above (void)
{
  static const char *const names[] = { "pronasale", "tragion_left", "tragion_right", NULL };
  const double beyond_mm = 33;
  double turn = 0, scale = 0;
  const int n_people = 10;

  for (int person = 0; person < n_people; person++)
    {
      SmpHead truth = true_head (SMP_VIEW_VERTEX, 0, 0, 5);
      g_autoptr (SmpLandmarks) landmarks = landmarks_of_person (&truth, names, (guint64)person);
      g_autoptr (SmpPolygon) contour = smp_polygon_alloc (60, FALSE);
      SmpPoint centre = smp_camera_project (&truth.camera, truth.translation);
      SmpHeadView view = view_of (SMP_VIEW_VERTEX, landmarks, 0);
      double px_per_mm = truth.camera.focal_px / truth.translation.z;

      for (int i = 0; i < 60; i++)
        {
          SmpPoint limb = limb_at (&truth, i * G_PI / 30), out = smp_point_sub (limb, centre);
          double more = i < 30 ? beyond_mm * px_per_mm / smp_point_distance (limb, centre) : 0;

          contour->points[i] = smp_point_add (centre, smp_point_scale (out, 1 + more));
        }
      smp_polygon_seal (contour);
      view.contour = contour;
      g_assert_cmpint ((int)smp_head_fit (&view, 1, NULL), ==, (int)SMP_HEAD_FIT_GOOD);
      turn += turn_between (&truth, &view.head) / n_people;
      scale
          += fabs (log (smp_head_mm_per_px (&view.head) / smp_head_mm_per_px (&truth))) / n_people;
    }
  g_test_message ("%.1f°, scale %.1f %% off", turn, 100 * scale);
  g_assert_cmpfloat (turn, <, 8);
  g_assert_cmpfloat (scale, <, 0.08);
}

/* The contour found in the picture corrects the axes; one that is somewhere else does not harm. */
static void
test_contour (void)
{
  static const char *const names[] = { "pupil_right", "pupil_left", "vertex", NULL };
  SmpHead truth = true_head (SMP_VIEW_FRONT, 0, 0, 0);
  g_autoptr (SmpLandmarks) landmarks = clicked_on (&truth, names);
  g_autoptr (SmpPolygon) contour = contour_of (&truth);
  SmpHeadView plain = view_of (SMP_VIEW_FRONT, landmarks, 0), helped, misled;

  smp_head_fit (&plain, 1, NULL);
  helped = misled = plain;
  helped.contour = contour;
  smp_head_fit (&helped, 1, NULL);
  /* Breadth in px, which the plain fit takes from the mean head. */
  g_assert_cmpfloat_with_epsilon (
      helped.head.axes.x / helped.head.translation.z * helped.head.camera.focal_px,
      truth.axes.x / truth.translation.z * truth.camera.focal_px,
      0.015 * truth.axes.x / truth.translation.z * truth.camera.focal_px);
  for (int i = 0; i < 41; i++)
    contour->points[i].x += 600;
  misled.contour = contour;
  g_assert_cmpint ((int)smp_head_fit (&misled, 1, NULL), ==, (int)SMP_HEAD_FIT_GOOD);
  g_assert_cmpfloat (turn_between (&plain.head, &misled.head), <, 4);
}

/* A photo from farther away than usual, of a client with short hair: the face alone makes the head
 * smaller than it is, by more than the contour is believed at once. */
static void
test_contour_from_afar (void)
{
  static const char *const names[]
      = { "pupil_right", "pupil_left", "glabella", "subnasale", "chin", NULL };
  const double hair_mm = 5;
  double worst_turn = 0, worst_rim = 0;

  for (guint64 person = 0; person < 20; person++)
    {
      SmpHead truth = true_head (SMP_VIEW_FRONT, 0, 0, 9);
      g_autoptr (SmpLandmarks) landmarks = NULL;
      g_autoptr (SmpPolygon) contour = NULL;
      SmpHeadView view;

      truth.camera = smp_camera_from_focal_35 (85, 3000, 4000);
      truth.translation = smp_vec3 (15, -60, 2200);
      landmarks = landmarks_of_person (&truth, names, person);
      truth.axes = smp_vec3_add (truth.axes, smp_vec3 (hair_mm, hair_mm, hair_mm));
      contour = contour_of (&truth);
      view = view_of (SMP_VIEW_FRONT, landmarks, 0);
      view.contour = contour;
      g_assert_cmpint ((int)smp_head_fit (&view, 1, NULL), ==, (int)SMP_HEAD_FIT_GOOD);
      worst_turn = MAX (worst_turn, turn_between (&truth, &view.head));
      for (gsize i = 0; i < contour->n_points; i++)
        worst_rim = MAX (worst_rim, fabs (smp_head_limb_distance (&view.head, contour->points[i])));
    }
  g_test_message ("turned by %.1f°, contour off by %.1f mm at most", worst_turn, worst_rim);
  g_assert_cmpfloat (worst_rim, <, 6);
  g_assert_cmpfloat (worst_turn, <, 12);
}

/* A cap's contour is no head's, wherever one would have to be for it. */
static void
test_contour_of_cap (void)
{
  static const char *const names[]
      = { "pupil_right", "pupil_left", "glabella", "subnasale", "chin", NULL };
  const double cap_mm = 25;
  const int n_people = 20;
  double sum = 0;

  for (int person = 0; person < n_people; person++)
    {
      SmpHead truth = true_head (SMP_VIEW_FRONT, 0, 0, 0), capped = truth;
      g_autoptr (SmpLandmarks) landmarks = landmarks_of_person (&truth, names, (guint64)person);
      g_autoptr (SmpPolygon) contour = contour_of (&truth), above = NULL;
      SmpHeadView view = view_of (SMP_VIEW_FRONT, landmarks, 0);
      double worst = 0;

      capped.axes = smp_vec3_add (truth.axes, smp_vec3 (cap_mm, cap_mm, cap_mm));
      above = contour_of (&capped);
      for (gsize i = 0; i < contour->n_points; i++)
        if (i > 8 && i < 32)
          contour->points[i] = above->points[i];
      view.contour = contour;
      g_assert_cmpint ((int)smp_head_fit (&view, 1, NULL), ==, (int)SMP_HEAD_FIT_GOOD);
      for (gsize i = 0; i < contour->n_points; i++)
        if (i <= 8 || i >= 32)
          worst = MAX (worst, fabs (smp_head_limb_distance (&view.head, contour->points[i])));
      sum += worst;
    }
  g_test_message ("below the cap off by %.1f mm in the mean of the worst", sum / n_people);
  g_assert_cmpfloat (sum / n_people, <, 6);
}

/* Faces that differ from the mean one as far as is usual, on heads of mean size: in the mean over
 * many the scale is right. With deviations in millimetres of the fit's own scale they would come
 * out smaller by 3 %, for smaller ones differ by less. */
static void
test_scale_of_many (void)
{
  static const SmpView shown[] = { SMP_VIEW_FRONT, SMP_VIEW_LEFT_PROFILE, SMP_VIEW_RIGHT_PROFILE };
  static const char *const names[][8] = {
    { "pupil_right", "pupil_left", "nasion", "subnasale", "stomion", "chin", NULL },
    { "nasion", "pronasale", "subnasale", "stomion", "chin", "tragion_left", NULL },
    { "nasion", "pronasale", "subnasale", "stomion", "chin", "tragion_right", NULL },
  };
  const int n_heads = 60;
  double sum = 0;

  for (int seed = 0; seed < n_heads; seed++)
    {
      SmpHeadView views[3];

      for (int v = 0; v < 3; v++)
        {
          SmpHead truth = true_head (shown[v], 0, 0, 0);

          truth.axes = smp_head_mean_axes;
          views[v]
              = view_of (shown[v], landmarks_of_person (&truth, names[v], (guint64)seed), FOCAL_35);
        }
      smp_head_fit (views, 3, NULL);
      for (int v = 0; v < 3; v++)
        {
          SmpHead truth = true_head (shown[v], 0, 0, 0);

          sum += log (views[v].head.translation.z / views[v].head.camera.focal_px
                      / (truth.translation.z / truth.camera.focal_px));
          smp_landmarks_unref ((SmpLandmarks *)views[v].landmarks);
        }
    }
  g_test_message ("%+.2f %%", 100 * sum / (3 * n_heads));
  g_assert_cmpfloat_with_epsilon (sum / (3 * n_heads), 0, 0.007);
}

/* Degrees between the normals of two heads where the first shows its scalp, root mean square. */
static double
normals_between (const SmpHead *a, const SmpHead *b)
{
  double sum = 0, n = 0;

  for (double y = 0; y < 4000; y += 40)
    for (double x = 0; x < 3000; x += 40)
      {
        SmpVec3 from, to, rows_a[3], rows_b[3], at_a, at_b;
        double cosine = 0;

        if (!smp_head_hit (a, smp_point (x, y), &at_a) || at_a.y < 20)
          continue;
        smp_head_hit (b, smp_point (x, y), &at_b);
        from = smp_head_normal (a, at_a);
        to = smp_head_normal (b, at_b);
        smp_quaternion_to_matrix (a->rotation, rows_a);
        smp_quaternion_to_matrix (b->rotation, rows_b);
        for (int i = 0; i < 3; i++)
          cosine += smp_vec3_dot (rows_a[i], from) * smp_vec3_dot (rows_b[i], to);
        sum += pow (acos (MIN (cosine, 1)) / DEGREE, 2);
        n++;
      }
  return sqrt (sum / n);
}

/* Contours of several photos tell a form that is not the mean one. */
static void
test_form (void)
{
  static const double off[SMP_HEAD_N_FORM] = { 0.03, -0.025, -0.01, 0.02 };
  static const char *const names[] = { "pupil_right", "pupil_left", "nasion", "subnasale", NULL };
  static const char *const side[] = { "nasion", "subnasale", "chin", "tragion_left", NULL };
  static const char *const above[] = { "pronasale", "tragion_left", "tragion_right", NULL };
  const char *const *const clicked[] = { names, side, above };
  static const SmpView shown[] = { SMP_VIEW_FRONT, SMP_VIEW_LEFT_PROFILE, SMP_VIEW_VERTEX };
  /* Degrees; with the mean form it would be 4.0, 3.1 and 4.8. */
  static const double most[] = { 3.0, 2.2, 3.4 };
  SmpHeadView views[3];
  SmpHead truths[3];

  for (int i = 0; i < 3; i++)
    {
      truths[i] = true_head (shown[i], 0, 0, 0);
      for (int k = 0; k < SMP_HEAD_N_FORM; k++)
        truths[i].form[k] += off[k];
      views[i] = view_of (shown[i], clicked_on (&truths[i], clicked[i]), FOCAL_35);
      views[i].contour = contour_of (&truths[i]);
    }
  g_assert_cmpint ((int)smp_head_fit (views, 3, NULL), ==, (int)SMP_HEAD_FIT_GOOD);
  for (int i = 0; i < 3; i++)
    {
      g_test_message ("%.2f°", normals_between (&truths[i], &views[i].head));
      g_assert_cmpfloat (normals_between (&truths[i], &views[i].head), <, most[i]);
      /* One head in all photos. */
      for (int k = 0; k < SMP_HEAD_N_FORM; k++)
        g_assert_cmpfloat (views[i].head.form[k], ==, views[0].head.form[k]);
      smp_landmarks_unref ((SmpLandmarks *)views[i].landmarks);
      smp_polygon_unref ((SmpPolygon *)views[i].contour);
    }
}

/* A pose set by hand stays, and the rest is fitted to it. */
static void
test_by_hand (void)
{
  static const char *const names[]
      = { "pupil_right", "pupil_left", "subnasale", "chin", "vertex", NULL };
  SmpHead truth = true_head (SMP_VIEW_FRONT, 0, 0, 0);
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpConsultation) placed = NULL;
  g_autoptr (SmpConsultation) posed = NULL;
  g_autoptr (SmpConsultation) fitted = NULL;
  g_autoptr (SmpConsultation) again = NULL;
  g_autoptr (SmpPhoto) photo = photo_of ("photo-1", SMP_VIEW_FRONT, clicked_on (&truth, names));
  g_autoptr (SmpPhoto) turned = NULL;
  const SmpHead *head;
  SmpHeadFitQuality quality;

  placed = smp_consultation_with_photo (empty, photo);
  fitted = smp_consultation_fit_head (placed, NULL, &quality, NULL, NULL);
  turned = smp_photo_copy (g_ptr_array_index (fitted->photos, 0));
  turned->head.rotation = smp_quaternion_mul (
      smp_quaternion_from_vector (smp_vec3 (4 * DEGREE, 0, 0)), turned->head.rotation);
  turned->head.by_hand = TRUE;
  posed = smp_consultation_with_photo (fitted, turned);
  again = smp_consultation_fit_head (posed, NULL, &quality, NULL, NULL);
  g_assert_cmpint ((int)quality, ==, (int)SMP_HEAD_FIT_GOOD);
  head = &((const SmpPhoto *)g_ptr_array_index (again->photos, 0))->head;
  g_assert_true (head->by_hand);
  g_assert_cmpfloat (turn_between (head, &turned->head), <, 1e-6);
  g_assert_cmpfloat (smp_vec3_length (smp_vec3_sub (head->translation, turned->head.translation)),
                     >, 0.1);
}

static void
test_refused (void)
{
  static const char *const two[] = { "pupil_right", "pupil_left", NULL };
  static const char *const all[]
      = { "pupil_right", "pupil_left", "subnasale", "chin", "vertex", NULL };
  SmpHead truth = true_head (SMP_VIEW_FRONT, 0, 0, 0);
  g_autoptr (SmpLandmarks) few = clicked_on (&truth, two);
  g_autoptr (SmpLandmarks) wrong = clicked_on (&truth, all);
  g_autoptr (SmpLandmarks) heap = smp_landmarks_new (NULL, 0, NULL);
  SmpHeadView view = view_of (SMP_VIEW_FRONT, few, 0);

  g_assert_cmpint ((int)smp_head_fit (&view, 1, NULL), ==, (int)SMP_HEAD_FIT_TOO_FEW);
  g_assert_false (view.fitted);
  g_assert_cmpint ((int)smp_head_fit (NULL, 0, NULL), ==, (int)SMP_HEAD_FIT_TOO_FEW);

  /* All clicks in one place. */
  for (gsize i = 0; all[i] != NULL; i++)
    click (&heap, all[i], smp_point (1000, 1000));
  view = view_of (SMP_VIEW_FRONT, heap, 0);
  g_assert_cmpint ((int)smp_head_fit (&view, 1, NULL), ==, (int)SMP_HEAD_FIT_TOO_FEW);

  /* The chin at the ear, the top beside the face. */
  click (&wrong, "chin", smp_point (2400, 1500));
  click (&wrong, "vertex", smp_point (200, 2500));
  view = view_of (SMP_VIEW_FRONT, wrong, 0);
  g_assert_cmpint ((int)smp_head_fit (&view, 1, NULL), ==, (int)SMP_HEAD_FIT_POOR);
  g_assert_true (view.fitted);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head-fit/front", test_front);
  g_test_add_func ("/head-fit/three-clicks", test_three_clicks);
  g_test_add_func ("/head-fit/sexes", test_sexes);
  g_test_add_func ("/head-fit/subject", test_subject);
  g_test_add_func ("/head-fit/other-views", test_other_views);
  g_test_add_func ("/head-fit/vertex-upside-down", test_vertex_upside_down);
  g_test_add_func ("/head-fit/together", test_together);
  g_test_add_func ("/head-fit/ruler", test_ruler);
  g_test_add_func ("/head-fit/contour", test_contour);
  g_test_add_func ("/head-fit/contour-from-afar", test_contour_from_afar);
  g_test_add_func ("/head-fit/contour-of-cap", test_contour_of_cap);
  g_test_add_func ("/head-fit/contour-from-above", test_contour_from_above);
  g_test_add_func ("/head-fit/beyond-from-above", test_beyond_from_above);
  g_test_add_func ("/head-fit/form", test_form);
  g_test_add_func ("/head-fit/scale-of-many", test_scale_of_many);
  g_test_add_func ("/head-fit/refused", test_refused);
  g_test_add_func ("/head-fit/by-hand", test_by_hand);
  return g_test_run ();
}
