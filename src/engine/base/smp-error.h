/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SmpError:
 * @SMP_ERROR_INVALID: the input is damaged or breaks a rule of its format
 * @SMP_ERROR_UNSUPPORTED: the input is of a kind that this version does not handle
 * @SMP_ERROR_TOO_LARGE: the input is larger than a stated limit
 * @SMP_ERROR_NOT_FOUND: a thing that was named does not exist
 * @SMP_ERROR_IO: reading or writing failed
 *
 * Messages are whole sentences for a practitioner: what is wrong, where, and what to do.
 * A cancelled operation is %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  SMP_ERROR_INVALID,
  SMP_ERROR_UNSUPPORTED,
  SMP_ERROR_TOO_LARGE,
  SMP_ERROR_NOT_FOUND,
  SMP_ERROR_IO,
} SmpError;

#define SMP_ERROR (smp_error_quark ())

GQuark smp_error_quark (void);

G_END_DECLS
