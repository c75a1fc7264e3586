/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdlib.h>

#include "head-camera.h"

#define WIDTH 3000
#define HEIGHT 4000
#define PHOTO "head-front.jpg"

/* The surface in front of a point: where a ray along −z from far away meets the head. */
static Vec
on_skin (double x, double y)
{
  Vec p = vec (x, y, 400);

  for (int i = 0; i < 200; i++)
    p.z -= 0.8 * head_distance (p, NULL);
  return p;
}

static gboolean
write_landmarks (const Camera *camera, const char *path, GError **error)
{
  const struct
  {
    const char *name;
    Vec p;
  } marks[] = {
    { "pupil_right", on_skin (-EYE_X, EYE_Y) },
    { "pupil_left", on_skin (EYE_X, EYE_Y) },
    { "glabella", on_skin (0, GLABELLA_Y) },
    { "subnasale", on_skin (0, -88) },
    { "chin", on_skin (0, CHIN_Y + 2) },
    { "vertex", vec (0, TOP_Y, -4) },
    { "euryon_right", vec (-76, 2, -4) },
    { "euryon_left", vec (76, 2, -4) },
    { "canthus_right", on_skin (-EYE_X - 13, EYE_Y - 4) },
    { "canthus_left", on_skin (EYE_X + 13, EYE_Y - 4) },
  };
  g_autoptr (GString) text = g_string_new ("{\n  \"" PHOTO "\": {\n");

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      double x, y;
      char xs[32], ys[32];

      camera_project (camera, marks[i].p, &x, &y);
      g_string_append_printf (text, "    \"%s\": [%s, %s]%s\n", marks[i].name,
                              g_ascii_formatd (xs, sizeof xs, "%.1f", x),
                              g_ascii_formatd (ys, sizeof ys, "%.1f", y),
                              i + 1 < G_N_ELEMENTS (marks) ? "," : "");
    }
  g_string_append (text, "  }\n}\n");
  return g_file_set_contents (path, text->str, (gssize)text->len, error);
}

int
main (int argc, char **argv)
{
  double scale = argc > 2 ? g_ascii_strtod (argv[2], NULL) : 1;
  Camera camera = camera_new ((int)(WIDTH * scale), (int)(HEIGHT * scale));
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *photo = NULL, *landmarks = NULL;
  guint8 *pixels;

  if (argc < 2 || !(scale > 0.01 && scale <= 2))
    {
      g_printerr ("usage: make-sample FOLDER [SCALE]\n");
      return 2;
    }
  photo = g_build_filename (argv[1], PHOTO, NULL);
  landmarks = g_build_filename (argv[1], "sample-landmarks.json", NULL);
  pixels = camera_render (&camera, 0);
  pixbuf = gdk_pixbuf_new_from_data (pixels, GDK_COLORSPACE_RGB, FALSE, 8, camera.width,
                                     camera.height, 3 * camera.width, NULL, NULL);
  if (!gdk_pixbuf_save (pixbuf, photo, "jpeg", &error, "quality", "88", NULL)
      || !write_landmarks (&camera, landmarks, &error))
    {
      g_printerr ("make-sample: %s\n", error->message);
      return 1;
    }
  g_free (pixels);
  return 0;
}
