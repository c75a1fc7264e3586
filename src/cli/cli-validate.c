/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "model/smp-consultation.h"
#include "project/smp-project-reader.h"

static gboolean
validate_file (const char *path)
{
  g_autoptr (GFile) file = cli_file (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (SmpConsultation) consultation = NULL;

  bytes = smp_project_read_file (file, NULL, &error);
  if (bytes == NULL)
    {
      cli_fail (path, error);
      return FALSE;
    }
  consultation = smp_project_read (bytes, path, &faults, &error);
  if (consultation != NULL)
    {
      g_auto (GStrv) unknown = smp_project_list_unknown (bytes);

      for (gsize i = 0; unknown[i] != NULL; i++)
        cli_tell_unknown (path, unknown[i]);
      return TRUE;
    }
  if (faults == NULL || faults->len == 0)
    cli_fail (path, error);
  else
    for (guint i = 0; i < faults->len; i++)
      {
        const SmpProjectFault *fault = g_ptr_array_index (faults, i);

        g_printerr ("stubble-cli: %s: %s (%s)\n", path, fault->message,
                    fault->pointer[0] != '\0' ? fault->pointer : "/");
      }
  return FALSE;
}

int
cli_validate (int argc, char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  int code;

  if (!cli_parse (
          &argc, &argv, entries, "FILE…",
          _ ("Checks consultation files and tells each fault with its place (JSON Pointer)."),
          &code))
    return code;
  if (argc < 2)
    return cli_misuse (_ ("“validate” takes consultation files"));
  code = CLI_OK;
  for (int i = 1; i < argc; i++)
    if (!validate_file (argv[i]))
      code = CLI_BAD_INPUT;
  return code;
}
