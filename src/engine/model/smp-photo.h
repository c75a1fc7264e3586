/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <json-glib/json-glib.h>

#include "base/smp-types.h"
#include "model/smp-head.h"
#include "model/smp-scale.h"
#include "model/smp-view.h"

G_BEGIN_DECLS

/**
 * SmpPhoto:
 *
 * What a consultation knows of one photo: an immutable value once shared. Its bytes are an
 * attachment of the consultation under @sha256, or lie in the file that @link names.
 */
struct _SmpPhoto
{
  char *id;
  char *name; /* file name, for people */
  SmpView view;
  int width;         /* px, upright */
  int height;        /* px, upright */
  char *taken;       /* (nullable): when, as the camera wrote it: "2026:11:21 10:00:00" */
  char *camera;      /* (nullable) */
  double focal_35mm; /* focal length as on 35 mm film, in mm; 0: not known */
  char *sha256;      /* lower-case hex, of the file's bytes */
  char *link;        /* (nullable): path relative to the consultation's folder */
  SmpLandmarks *landmarks;
  SmpScale scale;
  gboolean has_head; /* see smp_photo_uses_head() */
  SmpHead head;
  JsonObject *unknown;       /* (nullable): members of the file that this version does not know */
  JsonObject *unknown_scale; /* (nullable) */
  JsonObject *unknown_head;  /* (nullable) */
  JsonObject *unknown_whorl; /* (nullable) */
};

SmpPhoto *smp_photo_new (const char *id) G_GNUC_WARN_UNUSED_RESULT;
/* A copy to change before it is shared. The same holds for every _copy of the model. */
SmpPhoto *smp_photo_copy (const SmpPhoto *self) G_GNUC_WARN_UNUSED_RESULT;
SmpPhoto *smp_photo_ref (const SmpPhoto *self);
void smp_photo_unref (const SmpPhoto *self);

/* A copy with a head; NULL takes the head away. The scale stays, see smp_photo_measure_scale(). */
SmpPhoto *smp_photo_with_head (const SmpPhoto *self, const SmpHead *head) G_GNUC_WARN_UNUSED_RESULT;

/* What smp_scale_from_landmarks() gives for the photo as it is now, with its view and its head. */
SmpScale smp_photo_measure_scale (const SmpPhoto *self, SmpSex sex);

/* Whether the photo's surface is its head. A scale that is typed in is that of a plane, and makes
 * the photo one. */
gboolean smp_photo_uses_head (const SmpPhoto *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpPhoto, smp_photo_unref)

G_END_DECLS
