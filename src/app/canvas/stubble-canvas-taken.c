/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"
#include "canvas/stubble-guides.h"

/* What lies over the photo, and where words of marks would not be read. */

void
stubble_canvas_set_foot (StubbleCanvas *self, GtkWidget *foot)
{
  g_return_if_fail (STUBBLE_IS_CANVAS (self));

  if (self->foot != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->foot), (gpointer *)&self->foot);
  self->foot = foot;
  if (foot != NULL)
    g_object_add_weak_pointer (G_OBJECT (foot), (gpointer *)&self->foot);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
add_widget (StubbleCanvas *self, GtkWidget *widget, GArray *taken)
{
  graphene_rect_t bounds;
  SmpRect at;

  if (!gtk_widget_get_visible (widget)
      || !gtk_widget_compute_bounds (widget, GTK_WIDGET (self), &bounds))
    return;
  at = (SmpRect){ bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height };
  g_array_append_val (taken, at);
}

/* Both parts have the same words, at the same places: each keeps off what lies over the other. */
static void
share_parts (StubbleCanvas *self, GArray *taken)
{
  double step = self->viewport.pane_width + STUBBLE_CANVAS_GAP;
  guint n = taken->len;

  for (guint i = 0; i < n; i++)
    {
      SmpRect at = g_array_index (taken, SmpRect, i);

      at.x -= step;
      g_array_append_val (taken, at);
    }
}

GArray *
_stubble_canvas_list_taken (StubbleCanvas *self, cairo_t *cr)
{
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (SmpRect));
  const SmpGuides *guides = _stubble_canvas_get_guides (self);
  SmpRect at;

  _stubble_canvas_add_badges (self, taken);
  for (GtkWidget *child = self->foot != NULL ? gtk_widget_get_first_child (self->foot) : NULL;
       child != NULL; child = gtk_widget_get_next_sibling (child))
    add_widget (self, child, taken);
  if (_stubble_canvas_shown (self) == STUBBLE_SHOW_SIDE_BY_SIDE)
    share_parts (self, taken);
  if (guides != NULL && stubble_guides_find_word (cr, guides, &self->viewport, &at))
    g_array_append_val (taken, at);
  return taken;
}
