/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "model/smp-landmarks.h"
#include "window/stubble-window-private.h"

/* What is done to the head by name: single landmarks, and its pose. */

static void
on_landmark (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);

  if (self->document == NULL)
    return;
  _stubble_window_set_state (self, "tool", "select");
  stubble_canvas_ask_landmark (self->canvas, name);
  stubble_canvas_ask_landmark (self->beside, name);
  _stubble_window_set_state (self, "tool", "landmarks");
}

static void
on_landmark_remove (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);
  const SmpLandmarks *landmarks;
  g_autoptr (SmpLandmarks) without = NULL;
  SmpPoint px;

  if (self->document == NULL)
    return;
  landmarks = stubble_document_get_photo (self->document)->landmarks;
  if (!smp_landmarks_get (landmarks, name, &px))
    return;
  without = smp_landmarks_with_point (landmarks, name, NULL);
  stubble_document_commit_landmarks (self->document, without, _ ("Remove Landmark"), NULL);
}

static void
on_pose_reset (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  const SmpPhoto *photo
      = self->document != NULL ? stubble_document_get_photo (self->document) : NULL;

  if (photo != NULL && photo->has_head && photo->head.by_hand)
    stubble_document_commit_pose (self->document, NULL, _ ("Reset Pose"), NULL);
}

void
_stubble_window_init_head (StubbleWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "landmark", .activate = on_landmark, .parameter_type = "s" },
    { .name = "pose-reset", .activate = on_pose_reset },
    { .name = "landmark-remove", .activate = on_landmark_remove, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
