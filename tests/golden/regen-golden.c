/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors
 *
 * usage: regen-golden FOLDER: draws every scene anew, says what changed, and writes it there.
 * Nothing runs this but a person, who then looks at the pictures: see tests/tools/regen-golden. */
#include "config.h"

#include <gio/gio.h>
#include <locale.h>

#include "golden-compare.h"
#include "golden-scenes.h"

static gboolean
draw_anew (const GoldenScene *scene, const char *folder, GString *checksums, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, scene->name);
  g_autoptr (SmpImage) image = scene->draw (0, (GoldenHow){ 1, 0 });
  g_autoptr (SmpImage) old = golden_read (path, NULL);
  g_autofree char *checksum = golden_checksum (image);

  g_string_append_printf (checksums, "%s  %s\n", checksum, scene->name);
  if (old == NULL)
    g_print ("%s: new\n", scene->name);
  else if (old->width != image->width || old->height != image->height)
    g_print ("%s: another size\n", scene->name);
  else
    {
      GoldenDifference found = golden_compare (image, old);

      if (found.n_wrong == 0)
        return TRUE;
      g_print ("%s: %" G_GSIZE_FORMAT " pixels change, by up to %d, mean ΔE %.4f\n", scene->name,
               found.n_wrong, found.max, found.mean_delta_e);
    }
  return golden_write (image, path, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) checksums = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_CTYPE, "");
  if (argc != 2)
    {
      g_printerr ("usage: regen-golden FOLDER\n");
      return 2;
    }
  for (const GoldenScene *scene = golden_scenes; scene->name != NULL; scene++)
    if (!draw_anew (scene, argv[1], checksums, &error))
      {
        g_printerr ("%s: %s\n", scene->name, error->message);
        return 1;
      }
  path = g_build_filename (argv[1], "checksums", NULL);
  if (!g_file_set_contents (path, checksums->str, -1, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
