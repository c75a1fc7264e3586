/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-texture.h"
#include "compat/stubble-ask.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "photo/smp-image.h"
#include "window/stubble-window-private.h"

/* From a file to a document that can be worked on, and until all of its photo is there. */

#define TICK_MS 60
/* If the rest of the photo takes longer than this it is told how far it is, ms; our choice. */
#define TELL_MS 700
/* The longer side of what the EXIF has, px at most: larger pictures take long to be shown. */
#define GLIMPSE_MAX 640

/* Shows what there is of the photo already, unless that will be worked on in a moment. Takes
 * @image. */
static void
show_glimpse (StubbleWindow *self, SmpImage *image)
{
  g_autoptr (GdkTexture) texture = NULL;

  if (image == NULL)
    return;
  if (MAX (image->width, image->height) <= GLIMPSE_MAX)
    {
      texture = stubble_texture_new (image);
      gtk_picture_set_paintable (self->preview, GDK_PAINTABLE (texture));
      gtk_widget_set_visible (GTK_WIDGET (self->preview), TRUE);
    }
  smp_image_unref (image);
}

static gboolean
tick (gpointer data)
{
  StubbleWindow *self = data;

  gtk_progress_bar_set_fraction (self->progress_bar,
                                 g_atomic_int_get (&self->loading->thousandths) / 1000.0);
  show_glimpse (self, stubble_opening_take_glimpse (self->loading));
  return G_SOURCE_CONTINUE;
}

void
_stubble_window_stop_loading (StubbleWindow *self)
{
  g_clear_handle_id (&self->progress_tick, g_source_remove);
  g_clear_object (&self->loading_file);
  if (self->loading == NULL)
    return;
  stubble_opening_cancel (self->loading);
  g_clear_pointer (&self->loading, stubble_opening_unref);
}

void
_stubble_window_stop_following (StubbleWindow *self)
{
  if (self->following == NULL)
    return;
  g_clear_handle_id (&self->tell_opening, g_source_remove);
  stubble_job_bar_end (self->job_bar, self->following->cancellable);
  g_clear_pointer (&self->following, stubble_opening_unref);
  g_clear_object (&self->previous);
}

