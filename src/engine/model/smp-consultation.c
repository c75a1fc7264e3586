/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-consultation.h"

#include <string.h>

#include "model/smp-assessment.h"
#include "model/smp-json-value.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"

#include <glib/gi18n-lib.h>

/* The hash that places the dots; any will do, and the same one makes consultations comparable. */
#define FIRST_SEED 1

static char *
now (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_now_utc ();

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static SmpConsultation *
consultation_alloc (void)
{
  SmpConsultation *self = g_atomic_rc_box_new0 (SmpConsultation);

  self->photos = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_photo_unref);
  self->variants = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_variant_unref);
  self->attachments
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  return self;
}

SmpConsultation *
smp_consultation_new (void)
{
  SmpConsultation *self = consultation_alloc ();
  g_autoptr (SmpPlan) plan = smp_plan_new (FIRST_SEED);

  self->id = g_uuid_string_random ();
  self->created = now ();
  self->modified = g_strdup (self->created);
  self->client.name = g_strdup ("");
  self->client.reference = g_strdup ("");
  self->client.notes = g_strdup ("");
  /* Translators: name of the first variant of a plan; further ones are B, C … */
  g_ptr_array_add (self->variants, smp_variant_new ("variant-1", _ ("Variant A"), plan));
  return self;
}

SmpConsultation *
smp_consultation_copy (const SmpConsultation *self)
{
  SmpConsultation *copy = consultation_alloc ();
  GHashTableIter iter;
  gpointer key, value;

  copy->id = g_strdup (self->id);
  copy->created = g_strdup (self->created);
  copy->modified = g_strdup (self->modified);
  copy->client.name = g_strdup (self->client.name);
  copy->client.reference = g_strdup (self->client.reference);
  copy->client.notes = g_strdup (self->client.notes);
  copy->client.head_circumference_mm = self->client.head_circumference_mm;
  copy->client.unknown = smp_json_share (self->client.unknown);
  copy->assessment = smp_json_share (self->assessment);
  for (guint i = 0; i < self->photos->len; i++)
    g_ptr_array_add (copy->photos, smp_photo_ref (g_ptr_array_index (self->photos, i)));
  for (guint i = 0; i < self->variants->len; i++)
    g_ptr_array_add (copy->variants, smp_variant_ref (g_ptr_array_index (self->variants, i)));
  copy->chosen_variant = g_strdup (self->chosen_variant);
  copy->consents = smp_json_share (self->consents);
  g_hash_table_iter_init (&iter, self->attachments);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->attachments, g_strdup (key), g_bytes_ref (value));
  copy->unknown = smp_json_share (self->unknown);
  return copy;
}

static void
consultation_clear (gpointer data)
{
  SmpConsultation *self = data;

  g_free (self->id);
  g_free (self->created);
  g_free (self->modified);
  g_free (self->client.name);
  g_free (self->client.reference);
  g_free (self->client.notes);
  g_clear_pointer (&self->client.unknown, json_object_unref);
  g_clear_pointer (&self->assessment, json_object_unref);
  g_ptr_array_unref (self->photos);
  g_ptr_array_unref (self->variants);
  g_free (self->chosen_variant);
  g_clear_pointer (&self->consents, json_object_unref);
  g_hash_table_unref (self->attachments);
  g_clear_pointer (&self->unknown, json_object_unref);
}

SmpConsultation *
smp_consultation_ref (const SmpConsultation *self)
{
  return g_atomic_rc_box_acquire ((SmpConsultation *)self);
}

void
smp_consultation_unref (const SmpConsultation *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpConsultation *)self, consultation_clear);
}

static guint
find_photo (const SmpConsultation *self, const char *id)
{
  guint i = 0;

  while (i < self->photos->len
         && strcmp (((const SmpPhoto *)g_ptr_array_index (self->photos, i))->id, id) != 0)
    i++;
  return i;
}

static guint
find_variant (const SmpConsultation *self, const char *id)
{
  guint i = 0;

  while (i < self->variants->len
         && strcmp (((const SmpVariant *)g_ptr_array_index (self->variants, i))->id, id) != 0)
    i++;
  return i;
}

const SmpPhoto *
smp_consultation_get_photo (const SmpConsultation *self, const char *id)
{
  guint i = find_photo (self, id);

  return i < self->photos->len ? g_ptr_array_index (self->photos, i) : NULL;
}

char *
smp_consultation_dup_photo_title (const SmpConsultation *self, const SmpPhoto *photo)
{
  guint alike = 0;

  for (guint i = 0; i < self->photos->len; i++)
    alike += ((const SmpPhoto *)g_ptr_array_index (self->photos, i))->view == photo->view;
  if (alike <= 1)
    return g_strdup (smp_view_describe (photo->view));
  /* Translators: a view and the name of its photo's file. */
  return g_strdup_printf (_ ("%s (%s)"), smp_view_describe (photo->view), photo->name);
}

