/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-mark-words.h"

#include "canvas/stubble-marks.h"
#include "model/smp-landmarks.h"
#include "surface/smp-head-fit.h"

/* From a mark to its word: across, and to one that is over or under it; to the pane's edge; and
 * half of what a mark takes; widget px. */
#define GAP 14.0
#define GAP_OVER 5.0
#define GAP_CENTRED 13.0
#define EDGE 2.0
#define MARK_REACH 8.0
/* The dark rim around letters, rounded up, and what is between two words, widget px. */
#define RIM 2.0
#define BETWEEN 1.0
/* Room to spare around a place that a word changes to or comes back at, widget px; our choice. */
#define SPARE 8.0

typedef enum
{
  SIDE_RIGHT,
  SIDE_LEFT,
  SIDE_MIDDLE,
} Side;

typedef enum
{
  LEVEL_OVER,
  LEVEL_UNDER,
  LEVEL_BESIDE,
} Level;

#define N_WIDTHS 4
#define N_TRIES 8
#define N_RANKS (N_WIDTHS * N_TRIES)
/* Instead of a rank: no place, and nothing known. */
#define HIDDEN -1
#define UNKNOWN -2
/* More than words that make room for each other need. */
#define ROUNDS 6

/* A word on its way to a place. A rank is a width and a side of the mark; 0 is the best. */
typedef struct
{
  SmpPoint mark;
  gboolean left;
  gboolean under;
  int before; /* its rank when it was drawn last, or HIDDEN, or UNKNOWN */
  int rank;   /* or HIDDEN */
  SmpRect box;
  PangoLayout *layout;  /* borrowed */
  int widths[N_WIDTHS]; /* of it, px; 0: not measured, -1: it cannot be broken to that */
  int heights[N_WIDTHS];
} Candidate;

typedef struct
{
  const StubbleViewport *viewport;
  const GArray *taken; /* (nullable) of SmpRect */
  GArray *candidates;  /* of Candidate: one for each word */
  GArray *marks;       /* of SmpPoint: in the pane */
} Placing;

struct _StubbleMarkPlaces
{
  char *photo_id;    /* (nullable) */
  GHashTable *ranks; /* by the names of landmarks that are in the pane */
};

/* Parts of a word's length to which it is broken, one after the other. */
static const double widths[N_WIDTHS] = { 1, 0.65, 0.45, 0.34 };

static void
word_clear (gpointer data)
{
  g_clear_object (&((StubbleMarkWord *)data)->layout);
}

static gboolean
in_pane (const StubbleViewport *viewport, SmpPoint point)
{
  return point.x >= 0 && point.y >= 0 && point.x <= viewport->pane_width
         && point.y <= viewport->pane_height;
}

static gboolean
meet (const SmpRect *a, const SmpRect *b, double between)
{
  return a->x < b->x + b->width + between && b->x < a->x + a->width + between
         && a->y < b->y + b->height + between && b->y < a->y + a->height + between;
}

/* Whether the word may be there, with so much room to spare. */
static gboolean
is_free (const Placing *self, const Candidate *own, const SmpRect *box, double spare)
{
  double edge = EDGE + spare;

  if (box->x < edge || box->y < edge || box->x + box->width > self->viewport->pane_width - edge
      || box->y + box->height > self->viewport->pane_height - edge)
    return FALSE;
  for (guint i = 0; self->taken != NULL && i < self->taken->len; i++)
    if (meet (box, &g_array_index (self->taken, SmpRect, i), BETWEEN + spare))
      return FALSE;
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const Candidate *other = &g_array_index (self->candidates, Candidate, i);

      if (other != own && other->rank != HIDDEN && meet (box, &other->box, BETWEEN + spare))
        return FALSE;
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      SmpPoint mark = g_array_index (self->marks, SmpPoint, i);
      SmpRect around = { mark.x - MARK_REACH, mark.y - MARK_REACH, 2 * MARK_REACH, 2 * MARK_REACH };
      /* How it lies to its own mark never changes. */
      gboolean is_own = smp_point_distance (mark, own->mark) <= 0;

      if (meet (box, &around, is_own ? 0 : spare))
        return FALSE;
    }
  return TRUE;
}

