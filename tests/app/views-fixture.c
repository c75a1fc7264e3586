/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "views-fixture.h"

#include "canvas/stubble-canvas-private.h"
#include "canvas/stubble-zone-view.h"
#include "document/stubble-document-private.h"
#include "geometry/smp-outline.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-plan.h"

static gboolean
is_shown (StubbleCanvas *canvas)
{
  return !gtk_widget_get_visible (GTK_WIDGET (canvas))
         || (stubble_canvas_is_settled (canvas)
             && stubble_renderer_get_frame (canvas->renderer) != NULL);
}

gboolean
is_ready (gpointer data)
{
  StubbleWindow *self = data;

  return self->document != NULL && self->loading == NULL && self->n_adding == 0 && self->fill == 0
         && is_whole (self) && is_shown (self->canvas) && is_shown (self->beside);
}

StubbleWindow *
open_sample (const char *name)
{
  StubbleWindow *self = open_window (name);

  wait_until (is_ready, self);
  return self;
}

void
send_key (StubbleWindow *self, guint keyval, GdkModifierType state)
{
  const StubbleTool *tool = self->canvas->tool;

  g_assert_true (tool->klass->key (self->canvas->tool, keyval, state));
}

void
act (StubbleWindow *self, const char *action, const char *target)
{
  activate (self, action, target);
  wait_until (is_ready, self);
}

const GPtrArray *
photos (StubbleWindow *self)
{
  return stubble_document_get_consultation (self->document)->photos;
}

const SmpPhoto *
photo (StubbleWindow *self, guint i)
{
  return g_ptr_array_index (photos (self), i);
}

const SmpZone *
zone (StubbleWindow *self)
{
  return g_ptr_array_index (stubble_document_get_plan (self->document)->zones, 0);
}

/* Widget px of a node in a canvas. */
SmpPoint
node_on (StubbleCanvas *canvas, const SmpZone *of, gsize node)
{
  SmpPoint px = { 0, 0 };

  g_assert_true (stubble_zone_to_photo (of, stubble_canvas_get_surface (canvas),
                                        of->outline->nodes[node].point, &px));
  return stubble_viewport_to_widget (&canvas->viewport, px);
}

/* A node that the first canvas sees well. */
gsize
front_node (StubbleWindow *self)
{
  for (gsize i = 0; i < zone (self)->outline->n_nodes; i++)
    {
      SmpPoint px, p = zone (self)->outline->nodes[i].point;

      if (fabs (p.x) < 40 && p.y > 20
          && stubble_zone_to_photo (zone (self), stubble_canvas_get_surface (self->canvas), p, &px))
        return i;
    }
  g_assert_not_reached ();
}

gboolean
rests (gpointer data)
{
  StubbleDocument *document = STUBBLE_WINDOW (data)->document;

  return document->rest == 0 && document->rested == NULL && is_ready (data);
}

gboolean
is_placed (gpointer data)
{
  StubbleDocument *document = STUBBLE_WINDOW (data)->document;

  return g_strcmp0 (stubble_document_get_undo_label (document), "Place Hairline") == 0;
}

void
on_notice (StubbleDocument *document, const char *text, GString *said)
{
  g_string_append (said, text);
}

void
move_landmark (StubbleWindow *self, const char *name, double dx, double dy)
{
  const SmpLandmarks *landmarks = stubble_document_get_photo (self->document)->landmarks;
  g_autoptr (SmpLandmarks) moved = NULL;
  SmpPoint at;

  g_assert_true (smp_landmarks_get (landmarks, name, &at));
  at = smp_point (at.x + dx, at.y + dy);
  moved = smp_landmarks_with_point (landmarks, name, &at);
  stubble_document_commit_landmarks (self->document, moved, "Move", NULL);
}
