/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "cli-scene.h"

#include <glib/gi18n.h>

#include "base/smp-error.h"
#include "cli.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-decode.h"
#include "project/smp-project-reader.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface.h"

void
cli_scene_free (CliScene *self)
{
  g_clear_pointer (&self->consultation, smp_consultation_unref);
  g_clear_pointer (&self->surface, smp_surface_unref);
  g_clear_pointer (&self->dots, smp_dot_set_unref);
  g_free (self);
}

SmpDotSet *
cli_place_dots (const SmpVariant *variant, const SmpPhoto *photo, int n_threads, GError **error)
{
  g_autoptr (SmpSurface) surface = smp_surface_for_photo (photo);

  return smp_dots_place (variant->plan, photo->id, surface, n_threads, NULL, error);
}

CliScene *
cli_scene_open (
    const char *path, const char *photo_id, const char *variant_id, int n_threads, GError **error)
{
  g_autoptr (CliScene) self = g_new0 (CliScene, 1);
  g_autoptr (GFile) file = cli_file (path);

  self->consultation = smp_project_load (file, NULL, error);
  if (self->consultation == NULL)
    return NULL;

  if (photo_id != NULL)
    self->photo = smp_consultation_get_photo (self->consultation, photo_id);
  else if (self->consultation->photos->len > 0)
    self->photo = g_ptr_array_index (self->consultation->photos, 0);
  if (self->photo == NULL)
    {
      if (photo_id != NULL)
        g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                     _ ("%s: There is no photo “%s”; “stubble-cli info” lists them."), path,
                     photo_id);
      else
        g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND, _ ("%s: There is no photo in it."),
                     path);
      return NULL;
    }

  self->variant = variant_id != NULL ? smp_consultation_get_variant (self->consultation, variant_id)
                                     : smp_consultation_get_default_variant (self->consultation);
  if (self->variant == NULL)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                   _ ("%s: There is no variant “%s”; “stubble-cli info” lists them."), path,
                   variant_id != NULL ? variant_id : "");
      return NULL;
    }

  self->surface = smp_surface_for_photo (self->photo);
  self->dots = smp_dots_place (self->variant->plan, self->photo->id, self->surface, n_threads, NULL,
                               error);
  return self->dots != NULL ? g_steal_pointer (&self) : NULL;
}

SmpPyramid *
cli_scene_load_pixels (const CliScene *self, const char *path, int n_threads, GError **error)
{
  g_autoptr (GFile) file = cli_file (path);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SmpDecodedPhoto) decoded = NULL;

  bytes = smp_project_dup_photo_bytes (self->consultation, self->photo, folder, NULL, error);
  if (bytes == NULL)
    return NULL;
  decoded = smp_photo_decode (bytes, self->photo->name, self->max_megapixels, NULL, error);
  if (decoded == NULL)
    return NULL;
  if (decoded->image->width != self->photo->width || decoded->image->height != self->photo->height)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                   _ ("Photo “%s” is %d × %d pixels, but the consultation says %d × %d."),
                   self->photo->name, decoded->image->width, decoded->image->height,
                   self->photo->width, self->photo->height);
      return NULL;
    }
  for (gsize i = 0; decoded->notices != NULL && decoded->notices[i] != NULL; i++)
    g_printerr ("stubble-cli: %s: %s\n", path, decoded->notices[i]);
  return smp_pyramid_new (decoded->image, n_threads, error);
}
