/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-project-reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/smp-error.h"
#include "base/smp-limits.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-photo-decode.h"
#include "project/smp-json-scan.h"
#include "project/smp-project-format.h"
#include "project/smp-project-reader-private.h"

#include <glib/gi18n-lib.h>

void
smp_project_fault_free (SmpProjectFault *self)
{
  g_free (self->pointer);
  g_free (self->message);
  g_free (self);
}

void
smp_project_set_error (GPtrArray *faults, const char *name, GError **error)
{
  const SmpProjectFault *fault = g_ptr_array_index (faults, 0);

  g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
               /* Translators: what is wrong, and where (a JSON Pointer). */
               _ ("%s (%s)"), fault->message, fault->pointer[0] != '\0' ? fault->pointer : "/");
  if (name != NULL)
    g_prefix_error (error, "%s: ", name);
}

JsonNode *
smp_project_parse (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (GError) local = NULL;

  if (size == 0)
    g_set_error (&local, SMP_ERROR, SMP_ERROR_INVALID, _ ("The file is empty."));
  else if (size > SMP_LIMIT_PROJECT_BYTES)
    g_set_error (&local, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                 _ ("The file is larger than %u MB, the most that is read."),
                 SMP_LIMIT_PROJECT_BYTES / 1024 / 1024);
  else if (smp_photo_is_known (text, size))
    g_set_error (
        &local, SMP_ERROR, SMP_ERROR_INVALID,
        _ ("This is a picture. Stubble opens it as a photo of a consultation, not as a file "
           "of its own."));
  else if (smp_json_scan (text, size, &local)
           && json_parser_load_from_data (parser, text, (gssize)size, &local))
    return json_parser_steal_root (parser);

  g_propagate_error (error, g_steal_pointer (&local));
  if (name != NULL)
    g_prefix_error (error, "%s: ", name);
  return NULL;
}

/* The text of a member, or "" if there is none. */
static const char *
text_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return "";
  return json_node_get_string (node);
}

/* Whether the file is of a kind and version that can be read at all. */
static gboolean
check_format (JsonNode *root, const char *name, GError **error)
{
  JsonObject *object;
  const char *format, *version;

  if (name == NULL)
    name = _ ("The result");
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID, _ ("%s is not a Stubble consultation."),
                   name);
      return FALSE;
    }
  object = json_node_get_object (root);
  format = text_member (object, "format");
  version = text_member (object, "version");
  if (strcmp (format, SMP_PROJECT_FORMAT) != 0)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                   _ ("%s is not a Stubble consultation (/format)."), name);
      return FALSE;
    }
  if (strtol (version, NULL, 10) != SMP_PROJECT_MAJOR)
    {
      g_set_error (
          error, SMP_ERROR, SMP_ERROR_UNSUPPORTED,
          _ ("%s is of version “%s”, and this program reads version %d. A newer Stubble can "
             "open it (/version)."),
          name, version, SMP_PROJECT_MAJOR);
      return FALSE;
    }
  return TRUE;
}

/* 0 is as good as none. */
static double
read_circumference (SmpJsonReader *r, JsonObject *from)
{
  double mm
      = smp_json_reader_number (r, from, "head_circumference_mm", FALSE, 0, -INFINITY, INFINITY);

  if (mm < 0 || mm > SMP_HEAD_CIRCUMFERENCE_MOST || (mm > 0 && mm < SMP_HEAD_CIRCUMFERENCE_LEAST))
    {
      gsize mark = smp_json_reader_push (r, "head_circumference_mm");

      smp_json_reader_fault (r, _ ("A head is %g to %g mm round, and 0 if it was not measured."),
                             SMP_HEAD_CIRCUMFERENCE_LEAST, SMP_HEAD_CIRCUMFERENCE_MOST);
      smp_json_reader_pop (r, mark);
      return 0;
    }
  return mm;
}

static void
read_client (SmpJsonReader *r, JsonObject *object, SmpClient *client)
{
  static const char *const known[]
      = { "name", "reference", "notes", "head_circumference_mm", NULL };
  JsonObject *from = smp_json_reader_object (r, object, "client", FALSE);
  gsize mark = smp_json_reader_push (r, "client");

  if (from != NULL)
    {
      g_free (client->name);
      g_free (client->reference);
      g_free (client->notes);
      client->name = smp_json_reader_string (r, from, "name", FALSE, "");
      client->reference = smp_json_reader_string (r, from, "reference", FALSE, "");
      client->notes = smp_json_reader_string (r, from, "notes", FALSE, "");
      client->head_circumference_mm = read_circumference (r, from);
      client->unknown = smp_json_reader_unknown (r, from, known);
    }
  smp_json_reader_pop (r, mark);
}

