/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "stipple/smp-dots.h"

G_BEGIN_DECLS

/**
 * smp_dot_memory_new:
 * @n: dots that there must be room for
 * @at_once: whether all of it will be written: then the system is asked for large pages, for
 *   taking as many small ones would take as long as filling them
 *
 * Room for dots, with nothing lost to alignment. What is in it is not defined.
 */
SmpDot *smp_dot_memory_new (gsize n, gboolean at_once) G_GNUC_WARN_UNUSED_RESULT;

/* Gives back what lies behind the first @n of @room dots. Returns the room that is left, in dots,
 * for smp_dot_memory_free(); the dots may have moved. */
gsize smp_dot_memory_shrink (SmpDot **dots, gsize room, gsize n);

/* @room as it was asked for or as it was left by smp_dot_memory_shrink(). The last that was freed
 * is kept for the next that fits in, for its pages are there already: 32 MiB at most. */
void smp_dot_memory_free (SmpDot *dots, gsize room);

G_END_DECLS
