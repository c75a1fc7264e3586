/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-error.h"
#include "project-fixture.h"
#include "project/smp-project-edit.h"
#include "project/smp-project-landmarks.h"
#include "project/smp-project-reader.h"

#define ZONE "/variants/0/plan/zones/0"

/* One wrong value, and where the reader must find it. */
static const struct
{
  const char *pointer;
  const char *value;
  const char *where; /* NULL: at the pointer itself */
} faults[] = {
  { "/id", "\"7\"", NULL },
  { "/created", "\"yesterday\"", NULL },
  { "/client", "[]", NULL },
  { "/client/name", "5", NULL },
  { "/client/head_circumference_mm", "\"57\"", NULL },
  { "/client/head_circumference_mm", "57.5", NULL },
  { "/client/head_circumference_mm", "-570", NULL },
  { "/client/head_circumference_mm", "200", NULL },
  { "/client/head_circumference_mm", "701", NULL },
  { "/client/head_circumference_mm", "NaN", NULL },
  { "/photos", "{}", NULL },
  { "/photos/0", "null", NULL },
  { "/photos/0/view", "\"above\"", NULL },
  { "/photos/0/width", "0", NULL },
  { "/photos/0/height", "\"4000\"", NULL },
  { "/photos/0/sha256", "\"zz\"", NULL },
  { "/photos/0/link", "\"/etc/passwd\"", NULL },
  { "/photos/0/link", "\"file:///etc/passwd\"", NULL },
  { "/photos/0/landmarks/pupil_right", "[1]", NULL },
  { "/photos/0/landmarks/pupil_right", "[1, 1e9]", NULL },
  { "/photos/0/landmarks/ruler/mm", "-1", NULL },
  { "/photos/0/scale/mm_per_px", "0", NULL },
  { "/photos/0/scale/method", "\"guess\"", NULL },
  { "/photos/0/head", "[]", NULL },
  { "/photos/0/head/axes", "[77, 95]", NULL },
  { "/photos/0/head/axes", "[77, 95, 1000]", NULL },
  { "/photos/0/head/axes", "[77, 95, \"100\"]", NULL },
  { "/photos/0/head/form", "[0, 0, 0, 0.2]", NULL },
  { "/photos/0/head/rotation", "[1, 1, 0, 0]", NULL },
  { "/photos/0/head/translation", "[0, 0, 90]", NULL },
  { "/photos/0/head/focal_px", "0", NULL },
  { "/photos/0/head/whorl", "7", NULL },
  { "/photos/0/head/whorl/at", "[1, 1e9]", NULL },
  { "/photos/0/head/whorl/clockwise", "1", NULL },
  { "/photos/0/head/uncertainty", "2", NULL },
  { "/photos/0/id", "\"photo-2\"", ZONE "/space" },
  { "/variants", "[]", NULL },
  { "/variants/0/plan", "7", NULL },
  { "/variants/0/plan/seed", "-1", NULL },
  { "/variants/0/plan/seed", "1e300", NULL },
  { "/variants/0/plan/pigment/colour", "\"blue\"", NULL },
  { "/variants/0/plan/sessions", "[]", NULL },
  { "/variants/0/plan/sessions/0/share", "0.9", "/variants/0/plan/sessions" },
  { ZONE "/kind", "\"chin\"", NULL },
  { ZONE "/space", "\"photo-9\"", NULL },
  { ZONE "/drawn_in", "7", NULL },
  { ZONE "/outline", "[{\"x\": 1, \"y\": 2}]", NULL },
  { ZONE "/outline/1/x", "true", NULL },
  { ZONE "/outline/1/edge", "\"soft\"", NULL },
  { ZONE "/outline/1/corner", "1", NULL },
  { ZONE "/density", "301", NULL },
  { ZONE "/dot_diameter", "5", NULL },
  { ZONE "/feather/hairline", "-2", NULL },
  { ZONE "/irregularity/wavelength", "0", NULL },
  { ZONE "/feather/far_reach", "0.5", NULL },
  { ZONE "/feather/far_share", "1", NULL },
  { ZONE "/irregularity/macro_amplitude", "-1", NULL },
  { ZONE "/irregularity/macro_wavelength", "9", NULL },
  { ZONE "/variation", "[]", NULL },
  { ZONE "/variation/diameter", "0.5", NULL },
  { ZONE "/variation/strength", "-0.1", NULL },
  { ZONE "/variation/elongation", "0.7", NULL },
  { ZONE "/variation/scatter", "\"wide\"", NULL },
  { ZONE "/variation/cluster", "1.5", NULL },
  { ZONE "/strokes/0/mode", "\"wipe\"", NULL },
  { ZONE "/strokes/0/points/1", "[1, \"2\"]", NULL },
  { ZONE "/strokes/0/pressure", "[0.5]", NULL },
  { ZONE "/strokes/0/pressure/1", "1.5", NULL },
  { ZONE "/strokes/0/pressure/0", "\"hard\"", NULL },
  { "/chosen_variant", "\"variant-5\"", NULL },
};

