/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "head-fixture.h"

#include <string.h>

#include "base/smp-constants.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "project/smp-project-writer.h"
#include "surface/smp-head-consultation.h"
#include "surface/smp-head-model.h"
#include "surface/smp-head-tape.h"

#define LARGER 1.06

/* The tape of the documentation, by bisection, from corners that no hull has seen: by Cauchy, the
 * perimeter of what is convex is the integral of its extent over all directions. */
static double
slow_tape_mm (SmpVec3 axes, const double form[SMP_HEAD_N_FORM], double *around)
{
  SmpVec3 f = smp_vec3_unit (smp_vec3_div (smp_vec3 (0, 0, 106), smp_head_mean_axes));
  SmpVec3 r = smp_vec3_unit (smp_vec3_div (smp_vec3 (0, 22, -96.5), smp_head_mean_axes));
  enum
  {
    N = 720,
  };
  SmpPoint places[N];
  double perimeter = 0;

  f = smp_vec3_mul (smp_vec3_scale (f, smp_head_form (form, f)), axes);
  r = smp_vec3_mul (smp_vec3_scale (r, smp_head_form (form, r)), axes);
  *around = 0;
  for (int i = 0; i < N; i++)
    {
      double near = 0, far = 400;
      SmpVec3 forward = smp_vec3_unit (smp_vec3_sub (f, r));
      SmpPoint way = { sin (2 * G_PI * i / N), cos (2 * G_PI * i / N) };

      for (int k = 0; k < 60; k++)
        {
          double t = (near + far) / 2, length;
          SmpVec3 at = smp_vec3_scale (smp_vec3_add (f, r), 0.5);

          at = smp_vec3_add (at, smp_vec3_scale (forward, t * way.y));
          at.x += t * way.x;
          at = smp_vec3_div (at, axes);
          length = smp_vec3_length (at);
          if (length < smp_head_form (form, smp_vec3_scale (at, 1 / length)))
            near = t;
          else
            far = t;
        }
      places[i] = smp_point_scale (way, near);
      if (i > 0)
        *around += smp_point_distance (places[i - 1], places[i]);
    }
  *around += smp_point_distance (places[N - 1], places[0]);
  *around *= SMP_K (TAPE_OVER_SECTION);
  for (int i = 0; i < N; i++)
    {
      double most = 0;

      for (int k = 0; k < N; k++)
        most = MAX (most,
                    places[k].x * sin (2 * G_PI * i / N) + places[k].y * cos (2 * G_PI * i / N));
      perimeter += most * 2 * G_PI / N;
    }
  return perimeter * SMP_K (TAPE_OVER_SECTION);
}

/* The mean form, none, and all that are as far as forms go: no section is hollow. */
static void
test_length (void)
{
  for (int i = 0; i < 18; i++)
    {
      double form[SMP_HEAD_N_FORM] = { 0 };
      SmpVec3 axes = smp_vec3 (70 + i, 104 - i, 95 + 0.5 * i);
      double around, slow, tape;

      if (i == 17)
        memcpy (form, smp_head_mean_form, sizeof form);
      for (int k = 0; k < SMP_HEAD_N_FORM && i < 16; k++)
        form[k] = i & (1 << k) ? SMP_HEAD_FORM_MAX : -SMP_HEAD_FORM_MAX;
      slow = slow_tape_mm (axes, form, &around);
      tape = smp_head_tape_mm (axes, form);
      g_test_message ("%.2f mm, %.2f by definition, %.2f along the skin", tape, slow, around);
      g_assert_cmpfloat_with_epsilon (around, slow, 1e-4 * slow);
      g_assert_cmpfloat_with_epsilon (tape, slow, 0.001 * slow);
      g_assert_cmpfloat_with_epsilon (smp_head_tape_mm (smp_vec3_scale (axes, 1.5), form),
                                      1.5 * tape, 1e-6);
    }
}

/* The model's mean head is that of ANSUR II's men, whose tapes told 574 ± 16 mm. */
static void
test_mean_head (void)
{
  g_assert_cmpfloat_with_epsilon (smp_head_tape_mm (smp_head_mean_axes, smp_head_mean_form), 574,
                                  6);
}

static const struct
{
  SmpView view;
  const char *names[7];
} shown[] = {
  { SMP_VIEW_FRONT,
    { "pupil_right", "pupil_left", "chin", "euryon_left", "euryon_right", "vertex" } },
  { SMP_VIEW_LEFT_PROFILE, { "nasion", "subnasale", "tragion_left", "opisthocranion", "vertex" } },
  { SMP_VIEW_VERTEX,
    { "pronasale", "tragion_left", "tragion_right", "euryon_left", "euryon_right" } },
};

