/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-view.h"

#include <string.h>

static const char *const view_names[SMP_N_VIEWS] = {
  [SMP_VIEW_FRONT] = "front",
  [SMP_VIEW_LEFT_OBLIQUE] = "left-oblique",
  [SMP_VIEW_RIGHT_OBLIQUE] = "right-oblique",
  [SMP_VIEW_LEFT_PROFILE] = "left-profile",
  [SMP_VIEW_RIGHT_PROFILE] = "right-profile",
  [SMP_VIEW_VERTEX] = "vertex",
  [SMP_VIEW_BACK] = "back",
  [SMP_VIEW_CLOSE_UP] = "close-up",
};

const char *
smp_view_to_string (SmpView view)
{
  g_return_val_if_fail (view < SMP_N_VIEWS, NULL);

  return view_names[view];
}

gboolean
smp_view_from_string (const char *text, SmpView *view)
{
  for (int i = 0; i < SMP_N_VIEWS; i++)
    if (strcmp (view_names[i], text) == 0)
      {
        *view = (SmpView)i;
        return TRUE;
      }
  return FALSE;
}
