/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-project-writer.h"

#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "project/smp-json-writer.h"
#include "project/smp-project-format.h"
#include "project/smp-project-writer-private.h"

#define W SmpJsonWriter *w

static void
name_point (W, const char *name, SmpPoint point)
{
  smp_json_writer_name (w, name);
  smp_json_writer_point (w, point);
}

static void
write_landmarks (W, const SmpLandmarks *landmarks)
{
  smp_json_writer_name_open (w, "landmarks", '{');
  for (gsize i = 0; i < landmarks->n_points; i++)
    name_point (w, landmarks->points[i].name, landmarks->points[i].point);
  if (landmarks->has_ruler)
    {
      smp_json_writer_name_open (w, "ruler", '{');
      name_point (w, "from", landmarks->ruler.from);
      name_point (w, "to", landmarks->ruler.to);
      smp_json_writer_name_number (w, "mm", landmarks->ruler.mm);
      smp_json_writer_members (w, landmarks->unknown_ruler);
      smp_json_writer_close (w, '}');
    }
  smp_json_writer_close (w, '}');
}

static void
name_numbers (W, const char *name, const double *numbers, guint n)
{
  smp_json_writer_name (w, name);
  g_string_append_c (w->out, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (w->out, ", ");
      smp_json_writer_number (w, numbers[i]);
    }
  g_string_append_c (w->out, ']');
}

static void
write_head (W, const SmpPhoto *photo)
{
  const SmpHead *head = &photo->head;
  const SmpQuaternion *q = &head->rotation;

  smp_json_writer_name_open (w, "head", '{');
  name_numbers (w, "axes", (const double[]){ head->axes.x, head->axes.y, head->axes.z }, 3);
  name_numbers (w, "form", head->form, SMP_HEAD_N_FORM);
  name_numbers (w, "rotation", (const double[]){ q->w, q->x, q->y, q->z }, 4);
  name_numbers (w, "translation",
                (const double[]){ head->translation.x, head->translation.y, head->translation.z },
                3);
  smp_json_writer_name_number (w, "focal_px", head->camera.focal_px);
  smp_json_writer_name_open (w, "whorl", '{');
  name_point (w, "at", head->whorl.at);
  smp_json_writer_name (w, "clockwise");
  smp_json_writer_boolean (w, head->whorl.clockwise);
  smp_json_writer_members (w, photo->unknown_whorl);
  smp_json_writer_close (w, '}');
  smp_json_writer_name_number (w, "uncertainty", head->uncertainty);
  smp_json_writer_name_number (w, "residual_mm", head->residual_mm);
  if (head->carried_mm > 0)
    smp_json_writer_name_number (w, "carried_mm", head->carried_mm);
  if (head->by_hand)
    {
      smp_json_writer_name (w, "by_hand");
      smp_json_writer_boolean (w, TRUE);
    }
  smp_json_writer_members (w, photo->unknown_head);
  smp_json_writer_close (w, '}');
}

static void
write_photo (W, const SmpPhoto *photo)
{
  smp_json_writer_open (w, '{');
  smp_json_writer_name_string (w, "id", photo->id);
  smp_json_writer_name_string (w, "name", photo->name);
  smp_json_writer_name_string (w, "view", smp_view_to_string (photo->view));
  smp_json_writer_name_number (w, "width", photo->width);
  smp_json_writer_name_number (w, "height", photo->height);
  smp_json_writer_name_string (w, "sha256", photo->sha256);
  if (photo->link != NULL)
    smp_json_writer_name_string (w, "link", photo->link);
  if (photo->taken != NULL)
    smp_json_writer_name_string (w, "taken", photo->taken);
  if (photo->camera != NULL)
    smp_json_writer_name_string (w, "camera", photo->camera);
  if (photo->focal_35mm > 0)
    smp_json_writer_name_number (w, "focal_35mm", photo->focal_35mm);
  write_landmarks (w, photo->landmarks);
  smp_json_writer_name_open (w, "scale", '{');
  smp_json_writer_name_number (w, "mm_per_px", photo->scale.mm_per_px);
  smp_json_writer_name_string (w, "method", smp_scale_method_to_string (photo->scale.method));
  smp_json_writer_name_number (w, "uncertainty", photo->scale.uncertainty);
  smp_json_writer_members (w, photo->unknown_scale);
  smp_json_writer_close (w, '}');
  if (photo->has_head)
    write_head (w, photo);
  smp_json_writer_members (w, photo->unknown);
  smp_json_writer_close (w, '}');
}

