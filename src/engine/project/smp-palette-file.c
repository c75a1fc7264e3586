/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-palette-file.h"

#include <pthread.h>
#include <string.h>

#include "base/smp-error.h"
#include "model/smp-pigment.h"
#include "project/smp-json-writer.h"
#include "project/smp-palette-gimp.h"
#include "project/smp-project-reader-private.h"
#include "project/smp-project-reader.h"
#include "smp-palettes.h"

#include <glib/gi18n-lib.h>

#define FORMAT "stubble-palette"
#define VERSION "1.0"
#define LIMIT_BYTES (1024 * 1024)
#define RESOURCE "/io/github/stubble/palettes/"

/* In the order in which they are offered. */
static const char *const builtin[] = { "carbon", "dark", "medium", "light" };

static void
read_shades (SmpJsonReader *r, JsonObject *object, SmpPalette *palette)
{
  JsonArray *array = smp_json_reader_array (r, object, "shades", TRUE, SMP_LIMIT_PALETTE_SHADES);
  gsize mark = smp_json_reader_push (r, "shades");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      gsize inner = smp_json_reader_push_index (r, i);
      JsonObject *element = smp_json_reader_element_object (r, array, i);

      if (element != NULL)
        g_ptr_array_add (palette->shades, smp_project_read_pigment (r, element));
      smp_json_reader_pop (r, inner);
    }
  if (array != NULL && json_array_get_length (array) == 0)
    smp_json_reader_fault (r, _ ("A palette needs at least one shade."));
  smp_json_reader_pop (r, mark);
}

static SmpPalette *
read_json (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (JsonNode) root = smp_project_parse (bytes, name, error);
  g_autoptr (GPtrArray) faults
      = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_project_fault_free);
  g_autoptr (GString) pointer = g_string_new (NULL);
  SmpJsonReader reader = { pointer, faults };
  g_autofree char *format = NULL, *id = NULL, *title = NULL, *description = NULL;
  g_autoptr (SmpPalette) palette = NULL;
  JsonObject *object;

  if (root == NULL)
    return NULL;
  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object != NULL)
    format = smp_json_reader_string (&reader, object, "format", FALSE, "");
  if (g_strcmp0 (format, FORMAT) != 0)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                   _ ("%s is no palette: neither of Stubble (/format) nor of GIMP."),
                   name != NULL ? name : _ ("This"));
      return NULL;
    }
  id = smp_json_reader_string (&reader, object, "id", TRUE, "");
  title = smp_json_reader_string (&reader, object, "name", FALSE, id);
  description = smp_json_reader_string (&reader, object, "description", FALSE, "");
  palette = smp_palette_new (id, title, description);
  read_shades (&reader, object, palette);
  if (faults->len == 0)
    return g_steal_pointer (&palette);
  smp_project_set_error (faults, name, error);
  return NULL;
}

SmpPalette *
smp_palette_read (GBytes *bytes, const char *name, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  if (size > LIMIT_BYTES)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("%s is larger than %d kB, the most that is read of a palette."),
                   name != NULL ? name : _ ("This"), LIMIT_BYTES / 1024);
      return NULL;
    }
  if (smp_palette_is_gimp (text, size))
    return smp_palette_read_gimp (text, size, name, error);
  return read_json (bytes, name, error);
}

SmpPalette *
smp_palette_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GBytes) bytes = smp_project_read_limited (file, LIMIT_BYTES, cancellable, error);

  return bytes != NULL ? smp_palette_read (bytes, name, error) : NULL;
}

static void
write_shade (SmpJsonWriter *w, const SmpPigment *shade)
{
  smp_json_writer_element (w);
  smp_json_writer_open (w, '{');
  smp_json_writer_name_string (w, "id", shade->id);
  smp_json_writer_name_string (w, "name", shade->name);
  if (shade->has_colour)
    {
      g_autofree char *hex
          = g_strdup_printf ("#%02x%02x%02x", shade->colour[0], shade->colour[1], shade->colour[2]);

      smp_json_writer_name_string (w, "colour", hex);
    }
  else
    {
      smp_json_writer_name_number (w, "dilution", shade->dilution);
      smp_json_writer_name_number (w, "warmth", shade->warmth);
    }
  smp_json_writer_members (w, shade->unknown);
  smp_json_writer_close (w, '}');
}

GBytes *
smp_palette_write (const SmpPalette *self)
{
  SmpJsonWriter writer = { .out = g_string_new (NULL) };

  smp_json_writer_open (&writer, '{');
  smp_json_writer_name_string (&writer, "format", FORMAT);
  smp_json_writer_name_string (&writer, "version", VERSION);
  smp_json_writer_name_string (&writer, "id", self->id);
  smp_json_writer_name_string (&writer, "name", self->name);
  smp_json_writer_name_string (&writer, "description", self->description);
  smp_json_writer_name (&writer, "shades");
  smp_json_writer_open (&writer, '[');
  for (guint i = 0; i < self->shades->len; i++)
    write_shade (&writer, g_ptr_array_index (self->shades, i));
  smp_json_writer_close (&writer, ']');
  smp_json_writer_close (&writer, '}');
  g_string_append_c (writer.out, '\n');
  return g_string_free_to_bytes (writer.out);
}

static const SmpPalette *palettes[G_N_ELEMENTS (builtin) + 1];

static void
read_palettes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (builtin); i++)
    {
      g_autofree char *path = g_strconcat (RESOURCE, builtin[i], ".json", NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (smp_palettes_get_resource (), path,
                                                         G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autoptr (GError) error = NULL;

      palettes[i] = smp_palette_read (bytes, builtin[i], &error);
      if (palettes[i] == NULL)
        g_error ("%s", error->message); /* a damaged program */
    }
}

const SmpPalette *const *
smp_palette_builtin (gsize *n)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;

  pthread_once (&once, read_palettes);
  if (n != NULL)
    *n = G_N_ELEMENTS (builtin);
  return palettes;
}
