/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "record/smp-record.h"

G_BEGIN_DECLS

typedef enum
{
  SMP_RECORD_TITLE,
  SMP_RECORD_HEADING,
  SMP_RECORD_TEXT,
  SMP_RECORD_SMALL, /* sources */
} SmpRecordStyle;

/* A paragraph of the record. */
typedef struct
{
  SmpRecordStyle style;
  char *text;
  gboolean has_colour; /* shown as a swatch before the text */
  guint8 colour[3];    /* encoded sRGB */
} SmpRecordBlock;

/* (transfer full) (element-type SmpRecordBlock): what stands before the pictures, and after. */
GPtrArray *_smp_record_opening (const SmpConsultation *consultation) G_GNUC_WARN_UNUSED_RESULT;
/* @photo_warnings: (element-type SmpWarning): what the photos themselves warn of;
 * @skin: (nullable): skin that was found in them */
GPtrArray *_smp_record_body (const SmpConsultation *consultation,
                             const SmpVariant *variant,
                             const GPtrArray *photo_warnings,
                             const double skin[3]) G_GNUC_WARN_UNUSED_RESULT;
/* "Front, healed after session 3" (transfer full) */
char *_smp_record_caption (const SmpPhoto *photo,
                           const SmpPlan *plan,
                           const SmpAge *age) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
