/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* (nullable): JSON that a newer version wrote and this one only carries along. It is sealed when it
 * is read, so sharing it between values is safe. */
static inline JsonObject *
smp_json_share (JsonObject *object)
{
  return object != NULL ? json_object_ref (object) : NULL;
}

G_END_DECLS
