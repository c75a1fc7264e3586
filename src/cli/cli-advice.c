/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "base/smp-constants.h"
#include "cli.h"
#include "record/smp-advice.h"

static void
print_sources (const char *keys)
{
  g_auto (GStrv) all = g_strsplit (keys, " ", -1);

  for (gsize i = 0; all[i] != NULL; i++)
    {
      const SmpSource *source = smp_source_by_key (all[i]);

      if (source != NULL)
        printf ("    %s\n", source->address);
    }
}

int
cli_advice (int argc, char **argv)
{
  gboolean sources = FALSE;
  const GOptionEntry entries[] = {
    { "sources", 0, 0, G_OPTION_ARG_NONE, &sources, N_ ("Tell where each rests on"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  gsize n;
  const SmpAdvice *advice = smp_advice (&n);
  int code;

  if (!cli_parse (&argc, &argv, entries, "", _ ("Prints what a client should know and do."), &code))
    return code;
  if (argc != 1)
    return cli_misuse (_ ("“advice” takes no file"));
  for (SmpAdviceKind kind = 0; kind < SMP_N_ADVICE_KINDS; kind++)
    {
      printf ("%s\n", smp_advice_heading (kind));
      for (gsize i = 0; i < n; i++)
        if (advice[i].kind == kind)
          {
            printf ("  • %s\n", _ (advice[i].text));
            if (sources)
              print_sources (advice[i].sources);
          }
    }
  return CLI_OK;
}
