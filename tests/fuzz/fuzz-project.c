/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "fuzz.h"
#include "project/smp-project-reader.h"
#include "project/smp-project-writer.h"
#include "unit/project/project-fixture.h"

const char *const fuzz_tokens[] = { "\"format\"",
                                    "\"version\": \"1.9\"",
                                    "\"version\": \"2.0\"",
                                    "\"photos\"",
                                    "\"variants\"",
                                    "\"zones\"",
                                    "\"plan\"",
                                    "\"outline\"",
                                    "\"sessions\"",
                                    "\"share\": 2",
                                    "\"density\": -1",
                                    "\"seed\": 18446744073709551615",
                                    "\"photo-1\"",
                                    "\"zone-1\"",
                                    "\"variant-1\"",
                                    "\"head\": {}",
                                    "\"space\": \"head\"",
                                    "null",
                                    "[]",
                                    "{}",
                                    "-1",
                                    "1e300",
                                    "1e-300",
                                    "0",
                                    "\"\"",
                                    NULL };

/* Instead of the value of a member, which is another one in each run. */
static void
put_value (char *text, const char *name, const char *value)
{
  char *at = strstr (text, name);

  g_assert_nonnull (at);
  memcpy (at + strlen (name), value, strlen (value));
}

static void
add_seed (GPtrArray *seeds, const SmpConsultation *consultation)
{
  g_autoptr (GBytes) bytes = smp_project_write (consultation);
  gsize size = g_bytes_get_size (bytes);
  char *text = g_strndup (g_bytes_get_data (bytes, NULL), size);

  put_value (text, "\"id\": \"", "00000000-0000-4000-8000-000000000000");
  put_value (text, "\"created\": \"", "2026-11-21T10:00:00Z");
  put_value (text, "\"modified\": \"", "2026-11-21T10:00:00Z");
  g_ptr_array_add (seeds, g_bytes_new_take (text, size));
}

void
fuzz_add_seeds (GPtrArray *seeds)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpConsultation) full = full_consultation ();

  add_seed (seeds, empty);
  add_seed (seeds, full);
}

/* Save, load, save gives the same bytes, of whatever could be loaded. */
int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpConsultation) once = smp_project_read (bytes, "fuzz", NULL, &error);
  g_autoptr (SmpConsultation) twice = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  if (once == NULL)
    {
      fuzz_check_error (error);
      return 0;
    }
  first = smp_project_write (once);
  twice = smp_project_read (first, "fuzz", NULL, &error);
  g_assert_no_error (error);
  second = smp_project_write (twice);
  g_assert_true (g_bytes_equal (first, second));
  return 0;
}