static void
test_each_fault (void)
{
  g_autoptr (SmpConsultation) good = full_consultation ();

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SmpConsultation) edited
          = smp_project_edit (good, faults[i].pointer, faults[i].value, NULL, &error);
      const char *where = faults[i].where != NULL ? faults[i].where : faults[i].pointer;
      g_autofree char *expected = g_strdup_printf ("(%s)", where);

      if (edited != NULL)
        g_error ("%s = %s was taken", faults[i].pointer, faults[i].value);
      g_assert_error (error, SMP_ERROR, SMP_ERROR_INVALID);
      if (strstr (error->message, expected) == NULL)
        g_error ("%s = %s: %s", faults[i].pointer, faults[i].value, error->message);
    }
}

static void
test_all_faults_are_told (void)
{
  const char *text = "{\"format\": \"stubble-consultation\", \"version\": \"1.3\", \"photos\": 3, "
                     "\"variants\": [{}]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpConsultation) consultation = smp_project_read (bytes, "f", &found, &error);

  g_assert_null (consultation);
  g_assert_cmpuint (found->len, >=, 5);
  g_assert_true (g_str_has_prefix (error->message, "f: "));
}

static void
test_versions (void)
{
  const struct
  {
    const char *text;
    int code;
  } cases[] = {
    { "{\"format\": \"stubble-consultation\", \"version\": \"2.0\"}", SMP_ERROR_UNSUPPORTED },
    { "{\"format\": \"stubble-consultation\", \"version\": 1}", SMP_ERROR_UNSUPPORTED },
    { "{\"format\": \"gimp\", \"version\": \"1.0\"}", SMP_ERROR_INVALID },
    { "{\"version\": \"1.0\"}", SMP_ERROR_INVALID },
    { "[]", SMP_ERROR_INVALID },
    { "", SMP_ERROR_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (GError) error = NULL;

      g_assert_null (smp_project_read (bytes, "f", NULL, &error));
      g_assert_error (error, SMP_ERROR, cases[i].code);
    }
}

/* Whether the file's error is that it is a picture. */
static gboolean
is_called_picture (const char *text, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (smp_project_read (bytes, "f", NULL, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_INVALID);
  return strstr (error->message, "This is a picture") != NULL;
}

/* A photo where a consultation is due is called what it is, and nothing else is called a photo. */
static void
test_picture (void)
{
#define TEXT(text)                                                                                 \
  {                                                                                                \
    text, sizeof (text) - 1                                                                        \
  }
  static const struct
  {
    const char *text;
    gsize size;
  } pictures[] = {
    TEXT ("\xff\xd8\xff\xe0 JFIF"),
    TEXT ("\x89PNG\r\n\x1a\n"),
    TEXT ("RIFF....WEBPVP8 "),
    TEXT ("\0\0\0\x18" "ftypheic\0\0\0\0"),
    TEXT ("II*\0\x08\0\0\0"),
    TEXT ("GIF89a"),
  }, others[] = {
    TEXT ("\0\0\0\x14" "ftypqt  \0\0\0\0qt  "), /* a video */
    TEXT ("RIFF....WAVEfmt "),
    TEXT ("BMI and other measures of clients"),
    TEXT ("MMXXVI"),
    TEXT ("{  \"ftyp\": 1}"),
    TEXT ("{ \"id\":WEBP}"),
  };
#undef TEXT

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    g_assert_true (is_called_picture (pictures[i].text, pictures[i].size));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (is_called_picture (others[i].text, others[i].size));
}

/* A photo that was damaged in the file is noticed. */
static void
test_damaged_attachment (void)
{
  g_autoptr (SmpConsultation) good = full_consultation ();
  const SmpPhoto *photo = smp_consultation_get_photo (good, "photo-1");
  g_autofree char *pointer = g_strdup_printf ("/attachments/%s", photo->sha256);
  const char *const values[] = { "\"AAAA\"", "\"not base64!\"", "\"AAA\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (smp_project_edit (good, pointer, values[i], NULL, &error));
      g_assert_nonnull (strstr (error->message, pointer));
    }
}

static void
test_pointers (void)
{
  g_autoptr (SmpConsultation) good = full_consultation ();
  const char *const bad[]
      = { "", "id", "/photos/9/name", "/photos/01/name", "/photos/-1", "/a/b", "/id/deeper" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpConsultation) slashed = NULL;
  g_autoptr (SmpConsultation) appended = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) refused = NULL;

      g_assert_null (smp_project_edit (good, bad[i], "1", NULL, &refused));
      g_assert_nonnull (refused);
    }
  slashed = smp_project_edit (good, "/a~1b~0c", "1", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (json_object_has_member (slashed->unknown, "a/b~c"));
  appended = smp_project_edit (good, ZONE "/outline/-", "{\"x\": 9, \"y\": 9, \"edge\": \"hard\"}",
                               NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (
      smp_plan_get_zone (smp_consultation_get_default_variant (appended)->plan, "zone-1")
          ->outline->n_nodes,
      ==, 5);
}

static void
test_landmarks_file (void)
{
  const char *text = "{\"a.jpg\": {\"pupil_right\": [1, 2], \"vertx\": [5, 6], \"ruler\": "
                     "{\"from\": [0, 0], \"to\": [3, 4], \"mm\": 10, \"of\": \"steel\"}}}";
  const char *wrong = "{\"a.jpg\": {\"pupil_right\": [1]}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) bad = g_bytes_new_static (wrong, strlen (wrong));
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) unknown = NULL;
  g_auto (GStrv) none = NULL;
  g_autoptr (GHashTable) table
      = smp_project_read_landmarks_file (bytes, "l.json", &unknown, &error);
  const SmpLandmarks *landmarks;

  g_assert_no_error (error);
  landmarks = g_hash_table_lookup (table, "a.jpg");
  g_assert_true (smp_landmarks_get (landmarks, "pupil_right", NULL));
  g_assert_true (landmarks->has_ruler);
  g_assert_true (smp_landmarks_get (landmarks, "vertx", NULL));
  g_assert_cmpuint (g_strv_length (unknown), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *)unknown, "/a.jpg/vertx"));
  g_assert_true (g_strv_contains ((const char *const *)unknown, "/a.jpg/ruler/of"));
  g_assert_null (smp_project_read_landmarks_file (bad, "l.json", &none, &error));
  g_assert_null (none);
  g_assert_nonnull (strstr (error->message, "/a.jpg/pupil_right"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/project/faults/each", test_each_fault);
  g_test_add_func ("/project/faults/all-are-told", test_all_faults_are_told);
  g_test_add_func ("/project/faults/versions", test_versions);
  g_test_add_func ("/project/faults/picture", test_picture);
  g_test_add_func ("/project/faults/damaged-attachment", test_damaged_attachment);
  g_test_add_func ("/project/faults/pointers", test_pointers);
  g_test_add_func ("/project/faults/landmarks-file", test_landmarks_file);
  return g_test_run ();
}
