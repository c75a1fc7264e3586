/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "document/stubble-document.h"
#include "document/stubble-opening.h"
#include "model/smp-face-frame.h"

G_BEGIN_DECLS

struct _StubbleDocument
{
  GObject parent_instance;

  /* Owned */
  SmpHistory *history;
  GHashTable *pixels; /* of StubblePixels by SHA-256 of the photo's bytes */
  char *photo_id;
  char *variant_id; /* (nullable): the default one */
  char *zone_id;    /* (nullable) */
  GFile *file;      /* (nullable) */
  char *etag;       /* (nullable): what is on disk */
  GFile *links;     /* (nullable): the file beside which linked photos were found */

  StubbleGhost *ghost;        /* (nullable): the photo before the last retake */
  SmpConsultation *rested;    /* (nullable): as it was before landmarks were touched */
  SmpConsultation *drawn;     /* (nullable): with zones as they were drawn, for all fits until
                               * something else moves them */
  SmpConsultation *carried;   /* (nullable): what the last of those fits made of it */
  SmpConsultation *judged;    /* (nullable): for which the misfit was found */
  gconstpointer judged_photo; /* (nullable): in that one */
  char *misfit;               /* (nullable): a sentence */
  SmpConsultation *taped;     /* (nullable): for which was asked whether its tape is left out */
  gboolean tape_left_out;

  /* State */
  guint rest;              /* timer: landmarks rest */
  gconstpointer searching; /* (nullable): the search for contours that is waited for */
  int node;
  guint64 clock;               /* counts uses of pixels */
  SmpConsultation *unsearched; /* (nullable): rested while pixels were on their way */
  GQueue settling;             /* of GTask: who waits until the head is fitted */
};

/* The pixels of one photo. */
typedef struct
{
  SmpPyramid *pyramid; /* (nullable): while there is room */
  SmpPyramid *part;    /* (nullable): of the photo at 1/@shrink, until they are there */
  int shrink;
  SmpImage *thumbnail;     /* (nullable): once there was a picture */
  SmpPolygon *contour;     /* (nullable): of the head, once it was looked for and seen */
  StubbleOpening *opening; /* (nullable): they are on their way */
  SmpConsultation *added;  /* (nullable): right after it was added, while it is on its way */
  gboolean is_waiting;     /* for its turn to be opened, or being opened */
  gboolean has_failed;
  gboolean is_searched; /* the contour was looked for */
  guint64 used;
} StubblePixels;

GHashTable *_stubble_document_new_pixels (void);
StubblePixels *_stubble_document_pixels_of (StubbleDocument *self, const char *sha256);
/* (nullable): the best that there is to be looked at: of the photo at 1/@shrink. */
const SmpPyramid *_stubble_pixels_get_picture (const StubblePixels *pixels, int *shrink);
/* There is something to be looked at until the pixels come. */
void _stubble_document_take_part (StubbleDocument *self,
                                  const char *sha256,
                                  const SmpPyramid *part,
                                  int shrink);
/* What has come so far, and what is still to come. */
void _stubble_document_take_opening (StubbleDocument *self, StubbleOpening *opening);
/* The last step added the photo: it is taken back if the photo fails and nothing was done since. */
void _stubble_document_note_added (StubbleDocument *self, const char *sha256);
/* After an edit: photos that are gone need not come any more. */
void _stubble_document_check_openings (StubbleDocument *self);
/* Landmarks were touched: contours are looked for when they rest. */
void _stubble_document_rest (StubbleDocument *self);
/* What was touched is taken back: nothing rests, and nobody need wait. */
void _stubble_document_forget_rest (StubbleDocument *self);
/* Pixels came: looks for contours that could not be looked for before. */
void _stubble_document_search_again (StubbleDocument *self);
/* The document now has the photo's pixels. */
void _stubble_document_take_pixels (StubbleDocument *self,
                                    const char *sha256,
                                    const SmpPyramid *pyramid);
/* After an edit: another photo is shown if the one that was is gone. */
void _stubble_document_check_photo (StubbleDocument *self);

/* (transfer full) (nullable): the head's contour in the photo, px of it, found in a picture of it
 * at 1/@shrink. */
SmpPolygon *
_stubble_document_contour_in (const SmpImage *image, double shrink, const SmpFaceFrame *frame);

/* (transfer full): with the head fitted anew, and @pose (nullable) set by hand in the photo that is
 * worked on. */
SmpConsultation *_stubble_document_fit (StubbleDocument *self,
                                        const SmpConsultation *value,
                                        const SmpQuaternion *pose);
/* The document has what the fit gave: the next goes on from there. */
void _stubble_document_keep_carried (StubbleDocument *self);
/* Fits the head anew and commits. */
void _stubble_document_commit_fitted (StubbleDocument *self,
                                      const SmpConsultation *value,
                                      const char *label,
                                      const char *merge_key);
void _stubble_document_set_file (StubbleDocument *self, GFile *file, const char *etag);
void _stubble_document_mark_saved (StubbleDocument *self, const SmpConsultation *value);

G_END_DECLS
