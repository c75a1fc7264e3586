/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

/* The limits that hold everywhere. A message that refuses something names the limit. */

/* Pixels of a photo, in millions; a 48 MP phone photo and a medium-format scan fit. */
#define SMP_LIMIT_PHOTO_MEGAPIXELS 100
/* Pixels along one side of a photo. */
#define SMP_LIMIT_PHOTO_SIDE 32767
/* Seconds that a photo may take to open. */
#define SMP_LIMIT_PHOTO_SECONDS 10
/* Bytes of a photo file. */
#define SMP_LIMIT_PHOTO_BYTES (256u * 1024 * 1024)
/* Bytes of a consultation file: several embedded photos in base64. */
#define SMP_LIMIT_PROJECT_BYTES (1024u * 1024 * 1024)
/* Nesting of JSON; json-glib 1.6 recurses and would crash at some ten thousands. */
#define SMP_LIMIT_JSON_DEPTH 64
/* Millimetres per pixel of a photo, from a microscope to a whole room, and their relative
 * uncertainty. */
#define SMP_LIMIT_MM_PER_PX_MIN 1e-4
#define SMP_LIMIT_MM_PER_PX_MAX 100.0
#define SMP_LIMIT_SCALE_UNCERTAINTY 1.0
#define SMP_LIMIT_PHOTOS 64
#define SMP_LIMIT_VARIANTS 64
#define SMP_LIMIT_ZONES 64
#define SMP_LIMIT_NODES 1024
#define SMP_LIMIT_STROKES 4096
#define SMP_LIMIT_STROKE_POINTS 16384
#define SMP_LIMIT_SESSIONS 6
/* Dots of one picture: 500 cm² at the highest density are 150,000. */
#define SMP_LIMIT_DOTS 2000000
/* Dots per cm². The atlas holds this many; sources bracket 60 to 210 (domain: dot geometry). */
#define SMP_DENSITY_MAX 300.0
#define SMP_LIMIT_THREADS 256
