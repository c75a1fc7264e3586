/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-head-fit-private.h"

/* What the head's contour, as it was found in the picture, says of the head. */

/* The contour as found in the picture: at most so many places, each with so wide a spread, for
 * neighbours err together; and only above the brows. */
#define CONTOUR_CLICKS 18
#define CONTOUR_MM 1.5
/* From above the contour lies around the whole equator, past ears, temples and the back, where
 * heads leave the model by some millimetres along long stretches: its places err together, and tell
 * much less than as many that err alone. Our choice. */
#define CONTOUR_FROM_ABOVE_MM 5.0
/* It agrees with a head within so many mm; our choice. */
#define CONTOUR_AGREES_MM 5.0
/* Where in the head it is believed, mm from its centre: above the brows, behind the ears, above the
 * nape, and from above behind the face. */
#define CONTOUR_ABOVE_MM 8.0
#define CONTOUR_BEHIND_MM 35.0
#define CONTOUR_NAPE_MM 40.0
#define CONTOUR_FACE_MM 60.0

/* Whether the contour at a place is the cranium's: above brows and ears, and behind them down to
 * the nape; seen from above, wherever the face is not. */
static gboolean
is_cranium (SmpVec3 place, SmpView view)
{
  if (view == SMP_VIEW_VERTEX)
    return place.z < CONTOUR_FACE_MM;
  return place.y > CONTOUR_ABOVE_MM || (place.z < -CONTOUR_BEHIND_MM && place.y > -CONTOUR_NAPE_MM);
}

void
smp_head_problem_add_contour (HeadProblem *self, guint view, const SmpHead *first, double near_mm)
{
  const SmpPolygon *contour = self->views[view].view->contour;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Click));
  gboolean from_above = self->views[view].view->view == SMP_VIEW_VERTEX;
  guint keep;

  for (gsize i = 0; contour != NULL && i < contour->n_points; i++)
    {
      Click click = { .kind = CLICK_LIMB,
                      .view = view,
                      .landmark = -1,
                      .px = contour->points[i],
                      .mm = from_above ? CONTOUR_FROM_ABOVE_MM : CONTOUR_MM,
                      .automatic = TRUE };
      SmpVec3 place;

      smp_head_hit (first, click.px, &place);
      if (is_cranium (place, self->views[view].view->view)
          && fabs (smp_head_limb_distance (first, click.px)) < near_mm)
        g_array_append_val (found, click);
    }
  keep = MIN (found->len, CONTOUR_CLICKS);
  for (guint i = 0; i < keep; i++)
    smp_head_problem_add_click (
        self, g_array_index (found, Click, (guint)((gsize)i * found->len / keep)));
}

double
smp_head_contour_agreement (const SmpHead *head, const SmpHeadView *view, double rim_mm)
{
  double n = 0, agreeing = 0;

  for (gsize i = 0; i < view->contour->n_points; i++)
    {
      SmpVec3 place;

      smp_head_hit (head, view->contour->points[i], &place);
      if (!is_cranium (place, view->view))
        continue;
      n++;
      agreeing += fabs (smp_head_limb_distance (head, view->contour->points[i]) - rim_mm)
                  < CONTOUR_AGREES_MM;
    }
  return n > 0 ? agreeing / n : 0;
}
