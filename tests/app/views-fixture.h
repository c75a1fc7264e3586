/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "window-fixture.h"

#include "model/smp-photo.h"
#include "model/smp-zone.h"

/* What the tests of several photos and of the head share. */

/* The pictures of the photos that are shown are there. */
gboolean is_ready (gpointer data);
/* They are, and landmarks that were touched have come to rest. */
gboolean rests (gpointer data);
/* Whether a hairline was the last that was done. */
gboolean is_placed (gpointer data);
StubbleWindow *open_sample (const char *name);
/* Activates an action and waits for the pictures. */
/* To the canvas's tool, which must want it. */
void send_key (StubbleWindow *self, guint keyval, GdkModifierType state);
void act (StubbleWindow *self, const char *action, const char *target);
const GPtrArray *photos (StubbleWindow *self);
const SmpPhoto *photo (StubbleWindow *self, guint i);
/* The first zone of the plan. */
const SmpZone *zone (StubbleWindow *self);
/* Widget px of a node in a canvas. */
SmpPoint node_on (StubbleCanvas *canvas, const SmpZone *of, gsize node);
/* A node that the first canvas sees well. */
gsize front_node (StubbleWindow *self);
/* Of the document: gathers what is said. */
void on_notice (StubbleDocument *document, const char *text, GString *said);
/* By some px, in the photo that is worked on, in a step called "Move". */
void move_landmark (StubbleWindow *self, const char *name, double dx, double dy);
