/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <adwaita.h>

#include "canvas/stubble-canvas.h"
#include "document/stubble-document.h"

G_BEGIN_DECLS

#define STUBBLE_TYPE_PANEL (stubble_panel_get_type ())
G_DECLARE_FINAL_TYPE (StubblePanel, stubble_panel, STUBBLE, PANEL, AdwBin)

typedef void (*StubblePanelFunc) (StubblePanel *self);

/**
 * StubblePanel:
 *
 * The side panel of one step: a column of groups that follows the document. @update is called when
 * document, selection or dots changed; while it runs, stubble_panel_is_updating() is TRUE, so that
 * what a control emits then is not taken for an edit.
 */
StubblePanel *stubble_panel_new (StubbleDocument *document,
                                 StubbleCanvas *canvas,
                                 StubblePanelFunc update,
                                 gsize state_size);

StubbleDocument *stubble_panel_get_document (StubblePanel *self);
StubbleCanvas *stubble_panel_get_canvas (StubblePanel *self);
/* The panel's own struct, of the size that was given; zeros at first. */
gpointer stubble_panel_get_state (StubblePanel *self);
gboolean stubble_panel_is_updating (StubblePanel *self);
/* Fills the controls: called once when they stand, and after every change. */
void stubble_panel_update (StubblePanel *self);

/* Building blocks. */
AdwPreferencesGroup *
stubble_panel_add_group (StubblePanel *self, const char *title, const char *description);
/* How wide what is in it gets at most, and what height it asks for, widget px; -1: whatever there
 * is. It scrolls. */
void stubble_panel_set_size (StubblePanel *self, int width, int height);
void stubble_panel_add (StubblePanel *self, GtkWidget *child);
/* A row that activates an action, or with a NULL @action says "activated"; @icon nullable. */
GtkWidget *stubble_panel_action_row (const char *title,
                                     const char *subtitle,
                                     const char *icon,
                                     const char *action,
                                     const char *target);
/* An entry: what is typed until it is left is one step back. Emits "changed". */
GtkWidget *stubble_panel_entry_row (StubblePanel *self, const char *title);
/* @text nullable; the cursor stays where it is while someone types. */
void stubble_panel_set_entry (GtkWidget *row, const char *text);
/* The edits of a slider are one step back until it has settled. */
void stubble_panel_seal_settled (StubblePanel *self, GtkWidget *slider);
/* A row with a switch for an action with a boolean state. */
GtkWidget *stubble_panel_switch_row (const char *title, const char *subtitle, const char *action);
/* A row with a radio button: one value of an action with a string state. @prefix (nullable) goes
 * before the title in its accessible name, to tell it from others of the same title. */
GtkWidget *stubble_panel_choice_row (const char *title,
                                     const char *subtitle,
                                     const char *action,
                                     const char *target,
                                     const char *prefix);

G_END_DECLS
