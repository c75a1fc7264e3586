/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "base/smp-error.h"
#include "model/smp-pigment.h"
#include "project/smp-palette-file.h"

static SmpPalette *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return smp_palette_read (bytes, "test", error);
}

/* The palettes of the program are good; the first holds the built-in shades, and all begin with
 * their darkest. */
static void
test_builtin (void)
{
  gsize n, n_shades;
  const SmpPalette *const *palettes = smp_palette_builtin (&n);
  const SmpPigment *const *shades = smp_pigment_builtin (&n_shades);

  g_assert_cmpuint (n, ==, 4);
  g_assert_null (palettes[n]);
  g_assert_cmpuint (palettes[0]->shades->len, ==, n_shades);
  for (gsize i = 0; i < n_shades; i++)
    {
      const SmpPigment *shade = g_ptr_array_index (palettes[0]->shades, i);

      g_assert_true (smp_pigment_equal (shade, shades[i]));
      g_assert_cmpstr (shade->name, ==, shades[i]->name);
    }
  for (gsize p = 1; p < n; p++)
    for (guint i = 1; i < palettes[p]->shades->len; i++)
      {
        const SmpPigment *dark = g_ptr_array_index (palettes[p]->shades, i - 1);
        const SmpPigment *light = g_ptr_array_index (palettes[p]->shades, i);

        g_assert_cmpfloat (dark->dilution, <, light->dilution);
      }
}

static void
test_json (void)
{
  static const char text[]
      = "{\"format\": \"stubble-palette\", \"version\": \"1.0\", \"id\": \"p\", \"name\": \"Mine\","
        "\"shades\": [{\"id\": \"a\", \"name\": \"A\", \"dilution\": 12.5, \"warmth\": 0.25},"
        "{\"id\": \"b\", \"colour\": \"#102030\"}]}";
  static const char *const bad[] = {
    "",
    "{}",
    "[]",
    "GIMP",
    "{\"format\": \"stubble-palette\", \"id\": \"p\", \"shades\": []}",
    "{\"format\": \"stubble-palette\", \"id\": \"p\", \"shades\": [{\"id\": \"a\", "
    "\"dilution\": 99}]}",
    "{\"format\": \"stubble-palette\", \"id\": \"p\", \"shades\": [{\"id\": \"a\", "
    "\"colour\": \"red\"}]}",
    "{\"format\": \"stubble-palette\", \"shades\": [{\"id\": \"a\", \"dilution\": 9}]}",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpPalette) palette = read_text (text, &error);
  g_autoptr (SmpPalette) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) bytes_again = NULL;

  g_assert_no_error (error);
  g_assert_cmpfloat (smp_palette_get_shade (palette, "A")->dilution, ==, 12.5);
  g_assert_true (smp_palette_get_shade (palette, "b")->has_colour);
  g_assert_null (smp_palette_get_shade (palette, "c"));
  bytes = smp_palette_write (palette);
  again = smp_palette_read (bytes, NULL, &error);
  g_assert_no_error (error);
  bytes_again = smp_palette_write (again);
  g_assert_true (g_bytes_equal (bytes, bytes_again));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) fault = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (read_text (bad[i], &fault));
      g_assert_nonnull (fault);
    }
}

static void
test_gimp (void)
{
  static const char text[]
      = "GIMP Palette\r\nName: My Browns\r\nColumns: 4\r\n#\r\n"
        " 10  20 30\tDark one\r\n255 255 255\r\n\r\n# 1 2 3\r\n0 0 0   x y \r\n";
  static const char *const bad[]
      = { "GIMP Palette\n",           "GIMP Palette\n256 0 0 a\n", "GIMP Palette\n1 2 a\n",
          "GIMP Palette\n-1 2 3 a\n", "GIMP Palette\n1 2 3x\n",    "GIMP Palette\n0001 2 3\n" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpPalette) palette = read_text (text, &error);
  const SmpPigment *first;

  g_assert_no_error (error);
  g_assert_cmpstr (palette->name, ==, "My Browns");
  g_assert_cmpuint (palette->shades->len, ==, 3);
  first = g_ptr_array_index (palette->shades, 0);
  g_assert_cmpstr (first->name, ==, "Dark one");
  g_assert_cmpint (first->colour[2], ==, 30);
  g_assert_true (smp_palette_get_shade (palette, "#ffffff") != NULL);
  g_assert_true (smp_palette_get_shade (palette, "x y") != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) fault = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (read_text (bad[i], &fault));
      g_assert_error (fault, SMP_ERROR, SMP_ERROR_INVALID);
    }
}

/* Palettes that GIMP came with. */
static void
test_real (void)
{
  static const char *const names[]
      = { "Browns_And_Yellows", "Caramel", "Named_Colors", "Visibone" };
  const char *shared = g_getenv ("STUBBLE_SHARED_DATA");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (names[i], ".gpl", NULL);
      g_autofree char *path
          = shared != NULL ? g_build_filename (shared, "colour", "palettes", name, NULL) : NULL;
      g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (SmpPalette) palette = NULL;

      if (file == NULL || !g_file_query_exists (file, NULL))
        {
          g_test_skip ("the palettes of GIMP are not here");
          return;
        }
      palette = smp_palette_load (file, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (palette->shades->len, >, 20);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/project/palette/builtin", test_builtin);
  g_test_add_func ("/project/palette/json", test_json);
  g_test_add_func ("/project/palette/gimp", test_gimp);
  g_test_add_func ("/project/palette/real", test_real);
  return g_test_run ();
}
