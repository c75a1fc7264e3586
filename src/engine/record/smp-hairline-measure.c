/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "record/smp-hairline-measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/smp-constants.h"
#include "geometry/smp-outline.h"
#include "model/smp-face-frame.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-zone.h"
#include "surface/smp-head-curve.h"
#include "surface/smp-surface-head.h"

/* Of the way to the vertical through the outer corner of the eye, where the temple's corner is
 * looked for; our choice. */
#define TEMPLE_SHARE 0.2
#define TEMPLE_STEPS 12
/* Half of the middle that is judged for straightness, and steps across it, mm; our choice. */
#define MIDDLE_MM 35.0
#define STEP_MM 2.5
#define N_STEPS 29
/* Half of the middle whose median is its height, and steps on each side; our choice. */
#define PEAK_MM 20.0
#define PEAK_STEPS 8
/* How finely the outline is followed, in its own unit (px or mm). */
#define TOLERANCE 0.2

/* The hairline's sides in mm of the face: x to the subject's left, y up from the glabella; and the
 * same on the skin, of the head where the photo has one. */
typedef struct
{
  GArray *sides;  /* of SmpPoint, two a side */
  GArray *places; /* of SmpVec3, likewise */
} Hairline;

/* Nearer to the middle than this, and to where one side ends, sides are not compared, mm. */
#define COMPARE_FROM 3.0
/* What faces the camera by less than this cosine, or whose mirror image does, is not compared: the
 * rim of a turned head is drawn where it ends in the picture. Our choice: 66 degrees. */
#define COMPARE_FACING 0.4

static gboolean
to_photo (const SmpZone *zone, const SmpSurface *surface, SmpPoint point, SmpPoint *px)
{
  SmpSurfacePoint at;

  if (strcmp (zone->space, "head") != 0)
    {
      *px = point;
      return TRUE;
    }
  if (!smp_surface_to_photo (surface, point, &at))
    return FALSE;
  *px = at.px;
  return TRUE;
}

static SmpPoint
to_face (const SmpFaceFrame *frame, double mm_per_px, SmpPoint px)
{
  SmpPoint from = smp_point_sub (px, frame->origin);

  return smp_point (smp_point_dot (from, frame->right) * mm_per_px,
                    smp_point_dot (from, frame->up) * mm_per_px);
}

static void
add_end (
    Hairline *self, const SmpHead *head, const SmpFaceFrame *frame, double mm_per_px, SmpPoint px)
{
  SmpPoint on_face = to_face (frame, mm_per_px, px);
  SmpVec3 place = { on_face.x, on_face.y, 0 };

  if (head != NULL)
    smp_head_hit (head, px, &place);
  g_array_append_val (self->sides, on_face);
  g_array_append_val (self->places, place);
}

static void
add_side (Hairline *self,
          const SmpZone *zone,
          const SmpSurface *surface,
          const SmpFaceFrame *frame,
          double mm_per_px,
          SmpPoint a,
          SmpPoint b)
{
  const SmpHead *head = smp_surface_get_head (surface);
  SmpPoint pa, pb;

  if (!to_photo (zone, surface, a, &pa) || !to_photo (zone, surface, b, &pb))
    return;
  add_end (self, head, frame, mm_per_px, pa);
  add_end (self, head, frame, mm_per_px, pb);
}

static void
follow (Hairline *self,
        const SmpZone *zone,
        const SmpSurface *surface,
        const SmpFaceFrame *frame,
        double mm_per_px)
{
  g_autoptr (SmpPolygon) polygon = smp_outline_flatten (zone->outline, TOLERANCE);
  gsize n = smp_polygon_n_sides (polygon);

  for (gsize i = 0; i < n; i++)
    if (polygon->edges[i] == SMP_EDGE_HAIRLINE)
      add_side (self, zone, surface, frame, mm_per_px, polygon->points[i],
                polygon->points[(i + 1) % polygon->n_points]);
}

/* The lowest place of the hairline at x. */
static gboolean
height_at (const Hairline *self, double x, double *height)
{
  gboolean found = FALSE;

  for (guint i = 0; i + 1 < self->sides->len; i += 2)
    {
      SmpPoint a = g_array_index (self->sides, SmpPoint, i);
      SmpPoint b = g_array_index (self->sides, SmpPoint, i + 1);
      double y;

      if ((a.x > x) == (b.x > x))
        continue;
      y = a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
      *height = found ? MIN (*height, y) : y;
      found = TRUE;
    }
  return found;
}

static int
compare_heights (gconstpointer a, gconstpointer b)
{
  const double *ha = a, *hb = b;

  return *ha < *hb ? -1 : *ha > *hb;
}

