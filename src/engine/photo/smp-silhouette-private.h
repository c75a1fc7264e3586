/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-silhouette.h"

G_BEGIN_DECLS

/* Rays all around the centre, 1.5° apart; ray 0 points up, and they go clockwise. */
#define SMP_RAYS 240
/* Samples of a ray, from 0, so many to the radius that is expected. */
#define SMP_SAMPLES_PER_RADIUS 100
#define SMP_SAMPLES 190

/* CIE L*a*b* of a sample; outside of the picture, or where it is transparent, is_inside is 0. */
typedef struct
{
  float lab[3];
  gboolean is_inside;
} SmpSample;

/* Tells the colours of the head from those behind it: see smp-silhouette-colours.c. */
typedef struct _SmpHeadColours SmpHeadColours;

SmpHeadColours *smp_head_colours_new (const SmpSample *samples);
void smp_head_colours_free (SmpHeadColours *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpHeadColours, smp_head_colours_free)

/* Learns from the samples of which it is known whether they are of the head: @is_head is 1 for
 * yes, 0 for no, -1 for unknown, SMP_SAMPLES for each ray. */
void smp_head_colours_learn (SmpHeadColours *self, const gint8 *is_head);

/* log (P (colour | head) / P (colour | background)) of one sample, between -3 and 3. */
float smp_head_colours_log_ratio (const SmpHeadColours *self, int ray, int sample);

G_END_DECLS
