/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As the client says; what lengths of heads are likely goes by it. */
typedef enum
{
  SMP_SEX_UNKNOWN,
  SMP_SEX_MALE,
  SMP_SEX_FEMALE,
  SMP_SEX_OTHER,
} SmpSex;

/* "unknown", "male" … as written in the file, and back. */
const char *smp_sex_to_string (SmpSex sex);
gboolean smp_sex_from_string (const char *text, SmpSex *sex);
/* The same in words, translated: "Male"; "Not asked" for the unknown. */
const char *smp_sex_describe (SmpSex sex);

G_END_DECLS
