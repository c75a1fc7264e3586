/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "present/stubble-present-stages.h"
#include "present/stubble-present.h"

G_BEGIN_DECLS

struct _StubblePresent
{
  AdwWindow parent_instance;

  /* Owned */
  StubbleDocument *document;
  GArray *stages; /* of StubbleStage, as the buttons have them */
  GSimpleActionGroup *actions;

  /* Borrowed */
  StubbleCanvas *canvas;
  StubbleCanvas *followed; /* the practitioner's; both belong to one window */
  GtkWidget *time_line;

  /* State */
  gboolean is_pinned;
  SmpAge followed_age; /* as last seen */
};

/* stubble-present.c */
const SmpPlan *_stubble_present_get_plan (StubblePresent *self);
/* Nothing happens where there is no such stage. */
void _stubble_present_go_to_stage (StubblePresent *self, int stage);

/* stubble-present-controls.c */
/* Returns: (transfer floating): what stands below the picture; "time_line" is set from then on. */
GtkWidget *_stubble_present_build_controls (StubblePresent *self);
/* One button a stage; they are made anew only when the plan has other sessions. */
void _stubble_present_fill_time_line (StubblePresent *self);
/* Where the time line is wider than the screen, the stage that is shown is seen. */
void _stubble_present_scroll_to_stage (StubblePresent *self, int stage);

/* stubble-present-keys.c */
void _stubble_present_init_keys (StubblePresent *self);

G_END_DECLS
