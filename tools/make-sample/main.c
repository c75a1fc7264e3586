/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdlib.h>

#include "head-camera.h"

#define WIDTH 3000
#define HEIGHT 4000

/* What is taken: from the front, and from the subject's left in front. */
static const struct
{
  const char *name;
  double yaw;  /* degrees */
  double size; /* of the front view's */
} views[] = { { "head-front.jpg", 0, 1 }, { "head-left.jpg", 40, 0.6 } };

/* The surface in front of a point: where a ray along −z from far away meets the head. */
static Vec
on_skin (double x, double y)
{
  Vec p = vec (x, y, 400);

  for (int i = 0; i < 200; i++)
    p.z -= 0.8 * head_distance (p, NULL);
  return p;
}

static void
append_landmarks (const Camera *camera, const char *name, gboolean oblique, GString *text)
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
  /* The widest points are seen from the front only. */
  gsize last = G_N_ELEMENTS (marks) - 1;

  g_string_append_printf (text, "  \"%s\": {\n", name);
  for (gsize i = 0; i <= last; i++)
    {
      double x, y;
      char xs[32], ys[32];

      if (oblique && g_str_has_prefix (marks[i].name, "euryon"))
        continue;
      camera_project (camera, marks[i].p, &x, &y);
      g_string_append_printf (text, "    \"%s\": [%s, %s]%s\n", marks[i].name,
                              g_ascii_formatd (xs, sizeof xs, "%.1f", x),
                              g_ascii_formatd (ys, sizeof ys, "%.1f", y), i < last ? "," : "");
    }
  g_string_append (text, "  }");
}

static gboolean
take (const char *folder, gsize view, double scale, GString *text, GError **error)
{
  double size = scale * views[view].size;
  Camera camera
      = camera_new ((int)(WIDTH * size), (int)(HEIGHT * size), views[view].yaw * G_PI / 180);
  g_autofree char *path = g_build_filename (folder, views[view].name, NULL);
  g_autofree guint8 *pixels = camera_render (&camera, 0);
  g_autoptr (GdkPixbuf) pixbuf
      = gdk_pixbuf_new_from_data (pixels, GDK_COLORSPACE_RGB, FALSE, 8, camera.width, camera.height,
                                  3 * camera.width, NULL, NULL);

  append_landmarks (&camera, views[view].name, view > 0, text);
  return gdk_pixbuf_save (pixbuf, path, "jpeg", error, "quality", "88", NULL);
}

int
main (int argc, char **argv)
{
  double scale = argc > 2 ? g_ascii_strtod (argv[2], NULL) : 1;
  g_autoptr (GString) text = g_string_new ("{\n");
  g_autoptr (GError) error = NULL;
  g_autofree char *landmarks = NULL;
  gboolean ok = TRUE;

  if (argc < 2 || !(scale > 0.01 && scale <= 2))
    {
      g_printerr ("usage: make-sample FOLDER [SCALE]\n");
      return 2;
    }
  for (gsize i = 0; ok && i < G_N_ELEMENTS (views); i++)
    {
      if (i > 0)
        g_string_append (text, ",\n");
      ok = take (argv[1], i, scale, text, &error);
    }
  g_string_append (text, "\n}\n");
  landmarks = g_build_filename (argv[1], "sample-landmarks.json", NULL);
  if (!ok || !g_file_set_contents (landmarks, text->str, (gssize)text->len, &error))
    {
      g_printerr ("make-sample: %s\n", error->message);
      return 1;
    }
  return 0;
}
