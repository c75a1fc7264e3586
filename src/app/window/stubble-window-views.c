/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "compat/stubble-ask.h"
#include "compat/stubble-file-prompt.h"
#include "model/smp-consultation.h"
#include "window/stubble-window-private.h"

/* The photos of the consultation: the strip, and a second canvas beside the first. While it is
 * there, each canvas keeps its photo, and the one touched last is worked on. */

StubbleCanvas *
_stubble_window_active_canvas (StubbleWindow *self)
{
  const SmpPhoto *photo
      = self->document != NULL ? stubble_document_get_photo (self->document) : NULL;

  if (gtk_widget_get_visible (GTK_WIDGET (self->beside)) && photo != NULL
      && strcmp (photo->id, stubble_canvas_get_photo_id (self->beside)) == 0)
    return self->beside;
  return self->canvas;
}

static void
show_alone (StubbleWindow *self)
{
  stubble_canvas_set_photo (self->canvas, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->beside), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->canvas), "worked-on");
  _stubble_window_show_state (self, "beside", g_variant_new_string (""));
}

/* Which of both canvases is worked on is seen by a border. */
static void
mark_active (StubbleWindow *self)
{
  StubbleCanvas *active = _stubble_window_active_canvas (self);
  StubbleCanvas *both[] = { self->canvas, self->beside };

  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    if (both[i] == active && gtk_widget_get_visible (GTK_WIDGET (self->beside)))
      gtk_widget_add_css_class (GTK_WIDGET (both[i]), "worked-on");
    else
      gtk_widget_remove_css_class (GTK_WIDGET (both[i]), "worked-on");
  /* Zoom and angle are told of the one that is worked on. */
  g_signal_emit_by_name (active, "view");
}

static void
on_touched (StubbleCanvas *canvas, StubbleWindow *self)
{
  if (self->document == NULL || stubble_canvas_get_photo_id (canvas) == NULL)
    return;
  self->last_touched = canvas;
  stubble_document_show_photo (self->document, stubble_canvas_get_photo_id (canvas));
}

/* The photo that is worked on is another one: the canvas touched last shows it, unless one of both
 * does already. */
static void
on_photo (StubbleDocument *document, StubbleWindow *self)
{
  const SmpPhoto *photo = stubble_document_get_photo (document);
  StubbleCanvas *other = self->last_touched == self->beside ? self->canvas : self->beside;

  _stubble_window_update_views (self);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->beside)) || photo == NULL)
    return;
  if (strcmp (photo->id, stubble_canvas_get_photo_id (other)) == 0)
    self->last_touched = other;
  else
    stubble_canvas_set_photo (self->last_touched, photo->id);
  other = self->last_touched == self->beside ? self->canvas : self->beside;
  _stubble_window_show_state (self, "beside",
                              g_variant_new_string (stubble_canvas_get_photo_id (other)));
  mark_active (self);
}

static void
on_beside (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (action));
  const SmpPhoto *photo;

  if (self->document == NULL)
    return;
  photo = stubble_document_get_photo (self->document);
  if (g_str_equal (id, g_variant_get_string (state, NULL)) || g_str_equal (id, "")
      || smp_consultation_get_photo (stubble_document_get_consultation (self->document), id) == NULL
      || g_str_equal (id, photo->id))
    {
      show_alone (self);
      return;
    }
  stubble_canvas_set_photo (self->canvas, photo->id);
  stubble_canvas_set_photo (self->beside, id);
  self->last_touched = self->canvas;
  gtk_widget_set_visible (GTK_WIDGET (self->beside), TRUE);
  stubble_canvas_zoom_fit (self->canvas);
  stubble_canvas_zoom_fit (self->beside);
  _stubble_window_show_state (self, "beside", g_variant_new_string (id));
  mark_active (self);
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StubbleWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *notices = NULL;
  g_autofree char *retaken = g_steal_pointer (&self->retaken);

  self->n_adding--;
  stubble_views_strip_set_busy (self->strip, self->n_adding > 0);
  if (!stubble_document_add_photo_finish (STUBBLE_DOCUMENT (source), result, &notices, &error))
    stubble_tell (GTK_WINDOW (self), _ ("Could Not Add the Photo"), error->message);
  else if (notices != NULL)
    stubble_window_toast (self, notices);
  else if (retaken != NULL)
    stubble_window_toast (self, _ ("Landmarks and zones were taken over from the photo that the "
                                   "retake replaces. Check where they lie."));
  if (error == NULL && retaken != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (self), "photo-align", NULL);
}