/* The photo will not come. Where nothing was done yet it is as if it had never been opened. */
static void
give_up (StubbleWindow *self)
{
  g_autoptr (StubbleOpening) opening = stubble_opening_ref (self->following);
  g_autoptr (StubbleDocument) previous = g_steal_pointer (&self->previous);
  gboolean is_cancelled = g_error_matches (opening->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree char *text = NULL;

  _stubble_window_stop_following (self);
  if (stubble_document_get_n_values (self->document) <= 1 && !self->is_saving
      && !stubble_document_is_modified (self->document))
    {
      stubble_window_set_document (self, previous);
      if (!is_cancelled)
        stubble_tell (GTK_WINDOW (self), _ ("Could Not Open the File"), opening->error->message);
      return;
    }
  _stubble_window_update_actions (self);
  if (is_cancelled)
    {
      stubble_window_toast (self,
                            _ ("Only a coarse picture of the photo was opened. Save your work "
                               "and open it again to see all of it."));
      return;
    }
  text = g_strdup_printf (_ ("%s\nWhat you have done is kept, over a coarse picture of the photo."),
                          opening->error->message);
  stubble_tell (GTK_WINDOW (self), _ ("Could Not Open the File"), text);
}

static void
on_pixels (StubbleDocument *document, StubbleWindow *self)
{
  _stubble_window_update_actions (self);
  if (self->following == NULL
      || stubble_document_get_opening (document, self->following->photo) == self->following)
    return;
  /* The photo may also have been removed or retaken. */
  if (self->following->error != NULL
      && stubble_document_has_failed (document, self->following->photo))
    give_up (self);
  else
    _stubble_window_stop_following (self);
}

/* (transfer full): what the photo on its way is called: perhaps another one is looked at by now. A
 * file was opened, or there are several views. */
static char *
dup_following_title (StubbleWindow *self)
{
  const SmpConsultation *now = stubble_document_get_consultation (self->document);

  for (guint i = 0; now->photos->len > 1 && i < now->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (now->photos, i);

      if (stubble_document_get_opening (self->document, photo) == self->following)
        return smp_consultation_dup_photo_title (now, photo);
    }
  return g_strdup (self->following->photo->name);
}

/* In a corner: the middle is where heads are, which are worked on. */
static gboolean
tell_opening (gpointer data)
{
  StubbleWindow *self = data;
  g_autofree char *title = NULL, *text = NULL;

  /* A picture is being written: that is told first. */
  if (stubble_job_bar_is_busy (self->job_bar))
    return G_SOURCE_CONTINUE;
  title = dup_following_title (self);
  text = g_strdup_printf (_ ("Opening “%s”…"), title);
  self->tell_opening = 0;
  gtk_widget_set_halign (GTK_WIDGET (self->job_bar), GTK_ALIGN_END);
  stubble_job_bar_begin (self->job_bar, text, &self->following->thousandths,
                         self->following->cancellable);
  return G_SOURCE_REMOVE;
}

void
_stubble_window_tell_following (StubbleWindow *self)
{
  if (self->following != NULL && self->tell_opening == 0)
    self->tell_opening = g_timeout_add (TELL_MS, tell_opening, self);
}

void
_stubble_window_follow_opening (StubbleWindow *self)
{
  const SmpPhoto *photo
      = self->document != NULL ? stubble_document_get_photo (self->document) : NULL;
  StubbleOpening *opening
      = photo != NULL ? stubble_document_get_opening (self->document, photo) : NULL;

  _stubble_window_stop_following (self);
  if (self->document != NULL)
    g_signal_connect (self->document, "pixels", G_CALLBACK (on_pixels), self);
  if (opening == NULL)
    return;
  self->following = stubble_opening_ref (opening);
  _stubble_window_tell_following (self);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StubbleWindow) self = data;
  gboolean is_last = stubble_document_load_get_opening (result) == self->loading;
  g_autoptr (StubbleDocument) document = NULL;
  g_autoptr (StubbleDocument) previous = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) sample = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *notices = NULL;

  document = stubble_document_load_finish (result, &notices, &error);
  /* Another file was opened meanwhile, or the window closed. */
  if (!is_last || self->loading == NULL)
    return;
  file = g_object_ref (self->loading_file);
  g_clear_pointer (&self->loading, stubble_opening_unref);
  _stubble_window_stop_loading (self);
  if (document == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, self->document != NULL ? "editor" : "start");
      _stubble_window_update (self);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        stubble_tell (GTK_WINDOW (self), _ ("Could Not Open the File"), error->message);
      return;
    }
  sample = _stubble_window_find_sample ();
  if (!_stubble_window_adopt_copy (document, file))
    {
      if (sample != NULL && g_file_equal (file, sample))
        stubble_document_detach (document);
      else
        _stubble_window_add_recent (self, file, document);
    }
  previous = self->document != NULL ? g_object_ref (self->document) : NULL;
  stubble_window_set_document (self, document);
  if (self->following != NULL)
    self->previous = g_steal_pointer (&previous);
  if (notices != NULL)
    stubble_window_toast (self, notices);
  _stubble_window_offer_copy (self);
}

void
_stubble_window_load (StubbleWindow *self, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : NULL;
  g_autofree char *markup = name != NULL ? g_markup_escape_text (name, -1) : NULL;

  g_clear_object (&self->pending);
  _stubble_window_stop_loading (self);
  self->loading = stubble_document_load_async (file, on_loaded, g_object_ref (self));
  self->loading_file = g_object_ref (file);
  adw_status_page_set_description (self->loading_page, markup);
  gtk_picture_set_paintable (self->preview, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), FALSE);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  self->progress_tick = g_timeout_add (TICK_MS, tick, self);
  _stubble_window_update_actions (self);
}

void
stubble_window_open (StubbleWindow *self, GFile *file)
{
  g_return_if_fail (STUBBLE_IS_WINDOW (self));
  g_set_object (&self->pending, file);
  /* While another file is on its way it has been asked already. */
  if (self->loading != NULL || _stubble_window_ask_unsaved (self, STUBBLE_THEN_OPEN))
    _stubble_window_load (self, file);
}
