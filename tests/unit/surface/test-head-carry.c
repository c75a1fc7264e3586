/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "head-fixture.h"

#include <string.h>

#include "base/smp-hash.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "surface/smp-head-consultation.h"
#include "surface/smp-head-curve.h"

/* How far photos put what is drawn in one of them off in another. */

/* A view of a person's head, with its contour. */
static SmpHeadView
view_of_person (const SmpHead *truth, SmpView view, const char *const *names, guint64 seed)
{
  SmpHeadView seen = view_of (view, landmarks_of_person (truth, names, seed), FOCAL_35);

  seen.contour = contour_of (truth);
  return seen;
}

/* How far a front photo and another one put the middle of the hairline apart in fact, and how far
 * they tell, root mean square over some people. */
static void
carry (SmpView other, const char *const *names, double *fact, double *told)
{
  static const char *const front[]
      = { "pupil_right", "pupil_left", "glabella", "subnasale", "chin", NULL };
  const SmpView shown[] = { SMP_VIEW_FRONT, other };
  const int n_people = 40;

  *fact = *told = 0;
  for (int person = 1; person <= n_people; person++)
    {
      SmpHeadView views[2];
      SmpVec3 at[2];
      double nod = 5 * smp_hash_normal (smp_hash_u64 ((guint64)person, 99, 0));

      for (int v = 0; v < 2; v++)
        {
          SmpHead truth = true_head (shown[v], v == 0 ? nod : 0, 0, 0);

          views[v] = view_of_person (&truth, shown[v], v == 0 ? front : names, (guint64)person);
        }
      g_assert_cmpint ((int)smp_head_fit (views, 2, NULL), ==, (int)SMP_HEAD_FIT_GOOD);
      for (int v = 0; v < 2; v++)
        {
          SmpHead truth = true_head (shown[v], v == 0 ? nod : 0, 0, 0);
          SmpVec3 place = smp_head_place (&truth, smp_vec3_unit (smp_vec3 (0, 0.62, 0.78)));

          g_assert_true (smp_head_hit (&views[v].head, smp_head_project (&truth, place), &at[v]));
          smp_landmarks_unref ((SmpLandmarks *)views[v].landmarks);
          smp_polygon_unref ((SmpPolygon *)views[v].contour);
        }
      *fact += pow (smp_vec3_length (smp_vec3_sub (at[0], at[1])), 2) / n_people;
      *told += pow (views[0].head.carried_mm, 2) / n_people;
    }
  *fact = sqrt (*fact);
  *told = sqrt (*told);
  g_test_message ("off by %.1f mm, told %.1f mm", *fact, *told);
}

/* Each photo tells of the one that it agrees with least; what only the back of the head has in
 * common counts too. */
static void
test_carried_of_three (void)
{
  static const char *const front[]
      = { "pupil_right", "pupil_left", "glabella", "subnasale", "chin", NULL };
  static const char *const above[] = { "pronasale", "euryon_right", "euryon_left", "vertex", NULL };
  static const char *const behind[]
      = { "euryon_right", "euryon_left", "tragion_right", "tragion_left", "vertex", NULL };
  const char *const *const names[] = { front, above, behind };
  static const SmpView shown[] = { SMP_VIEW_FRONT, SMP_VIEW_VERTEX, SMP_VIEW_BACK };
  SmpHeadView views[3], pair[2];
  SmpHead truths[3];

  for (int i = 0; i < 3; i++)
    {
      truths[i] = true_head (shown[i], 0, 0, 0);
      views[i] = view_of (shown[i], clicked_on (&truths[i], names[i]), FOCAL_35);
    }
  memcpy (pair, views + 1, sizeof pair);
  g_assert_cmpint ((int)smp_head_fit (pair, 2, NULL), ==, (int)SMP_HEAD_FIT_GOOD);
  g_assert_cmpfloat (pair[0].head.carried_mm, >, 1);
  g_assert_cmpint ((int)smp_head_fit (views, 3, NULL), ==, (int)SMP_HEAD_FIT_GOOD);
  g_test_message ("%.1f %.1f %.1f mm", views[0].head.carried_mm, views[1].head.carried_mm,
                  views[2].head.carried_mm);
  g_assert_cmpfloat (views[0].head.carried_mm, >, views[2].head.carried_mm + 1);
  g_assert_cmpfloat (views[2].head.carried_mm, >, 1);
  g_assert_cmpfloat_with_epsilon (views[1].head.carried_mm, views[0].head.carried_mm, 1e-9);
  for (int i = 0; i < 3; i++)
    smp_landmarks_unref ((SmpLandmarks *)views[i].landmarks);
}