static SmpRect
box_at (SmpPoint mark, double width, double height, Side side, Level level)
{
  SmpRect box = { 0, 0, width, height };
  double over = side == SIDE_MIDDLE ? GAP_CENTRED : GAP_OVER;

  box.x = side == SIDE_RIGHT  ? mark.x + GAP - RIM
          : side == SIDE_LEFT ? mark.x - GAP + RIM - width
                              : mark.x - width / 2;
  box.y = level == LEVEL_OVER    ? mark.y - over - height
          : level == LEVEL_UNDER ? mark.y + over
                                 : mark.y - height / 2;
  return box;
}

/* Lines stand towards the mark: Pango's left is where a line begins. */
static void
align (PangoLayout *layout, Side side)
{
  gboolean rtl = pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;

  pango_layout_set_alignment (layout, side == SIDE_MIDDLE          ? PANGO_ALIGN_CENTER
                                      : (side == SIDE_LEFT) == rtl ? PANGO_ALIGN_LEFT
                                                                   : PANGO_ALIGN_RIGHT);
}

/* In so many lines as it needs to be no wider; whether it is. */
static gboolean
break_to (PangoLayout *layout, double most, int *width, int *height)
{
  pango_layout_set_width (layout, (int)(most * PANGO_SCALE));
  pango_layout_get_pixel_size (layout, width, height);
  if (*width > most)
    return FALSE;
  pango_layout_set_width (layout, *width * PANGO_SCALE);
  return TRUE;
}

/* Broken to that width, once: most words need only one. FALSE if it cannot be. */
static gboolean
measure (Candidate *self, int w)
{
  int whole, line;

  if (self->widths[w] == 0)
    {
      pango_layout_set_width (self->layout, -1);
      pango_layout_get_pixel_size (self->layout, &whole, &line);
      if (!break_to (self->layout, ceil (whole * widths[w]), &self->widths[w], &self->heights[w]))
        self->widths[w] = -1;
    }
  return self->widths[w] > 0;
}

static Side
side_of (const Candidate *self, int rank)
{
  const Side near = self->left ? SIDE_LEFT : SIDE_RIGHT, far = self->left ? SIDE_RIGHT : SIDE_LEFT;
  const Side sides[N_TRIES] = { near, near, near, SIDE_MIDDLE, SIDE_MIDDLE, far, far, far };

  return sides[rank % N_TRIES];
}

static Level
level_of (const Candidate *self, int rank)
{
  const Level first = self->under ? LEVEL_UNDER : LEVEL_OVER;
  const Level second = self->under ? LEVEL_OVER : LEVEL_UNDER;
  const Level levels[N_TRIES]
      = { first, second, LEVEL_BESIDE, first, second, first, second, LEVEL_BESIDE };

  return levels[rank % N_TRIES];
}

static gboolean
try (const Placing *self, Candidate *candidate, int rank, double spare)
{
  int w = rank / N_TRIES;
  SmpRect box;

  if (!measure (candidate, w))
    return FALSE;
  box = box_at (candidate->mark, candidate->widths[w] + 2 * RIM, candidate->heights[w] + 2 * RIM,
                side_of (candidate, rank), level_of (candidate, rank));
  if (!is_free (self, candidate, &box, spare))
    return FALSE;
  candidate->rank = rank;
  candidate->box = box;
  return TRUE;
}

/* The best of the first so many ranks. */
static gboolean
try_first (const Placing *self, Candidate *candidate, int n_ranks, double spare)
{
  for (int rank = 0; rank < n_ranks; rank++)
    if (try (self, candidate, rank, spare))
      return TRUE;
  return FALSE;
}

/* TRUE if the word is elsewhere now. */
static gboolean
improve (const Placing *self, Candidate *candidate)
{
  if (candidate->rank != HIDDEN)
    return try_first (self, candidate, candidate->rank, SPARE);
  if (candidate->before != UNKNOWN && try_first (self, candidate, N_RANKS, SPARE))
    return TRUE;
  return candidate->before != HIDDEN && try_first (self, candidate, N_RANKS, 0);
}

/* First all that can stay; then whatever is better, until nothing moves: drawn again as it is,
 * nothing would. */
static void
place_all (const Placing *self)
{
  Candidate *all = (Candidate *)(gpointer)self->candidates->data;
  gboolean is_changed = TRUE;

  for (guint i = 0; i < self->candidates->len; i++)
    if (all[i].before >= 0)
      (void)try (self, &all[i], all[i].before, 0);
  for (int round = 0; is_changed && round < ROUNDS; round++)
    {
      is_changed = FALSE;
      for (guint i = 0; i < self->candidates->len; i++)
        if (improve (self, &all[i]))
          is_changed = TRUE;
    }
}

