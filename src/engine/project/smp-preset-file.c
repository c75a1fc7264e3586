/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-preset-file.h"

#include "base/smp-error.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "project/smp-json-writer.h"
#include "project/smp-project-reader-private.h"
#include "project/smp-project-reader.h"
#include "project/smp-project-writer-private.h"

#include <glib/gi18n-lib.h>

#define FORMAT "stubble-preset"
#define VERSION "1.0"
#define LIMIT_BYTES (1024 * 1024)

static void
read_look (SmpJsonReader *r, JsonObject *object, SmpPlan *look)
{
  static const char *const known[]
      = { "kind", "density", "dot_diameter", "feather", "irregularity", "variation", NULL };
  SmpZoneKind kind = smp_project_read_kind (r, object);
  SmpZone *zone = smp_zone_new (smp_zone_kind_to_string (kind), kind, "");
  gsize mark;

  smp_project_read_zone_look (r, object, zone);
  smp_json_reader_note_unknown (r, object, known);
  mark = smp_json_reader_push (r, "kind");
  if (kind == SMP_ZONE_KEEP_OUT)
    smp_json_reader_fault (r, _ ("A keep-out has no look."));
  else if (smp_plan_get_zone (look, zone->id) != NULL)
    smp_json_reader_fault (r, _ ("Two looks are for the kind “%s”."), zone->id);
  else
    g_ptr_array_add (look->zones, smp_zone_ref (zone));
  smp_json_reader_pop (r, mark);
  smp_zone_unref (zone);
}

static void
read_looks (SmpJsonReader *r, JsonObject *object, SmpPlan *look)
{
  JsonArray *array = smp_json_reader_array (r, object, "zones", TRUE, SMP_N_ZONE_KINDS);
  gsize mark = smp_json_reader_push (r, "zones");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      gsize inner = smp_json_reader_push_index (r, i);
      JsonObject *element = smp_json_reader_element_object (r, array, i);

      if (element != NULL)
        read_look (r, element, look);
      smp_json_reader_pop (r, inner);
    }
  smp_json_reader_pop (r, mark);
}

/* Dates and notes are of one client; a file that names some is read without them. */
static void
forget_client (SmpPlan *look)
{
  for (gsize i = 0; i < look->n_sessions; i++)
    {
      g_clear_pointer (&look->sessions[i].date, g_free);
      g_clear_pointer (&look->sessions[i].done, g_free);
      g_clear_pointer (&look->sessions[i].notes, g_free);
    }
}

static SmpPlan *
read_plan (SmpJsonReader *r, JsonObject *object)
{
  static const char *const known[] = { "format", "version",  "name",  "description", "pigment",
                                       "recipe", "sessions", "zones", NULL };
  SmpPlan *look = smp_plan_new (1);
  JsonObject *pigment = smp_json_reader_object (r, object, "pigment", TRUE);

  if (pigment != NULL)
    {
      gsize mark = smp_json_reader_push (r, "pigment");

      smp_pigment_unref (look->pigment);
      look->pigment = smp_project_read_pigment (r, pigment);
      smp_json_reader_pop (r, mark);
    }
  smp_project_read_recipe (r, object, look);
  smp_project_read_sessions (r, object, look);
  forget_client (look);
  read_looks (r, object, look);
  smp_json_reader_note_unknown (r, object, known);
  return look;
}

static char *
read_name (SmpJsonReader *r, JsonObject *object)
{
  char *name = smp_json_reader_string (r, object, "name", TRUE, "");
  gsize mark = smp_json_reader_push (r, "name");

  if (json_object_has_member (object, "name") && name[0] == '\0')
    smp_json_reader_fault (r, _ ("A preset needs a name."));
  if (g_utf8_strlen (name, -1) > SMP_PRESET_NAME_MAX)
    smp_json_reader_fault (r, _ ("The name of a preset has at most %d characters."),
                           SMP_PRESET_NAME_MAX);
  smp_json_reader_pop (r, mark);
  return name;
}

