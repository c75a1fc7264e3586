/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "document/stubble-document.h"

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

  StubbleGhost *ghost;     /* (nullable): the photo before the last retake */
  SmpConsultation *rested; /* (nullable): as it was before landmarks were touched */
  SmpConsultation *judged; /* (nullable): for which the misfit was found */
  char *misfit;            /* (nullable): a sentence */

  /* State */
  guint rest; /* timer: landmarks rest */
  int node;
  guint64 clock; /* counts uses of pixels */
  gboolean is_opening;
};

/* The pixels of one photo. */
typedef struct
{
  SmpPyramid *pyramid; /* (nullable): while there is room */
  SmpImage *thumbnail; /* (nullable): once they have been there */
  SmpPolygon *contour; /* (nullable): of the head, once it was looked for */
  gboolean is_waiting; /* for its turn to be opened, or being opened */
  gboolean has_failed;
  guint64 used;
} StubblePixels;

GHashTable *_stubble_document_new_pixels (void);
/* The document now has the photo's pixels. */
void _stubble_document_take_pixels (StubbleDocument *self,
                                    const char *sha256,
                                    const SmpPyramid *pyramid);
/* After an edit: another photo is shown if the one that was is gone. */
void _stubble_document_check_photo (StubbleDocument *self);

/* Fits the head anew and commits. */
void _stubble_document_commit_fitted (StubbleDocument *self,
                                      const SmpConsultation *value,
                                      const char *label,
                                      const char *merge_key);
void _stubble_document_set_file (StubbleDocument *self, GFile *file, const char *etag);
void _stubble_document_mark_saved (StubbleDocument *self, const SmpConsultation *value);

G_END_DECLS