/* The same pixels are those of a mean head and of a larger one that is farther away: only the tape
 * tells which: the cranium becomes as large as it says, and the scale follows as far as the picture
 * shows how large the cranium is there. */
static void
test_tells_the_size (void)
{
  enum
  {
    N = G_N_ELEMENTS (shown),
  };
  SmpHeadView plain[N], taped[N];
  SmpHeadSubject subject
      = { .tape_mm = LARGER * smp_head_tape_mm (smp_head_mean_axes, smp_head_mean_form) };

  for (guint i = 0; i < N; i++)
    {
      SmpHead truth = mean_head (shown[i].view);
      double mm_per_px = LARGER * smp_head_mm_per_px (&truth), off_plain, off_taped;

      plain[i] = taped[i]
          = view_of (shown[i].view, landmarks_of (&truth, shown[i].names), FOCAL_35);
      g_assert_cmpint ((int)smp_head_fit (&plain[i], 1, NULL), ==, (int)SMP_HEAD_FIT_GOOD);
      g_assert_cmpint ((int)smp_head_fit (&taped[i], 1, &subject), ==, (int)SMP_HEAD_FIT_GOOD);
      off_plain = log (smp_head_mm_per_px (&plain[i].head) / mm_per_px);
      off_taped = log (smp_head_mm_per_px (&taped[i].head) / mm_per_px);
      g_test_message ("%s: %+.2f %% ± %.1f %%, taped %+.2f %% ± %.1f %%",
                      smp_view_to_string (shown[i].view), 100 * off_plain,
                      100 * plain[i].head.uncertainty, 100 * off_taped,
                      100 * taped[i].head.uncertainty);
      g_assert_false (subject.tape_left_out);
      g_assert_cmpfloat_with_epsilon (smp_head_tape_mm (taped[i].head.axes, taped[i].head.form),
                                      subject.tape_mm, 0.015 * subject.tape_mm);
      g_assert_cmpfloat_with_epsilon (sqrt (taped[i].head.axes.x * taped[i].head.axes.z),
                                      LARGER * sqrt (smp_head_mean_axes.x * smp_head_mean_axes.z),
                                      0.015 * LARGER
                                          * sqrt (smp_head_mean_axes.x * smp_head_mean_axes.z));
      g_assert_cmpfloat (off_plain, <, -0.05);
      g_assert_cmpfloat (fabs (off_taped), <, 0.6 * fabs (off_plain));
      g_assert_cmpfloat (taped[i].head.uncertainty, <, 0.92 * plain[i].head.uncertainty);
    }
  smp_head_fit (plain, N, NULL);
  smp_head_fit (taped, N, &subject);
  for (guint i = 0; i < N; i++)
    {
      SmpHead truth = mean_head (shown[i].view);
      double mm_per_px = LARGER * smp_head_mm_per_px (&truth);

      g_test_message ("%s of %u: %+.2f %% ± %.1f %%, taped %+.2f %% ± %.1f %%",
                      smp_view_to_string (shown[i].view), (guint)N,
                      100 * (smp_head_mm_per_px (&plain[i].head) / mm_per_px - 1),
                      100 * plain[i].head.uncertainty,
                      100 * (smp_head_mm_per_px (&taped[i].head) / mm_per_px - 1),
                      100 * taped[i].head.uncertainty);
      g_assert_cmpfloat_with_epsilon (smp_head_mm_per_px (&taped[i].head), mm_per_px,
                                      0.02 * mm_per_px);
      g_assert_cmpfloat (taped[i].head.uncertainty, <, 0.8 * plain[i].head.uncertainty);
      smp_landmarks_unref (plain[i].landmarks);
    }
}

/* No tape, and one that tells nothing, are the same to the last bit. */
static void
test_none (void)
{
  SmpHead truth = mean_head (SMP_VIEW_FRONT);
  g_autoptr (SmpLandmarks) landmarks = landmarks_of (&truth, shown[0].names);
  SmpHeadView plain = view_of (SMP_VIEW_FRONT, landmarks, FOCAL_35), untaped = plain;
  SmpHeadSubject subject = { .tape_left_out = TRUE };

  smp_head_fit (&plain, 1, NULL);
  smp_head_fit (&untaped, 1, &subject);
  g_assert_false (subject.tape_left_out);
  g_assert_cmpmem (&plain.head, sizeof plain.head, &untaped.head, sizeof untaped.head);
}

