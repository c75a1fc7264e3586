/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"
#include "document/stubble-ghost.h"
#include "document/stubble-opening.h"
#include "geometry/smp-affine.h"
#include "model/smp-assessment.h"
#include "model/smp-photo.h"

G_BEGIN_DECLS

#define STUBBLE_TYPE_DOCUMENT (stubble_document_get_type ())
G_DECLARE_FINAL_TYPE (StubbleDocument, stubble_document, STUBBLE, DOCUMENT, GObject)

/**
 * StubbleDocument:
 *
 * The consultation that is open: its current value, its history, its file, the pixels of its
 * photos, which of them is worked on, and what is selected. Main thread only; all values that it
 * hands out are immutable.
 *
 * Signals: "changed" after every edit, undo, redo and save; "selection" when another photo, zone or
 * node is selected; "photo" when another photo is worked on; "pixels" when those of a photo, or
 * a part of them, have come; "failed" (a sentence) when they cannot; "photo-notice" (sentences)
 * when something is wrong with the file of one that came; "notice" (a sentence) that is worth a
 * word once landmarks rest.
 */
StubbleDocument *stubble_document_new (const SmpConsultation *consultation,
                                       const SmpPyramid *pyramid);

/* (transfer none): the current value and its parts. */
const SmpConsultation *stubble_document_get_consultation (StubbleDocument *self);
/* (nullable): the photo that is worked on. */
const SmpPhoto *stubble_document_get_photo (StubbleDocument *self);
const SmpVariant *stubble_document_get_variant (StubbleDocument *self);
/* Works on another variant; says "changed". NULL for the chosen or first one. */
void stubble_document_set_variant (StubbleDocument *self, const char *id);
const SmpPlan *stubble_document_get_plan (StubbleDocument *self);
/* (nullable): the pixels of that photo, all of them. */
const SmpPyramid *stubble_document_get_pyramid (StubbleDocument *self);
/* Works on another photo from now on. */
void stubble_document_show_photo (StubbleDocument *self, const char *photo_id);
/**
 * stubble_document_need_picture:
 * @shrink: (out): px of the photo for one of the picture; 1 once it is the photo itself
 *
 * What there is of a photo to be looked at. If not all of it is there, it is opened and "pixels"
 * tells.
 *
 * Returns: (transfer none) (nullable)
 */
const SmpPyramid *
stubble_document_need_picture (StubbleDocument *self, const SmpPhoto *photo, int *shrink);
/* (transfer none) (nullable): the photo's way from its file, while it is on it. */
StubbleOpening *stubble_document_get_opening (StubbleDocument *self, const SmpPhoto *photo);
/* (transfer none) (nullable): a picture of some hundred pixels, once the photo has been opened. */
SmpImage *stubble_document_get_thumbnail (StubbleDocument *self, const SmpPhoto *photo);
/* Whether the photo could not be opened. */
gboolean stubble_document_has_failed (StubbleDocument *self, const SmpPhoto *photo);

/* (nullable): the photo before, if the one that is worked on is a retake of this sitting. */
const StubbleGhost *stubble_document_get_ghost (StubbleDocument *self);

/* Makes @value the current one; see smp_history_commit(). */
void stubble_document_commit (StubbleDocument *self,
                              const SmpConsultation *value,
                              const char *label,
                              const char *merge_key);
/* Ends a drag: the next commit is a step of its own. */
void stubble_document_seal (StubbleDocument *self);
void stubble_document_undo (StubbleDocument *self);
void stubble_document_redo (StubbleDocument *self);
/* (nullable): what undo and redo would take back. */
const char *stubble_document_get_undo_label (StubbleDocument *self);
const char *stubble_document_get_redo_label (StubbleDocument *self);

/* The list behind undo and redo; see smp_history_get_n_values(). */
guint stubble_document_get_n_values (StubbleDocument *self);
guint stubble_document_get_position (StubbleDocument *self);
const char *stubble_document_get_step_label (StubbleDocument *self, guint position);
void stubble_document_go_to (StubbleDocument *self, guint position);

