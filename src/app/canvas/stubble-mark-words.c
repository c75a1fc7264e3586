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

/* Widget px. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} Box;

typedef struct
{
  const StubbleViewport *viewport;
  GArray *words;
  GArray *marks; /* of SmpPoint: in the pane */
} Placing;

/* Parts of a word's length to which it is broken, one after the other. */
static const double widths[] = { 1, 0.65, 0.45, 0.34 };

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
meet (const Box *a, const Box *b, double between)
{
  return a->x < b->x + b->width + between && b->x < a->x + a->width + between
         && a->y < b->y + b->height + between && b->y < a->y + a->height + between;
}

static gboolean
is_free (const Placing *self, const Box *box)
{
  if (box->x < EDGE || box->y < EDGE || box->x + box->width > self->viewport->pane_width - EDGE
      || box->y + box->height > self->viewport->pane_height - EDGE)
    return FALSE;
  for (guint i = 0; i < self->words->len; i++)
    {
      const StubbleMarkWord *word = &g_array_index (self->words, StubbleMarkWord, i);
      Box other = { word->x, word->y, word->width, word->height };

      if (word->is_shown && meet (box, &other, BETWEEN))
        return FALSE;
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      SmpPoint mark = g_array_index (self->marks, SmpPoint, i);
      Box other = { mark.x - MARK_REACH, mark.y - MARK_REACH, 2 * MARK_REACH, 2 * MARK_REACH };

      if (meet (box, &other, 0))
        return FALSE;
    }
  return TRUE;
}

static Box
box_at (SmpPoint mark, double width, double height, Side side, Level level)
{
  Box box = { 0, 0, width, height };
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

static void
place (Placing *self, StubbleMarkWord *word, SmpPoint mark, gboolean left, gboolean under)
{
  const Side sides[] = { left ? SIDE_LEFT : SIDE_RIGHT, left ? SIDE_RIGHT : SIDE_LEFT };
  const Level levels[] = { under ? LEVEL_UNDER : LEVEL_OVER, under ? LEVEL_OVER : LEVEL_UNDER };
  const struct
  {
    Side side;
    Level level;
  } tries[] = {
    { sides[0], levels[0] },    { sides[0], levels[1] },    { sides[0], LEVEL_BESIDE },
    { SIDE_MIDDLE, levels[0] }, { SIDE_MIDDLE, levels[1] }, { sides[1], levels[0] },
    { sides[1], levels[1] },    { sides[1], LEVEL_BESIDE },
  };
  int whole, line;

  pango_layout_get_pixel_size (word->layout, &whole, &line);
  for (gsize w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      int width, height;

      if (!break_to (word->layout, ceil (whole * widths[w]), &width, &height))
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (tries); i++)
        {
          Box box = box_at (mark, width + 2 * RIM, height + 2 * RIM, tries[i].side, tries[i].level);

          if (!is_free (self, &box))
            continue;
          align (word->layout, tries[i].side);
          word->is_shown = TRUE;
          word->x = box.x;
          word->y = box.y;
          word->width = box.width;
          word->height = box.height;
          return;
        }
    }
}

GArray *
stubble_mark_words_new (cairo_t *cr, const SmpPhoto *photo, const StubbleViewport *viewport)
{
  const SmpLandmarks *landmarks = photo->landmarks;
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (SmpPoint));
  Placing self = { viewport, g_array_new (FALSE, TRUE, sizeof (StubbleMarkWord)), marks };

  g_array_set_clear_func (self.words, word_clear);
  for (gsize i = 0; i < landmarks->n_points; i++)
    {
      SmpPoint at = stubble_viewport_to_widget (viewport, landmarks->points[i].point);

      if (in_pane (viewport, at))
        g_array_append_val (marks, at);
    }
  for (gsize i = 0; i < landmarks->n_points; i++)
    {
      const char *name = landmarks->points[i].name;
      SmpPoint at = stubble_viewport_to_widget (viewport, landmarks->points[i].point);
      StubbleMarkWord word = { 0 };

      if (g_str_has_prefix (name, SMP_LANDMARK_SILHOUETTE) || !in_pane (viewport, at))
        continue;
      word.text = stubble_marks_landmark_label (name);
      word.layout = stubble_marks_lay_out (cr, word.text);
      place (&self, &word, at, g_str_has_suffix (name, "_right"),
             g_str_has_prefix (name, "canthus"));
      g_array_append_val (self.words, word);
    }
  return self.words;
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
