/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/* The consultation as the text of its file: fixed order of members, C locale, unknown members kept.
 */
GBytes *smp_project_write (const SmpConsultation *consultation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
