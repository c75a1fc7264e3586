/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-error.h"

G_DEFINE_QUARK (smp - error - quark, smp_error)
