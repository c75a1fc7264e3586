/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the photo's path relative to the folder of the consultation's file;
 * NULL if one of them has no local path. */
char *smp_project_dup_link (GFile *project_file, GFile *photo_file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
