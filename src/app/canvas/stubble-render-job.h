/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "canvas/stubble-renderer.h"
#include "render/smp-look.h"

G_BEGIN_DECLS

/* One rendering: values in, values out; only its thread touches it while it runs. */
typedef struct
{
  StubbleBuffers *buffers;
  SmpPyramid *pyramid; /* of the photo at 1/@shrink */
  int shrink;
  gboolean match_grain;
  SmpPhoto *photo;
  SmpPlan *plan;
  SmpAge age;
  SmpDotSet *dots; /* (nullable): given if they still hold, else placed */
  SmpDotSet *last; /* (nullable): of this photo, from before; most of them may still hold */
  SmpLook *look;   /* (nullable): like @dots */
  gboolean placed;
  gboolean is_fine;
  gboolean is_quick;     /* fine, and to be let end while things move */
  gboolean has_before;   /* the frame has the photo already */
  SmpImage *into_before; /* (nullable): to draw into */
  SmpImage *into_after;  /* (nullable) */
  double pixels_ms;      /* what drawing took */
  StubbleFrame frame;
} StubbleRenderJob;

void stubble_frame_clear (StubbleFrame *frame);
void stubble_render_job_free (StubbleRenderJob *job);
/* In a thread: dots, look and pictures, as far as they are not given; @data is the job. */
void
stubble_render_job_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable);

G_END_DECLS