/* Of the middle 40 mm the median, so that a widow's peak counts from its base. */
static gboolean
middle_height (const Hairline *self, double *height)
{
  double heights[2 * PEAK_STEPS + 1];
  gsize n = 0;

  for (int i = -PEAK_STEPS; i <= PEAK_STEPS; i++)
    if (height_at (self, i * PEAK_MM / PEAK_STEPS, &heights[n]))
      n++;
  if (n < PEAK_STEPS)
    return FALSE;
  qsort (heights, n, sizeof *heights, compare_heights);
  *height = heights[n / 2];
  return TRUE;
}

/* The head's middle is near a quarter of an ellipse from the glabella, which faces the camera, to
 * the top: @share of its height in the picture is an angle on it. A nod changes both alike. */
static double
on_the_skin (double share)
{
  return SMP_K (GLABELLA_TO_TOP) * asin (CLAMP (share, 0.0, 1.0)) / G_PI_2;
}

/* Along the head's midline from the glabella to the middle of the hairline. */
static double
on_the_head (const SmpHead *head, const SmpFaceFrame *frame, double middle_px)
{
  SmpPoint px = smp_point_add (frame->origin, smp_point_scale (frame->up, middle_px));
  SmpVec3 from, to;

  smp_head_hit (head, frame->origin, &from);
  smp_head_hit (head, px, &to);
  return smp_head_midline_length (head, smp_head_curve_angle (head, from),
                                  smp_head_curve_angle (head, to));
}

/* The place of a side, −1 for the right and 1 for the left, nearest to one. */
static double
nearest_of_side (const Hairline *self, int side, SmpVec3 to, SmpVec3 *nearest)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i + 1 < self->places->len; i += 2)
    {
      SmpVec3 a = g_array_index (self->places, SmpVec3, i);
      SmpVec3 d = smp_vec3_sub (g_array_index (self->places, SmpVec3, i + 1), a), at;
      double l2 = smp_vec3_dot (d, d), t, distance;

      t = l2 > 0 ? CLAMP (smp_vec3_dot (smp_vec3_sub (to, a), d) / l2, 0.0, 1.0) : 0;
      at = smp_vec3_add (a, smp_vec3_scale (d, t));
      distance = smp_vec3_length (smp_vec3_sub (to, at));
      if (side * at.x < 0 || distance >= best)
        continue;
      best = distance;
      *nearest = at;
    }
  return best;
}

static gboolean
faces (const SmpHead *head, SmpVec3 place)
{
  SmpVec3 to_eye = smp_vec3_unit (smp_vec3_sub (smp_head_eye (head), place));

  return smp_vec3_dot (smp_head_normal (head, place), to_eye) >= COMPARE_FACING;
}

typedef struct
{
  double length;
  double sum;    /* of what the sides differ by, weighed by length */
  double higher; /* of what the left is higher by, likewise */
  double most;
} Asymmetry;

/* One side against the other, mirrored: up to @reach from the middle, and as far as both are seen.
 */
static void
compare_side (
    const Hairline *self, const SmpHead *head, int side, double reach, Asymmetry *asymmetry)
{
  for (guint i = 0; i + 1 < self->places->len; i += 2)
    {
      SmpVec3 a = g_array_index (self->places, SmpVec3, i);
      SmpVec3 b = g_array_index (self->places, SmpVec3, i + 1);
      SmpVec3 middle = smp_vec3_scale (smp_vec3_add (a, b), 0.5), nearest = { 0, 0, 0 }, mirrored;
      double weight = smp_vec3_length (smp_vec3_sub (a, b)), distance;

      if (side * middle.x < COMPARE_FROM || side * middle.x > reach)
        continue;
      mirrored = smp_vec3 (-middle.x, middle.y, middle.z);
      if (head != NULL && (!faces (head, middle) || !faces (head, mirrored)))
        continue;
      distance = nearest_of_side (self, -side, mirrored, &nearest);
      if (distance > 1e6)
        continue;
      asymmetry->length += weight;
      asymmetry->sum += weight * distance;
      asymmetry->higher += weight * side * (middle.y - nearest.y);
      asymmetry->most = MAX (asymmetry->most, distance);
    }
}