/* A ruler lies on the scalp, and the tape was read at the wrong ten. */
static void
test_contradiction (void)
{
  static const struct
  {
    double times;
    gboolean left_out;
  } cases[] = { { 1.01, FALSE }, { 0.99, FALSE }, { 1.175, TRUE }, { 0.82, TRUE } };
  SmpHead truth = mean_head (SMP_VIEW_FRONT);
  g_autoptr (SmpLandmarks) landmarks = landmarks_of (&truth, shown[0].names);
  g_autoptr (SmpLandmarks) ruled = NULL;
  SmpVec3 from = { 0 }, to = { 0 };
  SmpRuler ruler
      = { smp_head_project (&truth, smp_vec3_mul (truth.axes, smp_vec3 (-0.4, 0.6, 0.7))),
          smp_head_project (&truth, smp_vec3_mul (truth.axes, smp_vec3 (0.4, 0.6, 0.7))), 0 };
  SmpHeadView plain;

  smp_head_hit (&truth, ruler.from, &from);
  smp_head_hit (&truth, ruler.to, &to);
  ruler.mm = smp_vec3_length (smp_vec3_sub (to, from));
  ruled = smp_landmarks_with_ruler (landmarks, &ruler);
  plain = view_of (SMP_VIEW_FRONT, ruled, FOCAL_35);
  smp_head_fit (&plain, 1, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SmpHeadView view = view_of (SMP_VIEW_FRONT, ruled, FOCAL_35);
      SmpHeadSubject subject
          = { .tape_mm = cases[i].times * smp_head_tape_mm (truth.axes, truth.form) };

      g_assert_cmpint ((int)smp_head_fit (&view, 1, &subject), ==, (int)SMP_HEAD_FIT_GOOD);
      g_test_message ("× %.3f: scale %+.1f %%%s", cases[i].times,
                      100 * (smp_head_mm_per_px (&view.head) / smp_head_mm_per_px (&truth) - 1),
                      subject.tape_left_out ? ", left out" : "");
      g_assert_cmpint (subject.tape_left_out, ==, cases[i].left_out);
      if (cases[i].left_out)
        g_assert_cmpmem (&plain.head, sizeof plain.head, &view.head, sizeof view.head);
    }
}

/* The consultation's tape is of all its photos; without it all is as it was. */
static void
test_consultation (void)
{
  g_autoptr (SmpConsultation) placed = smp_consultation_new ();
  g_autoptr (SmpConsultation) fitted = NULL;
  g_autoptr (SmpConsultation) measured = NULL;
  g_autoptr (SmpConsultation) taped = NULL;
  g_autoptr (SmpConsultation) forgotten = NULL;
  g_autoptr (SmpConsultation) again = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) last = NULL;
  SmpHeadFitQuality quality;
  SmpHeadSubject subject;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = smp_consultation_new_photo_id (placed);
      SmpHead truth = mean_head (shown[i].view);
      g_autoptr (SmpPhoto) photo
          = photo_of (id, shown[i].view, landmarks_of (&truth, shown[i].names));
      SmpConsultation *more;

      photo->focal_35mm = FOCAL_35;
      more = smp_consultation_with_photo (placed, photo);
      smp_consultation_unref (placed);
      placed = more;
    }
  fitted = smp_consultation_fit_head (placed, NULL, &quality, NULL, NULL);
  measured = smp_consultation_with_head_circumference (fitted, 605);
  taped = smp_consultation_fit_head (measured, NULL, &quality, NULL, &subject);
  g_assert_cmpfloat (subject.tape_mm, ==, 605);
  g_assert_cmpfloat (taped->client.head_circumference_mm, ==, 605);
  g_assert_false (subject.tape_left_out);
  for (guint i = 0; i < 2; i++)
    {
      const SmpHead *was = &((const SmpPhoto *)g_ptr_array_index (fitted->photos, i))->head;
      const SmpHead *is = &((const SmpPhoto *)g_ptr_array_index (taped->photos, i))->head;

      g_assert_cmpfloat_with_epsilon (smp_head_tape_mm (is->axes, is->form), 605, 605 * 0.01);
      g_assert_cmpfloat (is->axes.x, >, 1.03 * was->axes.x);
      g_assert_cmpfloat (is->uncertainty, <, 0.85 * was->uncertainty);
    }
  forgotten = smp_consultation_with_head_circumference (taped, 0);
  again = smp_consultation_fit_head (forgotten, NULL, &quality, NULL, NULL);
  first = smp_project_write (fitted);
  last = smp_project_write (again);
  g_assert_true (g_bytes_equal (first, last));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head-tape/length", test_length);
  g_test_add_func ("/head-tape/mean-head", test_mean_head);
  g_test_add_func ("/head-tape/tells-the-size", test_tells_the_size);
  g_test_add_func ("/head-tape/none", test_none);
  g_test_add_func ("/head-tape/contradiction", test_contradiction);
  g_test_add_func ("/head-tape/consultation", test_consultation);
  return g_test_run ();
}
