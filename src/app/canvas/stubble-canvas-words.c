/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

#include <glib/gi18n.h>

#include "canvas/stubble-marks.h"
#include "canvas/stubble-zone-view.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"

/* How near the pointer is to a mark whose name it asks for, widget px. */
#define MARK_REACH 14.0

/* What is shown, in words: for the badge, and for a screen reader. */

/* How many of the photo's zones are in the picture, and how many there are. */
static guint
count_zones (StubbleCanvas *self, guint *n_shown)
{
  const SmpPlan *plan = stubble_canvas_get_plan (self);
  guint n = 0;

  *n_shown = 0;
  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);

      if (zone->kind == SMP_ZONE_KEEP_OUT
          || !stubble_zone_is_in (zone, stubble_canvas_get_photo (self)))
        continue;
      n++;
      if (!stubble_canvas_is_zone_hidden (self, zone->id))
        (*n_shown)++;
    }
  return n;
}

char *
_stubble_canvas_dup_simulated (StubbleCanvas *self)
{
  g_autofree char *age = NULL;
  GString *text = g_string_new (_ ("Simulated"));
  guint n_shown, n = count_zones (self, &n_shown);

  if (_stubble_canvas_shown (self) == STUBBLE_SHOW_FADE)
    g_string_append_printf (text, _ (" %.0f %%"), self->fade * 100);
  if (n == 0)
    {
      g_string_append_printf (text, " · %s", _ ("nothing yet"));
      return g_string_free (text, FALSE);
    }
  age = smp_age_describe (&self->age, stubble_canvas_get_plan (self));
  g_string_append_printf (text, " · %s", age);
  if (n_shown < n)
    {
      /* Translators: how many of the zones are in the picture. */
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%u of %u zone", "%u of %u zones", n), n_shown, n);
    }
  return g_string_free (text, FALSE);
}

char *
stubble_canvas_dup_angle (StubbleCanvas *self)
{
  double angle = nearbyint (stubble_canvas_get_angle (self));

  /* Translators: a minus sign or nothing, and an angle. */
  return g_strdup_printf (_ ("%s%.0f°"), angle < 0 ? "−" : "", fabs (angle));
}

/* The landmarks of which marks are shown: (nullable). */
static const SmpLandmarks *
marked (StubbleCanvas *self)
{
  const SmpPhoto *photo = self->document != NULL ? stubble_canvas_get_photo (self) : NULL;

  return photo != NULL && (self->marks & STUBBLE_MARKS_LANDMARKS) != 0 ? photo->landmarks : NULL;
}

static gboolean
on_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  StubbleCanvas *self = STUBBLE_CANVAS (widget);
  const SmpLandmarks *landmarks = marked (self);

  for (gsize i = 0; landmarks != NULL && !keyboard && i < landmarks->n_points; i++)
    {
      SmpPoint at = stubble_viewport_to_widget (&self->viewport, landmarks->points[i].point);

      if (smp_point_distance (at, smp_point (x, y)) > MARK_REACH)
        continue;
      gtk_tooltip_set_text (tooltip, stubble_marks_landmark_label (landmarks->points[i].name));
      return TRUE;
    }
  return FALSE;
}

void
_stubble_canvas_init_words (StubbleCanvas *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
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
  if (stubble_canvas_get_photo (self) != NULL && self->show != STUBBLE_SHOW_BEFORE
      && !self->is_held)
    {
      g_autofree char *simulated = _stubble_canvas_dup_simulated (self);

      g_string_append_printf (whole, ". %s", simulated);
    }
  if (!stubble_viewport_is_upright (&self->viewport))
    {
      g_autofree char *angle = stubble_canvas_dup_angle (self);

      g_string_append (whole, ". ");
      g_string_append_printf (whole, _ ("Rotated by %s"), angle);
    }
  if (guides != NULL)
    {
      measures = smp_guides_describe (guides);
      g_string_append_printf (whole, ". %s", measures);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  whole->str, -1);
}
