/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "views-fixture.h"

#include <string.h>

#include "document/stubble-document-private.h"
#include "geometry/smp-outline.h"
#include "model/smp-consultation.h"
#include "model/smp-hairline-template.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"

/* Landmarks that were touched come to rest: what the pictures then tell of the head. */

/* The second photo once more, under another name. */
static void
add_third (StubbleWindow *self)
{
  g_autoptr (SmpPhoto) third = smp_photo_copy (photo (self, 1));
  g_autoptr (SmpConsultation) edited = NULL;

  g_free (third->id);
  g_free (third->name);
  third->id = g_strdup ("photo-9");
  third->name = g_strdup ("third.jpg");
  edited = smp_consultation_with_photo (stubble_document_get_consultation (self->document), third);
  stubble_document_commit (self->document, edited, "Add", NULL);
}

/* When landmarks rest, the contour in the picture makes the fit better, within the same step; what
 * moved in the other photos is told at once, and no longer when it is undone. */
static void
test_rest (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (SmpConsultation) first = NULL;
  g_autoptr (SmpPhoto) at_once = NULL;
  StubblePixels *pixels;

  add_third (self);
  first = smp_consultation_ref (stubble_document_get_consultation (self->document));
  g_signal_connect (self->document, "notice", G_CALLBACK (on_notice), said);
  move_landmark (self, SMP_LANDMARK_VERTEX, 0, -130);
  at_once = smp_photo_ref (photo (self, 0));
  wait_until (rests, self);
  pixels = g_hash_table_lookup (self->document->pixels, photo (self, 0)->sha256);
  g_assert_nonnull (pixels->contour);
  g_assert_true (photo (self, 0) != at_once);
  g_assert_cmpfloat (fabs (photo (self, 0)->head.axes.y - at_once->head.axes.y), >, 1e-6);
  g_assert_nonnull (strstr (said->str, "mm in “Left oblique (head-left.jpg)”, "));
  g_assert_true (g_str_has_suffix (said->str, "mm in “Left oblique (third.jpg)”."));
  g_assert_true (strstr (said->str, "fits anew") == g_strrstr (said->str, "fits anew"));
  g_assert_nonnull (self->notice_toast);
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Move");
  act (self, "undo", NULL);
  g_assert_null (self->notice_toast);
  g_assert_true (stubble_document_get_consultation (self->document) == first);
  close_window (self);
}

static StubblePixels *
pixels_of (StubbleWindow *self, guint i)
{
  return g_hash_table_lookup (self->document->pixels, photo (self, i)->sha256);
}

static gboolean
is_searched (gpointer data)
{
  return is_ready (data) && pixels_of (data, 0)->is_searched && pixels_of (data, 1)->is_searched;
}

/* The contours of a consultation that is opened again are looked for at once, so that the first
 * thing that is touched gives the same as it would have before; and nothing else comes of it. */
static void
test_reopened (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (SmpConsultation) saved
      = smp_consultation_ref (stubble_document_get_consultation (self->document));
  g_autoptr (SmpConsultation) drawn = NULL;
  g_autoptr (SmpOutline) first = NULL;
  SmpHead head;
  double most = 0;

  g_signal_connect (self->document, "notice", G_CALLBACK (on_notice), said);
  wait_until (is_searched, self);

  g_assert_nonnull (pixels_of (self, 0)->contour);
  g_assert_true (stubble_document_get_consultation (self->document) == saved);
  g_assert_false (stubble_document_is_modified (self->document));
  g_assert_cmpstr (said->str, ==, "");

  /* At once as much as when it rests: nothing comes later. */
  move_landmark (self, SMP_LANDMARK_VERTEX, 0, -40);
  head = photo (self, 0)->head;
  first = smp_outline_ref (zone (self)->outline);
  wait_until (rests, self);
  for (gsize i = 0; i < first->n_nodes; i++)
    most = MAX (most,
                smp_point_distance (first->nodes[i].point, zone (self)->outline->nodes[i].point));
  g_test_message ("the axes grow by %.2f mm, the zone moves by %.2f mm",
                  photo (self, 0)->head.axes.y - head.axes.y, most);
  g_assert_cmpfloat (most, <, 1);

  /* However often they rest and nothing comes of it, the plan is carried from where it was drawn.
   */
  drawn = smp_consultation_ref (self->document->drawn);
  for (guint i = 0; i < 3; i++)
    {
      pixels_of (self, 0)->is_searched = pixels_of (self, 1)->is_searched = FALSE;
      _stubble_document_rest (self->document);
      wait_until (is_searched, self);
      g_assert_true (self->document->drawn == drawn);
    }
  close_window (self);
}

