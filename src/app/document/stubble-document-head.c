/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "document/stubble-document-private.h"
#include "geometry/smp-outline.h"
#include "model/smp-consultation.h"
#include "model/smp-face-frame.h"
#include "model/smp-history.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "photo/smp-edge-search.h"
#include "photo/smp-head-contour.h"
#include "photo/smp-head-search.h"
#include "photo/smp-image.h"
#include "photo/smp-pupil-search.h"
#include "stipple/smp-zone-head.h"
#include "surface/smp-head-consultation.h"

/* The head is fitted to the landmarks at once, while they are dragged. When they rest for so long,
 * the contour of the head is looked for in the pictures, in a thread, and the fit made better by
 * it. */
#define REST_MS 250
/* What moves less than this in another photo is not told of, mm; our choice. */
#define TOLD_MM 1.0
/* Of the picture in which a click looks for the contour, px at most. */
#define SNAP_WIDTH 1000

/* Hints for all photos of @value. Contours are borrowed from the document's pixels. */
static SmpHeadHint *
hints_of (StubbleDocument *self, const SmpConsultation *value)
{
  SmpHeadHint *hints = g_new0 (SmpHeadHint, MAX (value->photos->len, 1));

  for (guint i = 0; i < value->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (value->photos, i);
      StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);

      hints[i].focal_35 = photo->focal_35mm;
      hints[i].contour = pixels != NULL ? pixels->contour : NULL;
    }
  return hints;
}

/* With a pose that somebody sets now for the photo that is worked on, or NULL. */
static SmpConsultation *
fitted (StubbleDocument *self,
        const SmpConsultation *value,
        const SmpQuaternion *pose,
        SmpHeadFitQuality *quality)
{
  g_autofree SmpHeadHint *hints = hints_of (self, value);

  for (guint i = 0; pose != NULL && i < value->photos->len; i++)
    if (strcmp (((const SmpPhoto *)g_ptr_array_index (value->photos, i))->id, self->photo_id) == 0)
      {
        hints[i].has_pose = TRUE;
        hints[i].pose = *pose;
      }

  g_autoptr (SmpConsultation) with_heads
      = smp_consultation_fit_head (value, hints, quality, NULL, NULL);

  return smp_consultation_share_zones (with_heads);
}

static gboolean on_rest (gpointer data);

static void
commit (StubbleDocument *self,
        const SmpConsultation *value,
        const SmpQuaternion *pose,
        const char *label,
        const char *merge_key)
{
  SmpHeadFitQuality quality;
  g_autoptr (SmpConsultation) with_heads = fitted (self, value, pose, &quality);

  if (self->rested == NULL)
    self->rested = smp_consultation_ref (stubble_document_get_consultation (self));
  stubble_document_commit (self, with_heads, label, merge_key);
  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST_MS, on_rest, self);
}

void
stubble_document_commit_pose (StubbleDocument *self,
                              const SmpQuaternion *rotation,
                              const char *label,
                              const char *merge_key)
{
  const SmpPhoto *photo = stubble_document_get_photo (self);
  g_autoptr (SmpPhoto) posed = NULL;
  g_autoptr (SmpConsultation) edited = NULL;

  g_return_if_fail (photo != NULL && photo->has_head);
  /* The rotation goes in as a hint, so that the fit knows from where zones come. */
  posed = smp_photo_copy (photo);
  posed->head.by_hand = rotation != NULL;
  edited = smp_consultation_with_photo (stubble_document_get_consultation (self), posed);
  commit (self, edited, rotation, label, merge_key);
}

void
stubble_document_commit_whorl (StubbleDocument *self,
                               const SmpWhorl *whorl,
                               const char *label,
                               const char *merge_key)
{
  g_autoptr (SmpConsultation) now = smp_consultation_ref (stubble_document_get_consultation (self));
  guint n = now->photos->len;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SmpPhoto) photo = smp_photo_copy (g_ptr_array_index (now->photos, i));
      SmpConsultation *next;

      if (!photo->has_head)
        continue;
      photo->head.whorl = *whorl;
      next = smp_consultation_with_photo (now, photo);
      smp_consultation_unref (now);
      now = next;
    }
  stubble_document_commit (self, now, label, merge_key);
}

