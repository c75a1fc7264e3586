/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface.h"

G_DEFINE_FINAL_TYPE (StubbleCanvas, stubble_canvas, GTK_TYPE_WIDGET)

enum
{
  COMPARE,
  VIEW,
  DOTS,
  FAILED,
  RULER,
  SAMPLES,
  STROKE,
  TOUCHED,
  BRUSH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Share of the device's resolution of a picture that is shown during a drag. */
#define COARSE 0.5

const SmpPhoto *
_stubble_canvas_get_photo (StubbleCanvas *self)
{
  if (self->document == NULL)
    return NULL;
  if (self->photo_id == NULL)
    return stubble_document_get_photo (self->document);
  return smp_consultation_get_photo (stubble_document_get_consultation (self->document),
                                     self->photo_id);
}

const SmpSurface *
_stubble_canvas_get_surface (StubbleCanvas *self)
{
  const SmpPhoto *photo = _stubble_canvas_get_photo (self);

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
  const SmpPhoto *photo = _stubble_canvas_get_photo (self);
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
_stubble_canvas_describe (StubbleCanvas *self)
{
  const SmpGuides *guides = _stubble_canvas_get_guides (self);
  const char *text = NULL;
  g_autofree char *measures = NULL;
  g_autoptr (GString) whole = NULL;

  switch (self->is_held ? STUBBLE_SHOW_BEFORE : self->show)
    {
    case STUBBLE_SHOW_BEFORE:
      text = _ ("Original photo");
      break;
    case STUBBLE_SHOW_AFTER:
      text = _ ("Simulated picture");
      break;
    case STUBBLE_SHOW_SPLIT:
      text = self->is_rotated ? _ ("Original above the divider, simulated below")
                              : _ ("Original on the left of the divider, simulated on the right");
      break;
    case STUBBLE_SHOW_FADE:
      text = _ ("Simulated picture laid over the original");
      break;
    case STUBBLE_SHOW_FLICKER:
      text = _ ("Original and simulated picture in turn");
      break;
    case STUBBLE_SHOW_SIDE_BY_SIDE:
    default:
      text = _ ("Original on the left, simulated on the right");
      break;
    }
  whole = g_string_new (text);
  /* What the badge says, which is drawn and not written. */
  if (_stubble_canvas_get_photo (self) != NULL && self->show != STUBBLE_SHOW_BEFORE
      && !self->is_held)
    {
      g_autofree char *simulated = _stubble_canvas_dup_simulated (self);

      g_string_append_printf (whole, ". %s", simulated);
    }
  if (guides != NULL)
    {
      measures = smp_guides_describe (guides);
      g_string_append_printf (whole, ". %s", measures);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  whole->str, -1);
}

void
_stubble_canvas_view_changed (StubbleCanvas *self)
{
  _stubble_canvas_describe (self);
  g_signal_emit (self, signals[VIEW], 0);
}

static void
lay_out (StubbleCanvas *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  if (_stubble_canvas_shown (self) == STUBBLE_SHOW_SIDE_BY_SIDE)
    width = floor ((width - STUBBLE_CANVAS_GAP) / 2);
  if (width < 1 || height < 1)
    return;
  self->viewport.device_scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  stubble_viewport_resize (&self->viewport, width, height);
  if (self->fits)
    stubble_viewport_fit (&self->viewport);
}

void
_stubble_canvas_update (StubbleCanvas *self, gboolean is_interactive)
{
  SmpRenderWindow fine, coarse;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  const SmpPhoto *photo = _stubble_canvas_get_photo (self);
  const SmpPyramid *pyramid;

  if (photo == NULL || self->viewport.pane_width < 1)
    return;
  pyramid = stubble_document_need_pixels (self->document, photo);
  stubble_renderer_set_scene (self->renderer, pyramid, photo,
                              _stubble_canvas_get_shown_plan (self));
  stubble_renderer_set_age (self->renderer, &self->age);
  if (!stubble_viewport_window (&self->viewport, 1, &fine))
    return;
  if (is_interactive && stubble_viewport_window (&self->viewport, COARSE, &coarse))
    stubble_renderer_request (self->renderer, &fine, &coarse);
  else
    stubble_renderer_request (self->renderer, &fine, NULL);
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
  const SmpDotSet *dots = stubble_renderer_get_dots (renderer);

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
  g_signal_emit (self, signals[DOTS], 0);
}

static void
on_failed (StubbleRenderer *renderer, const char *message, StubbleCanvas *self)
{
  g_signal_emit (self, signals[FAILED], 0, message);
}

/* The photo may be another one, or one of another size. */
static void
follow_photo (StubbleCanvas *self)
{
  const SmpPhoto *photo = _stubble_canvas_get_photo (self);
  int width = photo != NULL ? photo->width : 0, height = photo != NULL ? photo->height : 0;

  if (width == self->viewport.photo_width && height == self->viewport.photo_height)
    return;
  self->viewport.photo_width = width;
  self->viewport.photo_height = height;
  self->fits = TRUE;
  stubble_viewport_fit (&self->viewport);
  _stubble_canvas_view_changed (self);
}

static void
on_photo (StubbleDocument *document, StubbleCanvas *self)
{
  if (self->photo_id != NULL)
    return;
  g_clear_pointer (&self->n_dots, g_free);
  drop_guides (self);
  follow_photo (self);
  _stubble_canvas_update (self, FALSE);
}

static void
on_pixels (StubbleDocument *document, StubbleCanvas *self)
{
  _stubble_canvas_update (self, FALSE);
}

void
stubble_canvas_set_photo (StubbleCanvas *self, const char *photo_id)
{
  g_return_if_fail (STUBBLE_IS_CANVAS (self));

  if (g_strcmp0 (photo_id, self->photo_id) == 0)
    return;
  char *copy = g_strdup (photo_id);
  g_free (self->photo_id);
  self->photo_id = copy;
  g_clear_pointer (&self->n_dots, g_free);
  drop_guides (self);
  if (self->document == NULL)
    return;
  follow_photo (self);
  _stubble_canvas_update (self, FALSE);
}

const char *
stubble_canvas_get_photo_id (StubbleCanvas *self)
{
  const SmpPhoto *photo = _stubble_canvas_get_photo (self);

  return photo != NULL ? photo->id : NULL;
}

/* A session that an edit took away is not shown any more. */
void
_stubble_canvas_check_age (StubbleCanvas *self)
{
  if (!smp_age_check (&self->age, stubble_canvas_get_plan (self), NULL))
    stubble_canvas_set_age (self, &SMP_AGE_USUAL);
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
  g_clear_pointer (&self->n_dots, g_free);
  g_clear_pointer (&self->photo_id, g_free);
  drop_guides (self);
  g_clear_pointer (&self->plan, smp_plan_unref);
  _stubble_canvas_drop_plan (self);
  g_hash_table_remove_all (self->hidden);
  _stubble_canvas_drop_textures (self);
  stubble_renderer_set_scene (self->renderer, NULL, NULL, NULL);
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

void
stubble_canvas_set_show (StubbleCanvas *self, StubbleShow show)
{
  self->show = show;
  lay_out (self);
  _stubble_canvas_update_flicker (self);
  _stubble_canvas_update (self, FALSE);
  _stubble_canvas_view_changed (self);
  g_signal_emit (self, signals[COMPARE], 0);
}

StubbleShow
stubble_canvas_get_show (StubbleCanvas *self)
{
  return self->show;
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
stubble_canvas_set_marks (StubbleCanvas *self, StubbleMarks marks)
{
  self->marks = marks;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
stubble_canvas_hold_original (StubbleCanvas *self, gboolean hold)
{
  if (self->is_held == hold)
    return;
  self->is_held = hold;
  /* Side by side has narrower parts: the other pictures need another window then. */
  if (self->show == STUBBLE_SHOW_SIDE_BY_SIDE)
    {
      lay_out (self);
      _stubble_canvas_update (self, FALSE);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  _stubble_canvas_describe (self);
}

void
stubble_canvas_zoom_by (StubbleCanvas *self, double factor)
{
  self->fits = FALSE;
  stubble_viewport_zoom_at (&self->viewport, factor, self->viewport.pane_width / 2,
                            self->viewport.pane_height / 2);
  _stubble_canvas_update (self, TRUE);
  _stubble_canvas_view_changed (self);
}

void
stubble_canvas_zoom_fit (StubbleCanvas *self)
{
  self->fits = TRUE;
  stubble_viewport_fit (&self->viewport);
  _stubble_canvas_update (self, TRUE);
  _stubble_canvas_view_changed (self);
}

void
stubble_canvas_zoom_actual (StubbleCanvas *self)
{
  self->fits = FALSE;
  stubble_viewport_set_zoom (&self->viewport, 1 / self->viewport.device_scale);
  _stubble_canvas_update (self, TRUE);
  _stubble_canvas_view_changed (self);
}

double
stubble_canvas_get_scale (StubbleCanvas *self)
{
  return self->viewport.zoom * self->viewport.device_scale;
}

const StubbleViewport *
stubble_canvas_get_viewport (StubbleCanvas *self)
{
  return &self->viewport;
}

static void
free_tool (StubbleCanvas *self)
{
  if (self->tool != NULL && self->tool->klass->clear != NULL)
    self->tool->klass->clear (self->tool);
  g_clear_pointer (&self->tool, g_free);
}

void
stubble_canvas_select_landmark (StubbleCanvas *self, const char *name)
{
  char *copy = g_strdup (name);

  g_free (self->landmark);
  self->landmark = copy;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[VIEW], 0);
}

void
stubble_canvas_ask_landmark (StubbleCanvas *self, const char *name)
{
  char *copy = g_strdup (name);

  g_free (self->asked);
  self->asked = copy;
}

void
stubble_canvas_set_tool (StubbleCanvas *self, const StubbleToolClass *tool)
{
  if (tool != &stubble_tool_landmarks)
    g_clear_pointer (&self->asked, g_free);
  free_tool (self);
  self->tool = g_malloc0 (tool->size);
  self->tool->klass = tool;
  self->tool->canvas = self;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), tool->cursor);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  _stubble_canvas_view_changed (self);
}

const StubbleToolClass *
stubble_canvas_get_tool (StubbleCanvas *self)
{
  return self->tool->klass;
}

const char *
stubble_canvas_get_hint (StubbleCanvas *self)
{
  if (self->is_flipped)
    return _ ("Flipped as in a mirror. The tools are off.");
  return self->tool->klass->hint != NULL ? self->tool->klass->hint (self->tool) : NULL;
}

void
stubble_canvas_tool_changed (StubbleCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[VIEW], 0);
}

void
stubble_canvas_set_mirror (StubbleCanvas *self, gboolean mirror)
{
  self->mirror = mirror;
}

gboolean
stubble_canvas_get_mirror (StubbleCanvas *self)
{
  return self->mirror;
}

static void
on_companion_dots (StubbleCanvas *self)
{
  g_signal_emit (self, signals[DOTS], 0);
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
  if (self->n_dots == NULL || session >= SMP_LIMIT_SESSIONS)
    return -1;
  return (int)self->n_session_dots[session];
}

gboolean
stubble_canvas_is_settled (StubbleCanvas *self)
{
  return stubble_renderer_is_settled (self->renderer);
}

void
stubble_canvas_give_stroke (StubbleCanvas *self, GArray *points, gboolean closed)
{
  g_clear_pointer (&self->stroke, g_array_unref);
  self->stroke = g_array_ref (points);
  self->stroke_closed = closed;
  g_signal_emit (self, signals[STROKE], 0);
}

GArray *
stubble_canvas_take_stroke (StubbleCanvas *self, gboolean *closed)
{
  *closed = self->stroke_closed;
  return g_steal_pointer (&self->stroke);
}

void
stubble_canvas_give_ruler (StubbleCanvas *self, SmpPoint from, SmpPoint to)
{
  self->ruler_from = from;
  self->ruler_to = to;
  g_signal_emit (self, signals[RULER], 0);
}

void
stubble_canvas_get_ruler (StubbleCanvas *self, SmpPoint *from, SmpPoint *to)
{
  *from = self->ruler_from;
  *to = self->ruler_to;
}

void
stubble_canvas_set_samples (StubbleCanvas *self, const StubbleSamples *samples)
{
  self->samples = *samples;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const StubbleSamples *
stubble_canvas_get_samples (StubbleCanvas *self)
{
  return &self->samples;
}

void
stubble_canvas_give_samples (StubbleCanvas *self, const StubbleSamples *samples)
{
  stubble_canvas_set_samples (self, samples);
  g_signal_emit (self, signals[SAMPLES], 0);
}

/* Not while sizes are given out: whoever follows the view changes its own size then. */
static gboolean
tell_view (gpointer data)
{
  StubbleCanvas *self = data;

  self->tell_view = 0;
  g_signal_emit (self, signals[VIEW], 0);
  return G_SOURCE_REMOVE;
}

void
stubble_canvas_set_brush (StubbleCanvas *self, const StubbleBrush *brush)
{
  self->brush.width_mm = CLAMP (brush->width_mm, STUBBLE_BRUSH_WIDTH_MIN, STUBBLE_BRUSH_WIDTH_MAX);
  self->brush.strength = CLAMP (brush->strength, 0, 1);
  if (self->companion != NULL)
    self->companion->brush = self->brush;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[BRUSH], 0);
}

const StubbleBrush *
stubble_canvas_get_brush (StubbleCanvas *self)
{
  return &self->brush;
}

void
stubble_canvas_tell (StubbleCanvas *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

static void
stubble_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StubbleCanvas *self = STUBBLE_CANVAS (widget);

  lay_out (self);
  _stubble_canvas_update (self, TRUE);
  if (self->tell_view == 0)
    self->tell_view = g_idle_add_full (G_PRIORITY_DEFAULT, tell_view, self, NULL);
}

static void
stubble_canvas_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = 200;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 600;
  *minimum_baseline = *natural_baseline = -1;
}

static void
stubble_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  _stubble_canvas_draw (STUBBLE_CANVAS (widget), snapshot);
}

