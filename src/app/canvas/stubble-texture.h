/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/* A texture that shares the picture's pixels. */
GdkTexture *stubble_texture_new (const SmpImage *image) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
