/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stubble-palettes.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/smp-pigment.h"
#include "project/smp-palette-file.h"

static GPtrArray *palettes;

static char *
folder_name (void)
{
  return g_build_filename (g_get_user_data_dir (), "stubble", "palettes", NULL);
}

static gint
by_name (gconstpointer a, gconstpointer b)
{
  const SmpPalette *first = *(const SmpPalette *const *)a, *second = *(const SmpPalette *const *)b;

  return g_utf8_collate (first->name, second->name);
}

/* What cannot be read is left where it is, and out of the list. */
static void
add_imported (GPtrArray *to)
{
  g_autofree char *folder = folder_name ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      SmpPalette *palette;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      palette = smp_palette_load (file, NULL, &error);
      if (palette != NULL)
        g_ptr_array_add (found, palette);
      else
        g_debug ("palette %s: %s", path, error->message);
    }
  g_ptr_array_sort (found, by_name);
  g_ptr_array_extend_and_steal (to, g_steal_pointer (&found));
}

GPtrArray *
stubble_palettes_get (void)
{
  const SmpPalette *const *builtin;

  if (palettes != NULL)
    return palettes;
  palettes = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_palette_unref);
  builtin = smp_palette_builtin (NULL);
  for (gsize i = 0; builtin[i] != NULL; i++)
    g_ptr_array_add (palettes, smp_palette_ref (builtin[i]));
  add_imported (palettes);
  return palettes;
}

/* A name for the copy that no other palette has. */
static char *
new_name (const char *folder, const char *id)
{
  g_autofree char *stem
      = g_strcanon (g_strdup (id), G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_", '-');

  for (int i = 1;; i++)
    {
      g_autofree char *name
          = i == 1 ? g_strdup_printf ("%s.json", stem) : g_strdup_printf ("%s-%d.json", stem, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

static const SmpPalette *
palette_by_id (const char *id, gsize length)
{
  GPtrArray *all = stubble_palettes_get ();

  for (guint i = 0; i < all->len; i++)
    {
      const SmpPalette *palette = g_ptr_array_index (all, i);

      if (strlen (palette->id) == length && memcmp (palette->id, id, length) == 0)
        return palette;
    }
  return NULL;
}

const SmpPalette *
stubble_palettes_import (GFile *file, GError **error)
{
  g_autoptr (SmpPalette) palette = smp_palette_load (file, NULL, error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *folder = folder_name ();
  g_autofree char *path = NULL;
  g_autofree char *id = NULL;
  gsize size;
  const char *data;

  if (palette == NULL)
    return NULL;
  id = g_strdup (palette->id);
  if (palette_by_id (id, strlen (id)) != NULL)
    {
      /* Importing the same palette again replaces nothing: it gets an id of its own. */
      for (int i = 2; palette_by_id (palette->id, strlen (palette->id)) != NULL; i++)
        {
          g_free (palette->id);
          palette->id = g_strdup_printf ("%s-%d", id, i);
        }
    }
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                   _ ("The folder “%s” cannot be made. Is the disk full?"), folder);
      return NULL;
    }
  path = new_name (folder, palette->id);
  bytes = smp_palette_write (palette);
  data = g_bytes_get_data (bytes, &size);
  if (!g_file_set_contents (path, data, (gssize)size, error))
    return NULL;
  g_ptr_array_add (stubble_palettes_get (), smp_palette_ref (palette));
  return palette_by_id (palette->id, strlen (palette->id));
}

const SmpPigment *
stubble_palettes_find (const char *name)
{
  const char *slash = strchr (name, '/');
  const SmpPalette *palette;

  if (slash == NULL)
    return NULL;
  palette = palette_by_id (name, (gsize)(slash - name));
  return palette != NULL ? smp_palette_get_shade (palette, slash + 1) : NULL;
}

char *
stubble_palettes_name_of (const SmpPigment *pigment)
{
  GPtrArray *all = stubble_palettes_get ();

  for (guint i = 0; i < all->len; i++)
    {
      const SmpPalette *palette = g_ptr_array_index (all, i);

      for (guint j = 0; j < palette->shades->len; j++)
        if (smp_pigment_equal (g_ptr_array_index (palette->shades, j), pigment))
          return g_strconcat (palette->id, "/", pigment->id, NULL);
    }
  return g_strdup ("");
}
