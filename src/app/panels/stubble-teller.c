/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-teller.h"

/* Between two times, ms; our choice. */
#define EVERY_MS 200

struct _StubbleTeller
{
  StubblePanel *panel; /* (not owned) */
  StubblePanelFunc tell;
  gint64 told; /* µs of the monotonic clock */
  guint timeout;
};

static void
tell_now (StubbleTeller *self)
{
  self->tell (self->panel);
  self->told = g_get_monotonic_time ();
}

static gboolean
on_timeout (gpointer data)
{
  StubbleTeller *self = data;

  self->timeout = 0;
  tell_now (self);
  return G_SOURCE_REMOVE;
}

static void
on_destroy (StubblePanel *panel, StubbleTeller *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
}

static void
teller_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

StubbleTeller *
stubble_teller_new (StubblePanel *panel, StubblePanelFunc tell)
{
  StubbleTeller *self = g_new0 (StubbleTeller, 1);

  self->panel = panel;
  self->tell = tell;
  g_signal_connect_data (panel, "destroy", G_CALLBACK (on_destroy), self, teller_free, 0);
  return self;
}

void
stubble_teller_tell (StubbleTeller *self)
{
  gint64 wait = self->told + EVERY_MS * 1000 - g_get_monotonic_time ();

  if (self->timeout != 0)
    return;
  if (self->told == 0 || wait <= 0)
    tell_now (self);
  else
    self->timeout = g_timeout_add ((guint)(wait / 1000 + 1), on_timeout, self);
}