/* What is taken back before it rests stays so, and can be done again. */
static void
test_undone (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  g_autoptr (SmpConsultation) first
      = smp_consultation_ref (stubble_document_get_consultation (self->document));

  wait_until (is_searched, self);
  move_landmark (self, SMP_LANDMARK_VERTEX, 0, -130);
  activate (self, "undo", NULL);
  g_assert_true (rests (self) || !is_ready (self));
  wait_until (rests, self);
  g_assert_true (stubble_document_get_consultation (self->document) == first);
  g_assert_cmpstr (stubble_document_get_redo_label (self->document), ==, "Move");
  close_window (self);
}

/* A variant is copied and taken out: its copy, which has its plan, is carried to the next head. */
static void
test_variant_gone (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  g_autofree char *first = g_strdup (stubble_document_get_variant (self->document)->id);
  g_autoptr (SmpConsultation) without = NULL;
  g_autoptr (SmpOutline) before = NULL;

  wait_until (is_searched, self);
  move_landmark (self, SMP_LANDMARK_VERTEX, 0, -40);
  activate (self, "variant-new", NULL);
  without = smp_consultation_without_variant (stubble_document_get_consultation (self->document),
                                              first);
  stubble_document_commit (self->document, without, "Remove", NULL);
  before = smp_outline_ref (zone (self)->outline);
  move_landmark (self, SMP_LANDMARK_VERTEX, 0, -40);
  g_assert_true (zone (self)->outline != before);
  close_window (self);
}

static gboolean
is_searching (gpointer data)
{
  return STUBBLE_WINDOW (data)->document->rest == 0;
}

static gboolean
is_found (gpointer data)
{
  return pixels_of (data, 0)->is_searched;
}

/* What was done while contours were looked for, and undone before they were found, can be done
 * again. */
static void
test_undone_meanwhile (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  g_autoptr (SmpConsultation) named = NULL;

  wait_until (is_searched, self);
  move_landmark (self, SMP_LANDMARK_VERTEX, 0, -130);
  wait_until (is_searching, self);
  named = smp_consultation_with_client (stubble_document_get_consultation (self->document), "Ann",
                                        "", "");
  stubble_document_commit (self->document, named, "Name", NULL);
  stubble_document_undo (self->document);
  pixels_of (self, 0)->is_searched = FALSE;
  wait_until (is_found, self);
  g_assert_cmpstr (stubble_document_get_redo_label (self->document), ==, "Name");
  close_window (self);
}

/* What the landmarks moved is told whatever else was done while contours were looked for. */
static void
test_edited_meanwhile (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (SmpConsultation) named = NULL;

  wait_until (is_searched, self);
  g_signal_connect (self->document, "notice", G_CALLBACK (on_notice), said);
  move_landmark (self, SMP_LANDMARK_VERTEX, 0, -130);
  wait_until (is_searching, self);
  named = smp_consultation_with_client (stubble_document_get_consultation (self->document), "Ann",
                                        "", "");
  stubble_document_commit (self->document, named, "Name", NULL);
  pixels_of (self, 0)->is_searched = FALSE;
  wait_until (is_found, self);
  g_assert_nonnull (strstr (said->str, "mm in “Left oblique”"));
  g_assert_true (stubble_document_get_consultation (self->document) == named);
  close_window (self);
}

/* What an earlier search comes back with while another one runs is kept, and not told: it may be of
 * what is no more. */
static void
test_searched_twice (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  g_autoptr (GString) said = g_string_new (NULL);

  wait_until (is_searched, self);
  g_signal_connect (self->document, "notice", G_CALLBACK (on_notice), said);
  move_landmark (self, SMP_LANDMARK_VERTEX, 0, -130);
  wait_until (is_searching, self);
  g_assert_nonnull (self->document->searching);
  self->document->searching = self; /* another */
  pixels_of (self, 0)->is_searched = FALSE;
  wait_until (is_found, self);
  g_assert_cmpstr (said->str, ==, "");
  g_assert_nonnull (self->document->rested);
  self->document->searching = NULL;
  close_window (self);
}

/* Whatever was begun in threads comes to its end. */
static void
settle_down (StubbleWindow *self)
{
  gint64 end = g_get_monotonic_time () + 1500 * 1000;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  wait_until (is_ready, self);
}

/* A template that is chosen right after the last landmark is laid on the head that the photos tell,
 * which stays as it is then, in the front and in an oblique view. */
