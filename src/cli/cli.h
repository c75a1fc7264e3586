/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/* What stubble-cli ends with. */
enum
{
  CLI_OK = 0,
  CLI_BAD_INPUT = 1,
  CLI_BAD_USAGE = 2,
};

/* The commands. Each gets its own arguments, its name first, and returns the exit code. */
int cli_new (int argc, char **argv);
int cli_render (int argc, char **argv);
int cli_dots (int argc, char **argv);
int cli_info (int argc, char **argv);
int cli_validate (int argc, char **argv);
int cli_edit (int argc, char **argv);
int cli_palette (int argc, char **argv);
int cli_shade (int argc, char **argv);
int cli_advice (int argc, char **argv);
int cli_export (int argc, char **argv);

/* (transfer full): the file that an argument names: a path, whatever is in it, or a URI with "://".
 */
GFile *cli_file (const char *argument) G_GNUC_WARN_UNUSED_RESULT;

/* "stubble-cli: FILE: what" on standard error. @file may be NULL. Returns CLI_BAD_INPUT. */
int cli_fail (const char *file, const GError *error);
/* Tells on stderr that the member there does nothing; of a landmark in a consultation, what it is
 * likely meant to be. */
void cli_tell_unknown (const char *file, const char *pointer);
/* The same of a landmark in any file. */
void cli_tell_unknown_landmark (const char *file, const char *pointer);

/* "stubble-cli: what" and where help is. Returns CLI_BAD_USAGE. */
int cli_misuse (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * cli_parse:
 * @summary: what follows the command's name, "FILE -o OUT"
 * @description: one sentence
 * @code: (out): what to exit with if %FALSE is returned: 0 after --help
 *
 * Parses options; what is left over stays in @argv after the name.
 */
gboolean cli_parse (int *argc,
                    char ***argv,
                    const GOptionEntry *entries,
                    const char *summary,
                    const char *description,
                    int *code);

/* A palette of the program by its id, else a file. (transfer full) */
SmpPalette *cli_load_palette (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* By id or name; an error tells what there is not. (transfer none) */
const SmpPigment *cli_find_shade (const SmpPalette *palette, const char *shade, GError **error);

/* --max-megapixels of every command that opens photos; 0 if it is not given. */
gboolean cli_check_megapixels (int megapixels, int *code);

/* --threads and --tile of every command that renders or places. */
gboolean cli_check_threads (int threads, int tile, int *code);

G_END_DECLS
