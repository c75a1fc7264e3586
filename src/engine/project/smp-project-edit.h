/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"

G_BEGIN_DECLS

/**
 * smp_project_edit:
 * @pointer: RFC 6901; "/…/-" appends to an array
 * @value: JSON text; a text that is not JSON is taken as a string
 * @unknown: (out) (optional) (transfer full): what smp_project_list_unknown() tells of the result
 *
 * Sets one member of the file and reads the result as strictly as any file.
 */
SmpConsultation *smp_project_edit (const SmpConsultation *consultation,
                                   const char *pointer,
                                   const char *value,
                                   GStrv *unknown,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
