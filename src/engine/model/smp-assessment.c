/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-assessment.h"

#include <stdio.h>
#include <string.h>

#include "base/smp-constants.h"
#include <glib/gi18n-lib.h>

static const char *const answer_names[] = { "unknown", "no", "yes" };

static const struct
{
  const char *id;
  const char *levels[SMP_FACTOR_LEVELS];
  const char *name; /* to be translated, as are these words */
  const char *words[SMP_FACTOR_LEVELS];
} factors[SMP_N_FACTORS] = {
  [SMP_FACTOR_SUN]
  = { "sun", { "low", "usual", "high" }, N_ ("Sun"), { N_ ("Little"), N_ ("Usual"), N_ ("Much") } },
  [SMP_FACTOR_SUNSCREEN] = { "sunscreen",
                             { "always", "usual", "never" },
                             N_ ("Sunscreen"),
                             { N_ ("Always"), N_ ("Usual"), N_ ("Never") } },
  [SMP_FACTOR_SKIN]
  = { "skin", { "dry", "usual", "oily" }, N_ ("Skin"), { N_ ("Dry"), N_ ("Usual"), N_ ("Oily") } },
  [SMP_FACTOR_EXFOLIATION] = { "exfoliation",
                               { "usual", "often", NULL },
                               N_ ("Exfoliation"),
                               { N_ ("Usual"), N_ ("Often"), NULL } },
};

/* Answers "yes" are shown, recorded and printed; nothing is diagnosed. */
static const SmpSuitabilityItem items[SMP_N_SUITABILITY] = {
  { "pregnant-or-nursing", N_ ("Pregnant or nursing"), "IOWA" },
  { "active-skin-disease",
    N_ ("Active skin disease on the scalp: psoriasis, eczema, acne, infection"), "META GA4" },
  { "keloids", N_ ("Tendency to keloids or raised scars"), "META GA4" },
  { "blood-thinners", N_ ("Takes blood thinners"), "GA4" },
  { "bleeding-disorder", N_ ("Bleeding disorder"), "JOTFORM MAVEN" },
  { "autoimmune-disease", N_ ("Autoimmune disease"), "GA4" },
  { "communicable-disease", N_ ("Communicable disease"), "JOTFORM MAVEN" },
  { "allergy", N_ ("Allergy to pigments or numbing agents"), "DOCSBAY HAWAII" },
  { "active-hair-loss", N_ ("Hair loss that is progressing fast"), "TRAQUINA" },
  { "young-scar", N_ ("Scar to be treated younger than 9 to 12 months, or raised"), "LOOKNAT" },
  { "under-age", N_ ("Younger than 18"), "DOCSBAY" },
  { "unrealistic-expectations", N_ ("Expects hair to grow or a guaranteed result"), "GA4" },
};

static gboolean
find (const char *const *names, gsize n, const char *text, guint *found)
{
  for (gsize i = 0; i < n; i++)
    if (names[i] != NULL && strcmp (names[i], text) == 0)
      {
        *found = (guint)i;
        return TRUE;
      }
  return FALSE;
}

const SmpSuitabilityItem *
smp_suitability_items (void)
{
  return items;
}

const char *
smp_answer_to_string (SmpAnswer answer)
{
  return answer_names[MIN (answer, SMP_ANSWER_YES)];
}

gboolean
smp_answer_from_string (const char *text, SmpAnswer *answer)
{
  return find (answer_names, G_N_ELEMENTS (answer_names), text, answer);
}

const char *
smp_factor_to_string (SmpFactor factor)
{
  g_return_val_if_fail (factor < SMP_N_FACTORS, NULL);

  return factors[factor].id;
}

const char *
smp_factor_level_to_string (SmpFactor factor, guint level)
{
  g_return_val_if_fail (factor < SMP_N_FACTORS, NULL);

  return level >= 1 && level <= SMP_FACTOR_LEVELS ? factors[factor].levels[level - 1] : NULL;
}

guint
smp_factor_level_from_string (SmpFactor factor, const char *text)
{
  guint level;

  return find (factors[factor].levels, SMP_FACTOR_LEVELS, text, &level) ? level + 1 : 0;
}

const char *
smp_factor_describe (SmpFactor factor)
{
  g_return_val_if_fail (factor < SMP_N_FACTORS, NULL);

  return _ (factors[factor].name);
}

const char *
smp_factor_level_describe (SmpFactor factor, guint level)
{
  return smp_factor_level_to_string (factor, level) != NULL ? _ (factors[factor].words[level - 1])
                                                            : _ ("Not asked");
}

/* What a level does to the rate; the usual does nothing. */
static double
factor_of (SmpFactor factor, guint level)
{
  const char *name = smp_factor_level_to_string (factor, level);

  if (name == NULL || strcmp (name, "usual") == 0)
    return 1;
  switch (factor)
    {
    case SMP_FACTOR_SUN:
      return level == 1 ? SMP_K (SUN_LOW) : SMP_K (SUN_HIGH);
    case SMP_FACTOR_SUNSCREEN:
      return level == 1 ? SMP_K (SUNSCREEN_ALWAYS) : SMP_K (SUNSCREEN_NEVER);
    case SMP_FACTOR_SKIN:
      return level == 1 ? SMP_K (SKIN_DRY) : SMP_K (SKIN_OILY);
    case SMP_FACTOR_EXFOLIATION:
      return SMP_K (EXFOLIATION_OFTEN);
    case SMP_N_FACTORS:
    default:
      return 1;
    }
}

