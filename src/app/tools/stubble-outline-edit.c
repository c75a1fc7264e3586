/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "tools/stubble-outline-edit.h"

/* How far the mirror image of a node may be from its partner, as a share of the half breadth of
 * the head: 8 mm on a head of 155 mm. */
#define PARTNER_REACH 0.10
/* The same where both sides are to become alike, however far apart they have come: 20 mm. */
#define SYMMETRIC_REACH 0.25
/* A node nearer to the midline than this is its own partner: 2 mm. */
#define MIDLINE_REACH 0.025
/* What moves by less stays: a tenth of a millimetre. Nodes without a partner take some rounds. */
#define UNMOVED 0.00125
#define ROUNDS 12

static gboolean
is_on_hairline (const SmpOutline *outline, int index)
{
  int before = (index + (int)outline->n_nodes - 1) % (int)outline->n_nodes;

  return outline->nodes[index].edge == SMP_EDGE_HAIRLINE
         || outline->nodes[before].edge == SMP_EDGE_HAIRLINE;
}

/* Behind a temple the outline's rear runs close to its hairline: that is no partner. */
static gboolean
could_be_pair (const SmpOutline *outline, int index, int other)
{
  return is_on_hairline (outline, index) == is_on_hairline (outline, other);
}

int
stubble_outline_partner (const SmpOutline *outline, int index, const SmpFaceFrame *frame)
{
  SmpPoint mirrored, point;
  double best;
  int partner = -1;

  if (frame == NULL || index < 0 || index >= (int)outline->n_nodes)
    return -1;
  point = outline->nodes[index].point;
  mirrored = smp_face_frame_mirror (frame, point);
  if (smp_point_distance (point, mirrored) < 2 * MIDLINE_REACH * frame->half_width)
    return index;
  best = PARTNER_REACH * frame->half_width;
  for (int i = 0; i < (int)outline->n_nodes; i++)
    {
      double distance = smp_point_distance (outline->nodes[i].point, mirrored);

      if (i != index && distance < best && could_be_pair (outline, index, i))
        {
          best = distance;
          partner = i;
        }
    }
  return partner;
}

static SmpOutline *
with_point (const SmpOutline *outline, int index, SmpPoint point)
{
  SmpNode node = outline->nodes[index];

  node.point = point;
  return smp_outline_with_node (outline, (gsize)index, &node);
}

SmpOutline *
stubble_outline_move (
    const SmpOutline *outline, int index, int partner, SmpPoint to, const SmpFaceFrame *frame)
{
  g_autoptr (SmpOutline) moved = NULL;

  if (frame == NULL || partner < 0)
    return with_point (outline, index, to);
  if (partner == index)
    {
      SmpPoint mirrored = smp_face_frame_mirror (frame, to);

      return with_point (outline, index, smp_point_lerp (to, mirrored, 0.5));
    }
  moved = with_point (outline, index, to);
  return with_point (moved, partner, smp_face_frame_mirror (frame, to));
}

/* The node nearest to the mirror image of node @index: that itself on the midline; -1 if none is
 * near. */
static int
nearest_to_mirrored (const SmpOutline *outline, int index, const SmpFaceFrame *frame)
{
  SmpPoint mirrored = smp_face_frame_mirror (frame, outline->nodes[index].point);
  double best = SYMMETRIC_REACH * frame->half_width;
  int nearest = -1;

  for (int i = 0; i < (int)outline->n_nodes; i++)
    {
      double distance = smp_point_distance (outline->nodes[i].point, mirrored);

      if (distance >= best || !could_be_pair (outline, index, i))
        continue;
      best = distance;
      nearest = i;
    }
  return nearest;
}

static gboolean
is_pair (const SmpOutline *outline, int index, int other, const SmpFaceFrame *frame)
{
  return other >= 0 && nearest_to_mirrored (outline, other, frame) == index;
}

/* Where node @index of @outline goes that has no partner: half-way to the other side's curve. */
static SmpPoint
towards_other_side (const SmpOutline *outline, int index, const SmpFaceFrame *frame)
{
  SmpPoint point = outline->nodes[index].point, nearest;
  double distance
      = smp_outline_project (outline, smp_face_frame_mirror (frame, point), NULL, NULL, &nearest);

  if (distance >= SYMMETRIC_REACH * frame->half_width)
    return point;
  return smp_point_lerp (point, smp_face_frame_mirror (frame, nearest), 0.5);
}

