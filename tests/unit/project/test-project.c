/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "base/smp-hash.h"
#include "model/smp-history.h"
#include "project-fixture.h"
#include "project/smp-project-edit.h"
#include "project/smp-project-link.h"
#include "project/smp-project-reader.h"
#include "project/smp-project-save.h"
#include "project/smp-project-writer.h"

static SmpConsultation *
read_back (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  SmpConsultation *consultation = smp_project_read (bytes, "test", NULL, &error);

  g_assert_no_error (error);
  return consultation;
}

static void
assert_same_text (GBytes *a, GBytes *b)
{
  if (!g_bytes_equal (a, b))
    g_error ("not the same:\n%.*s\n%.*s", (int)g_bytes_get_size (a),
             (const char *)g_bytes_get_data (a, NULL), (int)g_bytes_get_size (b),
             (const char *)g_bytes_get_data (b, NULL));
}

static void
test_round_trip (void)
{
  g_autoptr (SmpConsultation) first = full_consultation ();
  g_autoptr (GBytes) text = smp_project_write (first);
  g_autoptr (SmpConsultation) second = read_back (text);
  g_autoptr (GBytes) again = smp_project_write (second);
  const SmpZone *zone
      = smp_plan_get_zone (smp_consultation_get_default_variant (second)->plan, "zone-1");
  const SmpPhoto *photo = smp_consultation_get_photo (second, "photo-1");

  assert_same_text (text, again);
  g_assert_cmpstr (second->client.name, ==, "Zoë Müller");
  g_assert_cmpstr (second->client.notes, ==, "line\nbreak\ttab");
  g_assert_cmpfloat (zone->outline->nodes[2].point.y, ==, 12345.678901234567);
  g_assert_cmpfloat (zone->outline->nodes[1].point.y, ==, 0.1);
  g_assert_true (zone->outline->nodes[1].corner);
  g_assert_cmpint ((int)zone->outline->nodes[1].edge, ==, (int)SMP_EDGE_BLEND);
  g_assert_cmpuint (zone->n_strokes, ==, 1);
  g_assert_true (zone->strokes[0].remove);
  g_assert_cmpfloat (zone->strokes[0].pressure[0], ==, 0.25);
  g_assert_cmpfloat (zone->strokes[0].pressure[1], ==, 1);
  g_assert_null (zone->drawn_in);
  g_assert_true (photo->landmarks->has_ruler);
  g_assert_cmpfloat (photo->landmarks->ruler.mm, ==, 30);
  g_assert_cmpuint (g_hash_table_size (second->attachments), ==, 1);
}

/* Decimal commas of a locale never reach the file. */
static void
test_locale (void)
{
  g_autoptr (SmpConsultation) first = full_consultation ();
  g_autoptr (GBytes) plain = smp_project_write (first);
  g_autoptr (GBytes) german = NULL;

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("there is no German locale here");
      return;
    }
  german = smp_project_write (first);
  setlocale (LC_NUMERIC, "C");
  assert_same_text (plain, german);
}