static void
finish (StubbleMarkWord *word, const Candidate *candidate)
{
  int w = candidate->rank / N_TRIES;

  if (candidate->rank == HIDDEN)
    return;
  /* As it was measured: broken once more it could become another. */
  pango_layout_set_width (word->layout, candidate->widths[w] * PANGO_SCALE);
  align (word->layout, side_of (candidate, candidate->rank));
  word->is_shown = TRUE;
  word->x = candidate->box.x;
  word->y = candidate->box.y;
  word->width = candidate->box.width;
  word->height = candidate->box.height;
}

StubbleMarkPlaces *
stubble_mark_places_new (void)
{
  StubbleMarkPlaces *self = g_new0 (StubbleMarkPlaces, 1);

  self->ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
stubble_mark_places_free (StubbleMarkPlaces *self)
{
  g_hash_table_unref (self->ranks);
  g_free (self->photo_id);
  g_free (self);
}

static int
find_rank (StubbleMarkPlaces *self, const SmpPhoto *photo, const char *name)
{
  gpointer rank;

  if (self == NULL || g_strcmp0 (self->photo_id, photo->id) != 0
      || !g_hash_table_lookup_extended (self->ranks, name, NULL, &rank))
    return UNKNOWN;
  return GPOINTER_TO_INT (rank);
}

static void
keep_ranks (StubbleMarkPlaces *self,
            const SmpPhoto *photo,
            const GPtrArray *names,
            const GArray *candidates)
{
  g_hash_table_remove_all (self->ranks);
  if (g_strcmp0 (self->photo_id, photo->id) != 0)
    {
      g_free (self->photo_id);
      self->photo_id = g_strdup (photo->id);
    }
  for (guint i = 0; i < names->len; i++)
    g_hash_table_insert (self->ranks, g_strdup (g_ptr_array_index (names, i)),
                         GINT_TO_POINTER (g_array_index (candidates, Candidate, i).rank));
}

GArray *
stubble_mark_words_new (cairo_t *cr,
                        const SmpPhoto *photo,
                        const StubbleViewport *viewport,
                        const GArray *taken,
                        StubbleMarkPlaces *places)
{
  const SmpLandmarks *landmarks = photo->landmarks;
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (SmpPoint));
  g_autoptr (GArray) candidates = g_array_new (FALSE, TRUE, sizeof (Candidate));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GArray *words = g_array_new (FALSE, TRUE, sizeof (StubbleMarkWord));
  Placing self = { viewport, taken, candidates, marks };

  g_array_set_clear_func (words, word_clear);
  for (gsize i = 0; i < landmarks->n_points; i++)
    {
      const char *name = landmarks->points[i].name;
      SmpPoint at = stubble_viewport_to_widget (viewport, landmarks->points[i].point);
      StubbleMarkWord word = { 0 };
      Candidate candidate = { .mark = at,
                              .left = g_str_has_suffix (name, "_right"),
                              .under = g_str_has_prefix (name, "canthus"),
                              .before = find_rank (places, photo, name),
                              .rank = HIDDEN };

      if (!in_pane (viewport, at))
        continue;
      g_array_append_val (marks, at);
      if (g_str_has_prefix (name, SMP_LANDMARK_SILHOUETTE))
        continue;
      word.text = stubble_marks_landmark_label (name);
      word.layout = stubble_marks_lay_out (cr, word.text);
      candidate.layout = word.layout;
      g_array_append_val (words, word);
      g_array_append_val (candidates, candidate);
      g_ptr_array_add (names, (gpointer)name);
    }
  place_all (&self);
  for (guint i = 0; i < candidates->len; i++)
    finish (&g_array_index (words, StubbleMarkWord, i), &g_array_index (candidates, Candidate, i));
  if (places != NULL)
    keep_ranks (places, photo, names, candidates);
  return words;
}

void
stubble_mark_words_draw (const GArray *words, cairo_t *cr)
{
  for (guint i = 0; i < words->len; i++)
    {
      const StubbleMarkWord *word = &g_array_index (words, StubbleMarkWord, i);
      double baseline = (double)pango_layout_get_baseline (word->layout) / PANGO_SCALE;

      if (word->is_shown)
        stubble_marks_draw_layout (cr, smp_point (word->x + RIM, word->y + RIM + baseline),
                                   word->layout);
    }
}
