/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

#include <string.h>

#include "model/smp-photo.h"
#include "stipple/smp-dots.h"

/* How many dots there are: of the canvas that shows the photo that is worked on. */

void
_stubble_canvas_count_again (StubbleCanvas *self)
{
  const SmpDotSet *dots = stubble_renderer_get_dots (self->renderer);

  g_clear_pointer (&self->n_dots, g_free);
  self->n_dots_zones = SMP_LIMIT_ZONES;
  self->n_dots = g_new0 (guint, self->n_dots_zones);
  memset (self->n_session_dots, 0, sizeof self->n_session_dots);
  for (gsize i = 0; i < dots->n_dots; i++)
    {
      if (dots->dots[i].zone < self->n_dots_zones)
        self->n_dots[dots->dots[i].zone]++;
      if (dots->dots[i].session < SMP_LIMIT_SESSIONS)
        self->n_session_dots[dots->dots[i].session]++;
    }
  /* With the first dots it is a simulated picture. */
  _stubble_canvas_describe (self);
  _stubble_canvas_emit (self, STUBBLE_CANVAS_DOTS);
}

void
_stubble_canvas_drop_count (StubbleCanvas *self)
{
  g_clear_pointer (&self->n_dots, g_free);
}

static void
on_companion_dots (StubbleCanvas *self)
{
  _stubble_canvas_emit (self, STUBBLE_CANVAS_DOTS);
}

void
stubble_canvas_set_companion (StubbleCanvas *self, StubbleCanvas *companion)
{
  self->companion = companion;
  g_signal_connect_object (companion, "dots", G_CALLBACK (on_companion_dots), self,
                           G_CONNECT_SWAPPED);
}

/* The canvas that shows the photo that is worked on, if not this one. */
static StubbleCanvas *
get_counting (StubbleCanvas *self)
{
  const SmpPhoto *photo
      = self->document != NULL ? stubble_document_get_photo (self->document) : NULL;

  if (photo != NULL && self->companion != NULL && self->photo_id != NULL
      && g_strcmp0 (self->photo_id, photo->id) != 0
      && g_strcmp0 (self->companion->photo_id, photo->id) == 0)
    return self->companion;
  return self;
}

int
stubble_canvas_count_dots (StubbleCanvas *self, int zone)
{
  guint n = 0;

  self = get_counting (self);
  if (self->n_dots == NULL || !_stubble_canvas_find_shown (self, &zone))
    return -1;
  if (zone >= 0)
    return zone < (int)self->n_dots_zones ? (int)self->n_dots[zone] : 0;
  for (guint i = 0; i < self->n_dots_zones; i++)
    n += self->n_dots[i];
  return (int)n;
}

int
stubble_canvas_count_session_dots (StubbleCanvas *self, guint session)
{
  self = get_counting (self);
  if (self->n_dots == NULL || session >= SMP_LIMIT_SESSIONS)
    return -1;
  return (int)self->n_session_dots[session];
}
