/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

#include "canvas/stubble-show.h"
#include "canvas/stubble-viewport.h"
#include "document/stubble-document.h"
#include "model/smp-age.h"
#include "tools/stubble-tool.h"

G_BEGIN_DECLS

/* Places of the photo whose colour is taken, px. */
typedef struct
{
  SmpPoint skin;
  SmpPoint sides;
  double radius;
} StubbleSamples;

/* The brush of the tools "brush-add" and "brush-remove". */
typedef struct
{
  double width_mm; /* on the skin, STUBBLE_BRUSH_WIDTH_MIN to STUBBLE_BRUSH_WIDTH_MAX */
  double strength; /* 0 to 1: share of the zone's density that one stroke gives or takes */
} StubbleBrush;

/* From a single gap to a whole temple; our choice. */
#define STUBBLE_BRUSH_WIDTH_MIN 1.0
#define STUBBLE_BRUSH_WIDTH_MAX 60.0
#define STUBBLE_BRUSH_WIDTH_DEFAULT 12.0
#define STUBBLE_BRUSH_STRENGTH_DEFAULT 0.5

/* What is drawn over the photo. */
typedef enum
{
  STUBBLE_MARKS_NONE = 0,
  STUBBLE_MARKS_LANDMARKS = 1 << 0,
  STUBBLE_MARKS_ZONES = 1 << 1,
} StubbleMarks;

#define STUBBLE_TYPE_CANVAS (stubble_canvas_get_type ())
G_DECLARE_FINAL_TYPE (StubbleCanvas, stubble_canvas, STUBBLE, CANVAS, GtkWidget)

/**
 * StubbleCanvas:
 *
 * Shows the photo, before, after or both in one of the ways of #StubbleShow, with zoom and pan, and
 * hands the pointer to a tool. Each part carries the badge "Original" or "Simulated", always.
 *
 * Signals: "compare" when it compares in another way; "touched" before the pointer or the keyboard
 * does something there; "view" when zoom, content or tool changed; "dots" when the dots were placed
 * anew; "failed" (a sentence); "ruler" (a length on the photo is to be measured: see
 * stubble_canvas_take_ruler()); "stroke" when a freehand stroke ended: see
 * stubble_canvas_take_stroke(); "samples" when a place to sample was moved by hand; "brush" when
 * its width or strength changed.
 */
GtkWidget *stubble_canvas_new (void);

/* (nullable) */
void stubble_canvas_set_document (StubbleCanvas *self, StubbleDocument *document);
StubbleDocument *stubble_canvas_get_document (StubbleCanvas *self);

/* Which of the document's photos is shown; NULL for the one that the document names. */
void stubble_canvas_set_photo (StubbleCanvas *self, const char *photo_id);
/* (nullable): the photo that is shown, and its id. */
const SmpPhoto *stubble_canvas_get_photo (StubbleCanvas *self);
const char *stubble_canvas_get_photo_id (StubbleCanvas *self);
/* The surface of that photo; there must be one. */
const SmpSurface *stubble_canvas_get_surface (StubbleCanvas *self);

void stubble_canvas_set_show (StubbleCanvas *self, StubbleShow show);
StubbleShow stubble_canvas_get_show (StubbleCanvas *self);
/* The divider of the split: 0 to 1 of the part's width, or of its height where it lies level. */
void stubble_canvas_set_split (StubbleCanvas *self, double position);
double stubble_canvas_get_split (StubbleCanvas *self);
void stubble_canvas_set_rotated (StubbleCanvas *self, gboolean rotated);
gboolean stubble_canvas_get_rotated (StubbleCanvas *self);
/* How much of the simulated picture is laid over the original, 0 to 1. */
void stubble_canvas_set_fade (StubbleCanvas *self, double share);
double stubble_canvas_get_fade (StubbleCanvas *self);
/* Whether "flicker" takes turns by itself: not while the system's animations are turned off. */
gboolean stubble_canvas_may_flicker (StubbleCanvas *self);
/* As the client sees themselves in a mirror. Marks are not drawn then, and tools are off. */
void stubble_canvas_set_flipped (StubbleCanvas *self, gboolean flipped);
gboolean stubble_canvas_get_flipped (StubbleCanvas *self);
/* Whether dots are given the grain that the photo has around them. */
void stubble_canvas_set_match_grain (StubbleCanvas *self, gboolean match);
gboolean stubble_canvas_get_match_grain (StubbleCanvas *self);
/* Leaves a zone out of the picture; the plan stays as it is. */
void stubble_canvas_set_zone_hidden (StubbleCanvas *self, const char *id, gboolean hidden);
gboolean stubble_canvas_is_zone_hidden (StubbleCanvas *self, const char *id);
/* Shows this plan instead of the document's; NULL for the document's again. */
void stubble_canvas_set_plan (StubbleCanvas *self, const SmpPlan *plan);
/* The plan that is shown. There must be a document. */
const SmpPlan *stubble_canvas_get_plan (StubbleCanvas *self);
/* Compares as another canvas does: all of the above but the plan. */
void stubble_canvas_follow (StubbleCanvas *self, StubbleCanvas *other);
/* To a client: no marks and no tools, and the sentence that it is no promise on what is simulated.
 */
