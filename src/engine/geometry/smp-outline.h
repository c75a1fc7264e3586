/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-point.h"

G_BEGIN_DECLS

/**
 * SmpEdge:
 * @SMP_EDGE_HAIRLINE: faces the face: soft, irregular, feathered
 * @SMP_EDGE_BLEND: runs into existing hair: a wide feather
 * @SMP_EDGE_HARD: ends where it ends
 *
 * What a stretch of a zone's outline is.
 */
typedef enum
{
  SMP_EDGE_HAIRLINE,
  SMP_EDGE_BLEND,
  SMP_EDGE_HARD,
} SmpEdge;

#define SMP_N_EDGES 3

/* A node of an outline. The edge is that of the stretch from this node to the next. @note goes
 * wherever the node goes and means nothing to the outline; 0 for a new node. */
typedef struct
{
  SmpPoint point;
  gboolean corner;
  SmpEdge edge;
  guint note; /* number of what its zone keeps for it, see SmpZone.node_notes */
} SmpNode;

/**
 * SmpOutline:
 *
 * An immutable smooth curve through nodes, closed (a zone) or open (a hairline by itself).
 * Each stretch is a cubic Bézier; tangents at smooth nodes are those of a centripetal
 * Catmull-Rom spline (Yuksel, Schaefer, Keyser 2011), which neither loops nor overshoots. A corner
 * breaks the tangent.
 */
struct _SmpOutline
{
  gsize n_nodes;
  gboolean closed;
  SmpNode nodes[];
};

SmpOutline *
smp_outline_new (const SmpNode *nodes, gsize n_nodes, gboolean closed) G_GNUC_WARN_UNUSED_RESULT;
SmpOutline *smp_outline_ref (const SmpOutline *self);
void smp_outline_unref (const SmpOutline *self);

/* The Bézier control points of the stretch that begins at node @stretch: start, two handles, end.
 */
void smp_outline_get_bezier (const SmpOutline *self, gsize stretch, SmpPoint control[4]);

/* How many stretches: the nodes of a closed outline, one less for an open one. */
gsize smp_outline_n_stretches (const SmpOutline *self);

/**
 * smp_outline_flatten:
 * @tolerance: greatest distance between curve and polygon, in the unit of the nodes
 *
 * Returns: (transfer full): the curve as a polygon whose sides know their stretch and edge
 */
SmpPolygon *smp_outline_flatten (const SmpOutline *self,
                                 double tolerance) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_outline_project:
 * @point: any point
 * @stretch: (out) (optional): the stretch that holds the nearest point
 * @t: (out) (optional): its parameter in that stretch, 0 to 1
 * @nearest: (out) (optional): the nearest point of the curve
 *
 * Returns: the distance to the curve, in the unit of the nodes
 */
double smp_outline_project (
    const SmpOutline *self, SmpPoint point, gsize *stretch, double *t, SmpPoint *nearest);

/* Edits. Each gives a new outline. Inserting at parameter t of a stretch keeps its edge. Removing
 * gives NULL if too few nodes would be left: 3 for a closed outline, 2 for an open one. */
SmpOutline *smp_outline_with_node (const SmpOutline *self,
                                   gsize index,
                                   const SmpNode *node) G_GNUC_WARN_UNUSED_RESULT;
SmpOutline *
smp_outline_insert (const SmpOutline *self, gsize stretch, double t) G_GNUC_WARN_UNUSED_RESULT;
SmpOutline *smp_outline_remove (const SmpOutline *self, gsize index) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpOutline, smp_outline_unref)

/**
 * SmpPolygon:
 *
 * An immutable flattened outline. Side i runs from points[i] to points[i + 1], or to points[0]
 * from the last point of a closed one.
 */
struct _SmpPolygon
{
  gsize n_points;
  gboolean closed;
  SmpPoint *points;
  SmpEdge *edges;   /* of each side */
  gsize *stretches; /* of each side: the stretch it came from */
  SmpRect bounds;
};

/* For who makes one: room for the points, to be filled and then sealed, which sets the bounds. */
SmpPolygon *smp_polygon_alloc (gsize n_points, gboolean closed) G_GNUC_WARN_UNUSED_RESULT;
void smp_polygon_seal (SmpPolygon *self);

SmpPolygon *smp_polygon_ref (const SmpPolygon *self);
void smp_polygon_unref (const SmpPolygon *self);

/* How many sides: the points of a closed polygon, one less for an open one. */
gsize smp_polygon_n_sides (const SmpPolygon *self);

/* Even-odd test; an open polygon is closed by a straight side first. */
gboolean smp_polygon_contains (const SmpPolygon *self, SmpPoint point);

/* Area of a closed polygon, never negative, in the square of its unit. */
double smp_polygon_area (const SmpPolygon *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpPolygon, smp_polygon_unref)

G_END_DECLS
