/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A fuzz target is what these three are for. With -Dfuzzing=true and clang it is linked with
 * libFuzzer; else with fuzz-main.c, which replays files and makes its own seeded mutations.
 */

/* Must neither crash, hang, leak, nor break what holds for any input. Returns 0. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* Good inputs to begin with. */
void fuzz_add_seeds (GPtrArray *seeds);

/* Words of the format, NULL at the end: what chance would hardly find. */
extern const char *const fuzz_tokens[];

/* A refusal is a whole sentence of ours. */
void fuzz_check_error (const GError *error);

G_END_DECLS
