/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "model/smp-palette.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "panels/stubble-density.h"
#include "present/stubble-present-stages.h"
#include "record/smp-count-text.h"
#include "stipple/smp-zone-measure.h"
#include "stubble-palettes.h"
#include "window/stubble-window-private.h"

/* What is changed most with a client looking on, over the picture and without another step:
 * density, shade, stage of time and way to compare, by a key, by the wheel, or by a drag with the
 * pen's button or the mouse's second one. A bubble tells what is now, to a screen reader too. */

/* How long the bubble stays, ms. */
#define STAYS 1800
/* Dots/cm² of a key press or a notch of the wheel, and widget px of a drag for one. */
#define DENSITY_STEP 5
#define DENSITY_PX 3
/* How often that again until the dots are placed that the bubble is to tell. */
#define WAITS 20
/* Of a touchpad, for what a notch of a wheel does. */
#define NOTCH_PX 40
/* Widget px of a drag for a stage, and until it is clear which way it goes. */
#define STAGE_PX 60
#define DECIDED 10

typedef enum
{
  WAY_NONE,
  WAY_DENSITY,
  WAY_STAGE,
} Way;

typedef struct
{
  StubbleWindow *window; /* borrowed */
  GtkWidget *bubble;     /* borrowed */
  guint hide;            /* timer */
  guint run;             /* number of the step back that changes of the density belong to */
  gboolean tells_dots;   /* the bubble is about density: how many dots it makes comes later */
  gboolean awaits_dots;  /* and has not come yet */
  int waits;             /* how often the bubble stayed for that */
  double scrolled;       /* notches that make no whole one yet */
  Way way;               /* of the drag under way */
  double from;           /* where its value began */
  int done;              /* stages it went */
} Quick;

static gboolean
hide (gpointer data)
{
  Quick *self = data;

  if (self->awaits_dots && self->waits++ < WAITS)
    return G_SOURCE_CONTINUE;
  self->hide = 0;
  self->tells_dots = self->awaits_dots = FALSE;
  /* It keeps its place and its text: what comes and goes is not followed by all screen readers. */
  gtk_widget_set_opacity (self->bubble, 0);
  /* A drag goes on however long it rests. */
  if (self->way == WAY_NONE)
    self->run++;
  return G_SOURCE_REMOVE;
}

static void
say (Quick *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->bubble), text);
  gtk_widget_set_opacity (self->bubble, 1);
  g_clear_handle_id (&self->hide, g_source_remove);
  self->waits = 0;
  self->hide = g_timeout_add (STAYS, hide, self);
}

/* @dots: -1 until they are placed. */
static void
say_density (Quick *self, double density, int dots)
{
  double uncertainty
      = smp_photo_area_uncertainty (stubble_document_get_photo (self->window->document));
  g_autofree char *text = NULL;

  if (dots >= 0)
    text = g_strdup_printf (ngettext ("Density: %.0f dots/cm² · %d dot",
                                      "Density: %.0f dots/cm² · %d dots", (gulong)dots),
                            density, (int)smp_count_round (dots, uncertainty));
  else
    text = g_strdup_printf (_ ("Density: %.0f dots/cm²"), density);
  say (self, text);
  self->tells_dots = TRUE;
}

static void
set_density (Quick *self, double density)
{
  StubbleDocument *document = self->window->document;
  const SmpZone *zone = stubble_document_get_zone (document);
  g_autoptr (SmpZone) edited = NULL;

  if (zone == NULL || zone->kind == SMP_ZONE_KEEP_OUT)
    {
      say (self, zone == NULL ? _ ("No zone yet: a hairline comes first")
                              : _ ("A keep-out has no dots: choose a zone"));
      return;
    }
  /* A file may hold one beyond the usual ends, which only goes towards them. */
  density = CLAMP (round (density), MIN (STUBBLE_DENSITY_LEAST, zone->density),
                   MAX (STUBBLE_DENSITY_MOST, zone->density));
  if (fabs (density - zone->density) > 1e-9)
    {
      g_autofree char *run = g_strdup_printf ("quick-density-%u", self->run);

      edited = smp_zone_copy (zone);
      edited->density = density;
      self->awaits_dots = TRUE;
      stubble_document_commit_zone (document, edited, _ ("Change Density"), run);
    }
  say_density (self, density, -1);
}