/* Random edits, all undone: the first bytes; all done again: the last ones. */
static void
test_undo_gives_the_first_bytes (void)
{
  g_autoptr (SmpConsultation) first = full_consultation ();
  g_autoptr (SmpHistory) history = smp_history_new (first);
  g_autoptr (GBytes) first_text = smp_project_write (first);
  g_autoptr (GBytes) last_text = NULL;
  g_autoptr (GBytes) undone = NULL;
  g_autoptr (GBytes) redone = NULL;

  for (guint i = 0; i < 200; i++)
    {
      const SmpConsultation *now = smp_history_get_current (history);
      const SmpVariant *variant = smp_consultation_get_default_variant (now);
      guint64 dice = smp_hash_u64 (1, 1, i);
      g_autoptr (SmpZone) zone = smp_zone_copy (smp_plan_get_zone (variant->plan, "zone-1"));
      g_autoptr (SmpPlan) plan = NULL;
      g_autoptr (SmpConsultation) next = NULL;

      zone->density = (double)(dice % 300);
      zone->feather[SMP_EDGE_BLEND] = smp_hash_unit (dice) * 30;
      zone->far_reach = 1 + smp_hash_unit (dice) * 5;
      zone->macro_amplitude = smp_hash_unit (dice) * 9;
      zone->variation.diameter = smp_hash_unit (dice) * 0.4;
      zone->variation.cluster = smp_hash_unit (dice);
      if (dice % 3 == 0)
        {
          g_autoptr (SmpOutline) more = smp_outline_insert (zone->outline, 0, 0.5);

          smp_zone_set_outline (zone, more);
        }
      plan = smp_plan_with_zone (variant->plan, zone);
      next = dice % 7 == 0 ? smp_consultation_with_client (now, "N", "R", "notes")
                           : smp_consultation_with_plan (now, variant->id, plan);
      smp_history_commit (history, next, "edit", dice % 5 == 0 ? "drag" : NULL);
    }
  last_text = smp_project_write (smp_history_get_current (history));
  while (smp_history_undo (history))
    ;
  undone = smp_project_write (smp_history_get_current (history));
  assert_same_text (first_text, undone);
  while (smp_history_redo (history))
    ;
  redone = smp_project_write (smp_history_get_current (history));
  assert_same_text (last_text, redone);
  g_assert_false (g_bytes_equal (first_text, last_text));
}

/* What is not always there. */
static void
test_drawn_in (void)
{
  g_autoptr (SmpConsultation) first = full_consultation ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpConsultation) edited
      = smp_project_edit (first, "/variants/0/plan/zones/0/drawn_in", "\"photo-1\"", NULL, &error);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (SmpConsultation) second = NULL;
  g_autoptr (SmpZone) copy = NULL;
  const SmpZone *zone;

  g_assert_no_error (error);
  text = smp_project_write (edited);
  second = read_back (text);
  zone = smp_plan_get_zone (smp_consultation_get_default_variant (second)->plan, "zone-1");
  g_assert_cmpstr (zone->drawn_in, ==, "photo-1");
  copy = smp_zone_copy (zone);
  g_assert_cmpstr (copy->drawn_in, ==, "photo-1");
}

