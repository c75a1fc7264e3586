/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * smp_decoder_enter_sandbox:
 * @memory: bytes of address space
 * @seconds: of processor time
 *
 * From here on the process can compute, use memory and its open descriptors, and start threads; it
 * can open nothing, start nothing and reach nothing. What it may not do fails with EPERM, so that a
 * library that tries finds its way around. There is no way back. On kinds of processors that the
 * list of calls is not made for, and on systems that refuse it, only the limits hold.
 */
void smp_decoder_enter_sandbox (guint64 memory, guint seconds);

G_END_DECLS
