/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "canvas/stubble-mark-words.h"
#include "canvas/stubble-marks.h"
#include "model/smp-landmarks.h"

/* The words of landmarks in small panes, in the language of the environment. */

static SmpPhoto *
face_new (void)
{
  static const SmpLandmark points[] = {
    { (char *)SMP_LANDMARK_CANTHUS_LEFT, { 640, 620 } },
    { (char *)SMP_LANDMARK_CANTHUS_RIGHT, { 360, 620 } },
    { (char *)SMP_LANDMARK_CHIN, { 500, 980 } },
    { (char *)SMP_LANDMARK_EURYON_LEFT, { 740, 420 } },
    { (char *)SMP_LANDMARK_EURYON_RIGHT, { 260, 420 } },
    { (char *)SMP_LANDMARK_GLABELLA, { 500, 540 } },
    { (char *)SMP_LANDMARK_PUPIL_LEFT, { 580, 612 } },
    { (char *)SMP_LANDMARK_PUPIL_RIGHT, { 420, 612 } },
    { (char *)SMP_LANDMARK_SUBNASALE, { 500, 760 } },
    { (char *)SMP_LANDMARK_VERTEX, { 500, 180 } },
    { (char *)"tragion_left", { 750, 640 } },
    { (char *)"tragion_right", { 250, 640 } },
  };
  SmpPhoto *photo = smp_photo_new ("photo-1");

  photo->width = 1000;
  photo->height = 1200;
  smp_landmarks_unref (photo->landmarks);
  photo->landmarks = smp_landmarks_new (points, G_N_ELEMENTS (points), NULL);
  return photo;
}

static StubbleViewport
pane (double width, double height, double zoom)
{
  StubbleViewport viewport;

  stubble_viewport_init (&viewport);
  viewport.photo_width = 1000;
  viewport.photo_height = 1200;
  stubble_viewport_resize (&viewport, width, height);
  stubble_viewport_fit (&viewport);
  if (zoom > 1)
    stubble_viewport_zoom_at (&viewport, zoom, width / 2, height / 2);
  return viewport;
}

/* What lies over a pane: a badge in a corner, a bar and a hint at the foot, and a word of the
 * guides where the hairline is; mirrored, as from right to left. */
static GArray *
covers_new (double width, double height, gboolean mirrored)
{
  double bar = MIN (360, width);
  const SmpRect rects[] = {
    { 12, 12, MIN (210, width - 24), 28 },
    { (width - bar) / 2, height - 62, bar, 56 },
    { width / 2 - 100, height - 100, 200, 32 },
    { width / 2 + 8, height * 0.3, 50, 20 },
  };
  GArray *covers = g_array_new (FALSE, FALSE, sizeof (SmpRect));

  for (gsize i = 0; i < G_N_ELEMENTS (rects); i++)
    {
      SmpRect at = rects[i];

      if (mirrored)
        at.x = width - at.x - at.width;
      g_array_append_val (covers, at);
    }
  return covers;
}

/* How many words are shown; each of them alone and whole in the pane, also as it is drawn, and over
 * none of @taken (nullable). */
static guint
check (double width, double height, double zoom, const GArray *taken, guint *n_marks)
{
  g_autoptr (SmpPhoto) photo = face_new ();
  StubbleViewport viewport = pane (width, height, zoom);
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (recording);
  g_autoptr (GArray) words = stubble_mark_words_new (cr, photo, &viewport, taken, NULL);
  double x, y, w, h;
  guint n = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const StubbleMarkWord *a = &g_array_index (words, StubbleMarkWord, i);

      if (!a->is_shown)
        continue;
      n++;
      g_assert_cmpfloat (a->x, >=, 0);
      g_assert_cmpfloat (a->y, >=, 0);
      g_assert_cmpfloat (a->x + a->width, <=, width);
      g_assert_cmpfloat (a->y + a->height, <=, height);
      for (guint k = 0; taken != NULL && k < taken->len; k++)
        {
          SmpRect b = g_array_index (taken, SmpRect, k);

          g_assert_false (a->x < b.x + b.width && b.x < a->x + a->width && a->y < b.y + b.height
                          && b.y < a->y + a->height);
        }
      for (guint k = 0; k < i; k++)
        {
          const StubbleMarkWord *b = &g_array_index (words, StubbleMarkWord, k);

          g_assert_false (b->is_shown && a->x < b->x + b->width && b->x < a->x + a->width
                          && a->y < b->y + b->height && b->y < a->y + a->height);
        }
    }
  stubble_mark_words_draw (words, cr);
  cairo_recording_surface_ink_extents (recording, &x, &y, &w, &h);
  if (n > 0)
    {
      g_assert_cmpfloat (x, >=, 0);
      g_assert_cmpfloat (y, >=, 0);
      g_assert_cmpfloat (x + w, <=, width);
      g_assert_cmpfloat (y + h, <=, height);
    }
  g_test_message ("%.0f × %.0f at %.0f: %u of %u words", width, height, zoom, n, words->len);
  *n_marks = words->len;
  cairo_destroy (cr);
  cairo_surface_destroy (recording);
  return n;
}