static void
test_template (void)
{
  for (guint i = 0; i < 2; i++)
    {
      StubbleWindow *self = open_sample ("sample.stubble.json");
      g_autoptr (SmpPhoto) at_once = NULL;
      g_autoptr (SmpConsultation) placed = NULL;

      stubble_document_show_photo (self->document, photo (self, i)->id);
      wait_until (is_searched, self);
      g_clear_pointer (&pixels_of (self, i)->contour, smp_polygon_unref);
      move_landmark (self, SMP_LANDMARK_VERTEX, 0, -130);
      at_once = smp_photo_ref (photo (self, i));
      g_assert_cmpuint (self->document->rest, !=, 0);
      activate (self, "template", "natural");
      wait_until (is_placed, self);
      placed = smp_consultation_ref (stubble_document_get_consultation (self->document));
      g_assert_nonnull (pixels_of (self, i)->contour);
      g_assert_cmpfloat (fabs (photo (self, i)->head.axes.y - at_once->head.axes.y), >, 1e-6);
      wait_until (rests, self);
      g_assert_true (stubble_document_get_consultation (self->document) == placed);
      close_window (self);
    }
}

static gboolean
nobody_waits (gpointer data)
{
  StubbleDocument *document = STUBBLE_WINDOW (data)->document;

  return g_queue_is_empty (&document->settling) && document->searching == NULL && rests (data);
}

/* An undo while a hairline waits takes that back too, and can be redone. */
static void
test_template_undone (void)
{
  for (guint i = 0; i < 2; i++)
    {
      StubbleWindow *self = open_sample ("sample.stubble.json");
      g_autoptr (SmpConsultation) first
          = smp_consultation_ref (stubble_document_get_consultation (self->document));

      stubble_document_show_photo (self->document, photo (self, i)->id);
      wait_until (is_searched, self);
      move_landmark (self, SMP_LANDMARK_VERTEX, 0, -130);
      activate (self, "template", "natural");
      activate (self, "undo", NULL);
      wait_until (nobody_waits, self);
      settle_down (self);
      g_assert_true (stubble_document_get_consultation (self->document) == first);
      g_assert_cmpstr (stubble_document_get_redo_label (self->document), ==, "Move");
      close_window (self);
    }
}

/* Of two hairlines that wait, the last is placed, in one step. */
static void
test_templates (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");

  wait_until (is_searched, self);
  move_landmark (self, SMP_LANDMARK_VERTEX, 0, -130);
  activate (self, "template", "edge");
  activate (self, "template", "widows-peak");
  wait_until (is_placed, self);
  settle_down (self);
  g_assert_true (is_placed (self));
  g_assert_cmpfloat_with_epsilon (zone (self)->feather[SMP_EDGE_HAIRLINE],
                                  smp_template_look (SMP_TEMPLATE_WIDOWS_PEAK)->feather_hairline,
                                  1e-9);
  stubble_document_undo (self->document);
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Move");
  close_window (self);
}

/* A hairline is not placed in another photo than the one that it was chosen for. */
static void
test_template_elsewhere (void)
{
  for (guint i = 0; i < 2; i++)
    {
      StubbleWindow *self = open_sample ("sample.stubble.json");

      stubble_document_show_photo (self->document, photo (self, i)->id);
      wait_until (is_searched, self);
      move_landmark (self, SMP_LANDMARK_VERTEX, 0, -130);
      activate (self, "template", "natural");
      stubble_document_show_photo (self->document, photo (self, 1 - i)->id);
      wait_until (nobody_waits, self);
      settle_down (self);
      g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Move");
      close_window (self);
    }
}

/* Nor in a consultation that is closed meanwhile. */
static void
test_template_closed (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  g_autoptr (StubbleDocument) document = g_object_ref (self->document);
  gint64 end;

  wait_until (is_searched, self);
  move_landmark (self, SMP_LANDMARK_VERTEX, 0, -130);
  activate (self, "template", "natural");
  stubble_recovery_discard (self->recovery);
  gtk_window_destroy (GTK_WINDOW (self));
  end = g_get_monotonic_time () + 1500 * 1000;
  while (g_get_monotonic_time () < end || !g_queue_is_empty (&document->settling))
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (stubble_document_get_undo_label (document), ==, "Move");
}

static void
add (void)
{
  g_test_add_func ("/rest/told", test_rest);
  g_test_add_func ("/rest/reopened", test_reopened);
  g_test_add_func ("/rest/undone", test_undone);
  g_test_add_func ("/rest/undone-meanwhile", test_undone_meanwhile);
  g_test_add_func ("/rest/edited-meanwhile", test_edited_meanwhile);
  g_test_add_func ("/rest/searched-twice", test_searched_twice);
  g_test_add_func ("/rest/variant-gone", test_variant_gone);
  g_test_add_func ("/rest/template", test_template);
  g_test_add_func ("/rest/template-undone", test_template_undone);
  g_test_add_func ("/rest/templates", test_templates);
  g_test_add_func ("/rest/template-elsewhere", test_template_elsewhere);
  g_test_add_func ("/rest/template-closed", test_template_closed);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