void stubble_canvas_set_presenting (StubbleCanvas *self, gboolean presenting);
void stubble_canvas_set_marks (StubbleCanvas *self, StubbleMarks marks);
/* Help lines over the photo. */
void stubble_canvas_set_guides (StubbleCanvas *self, gboolean guides);
/* Where on the time line the simulated picture stands; brought back to what the plan has. */
void stubble_canvas_set_age (StubbleCanvas *self, const SmpAge *age);
const SmpAge *stubble_canvas_get_age (StubbleCanvas *self);
/* While held, only the original is shown. */
void stubble_canvas_hold_original (StubbleCanvas *self, gboolean hold);

void stubble_canvas_zoom_by (StubbleCanvas *self, double factor);
void stubble_canvas_zoom_fit (StubbleCanvas *self);
/* One device px per photo px. */
void stubble_canvas_zoom_actual (StubbleCanvas *self);
/* Turns the photo clockwise to the next multiple of @step degrees, or the other way below 0;
 * nothing is turned but the view. All of it stays in sight if it was. */
void stubble_canvas_turn_by (StubbleCanvas *self, double step);
void stubble_canvas_turn_upright (StubbleCanvas *self);
/* Degrees clockwise, from -180 to 180. */
double stubble_canvas_get_angle (StubbleCanvas *self);
/* The same in words, "−15°". (transfer full) */
char *stubble_canvas_dup_angle (StubbleCanvas *self);
/* Device px per photo px. */
double stubble_canvas_get_scale (StubbleCanvas *self);

typedef enum
{
  STUBBLE_DISTANCE_KNOWN,
  STUBBLE_DISTANCE_NO_SCALE,  /* the photo's is only assumed */
  STUBBLE_DISTANCE_NO_SCREEN, /* it does not tell its size */
} StubbleDistance;

/* Widget px per photo px at which the head looks as large as from so many metres; see
 * stubble_screen_zoom(). @zoom is set if that is known. */
StubbleDistance stubble_canvas_get_distance_zoom (StubbleCanvas *self, double metres, double *zoom);
void stubble_canvas_zoom_distance (StubbleCanvas *self, double metres);
/* Whether it is zoomed so now. */
gboolean stubble_canvas_is_at_distance (StubbleCanvas *self, double metres);
const StubbleViewport *stubble_canvas_get_viewport (StubbleCanvas *self);

void stubble_canvas_set_tool (StubbleCanvas *self, const StubbleToolClass *tool);
const StubbleToolClass *stubble_canvas_get_tool (StubbleCanvas *self);
/* As if the key was pressed in the canvas. TRUE if something came of it. */
gboolean stubble_canvas_press_key (StubbleCanvas *self, guint keyval, GdkModifierType state);
/* (nullable): what to do now. */
const char *stubble_canvas_get_hint (StubbleCanvas *self);

/* (nullable): the landmark that the arrow keys move; kept though a photo may not have it. */
void stubble_canvas_select_landmark (StubbleCanvas *self, const char *name);
/* (nullable): the landmarks tool asks for this one only, until another tool is taken. */
void stubble_canvas_ask_landmark (StubbleCanvas *self, const char *name);

/* How nodes are edited. */
void stubble_canvas_set_mirror (StubbleCanvas *self, gboolean mirror);
gboolean stubble_canvas_get_mirror (StubbleCanvas *self);

/* (nullable): another canvas of the same document, borrowed. Its dots are counted while it shows
 * the photo that is worked on. */
void stubble_canvas_set_companion (StubbleCanvas *self, StubbleCanvas *companion);

/* (nullable): a widget whose visible children lie over the canvas: words keep off them. Borrowed;
 * the canvas is to be drawn again when they change. */
void stubble_canvas_set_foot (StubbleCanvas *self, GtkWidget *foot);

/* Dots of one zone, by its number in the plan; -1 for all: those on the scalp, which a photo of a
 * head does not show all of. -1 while there are none yet. */
int stubble_canvas_count_dots (StubbleCanvas *self, int zone);
/* Dots that a session (0 = first) adds; -1 while there are none yet. */
int stubble_canvas_count_session_dots (StubbleCanvas *self, guint session);
gboolean stubble_canvas_is_settled (StubbleCanvas *self);

/* (transfer full) (nullable) (element-type SmpPoint): the stroke that "stroke" told of. */
GArray *stubble_canvas_take_stroke (StubbleCanvas *self, gboolean *closed);
/* Both ends of what "ruler" told of, px of the photo. */
void stubble_canvas_get_ruler (StubbleCanvas *self, SmpPoint *from, SmpPoint *to);
/* Where the tool "sample" has its rings. */
void stubble_canvas_set_samples (StubbleCanvas *self, const StubbleSamples *samples);
const StubbleSamples *stubble_canvas_get_samples (StubbleCanvas *self);
/* How the brush paints; brought back to its limits. The companion's brush is the same. */
void stubble_canvas_set_brush (StubbleCanvas *self, const StubbleBrush *brush);
const StubbleBrush *stubble_canvas_get_brush (StubbleCanvas *self);

G_END_DECLS
