/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <adwaita.h>

#include "document/stubble-document.h"

G_BEGIN_DECLS

#define STUBBLE_TYPE_WARNINGS (stubble_warnings_get_type ())
G_DECLARE_FINAL_TYPE (StubbleWarnings, stubble_warnings, STUBBLE, WARNINGS, AdwBin)

/**
 * StubbleWarnings:
 *
 * A button that tells how many things there are to think about, and opens their list, each with its
 * reason and sources. Not there while there is nothing; never in the way.
 */

/* (nullable) */
void stubble_warnings_set_document (StubbleWarnings *self, StubbleDocument *document);
/* How many warnings are listed, without notes; -1 while they are looked for. */
int stubble_warnings_count (StubbleWarnings *self);

G_END_DECLS
