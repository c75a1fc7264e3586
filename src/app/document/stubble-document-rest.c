/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "document/stubble-document-io.h"
#include "document/stubble-document-private.h"
#include "geometry/smp-outline.h"
#include "model/smp-consultation.h"
#include "model/smp-history.h"
#include "model/smp-photo.h"
#include "photo/smp-head-search.h"
#include "photo/smp-image.h"
#include "surface/smp-head-consultation.h"

/* When landmarks rest, the contour of the head is looked for in the pictures, in a thread, and the
 * fit made better by it. */

#define REST_MS 250
/* What moves less than this in another photo is not told of, mm; our choice. */
#define TOLD_MM 1.0

/* The search for contours: values only. */
typedef struct
{
  gboolean for_later; /* nothing was touched: only what is found is kept */
  SmpConsultation *value;
  gboolean is_wanted;  /* there is one of these: */
  GPtrArray *pyramids; /* of SmpPyramid, NULL where there are none */
  GPtrArray *contours; /* of SmpPolygon, NULL where none is seen */
} Search;

static void
unref_pyramid (gpointer data)
{
  g_clear_pointer ((SmpPyramid **)&data, smp_pyramid_unref);
}

static void
unref_polygon (gpointer data)
{
  g_clear_pointer ((SmpPolygon **)&data, smp_polygon_unref);
}

static void
search_free (Search *self)
{
  smp_consultation_unref (self->value);
  g_ptr_array_unref (self->pyramids);
  g_ptr_array_unref (self->contours);
  g_free (self);
}

static void
search_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;

  for (guint i = 0; i < search->value->photos->len; i++)
    {
      const SmpPyramid *pyramid = g_ptr_array_index (search->pyramids, i);
      SmpHeadView alone = smp_head_view_from_photo (g_ptr_array_index (search->value->photos, i));
      SmpPolygon *contour = NULL;

      if (pyramid != NULL && smp_head_fit (&alone, 1, NULL) == SMP_HEAD_FIT_GOOD)
        contour = smp_head_search_contour (pyramid->levels[0], &alone.head);
      g_ptr_array_add (search->contours, contour);
    }
  g_task_return_boolean (task, TRUE);
}

/* Says where the plan is elsewhere @now than before the landmarks were touched: in one message, as
 * several would still come when the edit is long undone. */
static void
tell_moves (StubbleDocument *self, const SmpConsultation *before, const SmpConsultation *now)
{
  g_autoptr (GString) moves = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < now->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (now->photos, i);
      g_autofree char *title = smp_consultation_dup_photo_title (now, photo);
      double mm;

      if (g_strcmp0 (photo->id, self->photo_id) == 0)
        continue;
      mm = smp_consultation_moved_mm (before, now, photo->id);
      if (mm < TOLD_MM)
        continue;
      if (moves->len > 0)
        /* Translators: between two of “3 mm in “Left oblique””. */
        g_string_append (moves, _ (", "));
      /* Translators: how far something moved, and in which photo. */
      g_string_append_printf (moves, _ ("%.0f mm in “%s”"), mm, title);
    }
  if (moves->len == 0)
    return;
  /* Translators: %s is for example “3 mm in “Left oblique”, 2 mm in “Back””. */
  text = g_strdup_printf (_ ("The head fits anew. The plan moved by up to %s."), moves->str);
  g_signal_emit_by_name (self, "notice", text);
}

static gboolean
same_heads (const SmpConsultation *a, const SmpConsultation *b)
{
  for (guint i = 0; i < a->photos->len; i++)
    {
      const SmpPhoto *one = g_ptr_array_index (a->photos, i);
      const SmpPhoto *other = g_ptr_array_index (b->photos, i);

      if (one->has_head != other->has_head
          || (one->has_head && memcmp (&one->head, &other->head, sizeof one->head) != 0))
        return FALSE;
    }
  return TRUE;
}

static void
keep_found (StubbleDocument *self, Search *search)
{
  for (guint i = 0; i < search->value->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (search->value->photos, i);
      StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);

      if (pixels == NULL || g_ptr_array_index (search->pyramids, i) == NULL
          || (search->for_later && pixels->is_searched))
        continue;
      pixels->is_searched = TRUE;
      g_clear_pointer (&pixels->contour, smp_polygon_unref);
      pixels->contour = g_steal_pointer (&search->contours->pdata[i]);
    }
}

/* Of those who wait for what was taken back. */
static const char taken_back;

static gboolean
end_settling (gpointer data)
{
  StubbleDocument *self = data;

  /* Unless somebody touched landmarks again. */
  while (self->rest == 0 && self->searching == NULL && !g_queue_is_empty (&self->settling))
    {
      GTask *task = g_queue_pop_head (&self->settling);

      g_task_return_boolean (task, g_task_get_task_data (task) != &taken_back);
      g_object_unref (task);
    }
  return G_SOURCE_REMOVE;
}

/* Those who wait go on when what is being done to the document is done. */
static void
settle (StubbleDocument *self)
{
  if (!g_queue_is_empty (&self->settling))
    g_idle_add_full (G_PRIORITY_DEFAULT, end_settling, g_object_ref (self), g_object_unref);
}