static void
add (StubbleWindow *self, GFile *file, const char *replaced)
{
  g_autofree char *name = g_file_get_basename (file);

  if (self->document == NULL)
    return;
  if (stubble_document_is_consultation_name (name))
    {
      stubble_window_toast (self, _ ("Only photos can be added to a consultation."));
      return;
    }
  g_free (self->retaken);
  self->retaken = g_strdup (replaced);
  self->n_adding++;
  stubble_views_strip_set_busy (self->strip, TRUE);
  stubble_document_add_photo_async (self->document, file, replaced, NULL, on_added,
                                    g_object_ref (self));
}

void
_stubble_window_add_photo (StubbleWindow *self, GFile *file)
{
  add (self, file, NULL);
}

void
_stubble_window_retake (StubbleWindow *self, GFile *file)
{
  if (self->document != NULL)
    add (self, file, stubble_document_get_photo (self->document)->id);
}

static void
on_add_file (GFile *file, gpointer data)
{
  g_autoptr (StubbleWindow) self = data;

  if (file != NULL)
    add (self, file, NULL);
}

static void
on_retake_file (GFile *file, gpointer data)
{
  g_autoptr (StubbleWindow) self = data;

  if (file != NULL)
    _stubble_window_retake (self, file);
}

static void
on_photo_add (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  stubble_file_prompt_open (user_data, _ ("Add Photo"), STUBBLE_FILES_PHOTO, on_add_file,
                            g_object_ref (user_data));
}

static void
on_photo_retake (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  stubble_file_prompt_open (user_data, _ ("Replace by a Retake"), STUBBLE_FILES_PHOTO,
                            on_retake_file, g_object_ref (user_data));
}

static void
on_photo_align (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_action_group_activate_action (user_data, "tool", g_variant_new_string ("align"));
}

static void
on_dropped (StubbleViewsStrip *strip, GFile *file, StubbleWindow *self)
{
  add (self, file, NULL);
}

/* The number of the photo that is worked on. */
static guint
active_index (StubbleWindow *self)
{
  guint index = 0;

  g_ptr_array_find (stubble_document_get_consultation (self->document)->photos,
                    stubble_document_get_photo (self->document), &index);
  return index;
}

static void
move (StubbleWindow *self, int by)
{
  stubble_document_move_photo (self->document, stubble_document_get_photo (self->document)->id,
                               (guint)((int)active_index (self) + by));
}

static void
on_photo_earlier (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move (user_data, -1);
}

static void
on_photo_later (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move (user_data, 1);
}

static void
on_photo_remove (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  g_autofree char *id = g_strdup (stubble_document_get_photo (self->document)->id);

  stubble_document_remove_photo (self->document, id);
  stubble_window_toast_undo (self, _ ("Removed the photo"));
}

static void
on_photo_view (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  SmpView view;

  if (smp_view_from_string (g_variant_get_string (parameter, NULL), &view)
      && view != stubble_document_get_photo (self->document)->view)
    stubble_document_commit_view (self->document, view);
}

/* Goes to the photo @by further on, around the ends. */
static void
step (StubbleWindow *self, guint by)
{
  const GPtrArray *photos = stubble_document_get_consultation (self->document)->photos;
  const SmpPhoto *next
      = g_ptr_array_index (photos, (active_index (self) + by + photos->len) % photos->len);

  stubble_document_show_photo (self->document, next->id);
}

static void
on_photo_next (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (user_data, 1);
}

static void
on_photo_previous (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (user_data, (guint)-1);
}

void
_stubble_window_show_strip (StubbleWindow *self, gboolean show)
{
  gtk_widget_set_visible (GTK_WIDGET (self->strip_box), show);
  _stubble_window_show_state (self, "show-views", g_variant_new_boolean (show));
}

static void
on_show_views (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;

  _stubble_window_show_strip (self, !gtk_widget_get_visible (GTK_WIDGET (self->strip_box)));
}

static void
on_guides (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (action));
  gboolean on = !g_variant_get_boolean (state);

  stubble_canvas_set_guides (self->canvas, on);
  stubble_canvas_set_guides (self->beside, on);
  g_simple_action_set_state (action, g_variant_new_boolean (on));
}

