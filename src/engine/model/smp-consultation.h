/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <json-glib/json-glib.h>

#include "base/smp-types.h"
#include "model/smp-sex.h"

G_BEGIN_DECLS

/* What a tape round a head can tell, mm; others are slips of the hand. ANSUR II: men 574 ± 16,
 * women 561 ± 19; our choice. */
#define SMP_HEAD_CIRCUMFERENCE_LEAST 450.0
#define SMP_HEAD_CIRCUMFERENCE_MOST 700.0

typedef struct
{
  char *name;
  char *reference;
  char *notes;
  double head_circumference_mm; /* by tape, above the brows; 0: not measured */
  JsonObject *unknown;          /* (nullable) */
} SmpClient;

/**
 * SmpConsultation:
 *
 * One client visit: the whole document, an immutable value once shared. An edit makes a new
 * consultation that shares all it did not touch, so a render, an autosave or an export may hold a
 * reference on any thread.
 */
struct _SmpConsultation
{
  char *id;       /* UUID */
  char *created;  /* RFC 3339 */
  char *modified; /* RFC 3339 */
  SmpClient client;
  JsonObject *assessment;  /* (nullable): kept as it is */
  GPtrArray *photos;       /* of SmpPhoto */
  GPtrArray *variants;     /* of SmpVariant, at least one */
  char *chosen_variant;    /* (nullable): id */
  JsonObject *consents;    /* (nullable): kept as it is */
  GHashTable *attachments; /* SHA-256 in hex → GBytes of the photo's own file */
  JsonObject *unknown;     /* (nullable) */
};

/* A consultation with a new UUID, one empty variant, and now as its date. */
SmpConsultation *smp_consultation_new (void) G_GNUC_WARN_UNUSED_RESULT;
SmpConsultation *smp_consultation_copy (const SmpConsultation *self) G_GNUC_WARN_UNUSED_RESULT;
SmpConsultation *smp_consultation_ref (const SmpConsultation *self);
void smp_consultation_unref (const SmpConsultation *self);

const SmpPhoto *smp_consultation_get_photo (const SmpConsultation *self, const char *id);
SmpSex smp_consultation_get_sex (const SmpConsultation *self);
const SmpVariant *smp_consultation_get_variant (const SmpConsultation *self, const char *id);
/* The chosen variant, else the first. */
const SmpVariant *smp_consultation_get_default_variant (const SmpConsultation *self);

/**
 * smp_consultation_dup_photo_title:
 * @photo: one of its photos
 *
 * Returns: what to call the photo in a sentence: its view, and the name of its file where another
 *   photo has the same view, as "Left oblique (left.jpg)"
 */
char *smp_consultation_dup_photo_title (const SmpConsultation *self,
                                        const SmpPhoto *photo) G_GNUC_WARN_UNUSED_RESULT;
/* Edits: each gives a new consultation; a thing of a known id is replaced, else appended. */
SmpConsultation *smp_consultation_with_photo (const SmpConsultation *self,
                                              const SmpPhoto *photo) G_GNUC_WARN_UNUSED_RESULT;
/* Adds the photo and its file's bytes at once; those of a photo that it replaces go. */
SmpConsultation *smp_consultation_with_photo_bytes (const SmpConsultation *self,
                                                    const SmpPhoto *photo,
                                                    GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
/* Takes away the photo, its bytes, and the zones that were drawn in it. */
SmpConsultation *smp_consultation_without_photo (const SmpConsultation *self,
                                                 const char *id) G_GNUC_WARN_UNUSED_RESULT;
/* The photo as number @index of all. */
SmpConsultation *smp_consultation_with_photo_at (const SmpConsultation *self,
                                                 const char *id,
                                                 guint index) G_GNUC_WARN_UNUSED_RESULT;
SmpConsultation *
smp_consultation_with_variant (const SmpConsultation *self,
                               const SmpVariant *variant) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the variant away, unless it is the only one. */
SmpConsultation *smp_consultation_without_variant (const SmpConsultation *self,
                                                   const char *id) G_GNUC_WARN_UNUSED_RESULT;
/* Marks the variant that the client chose; NULL for none. */
SmpConsultation *smp_consultation_with_chosen_variant (const SmpConsultation *self,
                                                       const char *id) G_GNUC_WARN_UNUSED_RESULT;
/* Replaces the plan of a variant. */
SmpConsultation *smp_consultation_with_plan (const SmpConsultation *self,
                                             const char *variant_id,
                                             const SmpPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
SmpConsultation *smp_consultation_with_client (const SmpConsultation *self,
                                               const char *name,
                                               const char *reference,
                                               const char *notes) G_GNUC_WARN_UNUSED_RESULT;
/* The client's head by tape, mm; 0: not measured. Heads stay as they are fitted:
 * smp_consultation_fit_head() fits them anew. */
SmpConsultation *smp_consultation_with_head_circumference (const SmpConsultation *self,
                                                           double mm) G_GNUC_WARN_UNUSED_RESULT;
/* Replaces the assessment; smp_assessment_to_json() makes one. Scales that go by the sex change
 * with it; heads stay likewise. */
SmpConsultation *
smp_consultation_with_assessment (const SmpConsultation *self,
                                  JsonObject *assessment) G_GNUC_WARN_UNUSED_RESULT;
/* For who changed the sex in another way: scales as above. */
SmpConsultation *
smp_consultation_with_scales_anew (const SmpConsultation *self) G_GNUC_WARN_UNUSED_RESULT;
/* With now as "modified": for who is about to save it. */
SmpConsultation *smp_consultation_touched (const SmpConsultation *self) G_GNUC_WARN_UNUSED_RESULT;
char *smp_consultation_new_photo_id (const SmpConsultation *self) G_GNUC_WARN_UNUSED_RESULT;
char *smp_consultation_new_variant_id (const SmpConsultation *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpConsultation, smp_consultation_unref)

G_END_DECLS