void
_stubble_document_commit_fitted (StubbleDocument *self,
                                 const SmpConsultation *value,
                                 const char *label,
                                 const char *merge_key)
{
  commit (self, value, NULL, label, merge_key);
}

void
stubble_document_commit_head_circumference (StubbleDocument *self,
                                            double mm,
                                            const char *label,
                                            const char *merge_key)
{
  g_autoptr (SmpConsultation) edited
      = smp_consultation_with_head_circumference (stubble_document_get_consultation (self), mm);

  commit (self, edited, NULL, label, merge_key);
}

/* The search for contours: values only. */
typedef struct
{
  SmpConsultation *value;
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

/* Says where the plan is elsewhere now than before the landmarks were touched: in one message, as
 * several would still come when the edit is long undone. */
static void
tell_moves (StubbleDocument *self, const SmpConsultation *before)
{
  const SmpConsultation *now = stubble_document_get_consultation (self);
  g_autoptr (GString) moves = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < now->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (now->photos, i);
      double mm;

      if (g_strcmp0 (photo->id, self->photo_id) == 0)
        continue;
      mm = smp_consultation_moved_mm (before, now, photo->id);
      if (mm < TOLD_MM)
        continue;
      if (moves->len > 0)
        /* Translators: between two of “3 mm in “left.jpg””. */
        g_string_append (moves, _ (", "));
      /* Translators: how far something moved, and in which photo. */
      g_string_append_printf (moves, _ ("%.0f mm in “%s”"), mm, photo->name);
    }
  if (moves->len == 0)
    return;
  /* Translators: %s is for example “3 mm in “left.jpg”, 2 mm in “back.jpg””. */
  text = g_strdup_printf (_ ("The head fits anew. The plan moved by up to %s."), moves->str);
  g_signal_emit_by_name (self, "notice", text);
}

/* Whether the landmarks contradict a head, and by how much. */
static gboolean
is_poor (StubbleDocument *self, const SmpConsultation *value, double *mm)
{
  g_autofree SmpHeadView *views = g_new0 (SmpHeadView, MAX (value->photos->len, 1));
  const SmpPhoto *photo = stubble_document_get_photo (self);
  SmpHeadSubject subject = smp_consultation_get_subject (value);
  gboolean poor = FALSE;

  for (guint i = 0; i < value->photos->len; i++)
    views[i] = smp_head_view_from_photo (g_ptr_array_index (value->photos, i));
  if (smp_head_fit (views, value->photos->len, &subject) == SMP_HEAD_FIT_TOO_FEW)
    return FALSE;
  for (guint i = 0; i < value->photos->len; i++)
    if (g_ptr_array_index (value->photos, i) == photo)
      {
        SmpHeadView alone = smp_head_view_from_photo (photo);

        poor = views[i].left_out || smp_head_fit (&alone, 1, NULL) == SMP_HEAD_FIT_POOR;
        *mm = views[i].left_out ? views[i].head.residual_mm : alone.head.residual_mm;
      }
  return poor;
}

char *
stubble_document_dup_misfit (StubbleDocument *self)
{
  const SmpConsultation *now = stubble_document_get_consultation (self);
  const SmpPhoto *photo = stubble_document_get_photo (self);
  double mm = 0;

  if (photo == NULL || photo->landmarks->n_points < 3)
    return NULL;
  if (self->judged != now)
    {
      g_clear_pointer (&self->judged, smp_consultation_unref);
      g_clear_pointer (&self->misfit, g_free);
      self->judged = smp_consultation_ref (now);
      if (is_poor (self, now, &mm))
        self->misfit = g_strdup_printf (
            photo->has_head
                ? _ ("The landmarks fit no head: they are %.0f mm off. The head stays as it was. "
                     "Check the landmarks and the view.")
                : _ ("The landmarks fit no head: they are %.0f mm off. The photo is taken as "
                     "flat. Check the landmarks and the view."),
            mm);
    }
  return g_strdup (self->misfit);
}