/* A photo that is shown beside may be gone after an edit. */
static void
check_beside (StubbleWindow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->beside))
      && (stubble_canvas_get_photo_id (self->canvas) == NULL
          || stubble_canvas_get_photo_id (self->beside) == NULL))
    show_alone (self);
}

void
_stubble_window_update_views (StubbleWindow *self)
{
  const SmpPhoto *photo
      = self->document != NULL ? stubble_document_get_photo (self->document) : NULL;
  guint n = photo != NULL ? stubble_document_get_consultation (self->document)->photos->len : 0;
  guint index = photo != NULL ? active_index (self) : 0;

  check_beside (self);
  _stubble_window_enable (self, "photo-add", photo != NULL);
  _stubble_window_enable (self, "photo-retake", photo != NULL);
  _stubble_window_enable (self, "photo-align",
                          photo != NULL && stubble_document_get_ghost (self->document) != NULL);
  _stubble_window_enable (self, "photo-view", photo != NULL);
  _stubble_window_enable (self, "photo-remove", n > 1);
  _stubble_window_enable (self, "photo-earlier", index > 0);
  _stubble_window_enable (self, "photo-later", index + 1 < n);
  _stubble_window_enable (self, "photo-next", n > 1);
  _stubble_window_enable (self, "photo-previous", n > 1);
  _stubble_window_enable (self, "beside", n > 1);
  _stubble_window_enable (self, "guides", photo != NULL);
  _stubble_window_show_state (
      self, "photo-view",
      g_variant_new_string (photo != NULL ? smp_view_to_string (photo->view) : ""));
}

static void
tell_of_photo (StubbleDocument *document, const char *message, StubbleWindow *self)
{
  /* That of the file that was opened is told as such. */
  if (self->following == NULL || self->following->error == NULL)
    stubble_window_toast (self, message);
}

static void
on_notice (StubbleDocument *document, const char *message, StubbleWindow *self)
{
  _stubble_window_toast_notice (self, message);
}

void
_stubble_window_set_views_document (StubbleWindow *self)
{
  show_alone (self);
  stubble_canvas_set_document (self->beside, self->document);
  stubble_views_strip_set_document (self->strip, self->document);
  self->last_touched = self->canvas;
  if (self->document == NULL)
    return;
  g_signal_connect (self->document, "photo", G_CALLBACK (on_photo), self);
  g_signal_connect (self->document, "failed", G_CALLBACK (tell_of_photo), self);
  /* Each photo's is of its own, and an edit that is undone changes nothing about it. */
  g_signal_connect (self->document, "photo-notice", G_CALLBACK (tell_of_photo), self);
  g_signal_connect (self->document, "notice", G_CALLBACK (on_notice), self);
}

void
_stubble_window_init_views (StubbleWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "photo-add", .activate = on_photo_add },
    { .name = "photo-retake", .activate = on_photo_retake },
    { .name = "photo-align", .activate = on_photo_align },
    { .name = "photo-earlier", .activate = on_photo_earlier },
    { .name = "photo-later", .activate = on_photo_later },
    { .name = "photo-remove", .activate = on_photo_remove },
    { .name = "photo-next", .activate = on_photo_next },
    { .name = "photo-previous", .activate = on_photo_previous },
    { .name = "photo-view", .activate = on_photo_view, .parameter_type = "s", .state = "''" },
    { .name = "beside", .activate = on_beside, .parameter_type = "s", .state = "''" },
    { .name = "guides", .activate = on_guides, .state = "false" },
    { .name = "show-views", .activate = on_show_views, .state = "true" },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->beside = STUBBLE_CANVAS (stubble_canvas_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->beside), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Second photo canvas"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->beside), FALSE);
  stubble_canvas_set_companion (self->canvas, self->beside);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->canvas));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->beside));
  gtk_overlay_set_child (self->canvas_overlay, box);
  g_signal_connect (self->canvas, "touched", G_CALLBACK (on_touched), self);
  g_signal_connect (self->beside, "touched", G_CALLBACK (on_touched), self);
  self->strip = STUBBLE_VIEWS_STRIP (stubble_views_strip_new ());
  gtk_box_append (self->strip_box, GTK_WIDGET (self->strip));
  g_signal_connect (self->strip, "dropped", G_CALLBACK (on_dropped), self);
}
