/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-pick-list.h"

#include <string.h>

#include "base/smp-parallel.h"

/* Bits of a digit of the sort, and how many digits there are. */
#define DIGIT_BITS 9
#define DIGIT_SIZE (1u << DIGIT_BITS)

typedef struct
{
  SmpPickList *lists;
  int n_lists;
  guint n_points;
  gsize start[SMP_PICK_PARTS + 1]; /* where each part begins */
  SmpPick *picks;
  SmpPick *scratch;
} Sort;

gsize
smp_pick_list_length (const SmpPickList *self)
{
  gsize n = 0;

  for (int part = 0; part < SMP_PICK_PARTS; part++)
    n += self->n[part];
  return n;
}

static void
drop_chunk (SmpPickList *self, int part)
{
  SmpPickChunk *chunk = self->last[part];

  self->last[part] = chunk->before;
  g_free (chunk);
}

void
smp_pick_list_clear (SmpPickList *self)
{
  for (int part = 0; part < SMP_PICK_PARTS; part++)
    {
      while (self->last[part] != NULL)
        drop_chunk (self, part);
      self->n[part] = 0;
    }
}

/* One pass of a sort by a digit of the index, which keeps the order of equals. */
static void
sort_pass (const SmpPick *from, gsize n, SmpPick *to, guint *places, guint shift)
{
  for (gsize i = 0; i < n; i++)
    to[places[from[i].index >> shift & (DIGIT_SIZE - 1)]++] = from[i];
}

static void
count_digits (const SmpPick *picks, gsize n, guint *counts, guint shift)
{
  for (gsize i = 0; i < n; i++)
    counts[picks[i].index >> shift & (DIGIT_SIZE - 1)]++;
}

/* From how many have a digit to where the first of them goes. */
static void
find_places (guint *counts)
{
  guint sum = 0;

  for (guint d = 0; d < DIGIT_SIZE; d++)
    {
      guint n = counts[d];

      counts[d] = sum;
      sum += n;
    }
}

static inline gboolean
is_before (const SmpPick *a, const SmpPick *b)
{
  if (a->index != b->index)
    return FALSE; /* already sorted by it */
  return a->tile < b->tile || (a->tile == b->tile && a->field < b->field);
}

/* Few have a repeat of the tile beside them, or the like of them on another surface. */
static void
order_equals (SmpPick *picks, gsize n)
{
  for (gsize i = 1; i < n; i++)
    for (gsize k = i; k > 0 && is_before (&picks[k], &picks[k - 1]); k--)
      {
        SmpPick swap = picks[k];

        picks[k] = picks[k - 1];
        picks[k - 1] = swap;
      }
}

/* Joins a part of all lists by the last digit of the index, and empties it. */
static void
join (const Sort *self, int part, SmpPick *to)
{
  guint places[DIGIT_SIZE] = { 0 };

  for (int l = 0; l < self->n_lists; l++)
    for (const SmpPickChunk *chunk = self->lists[l].last[part]; chunk != NULL;
         chunk = chunk->before)
      count_digits (chunk->picks, chunk->n, places, 0);
  find_places (places);
  for (int l = 0; l < self->n_lists; l++)
    for (SmpPickList *list = &self->lists[l]; list->last[part] != NULL; drop_chunk (list, part))
      sort_pass (list->last[part]->picks, list->last[part]->n, to, places, 0);
}

static void
sort_part (gsize part, int worker, gpointer data)
{
  const Sort *self = data;
  gsize n = self->start[part + 1] - self->start[part];
  SmpPick *picks = self->picks + self->start[part], *from = self->scratch + self->start[part];
  SmpPick *to = picks;

  join (self, (int)part, from);
  for (guint shift = DIGIT_BITS; (self->n_points - 1) >> shift > 0; shift += DIGIT_BITS)
    {
      guint places[DIGIT_SIZE] = { 0 };
      SmpPick *swap = from;

      count_digits (from, n, places, shift);
      find_places (places);
      sort_pass (from, n, to, places, shift);
      from = to;
      to = swap;
    }
  if (from != picks)
    memcpy (picks, from, n * sizeof *picks);
  order_equals (picks, n);
}

SmpPick *
smp_pick_lists_sort (
    SmpPickList *lists, int n_lists, guint n_points, int n_threads, SmpPick *scratch)
{
  Sort sort = { .lists = lists, .n_lists = n_lists, .n_points = n_points, .scratch = scratch };

  for (int part = 0; part < SMP_PICK_PARTS; part++)
    {
      sort.start[part + 1] = sort.start[part];
      for (int l = 0; l < n_lists; l++)
        sort.start[part + 1] += lists[l].n[part];
    }
  sort.picks = g_new (SmpPick, sort.start[SMP_PICK_PARTS]);
  /* Nobody can cancel it. */
  (void)smp_parallel_for (SMP_PICK_PARTS, n_threads, sort_part, &sort, NULL, NULL);
  return sort.picks;
}