static void
read_photos (SmpJsonReader *r, JsonObject *object, SmpConsultation *consultation)
{
  JsonArray *array = smp_json_reader_array (r, object, "photos", TRUE, SMP_LIMIT_PHOTOS);
  gsize mark = smp_json_reader_push (r, "photos");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      gsize inner = smp_json_reader_push_index (r, i);
      JsonObject *element = smp_json_reader_element_object (r, array, i);

      if (element != NULL)
        {
          g_autoptr (SmpPhoto) photo
              = smp_project_read_photo (r, element, smp_consultation_get_sex (consultation));

          if (smp_consultation_get_photo (consultation, photo->id) != NULL)
            {
              smp_json_reader_push (r, "id");
              smp_json_reader_fault (r, _ ("Two photos have the id “%s”."), photo->id);
            }
          else
            g_ptr_array_add (consultation->photos, g_steal_pointer (&photo));
        }
      smp_json_reader_pop (r, inner);
    }
  smp_json_reader_pop (r, mark);
}

static void
read_variants (SmpJsonReader *r, JsonObject *object, SmpConsultation *consultation)
{
  static const char *const known[] = { "id", "name", "notes", "plan", NULL };
  JsonArray *array = smp_json_reader_array (r, object, "variants", TRUE, SMP_LIMIT_VARIANTS);
  gsize mark = smp_json_reader_push (r, "variants");

  if (array != NULL && json_array_get_length (array) == 0)
    smp_json_reader_fault (r, _ ("A consultation needs at least one variant."));
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      gsize inner = smp_json_reader_push_index (r, i);
      JsonObject *element = smp_json_reader_element_object (r, array, i);
      JsonObject *plan_object
          = element != NULL ? smp_json_reader_object (r, element, "plan", TRUE) : NULL;

      if (plan_object != NULL)
        {
          g_autofree char *id = smp_json_reader_string (r, element, "id", TRUE, "");
          g_autofree char *name = smp_json_reader_string (r, element, "name", FALSE, id);
          g_autoptr (SmpPlan) plan = NULL;
          SmpVariant *variant;
          gsize at_plan = smp_json_reader_push (r, "plan");

          plan = smp_project_read_plan (r, plan_object);
          smp_json_reader_pop (r, at_plan);
          variant = smp_variant_new (id, name, plan);
          variant->notes = smp_json_reader_string (r, element, "notes", FALSE, NULL);
          variant->unknown = smp_json_reader_unknown (r, element, known);
          if (smp_consultation_get_variant (consultation, id) != NULL)
            {
              smp_json_reader_push (r, "id");
              smp_json_reader_fault (r, _ ("Two variants have the id “%s”."), id);
              smp_variant_unref (variant);
            }
          else
            g_ptr_array_add (consultation->variants, variant);
        }
      smp_json_reader_pop (r, inner);
    }
  smp_json_reader_pop (r, mark);
}

static GBytes *
decode_base64 (const char *text)
{
  gsize n = strlen (text), size;
  gsize body = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  guchar *data;

  if (n % 4 != 0 || n - body > 2 || strspn (text + body, "=") != n - body)
    return NULL;
  data = g_base64_decode (text, &size);
  return g_bytes_new_take (data, size);
}

static void
read_attachments (SmpJsonReader *r, JsonObject *object, SmpConsultation *consultation)
{
  JsonObject *attachments = smp_json_reader_object (r, object, "attachments", FALSE);
  g_autoptr (GList) names = attachments != NULL ? json_object_get_members (attachments) : NULL;
  gsize mark = smp_json_reader_push (r, "attachments");

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *text = smp_json_reader_string (r, attachments, l->data, TRUE, "");
      g_autoptr (GBytes) bytes = decode_base64 (text);
      gsize inner = smp_json_reader_push (r, l->data);

      if (bytes == NULL)
        smp_json_reader_fault (r, _ ("This is not base64."));
      else
        {
          g_autofree char *sha256 = smp_photo_sha256 (bytes);

          if (strcmp (sha256, l->data) != 0)
            smp_json_reader_fault (r, _ ("The photo is damaged: its SHA-256 does not match."));
          else
            g_hash_table_insert (consultation->attachments, g_strdup (l->data),
                                 g_bytes_ref (bytes));
        }
      smp_json_reader_pop (r, inner);
    }
  smp_json_reader_pop (r, mark);
}

