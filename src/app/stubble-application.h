/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define STUBBLE_TYPE_APPLICATION (stubble_application_get_type ())
G_DECLARE_FINAL_TYPE (StubbleApplication, stubble_application, STUBBLE, APPLICATION, AdwApplication)

StubbleApplication *stubble_application_new (void);

G_END_DECLS
