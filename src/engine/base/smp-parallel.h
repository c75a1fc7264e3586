/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SmpParallelFunc:
 * @item: which of the items to work on
 * @worker: number of the calling thread, below the number of threads, for per-thread buffers
 * @data: as handed to smp_parallel_for()
 */
typedef void (*SmpParallelFunc) (gsize item, int worker, gpointer data);

/**
 * smp_parallel_threads:
 * @wanted: threads asked for, 0 for one per processor
 *
 * Returns: how many threads smp_parallel_for() uses for @wanted, at least 1
 */
int smp_parallel_threads (int wanted);

/**
 * smp_parallel_for:
 * @n_items: how many items
 * @n_threads: threads to use, the caller's among them; 0 for one per processor
 * @func: called once for each item; begun in their order, and none is left out before the last that
 *   was begun, so that one may wait for an earlier one
 * @data: for @func
 * @cancellable: (nullable): looked at before each item
 * @error: set to %G_IO_ERROR_CANCELLED
 *
 * Threads take items from one counter, so that items of uneven cost share well. Returns when all
 * are done. Threads that were started stay, and wait for the next call; a call may come from any
 * thread, also from inside another's @func, and starts more where too few wait. POSIX threads and
 * C11 atomics instead of a GLib pool, so that ThreadSanitizer sees every edge.
 *
 * Returns: %FALSE if it was cancelled; some items were then not worked on
 */
gboolean smp_parallel_for (gsize n_items,
                           int n_threads,
                           SmpParallelFunc func,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
