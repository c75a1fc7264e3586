/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "stipple/smp-dots-private.h"

G_BEGIN_DECLS

/* Picks are kept apart by index, in parts that are sorted at once, each in the processor's cache.
 */
#define SMP_PICK_PART_BITS 3
#define SMP_PICK_PARTS (1 << SMP_PICK_PART_BITS)

/* Picks of a chunk: a page of memory. */
#define SMP_PICK_CHUNK 510

typedef struct _SmpPickChunk SmpPickChunk;

struct _SmpPickChunk
{
  SmpPickChunk *before; /* (owned) (nullable) */
  gsize n;
  SmpPick picks[SMP_PICK_CHUNK];
};

/* What one thread found; of each part a chunk after another, the last first. Nothing is reserved
 * that is not used. Begins as all zeros. */
typedef struct
{
  SmpPickChunk *last[SMP_PICK_PARTS]; /* (owned) (nullable) */
  gsize n[SMP_PICK_PARTS];            /* in all chunks */
} SmpPickList;

/* By how much to shift an index below @n_points to its part. */
static inline int
smp_pick_part_shift (guint n_points)
{
  return MAX ((int)g_bit_storage (n_points - 1) - SMP_PICK_PART_BITS, 0);
}

static inline void
smp_pick_list_add (SmpPickList *self, int part, SmpPick pick)
{
  SmpPickChunk *chunk = self->last[part];

  if (chunk == NULL || chunk->n == SMP_PICK_CHUNK)
    {
      chunk = g_new (SmpPickChunk, 1);
      chunk->before = self->last[part];
      chunk->n = 0;
      self->last[part] = chunk;
    }
  self->n[part]++;
  chunk->picks[chunk->n++] = pick;
}

gsize smp_pick_list_length (const SmpPickList *self);
void smp_pick_list_clear (SmpPickList *self);

/* Joins the lists, sorted by index, then tile, then field: no two picks share all three, so threads
 * change nothing.
 * @n_points: no index is greater
 * @scratch: has room for all picks */
SmpPick *smp_pick_lists_sort (SmpPickList *lists,
                              int n_lists,
                              guint n_points,
                              int n_threads,
                              SmpPick *scratch) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
