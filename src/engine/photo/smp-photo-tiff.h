/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-photo-bytes.h"

G_BEGIN_DECLS

/* A field of the first directory of a TIFF or BigTIFF file, of which the bytes are untrusted and
 * perhaps not all there. */
typedef struct
{
  guint64 n;
  gsize at;  /* of the first value */
  int bytes; /* of each */
} SmpTiffField;

gboolean smp_tiff_has_directory (const guint8 *data, gsize size);
/* FALSE if there is no such field. */
gboolean smp_tiff_find (const guint8 *data, gsize size, guint64 tag, SmpTiffField *field);
/* FALSE if there is no such value, or if it is behind the end of the file. */
gboolean smp_tiff_value (
    const guint8 *data, gsize size, const SmpTiffField *field, guint64 i, guint64 *value);

G_END_DECLS
