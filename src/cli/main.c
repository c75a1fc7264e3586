/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"

typedef struct
{
  const char *name;
  int (*run) (int argc, char **argv);
  const char *help;
} Command;

static const Command commands[] = {
  { "new", cli_new, N_ ("Make a consultation from photos") },
  { "render", cli_render, N_ ("Render a consultation to a picture") },
  { "dots", cli_dots, N_ ("List every dot") },
  { "info", cli_info, N_ ("Tell scales, areas, dots and warnings") },
  { "validate", cli_validate, N_ ("Check consultation files") },
  { "edit", cli_edit, N_ ("Change members of a consultation file") },
  { "shade", cli_shade, N_ ("Sample skin and hair, propose shades") },
  { "palette", cli_palette, N_ ("List and convert palettes of shades") },
  { "export", cli_export, N_ ("Write the record of a visit: pictures and a PDF") },
  { "advice", cli_advice, N_ ("Print what to expect, and aftercare") },
};

static void
print_help (FILE *to)
{
  fprintf (to, "%s\n\n%s\n", _ ("Usage: stubble-cli COMMAND [OPTION…]"), _ ("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (to, "  %-10s %s\n", commands[i].name, _ (commands[i].help));
  fprintf (to, "\n%s\n", _ ("“stubble-cli COMMAND --help” tells the options of a command."));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("stubble-cli");

  if (argc < 2)
    {
      print_help (stderr);
      return CLI_BAD_USAGE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    {
      print_help (stdout);
      return CLI_OK;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      printf ("stubble-cli %s\n", PACKAGE_VERSION);
      return CLI_OK;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return commands[i].run (argc - 1, argv + 1);
  return cli_misuse (_ ("There is no command “%s”"), argv[1]);
}
