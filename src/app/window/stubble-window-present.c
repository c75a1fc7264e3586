/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "window/stubble-window-private.h"

/* The window for the client, as long as there is one. It goes with the consultation it shows. */

static void
on_pinned (StubbleWindow *self)
{
  _stubble_window_show_state (self, "present-pinned",
                              g_variant_new_boolean (stubble_present_get_pinned (self->present)));
}

/* A screen that goes dark while a client thinks helps nobody. */
static void
keep_awake (StubbleWindow *self, gboolean awake)
{
  /* Not that of the window: it may be leaving it. */
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());

  if (self->awake != 0)
    gtk_application_uninhibit (application, self->awake);
  self->awake = awake ? gtk_application_inhibit (application, GTK_WINDOW (self),
                                                 GTK_APPLICATION_INHIBIT_IDLE,
                                                 _ ("A client looks at a picture"))
                      : 0;
}

static void
on_gone (gpointer data, GObject *where)
{
  StubbleWindow *self = data;

  self->present = NULL;
  keep_awake (self, FALSE);
  _stubble_window_show_state (self, "present", g_variant_new_boolean (FALSE));
  _stubble_window_show_state (self, "present-pinned", g_variant_new_boolean (FALSE));
  _stubble_window_update_actions (self);
}

void
_stubble_window_leave_present (StubbleWindow *self)
{
  StubblePresent *present = self->present;

  if (present == NULL)
    return;
  self->present = NULL;
  g_object_weak_unref (G_OBJECT (present), on_gone, self);
  g_signal_handlers_disconnect_by_data (present, self);
  gtk_window_destroy (GTK_WINDOW (present));
  on_gone (self, NULL);
}

static void
on_present (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;

  if (self->present != NULL)
    {
      _stubble_window_leave_present (self);
      return;
    }
  self->present = STUBBLE_PRESENT (stubble_present_new (self->document, self->canvas));
  g_object_weak_ref (G_OBJECT (self->present), on_gone, self);
  g_signal_connect_object (self->present, "notify::pinned", G_CALLBACK (on_pinned), self,
                           G_CONNECT_SWAPPED);
  keep_awake (self, TRUE);
  _stubble_window_show_state (self, "present", g_variant_new_boolean (TRUE));
  _stubble_window_update_actions (self);
  stubble_present_show (self->present, GTK_WINDOW (self));
}

static void
on_present_pinned (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubbleWindow *self = user_data;

  if (self->present != NULL)
    stubble_present_set_pinned (self->present, !stubble_present_get_pinned (self->present));
}

void
_stubble_window_init_present (StubbleWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "present", .activate = on_present, .state = "false" },
    { .name = "present-pinned", .activate = on_present_pinned, .state = "false" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