SmpPreset *
smp_preset_read (GBytes *bytes, const char *name, GStrv *unknown, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) faults
      = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_project_fault_free);
  g_autoptr (GString) pointer = g_string_new (NULL);
  g_autoptr (GPtrArray) members = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  SmpJsonReader reader = { pointer, faults, members };
  g_autofree char *format = NULL, *version = NULL, *title = NULL, *description = NULL;
  g_autoptr (SmpPlan) look = NULL;
  JsonObject *object;

  if (unknown != NULL)
    *unknown = NULL;
  if (g_bytes_get_size (bytes) > LIMIT_BYTES)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("%s is larger than %d kB, the most that is read of a preset."),
                   name != NULL ? name : _ ("This"), LIMIT_BYTES / 1024);
      return NULL;
    }
  root = smp_project_parse (bytes, name, error);
  if (root == NULL)
    return NULL;
  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object != NULL)
    format = smp_json_reader_string (&reader, object, "format", FALSE, "");
  if (g_strcmp0 (format, FORMAT) != 0)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                   _ ("%s is no preset of Stubble: its /format is not “%s”."),
                   name != NULL ? name : _ ("This"), FORMAT);
      return NULL;
    }
  version = smp_json_reader_string (&reader, object, "version", TRUE, "");
  if (g_ascii_strtoull (version, NULL, 10) > 1)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_UNSUPPORTED,
                   _ ("%s is a preset of version %s, which a newer Stubble wrote. This one reads "
                      "version 1."),
                   name != NULL ? name : _ ("This"), version);
      return NULL;
    }
  title = read_name (&reader, object);
  description = smp_json_reader_string (&reader, object, "description", FALSE, "");
  look = read_plan (&reader, object);
  if (faults->len == 0)
    {
      if (unknown != NULL)
        *unknown = (GStrv)g_ptr_array_steal (members, NULL);
      return smp_preset_new (title, description, look);
    }
  smp_project_set_error (faults, name, error);
  return NULL;
}

SmpPreset *
smp_preset_load (GFile *file, GStrv *unknown, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GBytes) bytes = smp_project_read_limited (file, LIMIT_BYTES, cancellable, error);

  if (unknown != NULL)
    *unknown = NULL;
  return bytes != NULL ? smp_preset_read (bytes, name, unknown, error) : NULL;
}

GBytes *
smp_preset_write (const SmpPreset *self)
{
  SmpJsonWriter writer = { .out = g_string_new (NULL) };
  const SmpPlan *look = self->look;

  smp_json_writer_open (&writer, '{');
  smp_json_writer_name_string (&writer, "format", FORMAT);
  smp_json_writer_name_string (&writer, "version", VERSION);
  smp_json_writer_name_string (&writer, "name", self->name);
  smp_json_writer_name_string (&writer, "description", self->description);
  smp_project_write_pigment (&writer, look->pigment);
  smp_project_write_recipe (&writer, &look->recipe);
  smp_json_writer_name_open (&writer, "sessions", '[');
  for (gsize i = 0; i < look->n_sessions; i++)
    {
      smp_json_writer_element (&writer);
      smp_project_write_session (&writer, &look->sessions[i]);
    }
  smp_json_writer_close (&writer, ']');
  smp_json_writer_name_open (&writer, "zones", '[');
  for (guint i = 0; i < look->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (look->zones, i);

      smp_json_writer_element (&writer);
      smp_json_writer_open (&writer, '{');
      smp_json_writer_name_string (&writer, "kind", smp_zone_kind_to_string (zone->kind));
      smp_project_write_zone_look (&writer, zone);
      smp_json_writer_close (&writer, '}');
    }
  smp_json_writer_close (&writer, ']');
  smp_json_writer_close (&writer, '}');
  g_string_append_c (writer.out, '\n');
  return g_string_free_to_bytes (writer.out);
}