/* One line a node, but for what else is kept of it. */
static void
write_outline (W, const SmpZone *zone)
{
  const SmpOutline *outline = zone->outline;

  smp_json_writer_name_open (w, "outline", '[');
  for (gsize i = 0; i < outline->n_nodes; i++)
    {
      const SmpNode *node = &outline->nodes[i];
      JsonObject *unknown = smp_zone_get_node_note (zone, node);

      smp_json_writer_element (w);
      g_string_append (w->out, "{ \"x\": ");
      smp_json_writer_number (w, node->point.x);
      g_string_append (w->out, ", \"y\": ");
      smp_json_writer_number (w, node->point.y);
      g_string_append_printf (w->out, ", \"corner\": %s, \"edge\": \"%s\"",
                              node->corner ? "true" : "false", smp_edge_to_string (node->edge));
      if (unknown != NULL)
        {
          w->depth++;
          smp_json_writer_members (w, unknown);
          smp_json_writer_close (w, '}');
        }
      else
        g_string_append (w->out, " }");
    }
  smp_json_writer_close (w, ']');
}

/* Only if a pen told it. */
static void
write_pressure (W, const SmpStroke *stroke)
{
  if (stroke->pressure == NULL)
    return;
  smp_json_writer_name (w, "pressure");
  g_string_append_c (w->out, '[');
  for (gsize k = 0; k < stroke->n_points; k++)
    {
      if (k > 0)
        g_string_append (w->out, ", ");
      smp_json_writer_number (w, stroke->pressure[k]);
    }
  g_string_append_c (w->out, ']');
}

static void
write_strokes (W, const SmpZone *zone)
{
  smp_json_writer_name_open (w, "strokes", '[');
  for (gsize i = 0; i < zone->n_strokes; i++)
    {
      const SmpStroke *stroke = &zone->strokes[i];

      smp_json_writer_element (w);
      smp_json_writer_open (w, '{');
      smp_json_writer_name_string (w, "mode", stroke->remove ? "remove" : "add");
      smp_json_writer_name_number (w, "radius", stroke->radius);
      smp_json_writer_name_number (w, "amount", stroke->amount);
      smp_json_writer_name (w, "points");
      g_string_append_c (w->out, '[');
      for (gsize k = 0; k < stroke->n_points; k++)
        {
          if (k > 0)
            g_string_append (w->out, ", ");
          smp_json_writer_point (w, stroke->points[k]);
        }
      g_string_append_c (w->out, ']');
      write_pressure (w, stroke);
      smp_json_writer_members (w, stroke->unknown);
      smp_json_writer_close (w, '}');
    }
  smp_json_writer_close (w, ']');
}

void
smp_project_write_zone_look (W, const SmpZone *zone)
{
  smp_json_writer_name_number (w, "density", zone->density);
  smp_json_writer_name_number (w, "dot_diameter", zone->dot_diameter);
  smp_json_writer_name_open (w, "feather", '{');
  smp_json_writer_name_number (w, "hairline", zone->feather[SMP_EDGE_HAIRLINE]);
  smp_json_writer_name_number (w, "blend", zone->feather[SMP_EDGE_BLEND]);
  smp_json_writer_name_number (w, "far_reach", zone->far_reach);
  smp_json_writer_name_number (w, "far_share", zone->far_share);
  smp_json_writer_members (w, zone->unknown_feather);
  smp_json_writer_close (w, '}');
  smp_json_writer_name_open (w, "irregularity", '{');
  smp_json_writer_name_number (w, "amplitude", zone->irregularity_amplitude);
  smp_json_writer_name_number (w, "wavelength", zone->irregularity_wavelength);
  smp_json_writer_name_number (w, "macro_amplitude", zone->macro_amplitude);
  smp_json_writer_name_number (w, "macro_wavelength", zone->macro_wavelength);
  smp_json_writer_members (w, zone->unknown_irregularity);
  smp_json_writer_close (w, '}');
  smp_json_writer_name_open (w, "variation", '{');
  smp_json_writer_name_number (w, "diameter", zone->variation.diameter);
  smp_json_writer_name_number (w, "strength", zone->variation.strength);
  smp_json_writer_name_number (w, "elongation", zone->variation.elongation);
  smp_json_writer_name_number (w, "scatter", zone->variation.scatter);
  smp_json_writer_name_number (w, "cluster", zone->variation.cluster);
  smp_json_writer_members (w, zone->unknown_variation);
  smp_json_writer_close (w, '}');
}

