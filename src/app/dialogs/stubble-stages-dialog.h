/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

#include "document/stubble-document.h"
#include "model/smp-age.h"

G_BEGIN_DECLS

/**
 * stubble_stages_dialog_present:
 * @age: of which the fading is taken
 * @match_grain: as in SmpPictureOptions
 *
 * Shows the photo as it is and simulated at every stage beside one another: after each session, or
 * over the years. The picture is the one that Export writes, with its stamp.
 */
void stubble_stages_dialog_present (GtkWindow *parent,
                                    StubbleDocument *document,
                                    const SmpAge *age,
                                    gboolean match_grain);

G_END_DECLS
