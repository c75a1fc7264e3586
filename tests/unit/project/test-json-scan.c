/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "base/smp-error.h"
#include "project/smp-json-scan.h"

/* What json-glib takes and JSON does not, and the other way round. */
static void
test_strict (void)
{
  const char *const good[] = {
    "{}",    "[]",     " [1, -2.5e3, 0, true, null, \"\\u00e4\\ud83d\\ude00\"] \n",
    "\"x\"", "1e-300", "{\"a\": {\"b\": []}}",
  };
  const char *const bad[] = {
    "",
    " ",
    "{",
    "[1,]",
    "{\"a\":1,}",
    "[01]",
    "[0x10]",
    "[.5]",
    "[5.]",
    "['a']",
    "[1] 2",
    "/* */[]",
    "[1] // x",
    "var a = [];",
    "[NaN]",
    "[1e999]",
    "[\"\\q\"]",
    "[\"\t\"]",
    "[\"\\u0000\"]",
    "[\"\\ud800\"]",
    "{a: 1}",
    "{\"a\" 1}",
    "[+1]",
    "[-]",
    "[tru]",
    "\xef\xbb\xbf[]",
    "[\"\xff\"]",
    "{\"a\": 1, \"a\": 2}",
    "{\"a\": 1, \"\\u0061\": 2}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (smp_json_scan (good[i], strlen (good[i]), &error));
      g_assert_no_error (error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      if (smp_json_scan (bad[i], strlen (bad[i]), &error))
        g_error ("taken for JSON: %s", bad[i]);
      g_assert_error (error, SMP_ERROR, SMP_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "line"));
    }
}

static void
test_place (void)
{
  const char *text = "{\n  \"ä\": [1,\n   2 3]\n}";
  g_autoptr (GError) error = NULL;

  g_assert_false (smp_json_scan (text, strlen (text), &error));
  g_assert_nonnull (strstr (error->message, "line 3, column 6"));
}

static void
test_depth (void)
{
  for (int depth = 60; depth <= 200000; depth = depth < 70 ? depth + 1 : depth * 10)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean taken;

      for (int i = 0; i < depth; i++)
        g_string_append_c (text, '[');
      for (int i = 0; i < depth; i++)
        g_string_append_c (text, ']');
      taken = smp_json_scan (text->str, text->len, NULL);
      g_assert_cmpint (taken, ==, depth <= 64);
    }
}

/* The JSONTestSuite: all that must be taken is, and all that must be refused is. */
static void
test_suite (void)
{
  const char *shared = g_getenv ("STUBBLE_SHARED_DATA");
  g_autofree char *folder
      = g_build_filename (shared != NULL ? shared : "/nonexistent", "json/test_parsing", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  int n = 0;

  if (dir == NULL)
    {
      g_test_skip ("the JSONTestSuite is not here");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize size;
      gboolean taken;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, &size, NULL));
      taken = smp_json_scan (text, size, NULL);
      n++;
      /* RFC 8259 lets a reader refuse a name that stands twice and the character 0: we do. */
      if (name[0] == 'y' && !taken && strstr (name, "duplicated_key") == NULL
          && strstr (name, "null_in_key") == NULL && strstr (name, "u_0_") == NULL
          && strstr (name, "escaped_null") == NULL && strstr (name, "uescaped_newline") == NULL
          && strstr (name, "backslash_and_u_escaped_zero") == NULL)
        g_error ("must be taken: %s", name);
      if (name[0] == 'n' && taken)
        g_error ("must be refused: %s", name);
    }
  g_assert_cmpint (n, >, 150);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/project/json/strict", test_strict);
  g_test_add_func ("/project/json/place", test_place);
  g_test_add_func ("/project/json/depth", test_depth);
  g_test_add_func ("/project/json/suite", test_suite);
  return g_test_run ();
}
