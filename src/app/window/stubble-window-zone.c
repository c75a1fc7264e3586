/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-zone-view.h"
#include "model/smp-face-frame.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "tools/stubble-outline-edit.h"
#include "window/stubble-window-private.h"

/* What is done with the selected zone and its selected node. */

static const SmpFaceFrame *
get_frame (StubbleWindow *self, const SmpZone *zone, SmpFaceFrame *frame)
{
  const SmpPhoto *photo = stubble_document_get_photo (self->document);

  return stubble_canvas_get_mirror (self->canvas) && stubble_zone_frame (zone, photo, frame) ? frame
                                                                                             : NULL;
}

/* The selected zone, if one of its nodes is selected too. */
static const SmpZone *
get_node (StubbleWindow *self, int *node)
{
  *node = stubble_document_get_node (self->document);
  return *node >= 0 ? stubble_document_get_zone (self->document) : NULL;
}

static void
on_node_remove (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  int node;
  const SmpZone *zone = get_node (self, &node);
  g_autoptr (SmpOutline) edited = NULL;
  SmpFaceFrame frame;

  if (zone == NULL)
    return;
  edited = stubble_outline_remove (zone->outline, node, get_frame (self, zone, &frame));
  if (edited == NULL)
    {
      stubble_window_toast (self, _ ("A zone needs at least three nodes."));
      return;
    }
  stubble_document_commit_outline (self->document, zone->id, edited, _ ("Remove Node"), NULL);
  stubble_document_select (self->document, zone->id, -1);
}

static void
on_node_corner (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  int node;
  const SmpZone *zone = get_node (self, &node);
  g_autoptr (SmpOutline) edited = NULL;
  SmpFaceFrame frame;

  if (zone == NULL)
    return;
  edited = stubble_outline_toggle_corner (zone->outline, node, get_frame (self, zone, &frame));
  stubble_document_commit_outline (self->document, zone->id, edited, _ ("Change Corner"), NULL);
}

static void
on_edge (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  int node;
  const SmpZone *zone = get_node (self, &node);
  g_autoptr (SmpOutline) edited = NULL;
  SmpNode changed;

  if (zone == NULL)
    return;
  changed = zone->outline->nodes[node];
  if (!smp_edge_from_string (g_variant_get_string (parameter, NULL), &changed.edge)
      || changed.edge == zone->outline->nodes[node].edge)
    return;
  edited = smp_outline_with_node (zone->outline, (gsize)node, &changed);
  stubble_document_commit_outline (self->document, zone->id, edited, _ ("Change Edge"), NULL);
}

/* The first zone of the scalp that has a hairline, if it has a midline: what the guides measure. */
static const SmpZone *
get_symmetric (StubbleWindow *self, SmpFaceFrame *frame)
{
  const SmpPhoto *photo = stubble_document_get_photo (self->document);
  const SmpPlan *plan = stubble_document_get_plan (self->document);

  if (photo == NULL)
    return NULL;
  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);

      if (zone->kind == SMP_ZONE_SCALP && stubble_zone_is_in (zone, photo))
        for (gsize k = 0; k < zone->outline->n_nodes; k++)
          if (zone->outline->nodes[k].edge == SMP_EDGE_HAIRLINE)
            return stubble_zone_frame (zone, photo, frame) ? zone : NULL;
    }
  return NULL;
}

gboolean
_stubble_window_can_make_symmetric (StubbleWindow *self)
{
  SmpFaceFrame frame;

  return get_symmetric (self, &frame) != NULL;
}

static void
on_make_symmetric (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  SmpFaceFrame frame;
  const SmpZone *zone = get_symmetric (self, &frame);
  g_autoptr (SmpOutline) edited = NULL;

  if (zone == NULL)
    return;
  edited = stubble_outline_make_symmetric (zone->outline, &frame);
  if (edited == NULL)
    {
      stubble_window_toast (self, _ ("The nodes of both sides mirror each other already, or are "
                                     "too far from doing so: move them nearer to it first"));
      return;
    }
  stubble_document_commit_outline (self->document, zone->id, edited, _ ("Make Symmetric"), NULL);
}

static void
on_zone_remove (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  const SmpZone *zone = stubble_document_get_zone (self->document);

  if (zone == NULL)
    return;
  stubble_document_remove_zone (self->document, zone->id);
  stubble_window_toast_undo (self, _ ("Removed the zone"));
}

static void
on_strokes_remove (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;
  const SmpZone *zone = stubble_document_get_zone (self->document);
  g_autoptr (SmpZone) edited = NULL;

  if (zone == NULL || zone->n_strokes == 0)
    return;
  edited = smp_zone_copy (zone);
  smp_zone_clear_strokes (edited);
  stubble_document_commit_zone (self->document, edited, _ ("Remove Brush Strokes"), NULL);
}

void
_stubble_window_init_zone (StubbleWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "node-remove", .activate = on_node_remove },
    { .name = "make-symmetric", .activate = on_make_symmetric },
    { .name = "node-corner", .activate = on_node_corner },
    { .name = "edge", .activate = on_edge, .parameter_type = "s" },
    { .name = "zone-remove", .activate = on_zone_remove },
    { .name = "strokes-remove", .activate = on_strokes_remove },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