/* Both ways: a tooth of one side is near to nothing of the other, of which all is near to it. */
static void
measure_symmetry (const Hairline *self, const SmpHead *head, SmpHairlineMeasure *measure)
{
  double reach[2] = { 0, 0 }, both;
  Asymmetry asymmetry = { 0 };

  for (guint i = 0; i < self->places->len; i++)
    {
      double x = g_array_index (self->places, SmpVec3, i).x;

      reach[x > 0] = MAX (reach[x > 0], fabs (x));
    }
  both = MIN (reach[0], reach[1]) - COMPARE_FROM;
  compare_side (self, head, 1, both, &asymmetry);
  compare_side (self, head, -1, both, &asymmetry);
  measure->has_symmetry = asymmetry.length > 0;
  if (!measure->has_symmetry)
    return;
  measure->asymmetry_mean = asymmetry.sum / asymmetry.length;
  measure->asymmetry_most = asymmetry.most;
  measure->left_higher = asymmetry.higher / asymmetry.length;
}

/* Standard deviation from the straight line that fits best. */
static double
straightness (const Hairline *self)
{
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0, slope, spread;

  for (int i = 0; i < N_STEPS; i++)
    {
      double x = -MIDDLE_MM + i * STEP_MM, y;

      if (!height_at (self, x, &y))
        continue;
      n++;
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
      syy += y * y;
    }
  if (n < N_STEPS / 2)
    return G_MAXDOUBLE;
  spread = sxx - sx * sx / n;
  slope = (sxy - sx * sy / n) / spread;
  return sqrt (MAX ((syy - sy * sy / n - slope * slope * spread) / n, 0.0));
}

/* Where the vertical through an outer corner of the eye stands. */
static double
canthus_x (const SmpPhoto *photo, const SmpFaceFrame *frame, const char *name, double usual)
{
  SmpPoint px;

  return smp_landmarks_get (photo->landmarks, name, &px)
             ? to_face (frame, photo->scale.mm_per_px, px).x
             : usual;
}

/* The corner of a receding temple stands a little before the vertical through the outer corner of
 * the eye, and behind it the line runs down to the ear: the highest place up to there counts. */
static gboolean
temple_height (const Hairline *self, double x, double *height)
{
  gboolean found = FALSE;

  for (int i = 0; i <= TEMPLE_STEPS; i++)
    {
      double at = x * (1 - TEMPLE_SHARE * i / TEMPLE_STEPS), y;

      if (!height_at (self, at, &y))
        continue;
      *height = found ? MAX (*height, y) : y;
      found = TRUE;
    }
  return found;
}

static void
measure_sides (const Hairline *self,
               const SmpPhoto *photo,
               const SmpFaceFrame *frame,
               double middle,
               SmpHairlineMeasure *measure)
{
  double usual = SMP_K (CANTHUS_FROM_MIDDLE), right, left;
  SmpPoint px;
  gboolean placed = smp_landmarks_get (photo->landmarks, SMP_LANDMARK_CANTHUS_RIGHT, &px)
                    && smp_landmarks_get (photo->landmarks, SMP_LANDMARK_CANTHUS_LEFT, &px);

  measure->has_sides
      = temple_height (self, canthus_x (photo, frame, SMP_LANDMARK_CANTHUS_RIGHT, -usual), &right)
        && temple_height (self, canthus_x (photo, frame, SMP_LANDMARK_CANTHUS_LEFT, usual), &left);
  /* On a head that is turned a little, the usual place lies behind the far temple. */
  measure->side_rise
      = measure->has_sides ? (placed ? MIN (right, left) : MAX (right, left)) - middle : 0;
}

gboolean
smp_hairline_measure (const SmpZone *zone, const SmpPhoto *photo, SmpHairlineMeasure *measure)
{
  g_autoptr (SmpSurface) surface = NULL;
  g_autoptr (GArray) sides = NULL;
  g_autoptr (GArray) places = NULL;
  const SmpHead *head;
  Hairline hairline;
  SmpFaceFrame frame;
  double middle;

  if (zone->kind != SMP_ZONE_SCALP || photo->view != SMP_VIEW_FRONT
      || (strcmp (zone->space, photo->id) != 0 && strcmp (zone->space, "head") != 0)
      || !smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
    return FALSE;
  surface = smp_surface_for_photo (photo);
  sides = g_array_new (FALSE, FALSE, sizeof (SmpPoint));
  places = g_array_new (FALSE, FALSE, sizeof (SmpVec3));
  head = smp_surface_get_head (surface);
  hairline = (Hairline){ sides, places };
  follow (&hairline, zone, surface, &frame, photo->scale.mm_per_px);
  *measure = (SmpHairlineMeasure){ 0 };
  if (!middle_height (&hairline, &middle))
    return FALSE;
  measure->height = head != NULL ? on_the_head (head, &frame, middle / photo->scale.mm_per_px)
                                 : on_the_skin (middle / (frame.top * photo->scale.mm_per_px));
  measure_symmetry (&hairline, head, measure);
  measure->straightness = straightness (&hairline);
  measure_sides (&hairline, photo, &frame, middle, measure);
  return TRUE;
}
