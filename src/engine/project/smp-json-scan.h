/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * smp_json_scan:
 * @text: the bytes of a JSON text
 * @size: how many
 *
 * Checks that the text is JSON as RFC 8259 has it, one value in valid UTF-8, nested at most
 * SMP_LIMIT_JSON_DEPTH deep, with no name twice in one object and no number that a double cannot
 * hold. json-glib takes much more than that, and crashes on deep nesting.
 *
 * Returns: %FALSE with a sentence that tells line and column
 */
gboolean smp_json_scan (const char *text, gsize size, GError **error);

G_END_DECLS
