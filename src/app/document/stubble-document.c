/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "document/stubble-document-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/smp-consultation.h"
#include "model/smp-history.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-zone-polygon.h"

G_DEFINE_FINAL_TYPE (StubbleDocument, stubble_document, G_TYPE_OBJECT)

enum
{
  CHANGED,
  SELECTION,
  PHOTO,
  PIXELS,
  FAILED,
  NOTICE,
  PHOTO_NOTICE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const SmpConsultation *
stubble_document_get_consultation (StubbleDocument *self)
{
  g_return_val_if_fail (STUBBLE_IS_DOCUMENT (self), NULL);
  return smp_history_get_current (self->history);
}

const SmpPhoto *
stubble_document_get_photo (StubbleDocument *self)
{
  g_return_val_if_fail (STUBBLE_IS_DOCUMENT (self), NULL);
  if (self->photo_id == NULL)
    return NULL;
  return smp_consultation_get_photo (smp_history_get_current (self->history), self->photo_id);
}

const SmpVariant *
stubble_document_get_variant (StubbleDocument *self)
{
  const SmpConsultation *now;
  const SmpVariant *variant = NULL;

  g_return_val_if_fail (STUBBLE_IS_DOCUMENT (self), NULL);
  now = smp_history_get_current (self->history);
  /* Undo may have taken it away. */
  if (self->variant_id != NULL)
    variant = smp_consultation_get_variant (now, self->variant_id);
  return variant != NULL ? variant : smp_consultation_get_default_variant (now);
}

const SmpPlan *
stubble_document_get_plan (StubbleDocument *self)
{
  return stubble_document_get_variant (self)->plan;
}

/* The selection may point at what undo has just taken away. */
static void
check_selection (StubbleDocument *self)
{
  const SmpZone *zone;

  if (self->zone_id != NULL
      && smp_plan_get_zone (stubble_document_get_plan (self), self->zone_id) == NULL)
    {
      g_clear_pointer (&self->zone_id, g_free);
      self->node = -1;
    }
  zone = stubble_document_get_zone (self);
  if (zone == NULL || self->node >= (int)zone->outline->n_nodes)
    self->node = -1;
}

void
stubble_document_set_variant (StubbleDocument *self, const char *id)
{
  char *copy;

  g_return_if_fail (STUBBLE_IS_DOCUMENT (self));

  if (g_strcmp0 (self->variant_id, id) == 0)
    return;
  copy = g_strdup (id);
  g_free (self->variant_id);
  self->variant_id = copy;
  stubble_document_seal (self);
  check_selection (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
emit_changed (StubbleDocument *self)
{
  _stubble_document_check_photo (self);
  _stubble_document_check_openings (self);
  check_selection (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
stubble_document_commit (StubbleDocument *self,
                         const SmpConsultation *value,
                         const char *label,
                         const char *merge_key)
{
  g_return_if_fail (STUBBLE_IS_DOCUMENT (self));
  smp_history_commit (self->history, value, label, merge_key);
  emit_changed (self);
}

void
stubble_document_seal (StubbleDocument *self)
{
  g_return_if_fail (STUBBLE_IS_DOCUMENT (self));
  smp_history_seal (self->history);
}

/* Shows the photo that undo or redo has brought back, for that is what was asked for. */
static void
show_returned (StubbleDocument *self, const SmpConsultation *before)
{
  const SmpConsultation *now = stubble_document_get_consultation (self);

  for (guint i = 0; i < now->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (now->photos, i);

      if (smp_consultation_get_photo (before, photo->id) == NULL)
        {
          stubble_document_show_photo (self, photo->id);
          return;
        }
    }
}

static void
step (StubbleDocument *self, gboolean (*go) (SmpHistory *))
{
  g_autoptr (SmpConsultation) before
      = smp_consultation_ref (stubble_document_get_consultation (self));

  if (!go (self->history))
    return;
  _stubble_document_forget_rest (self);
  emit_changed (self);
  show_returned (self, before);
}

void
stubble_document_undo (StubbleDocument *self)
{
  g_return_if_fail (STUBBLE_IS_DOCUMENT (self));
  step (self, smp_history_undo);
}

void
stubble_document_redo (StubbleDocument *self)
{
  g_return_if_fail (STUBBLE_IS_DOCUMENT (self));
  step (self, smp_history_redo);
}

guint
stubble_document_get_n_values (StubbleDocument *self)
{
  g_return_val_if_fail (STUBBLE_IS_DOCUMENT (self), 0);
  return smp_history_get_n_values (self->history);
}

guint
stubble_document_get_position (StubbleDocument *self)
{
  g_return_val_if_fail (STUBBLE_IS_DOCUMENT (self), 0);
  return smp_history_get_position (self->history);
}

const char *
stubble_document_get_step_label (StubbleDocument *self, guint position)
{
  g_return_val_if_fail (STUBBLE_IS_DOCUMENT (self), NULL);
  return smp_history_get_label (self->history, position);
}

void
stubble_document_go_to (StubbleDocument *self, guint position)
{
  g_return_if_fail (STUBBLE_IS_DOCUMENT (self));
  if (!smp_history_go_to (self->history, position))
    return;
  _stubble_document_forget_rest (self);
  emit_changed (self);
}

const char *
stubble_document_get_undo_label (StubbleDocument *self)
{
  g_return_val_if_fail (STUBBLE_IS_DOCUMENT (self), NULL);
  return smp_history_get_undo_label (self->history);
}

const char *
stubble_document_get_redo_label (StubbleDocument *self)
{
  g_return_val_if_fail (STUBBLE_IS_DOCUMENT (self), NULL);
  return smp_history_get_redo_label (self->history);
}

int
stubble_document_get_zone_index (StubbleDocument *self)
{
  const SmpPlan *plan = stubble_document_get_plan (self);
  const SmpPhoto *photo = stubble_document_get_photo (self);
  int first = -1;

  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);

      if (photo == NULL
          || (strcmp (zone->space, photo->id) != 0
              && !(strcmp (zone->space, SMP_SPACE_HEAD) == 0 && smp_photo_uses_head (photo))))
        continue;
      if (self->zone_id != NULL && g_strcmp0 (zone->id, self->zone_id) == 0)
        return (int)i;
      if (first < 0)
        first = (int)i;
    }
  return first;
}

const SmpZone *
stubble_document_get_zone (StubbleDocument *self)
{
  int index = stubble_document_get_zone_index (self);

  return index < 0 ? NULL : g_ptr_array_index (stubble_document_get_plan (self)->zones, index);
}

int
stubble_document_get_node (StubbleDocument *self)
{
  g_return_val_if_fail (STUBBLE_IS_DOCUMENT (self), -1);
  return self->node;
}

void
stubble_document_select (StubbleDocument *self, const char *zone_id, int node)
{
  g_return_if_fail (STUBBLE_IS_DOCUMENT (self));
  if (g_strcmp0 (zone_id, self->zone_id) == 0 && node == self->node)
    return;
  if (zone_id != self->zone_id)
    {
      g_free (self->zone_id);
      self->zone_id = g_strdup (zone_id);
    }
  self->node = node;
  check_selection (self);
  g_signal_emit (self, signals[SELECTION], 0);
}

GFile *
stubble_document_get_file (StubbleDocument *self)
{
  g_return_val_if_fail (STUBBLE_IS_DOCUMENT (self), NULL);
  return self->file;
}

const char *
stubble_document_get_etag (StubbleDocument *self)
{
  g_return_val_if_fail (STUBBLE_IS_DOCUMENT (self), NULL);
  return self->etag;
}

GFile *
stubble_document_get_links (StubbleDocument *self)
{
  g_return_val_if_fail (STUBBLE_IS_DOCUMENT (self), NULL);
  return self->links;
}

gboolean
stubble_document_is_modified (StubbleDocument *self)
{
  g_return_val_if_fail (STUBBLE_IS_DOCUMENT (self), FALSE);
  return !smp_history_is_saved (self->history);
}

char *
stubble_document_dup_title (StubbleDocument *self)
{
  const SmpPhoto *photo = stubble_document_get_photo (self);

  if (self->file != NULL)
    {
      g_autofree char *name = g_file_get_basename (self->file);

      return g_filename_display_name (name);
    }
  return g_strdup (photo != NULL ? photo->name : _ ("New Consultation"));
}

void
_stubble_document_set_file (StubbleDocument *self, GFile *file, const char *etag)
{
  char *copy = g_strdup (etag);

  g_set_object (&self->file, file);
  g_free (self->etag);
  self->etag = copy;
}

void
_stubble_document_mark_saved (StubbleDocument *self, const SmpConsultation *value)
{
  smp_history_mark_saved (self->history, value);
  emit_changed (self);
}

static void
stubble_document_finalize (GObject *object)
{
  StubbleDocument *self = STUBBLE_DOCUMENT (object);

  g_clear_pointer (&self->history, smp_history_free);
  g_clear_pointer (&self->pixels, g_hash_table_unref);
  _stubble_document_forget_rest (self);
  g_clear_pointer (&self->judged, smp_consultation_unref);
  g_clear_pointer (&self->taped, smp_consultation_unref);
  g_clear_pointer (&self->unsearched, smp_consultation_unref);
  g_clear_pointer (&self->misfit, g_free);
  g_clear_pointer (&self->ghost, stubble_ghost_free);
  g_clear_pointer (&self->photo_id, g_free);
  g_clear_pointer (&self->variant_id, g_free);
  g_clear_pointer (&self->zone_id, g_free);
  g_clear_pointer (&self->etag, g_free);
  g_clear_object (&self->file);
  g_clear_object (&self->links);
  G_OBJECT_CLASS (stubble_document_parent_class)->finalize (object);
}

static void
stubble_document_class_init (StubbleDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stubble_document_finalize;
  signals[CHANGED] = g_signal_new ("changed", STUBBLE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[PHOTO] = g_signal_new ("photo", STUBBLE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[PIXELS] = g_signal_new ("pixels", STUBBLE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", STUBBLE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[NOTICE] = g_signal_new ("notice", STUBBLE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PHOTO_NOTICE] = g_signal_new ("photo-notice", STUBBLE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SELECTION] = g_signal_new ("selection", STUBBLE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
}

static void
stubble_document_init (StubbleDocument *self)
{
  self->node = -1;
  self->pixels = _stubble_document_new_pixels ();
}

StubbleDocument *
stubble_document_new (const SmpConsultation *consultation, const SmpPyramid *pyramid)
{
  StubbleDocument *self = g_object_new (STUBBLE_TYPE_DOCUMENT, NULL);

  self->history = smp_history_new (consultation);
  smp_history_mark_saved (self->history, consultation);
  if (consultation->photos->len > 0)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, 0);

      self->photo_id = g_strdup (photo->id);
      if (pyramid != NULL)
        _stubble_document_take_pixels (self, photo->sha256, pyramid);
    }
  return self;
}