/* From the front and from above, how far a head nods is open; an oblique photo tells it. */
static void
test_carried (void)
{
  static const char *const above[] = { "pronasale", "euryon_right", "euryon_left", "vertex", NULL };
  static const char *const oblique[]
      = { "pupil_right", "pupil_left", "glabella", "subnasale", "chin", "tragion_left", NULL };
  double fact, told, told_above;

  carry (SMP_VIEW_VERTEX, above, &fact, &told_above);
  g_assert_cmpfloat (told_above, >, fact / 1.5);
  g_assert_cmpfloat (told_above, <, fact * 1.5);
  g_assert_cmpfloat (told_above, >, SMP_HEAD_CARRIED_FAIR_MM);
  carry (SMP_VIEW_LEFT_OBLIQUE, oblique, &fact, &told);
  /* Faces and contours are those of the model but for their landmarks. */
  g_assert_cmpfloat (told, >, fact / 1.5);
  g_assert_cmpfloat (told, <, fact * 3);
  g_assert_cmpfloat (told, <, SMP_HEAD_CARRIED_FAIR_MM);
}

#define BOTH "head) and an oblique or a profile photo bring"
#define OBLIQUE "head) and an oblique photo bring"
#define PROFILE "head) and a profile photo bring"

/* Advice to take another photo is not for those who have it. */
static void
test_remedy (void)
{
  static const struct
  {
    SmpView views[2];
    const char *advised[3]; /* by how many of them have the head */
  } cases[] = {
    { { SMP_VIEW_FRONT, SMP_VIEW_BACK }, { BOTH, BOTH, BOTH } },
    { { SMP_VIEW_FRONT, SMP_VIEW_LEFT_OBLIQUE }, { BOTH, BOTH, PROFILE } },
    { { SMP_VIEW_RIGHT_PROFILE, SMP_VIEW_VERTEX }, { BOTH, OBLIQUE, OBLIQUE } },
    { { SMP_VIEW_LEFT_OBLIQUE, SMP_VIEW_RIGHT_OBLIQUE }, { BOTH, PROFILE, PROFILE } },
    { { SMP_VIEW_RIGHT_OBLIQUE, SMP_VIEW_LEFT_PROFILE }, { BOTH, PROFILE, "head) bring" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int heads = 0; heads <= 2; heads++)
      {
        g_autoptr (SmpConsultation) consultation = smp_consultation_new ();

        for (int k = 0; k < 2; k++)
          {
            g_autoptr (SmpPhoto) photo
                = photo_of (k == 0 ? "photo-1" : "photo-2", cases[i].views[k],
                            smp_landmarks_new (NULL, 0, NULL));
            SmpConsultation *more;

            photo->has_head = k < heads;
            photo->head = mean_head (cases[i].views[k]);
            more = smp_consultation_with_photo (consultation, photo);
            smp_consultation_unref (consultation);
            consultation = more;
          }
        g_test_message ("%u with %d heads", (guint)i, heads);
        g_assert_nonnull (
            strstr (smp_consultation_describe_remedy (consultation), cases[i].advised[heads]));
      }
}

#undef BOTH
#undef OBLIQUE
#undef PROFILE

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head-carry/pairs", test_carried);
  g_test_add_func ("/head-carry/three", test_carried_of_three);
  g_test_add_func ("/head-carry/remedy", test_remedy);
  return g_test_run ();
}
