/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

#include "document/stubble-document.h"

G_BEGIN_DECLS

/* Shows what is asked of the client, and what they are told: each answer is an edit of the
 * consultation, undone like any other. */
void stubble_assessment_dialog_present (GtkWindow *parent, StubbleDocument *document);

G_END_DECLS