/* Canvases of windows from 600 × 480 up, and less. */
static const SmpPoint sizes[]
    = { { 120, 90 },  { 230, 300 }, { 280, 380 }, { 330, 300 },   { 420, 500 },  { 480, 330 },
        { 560, 440 }, { 800, 520 }, { 900, 800 }, { 1280, 1000 }, { 1900, 1000 } };

static void
test_apart (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int zoom = 1; zoom <= 4; zoom++)
      {
        guint n_marks, n = check (sizes[i].x, sizes[i].y, zoom, NULL, &n_marks);

        if (zoom > 1)
          continue;
        g_assert_cmpuint (n_marks, ==, 12);
        if (sizes[i].x > 400)
          g_assert_cmpuint (n, >=, 6);
        if (sizes[i].y >= 800)
          g_assert_cmpuint (n, ==, n_marks);
      }
}

static void
test_covered (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int mirrored = 0; mirrored < 2; mirrored++)
      for (int zoom = 1; zoom <= 4; zoom++)
        {
          g_autoptr (GArray) covers = covers_new (sizes[i].x, sizes[i].y, mirrored);
          guint n_marks, n = check (sizes[i].x, sizes[i].y, zoom, covers, &n_marks);

          if (zoom == 1 && sizes[i].x > 400)
            g_assert_cmpuint (n, >=, 6);
          if (zoom == 1 && sizes[i].y >= 800)
            g_assert_cmpuint (n, >=, 10);
        }
}

/* Where the words lie to their marks: one number for each landmark, 0 for one that is not shown. */
static void
arrange (const StubbleViewport *viewport,
         const GArray *covers,
         StubbleMarkPlaces *places,
         GHashTable *arranged)
{
  g_autoptr (SmpPhoto) photo = face_new ();
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (recording);
  g_autoptr (GArray) words = stubble_mark_words_new (cr, photo, viewport, covers, places);
  guint n = 0;

  g_hash_table_remove_all (arranged);
  for (gsize i = 0; i < photo->landmarks->n_points; i++)
    {
      SmpPoint at = stubble_viewport_to_widget (viewport, photo->landmarks->points[i].point);
      const StubbleMarkWord *word
          = n < words->len ? &g_array_index (words, StubbleMarkWord, n) : NULL;
      const char *label = stubble_marks_landmark_label (photo->landmarks->points[i].name);
      int number = 0;

      /* In the order of the landmarks, without those that are not in the pane. */
      if (word == NULL || strcmp (word->text, label) != 0)
        continue;
      n++;
      if (word->is_shown)
        number = 1 + (int)round (word->x - at.x + 500) + 1000 * (int)round (word->y - at.y + 500);
      g_hash_table_insert (arranged, (gpointer)label, GINT_TO_POINTER (number));
    }
  g_assert_cmpuint (n, ==, words->len);
  cairo_destroy (cr);
  cairo_surface_destroy (recording);
}

/* How many words of the second are not as in the first; those that one of them has not do not
 * count. */
static guint
count_changes (GHashTable *first, GHashTable *second)
{
  GHashTableIter iter;
  gpointer label, number, before;
  guint n = 0;

  g_hash_table_iter_init (&iter, second);
  while (g_hash_table_iter_next (&iter, &label, &number))
    if (g_hash_table_lookup_extended (first, label, NULL, &before) && before != number)
      n++;
  return n;
}