static void
step_density (Quick *self, int by)
{
  const SmpZone *zone = stubble_document_get_zone (self->window->document);

  set_density (self, zone != NULL ? zone->density + by * DENSITY_STEP : 0);
}

/* Through the shades of the palette that the chosen one is of. */
static void
step_shade (Quick *self, int by)
{
  const SmpPlan *plan = stubble_document_get_plan (self->window->document);
  g_autofree char *now = stubble_palettes_name_of (plan->pigment);
  GPtrArray *palettes = stubble_palettes_get ();
  const SmpPalette *palette = g_ptr_array_index (palettes, 0);
  int at = by > 0 ? -1 : 0, n;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  const SmpPigment *next;

  for (guint p = 0; p < palettes->len; p++)
    {
      const SmpPalette *other = g_ptr_array_index (palettes, p);

      for (guint i = 0; i < other->shades->len; i++)
        {
          const SmpPigment *shade = g_ptr_array_index (other->shades, i);
          g_autofree char *its_name = g_strconcat (other->id, "/", shade->id, NULL);

          if (g_strcmp0 (its_name, now) == 0)
            {
              palette = other;
              at = (int)i;
            }
        }
    }
  n = (int)palette->shades->len;
  next = g_ptr_array_index (palette->shades, (guint)(((at + by) % n + n) % n));
  name = g_strconcat (palette->id, "/", next->id, NULL);
  _stubble_window_set_state (self->window, "pigment", name);
  text = g_strdup_printf (_ ("Shade: %s"), smp_pigment_get_title (next));
  say (self, text);
}

static void
step_stage (Quick *self, int by)
{
  StubbleCanvas *canvas = self->window->canvas;
  StubbleDocument *document = self->window->document;
  const SmpPlan *plan = stubble_document_get_plan (document);
  SmpAssessment assessment
      = smp_assessment_from_json (stubble_document_get_consultation (document)->assessment);
  g_autoptr (GArray) stages = stubble_present_stages (plan, smp_assessment_fading (&assessment));
  int stage = stubble_present_stage_step (stages, stubble_canvas_get_age (canvas), plan, by);
  g_autofree char *text = NULL;

  if (stage >= 0 && stage < (int)stages->len)
    stubble_canvas_set_age (canvas, &g_array_index (stages, StubbleStage, stage).age);
  text = smp_age_describe (stubble_canvas_get_age (canvas), plan);
  say (self, text);
}

static void
step_show (Quick *self, int by)
{
  static const struct
  {
    StubbleShow show;
    const char *words;
  } ways[] = {
    { STUBBLE_SHOW_BEFORE, N_ ("Before") }, { STUBBLE_SHOW_SPLIT, N_ ("Split") },
    { STUBBLE_SHOW_AFTER, N_ ("After") },   { STUBBLE_SHOW_SIDE_BY_SIDE, N_ ("Side by Side") },
    { STUBBLE_SHOW_FADE, N_ ("Fade") },     { STUBBLE_SHOW_FLICKER, N_ ("Flicker") },
  };
  const int n = G_N_ELEMENTS (ways);
  int at = 0;

  for (int i = 0; i < n; i++)
    if (ways[i].show == stubble_canvas_get_show (self->window->canvas))
      at = i;
  at = (at + by + n) % n;
  stubble_canvas_set_show (self->window->canvas, ways[at].show);
  say (self, _ (ways[at].words));
}

