/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/* A consultation opened at one photo and one variant. */
typedef struct
{
  SmpConsultation *consultation;
  const SmpPhoto *photo;     /* of the consultation */
  const SmpVariant *variant; /* of the consultation */
  SmpSurface *surface;
  SmpDotSet *dots;
  int max_megapixels; /* of a photo that is opened; 0 for the usual limit */
} CliScene;

/**
 * cli_scene_open:
 * @path: consultation file
 * @photo_id: (nullable): the first photo if %NULL
 * @variant_id: (nullable): the chosen or first variant if %NULL
 * @n_threads: 0 for one per processor
 */
CliScene *cli_scene_open (const char *path,
                          const char *photo_id,
                          const char *variant_id,
                          int n_threads,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cli_scene_free (CliScene *self);

/* The photo's pixels with their halvings; notices go to standard error. */
SmpPyramid *cli_scene_load_pixels (const CliScene *self,
                                   const char *path,
                                   int n_threads,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The dots of another photo of the scene's consultation with the scene's variant. */
SmpDotSet *cli_place_dots (const SmpVariant *variant,
                           const SmpPhoto *photo,
                           int n_threads,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliScene, cli_scene_free)

G_END_DECLS