static void
on_searched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StubbleDocument) self = data;
  Search *search = g_task_get_task_data (G_TASK (result));
  g_autoptr (SmpConsultation) before = NULL;
  g_autoptr (SmpConsultation) better = NULL;
  g_autofree char *misfit = NULL;

  keep_found (self, search);
  /* Whoever went on editing landmarks meanwhile rests again later, and what an undo came back to is
   * not amended, for what came after it would be lost. */
  if (self->searching != search || self->rest != 0)
    return;
  self->searching = NULL;
  settle (self);
  before = g_steal_pointer (&self->rested);
  /* What was edited or saved meanwhile stays as it is, too; the next fit is the better one. */
  if (stubble_document_get_consultation (self) == search->value
      && stubble_document_is_modified (self))
    better = _stubble_document_fit (self, search->value, NULL);
  if (better != NULL && !same_heads (search->value, better))
    {
      smp_history_amend (self->history, better);
      _stubble_document_keep_carried (self);
      g_signal_emit_by_name (self, "changed");
    }
  misfit = stubble_document_dup_misfit (self);
  if (misfit != NULL)
    g_signal_emit_by_name (self, "notice", misfit);
  else if (before != NULL)
    tell_moves (self, before, better != NULL ? better : search->value);
}

/* Takes the photos' pixels, as far as they are there. */
static Search *
search_new (StubbleDocument *self, gboolean for_later)
{
  const SmpConsultation *value = stubble_document_get_consultation (self);
  Search *search = g_new0 (Search, 1);

  search->for_later = for_later;
  search->value = smp_consultation_ref (value);
  search->pyramids = g_ptr_array_new_with_free_func (unref_pyramid);
  search->contours = g_ptr_array_new_with_free_func (unref_polygon);
  for (guint i = 0; i < value->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (value->photos, i);
      StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);
      gboolean wanted = pixels != NULL && pixels->pyramid != NULL
                        && (!for_later || (photo->has_head && !pixels->is_searched));

      g_ptr_array_add (search->pyramids, wanted ? smp_pyramid_ref (pixels->pyramid) : NULL);
      search->is_wanted |= wanted;
    }
  return search;
}

/* Takes @search. */
static void
search_start (StubbleDocument *self, Search *search)
{
  /* No source object: the thread might let go of it last, and it belongs to this one. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_searched, g_object_ref (self));

  g_task_set_source_tag (task, search_start);
  g_task_set_task_data (task, search, (GDestroyNotify)search_free);
  g_task_run_in_thread (task, search_run);
}

static gboolean
is_opening (StubbleDocument *self, const SmpConsultation *value)
{
  for (guint i = 0; i < value->photos->len; i++)
    if (stubble_document_get_opening (self, g_ptr_array_index (value->photos, i)) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
on_rest (gpointer data)
{
  StubbleDocument *self = data;
  const SmpConsultation *value = stubble_document_get_consultation (self);
  Search *search;

  self->rest = 0;
  g_clear_pointer (&self->unsearched, smp_consultation_unref);
  if (is_opening (self, value))
    self->unsearched = smp_consultation_ref (value);
  search = search_new (self, FALSE);
  self->searching = search;
  search_start (self, search);
  return G_SOURCE_REMOVE;
}

void
_stubble_document_rest (StubbleDocument *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST_MS, on_rest, self);
}

void
_stubble_document_forget_rest (StubbleDocument *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  self->searching = NULL;
  for (GList *i = self->settling.head; i != NULL; i = i->next)
    g_task_set_task_data (i->data, (gpointer)&taken_back, NULL);
  settle (self);
  g_clear_pointer (&self->rested, smp_consultation_unref);
  g_clear_pointer (&self->drawn, smp_consultation_unref);
  g_clear_pointer (&self->carried, smp_consultation_unref);
}

/* Of a head that was fitted before it was saved: the next fit has the same to go by then. */
static void
search_for_later (StubbleDocument *self)
{
  Search *search = search_new (self, TRUE);

  if (search->is_wanted)
    search_start (self, search);
  else
    search_free (search);
}

void
_stubble_document_search_again (StubbleDocument *self)
{
  if (self->rest != 0)
    return;
  /* What was found would take the place of the value as it is: not of what is saved, nor of what
   * there is something after that was undone. */
  if (self->unsearched != NULL && self->unsearched == stubble_document_get_consultation (self)
      && stubble_document_is_modified (self) && stubble_document_get_redo_label (self) == NULL)
    self->rest = g_timeout_add (REST_MS, on_rest, self);
  else
    search_for_later (self);
}

void
stubble_document_settle_async (StubbleDocument *self,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, stubble_document_settle_async);
  g_queue_push_tail (&self->settling, g_steal_pointer (&task));
  /* Who waits is done with landmarks. */
  if (self->rest != 0)
    {
      g_source_remove (self->rest);
      on_rest (self);
    }
  else if (self->searching == NULL)
    settle (self);
}

gboolean
stubble_document_settle_finish (StubbleDocument *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