static void
stubble_canvas_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (stubble_canvas_parent_class)->map (widget);
  _stubble_canvas_update_flicker (STUBBLE_CANVAS (widget));
}

static void
stubble_canvas_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (stubble_canvas_parent_class)->unmap (widget);
  _stubble_canvas_update_flicker (STUBBLE_CANVAS (widget));
}

static void
stubble_canvas_dispose (GObject *object)
{
  StubbleCanvas *self = STUBBLE_CANVAS (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  if (self->renderer != NULL)
    g_signal_handlers_disconnect_by_data (self->renderer, self);
  g_clear_object (&self->renderer);
  _stubble_canvas_drop_textures (self);
  g_clear_handle_id (&self->flicker, g_source_remove);
  g_clear_pointer (&self->plan, smp_plan_unref);
  _stubble_canvas_drop_plan (self);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  free_tool (self);
  g_clear_handle_id (&self->tell_view, g_source_remove);
  g_clear_pointer (&self->stroke, g_array_unref);
  g_clear_pointer (&self->n_dots, g_free);
  g_clear_pointer (&self->buffers, stubble_buffers_unref);
  drop_guides (self);
  g_clear_pointer (&self->landmark, g_free);
  g_clear_pointer (&self->asked, g_free);
  g_clear_pointer (&self->photo_id, g_free);
  g_clear_pointer (&self->surface, smp_surface_unref);
  g_clear_pointer (&self->surface_photo, smp_photo_unref);
  G_OBJECT_CLASS (stubble_canvas_parent_class)->dispose (object);
}

static void
stubble_canvas_class_init (StubbleCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stubble_canvas_dispose;
  widget_class->size_allocate = stubble_canvas_size_allocate;
  widget_class->map = stubble_canvas_map;
  widget_class->unmap = stubble_canvas_unmap;
  widget_class->measure = stubble_canvas_measure;
  widget_class->snapshot = stubble_canvas_snapshot;
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[COMPARE]
      = g_signal_new ("compare", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[VIEW]
      = g_signal_new ("view", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DOTS]
      = g_signal_new ("dots", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RULER]
      = g_signal_new ("ruler", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAMPLES]
      = g_signal_new ("samples", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[BRUSH]
      = g_signal_new ("brush", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STROKE]
      = g_signal_new ("stroke", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOUCHED]
      = g_signal_new ("touched", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stubble_canvas_init (StubbleCanvas *self)
{
  stubble_viewport_init (&self->viewport);
  self->show = STUBBLE_SHOW_AFTER;
  self->age = SMP_AGE_USUAL;
  self->split_position = 0.5;
  self->fade = 0.5;
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->fits = TRUE;
  self->mirror = TRUE;
  self->brush = (StubbleBrush){ STUBBLE_BRUSH_WIDTH_DEFAULT, STUBBLE_BRUSH_STRENGTH_DEFAULT };
  self->renderer = stubble_renderer_new ();
  self->buffers = stubble_buffers_new ();
  g_signal_connect (self->renderer, "frame", G_CALLBACK (on_frame), self);
  g_signal_connect (self->renderer, "dots", G_CALLBACK (on_dots), self);
  g_signal_connect (self->renderer, "failed", G_CALLBACK (on_failed), self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  /* A photo is never mirrored, whatever the script. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Photo canvas"), -1);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)),
                           "notify::gtk-enable-animations",
                           G_CALLBACK (_stubble_canvas_update_flicker), self, G_CONNECT_SWAPPED);
  _stubble_canvas_init_input (self);
  stubble_canvas_set_tool (self, &stubble_tool_select);
}

GtkWidget *
stubble_canvas_new (void)
{
  return g_object_new (STUBBLE_TYPE_CANVAS, NULL);
}
