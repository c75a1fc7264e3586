/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gdk/gdk.h>

#include "geometry/smp-point.h"

G_BEGIN_DECLS

typedef struct _StubbleCanvas StubbleCanvas;
typedef struct _StubbleTool StubbleTool;

/**
 * StubbleToolClass:
 *
 * What a tool does with the pointer and the keyboard. Points are px of the photo. Any function may
 * be NULL.
 */
typedef struct
{
  const char *name;   /* as in the action win.tool */
  const char *cursor; /* name of its cursor */
  gsize size;         /* of the struct that begins with StubbleTool */
  gboolean draws;     /* everywhere: fingers pan where there is a pen for it */
  /* One sentence: what to do now. */
  const char *(*hint) (StubbleTool *self);
  /* TRUE: the tool takes the drag that begins; else the photo is panned. */
  gboolean (*press) (StubbleTool *self, SmpPoint point, int n_press, GdkModifierType state);
  void (*drag) (StubbleTool *self, SmpPoint point);
  /* Where the pointer was on its way to where it is dragged: for lines, not for what is costly. */
  void (*pass) (StubbleTool *self, SmpPoint point);
  void (*release) (StubbleTool *self, SmpPoint point, gboolean moved);
  /* Instead of release: the drag was none, and nothing is left of it. */
  void (*cancel) (StubbleTool *self);
  /* (nullable): the cursor there. */
  const char *(*hover) (StubbleTool *self, SmpPoint point);
  /* The pointer is gone. */
  void (*leave) (StubbleTool *self);
  gboolean (*key) (StubbleTool *self, guint keyval, GdkModifierType state);
  /* Draws over the photo, in widget px of the pane. */
  void (*draw) (StubbleTool *self, cairo_t *cr);
  void (*clear) (StubbleTool *self);
} StubbleToolClass;

struct _StubbleTool
{
  const StubbleToolClass *klass;
  StubbleCanvas *canvas; /* borrowed: it owns the tool */
};

extern const StubbleToolClass stubble_tool_select;
extern const StubbleToolClass stubble_tool_pan;
extern const StubbleToolClass stubble_tool_landmarks;
extern const StubbleToolClass stubble_tool_head;
extern const StubbleToolClass stubble_tool_align;
extern const StubbleToolClass stubble_tool_ruler;
extern const StubbleToolClass stubble_tool_hairline;
extern const StubbleToolClass stubble_tool_zone;
extern const StubbleToolClass stubble_tool_keep_out;
extern const StubbleToolClass stubble_tool_brush_add;
extern const StubbleToolClass stubble_tool_brush_remove;
extern const StubbleToolClass stubble_tool_sample;

/* What tools have in common. */

/* Whether it is an arrow key, alone or with Shift. Then @to is where it points to, 1 long. */
gboolean stubble_tool_arrow (guint keyval, GdkModifierType state, SmpPoint *to);
/* Takes the tool that selects instead; @self may be gone then. */
gboolean stubble_tool_leave (StubbleTool *self);
/* The keys of a tool that knows Esc only: it leaves. */
gboolean stubble_tool_escape (StubbleTool *self, guint keyval, GdkModifierType state);

/* (nullable): by its name. */
const StubbleToolClass *stubble_tool_by_name (const char *name);

G_END_DECLS