const SmpVariant *
smp_consultation_get_variant (const SmpConsultation *self, const char *id)
{
  guint i = find_variant (self, id);

  return i < self->variants->len ? g_ptr_array_index (self->variants, i) : NULL;
}

const SmpVariant *
smp_consultation_get_default_variant (const SmpConsultation *self)
{
  const SmpVariant *chosen = NULL;

  if (self->chosen_variant != NULL)
    chosen = smp_consultation_get_variant (self, self->chosen_variant);
  if (chosen == NULL && self->variants->len > 0)
    chosen = g_ptr_array_index (self->variants, 0);
  return chosen;
}

SmpConsultation *
smp_consultation_with_photo (const SmpConsultation *self, const SmpPhoto *photo)
{
  SmpConsultation *copy = smp_consultation_copy (self);
  guint i = find_photo (copy, photo->id);

  if (i < copy->photos->len)
    {
      smp_photo_unref (g_ptr_array_index (copy->photos, i));
      g_ptr_array_index (copy->photos, i) = smp_photo_ref (photo);
    }
  else
    g_ptr_array_add (copy->photos, smp_photo_ref (photo));
  return copy;
}

/* Forgets bytes that no photo has any more. */
static void
drop_bytes (SmpConsultation *self, const char *sha256)
{
  for (guint i = 0; i < self->photos->len; i++)
    if (strcmp (((const SmpPhoto *)g_ptr_array_index (self->photos, i))->sha256, sha256) == 0)
      return;
  g_hash_table_remove (self->attachments, sha256);
}

SmpConsultation *
smp_consultation_with_photo_bytes (const SmpConsultation *self,
                                   const SmpPhoto *photo,
                                   GBytes *bytes)
{
  const SmpPhoto *old = smp_consultation_get_photo (self, photo->id);
  SmpConsultation *copy = smp_consultation_with_photo (self, photo);

  if (old != NULL)
    drop_bytes (copy, old->sha256);
  g_hash_table_insert (copy->attachments, g_strdup (photo->sha256), g_bytes_ref (bytes));
  return copy;
}

/* It may have been towards a photo that is gone. */
static void
forget_carried (SmpConsultation *self, guint at)
{
  SmpPhoto *photo = g_ptr_array_index (self->photos, at), *without;

  if (!(photo->head.carried_mm > 0))
    return;
  without = smp_photo_copy (photo);
  without->head.carried_mm = 0;
  smp_photo_unref (photo);
  g_ptr_array_index (self->photos, at) = without;
}

/* Takes the photo's zones out of the plan, and its name from those on the head: another may be
 * called the same. Returns: whether there are any. */
static gboolean
forget_zones_of (SmpPlan *plan, const char *id)
{
  gboolean changed = FALSE;

  for (guint z = plan->zones->len; z > 0; z--)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, z - 1);
      SmpZone *copy;

      if (strcmp (zone->space, id) == 0)
        g_ptr_array_remove_index (plan->zones, z - 1);
      else if (g_strcmp0 (zone->drawn_in, id) == 0)
        {
          copy = smp_zone_copy (zone);
          g_clear_pointer (&copy->drawn_in, g_free);
          smp_zone_unref (g_ptr_array_index (plan->zones, z - 1));
          g_ptr_array_index (plan->zones, z - 1) = copy;
        }
      else
        continue;
      changed = TRUE;
    }
  return changed;
}

SmpConsultation *
smp_consultation_without_photo (const SmpConsultation *self, const char *id)
{
  SmpConsultation *copy = smp_consultation_copy (self);
  guint at = find_photo (copy, id);
  g_autoptr (SmpPhoto) photo = NULL;

  if (at == copy->photos->len)
    return copy;
  photo = smp_photo_ref (g_ptr_array_index (copy->photos, at));
  g_ptr_array_remove_index (copy->photos, at);
  drop_bytes (copy, photo->sha256);
  for (guint i = 0; i < copy->photos->len; i++)
    forget_carried (copy, i);

  for (guint v = 0; v < copy->variants->len; v++)
    {
      SmpVariant *variant = g_ptr_array_index (copy->variants, v);
      g_autoptr (SmpPlan) plan = smp_plan_copy (variant->plan);
      SmpVariant *replaced;

      if (!forget_zones_of (plan, id))
        continue;
      replaced = smp_variant_copy (variant);
      smp_plan_unref (replaced->plan);
      replaced->plan = smp_plan_ref (plan);
      smp_variant_unref (variant);
      g_ptr_array_index (copy->variants, v) = replaced;
    }
  return copy;
}

SmpConsultation *
smp_consultation_with_photo_at (const SmpConsultation *self, const char *id, guint index)
{
  SmpConsultation *copy = smp_consultation_copy (self);
  guint at = find_photo (copy, id);

  if (at < copy->photos->len && index < copy->photos->len)
    {
      const SmpPhoto *photo = smp_photo_ref (g_ptr_array_index (copy->photos, at));

      g_ptr_array_remove_index (copy->photos, at);
      g_ptr_array_insert (copy->photos, (int)index, (gpointer)photo);
    }
  return copy;
}

