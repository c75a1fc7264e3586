/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How an atlas is made. The same settings give the same points for any number of threads. */
typedef struct
{
  guint n_points;
  guint64 seed;
  int iterations; /* of each stage */
  int stages;     /* how often the set is doubled */
  int n_threads;
  double gauss;      /* weight of the force that evens the tone */
  double whole;      /* share of that weight for the whole set, which counts in every iteration */
  double gauss_size; /* its reach, in 1/√n */
  double spring;     /* weight of the force that keeps points apart */
  double distance;   /* which share of the hexagonal distance it keeps, at every prefix */
} AtlasSettings;

extern const AtlasSettings atlas_usual_settings;

/**
 * atlas_make:
 * @settings: how
 *
 * Points of the unit torus of which the first n are blue noise for every n.
 *
 * The set grows by doubling. Darts of a radius that shrinks (McCool, Fiume 1992) fill the gaps, in
 * an order that is already good; then all points so far move under two forces that act on all
 * prefixes at once: a Gaussian repulsion at prefixes of random phase, as in Gaussian blue noise
 * (Ahmed, Ren, Wonka 2022), and a short spring between each pair whose rest length is a share of
 * the hexagonal distance of the smallest prefix that holds both. Without the doubling, the sparse
 * prefixes never come to rest: they inherit what the dense ones left them.
 *
 * Returns: (transfer full): n_points pairs in [0, 1)
 */
double *atlas_make (const AtlasSettings *settings);

/* The points as 16-bit fractions, no two alike. (transfer full): n_points pairs */
guint16 *atlas_quantise (const double *points, guint n_points);

G_END_DECLS
