/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * smp_decoder_main:
 *
 * All that the helper program does, after the language is set: reads one request from the
 * descriptor that it was started with, shuts itself in, decodes, answers. The program's side is
 * smp_photo_open().
 *
 * Returns: what to exit with; without running what is registered for the end
 */
int smp_decoder_main (void);

G_END_DECLS