/* While the view is zoomed or dragged a word goes to another side now and then; it does not go to
 * and fro where the view does, nor where it rests. */
static void
test_steady (void)
{
  for (gsize i = 2; i < G_N_ELEMENTS (sizes); i++)
    for (int way = 0; way < 3; way++)
      {
        StubbleViewport viewport = pane (sizes[i].x, sizes[i].y, way == 0 ? 1 : 2);
        g_autoptr (GArray) covers = covers_new (sizes[i].x, sizes[i].y, FALSE);
        StubbleMarkPlaces *places = stubble_mark_places_new ();
        GHashTable *last = g_hash_table_new (g_str_hash, g_str_equal);
        GHashTable *now = g_hash_table_new (g_str_hash, g_str_equal);
        guint n_changes = 0, n_back = 0;

        arrange (&viewport, covers, places, last);
        for (int step = 0; step < 200; step++)
          {
            StubbleViewport next = viewport;

            if (way == 0)
              stubble_viewport_zoom_at (&next, 1.006, sizes[i].x / 2, sizes[i].y / 2);
            else
              stubble_viewport_pan (&next, way == 1 ? 1 : 0, way == 2 ? 1 : 0);
            arrange (&next, covers, places, now);
            n_changes += count_changes (last, now);
            /* Back, and there again, and once more as it is. */
            arrange (&viewport, covers, places, last);
            n_back += count_changes (now, last);
            arrange (&next, covers, places, now);
            n_back += count_changes (last, now);
            arrange (&next, covers, places, last);
            g_assert_cmpuint (count_changes (now, last), ==, 0);
            viewport = next;
          }
        g_test_message ("%.0f × %.0f, way %d: %u changes, %u of them back", sizes[i].x, sizes[i].y,
                        way, n_changes, n_back);
        /* In a narrow pane a mark that comes in or goes may push others. */
        g_assert_cmpuint (n_back, <=, sizes[i].x > 400 ? 3 : 8);
        g_assert_cmpuint (n_changes, <=, 60);
        g_hash_table_unref (last);
        g_hash_table_unref (now);
        stubble_mark_places_free (places);
      }
}

/* The words of two rings beside each other lie over neither ring, and are read whole. */
static void
test_rings (void)
{
  static const SmpPoint pairs[][2] = { { { 172, 200 }, { 103, 200 } },
                                       { { 103, 200 }, { 172, 205 } },
                                       { { 90, 200 }, { 20, 190 } },
                                       { { 330, 90 }, { 260, 90 } },
                                       { { 20, 90 }, { 330, 90 } } };
  const double radius = 14, pane_width = 345;
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (recording);

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (int k = 0; k < 2; k++)
      {
        SmpPoint own = pairs[i][k], other = pairs[i][1 - k];
        const char *word = k == 0 ? _ ("Bare skin") : _ ("Hair to match");
        SmpPoint at = stubble_marks_ring_word (cr, own, radius, word, own.x < other.x, pane_width);
        SmpRect box = stubble_marks_word_box (cr, at, word);

        g_assert_cmpfloat (box.x, >=, 0);
        g_assert_cmpfloat (box.x + box.width, <=, pane_width);
        for (int r = 0; r < 2; r++)
          g_assert_false (
              box.x < pairs[i][r].x + radius && pairs[i][r].x - radius < box.x + box.width
              && box.y < pairs[i][r].y + radius && pairs[i][r].y - radius < box.y + box.height);
      }
  cairo_destroy (cr);
  cairo_surface_destroy (recording);
}

int
main (int argc, char **argv)
{
  const char *folder = g_getenv ("STUBBLE_LOCALE_DIR");

  if (folder != NULL)
    {
      setlocale (LC_ALL, "");
      bindtextdomain (GETTEXT_PACKAGE, folder);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
      g_assert_cmpstr (_ ("Chin"), !=, "Chin");
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mark-words/apart", test_apart);
  g_test_add_func ("/mark-words/covered", test_covered);
  g_test_add_func ("/mark-words/rings", test_rings);
  g_test_add_func ("/mark-words/steady", test_steady);
  return g_test_run ();
}
