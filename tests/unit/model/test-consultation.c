/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>

#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-history.h"
#include "model/smp-photo.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"

static SmpZone *
triangle (const char *id, const char *space, double density)
{
  SmpNode nodes[3] = { { { 0, 0 } }, { { 10, 0 } }, { { 0, 10 } } };
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, 3, TRUE);
  SmpZone *zone = smp_zone_new (id, SMP_ZONE_SCALP, space);

  smp_zone_set_outline (zone, outline);
  zone->density = density;
  return zone;
}

static SmpConsultation *
with_view (const SmpConsultation *self, const char *id, const char *name, SmpView view)
{
  g_autoptr (SmpPhoto) photo = smp_photo_new (id);

  g_free (photo->name);
  photo->name = g_strdup (name);
  photo->view = view;
  return smp_consultation_with_photo (self, photo);
}

/* Photos are told apart by their views, and by their files only where that does not do. */
static void
test_photo_titles (void)
{
  static const char *const titles[]
      = { "Front", "Left oblique (a.jpg)", "Left oblique (b.jpg)", "Back" };
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpConsultation) one = with_view (empty, "photo-1", "one.jpg", SMP_VIEW_FRONT);
  g_autoptr (SmpConsultation) two = with_view (one, "photo-2", "a.jpg", SMP_VIEW_LEFT_OBLIQUE);
  g_autoptr (SmpConsultation) three = with_view (two, "photo-3", "b.jpg", SMP_VIEW_LEFT_OBLIQUE);
  g_autoptr (SmpConsultation) four = with_view (three, "photo-4", "four.jpg", SMP_VIEW_BACK);

  for (guint i = 0; i < four->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (four->photos, i);
      g_autofree char *title = smp_consultation_dup_photo_title (four, photo);

      g_assert_cmpstr (title, ==, titles[i]);
    }
}

static SmpConsultation *
with_density (const SmpConsultation *self, double density)
{
  const SmpVariant *variant = smp_consultation_get_default_variant (self);
  g_autoptr (SmpZone) zone = triangle ("zone-1", "photo-1", density);
  g_autoptr (SmpPlan) plan = smp_plan_with_zone (variant->plan, zone);

  return smp_consultation_with_plan (self, variant->id, plan);
}

static double
density_of (const SmpConsultation *self)
{
  return smp_plan_get_zone (smp_consultation_get_default_variant (self)->plan, "zone-1")->density;
}

/* An edit makes a new value, leaves the old one as it was, and shares what it did not touch. */
static void
test_edits_share (void)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = smp_photo_new ("photo-1");
  g_autoptr (SmpConsultation) one = smp_consultation_with_photo (empty, photo);
  g_autoptr (SmpConsultation) two = with_density (one, 50);
  g_autoptr (SmpConsultation) three = with_density (two, 90);

  g_assert_cmpuint (empty->photos->len, ==, 0);
  g_assert_cmpuint (smp_consultation_get_default_variant (one)->plan->zones->len, ==, 0);
  g_assert_cmpfloat (density_of (two), ==, 50);
  g_assert_cmpfloat (density_of (three), ==, 90);
  g_assert_true (smp_consultation_get_photo (three, "photo-1") == photo);
}

static SmpConsultation *
with_sex (const SmpConsultation *self, SmpSex sex)
{
  SmpAssessment assessment = smp_assessment_from_json (self->assessment);
  g_autoptr (JsonObject) object = NULL;

  assessment.sex = sex;
  object = smp_assessment_to_json (&assessment, self->assessment);
  return smp_consultation_with_assessment (self, object);
}

/* Scales that landmarks tell go by the sex, those that were typed in do not. */
static void
test_scales_go_by_sex (void)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = smp_photo_new ("photo-1"), typed = smp_photo_new ("photo-2");
  g_autoptr (SmpConsultation) one = NULL, two = NULL, woman = NULL, man = NULL;

  typed->scale = (SmpScale){ 0.2, SMP_SCALE_MANUAL, 0.01 };
  one = smp_consultation_with_photo (empty, photo);
  two = smp_consultation_with_photo (one, typed);
  woman = with_sex (two, SMP_SEX_FEMALE);
  man = with_sex (woman, SMP_SEX_MALE);
  g_assert_cmpint (smp_consultation_get_sex (two), ==, SMP_SEX_UNKNOWN);
  g_assert_cmpint (smp_consultation_get_sex (woman), ==, SMP_SEX_FEMALE);
  g_assert_cmpfloat_with_epsilon (smp_consultation_get_photo (woman, "photo-1")->scale.mm_per_px
                                      / photo->scale.mm_per_px,
                                  147.8 / 151, 1e-9);
  g_assert_cmpfloat_with_epsilon (smp_consultation_get_photo (man, "photo-1")->scale.mm_per_px
                                      / photo->scale.mm_per_px,
                                  154.3 / 151, 1e-9);
  g_assert_true (smp_consultation_get_photo (man, "photo-2")->scale.mm_per_px == 0.2);
  /* What was asked besides changes no photo. */
  g_assert_true (smp_consultation_get_photo (woman, "photo-1")
                 != smp_consultation_get_photo (two, "photo-1"));
  {
    g_autoptr (SmpConsultation) same = with_sex (man, SMP_SEX_MALE);

    g_assert_true (smp_consultation_get_photo (same, "photo-1")
                   == smp_consultation_get_photo (man, "photo-1"));
  }
}

