/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/smp-hash.h"
#include "base/smp-parallel.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-dot-ellipse.h"
#include "stipple/smp-dot-memory.h"
#include "stipple/smp-dots-private.h"
#include "surface/smp-surface.h"

/* Where it is known how stubble grows, dots lean that way, and are rounder: on a head it is
 * foreshortening that makes them long. Share of the usual elongation; our choice. */
#define ELONGATION_GROWN 0.55
/* A cluster is drawn as such where a dot of it would be so many px wide; otherwise as one dot. */
#define CLUSTER_PX 3.0
/* How many clusters have three marks; the others have two. Three needles in one are usual, and of
 * the follicles with more than one hair a quarter has three (53 % two, 17 % three hairs: Guo 2017).
 */
#define CLUSTER_OF_THREE 0.25
/* How far the marks of a cluster are from its middle, in their own diameters: they touch. Our
 * choice. */
#define CLUSTER_SPREAD 0.58
/* Picks that one work item fills, and how many items go before gaps are closed where the photo may
 * hide some: so that hidden dots take no memory. */
#define BLOCK 1024
#define ROUND 8

typedef struct
{
  const SmpZone *zone;
  guint number; /* of the zone in the plan */
  const SmpSurface *surface;
  guint64 stream;
  double diameter; /* mm */
  gboolean clusters;
  gboolean flat;           /* the photo shows the surface straight on: */
  SmpSurfacePoint nothing; /* its point (0, 0), from which others follow */
  gboolean known;          /* the dots from before that the zone has now are as they were */
} FieldLook;

typedef struct
{
  const SmpPlacing *placing;
  const SmpPick *picks;
  gsize n_picks;
  FieldLook *looks;
  gsize *first; /* by block: its first dot if none were hidden */
  gsize *n;     /* by block: how many of its dots are shown */
  /* Of the round: its first block, and where that block's dots go. */
  gsize block;
  SmpDot *to;
} Filling;

