/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

#include "canvas/stubble-canvas.h"
#include "document/stubble-document.h"

G_BEGIN_DECLS

/* A step of a consultation: its button and its panel. */
typedef struct
{
  const char *step; /* as in the action win.step */
  const char *icon;
  const char *label;   /* to be translated */
  const char *tooltip; /* to be translated */
  /* The panel follows the document as long as it lives. */
  GtkWidget *(*create) (StubbleDocument *document, StubbleCanvas *canvas);
} StubblePanelInfo;

extern const StubblePanelInfo stubble_panels[];
extern const gsize stubble_n_panels;

GtkWidget *stubble_photo_panel_new (StubbleDocument *document, StubbleCanvas *canvas);
GtkWidget *stubble_hairline_panel_new (StubbleDocument *document, StubbleCanvas *canvas);
GtkWidget *stubble_zones_panel_new (StubbleDocument *document, StubbleCanvas *canvas);
GtkWidget *stubble_shade_panel_new (StubbleDocument *document, StubbleCanvas *canvas);
GtkWidget *stubble_density_panel_new (StubbleDocument *document, StubbleCanvas *canvas);
GtkWidget *stubble_time_panel_new (StubbleDocument *document, StubbleCanvas *canvas);
GtkWidget *stubble_compare_panel_new (StubbleDocument *document, StubbleCanvas *canvas);
GtkWidget *stubble_record_panel_new (StubbleDocument *document, StubbleCanvas *canvas);

G_END_DECLS
