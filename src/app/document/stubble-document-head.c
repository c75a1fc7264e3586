/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "document/stubble-document-private.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "stipple/smp-zone-head.h"
#include "surface/smp-head-consultation.h"
#include "surface/smp-head-misfit.h"

/* The head is fitted to the landmarks at once, while they are dragged. */

/* Hints for all photos of @value. Contours are borrowed from the document's pixels. */
static SmpHeadHint *
hints_of (StubbleDocument *self, const SmpConsultation *value)
{
  SmpHeadHint *hints = g_new0 (SmpHeadHint, MAX (value->photos->len, 1));

  for (guint i = 0; i < value->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (value->photos, i);
      StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);

      hints[i].focal_35 = photo->focal_35mm;
      hints[i].contour = pixels != NULL ? pixels->contour : NULL;
    }
  return hints;
}

SmpConsultation *
_stubble_document_fit (StubbleDocument *self,
                       const SmpConsultation *value,
                       const SmpQuaternion *pose)
{
  g_autofree SmpHeadHint *hints = hints_of (self, value);
  SmpHeadFitQuality quality;

  for (guint i = 0; pose != NULL && i < value->photos->len; i++)
    if (strcmp (((const SmpPhoto *)g_ptr_array_index (value->photos, i))->id, self->photo_id) == 0)
      {
        hints[i].has_pose = TRUE;
        hints[i].pose = *pose;
      }

  /* Whoever draws, or moves the photo under the plan, draws anew. */
  if (self->carried == NULL || !smp_consultation_same_places (value, self->carried))
    {
      g_clear_pointer (&self->drawn, smp_consultation_unref);
      self->drawn = smp_consultation_ref (value);
    }

  g_autoptr (SmpConsultation) with_heads
      = smp_consultation_fit_head_again (value, self->drawn, hints, &quality);

  return smp_consultation_share_zones (with_heads);
}

void
_stubble_document_keep_carried (StubbleDocument *self)
{
  g_clear_pointer (&self->carried, smp_consultation_unref);
  self->carried = smp_consultation_ref (stubble_document_get_consultation (self));
}

static void
commit (StubbleDocument *self,
        const SmpConsultation *value,
        const SmpQuaternion *pose,
        const char *label,
        const char *merge_key)
{
  g_autoptr (SmpConsultation) with_heads = _stubble_document_fit (self, value, pose);

  if (self->rested == NULL)
    self->rested = smp_consultation_ref (stubble_document_get_consultation (self));
  stubble_document_commit (self, with_heads, label, merge_key);
  _stubble_document_keep_carried (self);
  _stubble_document_rest (self);
}

void
stubble_document_commit_pose (StubbleDocument *self,
                              const SmpQuaternion *rotation,
                              const char *label,
                              const char *merge_key)
{
  const SmpPhoto *photo = stubble_document_get_photo (self);
  g_autoptr (SmpPhoto) posed = NULL;
  g_autoptr (SmpConsultation) edited = NULL;

  g_return_if_fail (photo != NULL && photo->has_head);
  /* The rotation goes in as a hint, so that the fit knows from where zones come. */
  posed = smp_photo_copy (photo);
  posed->head.by_hand = rotation != NULL;
  edited = smp_consultation_with_photo (stubble_document_get_consultation (self), posed);
  commit (self, edited, rotation, label, merge_key);
}

void
stubble_document_commit_whorl (StubbleDocument *self,
                               const SmpWhorl *whorl,
                               const char *label,
                               const char *merge_key)
{
  g_autoptr (SmpConsultation) now = smp_consultation_ref (stubble_document_get_consultation (self));
  guint n = now->photos->len;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SmpPhoto) photo = smp_photo_copy (g_ptr_array_index (now->photos, i));
      SmpConsultation *next;

      if (!photo->has_head)
        continue;
      photo->head.whorl = *whorl;
      next = smp_consultation_with_photo (now, photo);
      smp_consultation_unref (now);
      now = next;
    }
  stubble_document_commit (self, now, label, merge_key);
}

void
_stubble_document_commit_fitted (StubbleDocument *self,
                                 const SmpConsultation *value,
                                 const char *label,
                                 const char *merge_key)
{
  commit (self, value, NULL, label, merge_key);
}

void
stubble_document_commit_head_circumference (StubbleDocument *self,
                                            double mm,
                                            const char *label,
                                            const char *merge_key)
{
  g_autoptr (SmpConsultation) edited
      = smp_consultation_with_head_circumference (stubble_document_get_consultation (self), mm);

  commit (self, edited, NULL, label, merge_key);
}

/* Whether a fit would have the same to go by. */
static gboolean
same_evidence (const SmpConsultation *a, const SmpConsultation *b)
{
  SmpHeadSubject one = smp_consultation_get_subject (a), other = smp_consultation_get_subject (b);

  if (a->photos->len != b->photos->len || one.sex != other.sex || one.tape_mm < other.tape_mm
      || one.tape_mm > other.tape_mm)
    return FALSE;
  for (guint i = 0; i < a->photos->len; i++)
    if (g_ptr_array_index (a->photos, i) != g_ptr_array_index (b->photos, i))
      return FALSE;
  return TRUE;
}

char *
stubble_document_dup_misfit (StubbleDocument *self)
{
  const SmpConsultation *now = stubble_document_get_consultation (self);
  const SmpPhoto *photo = stubble_document_get_photo (self);

  if (photo == NULL)
    return NULL;
  if (self->judged == NULL || self->judged_photo != photo || !same_evidence (self->judged, now))
    {
      g_free (self->misfit);
      self->misfit = smp_head_dup_misfit (now, photo);
      self->judged_photo = photo;
    }
  /* It keeps the photo that was judged. */
  g_clear_pointer (&self->judged, smp_consultation_unref);
  self->judged = smp_consultation_ref (now);
  return g_strdup (self->misfit);
}

gboolean
stubble_document_is_tape_left_out (StubbleDocument *self)
{
  const SmpConsultation *now = stubble_document_get_consultation (self);
  guint n = now->photos->len;
  g_autofree SmpHeadView *views = NULL;
  SmpHeadSubject subject = smp_consultation_get_subject (now);

  if (self->taped != NULL && same_evidence (self->taped, now))
    return self->tape_left_out;
  g_clear_pointer (&self->taped, smp_consultation_unref);
  self->taped = smp_consultation_ref (now);
  views = g_new0 (SmpHeadView, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    views[i] = smp_head_view_from_photo (g_ptr_array_index (now->photos, i));
  if (subject.tape_mm > 0)
    smp_head_fit (views, n, &subject);
  self->tape_left_out = subject.tape_left_out;
  return subject.tape_left_out;
}