SmpConsultation *
smp_consultation_with_variant (const SmpConsultation *self, const SmpVariant *variant)
{
  SmpConsultation *copy = smp_consultation_copy (self);
  guint i = find_variant (copy, variant->id);

  if (i < copy->variants->len)
    {
      smp_variant_unref (g_ptr_array_index (copy->variants, i));
      g_ptr_array_index (copy->variants, i) = smp_variant_ref (variant);
    }
  else
    g_ptr_array_add (copy->variants, smp_variant_ref (variant));
  return copy;
}

SmpConsultation *
smp_consultation_without_variant (const SmpConsultation *self, const char *id)
{
  SmpConsultation *copy = smp_consultation_copy (self);
  guint i = find_variant (copy, id);

  if (i == copy->variants->len || copy->variants->len == 1)
    return copy;
  g_ptr_array_remove_index (copy->variants, i);
  if (g_strcmp0 (copy->chosen_variant, id) == 0)
    g_clear_pointer (&copy->chosen_variant, g_free);
  return copy;
}

SmpConsultation *
smp_consultation_with_chosen_variant (const SmpConsultation *self, const char *id)
{
  SmpConsultation *copy = smp_consultation_copy (self);
  char *chosen = g_strdup (id);

  g_free (copy->chosen_variant);
  copy->chosen_variant = chosen;
  return copy;
}

SmpConsultation *
smp_consultation_with_plan (const SmpConsultation *self,
                            const char *variant_id,
                            const SmpPlan *plan)
{
  const SmpVariant *old = smp_consultation_get_variant (self, variant_id);
  g_autoptr (SmpVariant) variant = NULL;

  g_return_val_if_fail (old != NULL, NULL);

  variant = smp_variant_copy (old);
  smp_plan_unref (variant->plan);
  variant->plan = smp_plan_ref (plan);
  return smp_consultation_with_variant (self, variant);
}

SmpConsultation *
smp_consultation_with_client (const SmpConsultation *self,
                              const char *name,
                              const char *reference,
                              const char *notes)
{
  SmpConsultation *copy = smp_consultation_copy (self);

  g_free (copy->client.name);
  g_free (copy->client.reference);
  g_free (copy->client.notes);
  copy->client.name = g_strdup (name);
  copy->client.reference = g_strdup (reference);
  copy->client.notes = g_strdup (notes);
  return copy;
}

SmpSex
smp_consultation_get_sex (const SmpConsultation *self)
{
  return smp_assessment_from_json (self->assessment).sex;
}

SmpConsultation *
smp_consultation_with_head_circumference (const SmpConsultation *self, double mm)
{
  SmpConsultation *copy = smp_consultation_copy (self);

  copy->client.head_circumference_mm = mm;
  return copy;
}

/* Of a copy that nobody has seen yet. */
static void
scale_anew (SmpConsultation *copy)
{
  SmpSex sex = smp_consultation_get_sex (copy);

  for (guint i = 0; i < copy->photos->len; i++)
    {
      SmpPhoto *photo = smp_photo_copy (g_ptr_array_index (copy->photos, i));

      if (photo->scale.method != SMP_SCALE_MANUAL)
        photo->scale = smp_photo_measure_scale (photo, sex);
      smp_photo_unref (g_ptr_array_index (copy->photos, i));
      copy->photos->pdata[i] = photo;
    }
}

SmpConsultation *
smp_consultation_with_assessment (const SmpConsultation *self, JsonObject *assessment)
{
  SmpConsultation *copy = smp_consultation_copy (self);
  JsonObject *shared = smp_json_share (assessment);

  g_clear_pointer (&copy->assessment, json_object_unref);
  copy->assessment = shared;
  if (smp_consultation_get_sex (copy) != smp_consultation_get_sex (self))
    scale_anew (copy);
  return copy;
}

SmpConsultation *
smp_consultation_with_scales_anew (const SmpConsultation *self)
{
  SmpConsultation *copy = smp_consultation_copy (self);

  scale_anew (copy);
  return copy;
}

/* The same consultation with now as the time of its last change: for who is about to save it. */
SmpConsultation *
smp_consultation_touched (const SmpConsultation *self)
{
  SmpConsultation *copy = smp_consultation_copy (self);

  g_free (copy->modified);
  copy->modified = now ();
  return copy;
}

char *
smp_consultation_new_photo_id (const SmpConsultation *self)
{
  for (guint n = 1;; n++)
    {
      g_autofree char *id = g_strdup_printf ("photo-%u", n);

      if (smp_consultation_get_photo (self, id) == NULL)
        return g_steal_pointer (&id);
    }
}

char *
smp_consultation_new_variant_id (const SmpConsultation *self)
{
  for (guint n = 1;; n++)
    {
      g_autofree char *id = g_strdup_printf ("variant-%u", n);

      if (smp_consultation_get_variant (self, id) == NULL)
        return g_steal_pointer (&id);
    }
}