static void
test_unknown_members (void)
{
  g_autoptr (SmpConsultation) first = full_consultation ();
  const char *const edits[][2] = {
    { "/later", "{\"a\": [1, 2.5, null, {\"b\": \"\\u00fc\"}], \"big\": 1e+21}" },
    { "/client/email", "\"z@example.org\"" },
    { "/photos/0/scale/target", "{\"kind\": \"card\"}" },
    { "/photos/0/landmarks/ruler/made_of", "\"steel\"" },
    { "/photos/0/head/hair", "\"none\"" },
    { "/photos/0/head/whorl/second", "[3, 4]" },
    { "/photos/0/landmarks/own_mark", "[7, 8]" },
    { "/variants/0/colour", "\"red\"" },
    { "/variants/0/plan/mode", "[]" },
    { "/variants/0/plan/pigment/batch", "\"B-1\"" },
    { "/variants/0/plan/sessions/1/date", "\"2026-12-01\"" },
    { "/variants/0/plan/zones/0/feather/hard", "0" },
    { "/variants/0/plan/zones/0/irregularity/macro", "{}" },
    { "/variants/0/plan/zones/0/variation/hue", "0.1" },
    { "/variants/0/plan/zones/0/outline/1/tension", "{\"in\": 0.5, \"out\": [1, 2]}" },
    { "/variants/0/plan/zones/0/outline/3/locked", "true" },
    { "/variants/0/plan/zones/0/strokes/0/tilt", "[10, 20]" },
    { "/consents", "{\"record\": true}" },
    { "/assessment",
      "{\"hair_loss\": {\"scale\": \"norwood\", \"stage\": \"5\", \"since\": 2019}, \"sex\": "
      "\"male\", \"fading\": {\"sun\": \"high\", \"rate\": 0.1, \"pool\": \"often\"}, "
      "\"suitability\": "
      "{\"keloids\": \"no\", \"kelods\": \"yes\"}, \"fitzpatrik\": 3}" },
  };
  static const char *const meaningless[] = { "/later",
                                             "/client/email",
                                             "/photos/0/scale/target",
                                             "/photos/0/landmarks/ruler/made_of",
                                             "/photos/0/head/hair",
                                             "/photos/0/head/whorl/second",
                                             "/photos/0/landmarks/own_mark",
                                             "/variants/0/colour",
                                             "/variants/0/plan/mode",
                                             "/variants/0/plan/pigment/batch",
                                             "/variants/0/plan/zones/0/feather/hard",
                                             "/variants/0/plan/zones/0/irregularity/macro",
                                             "/variants/0/plan/zones/0/variation/hue",
                                             "/variants/0/plan/zones/0/outline/1/tension",
                                             "/variants/0/plan/zones/0/outline/3/locked",
                                             "/variants/0/plan/zones/0/strokes/0/tilt",
                                             "/assessment/hair_loss/since",
                                             "/assessment/fading/pool",
                                             "/assessment/suitability/kelods",
                                             "/assessment/fitzpatrik" };
  SmpConsultation *now = smp_consultation_ref (first);
  g_auto (GStrv) unknown = NULL;
  g_auto (GStrv) known = NULL;
  g_autoptr (GBytes) first_text = smp_project_write (first);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (SmpConsultation) again = NULL;
  g_autoptr (GBytes) text_again = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GError) error = NULL;
      SmpConsultation *next = smp_project_edit (now, edits[i][0], edits[i][1], NULL, &error);

      g_assert_no_error (error);
      smp_consultation_unref (now);
      now = next;
    }
  text = smp_project_write (now);
  again = read_back (text);
  text_again = smp_project_write (again);
  assert_same_text (text, text_again);
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      const char *name = strrchr (edits[i][0], '/') + 1;
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", name);

      if (g_strstr_len (g_bytes_get_data (text, NULL), (gssize)g_bytes_get_size (text), quoted)
          == NULL)
        g_error ("%s was lost", edits[i][0]);
    }
  /* And told: what a person meant otherwise may be misspelt. */
  unknown = smp_project_list_unknown (text);
  for (gsize i = 0; i < G_N_ELEMENTS (meaningless); i++)
    g_assert_true (g_strv_contains ((const char *const *)unknown, meaningless[i]));
  g_assert_cmpuint (g_strv_length (unknown), ==, G_N_ELEMENTS (meaningless));
  known = smp_project_list_unknown (first_text);
  g_assert_cmpuint (g_strv_length (known), ==, 0);
  smp_consultation_unref (now);
}

static SmpConsultation *
edited (const SmpConsultation *from, const char *pointer, const char *value)
{
  g_autoptr (GError) error = NULL;
  SmpConsultation *to = smp_project_edit (from, pointer, value, NULL, &error);

  g_assert_no_error (error);
  return to;
}

/* What is kept of a node goes where the node goes, whatever happens to the nodes beside it. */
static void
test_unknown_members_of_nodes (void)
{
  g_autoptr (SmpConsultation) plain = full_consultation ();
  g_autoptr (SmpConsultation) first
      = edited (plain, "/variants/0/plan/zones/0/outline/2/locked", "\"third\"");
  const SmpPlan *plan = smp_consultation_get_default_variant (first)->plan;
  const SmpZone *zone = smp_plan_get_zone (plan, "zone-1");
  SmpNode node = zone->outline->nodes[2];
  g_autoptr (SmpOutline) longer = NULL;
  g_autoptr (SmpOutline) shorter = NULL;
  g_autoptr (SmpOutline) moved = NULL;
  g_autoptr (SmpZone) copy = smp_zone_copy (zone);
  g_autoptr (SmpPlan) changed = NULL;
  g_autoptr (SmpConsultation) second = NULL;
  g_autoptr (SmpConsultation) again = NULL;
  g_autoptr (GBytes) text = NULL;
  g_auto (GStrv) unknown = NULL;
  const SmpNode foreign = { .note = 7 };

  node.point = smp_point (444, 555);
  moved = smp_outline_with_node (zone->outline, 2, &node);
  longer = smp_outline_insert (moved, 1, 0.5);
  shorter = smp_outline_remove (longer, 0);
  smp_zone_set_outline (copy, shorter);
  changed = smp_plan_with_zone (plan, copy);
  second = smp_consultation_with_plan (first, "variant-1", changed);
  text = smp_project_write (second);
  unknown = smp_project_list_unknown (text);
  g_assert_cmpuint (g_strv_length (unknown), ==, 1);
  g_assert_cmpstr (unknown[0], ==, "/variants/0/plan/zones/0/outline/2/locked");
  again = read_back (text);
  zone = smp_plan_get_zone (smp_consultation_get_default_variant (again)->plan, "zone-1");
  g_assert_cmpfloat_with_epsilon (zone->outline->nodes[2].point.x, 444, 1e-12);
  g_assert_null (smp_zone_get_node_note (zone, &foreign));
}

