/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render-target.h"

#include "photo/smp-image.h"

SmpImage *
smp_render_target (const SmpRenderWindow *window, const SmpRenderOptions *options, GError **error)
{
  SmpImage *into = options != NULL ? options->into : NULL;

  if (into == NULL)
    return smp_image_new (window->width, window->height, error);
  g_return_val_if_fail (into->width == window->width && into->height == window->height, NULL);

  return smp_image_ref (into);
}