static void
write_zone (W, const SmpZone *zone)
{
  smp_json_writer_open (w, '{');
  smp_json_writer_name_string (w, "id", zone->id);
  smp_json_writer_name_string (w, "kind", smp_zone_kind_to_string (zone->kind));
  smp_json_writer_name_string (w, "space", zone->space);
  if (zone->drawn_in != NULL)
    smp_json_writer_name_string (w, "drawn_in", zone->drawn_in);
  write_outline (w, zone);
  smp_project_write_zone_look (w, zone);
  write_strokes (w, zone);
  smp_json_writer_members (w, zone->unknown);
  smp_json_writer_close (w, '}');
}

void
smp_project_write_pigment (W, const SmpPigment *pigment)
{
  smp_json_writer_name_open (w, "pigment", '{');
  smp_json_writer_name_string (w, "id", pigment->id);
  smp_json_writer_name_string (w, "name", pigment->name);
  if (pigment->has_colour)
    {
      g_autofree char *hex = g_strdup_printf ("#%02x%02x%02x", pigment->colour[0],
                                              pigment->colour[1], pigment->colour[2]);

      smp_json_writer_name_string (w, "colour", hex);
    }
  else
    {
      smp_json_writer_name_number (w, "dilution", pigment->dilution);
      smp_json_writer_name_number (w, "warmth", pigment->warmth);
    }
  smp_json_writer_members (w, pigment->unknown);
  smp_json_writer_close (w, '}');
}

static void
name_text (W, const char *name, const char *value)
{
  if (value != NULL)
    smp_json_writer_name_string (w, name, value);
}

static void
name_positive (W, const char *name, double value)
{
  if (value > 0)
    smp_json_writer_name_number (w, name, value);
}

/* Only what somebody set. */
void
smp_project_write_recipe (W, const SmpRecipe *recipe)
{
  if (!(recipe->needle_mm > 0) && recipe->needle_points == 0 && !(recipe->depth_mm > 0)
      && recipe->unknown == NULL)
    return;
  smp_json_writer_name_open (w, "recipe", '{');
  name_positive (w, "needle_mm", recipe->needle_mm);
  name_positive (w, "needles", recipe->needle_points);
  name_positive (w, "depth_mm", recipe->depth_mm);
  smp_json_writer_members (w, recipe->unknown);
  smp_json_writer_close (w, '}');
}

void
smp_project_write_session (W, const SmpSession *session)
{
  smp_json_writer_open (w, '{');
  smp_json_writer_name_number (w, "share", session->share);
  name_positive (w, "strength", session->strength);
  name_positive (w, "interval", session->interval);
  name_text (w, "date", session->date);
  name_text (w, "done", session->done);
  name_text (w, "notes", session->notes);
  smp_json_writer_members (w, session->unknown);
  smp_json_writer_close (w, '}');
}

static void
write_plan (W, const SmpPlan *plan)
{
  smp_json_writer_name_open (w, "plan", '{');
  smp_json_writer_name_number (w, "seed", (double)plan->seed);
  smp_project_write_pigment (w, plan->pigment);
  smp_project_write_recipe (w, &plan->recipe);
  smp_json_writer_name_open (w, "sessions", '[');
  for (gsize i = 0; i < plan->n_sessions; i++)
    {
      smp_json_writer_element (w);
      smp_project_write_session (w, &plan->sessions[i]);
    }
  smp_json_writer_close (w, ']');
  smp_json_writer_name_open (w, "zones", '[');
  for (guint i = 0; i < plan->zones->len; i++)
    {
      smp_json_writer_element (w);
      write_zone (w, g_ptr_array_index (plan->zones, i));
    }
  smp_json_writer_close (w, ']');
  smp_json_writer_members (w, plan->unknown);
  smp_json_writer_close (w, '}');
}

