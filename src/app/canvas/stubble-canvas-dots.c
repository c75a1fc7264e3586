/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

#include <string.h>

#include "model/smp-photo.h"

/* How many dots there are: of the canvas that shows the photo that is worked on. */

void
_stubble_canvas_count_again (StubbleCanvas *self)
{
  const SmpDotSet *dots = stubble_renderer_get_dots (self->renderer);

  g_clear_pointer (&self->counts, g_free);
  self->counts = g_new (SmpDotCount, SMP_LIMIT_ZONES);
  smp_dot_set_count (dots, SMP_LIMIT_ZONES, self->counts);
  /* With the first dots it is a simulated picture. */
  _stubble_canvas_describe (self);
  _stubble_canvas_emit (self, STUBBLE_CANVAS_DOTS);
}

void
_stubble_canvas_drop_count (StubbleCanvas *self)
{
  g_clear_pointer (&self->counts, g_free);
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
  if (self->counts == NULL || !_stubble_canvas_find_shown (self, &zone))
    return -1;
  for (int z = MAX (zone, 0); z < (zone < 0 ? SMP_LIMIT_ZONES : zone + 1); z++)
    for (guint s = 0; s < SMP_LIMIT_SESSIONS; s++)
      n += self->counts[z].of_session[s];
  return (int)n;
}

int
stubble_canvas_count_session_dots (StubbleCanvas *self, guint session)
{
  guint n = 0;

  self = get_counting (self);
  if (self->counts == NULL || session >= SMP_LIMIT_SESSIONS)
    return -1;
  for (guint z = 0; z < SMP_LIMIT_ZONES; z++)
    n += self->counts[z].of_session[session];
  return (int)n;
}
