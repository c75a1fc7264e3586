/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "panels/stubble-panel.h"

G_BEGIN_DECLS

/* For words of a panel that a drag changes in every frame: nobody reads so fast, and to lay them
 * out again takes as long as a picture. */
typedef struct _StubbleTeller StubbleTeller;

/* Lives as long as the panel. */
StubbleTeller *stubble_teller_new (StubblePanel *panel, StubblePanelFunc tell);

/* Calls @tell, at once if that was not done a moment ago, else soon. */
void stubble_teller_tell (StubbleTeller *self);

G_END_DECLS
