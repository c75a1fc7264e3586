/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is measured of an even pattern in a rectangle. */
typedef struct
{
  gsize n;
  double density;      /* per unit of area */
  double rho;          /* 0.1 % quantile of the nearest distance over √(2 / (√3 density)) */
  double rho_mean;     /* its mean */
  double power;        /* mean periodogram at 0.2 to 0.5 of the principal frequency, by area */
  double power_radial; /* the same, each frequency weighing the same */
  double anisotropy;   /* dB: see measure_pattern() */
  double direction;    /* dB: the sector that differs most from the mean of all */
  double fano;         /* variance over mean of the counts in the windows; Poisson has 1 */
  double count_error;  /* % of a window's expected count, root mean square */
} StippleMeasure;

/**
 * measure_pattern:
 * @xy: @n pairs in the rectangle from (0, 0) to (@width, @height)
 * @window: side of the squares in which dots are counted
 *
 * Frequencies are whole numbers of periods of the rectangle, under a Hann window, so that neither
 * its edge nor its mean leaks into them; the plateau is 1. The principal frequency is
 * √(2 density / √3). After Lagae, Dutré 2008 and Schlömer, Deussen 2011: the anisotropy is the
 * variance over the squared mean of the power on rings of frequencies between 0.7 and 2 of the
 * principal one, which is 1 (0 dB) for a pattern that has no direction.
 */
void measure_pattern (
    const double *xy, gsize n, double width, double height, double window, StippleMeasure *measure);

/**
 * measure_repeat:
 * @step: from a place of the tile to the same place of the next
 *
 * Mean power at the frequencies where a square tile that repeats has its peaks, between 0.2 and 1.5
 * of the principal one, over the mean of these and of those halfway between, in dB.
 */
double
measure_repeat (const double *xy, gsize n, double width, double height, const double step[2]);

G_END_DECLS