double
smp_assessment_fading (const SmpAssessment *self)
{
  double rate = SMP_K (FADING_PER_YEAR);

  if (self->fading > 0)
    return CLAMP (self->fading, SMP_K (FADING_MIN), SMP_K (FADING_MAX));
  for (SmpFactor f = 0; f < SMP_N_FACTORS; f++)
    rate *= factor_of (f, self->factors[f]);
  return CLAMP (rate, SMP_K (FADING_MIN), SMP_K (FADING_MAX));
}

static const char *
text_member (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : "";
}

static double
number_member (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return 0;
  return json_node_get_value_type (node) == G_TYPE_INT64    ? (double)json_node_get_int (node)
         : json_node_get_value_type (node) == G_TYPE_DOUBLE ? json_node_get_double (node)
                                                            : 0;
}

static JsonObject *
object_member (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
colour_member (JsonObject *object, const char *name, guint8 rgb[3])
{
  const char *text = text_member (object, name);
  guint r, g, b;

  if (strlen (text) != 7 || sscanf (text, "#%2x%2x%2x", &r, &g, &b) != 3)
    return FALSE;
  rgb[0] = (guint8)r;
  rgb[1] = (guint8)g;
  rgb[2] = (guint8)b;
  return TRUE;
}

SmpAssessment
smp_assessment_from_json (JsonObject *object)
{
  SmpAssessment self = { 0 };
  JsonObject *loss = object_member (object, "hair_loss");
  JsonObject *fading = object_member (object, "fading");
  JsonObject *answers = object_member (object, "suitability");

  smp_sex_from_string (text_member (object, "sex"), &self.sex);
  smp_hair_loss_scale_from_string (text_member (loss, "scale"), &self.scale);
  if (smp_hair_loss_has_stage (self.scale, text_member (loss, "stage")))
    g_strlcpy (self.stage, text_member (loss, "stage"), sizeof self.stage);
  self.fitzpatrick = (int)CLAMP (number_member (object, "fitzpatrick"), 0.0, 6.0);
  for (SmpFactor f = 0; f < SMP_N_FACTORS; f++)
    self.factors[f] = smp_factor_level_from_string (f, text_member (fading, factors[f].id));
  self.fading = number_member (fading, "rate");
  for (gsize i = 0; i < SMP_N_SUITABILITY; i++)
    smp_answer_from_string (text_member (answers, items[i].id), &self.suitability[i]);
  self.has_skin = colour_member (object, "skin_colour", self.skin);
  self.has_hair = colour_member (object, "hair_colour", self.hair);
  self.has_stubble = colour_member (object, "stubble_colour", self.stubble);
  return self;
}

/* Sets a text, or takes the member away for NULL. */
static void
set_text (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
  else
    json_object_remove_member (object, name);
}

static void
set_number (JsonObject *object, const char *name, double value)
{
  if (value > 0)
    json_object_set_double_member (object, name, value);
  else
    json_object_remove_member (object, name);
}

static void
set_colour (JsonObject *object, const char *name, gboolean has, const guint8 rgb[3])
{
  g_autofree char *text = has ? g_strdup_printf ("#%02x%02x%02x", rgb[0], rgb[1], rgb[2]) : NULL;

  set_text (object, name, text);
}

/* A copy of what @name is in @from, to be changed and put into @to. */
static JsonObject *
copy_part (JsonObject *from, const char *name)
{
  JsonObject *copy = json_object_new (), *part = object_member (from, name);
  g_autoptr (GList) names = part != NULL ? json_object_get_members (part) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (copy, l->data, json_node_copy (json_object_get_member (part, l->data)));
  return copy;
}

static void
put_part (JsonObject *to, const char *name, JsonObject *part)
{
  if (json_object_get_size (part) > 0)
    json_object_set_object_member (to, name, part);
  else
    {
      json_object_remove_member (to, name);
      json_object_unref (part);
    }
}

JsonObject *
smp_assessment_to_json (const SmpAssessment *self, JsonObject *old)
{
  JsonObject *object = json_object_new ();
  JsonObject *loss = copy_part (old, "hair_loss");
  JsonObject *fading = copy_part (old, "fading");
  JsonObject *answers = copy_part (old, "suitability");
  g_autoptr (GList) names = old != NULL ? json_object_get_members (old) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (object, l->data,
                            json_node_copy (json_object_get_member (old, l->data)));
  set_text (object, "sex", self->sex != SMP_SEX_UNKNOWN ? smp_sex_to_string (self->sex) : NULL);
  set_text (loss, "scale",
            self->scale != SMP_HAIR_LOSS_UNKNOWN ? smp_hair_loss_scale_to_string (self->scale)
                                                 : NULL);
  set_text (loss, "stage", self->stage[0] != '\0' ? self->stage : NULL);
  put_part (object, "hair_loss", loss);
  if (self->fitzpatrick > 0)
    json_object_set_int_member (object, "fitzpatrick", self->fitzpatrick);
  else
    json_object_remove_member (object, "fitzpatrick");
  set_colour (object, "skin_colour", self->has_skin, self->skin);
  set_colour (object, "hair_colour", self->has_hair, self->hair);
  set_colour (object, "stubble_colour", self->has_stubble, self->stubble);
  for (SmpFactor f = 0; f < SMP_N_FACTORS; f++)
    set_text (fading, factors[f].id, smp_factor_level_to_string (f, self->factors[f]));
  set_number (fading, "rate", self->fading);
  put_part (object, "fading", fading);
  for (gsize i = 0; i < SMP_N_SUITABILITY; i++)
    set_text (answers, items[i].id,
              self->suitability[i] != SMP_ANSWER_UNKNOWN
                  ? smp_answer_to_string (self->suitability[i])
                  : NULL);
  put_part (object, "suitability", answers);
  json_object_seal (object);
  return object;
}
