/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas-fixture.h"

GtkEventController *
find_controller (gpointer widget, GType type)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      /* The widget keeps it. */
      g_autoptr (GtkEventController) found = g_list_model_get_item (all, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (found, type))
        return found;
    }
  g_assert_not_reached ();
}

GtkEventController *
find_drag (StubbleCanvas *canvas)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (canvas));

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkEventController) found = g_list_model_get_item (all, i);

      if (GTK_IS_GESTURE_DRAG (found)
          && gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (found)) == GDK_BUTTON_PRIMARY)
        return found;
    }
  g_assert_not_reached ();
}

void
shot_clear (Shot *shot)
{
  g_free (shot->pixels);
}

GskRenderNode *
draw (StubbleCanvas *canvas)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  GTK_WIDGET_GET_CLASS (canvas)->snapshot (GTK_WIDGET (canvas), snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

Shot
shoot (StubbleCanvas *canvas)
{
  GskRenderNode *node = draw (canvas);
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (canvas)));
  Shot shot = { gtk_widget_get_width (GTK_WIDGET (canvas)),
                gtk_widget_get_height (GTK_WIDGET (canvas)), NULL };
  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (
      renderer, node, &GRAPHENE_RECT_INIT (0, 0, (float)shot.width, (float)shot.height));

  shot.pixels = g_malloc (4 * (gsize)shot.width * (gsize)shot.height);
  gdk_texture_download (texture, shot.pixels, 4 * (gsize)shot.width);
  gsk_render_node_unref (node);
  return shot;
}
