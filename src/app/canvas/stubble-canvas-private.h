/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-limits.h"
#include "canvas/stubble-canvas.h"
#include "canvas/stubble-renderer.h"
#include "canvas/stubble-touch.h"
#include "record/smp-guides.h"

G_BEGIN_DECLS

/* Free space between the two parts of "side by side", widget px. */
#define STUBBLE_CANVAS_GAP 4
/* How near the pointer must be to the divider of the split, widget px. */
#define STUBBLE_CANVAS_GRAB 14

typedef enum
{
  STUBBLE_DRAG_NONE,
  STUBBLE_DRAG_PAN,
  STUBBLE_DRAG_TOOL,
  STUBBLE_DRAG_DIVIDER,
} StubbleDrag;

/* What holds the pointer. */
typedef struct
{
  gboolean is_pen;
  gboolean is_eraser; /* the pen's other end */
  double pressure;    /* 0 to 1; 1 for what has none */
} StubblePen;

#define STUBBLE_PEN_NONE ((StubblePen){ FALSE, FALSE, 1 })

struct _StubbleCanvas
{
  GtkWidget parent_instance;

  /* Owned */
  StubbleDocument *document;
  StubbleRenderer *renderer;
  StubbleTool *tool;
  char *photo_id;      /* (nullable): the photo that is shown; the document's if NULL */
  SmpSurface *surface; /* (nullable): of @surface_photo; made when first needed */
  SmpPhoto *surface_photo;
  SmpGuides *guides; /* (nullable): of @guides_of; made when first needed */
  const SmpConsultation *guides_of;
  GdkTexture *before; /* of the renderer's frame; made when first drawn */
  GdkTexture *after;
  GdkTexture *split;
  StubbleBuffers *buffers; /* of the split */
  GArray *stroke;          /* (nullable) of SmpPoint */
  guint *n_dots;           /* by zone */
  guint n_dots_zones;
  guint n_session_dots[SMP_LIMIT_SESSIONS];

  /* Borrowed */
  StubbleCanvas *companion; /* (nullable) */

  /* State */
  StubbleViewport viewport; /* of one part; both are alike */
  SmpPictureContent show;
  SmpAge age;
  StubbleMarks marks;
  double split_position; /* 0 to 1 of the part's width */
  gboolean fits;         /* follow the size until someone zooms */
  gboolean is_held;
  guint tell_view; /* idle: the size changed */
  gboolean mirror;
  gboolean shows_guides;
  gboolean stroke_closed;
  SmpPoint ruler_from;
  SmpPoint ruler_to;
  StubbleSamples samples;
  SmpRenderWindow split_window;
  int split_column;

  StubbleDrag drag;
  SmpPoint drag_start; /* widget px */
  SmpPoint drag_last;
  double drag_pane; /* x of the part in which it began */
  double pinch_last;
  SmpPoint pinch_centre; /* widget px */
  StubbleTouch touch;
  StubblePen pen;
  StubbleBrush brush;
  SmpPoint pointer; /* widget px */
};

/* (nullable): the photo that this canvas shows. */
const SmpPhoto *_stubble_canvas_get_photo (StubbleCanvas *self);
/* The surface of that photo. */
const SmpSurface *_stubble_canvas_get_surface (StubbleCanvas *self);
/* (nullable): the help lines, if they are shown. */
const SmpGuides *_stubble_canvas_get_guides (StubbleCanvas *self);
/* What is shown now: the original while Space is held. */
SmpPictureContent _stubble_canvas_shown (StubbleCanvas *self);
/* x of the part's left border under @x. */
double _stubble_canvas_pane_at (StubbleCanvas *self, double x);
/* x of the divider, widget px. */
double _stubble_canvas_divider (StubbleCanvas *self);
/* After a change of the viewport or the document: asks the renderer and draws. */
void _stubble_canvas_update (StubbleCanvas *self, gboolean is_interactive);
void _stubble_canvas_view_changed (StubbleCanvas *self);

void _stubble_canvas_draw (StubbleCanvas *self, GtkSnapshot *snapshot);
void _stubble_canvas_drop_textures (StubbleCanvas *self);
void _stubble_canvas_init_input (StubbleCanvas *self);
void _stubble_canvas_init_pen (StubbleCanvas *self);
/* Takes back what the tool does with the drag that is under way. */
void _stubble_canvas_cancel_tool (StubbleCanvas *self);
/* Whether what sends the event draws: a finger does not where there is a pen. */
gboolean _stubble_canvas_may_draw (StubbleCanvas *self, GdkEvent *event);

G_END_DECLS
