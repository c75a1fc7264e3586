/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "base/smp-limits.h"
#include "model/smp-landmark-names.h"
#include "photo/smp-image.h"

GFile *
cli_file (const char *argument)
{
  return strstr (argument, "://") != NULL ? g_file_new_for_commandline_arg (argument)
                                          : g_file_new_for_path (argument);
}

/* A terminal must not take orders from a file. */
static char *
dup_plain (const char *text)
{
  char *plain = g_strdup (text);

  for (char *c = plain; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = '?';
  return plain;
}

void
cli_tell_unknown_landmark (const char *file, const char *pointer)
{
  g_autofree char *plain = dup_plain (pointer);
  const char *name = strrchr (pointer, '/');
  const char *nearest = smp_landmark_nearest (name != NULL ? name + 1 : pointer);

  if (nearest != NULL)
    /* Translators: a file, the place of a landmark in it, and the name of another landmark. */
    g_printerr (_ ("stubble-cli: %s: %s is no landmark that Stubble knows, and does nothing. Is "
                   "“%s” meant?\n"),
                file, plain, nearest);
  else
    /* Translators: a file, then the place of a landmark in it. */
    g_printerr (_ ("stubble-cli: %s: %s is no landmark that Stubble knows, and does nothing. Is "
                   "it misspelt?\n"),
                file, plain);
}

/* "/photos/0/landmarks/vertx" */
static gboolean
is_landmark (const char *pointer)
{
  g_auto (GStrv) tokens = g_strsplit (pointer, "/", -1);

  return g_strv_length (tokens) == 5 && strcmp (tokens[1], "photos") == 0
         && strcmp (tokens[3], "landmarks") == 0;
}

void
cli_tell_unknown (const char *file, const char *pointer)
{
  g_autofree char *plain = dup_plain (pointer);

  if (is_landmark (pointer))
    {
      cli_tell_unknown_landmark (file, pointer);
      return;
    }
  /* Translators: a file, then the place of a member of it. */
  g_printerr (_ ("stubble-cli: %s: %s is no member that Stubble knows, and does nothing. Is it "
                 "misspelt?\n"),
              file, plain);
}

int
cli_fail (const char *file, const GError *error)
{
  if (file != NULL && g_strstr_len (error->message, -1, file) == NULL)
    g_printerr ("stubble-cli: %s: %s\n", file, error->message);
  else
    g_printerr ("stubble-cli: %s\n", error->message);
  return CLI_BAD_INPUT;
}

int
cli_misuse (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("stubble-cli: %s\n%s\n", message, _ ("Try “stubble-cli COMMAND --help”."));
  return CLI_BAD_USAGE;
}

/* A script's variable that is empty is no name of a file. */
static gboolean
check_names (int argc, char **argv, const GOptionEntry *entries, int *code)
{
  for (int i = 1; i < argc; i++)
    if (argv[i][0] == '\0')
      {
        *code = cli_misuse (_ ("An argument is empty where the name of a file is due"));
        return FALSE;
      }
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    if (entry->arg == G_OPTION_ARG_FILENAME && *(char **)entry->arg_data != NULL
        && **(char **)entry->arg_data == '\0')
      {
        *code = cli_misuse (_ ("--%s is empty where the name of a file is due"), entry->long_name);
        return FALSE;
      }
  return TRUE;
}

gboolean
cli_parse (int *argc,
           char ***argv,
           const GOptionEntry *entries,
           const char *summary,
           const char *description,
           int *code)
{
  g_autoptr (GOptionContext) context = g_option_context_new (summary);
  g_autoptr (GError) error = NULL;
  gboolean help = FALSE;
  GOptionEntry help_entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Show this help"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, description);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help_entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      *code = cli_misuse ("%s", error->message);
      return FALSE;
    }
  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      fputs (text, stdout);
      *code = CLI_OK;
      return FALSE;
    }
  for (int i = 1; i < *argc; i++)
    if ((*argv)[i][0] == '-' && (*argv)[i][1] == '-' && (*argv)[i][2] == '\0')
      {
        for (int k = i; k + 1 < *argc; k++)
          (*argv)[k] = (*argv)[k + 1];
        (*argc)--;
        break;
      }
  return check_names (*argc, *argv, entries, code);
}

gboolean
cli_check_megapixels (int megapixels, int *code)
{
  if (megapixels >= 0 && megapixels <= SMP_LIMIT_IMAGE_MEGAPIXELS)
    return TRUE;
  *code = cli_misuse (_ ("--max-megapixels must be 1 to %d"), SMP_LIMIT_IMAGE_MEGAPIXELS);
  return FALSE;
}

gboolean
cli_check_threads (int threads, int tile, int *code)
{
  if (threads < 0 || threads > SMP_LIMIT_THREADS)
    {
      *code = cli_misuse (_ ("--threads must be 0 to %d"), SMP_LIMIT_THREADS);
      return FALSE;
    }
  if (tile != 0 && (tile < 8 || tile > 4096))
    {
      *code = cli_misuse (_ ("--tile must be 8 to 4096"));
      return FALSE;
    }
  return TRUE;
}
