/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "tools/stubble-tool.h"

#include <string.h>

#include "canvas/stubble-canvas.h"

/* Takes nothing, so that every drag pans. */
const StubbleToolClass stubble_tool_pan = {
  .name = "pan",
  .cursor = "grab",
  .size = sizeof (StubbleTool),
};

gboolean
stubble_tool_arrow (guint keyval, GdkModifierType state, SmpPoint *to)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Left:
      *to = smp_point (-1, 0);
      return TRUE;
    case GDK_KEY_Right:
      *to = smp_point (1, 0);
      return TRUE;
    case GDK_KEY_Up:
      *to = smp_point (0, -1);
      return TRUE;
    case GDK_KEY_Down:
      *to = smp_point (0, 1);
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
stubble_tool_leave (StubbleTool *self)
{
  return gtk_widget_activate_action (GTK_WIDGET (self->canvas), "win.tool", "s", "select");
}

gboolean
stubble_tool_escape (StubbleTool *self, guint keyval, GdkModifierType state)
{
  return keyval == GDK_KEY_Escape && stubble_tool_leave (self);
}

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