/* Edits by what they change; each is one commit. */
void stubble_document_commit_plan (StubbleDocument *self,
                                   const SmpPlan *plan,
                                   const char *label,
                                   const char *merge_key);
void stubble_document_commit_zone (StubbleDocument *self,
                                   const SmpZone *zone,
                                   const char *label,
                                   const char *merge_key);
void stubble_document_commit_outline (StubbleDocument *self,
                                      const char *zone_id,
                                      const SmpOutline *outline,
                                      const char *label,
                                      const char *merge_key);
/* Where the sex changes, scales and the head do with it. */
void stubble_document_commit_assessment (StubbleDocument *self,
                                         const SmpAssessment *assessment,
                                         const char *label);
/* The scale and the head follow from the landmarks. */
void stubble_document_commit_landmarks (StubbleDocument *self,
                                        const SmpLandmarks *landmarks,
                                        const char *label,
                                        const char *merge_key);
/* Moves a point that somebody clicked to the pupil, to the edge of an iris of which the pupil or
 * the other edge is placed, or to the head's contour, if the landmark is of that kind and the
 * picture shows one within @reach, px. */
gboolean stubble_document_snap (StubbleDocument *self,
                                const SmpPhoto *photo,
                                const char *landmark,
                                double reach,
                                SmpPoint *point);
/* (transfer full) (nullable): a sentence if the photo's landmarks do not go together. */
char *stubble_document_dup_misfit (StubbleDocument *self);
/* The client's head by tape, mm; 0: not measured. The head follows. */
void stubble_document_commit_head_circumference (StubbleDocument *self,
                                                 double mm,
                                                 const char *label,
                                                 const char *merge_key);
/* Whether the tape contradicts the photos, so that the head does not follow. */
gboolean stubble_document_is_tape_left_out (StubbleDocument *self);
/* The pose of the photo's head as somebody sets it; fits leave it from then on. NULL gives it back
 * to the fit. */
void stubble_document_commit_pose (StubbleDocument *self,
                                   const SmpQuaternion *rotation,
                                   const char *label,
                                   const char *merge_key);
/* Where the hair of the crown turns, in all photos of the head. */
void stubble_document_commit_whorl (StubbleDocument *self,
                                    const SmpWhorl *whorl,
                                    const char *label,
                                    const char *merge_key);
/* Moves the ghost, and with it all that was placed and drawn in the photo. There must be one. */
void stubble_document_commit_aligned (StubbleDocument *self,
                                      const SmpAffine *by,
                                      const char *label,
                                      const char *merge_key);
void stubble_document_commit_view (StubbleDocument *self, SmpView view);
/* Edits of photos; see smp_consultation_without_photo(). The last photo stays. */
void stubble_document_remove_photo (StubbleDocument *self, const char *photo_id);
/* To the place of number @index. */
void stubble_document_move_photo (StubbleDocument *self, const char *photo_id, guint index);
void stubble_document_remove_zone (StubbleDocument *self, const char *zone_id);

/* (nullable): the zone that panels and tools work on; the first one if none was chosen. */
const SmpZone *stubble_document_get_zone (StubbleDocument *self);
/* Its number in the plan, or -1. */
int stubble_document_get_zone_index (StubbleDocument *self);
/* The selected node of that zone's outline, or -1. */
int stubble_document_get_node (StubbleDocument *self);
/* @zone_id NULL for the first; @node -1 for none. */
void stubble_document_select (StubbleDocument *self, const char *zone_id, int node);

/* (nullable): the consultation's file. */
GFile *stubble_document_get_file (StubbleDocument *self);
/* (nullable): what that file was when it was opened or saved; see smp_project_dup_etag(). */
const char *stubble_document_get_etag (StubbleDocument *self);
/* (nullable): the file beside which linked photos were found. */
GFile *stubble_document_get_links (StubbleDocument *self);
gboolean stubble_document_is_modified (StubbleDocument *self);
/* What to call it: the file's name, else the photo's. */
char *stubble_document_dup_title (StubbleDocument *self);

G_END_DECLS
