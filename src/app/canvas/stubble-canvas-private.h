/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-limits.h"
#include "canvas/stubble-canvas-tool.h"
#include "canvas/stubble-mark-words.h"
#include "canvas/stubble-renderer.h"
#include "canvas/stubble-touch.h"
#include "record/smp-guides.h"
#include "stipple/smp-dots.h"

G_BEGIN_DECLS

/* Free space between the two parts of "side by side", widget px. */
#define STUBBLE_CANVAS_GAP 4
/* How near the pointer must be to the divider of the split, widget px. */
#define STUBBLE_CANVAS_GRAB 22
/* At the foot of the canvas, where the bar of buttons lies over it, widget px. */
#define STUBBLE_CANVAS_FOOT 80

typedef enum
{
  STUBBLE_DRAG_NONE,
  STUBBLE_DRAG_PAN,
  STUBBLE_DRAG_TOOL,
  STUBBLE_DRAG_DIVIDER,
} StubbleDrag;

/* Signals without parameters; "failed" goes by stubble_canvas_tell(). */
typedef enum
{
  STUBBLE_CANVAS_BRUSH,
  STUBBLE_CANVAS_COMPARE,
  STUBBLE_CANVAS_DOTS,
  STUBBLE_CANVAS_RULER,
  STUBBLE_CANVAS_SAMPLES,
  STUBBLE_CANVAS_STROKE,
  STUBBLE_CANVAS_TOUCHED,
  STUBBLE_CANVAS_VIEW,
  STUBBLE_CANVAS_N_SIGNALS
} StubbleCanvasSignal;

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
  char *landmark;    /* (nullable): name of the selected one */
  char *asked;       /* (nullable): name of the only one that the landmarks tool asks for */
  SmpGuides *guides; /* (nullable): of @guides_of; made when first needed */
  const SmpConsultation *guides_of;
  GdkTexture *before; /* of the renderer's frame; made when first drawn */
  GdkTexture *after;
  GdkTexture *split;
  StubbleBuffers *buffers; /* of the split */
  GArray *stroke;          /* (nullable) of SmpPoint */
  GHashTable *hidden;      /* ids of zones that are not in the picture */
  SmpPlan *plan;           /* (nullable): shown instead of the document's */
  SmpPlan *shown_plan;     /* (nullable): @shown_of without the hidden zones */
  SmpPlan *shown_of;
  SmpDotCount *counts; /* (nullable): of SMP_LIMIT_ZONES zones */

  StubbleMarkPlaces *places; /* of the words of landmarks */

  /* Borrowed */
  StubbleCanvas *companion; /* (nullable) */
  GtkWidget *foot;          /* (nullable), weak: what lies over it are its children */

  /* State */
  StubbleViewport viewport; /* of one part; both are alike */
  StubbleShow show;
  SmpAge age;
  StubbleMarks marks;
  double split_position; /* 0 to 1 of the part's width, or of its height */
  double fade;           /* 0 to 1: how much of the simulated picture is laid over the original */
  guint flicker;         /* takes turns while that is wanted and seen */
  gboolean flicker_is_original;
  gboolean is_rotated; /* the divider lies level */
  gboolean is_flipped; /* as in a mirror */
  gboolean matches_grain;
  gboolean is_presenting; /* to a client: only to be looked at */
  gboolean fits;          /* follow the size until someone zooms */
  gboolean is_held;
  guint tell_view; /* idle: the size changed */
  gboolean mirror;
  gboolean shows_guides;
  gboolean stroke_closed;
  SmpPoint ruler_from;
  SmpPoint ruler_to;
  StubbleSamples samples;
  SmpRenderWindow split_window;
  int split_cut;

  StubbleDrag drag;
  SmpPoint drag_start; /* widget px */
  SmpPoint drag_last;
  double drag_pane; /* x of the part in which it began */
  double pinch_last;
  double turn_start;     /* degrees: the viewport's angle when two fingers came down */
  double turned;         /* degrees that they have turned since */
  SmpPoint pinch_centre; /* widget px */
  StubbleTouch touch;
  StubblePen pen;
  StubbleBrush brush;
  SmpPoint pointer; /* widget px */
};

/* stubble-canvas.c */
void _stubble_canvas_emit (StubbleCanvas *self, StubbleCanvasSignal signal);
/* Zoom, content or tool changed: tells by "view", and a screen reader. */
void _stubble_canvas_view_changed (StubbleCanvas *self);

/* stubble-canvas-scene.c */
void _stubble_canvas_init_scene (StubbleCanvas *self);
void _stubble_canvas_clear_scene (StubbleCanvas *self);
/* (nullable): the help lines, if they are shown. */
const SmpGuides *_stubble_canvas_get_guides (StubbleCanvas *self);
/* Takes back an age that the plan does not have: an edit may have taken its session away. */
void _stubble_canvas_check_age (StubbleCanvas *self);
/* After a change of the viewport or the document: asks the renderer and draws. */
void _stubble_canvas_update (StubbleCanvas *self, gboolean is_interactive);

