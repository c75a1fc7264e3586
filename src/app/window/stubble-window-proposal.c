/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "model/smp-face-frame.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "window/stubble-window-private.h"

void
_stubble_proposal_init (StubbleProposal *self, StubbleWindow *window)
{
  self->window = g_object_ref (window);
  self->document = g_object_ref (window->document);
  self->photo_id = g_strdup (stubble_document_get_photo (window->document)->id);
  self->variant_id = g_strdup (stubble_document_get_variant (window->document)->id);
  self->number = ++window->proposals;
}

void
_stubble_proposal_clear (StubbleProposal *self)
{
  g_clear_object (&self->document);
  g_clear_object (&self->window);
  g_clear_pointer (&self->photo_id, g_free);
  g_clear_pointer (&self->variant_id, g_free);
}

gboolean
_stubble_proposal_is_wanted (const StubbleProposal *self)
{
  const SmpPhoto *photo;

  /* A window that is closed is there until nobody holds it, and hidden. */
  if (!gtk_widget_get_visible (GTK_WIDGET (self->window))
      || self->window->document != self->document || self->window->proposals != self->number)
    return FALSE;
  photo = stubble_document_get_photo (self->document);
  return photo != NULL && strcmp (photo->id, self->photo_id) == 0
         && strcmp (stubble_document_get_variant (self->document)->id, self->variant_id) == 0;
}

gboolean
_stubble_proposal_is_on_head (const SmpPhoto *photo)
{
  return photo->view != SMP_VIEW_FRONT && smp_photo_uses_head (photo);
}

gboolean
_stubble_proposal_has_place (const SmpPhoto *photo)
{
  SmpFaceFrame frame;

  return _stubble_proposal_is_on_head (photo)
         || smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame);
}
