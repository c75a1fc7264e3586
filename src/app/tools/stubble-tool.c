/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "tools/stubble-tool.h"

#include <string.h>

/* Takes nothing, so that every drag pans. */
const StubbleToolClass stubble_tool_pan = {
  .name = "pan",
  .cursor = "grab",
  .size = sizeof (StubbleTool),
};

const StubbleToolClass *
stubble_tool_by_name (const char *name)
{
  static const StubbleToolClass *const tools[]
      = { &stubble_tool_select,    &stubble_tool_pan,          &stubble_tool_landmarks,
          &stubble_tool_head,      &stubble_tool_ruler,        &stubble_tool_hairline,
          &stubble_tool_zone,      &stubble_tool_sample,       &stubble_tool_keep_out,
          &stubble_tool_brush_add, &stubble_tool_brush_remove, &stubble_tool_align };

  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    if (strcmp (tools[i]->name, name) == 0)
      return tools[i];
  return NULL;
}