/* stubble-canvas-zones.c */
void _stubble_canvas_init_zones (StubbleCanvas *self);
void _stubble_canvas_clear_zones (StubbleCanvas *self);
/* The document's plan and all that is in it, for another document. */
void _stubble_canvas_show_all_zones (StubbleCanvas *self);
/* Hides the zones that the other canvas hides. */
void _stubble_canvas_hide_like (StubbleCanvas *self, StubbleCanvas *other);
/* The shown plan without the hidden zones. There must be a document. */
const SmpPlan *_stubble_canvas_get_shown_plan (StubbleCanvas *self);
/* From the number of a zone in the document's plan to that in the shown one; -1 for all stays.
 * FALSE if not all of that is shown. */
gboolean _stubble_canvas_find_shown (StubbleCanvas *self, int *zone);

/* stubble-canvas-dots.c */
/* The renderer placed the dots anew. */
void _stubble_canvas_count_again (StubbleCanvas *self);
/* What was counted holds no more. */
void _stubble_canvas_drop_count (StubbleCanvas *self);

/* stubble-canvas-view.c */
/* Turns to an angle, degrees clockwise, around a place of the pane. */
void _stubble_canvas_turn_at (StubbleCanvas *self, double angle, double x, double y);
/* Gives the viewport the size of a part. */
void _stubble_canvas_lay_out (StubbleCanvas *self);

/* stubble-canvas-compare.c */
/* What is shown at this moment: the original while Space is held, and one of both in turn. */
StubbleShow _stubble_canvas_shown (StubbleCanvas *self);
/* It compares in another way, or with other zones. */
void _stubble_canvas_compare_changed (StubbleCanvas *self);
/* x of the part's left border under @x. */
double _stubble_canvas_pane_at (StubbleCanvas *self, double x);
/* @x within the part under it, as the viewport has it. */
double _stubble_canvas_in_pane (StubbleCanvas *self, double x);
/* x of the divider, or y where it lies level, widget px. */
double _stubble_canvas_divider (StubbleCanvas *self);
gboolean _stubble_canvas_is_on_divider (StubbleCanvas *self, double x, double y);
/* Whether a drag anywhere moves the divider: the whole photo is seen, and cannot be panned. */
gboolean _stubble_canvas_moves_divider (StubbleCanvas *self);
void _stubble_canvas_drag_divider (StubbleCanvas *self, double x, double y);
/* Moves the divider, or fades, by a share. FALSE if neither is shown. */
gboolean _stubble_canvas_nudge (StubbleCanvas *self, double by);
/* Whether marks are drawn and tools work: not in a mirror, not while the original is held. */
gboolean _stubble_canvas_has_tools (StubbleCanvas *self);
void _stubble_canvas_update_flicker (StubbleCanvas *self);

/* stubble-canvas-words.c */
/* (transfer full): what the badge says of the simulated picture. */
char *_stubble_canvas_dup_simulated (StubbleCanvas *self);
/* Says to a screen reader what is shown. */
void _stubble_canvas_describe (StubbleCanvas *self);
void _stubble_canvas_init_words (StubbleCanvas *self);

/* stubble-canvas-draw.c, stubble-canvas-badges.c */
void _stubble_canvas_draw (StubbleCanvas *self, GtkSnapshot *snapshot);
void _stubble_canvas_drop_textures (StubbleCanvas *self);
void _stubble_canvas_draw_badges (StubbleCanvas *self, GtkSnapshot *snapshot);
/* Appends where they are: SmpRect, widget px. */
void _stubble_canvas_add_badges (StubbleCanvas *self, GArray *places);
void _stubble_canvas_draw_divider (StubbleCanvas *self, GtkSnapshot *snapshot);

/* stubble-canvas-taken.c */
/* (transfer full) (element-type SmpRect): where something lies over a part, widget px of the part.
 */
GArray *_stubble_canvas_list_taken (StubbleCanvas *self, cairo_t *cr);

/* stubble-canvas-input.c, stubble-canvas-pen.c */
void _stubble_canvas_init_input (StubbleCanvas *self);
void _stubble_canvas_init_pen (StubbleCanvas *self);
/* Takes back what the tool does with the drag that is under way. */
void _stubble_canvas_cancel_tool (StubbleCanvas *self);
/* Whether what sends the event draws: a finger does not where there is a pen. */
gboolean _stubble_canvas_may_draw (StubbleCanvas *self, GdkEvent *event);

/* stubble-canvas-tool.c */
void _stubble_canvas_free_tool (StubbleCanvas *self);

G_END_DECLS
