/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "canvas/stubble-mark-words.h"
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

/* How many words are shown; each of them alone and whole in the pane, also as it is drawn. */
static guint
check (double width, double height, double zoom, guint *n_marks)
{
  g_autoptr (SmpPhoto) photo = face_new ();
  StubbleViewport viewport = pane (width, height, zoom);
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (recording);
  g_autoptr (GArray) words = stubble_mark_words_new (cr, photo, &viewport);
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

static void
test_apart (void)
{
  /* Canvases of windows from 600 × 480 up, and less. */
  static const SmpPoint sizes[]
      = { { 120, 90 },  { 230, 300 }, { 280, 380 }, { 330, 300 },   { 420, 500 },  { 480, 330 },
          { 560, 440 }, { 800, 520 }, { 900, 800 }, { 1280, 1000 }, { 1900, 1000 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int zoom = 1; zoom <= 4; zoom++)
      {
        guint n_marks, n = check (sizes[i].x, sizes[i].y, zoom, &n_marks);

        if (zoom > 1)
          continue;
        g_assert_cmpuint (n_marks, ==, 12);
        if (sizes[i].x > 400)
          g_assert_cmpuint (n, >=, 6);
        if (sizes[i].y >= 800)
          g_assert_cmpuint (n, ==, n_marks);
      }
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
  return g_test_run ();
}
