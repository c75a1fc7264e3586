/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <json-glib/json-glib.h>

#include "base/smp-types.h"
#include "model/smp-sex.h"

G_BEGIN_DECLS

typedef enum
{
  SMP_HAIR_LOSS_UNKNOWN,
  SMP_HAIR_LOSS_NORWOOD,
  SMP_HAIR_LOSS_LUDWIG,
  SMP_HAIR_LOSS_SINCLAIR,
  SMP_HAIR_LOSS_BASP,
} SmpHairLossScale;

#define SMP_N_HAIR_LOSS_SCALES 5

typedef enum
{
  SMP_ANSWER_UNKNOWN,
  SMP_ANSWER_NO,
  SMP_ANSWER_YES,
} SmpAnswer;

/* What speeds up or slows down fading, as the client tells it. */
typedef enum
{
  SMP_FACTOR_SUN,         /* low, usual, high */
  SMP_FACTOR_SUNSCREEN,   /* always, usual, never */
  SMP_FACTOR_SKIN,        /* dry, usual, oily */
  SMP_FACTOR_EXFOLIATION, /* usual, often */
  SMP_N_FACTORS,
} SmpFactor;

#define SMP_FACTOR_LEVELS 3

/* A question of the suitability checklist. "Yes" means: see a clinician first. */
typedef struct
{
  const char *id;       /* of the file */
  const char *question; /* to be translated with gettext */
  const char *source;   /* keys of smp_sources */
} SmpSuitabilityItem;

#define SMP_N_SUITABILITY 12

/**
 * SmpAssessment:
 *
 * What was asked and seen of the client, as plain values; all zero is nothing asked. Nothing is
 * diagnosed, and nothing here is inferred from a photo but the colours that a person picked.
 */
typedef struct
{
  SmpSex sex;
  SmpHairLossScale scale;
  char stage[12];               /* of the scale, "3v", "M2V1"; "" for none */
  int fitzpatrick;              /* 1 to 6 as answered, 0 not asked */
  guint factors[SMP_N_FACTORS]; /* number of the level, 0 unknown */
  double fading;                /* loss per year that the practitioner set, 0 from the factors */
  SmpAnswer suitability[SMP_N_SUITABILITY];
  gboolean has_skin;
  guint8 skin[3]; /* encoded sRGB */
  gboolean has_hair;
  guint8 hair[3];
  gboolean has_stubble;
  guint8 stubble[3]; /* the skin in its own light with the shaved sides' hair, as matched */
} SmpAssessment;

/* Reads the members it knows; what is no good is as if not there (the project reader refuses it).
 * @object may be NULL. */
SmpAssessment smp_assessment_from_json (JsonObject *object);
/* Replaces the members it knows in a copy of @old (nullable). (transfer full) */
JsonObject *smp_assessment_to_json (const SmpAssessment *self,
                                    JsonObject *old) G_GNUC_WARN_UNUSED_RESULT;

/* Loss of visible strength per year: the practitioner's, or the usual times the factors. */
double smp_assessment_fading (const SmpAssessment *self);

const char *smp_hair_loss_scale_to_string (SmpHairLossScale scale);
gboolean smp_hair_loss_scale_from_string (const char *text, SmpHairLossScale *scale);
/* Whether the scale has such a stage: Norwood 1 to 7 with 2a to 5a and 3v, Ludwig 1 to 3,
 * Sinclair 1 to 5, BASP a basic type with or without specific ones (L, M2, C1V2, M1F1V1). */
gboolean smp_hair_loss_has_stage (SmpHairLossScale scale, const char *stage);
/* The stages of a scale in their order, to choose from; NULL after the last. Of BASP, whose types
 * combine, only the basic types. */
const char *smp_hair_loss_get_stage (SmpHairLossScale scale, guint index);
/* What the stage means in one line, or NULL: "Norwood 3v: …". (transfer full) */
char *smp_hair_loss_describe (SmpHairLossScale scale, const char *stage) G_GNUC_WARN_UNUSED_RESULT;

/* The same in words, translated: "Sun", "Much"; "Not asked" for level 0. */
const char *smp_factor_describe (SmpFactor factor);
const char *smp_factor_level_describe (SmpFactor factor, guint level);

const SmpSuitabilityItem *smp_suitability_items (void);
const char *smp_answer_to_string (SmpAnswer answer);
gboolean smp_answer_from_string (const char *text, SmpAnswer *answer);

/* Names of a factor and of its levels 1 to 3 in the file; a level may be NULL. */
const char *smp_factor_to_string (SmpFactor factor);
const char *smp_factor_level_to_string (SmpFactor factor, guint level);
/* 0 for an unknown word. */
guint smp_factor_level_from_string (SmpFactor factor, const char *text);

G_END_DECLS
