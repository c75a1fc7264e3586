/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far a number can be trusted. */
typedef enum
{
  SMP_CONFIDENCE_MEASURED = 'H',   /* a primary measurement or peer-reviewed */
  SMP_CONFIDENCE_AGREED = 'M',     /* two or more independent sources, or one paper second-hand */
  SMP_CONFIDENCE_SINGLE = 'L',     /* one practitioner, vendor or forum */
  SMP_CONFIDENCE_DERIVED = 'D',    /* by arithmetic from numbers with a source */
  SMP_CONFIDENCE_OUR_CHOICE = 'C', /* no source has a number; the source tells what brackets it */
} SmpConfidence;

/**
 * SmpConstant:
 *
 * A number of the domain: of skin, pigment, healing, hair, the shape of a hairline. All of them
 * stand in smp-constants.def, and docs/constants.md is made from it.
 */
typedef struct
{
  const char *section; /* heading in the document */
  const char *name;    /* as in the code */
  double value;
  const char *unit;
  SmpConfidence confidence;
  const char *sources; /* keys of smp_sources, by spaces */
  const char *what;    /* one sentence; why, where it is our choice */
} SmpConstant;

/* Where a number comes from. */
typedef struct
{
  const char *key;
  const char *address; /* of the page or paper */
} SmpSource;

typedef enum
{
#define SMP_CONSTANT(section, name, value, unit, confidence, sources, what) SMP_CONSTANT_##name,
#include "base/smp-constants.def"
#undef SMP_CONSTANT
  SMP_N_CONSTANTS,
} SmpConstantName;

extern const SmpConstant smp_constants[SMP_N_CONSTANTS];

extern const SmpSource smp_sources[];
extern const gsize smp_n_sources;

/* SMP_K (HEALED_PIGMENT) is the number itself. */
#define SMP_K(name) (smp_constants[SMP_CONSTANT_##name].value)

/* Three numbers in a row for red, green and blue: @first is that of red. */
static inline void
smp_constant_rgb (SmpConstantName first, double rgb[3])
{
  for (guint c = 0; c < 3; c++)
    rgb[c] = smp_constants[first + c].value;
}

/* What is known of a source, or NULL. */
const SmpSource *smp_source_by_key (const char *key);

/* The source in words that people know: "elkasmp.com.au", "doi:10.1111/srt.12295", "PubMed Central
 * PMC4877715", "GitHub AdamCorbinFAUPhD/derm_ita". (transfer full) */
char *smp_source_describe (const SmpSource *self) G_GNUC_WARN_UNUSED_RESULT;
/* The same of @keys (by spaces), with commas; what is no key stays. (transfer full) */
char *smp_sources_describe (const char *keys) G_GNUC_WARN_UNUSED_RESULT;

/* The table as a Markdown document: docs/constants.md. (transfer full) */
char *smp_constants_to_markdown (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