/* Whether a fit would have the same to go by. */
static gboolean
same_evidence (const SmpConsultation *a, const SmpConsultation *b)
{
  SmpHeadSubject one = smp_consultation_get_subject (a), other = smp_consultation_get_subject (b);

  if (a->photos->len != b->photos->len || one.sex != other.sex || one.tape_mm < other.tape_mm
      || one.tape_mm > other.tape_mm)
    return FALSE;
  for (guint i = 0; i < a->photos->len; i++)
    if (g_ptr_array_index (a->photos, i) != g_ptr_array_index (b->photos, i))
      return FALSE;
  return TRUE;
}

gboolean
stubble_document_is_tape_left_out (StubbleDocument *self)
{
  const SmpConsultation *now = stubble_document_get_consultation (self);
  guint n = now->photos->len;
  g_autofree SmpHeadView *views = NULL;
  SmpHeadSubject subject = smp_consultation_get_subject (now);

  if (self->taped != NULL && same_evidence (self->taped, now))
    return self->tape_left_out;
  g_clear_pointer (&self->taped, smp_consultation_unref);
  self->taped = smp_consultation_ref (now);
  views = g_new0 (SmpHeadView, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    views[i] = smp_head_view_from_photo (g_ptr_array_index (now->photos, i));
  if (subject.tape_mm > 0)
    smp_head_fit (views, n, &subject);
  self->tape_left_out = subject.tape_left_out;
  return subject.tape_left_out;
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
on_searched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StubbleDocument) self = data;
  Search *search = g_task_get_task_data (G_TASK (result));
  g_autoptr (SmpConsultation) before = g_steal_pointer (&self->rested);
  g_autoptr (SmpConsultation) better = NULL;
  g_autofree char *misfit = NULL;
  SmpHeadFitQuality quality;

  for (guint i = 0; i < search->value->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (search->value->photos, i);
      StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);

      if (pixels == NULL || g_ptr_array_index (search->pyramids, i) == NULL)
        continue;
      g_clear_pointer (&pixels->contour, smp_polygon_unref);
      pixels->contour = g_steal_pointer (&search->contours->pdata[i]);
    }
  /* Whoever went on editing meanwhile rests again later. */
  if (stubble_document_get_consultation (self) != search->value)
    {
      if (self->rest != 0 && before != NULL)
        self->rested = g_steal_pointer (&before);
      return;
    }
  better = fitted (self, search->value, NULL, &quality);
  if (!same_heads (search->value, better))
    {
      smp_history_amend (self->history, better);
      g_signal_emit_by_name (self, "changed");
    }
  misfit = stubble_document_dup_misfit (self);
  if (misfit != NULL)
    g_signal_emit_by_name (self, "notice", misfit);
  else if (before != NULL)
    tell_moves (self, before);
}

static gboolean
on_rest (gpointer data)
{
  StubbleDocument *self = data;
  const SmpConsultation *value = stubble_document_get_consultation (self);
  Search *search = g_new0 (Search, 1);
  /* No source object: the thread might let go of it last, and it belongs to this one. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_searched, g_object_ref (self));

  self->rest = 0;
  g_clear_pointer (&self->unsearched, smp_consultation_unref);
  search->value = smp_consultation_ref (value);
  search->pyramids = g_ptr_array_new_with_free_func (unref_pyramid);
  search->contours = g_ptr_array_new_with_free_func (unref_polygon);
  for (guint i = 0; i < value->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (value->photos, i);
      StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);

      g_ptr_array_add (search->pyramids, pixels != NULL && pixels->pyramid != NULL
                                             ? smp_pyramid_ref (pixels->pyramid)
                                             : NULL);
      if (pixels != NULL && pixels->opening != NULL && self->unsearched == NULL)
        self->unsearched = smp_consultation_ref (value);
    }
  g_task_set_source_tag (task, on_rest);
  g_task_set_task_data (task, search, (GDestroyNotify)search_free);
  g_task_run_in_thread (task, search_run);
  return G_SOURCE_REMOVE;
}

void
_stubble_document_search_again (StubbleDocument *self)
{
  /* What was found would take the place of the value as it is: not of what is saved, nor of what
   * there is something after that was undone. */
  if (self->unsearched == NULL || self->rest != 0
      || self->unsearched != stubble_document_get_consultation (self)
      || !stubble_document_is_modified (self) || stubble_document_get_redo_label (self) != NULL)
    return;
  self->rest = g_timeout_add (REST_MS, on_rest, self);
}

