/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "stubble-document.h"

G_BEGIN_DECLS

struct _StubbleDocument
{
  GObject parent_instance;

  /* Owned */
  SmpHistory *history;
  SmpPyramid *pyramid;
  char *photo_id;
  char *zone_id; /* (nullable) */
  GFile *file;   /* (nullable) */
  char *etag;    /* (nullable): what is on disk */
  GFile *links;  /* (nullable): the file beside which linked photos were found */

  /* State */
  int node;
};

void _stubble_document_set_file (StubbleDocument *self, GFile *file, const char *etag);
void _stubble_document_mark_saved (StubbleDocument *self, const SmpConsultation *value);

G_END_DECLS