/* So does what is kept of a ruler, when other landmarks move. */
static void
test_unknown_members_of_rulers (void)
{
  g_autoptr (SmpConsultation) plain = full_consultation ();
  g_autoptr (SmpConsultation) first
      = edited (plain, "/photos/0/landmarks/ruler/made_of", "\"steel\"");
  const SmpPhoto *photo = smp_consultation_get_photo (first, "photo-1");
  const SmpPoint place = { 70, 80 };
  g_autoptr (SmpLandmarks) more
      = smp_landmarks_with_point (photo->landmarks, SMP_LANDMARK_CHIN, &place);
  g_autoptr (SmpLandmarks) none = smp_landmarks_with_ruler (more, NULL);

  g_assert_true (json_object_has_member (more->unknown_ruler, "made_of"));
  g_assert_null (none->unknown_ruler);
}

static void
test_save (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stubble-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "c.stubble.json", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "such.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) lost = g_file_new_for_path (nowhere);
  g_autoptr (SmpConsultation) first = full_consultation ();
  g_autoptr (SmpConsultation) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = NULL;
  GStatBuf st;

  g_assert_true (smp_project_save (first, file, &etag, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (etag);
  g_assert_cmpint (g_stat (path, &st), ==, 0);
  g_assert_cmpint ((int)(st.st_mode & 0777), ==, 0600);
  loaded = smp_project_load (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (loaded->id, ==, first->id);

  /* Our own save is no change from outside; another's is. */
  g_assert_true (smp_project_save (first, file, &etag, NULL, &error));
  g_chmod (path, 0640);
  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  g_assert_false (smp_project_save (first, file, &etag, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_clear_error (&error);
  g_clear_pointer (&etag, g_free);
  g_assert_true (smp_project_save (first, file, &etag, NULL, &error));

  g_assert_false (smp_project_save (first, lost, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "such.json"));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_link (void)
{
  const char *const cases[][3] = {
    { "/a/b/c.json", "/a/b/p.jpg", "p.jpg" },
    { "/a/b/c.json", "/a/b/d/p.jpg", "d/p.jpg" },
    { "/a/b/c.json", "/a/e/p.jpg", "../e/p.jpg" },
    { "/a/b/c.json", "/p.jpg", "../../p.jpg" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) project = g_file_new_for_path (cases[i][0]);
      g_autoptr (GFile) photo = g_file_new_for_path (cases[i][1]);
      g_autofree char *link = smp_project_dup_link (project, photo);
      g_autoptr (GFile) folder = g_file_get_parent (project);
      g_autoptr (GFile) resolved = NULL;

      g_assert_cmpstr (link, ==, cases[i][2]);
      resolved = g_file_resolve_relative_path (folder, link);
      g_assert_true (g_file_equal (resolved, photo));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/project/round-trip", test_round_trip);
  g_test_add_func ("/project/drawn-in", test_drawn_in);
  g_test_add_func ("/project/locale", test_locale);
  g_test_add_func ("/project/undo-gives-the-first-bytes", test_undo_gives_the_first_bytes);
  g_test_add_func ("/project/unknown-members", test_unknown_members);
  g_test_add_func ("/project/unknown-members/nodes", test_unknown_members_of_nodes);
  g_test_add_func ("/project/unknown-members/rulers", test_unknown_members_of_rulers);
  g_test_add_func ("/project/save", test_save);
  g_test_add_func ("/project/link", test_link);
  return g_test_run ();
}