/* The place of a contour nearest to a point, and the unit vector across the contour there. */
static double
nearest_on (const SmpPolygon *contour, SmpPoint point, SmpPoint *nearest, SmpPoint *across)
{
  double best = INFINITY;

  for (gsize i = 0; i < smp_polygon_n_sides (contour); i++)
    {
      SmpPoint a = contour->points[i], b = contour->points[(i + 1) % contour->n_points];
      SmpPoint d = smp_point_sub (b, a), at;
      double l2 = smp_point_dot (d, d);
      double t = l2 > 0 ? CLAMP (smp_point_dot (smp_point_sub (point, a), d) / l2, 0, 1) : 0;

      at = smp_point_lerp (a, b, t);
      if (l2 > 0 && smp_point_distance (at, point) < best)
        {
          best = smp_point_distance (at, point);
          *nearest = at;
          *across = smp_point_scale (smp_point (-d.y, d.x), 1 / sqrt (l2));
        }
    }
  return best;
}

SmpPolygon *
_stubble_document_contour_in (const SmpImage *image, double shrink, const SmpFaceFrame *frame)
{
  SmpFaceFrame smaller = *frame;
  SmpPolygon *contour;

  smaller.origin = smp_point_scale (frame->origin, 1 / shrink);
  smaller.top /= shrink;
  smaller.half_width /= shrink;
  smaller.lean /= shrink;
  contour = smp_head_contour (image, &smaller);
  for (gsize i = 0; contour != NULL && i < contour->n_points; i++)
    contour->points[i] = smp_point_scale (contour->points[i], shrink);
  return contour;
}

/* The contour that was found, or before any fit the one that the pupils of a front view tell. */
static SmpPolygon *
contour_of (const StubblePixels *pixels, const SmpPhoto *photo)
{
  int shrink;
  const SmpPyramid *pyramid = _stubble_pixels_get_picture (pixels, &shrink);
  SmpFaceFrame frame;
  gsize level = 0;
  double scale = shrink;

  if (pixels->contour != NULL)
    return smp_polygon_ref (pixels->contour);
  if (photo->view != SMP_VIEW_FRONT
      || !smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
    return NULL;
  /* A small picture is enough, and there at once. */
  while (level + 1 < pyramid->n_levels && pyramid->levels[level]->width > SNAP_WIDTH)
    {
      level++;
      scale *= 2;
    }
  return _stubble_document_contour_in (pyramid->levels[level], scale, &frame);
}

gboolean
stubble_document_snap (StubbleDocument *self,
                       const SmpPhoto *photo,
                       const char *landmark,
                       double reach,
                       SmpPoint *point)
{
  StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);
  g_autoptr (SmpPolygon) contour = NULL;
  SmpPoint nearest, across, edge;
  const SmpPyramid *pyramid;
  int shrink;

  if (pixels == NULL)
    return FALSE;
  pyramid = _stubble_pixels_get_picture (pixels, &shrink);
  if (pyramid == NULL)
    return FALSE;
  if (strcmp (landmark, SMP_LANDMARK_PUPIL_RIGHT) == 0
      || strcmp (landmark, SMP_LANDMARK_PUPIL_LEFT) == 0)
    {
      SmpPoint pupil;

      if (!smp_find_pupil (pyramid, smp_point_scale (*point, 1.0 / shrink), reach / shrink, &pupil))
        return FALSE;
      *point = smp_point_scale (pupil, shrink);
      return TRUE;
    }
  if (strcmp (landmark, SMP_LANDMARK_VERTEX) != 0 && strcmp (landmark, "opisthocranion") != 0
      && !g_str_has_prefix (landmark, "euryon") && !g_str_has_prefix (landmark, "silhouette"))
    return FALSE;
  contour = contour_of (pixels, photo);
  if (contour == NULL || nearest_on (contour, *point, &nearest, &across) > reach)
    return FALSE;
  /* The contour comes from a small picture; the edge itself is near it. */
  across = smp_point_scale (across, reach);
  *point = smp_find_edge (pyramid->levels[0],
                          smp_point_scale (smp_point_sub (nearest, across), 1.0 / shrink),
                          smp_point_scale (smp_point_add (nearest, across), 1.0 / shrink), &edge)
               ? smp_point_scale (edge, shrink)
               : nearest;
  return TRUE;
}
