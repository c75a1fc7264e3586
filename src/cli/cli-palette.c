/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "base/smp-error.h"
#include "cli.h"
#include "model/smp-pigment.h"
#include "project/smp-palette-file.h"
#include "render/smp-pigment-optics.h"

SmpPalette *
cli_load_palette (const char *name, GError **error)
{
  g_autoptr (GFile) file = NULL;
  const SmpPalette *const *builtin = smp_palette_builtin (NULL);

  for (gsize i = 0; builtin[i] != NULL; i++)
    if (strcmp (builtin[i]->id, name) == 0)
      return smp_palette_ref (builtin[i]);
  file = cli_file (name);
  return smp_palette_load (file, NULL, error);
}

const SmpPigment *
cli_find_shade (const SmpPalette *palette, const char *shade, GError **error)
{
  const SmpPigment *found = smp_palette_get_shade (palette, shade);

  if (found == NULL)
    g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                 _ ("There is no shade “%s” in “%s”; “stubble-cli palette” lists them."), shade,
                 palette->name);
  return found;
}

static void
print_palette (const SmpPalette *palette)
{
  printf ("%s (%s)\n", palette->name, palette->id);
  if (palette->description[0] != '\0')
    printf ("  %s\n", palette->description);
  for (guint i = 0; i < palette->shades->len; i++)
    {
      const SmpPigment *shade = g_ptr_array_index (palette->shades, i);
      guint8 rgb[3];

      smp_pigment_swatch (shade, rgb);
      printf ("  #%02x%02x%02x  %-14s ", rgb[0], rgb[1], rgb[2], shade->id);
      if (!shade->has_colour)
        /* Translators: parts of water to one of pigment, and the share of brown. */
        printf (_ ("1:%g, %.0f %% brown, "), shade->dilution, 100 * shade->warmth);
      printf ("%s\n", shade->name);
    }
}

static int
write_palette (const SmpPalette *palette, const char *output)
{
  g_autoptr (GBytes) bytes = smp_palette_write (palette);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!g_file_set_contents (output, data, (gssize)size, &error))
    return cli_fail (output, error);
  return CLI_OK;
}

int
cli_palette (int argc, char **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write the palette as JSON"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (SmpPalette) palette = NULL;
  g_autoptr (GError) error = NULL;
  const SmpPalette *const *builtin = smp_palette_builtin (NULL);
  int code;

  if (!cli_parse (&argc, &argv, entries, "[FILE]",
                  _ ("Lists the shades of the program’s palettes, of a palette file or of a GIMP "
                     "palette (.gpl), and converts them."),
                  &code))
    return code;
  if (argc > 2 || (output != NULL && argc != 2))
    return cli_misuse (_ ("“palette” takes at most one palette, and one with -o FILE"));
  if (argc == 1)
    {
      for (gsize i = 0; builtin[i] != NULL; i++)
        print_palette (builtin[i]);
      return CLI_OK;
    }
  palette = cli_load_palette (argv[1], &error);
  if (palette == NULL)
    return cli_fail (argv[1], error);
  if (output != NULL)
    return write_palette (palette, output);
  print_palette (palette);
  return CLI_OK;
}
