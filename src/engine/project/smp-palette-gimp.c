/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-palette-gimp.h"

#include <string.h>

#include "base/smp-error.h"
#include "model/smp-pigment.h"

#include <glib/gi18n-lib.h>

static const char magic[] = "GIMP Palette";

gboolean
smp_palette_is_gimp (const char *text, gsize size)
{
  return size >= strlen (magic) && memcmp (text, magic, strlen (magic)) == 0;
}

/* The next number from 0 to 255, and what follows it. */
static gboolean
parse_level (const char **at, guint8 *level)
{
  guint value = 0, digits = 0;

  while (g_ascii_isspace (**at))
    (*at)++;
  for (; g_ascii_isdigit (**at) && digits < 4; (*at)++, digits++)
    value = value * 10 + (guint)(**at - '0');
  if (digits == 0 || digits > 3 || value > 255 || (**at != '\0' && !g_ascii_isspace (**at)))
    return FALSE;
  *level = (guint8)value;
  return TRUE;
}

/* Names may be of any encoding; what is not UTF-8 is taken as Latin 1. */
static char *
name_of (const char *text)
{
  g_autofree char *name = g_utf8_validate (text, -1, NULL)
                              ? g_strdup (text)
                              : g_convert (text, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);

  return name != NULL ? g_strdup (g_strstrip (name)) : g_strdup ("");
}

/* A colour's line. */
static gboolean
add_colour (SmpPalette *palette, const char *line)
{
  const char *at = line;
  guint8 rgb[3];
  g_autofree char *name = NULL, *id = NULL;

  for (int c = 0; c < 3; c++)
    if (!parse_level (&at, &rgb[c]))
      return FALSE;
  name = name_of (at);
  if (name[0] == '\0')
    {
      g_free (name);
      name = g_strdup_printf ("#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
    }
  id = g_strdup_printf ("colour-%u", palette->shades->len + 1);
  g_ptr_array_add (palette->shades, smp_pigment_new_colour (id, name, rgb));
  return TRUE;
}

static gboolean
is_header (const char *line)
{
  return g_str_has_prefix (line, "Columns:") || g_str_has_prefix (line, "Channels:");
}

SmpPalette *
smp_palette_read_gimp (const char *text, gsize size, const char *name, GError **error)
{
  g_autofree char *copy = g_strndup (text, size);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);
  g_autoptr (SmpPalette) palette = smp_palette_new ("gimp", name != NULL ? name : "GIMP", "");

  for (gsize i = 1; lines[i] != NULL; i++)
    {
      char *line = g_strchomp (lines[i]);

      if (g_str_has_prefix (line, "Name:"))
        {
          g_free (palette->name);
          palette->name = name_of (line + strlen ("Name:"));
        }
      else if (line[0] == '\0' || line[0] == '#' || is_header (line))
        continue;
      else if (palette->shades->len >= SMP_LIMIT_PALETTE_SHADES)
        {
          g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                       _ ("%s has more than %d colours, the most that are read."), palette->name,
                       SMP_LIMIT_PALETTE_SHADES);
          return NULL;
        }
      else if (!add_colour (palette, line))
        {
          g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                       _ ("%s: Line %u is no colour: “red green blue name”, from 0 to 255."),
                       name != NULL ? name : palette->name, (guint)i + 1);
          return NULL;
        }
    }
  if (palette->shades->len > 0)
    return g_steal_pointer (&palette);
  g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID, _ ("%s has no colours."),
               name != NULL ? name : palette->name);
  return NULL;
}
