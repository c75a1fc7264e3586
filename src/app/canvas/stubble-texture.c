/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-texture.h"

#include "photo/smp-image.h"

GdkTexture *
stubble_texture_new (const SmpImage *image)
{
  g_autoptr (GBytes) bytes = smp_image_dup_bytes (image);

  /* Opaque pixels need no mixing. */
  return gdk_memory_texture_new (image->width, image->height,
                                 image->has_alpha ? GDK_MEMORY_R8G8B8A8
                                                  : GDK_MEMORY_R8G8B8A8_PREMULTIPLIED,
                                 bytes, image->stride);
}
