/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): the photo's path relative to the folder of the consultation's file;
 * NULL if one of them has no local path, or that path is not UTF-8. */
char *smp_project_dup_link (GFile *project_file, GFile *photo_file) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_project_check_output:
 * @consultation: (nullable)
 * @project_file: (nullable): where it was read, for its links
 * @output: what is about to be written
 *
 * Refuses to write over a photo that the consultation links to: the client's photo is never
 * written.
 */
gboolean smp_project_check_output (const SmpConsultation *consultation,
                                   GFile *project_file,
                                   GFile *output,
                                   GError **error);
/* The same for one file that is read. */
gboolean smp_project_check_not_input (GFile *input, GFile *output, GError **error);

/**
 * smp_project_relink:
 * @from_file: (nullable): the file beside which the links were found
 * @to_file: the file that is to be written
 *
 * Links are relative to the consultation's folder: in another folder they read otherwise. What
 * cannot be linked from there is embedded.
 */
SmpConsultation *smp_project_relink (const SmpConsultation *consultation,
                                     GFile *from_file,
                                     GFile *to_file,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
