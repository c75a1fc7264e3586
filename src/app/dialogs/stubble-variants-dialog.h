/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

#include "document/stubble-document.h"
#include "model/smp-age.h"

G_BEGIN_DECLS

/* Shows what every variant would look like on the photo at @age, with names and notes; @match_grain
 * as in SmpPictureOptions. Pressing one works on it. */
void stubble_variants_dialog_present (GtkWindow *parent,
                                      StubbleDocument *document,
                                      const SmpAge *age,
                                      gboolean match_grain);

G_END_DECLS
