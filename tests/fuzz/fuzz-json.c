/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "fuzz.h"
#include "project/smp-json-scan.h"

const char *const fuzz_tokens[] = { "[",
                                    "]",
                                    "{",
                                    "}",
                                    ",",
                                    ":",
                                    "\"",
                                    "\\u0000",
                                    "\\ud800",
                                    "\\",
                                    "1e999",
                                    "-0",
                                    "01",
                                    "1.",
                                    ".5",
                                    "1e-400",
                                    "null",
                                    "true",
                                    "false",
                                    "nul",
                                    "//",
                                    "/* */",
                                    "\xef\xbb\xbf",
                                    "\xff",
                                    "\xc0\x80",
                                    "\n",
                                    "\t",
                                    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
                                    "\"a\":1,\"a\":2",
                                    "18446744073709551616",
                                    NULL };

void
fuzz_add_seeds (GPtrArray *seeds)
{
  static const char *const texts[]
      = { "{}", "[1, -2.5e3, 0.1, 1e308, true, false, null, \"\"]",
          "{\"a\": {\"b\": [[[]]]}, \"\\u00e9\\ud83d\\ude00\": \"x\\n\\\"\\\\/\"}",
          "  {\"points\": [[0.25, 1], [2, 3]], \"name\": \"Zoë\"}\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (seeds, g_bytes_new_static (texts[i], strlen (texts[i])));
}

/* What the scan lets through, json-glib reads, and to one value. */
int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const char *text = (const char *)data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = NULL;

  if (!smp_json_scan (text, size, &error))
    {
      fuzz_check_error (error);
      return 0;
    }
  parser = json_parser_new ();
  g_assert_true (json_parser_load_from_data (parser, text, (gssize)size, &error));
  g_assert_nonnull (json_parser_get_root (parser));
  return 0;
}
