/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "surface/smp-surface.h"

/* What the canvas shows: which photo of the document, at which age, with which help lines. What
 * changes here is asked of the renderer anew. */

/* Share of the device's resolution of a picture that is shown during a drag. */
#define COARSE 0.5

const SmpPhoto *
stubble_canvas_get_photo (StubbleCanvas *self)
{
  if (self->document == NULL)
    return NULL;
  if (self->photo_id == NULL)
    return stubble_document_get_photo (self->document);
  return smp_consultation_get_photo (stubble_document_get_consultation (self->document),
                                     self->photo_id);
}

const char *
stubble_canvas_get_photo_id (StubbleCanvas *self)
{
  const SmpPhoto *photo = stubble_canvas_get_photo (self);

  return photo != NULL ? photo->id : NULL;
}

const SmpSurface *
stubble_canvas_get_surface (StubbleCanvas *self)
{
  const SmpPhoto *photo = stubble_canvas_get_photo (self);

  g_return_val_if_fail (photo != NULL, NULL);
  if (self->surface_photo != photo)
    {
      g_clear_pointer (&self->surface, smp_surface_unref);
      g_clear_pointer (&self->surface_photo, smp_photo_unref);
      self->surface = smp_surface_for_photo (photo);
      self->surface_photo = smp_photo_ref (photo);
    }
  return self->surface;
}

static void
drop_guides (StubbleCanvas *self)
{
  g_clear_pointer (&self->guides, smp_guides_free);
  g_clear_pointer (&self->guides_of, smp_consultation_unref);
}

const SmpGuides *
_stubble_canvas_get_guides (StubbleCanvas *self)
{
  const SmpPhoto *photo = stubble_canvas_get_photo (self);
  const SmpConsultation *now;

  if (!self->shows_guides || photo == NULL)
    return NULL;
  now = stubble_document_get_consultation (self->document);
  if (self->guides == NULL || self->guides_of != now)
    {
      drop_guides (self);
      self->guides = smp_guides_new (now, photo, stubble_document_get_plan (self->document));
      self->guides_of = smp_consultation_ref (now);
    }
  return self->guides;
}