static void
check_references (SmpJsonReader *r, const SmpConsultation *consultation)
{
  gsize mark;

  for (guint i = 0; i < consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, i);

      if (photo->link != NULL || g_hash_table_contains (consultation->attachments, photo->sha256))
        continue;
      mark = smp_json_reader_push (r, "photos");
      smp_json_reader_push_index (r, i);
      smp_json_reader_push (r, "sha256");
      smp_json_reader_fault (r, _ ("The photo is neither attached nor linked."));
      smp_json_reader_pop (r, mark);
    }
  for (guint v = 0; v < consultation->variants->len; v++)
    {
      const SmpPlan *plan
          = ((const SmpVariant *)g_ptr_array_index (consultation->variants, v))->plan;

      for (guint z = 0; z < plan->zones->len; z++)
        {
          const SmpZone *zone = g_ptr_array_index (plan->zones, z);

          if (strcmp (zone->space, "head") == 0
              || smp_consultation_get_photo (consultation, zone->space) != NULL)
            continue;
          mark = r->pointer->len;
          g_string_append_printf (r->pointer, "/variants/%u/plan/zones/%u/space", v, z);
          smp_json_reader_fault (r, _ ("There is no photo “%s”."), zone->space);
          smp_json_reader_pop (r, mark);
        }
    }
  if (consultation->chosen_variant != NULL
      && smp_consultation_get_variant (consultation, consultation->chosen_variant) == NULL)
    {
      mark = smp_json_reader_push (r, "chosen_variant");
      smp_json_reader_fault (r, _ ("There is no variant “%s”."), consultation->chosen_variant);
      smp_json_reader_pop (r, mark);
    }
}

static char *
read_time (SmpJsonReader *r, JsonObject *object, const char *name)
{
  g_autofree char *text = smp_json_reader_string (r, object, name, TRUE, "1970-01-01T00:00:00Z");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  if (time == NULL)
    {
      gsize mark = smp_json_reader_push (r, name);

      smp_json_reader_fault (r, _ ("“%s” is no time; times are like 2026-11-21T10:00:00Z."), text);
      smp_json_reader_pop (r, mark);
    }
  return g_steal_pointer (&text);
}

static JsonObject *
kept_object (SmpJsonReader *r, JsonObject *object, const char *name)
{
  JsonObject *kept = smp_json_reader_object (r, object, name, FALSE);

  return kept != NULL ? json_object_ref (kept) : NULL;
}

static SmpConsultation *
read_consultation (SmpJsonReader *r, JsonObject *object)
{
  static const char *const known[]
      = { "format",   "version",     "id",     "created",  "modified",
          "client",   "assessment",  "photos", "variants", "chosen_variant",
          "consents", "attachments", NULL };
  SmpConsultation *consultation = smp_consultation_new ();

  g_free (consultation->id);
  g_free (consultation->created);
  g_free (consultation->modified);
  g_ptr_array_set_size (consultation->variants, 0);
  consultation->id = smp_json_reader_string (r, object, "id", TRUE, "");
  if (consultation->id[0] != '\0' && !g_uuid_string_is_valid (consultation->id))
    {
      gsize mark = smp_json_reader_push (r, "id");

      smp_json_reader_fault (r, _ ("This must be a UUID."));
      smp_json_reader_pop (r, mark);
    }
  consultation->created = read_time (r, object, "created");
  consultation->modified = read_time (r, object, "modified");
  read_client (r, object, &consultation->client);
  consultation->assessment = kept_object (r, object, "assessment");
  if (consultation->assessment != NULL)
    smp_project_check_assessment (r, consultation->assessment);
  read_photos (r, object, consultation);
  read_variants (r, object, consultation);
  if (json_object_has_member (object, "chosen_variant")
      && !json_object_get_null_member (object, "chosen_variant"))
    consultation->chosen_variant = smp_json_reader_string (r, object, "chosen_variant", TRUE, NULL);
  consultation->consents = kept_object (r, object, "consents");
  read_attachments (r, object, consultation);
  consultation->unknown = smp_json_reader_unknown (r, object, known);
  check_references (r, consultation);
  return consultation;
}

SmpConsultation *
smp_project_read (GBytes *bytes, const char *name, GPtrArray **faults, GError **error)
{
  g_autoptr (JsonNode) root = smp_project_parse (bytes, name, error);
  g_autoptr (GString) pointer = g_string_new (NULL);
  g_autoptr (GPtrArray) found
      = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_project_fault_free);
  g_autoptr (SmpConsultation) consultation = NULL;
  SmpJsonReader reader = { pointer, found, NULL };

  if (faults != NULL)
    *faults = NULL;
  if (root == NULL || !check_format (root, name, error))
    return NULL;
  consultation = read_consultation (&reader, json_node_get_object (root));
  if (found->len == 0)
    return g_steal_pointer (&consultation);
  smp_project_set_error (found, name, error);
  if (faults != NULL)
    *faults = g_steal_pointer (&found);
  return NULL;
}

GStrv
smp_project_list_unknown (GBytes *bytes)
{
  g_autoptr (JsonNode) root = smp_project_parse (bytes, NULL, NULL);
  g_autoptr (GString) pointer = g_string_new (NULL);
  g_autoptr (GPtrArray) faults
      = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_project_fault_free);
  GPtrArray *unknown = g_ptr_array_new ();
  SmpJsonReader reader = { pointer, faults, unknown };

  if (root != NULL)
    smp_consultation_unref (read_consultation (&reader, json_node_get_object (root)));
  g_ptr_array_add (unknown, NULL);
  return (GStrv)g_ptr_array_free (unknown, FALSE);
}
