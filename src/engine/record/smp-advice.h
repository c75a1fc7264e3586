/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SMP_ADVICE_EXPECTATION, /* to be read before deciding */
  SMP_ADVICE_AFTERCARE,   /* to be taken home */
} SmpAdviceKind;

#define SMP_N_ADVICE_KINDS 2

/* A sentence for the client. */
typedef struct
{
  SmpAdviceKind kind;
  const char *id;      /* "no-promise" …, for scripts */
  const char *text;    /* to be translated with gettext */
  const char *sources; /* keys of smp_sources */
} SmpAdvice;

/* What clients are told, in the order in which they are told it. (transfer none) */
const SmpAdvice *smp_advice (gsize *n);
/* Heading of a kind, translated. */
const char *smp_advice_heading (SmpAdviceKind kind);

G_END_DECLS