/* The letter that the key has in a Latin layout, where another one is on. */
static guint
latin (GtkEventControllerKey *controller, guint keyval)
{
  static const guint letters[] = { GDK_KEY_s, GDK_KEY_t, GDK_KEY_c };
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  for (gsize i = 0;
       event != NULL && gdk_keyval_to_unicode (keyval) > 127 && i < G_N_ELEMENTS (letters); i++)
    if (gdk_key_event_matches (event, letters[i], 0) != GDK_KEY_MATCH_NONE
        || gdk_key_event_matches (event, letters[i], GDK_SHIFT_MASK) != GDK_KEY_MATCH_NONE)
      return letters[i];
  return keyval;
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        Quick *self)
{
  int by = (state & GDK_SHIFT_MASK) != 0 ? -1 : 1;

  if (self->window->document == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (latin (controller, gdk_keyval_to_lower (keyval)))
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      step_density (self, 1);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      step_density (self, -1);
      return TRUE;
    case GDK_KEY_s:
      step_shade (self, by);
      return TRUE;
    case GDK_KEY_t:
      step_stage (self, by);
      return TRUE;
    case GDK_KEY_c:
      step_show (self, by);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Without Ctrl, which zooms: Shift for density, Alt for the stage, both for the shade. */
static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, Quick *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean shift = (state & GDK_SHIFT_MASK) != 0, alt = (state & GDK_ALT_MASK) != 0;
  gboolean smooth = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_SURFACE;

  if (self->window->document == NULL || (state & GDK_CONTROL_MASK) != 0 || (!shift && !alt))
    {
      self->scrolled = 0;
      return FALSE;
    }
  /* With Shift some turn the wheel sideways. Touchpads go by less than a notch. */
  for (self->scrolled += (dy + dx) / (smooth ? NOTCH_PX : 1); fabs (self->scrolled) >= 1;)
    {
      int by = self->scrolled < 0 ? 1 : -1;

      self->scrolled += by;
      if (shift && alt)
        step_shade (self, -by);
      else if (shift)
        step_density (self, by);
      else
        step_stage (self, -by);
    }
  return TRUE;
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, Quick *self)
{
  self->way = WAY_NONE;
  self->run++;
  if (self->window->document == NULL)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

/* Up and down for density, to the sides for time. */
static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, Quick *self)
{
  const SmpZone *zone = stubble_document_get_zone (self->window->document);

  /* Time goes on the way that one reads. */
  if (gtk_widget_get_direction (self->bubble) == GTK_TEXT_DIR_RTL)
    dx = -dx;
  if (self->way == WAY_NONE)
    {
      if (MAX (fabs (dx), fabs (dy)) < DECIDED)
        return;
      self->way = fabs (dx) > fabs (dy) ? WAY_STAGE : WAY_DENSITY;
      self->from = zone != NULL ? zone->density : 0;
      self->done = 0;
    }
  if (self->way == WAY_DENSITY)
    set_density (self, self->from - dy / DENSITY_PX);
  else
    for (int stage = (int)(dx / STAGE_PX); self->done != stage;)
      {
        int by = stage > self->done ? 1 : -1;

        step_stage (self, by);
        self->done += by;
      }
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, Quick *self)
{
  self->way = WAY_NONE;
  self->run++;
}

static void
on_dots (StubbleCanvas *canvas, GObject *bubble)
{
  Quick *self = g_object_get_data (bubble, "quick");
  const SmpZone *zone;

  self->awaits_dots = FALSE;
  /* Dots that come while the window closes. */
  if (self->window->document == NULL)
    return;
  zone = stubble_document_get_zone (self->window->document);
  if (self->tells_dots && zone != NULL)
    say_density (self, zone->density,
                 stubble_canvas_count_dots (
                     canvas, stubble_document_get_zone_index (self->window->document)));
}

static void
quick_free (gpointer data)
{
  Quick *self = data;

  g_clear_handle_id (&self->hide, g_source_remove);
  g_free (self);
}

void
_stubble_window_init_quick (StubbleWindow *window)
{
  Quick *self = g_new0 (Quick, 1);
  GtkWidget *overlay = GTK_WIDGET (window->canvas_overlay);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->window = window;
  self->bubble = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                               "halign", GTK_ALIGN_CENTER, "valign", GTK_ALIGN_START, "wrap", TRUE,
                               "can-target", FALSE, "opacity", 0.0, NULL);
  gtk_widget_add_css_class (self->bubble, "osd");
  gtk_widget_add_css_class (self->bubble, "hint");
  gtk_widget_add_css_class (self->bubble, "bubble");
  gtk_overlay_add_overlay (window->canvas_overlay, self->bubble);
  g_object_set_data_full (G_OBJECT (self->bubble), "quick", self, quick_free);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (overlay, key);
  /* Before the canvas, which pans and zooms. */
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (overlay, scroll);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_SECONDARY);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (overlay, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (window->canvas, "dots", G_CALLBACK (on_dots), self->bubble,
                           G_CONNECT_DEFAULT);
}
