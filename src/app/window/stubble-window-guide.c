/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "tools/stubble-tool.h"
#include "window/stubble-window-private.h"

/* Landmarks are asked for where a template or a pattern needs them, and then it is placed. */

void
_stubble_window_begin_guide (StubbleWindow *self, const SmpPattern *pattern, SmpTemplate t)
{
  _stubble_window_forget_guide (self);
  _stubble_window_set_state (self, "tool", "landmarks");
  self->pending_template = (int)t;
  if (pattern != NULL)
    self->pending_pattern = g_memdup2 (pattern, sizeof *pattern);
}

void
_stubble_window_forget_guide (StubbleWindow *self)
{
  self->pending_template = -1;
  g_clear_pointer (&self->pending_pattern, g_free);
  g_clear_pointer (&self->asked, g_free);
}

void
_stubble_window_leave_landmarks (StubbleWindow *self)
{
  _stubble_window_forget_guide (self);
  if (stubble_canvas_get_tool (self->canvas) == &stubble_tool_landmarks)
    _stubble_window_set_state (self, "tool", "select");
}

void
_stubble_window_end_guide (StubbleWindow *self)
{
  const SmpPhoto *photo
      = self->document != NULL ? stubble_document_get_photo (self->document) : NULL;
  g_autofree SmpPattern *pattern = g_steal_pointer (&self->pending_pattern);
  int waiting = self->pending_template;

  _stubble_window_forget_guide (self);
  /* Whoever left before the pupils were there is not asked again. */
  if (waiting < 0 || photo == NULL || !_stubble_proposal_has_place (photo))
    return;
  if (pattern != NULL)
    _stubble_window_propose_pattern (self, pattern, (SmpTemplate)waiting);
  else
    _stubble_window_place_template (self, (SmpTemplate)waiting);
}

static gboolean
end_guide (gpointer data)
{
  StubbleWindow *self = data;

  self->guide = 0;
  if (self->pending_template >= 0 && self->document != NULL)
    _stubble_window_set_state (self, "tool", "select");
  return G_SOURCE_REMOVE;
}

void
_stubble_window_follow_guide (StubbleWindow *self, const char *hint)
{
  const SmpPhoto *photo
      = self->document != NULL ? stubble_document_get_photo (self->document) : NULL;
  SmpPoint vertex;

  if (self->pending_template < 0 || photo == NULL || self->guide != 0)
    return;
  if (!smp_landmarks_get (photo->landmarks, SMP_LANDMARK_VERTEX, &vertex))
    {
      g_free (self->asked);
      self->asked = g_strdup (hint);
    }
  /* The point is there while it is still dragged; the next question comes when it is let go. Three
   * landmarks make a head: the preview first, more of them when somebody wants to. */
  else if (self->asked != NULL && g_strcmp0 (hint, self->asked) != 0)
    self->guide = g_idle_add (end_guide, self);
}
