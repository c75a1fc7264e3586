/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "base/smp-constants.h"
#include "model/smp-assessment.h"

static const char text[]
    = "{\"later\": [1], \"sex\": \"male\", \"hair_loss\": {\"scale\": \"basp\", \"stage\": "
      "\"M2V1\", \"seen\": 1}, \"fitzpatrick\": 3, \"fading\": {\"sun\": \"high\", \"sunscreen\": "
      "\"always\"}, \"suitability\": {\"keloids\": \"yes\", \"allergy\": \"no\"}, "
      "\"skin_colour\": \"#c69076\", \"stubble_colour\": \"#b98a70\"}";

/* What it knows is read and written; what it does not know is carried along. */
static void
test_round_trip (void)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (JsonNode) again = json_node_new (JSON_NODE_OBJECT);
  SmpAssessment self = smp_assessment_from_json (json_node_get_object (node)), none = { 0 };
  g_autoptr (JsonObject) object = smp_assessment_to_json (&self, json_node_get_object (node));
  g_autoptr (JsonObject) empty = smp_assessment_to_json (&none, json_node_get_object (node));

  g_assert_cmpint (self.sex, ==, SMP_SEX_MALE);
  g_assert_cmpint (self.scale, ==, SMP_HAIR_LOSS_BASP);
  g_assert_cmpstr (self.stage, ==, "M2V1");
  g_assert_cmpint (self.fitzpatrick, ==, 3);
  g_assert_true (self.has_skin && !self.has_hair && self.has_stubble);
  g_assert_cmpint (self.stubble[2], ==, 0x70);
  g_assert_cmpint (self.skin[1], ==, 0x90);
  json_node_set_object (again, object);
  g_assert_true (json_node_equal (node, again));
  g_assert_cmpuint (json_object_get_size (empty), ==, 2); /* later, and hair_loss with seen */
  for (gsize i = 0; i < SMP_N_SUITABILITY; i++)
    {
      const SmpSuitabilityItem *item = &smp_suitability_items ()[i];
      g_auto (GStrv) keys = g_strsplit (item->source, " ", -1);

      for (gsize k = 0; keys[k] != NULL; k++)
        g_assert_nonnull (smp_source_by_key (keys[k]));
      g_assert_cmpint (self.suitability[i], ==,
                       strcmp (item->id, "keloids") == 0   ? SMP_ANSWER_YES
                       : strcmp (item->id, "allergy") == 0 ? SMP_ANSWER_NO
                                                           : SMP_ANSWER_UNKNOWN);
    }
}

static void
test_fading (void)
{
  SmpAssessment self = { 0 }, worst = { 0 };

  g_assert_cmpfloat_with_epsilon (smp_assessment_fading (&self), 0.105, 1e-12);
  self.factors[SMP_FACTOR_SUN] = smp_factor_level_from_string (SMP_FACTOR_SUN, "high");
  g_assert_cmpfloat_with_epsilon (smp_assessment_fading (&self), 0.105 * 1.3, 1e-12);
  self.factors[SMP_FACTOR_SUN] = smp_factor_level_from_string (SMP_FACTOR_SUN, "usual");
  g_assert_cmpfloat_with_epsilon (smp_assessment_fading (&self), 0.105, 1e-12);
  self.fading = 0.2;
  g_assert_cmpfloat_with_epsilon (smp_assessment_fading (&self), 0.2, 1e-12);
  /* All at once stays in the range of what is believed. */
  for (SmpFactor f = 0; f < SMP_N_FACTORS; f++)
    worst.factors[f] = f == SMP_FACTOR_EXFOLIATION ? 2 : 3;
  g_assert_cmpfloat (smp_assessment_fading (&worst), >, 0.18);
  g_assert_cmpfloat (smp_assessment_fading (&worst), <=, 0.25);
}

static void
test_stages (void)
{
  g_autofree char *norwood = smp_hair_loss_describe (SMP_HAIR_LOSS_NORWOOD, "3v");
  g_autofree char *basp = smp_hair_loss_describe (SMP_HAIR_LOSS_BASP, "C1F2");

  g_assert_cmpstr (norwood, ==, "Norwood 3v: recession of the temples and thinning at the crown");
  g_assert_cmpstr (basp, ==, "BASP C1F2");
  g_assert_null (smp_hair_loss_describe (SMP_HAIR_LOSS_LUDWIG, "4"));
  g_assert_false (smp_hair_loss_has_stage (SMP_HAIR_LOSS_BASP, ""));
  g_assert_false (smp_hair_loss_has_stage (SMP_HAIR_LOSS_BASP, "M"));
  g_assert_false (smp_hair_loss_has_stage (SMP_HAIR_LOSS_BASP, "M2V"));
  g_assert_false (smp_hair_loss_has_stage (SMP_HAIR_LOSS_UNKNOWN, "1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/assessment/round-trip", test_round_trip);
  g_test_add_func ("/model/assessment/fading", test_fading);
  g_test_add_func ("/model/assessment/stages", test_stages);
  return g_test_run ();
}