/* Returns: (nullable): NULL if nothing is to be moved */
static SmpOutline *
more_symmetric (const SmpOutline *outline, const SmpFaceFrame *frame)
{
  SmpOutline *even = smp_outline_ref (outline);
  gboolean has_moved = FALSE;

  for (int i = 0; i < (int)outline->n_nodes; i++)
    {
      int other = nearest_to_mirrored (outline, i, frame);
      gboolean paired = is_pair (outline, i, other, frame);
      SmpPoint to;
      SmpOutline *moved;

      /* Each pair once. */
      if (paired && other < i)
        continue;
      to = paired ? smp_point_lerp (outline->nodes[i].point,
                                    smp_face_frame_mirror (frame, outline->nodes[other].point), 0.5)
                  : towards_other_side (outline, i, frame);
      if (smp_point_distance (to, outline->nodes[i].point) <= UNMOVED * frame->half_width)
        continue;
      has_moved = TRUE;
      moved = stubble_outline_move (even, i, paired ? other : -1, to, frame);
      smp_outline_unref (even);
      even = moved;
    }
  if (!has_moved)
    g_clear_pointer (&even, smp_outline_unref);
  return even;
}

SmpOutline *
stubble_outline_make_symmetric (const SmpOutline *outline, const SmpFaceFrame *frame)
{
  SmpOutline *even = more_symmetric (outline, frame);

  for (int i = 1; even != NULL && i < ROUNDS; i++)
    {
      SmpOutline *more = more_symmetric (even, frame);

      if (more == NULL)
        break;
      smp_outline_unref (even);
      even = more;
    }
  return even;
}

SmpOutline *
stubble_outline_add (const SmpOutline *outline,
                     gsize stretch,
                     double t,
                     const SmpFaceFrame *frame,
                     int *index,
                     int *partner)
{
  SmpOutline *added = smp_outline_insert (outline, stretch, t);
  SmpOutline *both;
  SmpPoint mirrored, nearest;
  gsize other;
  double u;

  *index = (int)stretch + 1;
  *partner = -1;
  if (frame == NULL)
    return added;
  mirrored = smp_face_frame_mirror (frame, added->nodes[*index].point);
  if (smp_point_distance (mirrored, added->nodes[*index].point)
      < 2 * MIDLINE_REACH * frame->half_width)
    {
      *partner = *index;
      return added;
    }
  /* A node that is already there serves as the partner. */
  *partner = stubble_outline_partner (added, *index, frame);
  if (*partner >= 0
      || smp_outline_project (added, mirrored, &other, &u, &nearest)
             > PARTNER_REACH * frame->half_width
      || u < 0.02 || u > 0.98)
    return added;
  both = smp_outline_insert (added, other, u);
  smp_outline_unref (added);
  *partner = (int)other + 1;
  if (*partner <= *index)
    (*index)++;
  return both;
}

SmpOutline *
stubble_outline_remove (const SmpOutline *outline, int index, const SmpFaceFrame *frame)
{
  int partner = stubble_outline_partner (outline, index, frame);
  g_autoptr (SmpOutline) without = smp_outline_remove (outline, (gsize)index);

  if (without == NULL || partner < 0 || partner == index)
    return g_steal_pointer (&without);
  return smp_outline_remove (without, (gsize)(partner > index ? partner - 1 : partner));
}

SmpOutline *
stubble_outline_toggle_corner (const SmpOutline *outline, int index, const SmpFaceFrame *frame)
{
  int partner = stubble_outline_partner (outline, index, frame);
  SmpNode node = outline->nodes[index];
  g_autoptr (SmpOutline) edited = NULL;

  node.corner = !node.corner;
  edited = smp_outline_with_node (outline, (gsize)index, &node);
  if (partner < 0 || partner == index)
    return g_steal_pointer (&edited);
  SmpNode other = outline->nodes[partner];
  other.corner = node.corner;
  return smp_outline_with_node (edited, (gsize)partner, &other);
}