void
stubble_canvas_set_guides (StubbleCanvas *self, gboolean guides)
{
  self->shows_guides = guides;
  drop_guides (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  _stubble_canvas_view_changed (self);
}

void
_stubble_canvas_update (StubbleCanvas *self, gboolean is_interactive)
{
  const SmpPhoto *photo = stubble_canvas_get_photo (self);
  const SmpPyramid *picture;
  SmpRenderWindow fine, coarse;
  int shrink;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (photo == NULL || self->viewport.pane_width < 1)
    return;
  picture = stubble_document_need_picture (self->document, photo, &shrink);
  stubble_renderer_set_scene (self->renderer, picture, shrink, photo,
                              _stubble_canvas_get_shown_plan (self));
  stubble_renderer_set_age (self->renderer, &self->age);
  stubble_renderer_set_match_grain (self->renderer, self->matches_grain);
  if (!stubble_viewport_window (&self->viewport, 1, &fine))
    return;
  if (is_interactive && stubble_viewport_window (&self->viewport, COARSE, &coarse))
    stubble_renderer_request (self->renderer, &fine, &coarse);
  else
    stubble_renderer_request (self->renderer, &fine, NULL);
}

void
stubble_canvas_set_age (StubbleCanvas *self, const SmpAge *age)
{
  g_return_if_fail (STUBBLE_IS_CANVAS (self));

  if (smp_age_equal (age, &self->age))
    return;
  self->age = *age;
  _stubble_canvas_update (self, TRUE);
  _stubble_canvas_view_changed (self);
}

const SmpAge *
stubble_canvas_get_age (StubbleCanvas *self)
{
  return &self->age;
}

void
_stubble_canvas_check_age (StubbleCanvas *self)
{
  if (!smp_age_check (&self->age, stubble_canvas_get_plan (self), NULL))
    stubble_canvas_set_age (self, &SMP_AGE_USUAL);
}

/* The photo may be another one, or one of another size. */
static void
follow_photo (StubbleCanvas *self)
{
  const SmpPhoto *photo = stubble_canvas_get_photo (self);
  int width = photo != NULL ? photo->width : 0, height = photo != NULL ? photo->height : 0;

  if (width == self->viewport.photo_width && height == self->viewport.photo_height)
    return;
  self->viewport.photo_width = width;
  self->viewport.photo_height = height;
  self->viewport.angle = 0;
  self->fits = TRUE;
  stubble_viewport_fit (&self->viewport);
  _stubble_canvas_view_changed (self);
}

/* Another photo, upright at first, in which nothing has been begun. */
static void
show_photo (StubbleCanvas *self)
{
  g_clear_pointer (&self->asked, g_free);
  stubble_canvas_set_tool (self, stubble_canvas_get_tool (self));
  follow_photo (self);
  if (!stubble_viewport_is_upright (&self->viewport))
    stubble_canvas_turn_upright (self);
  _stubble_canvas_update (self, FALSE);
}

void
stubble_canvas_set_photo (StubbleCanvas *self, const char *photo_id)
{
  const SmpPhoto *before;
  char *copy;

  g_return_if_fail (STUBBLE_IS_CANVAS (self));

  if (g_strcmp0 (photo_id, self->photo_id) == 0)
    return;
  before = stubble_canvas_get_photo (self);
  copy = g_strdup (photo_id);
  g_free (self->photo_id);
  self->photo_id = copy;
  /* What it shows may be told by its name from now on, or be what is worked on. */
  if (before != NULL && stubble_canvas_get_photo (self) == before)
    return;
  _stubble_canvas_drop_count (self);
  drop_guides (self);
  if (self->document == NULL)
    return;
  show_photo (self);
}

static void
on_photo (StubbleDocument *document, StubbleCanvas *self)
{
  if (self->photo_id != NULL)
    return;
  _stubble_canvas_drop_count (self);
  drop_guides (self);
  show_photo (self);
}

static void
on_pixels (StubbleDocument *document, StubbleCanvas *self)
{
  _stubble_canvas_update (self, FALSE);
}

static void
on_changed (StubbleDocument *document, StubbleCanvas *self)
{
  follow_photo (self);
  if (self->shows_guides)
    _stubble_canvas_describe (self);
  _stubble_canvas_check_age (self);
  _stubble_canvas_update (self, TRUE);
}

static void
on_selection (StubbleDocument *document, StubbleCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
stubble_canvas_set_document (StubbleCanvas *self, StubbleDocument *document)
{
  g_return_if_fail (STUBBLE_IS_CANVAS (self));
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (!g_set_object (&self->document, document))
    return;
  _stubble_canvas_drop_count (self);
  g_clear_pointer (&self->photo_id, g_free);
  g_clear_pointer (&self->places, stubble_mark_places_free);
  self->places = stubble_mark_places_new ();
  drop_guides (self);
  _stubble_canvas_show_all_zones (self);
  _stubble_canvas_drop_textures (self);
  stubble_renderer_set_scene (self->renderer, NULL, 1, NULL, NULL);
  self->viewport.photo_width = 0;
  if (document == NULL)
    return;
  g_signal_connect (document, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (document, "selection", G_CALLBACK (on_selection), self);
  g_signal_connect (document, "photo", G_CALLBACK (on_photo), self);
  g_signal_connect (document, "pixels", G_CALLBACK (on_pixels), self);
  follow_photo (self);
  stubble_canvas_zoom_fit (self);
}

StubbleDocument *
stubble_canvas_get_document (StubbleCanvas *self)
{
  return self->document;
}

static void
on_frame (StubbleRenderer *renderer, StubbleCanvas *self)
{
  _stubble_canvas_drop_textures (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_dots (StubbleRenderer *renderer, StubbleCanvas *self)
{
  _stubble_canvas_count_again (self);
}

static void
on_failed (StubbleRenderer *renderer, const char *message, StubbleCanvas *self)
{
  stubble_canvas_tell (self, message);
}

gboolean
stubble_canvas_is_settled (StubbleCanvas *self)
{
  return stubble_renderer_is_settled (self->renderer);
}

void
_stubble_canvas_init_scene (StubbleCanvas *self)
{
  self->age = SMP_AGE_USUAL;
  self->renderer = stubble_renderer_new ();
  g_signal_connect (self->renderer, "frame", G_CALLBACK (on_frame), self);
  g_signal_connect (self->renderer, "dots", G_CALLBACK (on_dots), self);
  g_signal_connect (self->renderer, "failed", G_CALLBACK (on_failed), self);
}

void
_stubble_canvas_clear_scene (StubbleCanvas *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  if (self->renderer != NULL)
    g_signal_handlers_disconnect_by_data (self->renderer, self);
  g_clear_object (&self->renderer);
  drop_guides (self);
  g_clear_pointer (&self->photo_id, g_free);
  g_clear_pointer (&self->surface, smp_surface_unref);
  g_clear_pointer (&self->surface_photo, smp_photo_unref);
}