static void
test_without_photo (void)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = smp_photo_new ("photo-1");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (SmpConsultation) one = NULL;
  g_autoptr (SmpConsultation) two = NULL;
  g_autoptr (SmpConsultation) gone = NULL;

  g_free (photo->sha256);
  photo->sha256 = g_strdup ("abc");
  one = smp_consultation_with_photo_bytes (empty, photo, bytes);
  two = with_density (one, 80);
  gone = smp_consultation_without_photo (two, "photo-1");
  g_assert_cmpuint (g_hash_table_size (two->attachments), ==, 1);
  g_assert_cmpuint (g_hash_table_size (gone->attachments), ==, 0);
  g_assert_cmpuint (gone->photos->len, ==, 0);
  g_assert_null (smp_plan_get_zone (smp_consultation_get_default_variant (gone)->plan, "zone-1"));
  g_assert_cmpfloat (density_of (two), ==, 80);
}

/* Another photo may be called like one that is gone: a zone on the head was not drawn in it. */
static void
test_without_drawn_in (void)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-7", SMP_ZONE_SCALP, "head");
  g_autoptr (SmpZone) other = smp_zone_new ("zone-8", SMP_ZONE_SCALP, "head");
  g_autoptr (SmpConsultation) now = smp_consultation_ref (empty);
  g_autoptr (SmpConsultation) drawn = NULL;
  g_autoptr (SmpConsultation) gone = NULL;
  g_autoptr (SmpPlan) one = NULL;
  g_autoptr (SmpPlan) both = NULL;
  const SmpPlan *left;

  zone->drawn_in = g_strdup ("photo-1");
  other->drawn_in = g_strdup ("photo-2");
  for (int i = 1; i <= 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("photo-%d", i);
      g_autoptr (SmpPhoto) photo = smp_photo_new (id);
      SmpConsultation *next = smp_consultation_with_photo (now, photo);

      smp_consultation_unref (now);
      now = next;
    }
  one = smp_plan_with_zone (smp_consultation_get_default_variant (now)->plan, zone);
  both = smp_plan_with_zone (one, other);
  drawn = smp_consultation_with_plan (now, "variant-1", both);
  gone = smp_consultation_without_photo (drawn, "photo-1");
  left = smp_consultation_get_default_variant (gone)->plan;
  g_assert_null (smp_plan_get_zone (left, "zone-7")->drawn_in);
  g_assert_cmpstr (smp_plan_get_zone (left, "zone-8")->drawn_in, ==, "photo-2");
  g_assert_cmpstr (zone->drawn_in, ==, "photo-1");
}

/* Photos change places; bytes that nobody needs any more go with a retake. */
static void
test_photos (void)
{
  static const char *const ids[] = { "photo-1", "photo-2", "photo-3" };
  g_autoptr (SmpConsultation) now = smp_consultation_new ();
  g_autoptr (SmpConsultation) moved = NULL;
  g_autoptr (SmpConsultation) retaken = NULL;
  g_autoptr (SmpPhoto) retake = smp_photo_new ("photo-1");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (SmpPhoto) photo = smp_photo_new (ids[i]);
      SmpConsultation *next;

      g_free (photo->sha256);
      photo->sha256 = g_strdup (i == 1 ? "second" : "shared");
      next = smp_consultation_with_photo_bytes (now, photo, bytes);
      smp_consultation_unref (now);
      now = next;
    }
  moved = smp_consultation_with_photo_at (now, "photo-3", 0);
  g_assert_cmpuint (moved->photos->len, ==, 3);
  g_assert_cmpstr (((SmpPhoto *)g_ptr_array_index (moved->photos, 0))->id, ==, "photo-3");
  g_assert_cmpstr (((SmpPhoto *)g_ptr_array_index (moved->photos, 1))->id, ==, "photo-1");
  g_assert_cmpstr (((SmpPhoto *)g_ptr_array_index (now->photos, 0))->id, ==, "photo-1");

  g_free (retake->sha256);
  retake->sha256 = g_strdup ("new");
  retaken = smp_consultation_with_photo_bytes (now, retake, bytes);
  g_assert_true (g_hash_table_contains (retaken->attachments, "shared"));
  g_free (retake->id);
  retake->id = g_strdup ("photo-2");
  g_clear_pointer (&retaken, smp_consultation_unref);
  retaken = smp_consultation_with_photo_bytes (now, retake, bytes);
  g_assert_false (g_hash_table_contains (retaken->attachments, "second"));
  g_assert_true (g_hash_table_contains (retaken->attachments, "new"));
}