/* The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
static inline guint64
mix (guint64 z)
{
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* Bits for a point and a use of them. Repeats of the tile get attributes of their own. */
static inline guint64
dot_bits (guint64 stream, const SmpPick *pick, guint64 use)
{
  guint64 index = ((guint64)(guint32)pick->tile << 32) | pick->index;

  return mix (mix (stream ^ index) + use * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
}

enum
{
  USE_DIAMETER = 1,
  USE_LOOK, /* from bit 0 elongation, from 12 direction, from 32 strength */
  USE_CLUSTER,
};

/* smp_hash_normal() of eight bits each, which is fine enough for strengths. */
static inline double
coarse_normal_bits (guint64 bits)
{
  guint64 sum = (bits & 0xff) + (bits >> 8 & 0xff) + (bits >> 16 & 0xff) + (bits >> 24 & 0xff);

  return ((double)(sum + 2) / 256.0 - 2.0) * 1.7320508075688772;
}

/* e^x for |x| < 1.5, from the series for a quarter of it; the same bits on every machine. */
static inline double
exp_small (double x)
{
  double sum;

  x *= 0.25;
  sum = 1 + x * (1 / 7.0);
  sum = 1 + x * (1 / 6.0) * sum;
  sum = 1 + x * (1 / 5.0) * sum;
  sum = 1 + x * (1 / 4.0) * sum;
  sum = 1 + x * (1 / 3.0) * sum;
  sum = 1 + x * (1 / 2.0) * sum;
  sum = 1 + x * sum;
  sum *= sum;
  return sum * sum;
}

static inline double
unit_bits (guint64 bits, int from, int n)
{
  return ((double)(bits >> from & (((guint64)1 << n) - 1)) + 0.5) / (double)((guint64)1 << n);
}

static int
marks_of (const FieldLook *look, const SmpPick *pick)
{
  guint64 bits;

  if (!look->clusters)
    return 1;
  bits = dot_bits (look->stream, pick, USE_CLUSTER);
  if (unit_bits (bits, 0, 24) >= look->zone->variation.cluster)
    return 1;
  return unit_bits (bits, 24, 16) < CLUSTER_OF_THREE ? 3 : 2;
}

/* The marks of a cluster around its middle; together as large as one dot. */
static int
split (const FieldLook *look, const SmpPick *pick, const SmpSurfacePoint *at, int n, SmpDot *dots)
{
  SmpPoint turn = smp_half_turn (unit_bits (dot_bits (look->stream, pick, USE_CLUSTER), 40, 24));
  SmpDot whole = dots[0];
  double spread, c = turn.x, s = turn.y;

  whole.diameter_mm *= n == 2 ? 0.70710678f : 0.57735027f;
  spread = CLUSTER_SPREAD * (double)whole.diameter_mm * (n == 2 ? 1 : 1.1547);
  for (int i = 0; i < n; i++)
    {
      /* Half a turn for two, a third of one for three. */
      double k = n == 2 ? -1 : -0.5, l = n == 2 ? 0 : 0.8660254037844386, t = c;
      double dx = spread * c, dy = spread * s;

      dots[i] = whole;
      dots[i].u_mm += (float)(dx * at->atlas_scale);
      dots[i].v_mm += (float)(dy * at->atlas_scale);
      dots[i].x_px += (float)(at->jacobian[0] * dx + at->jacobian[1] * dy);
      dots[i].y_px += (float)(at->jacobian[2] * dx + at->jacobian[3] * dy);
      c = k * c - l * s;
      s = l * t + k * s;
    }
  return n;
}

static inline gboolean
straight_on (const double j[4])
{
  return !(fabs (j[1]) > 0 || fabs (j[2]) > 0 || fabs (j[0] - j[3]) > 0);
}

/* The dot's ellipse on the skin, and as the photo shows it. */
static inline void
shape_dot (const SmpVariation *variation, guint64 bits, const SmpSurfacePoint *at, SmpDot *dot)
{
  const double *j = at->jacobian;
  double ratio = 1 - variation->elongation * unit_bits (bits, 0, 12);

  if (smp_point_dot (at->growth, at->growth) > 0)
    {
      /* The sum of two even numbers makes a triangle about the direction of growth. */
      double turn = unit_bits (bits, 12, 10) + unit_bits (bits, 22, 10) - 1;
      SmpPoint t = smp_half_turn (0.5 + turn * variation->scatter * (2.449489742783178 / 180));

      /* t is a quarter turn ahead. */
      smp_dot_ellipse_set (dot, j, 1 - (1 - ratio) * ELONGATION_GROWN,
                           smp_point (t.y * at->growth.x + t.x * at->growth.y,
                                      t.y * at->growth.y - t.x * at->growth.x));
    }
  else if (!straight_on (j))
    smp_dot_ellipse_set (dot, j, ratio, smp_half_turn (unit_bits (bits, 12, 20)));
  else
    {
      /* Seen straight on, nothing changes. */
      dot->px_per_mm = (float)j[0];
      dot->axis_ratio = (float)ratio;
      dot->angle_rad = (float)((unit_bits (bits, 12, 20) - 0.5) * G_PI);
    }
}

/* Writes the dots of a point: none if the photo does not show it. */
static int
fill_one (const Filling *self, const SmpPick *pick, SmpDot *dots)
{
  const FieldLook *look = &self->looks[pick->field];
  const SmpVariation *variation = &look->zone->variation;
  SmpPoint uv = smp_placing_point (self->placing, pick->index, smp_tile_row (pick->tile),
                                   smp_tile_column (pick->tile));
  guint64 bits = dot_bits (look->stream, pick, USE_LOOK);
  double size = smp_hash_normal (dot_bits (look->stream, pick, USE_DIAMETER));
  double strength = coarse_normal_bits (bits >> 32);
  SmpSurfacePoint at;
  int marks;

  if (look->flat)
    {
      at = look->nothing;
      at.px.x += at.jacobian[0] * uv.x;
      at.px.y += at.jacobian[3] * uv.y;
    }
  else if (!smp_surface_to_photo (look->surface, uv, &at))
    return 0;
  dots[0] = (SmpDot){
    .x_px = (float)at.px.x,
    .y_px = (float)at.px.y,
    .u_mm = (float)uv.x,
    .v_mm = (float)uv.y,
    .diameter_mm = (float)(look->diameter * exp_small (variation->diameter * size)),
    .strength = (float)(at.fade * CLAMP (1 + variation->strength * strength, 0.3, 1.3)),
    .index = pick->index,
    .tile = pick->tile,
    .zone = (guint16)look->number,
    .session = pick->session,
  };
  shape_dot (variation, bits, &at, &dots[0]);
  marks = marks_of (look, pick);
  return marks == 1 ? 1 : split (look, pick, &at, marks, dots);
}

static inline gboolean
is_before (const SmpDot *dot, const SmpPick *pick)
{
  return dot->index < pick->index || (dot->index == pick->index && dot->tile < pick->tile);
}

static inline gboolean
is_of (const SmpDot *dot, const SmpPick *pick, guint zone)
{
  return dot->index == pick->index && dot->tile == pick->tile && dot->zone == zone;
}

/* The first of the dots from before that is not before the pick. */
static gsize
find_known (const SmpDotSet *last, const SmpPick *pick)
{
  gsize low = 0, high = last->n_dots;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (is_before (&last->dots[middle], pick))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Copies the dots of a point from those of before, which are in the same order; @at is moved on to
 * the point's. Returns 0 if there are none. */
static int
copy_known (const SmpDotSet *last, gsize *at, const SmpPick *pick, guint zone, SmpDot *dots)
{
  gsize i = *at;
  int n = 0;

  while (i < last->n_dots && is_before (&last->dots[i], pick))
    i++;
  *at = i;
  /* Where zones overlap, the point may have had dots of another one. */
  while (i < last->n_dots && last->dots[i].index == pick->index && last->dots[i].tile == pick->tile
         && last->dots[i].zone != zone)
    i++;
  for (; i < last->n_dots && is_of (&last->dots[i], pick, zone); i++, n++)
    {
      dots[n] = last->dots[i];
      dots[n].session = pick->session;
    }
  return n;
}

static void
fill_block (gsize item, int worker, gpointer data)
{
  const Filling *self = data;
  const SmpDotSet *last = self->placing->last;
  gsize block = self->block + item;
  gsize from = block * BLOCK, to = MIN (from + BLOCK, self->n_picks);
  SmpDot *dots = self->to + (self->first[block] - self->first[self->block]);
  gsize known = last != NULL ? find_known (last, &self->picks[from]) : 0, n = 0;

  for (gsize i = from; i < to; i++)
    {
      const SmpPick *pick = &self->picks[i];
      int copied = 0;

      if (self->looks[pick->field].known)
        copied = copy_known (last, &known, pick, self->looks[pick->field].number, dots + n);
      n += (gsize)(copied > 0 ? copied : fill_one (self, pick, dots + n));
    }
  self->n[block] = n;
}

static gboolean
same_number (double a, double b)
{
  return !(a < b || a > b);
}

/* Whether dots of the field that were there before look as they did: all but their session. */
static gboolean
is_known (const SmpPlacing *self, const SmpField *field)
{
  for (guint i = 0; self->last != NULL && i < self->last->fields->len; i++)
    {
      const SmpField *before = &g_array_index (self->last->fields, SmpField, i);
      const SmpVariation *a = &before->zone->variation, *b = &field->zone->variation;

      if (before->number == field->number && strcmp (before->zone->id, field->zone->id) == 0
          && same_number (before->zone->dot_diameter, field->zone->dot_diameter)
          && same_number (a->diameter, b->diameter) && same_number (a->strength, b->strength)
          && same_number (a->elongation, b->elongation) && same_number (a->scatter, b->scatter)
          && same_number (a->cluster, b->cluster)
          && smp_density_map_same_surface (before->map, field->map))
        return TRUE;
    }
  return FALSE;
}

/* Where each block's dots begin, with the marks of clusters. Returns how many there are. */
static gsize
count_marks (const Filling *self, gsize n_blocks, gboolean clusters)
{
  gsize n = 0;

  for (gsize b = 0; b < n_blocks; b++)
    {
      gsize from = b * BLOCK, to = MIN (from + BLOCK, self->n_picks);

      self->first[b] = n;
      if (!clusters)
        n += to - from;
      else
        for (gsize i = from; i < to; i++)
          n += (gsize)marks_of (&self->looks[self->picks[i].field], &self->picks[i]);
    }
  return n;
}

/* Of all points, whether the photo shows them or not. */
static SmpDotCount *
count_by_zone (const Filling *self, guint n_zones)
{
  SmpDotCount *counts = g_new0 (SmpDotCount, n_zones);

  for (gsize i = 0; i < self->n_picks; i++)
    {
      const SmpPick *pick = &self->picks[i];
      const FieldLook *look = &self->looks[pick->field];

      counts[look->number].of_session[pick->session] += (guint)marks_of (look, pick);
    }
  return counts;
}

/* Some blocks at a time. */
static gboolean
fill_blocks (Filling *self,
             SmpDotSet *set,
             gsize n_blocks,
             gsize at_a_time,
             int n_threads,
             GCancellable *cancellable,
             GError **error)
{
  for (gsize start = 0; start < n_blocks; start += at_a_time)
    {
      gsize end = MIN (start + at_a_time, n_blocks);

      self->block = start;
      self->to = set->dots + set->n_dots;
      if (!smp_parallel_for (end - start, n_threads, fill_block, self, cancellable, error))
        return FALSE;
      /* What the photo does not show leaves gaps. */
      for (gsize b = start; b < end; b++)
        {
          SmpDot *from = self->to + (self->first[b] - self->first[start]);

          if (from != set->dots + set->n_dots)
            memmove (set->dots + set->n_dots, from, self->n[b] * sizeof (SmpDot));
          set->n_dots += self->n[b];
        }
    }
  return TRUE;
}

gboolean
smp_dots_fill (const SmpPlacing *self,
               const SmpPick *picks,
               gsize n_picks,
               SmpDotSet *set,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree FieldLook *looks = g_new0 (FieldLook, self->fields->len);
  gsize n_blocks = (n_picks + BLOCK - 1) / BLOCK, room;
  g_autofree gsize *first = g_new (gsize, n_blocks);
  g_autofree gsize *n = g_new0 (gsize, n_blocks);
  Filling filling = {
    .placing = self,
    .picks = picks,
    .n_picks = n_picks,
    .looks = looks,
    .first = first,
    .n = n,
  };
  gboolean clusters = FALSE, all_flat = TRUE;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const SmpField *field = &g_array_index (self->fields, SmpField, i);
      const SmpZone *zone = field->zone;

      looks[i] = (FieldLook){
        .zone = zone,
        .number = field->number,
        .known = is_known (self, field),
        .surface = field->map->surface,
        .stream
        = smp_hash_u64 (self->plan->seed, smp_hash_string (zone->id) + SMP_STREAM_VARIATION, 0),
        .diameter = zone->dot_diameter,
        .clusters = zone->variation.cluster > 0
                    && zone->dot_diameter >= CLUSTER_PX * field->map->surface->mm_per_px,
      };
      looks[i].flat
          = looks[i].surface->klass->atlas_scale == NULL
            && smp_surface_to_photo (looks[i].surface, smp_point (0, 0), &looks[i].nothing)
            && straight_on (looks[i].nothing.jacobian);
      clusters |= looks[i].clusters;
      all_flat &= looks[i].flat;
    }
  room = count_marks (&filling, n_blocks, clusters);
  if (room > n_picks)
    {
      smp_dot_memory_free (set->dots, set->room);
      set->dots = smp_dot_memory_new (room, all_flat);
      set->room = room;
    }
  if (!fill_blocks (&filling, set, n_blocks, all_flat ? n_blocks : ROUND, self->n_threads,
                    cancellable, error))
    return FALSE;
  if (!all_flat)
    set->counts = count_by_zone (&filling, self->plan->zones->len);
  set->room = smp_dot_memory_shrink (&set->dots, set->room, set->n_dots);
  return TRUE;
}
