/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>
#include <string.h>

#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-photo-decode.h"

/* A consultation that uses every member of the file. */
static inline SmpConsultation *
full_consultation (void)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpConsultation) named = NULL;
  g_autoptr (SmpConsultation) with_photo = NULL;
  g_autoptr (SmpPhoto) photo = smp_photo_new ("photo-1");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("not a picture \0\1\2", 17);
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  g_autoptr (SmpOutline) outline = NULL;
  g_autoptr (SmpPlan) zoned = NULL;
  g_autoptr (SmpPlan) plan = NULL;
  g_autoptr (SmpPigment) pigment = NULL;
  const guint8 colour[3] = { 0x3a, 0x33, 0x30 };
  SmpNode nodes[4] = {
    { { 100.25, 200 }, FALSE, SMP_EDGE_HAIRLINE },
    { { 300, 0.1 }, TRUE, SMP_EDGE_BLEND },
    { { 1e-7, 12345.678901234567 }, FALSE, SMP_EDGE_HARD },
    { { 50, 60 }, FALSE, SMP_EDGE_HARD },
  };
  SmpPoint points[2] = { { 1, 2 }, { 3.5, 4 } };
  double pressure[] = { 0.25, 1 };
  SmpStroke stroke = { TRUE, 4.5, 0.75, 2, points, pressure };
  SmpLandmark pupil = { (char *)"pupil_right", { 10, 20.5 } };
  SmpRuler ruler = { { 1, 2 }, { 3, 4 }, 30 };

  g_free (photo->name);
  photo->name = g_strdup ("Zoë \"front\".jpg");
  photo->width = 3000;
  photo->height = 4000;
  g_free (photo->sha256);
  photo->sha256 = smp_photo_sha256 (bytes);
  smp_landmarks_unref (photo->landmarks);
  photo->landmarks = smp_landmarks_new (&pupil, 1, &ruler);
  photo->scale = (SmpScale){ 0.1, SMP_SCALE_RULER, 0.04 };
  photo->has_head = TRUE;
  photo->head = (SmpHead){
    .axes = { 77.5, 89.25, 1e2 },
    .form = { -0.018, 0.047, 0, 0.049 },
    .whorl = { { -8, -48.5 }, FALSE },
    .camera = { 5778.125, { 1500, 2000 } },
    .rotation = { 0.1, 0.7, -0.1, 0.7 },
    .translation = { 12.5, -3, 812.0625 },
    .uncertainty = 0.03,
    .residual_mm = 2.75,
    .carried_mm = 4.5,
  };
  named = smp_consultation_with_client (empty, "Zoë Müller", "A-17", "line\nbreak\ttab");
  with_photo = smp_consultation_with_photo_bytes (named, photo, bytes);

  outline = smp_outline_new (nodes, 4, TRUE);
  smp_zone_set_outline (zone, outline);
  smp_zone_add_stroke (zone, &stroke);
  zoned = smp_plan_with_zone (smp_consultation_get_default_variant (with_photo)->plan, zone);
  pigment = smp_pigment_new_colour ("own", "Own", colour);
  plan = smp_plan_with_pigment (zoned, pigment);
  return smp_consultation_with_plan (with_photo, "variant-1", plan);
}