static void
test_history (void)
{
  g_autoptr (SmpConsultation) first = smp_consultation_new ();
  g_autoptr (SmpHistory) history = smp_history_new (first);

  smp_history_mark_saved (history, first);
  g_assert_true (smp_history_is_saved (history));
  for (int i = 1; i <= 250; i++)
    {
      g_autoptr (SmpConsultation) next = with_density (smp_history_get_current (history), i);

      smp_history_commit (history, next, "Change density", NULL);
    }
  g_assert_false (smp_history_is_saved (history));
  for (int i = 0; i < 250; i++)
    {
      g_assert_cmpstr (smp_history_get_undo_label (history), ==, "Change density");
      g_assert_cmpfloat (density_of (smp_history_get_current (history)), ==, 250 - i);
      g_assert_true (smp_history_undo (history));
    }
  g_assert_true (smp_history_get_current (history) == first);
  g_assert_true (smp_history_is_saved (history));
  g_assert_false (smp_history_undo (history));
  while (smp_history_redo (history))
    ;
  g_assert_cmpfloat (density_of (smp_history_get_current (history)), ==, 250);
}

/* One drag is one step: equal keys merge until the drag ends. */
static void
test_merge (void)
{
  g_autoptr (SmpConsultation) first = smp_consultation_new ();
  g_autoptr (SmpHistory) history = smp_history_new (first);

  for (int drag = 0; drag < 2; drag++)
    {
      for (int i = 1; i <= 20; i++)
        {
          g_autoptr (SmpConsultation) next
              = with_density (smp_history_get_current (history), 100 * drag + i);

          smp_history_commit (history, next, "Change density", "density");
        }
      smp_history_seal (history);
    }
  g_assert_cmpfloat (density_of (smp_history_get_current (history)), ==, 120);
  g_assert_true (smp_history_undo (history));
  g_assert_cmpfloat (density_of (smp_history_get_current (history)), ==, 20);
  g_assert_true (smp_history_undo (history));
  g_assert_true (smp_history_get_current (history) == first);
}

/* A new edit after an undo forgets what was undone. */
static void
test_redo_is_cut (void)
{
  g_autoptr (SmpConsultation) first = smp_consultation_new ();
  g_autoptr (SmpHistory) history = smp_history_new (first);
  g_autoptr (SmpConsultation) a = with_density (first, 1);
  g_autoptr (SmpConsultation) b = with_density (first, 2);

  smp_history_commit (history, a, "a", NULL);
  smp_history_undo (history);
  g_assert_cmpstr (smp_history_get_redo_label (history), ==, "a");
  smp_history_commit (history, b, "b", NULL);
  g_assert_null (smp_history_get_redo_label (history));
  g_assert_cmpfloat (density_of (smp_history_get_current (history)), ==, 2);
}

/* What a step should have been takes its place: one undo goes behind it. */
static void
test_amend (void)
{
  g_autoptr (SmpConsultation) first = smp_consultation_new ();
  g_autoptr (SmpHistory) history = smp_history_new (first);
  g_autoptr (SmpConsultation) a = with_density (first, 1);
  g_autoptr (SmpConsultation) b = with_density (first, 2);

  smp_history_commit (history, a, "a", NULL);
  smp_history_amend (history, b);
  g_assert_true (smp_history_get_current (history) == b);
  g_assert_cmpstr (smp_history_get_undo_label (history), ==, "a");
  g_assert_true (smp_history_undo (history));
  g_assert_true (smp_history_get_current (history) == first);
  g_assert_true (smp_history_redo (history));
  g_assert_true (smp_history_get_current (history) == b);
}

static void
test_pigments (void)
{
  gsize n;
  const SmpPigment *const *shades = smp_pigment_builtin (&n);

  g_assert_cmpuint (n, >=, 8);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (smp_pigment_builtin_by_id (shades[i]->id) == shades[i]);
      for (gsize k = 0; k < i; k++)
        g_assert_false (smp_pigment_equal (shades[i], shades[k]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/consultation/photo-titles", test_photo_titles);
  g_test_add_func ("/model/consultation/edits-share", test_edits_share);
  g_test_add_func ("/model/consultation/scales-go-by-sex", test_scales_go_by_sex);
  g_test_add_func ("/model/consultation/without-photo", test_without_photo);
  g_test_add_func ("/model/consultation/without-drawn-in", test_without_drawn_in);
  g_test_add_func ("/model/consultation/photos", test_photos);
  g_test_add_func ("/model/history/undo-redo", test_history);
  g_test_add_func ("/model/history/merge", test_merge);
  g_test_add_func ("/model/history/redo-is-cut", test_redo_is_cut);
  g_test_add_func ("/model/history/amend", test_amend);
  g_test_add_func ("/model/pigments", test_pigments);
  return g_test_run ();
}