static void
write_variant (W, const SmpVariant *variant)
{
  smp_json_writer_open (w, '{');
  smp_json_writer_name_string (w, "id", variant->id);
  smp_json_writer_name_string (w, "name", variant->name);
  name_text (w, "notes", variant->notes);
  write_plan (w, variant->plan);
  smp_json_writer_members (w, variant->unknown);
  smp_json_writer_close (w, '}');
}

static void
write_client (W, const SmpClient *client)
{
  smp_json_writer_name_open (w, "client", '{');
  smp_json_writer_name_string (w, "name", client->name);
  smp_json_writer_name_string (w, "reference", client->reference);
  smp_json_writer_name_string (w, "notes", client->notes);
  name_positive (w, "head_circumference_mm", client->head_circumference_mm);
  smp_json_writer_members (w, client->unknown);
  smp_json_writer_close (w, '}');
}

/* By their SHA-256, so that the order never depends on a hash table. */
static void
write_attachments (W, GHashTable *attachments)
{
  g_autoptr (GList) keys
      = g_list_sort (g_hash_table_get_keys (attachments), (GCompareFunc)g_strcmp0);

  smp_json_writer_name_open (w, "attachments", '{');
  for (GList *l = keys; l != NULL; l = l->next)
    {
      GBytes *bytes = g_hash_table_lookup (attachments, l->data);
      gsize size;
      const guchar *data = g_bytes_get_data (bytes, &size);
      g_autofree char *text = g_base64_encode (data, size);

      smp_json_writer_name_string (w, l->data, text);
    }
  smp_json_writer_close (w, '}');
}

static void
write_kept_object (W, const char *name, JsonObject *object)
{
  if (object == NULL)
    return;
  smp_json_writer_name_open (w, name, '{');
  smp_json_writer_members (w, object);
  smp_json_writer_close (w, '}');
}

static GString *
write_text (const SmpConsultation *consultation, gboolean with_attachments)
{
  SmpJsonWriter writer = { .out = g_string_new (NULL) };
  W = &writer;

  smp_json_writer_open (w, '{');
  smp_json_writer_name_string (w, "format", SMP_PROJECT_FORMAT);
  smp_json_writer_name_string (w, "version", SMP_PROJECT_VERSION);
  smp_json_writer_name_string (w, "id", consultation->id);
  smp_json_writer_name_string (w, "created", consultation->created);
  smp_json_writer_name_string (w, "modified", consultation->modified);
  write_client (w, &consultation->client);
  write_kept_object (w, "assessment", consultation->assessment);
  smp_json_writer_name_open (w, "photos", '[');
  for (guint i = 0; i < consultation->photos->len; i++)
    {
      smp_json_writer_element (w);
      write_photo (w, g_ptr_array_index (consultation->photos, i));
    }
  smp_json_writer_close (w, ']');
  smp_json_writer_name_open (w, "variants", '[');
  for (guint i = 0; i < consultation->variants->len; i++)
    {
      smp_json_writer_element (w);
      write_variant (w, g_ptr_array_index (consultation->variants, i));
    }
  smp_json_writer_close (w, ']');
  smp_json_writer_name (w, "chosen_variant");
  if (consultation->chosen_variant != NULL)
    smp_json_writer_string (w, consultation->chosen_variant);
  else
    smp_json_writer_null (w);
  write_kept_object (w, "consents", consultation->consents);
  smp_json_writer_members (w, consultation->unknown);
  if (with_attachments)
    write_attachments (w, consultation->attachments);
  smp_json_writer_close (w, '}');
  g_string_append_c (writer.out, '\n');
  return writer.out;
}

GBytes *
smp_project_write (const SmpConsultation *consultation)
{
  return g_string_free_to_bytes (write_text (consultation, TRUE));
}
