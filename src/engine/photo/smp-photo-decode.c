/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-photo-decode.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/smp-error.h"
#include "base/smp-limits.h"
#include "photo/smp-photo-decode-private.h"

void
smp_decoded_photo_free (SmpDecodedPhoto *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->image, smp_image_unref);
  g_free (self->metadata.mime_type);
  g_free (self->metadata.camera);
  g_free (self->metadata.taken);
  g_free (self->metadata.profile);
  g_strfreev (self->notices);
  g_free (self);
}

gboolean
smp_decode_check_size (const SmpDecode *self, guint64 width, guint64 height, GError **error)
{
  if (width == 0 || height == 0)
    {
      smp_decode_set_damaged (self, _ ("it states a size of nothing"), error);
      return FALSE;
    }
  if (width > SMP_LIMIT_PHOTO_SIDE || height > SMP_LIMIT_PHOTO_SIDE)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("“%s” is %" PRIu64 " × %" PRIu64
                      " pixels large; the limit is %d pixels a side. Save the photo smaller and "
                      "open that."),
                   self->name, width, height, SMP_LIMIT_PHOTO_SIDE);
      return FALSE;
    }
  if ((double)width * (double)height > self->max_megapixels * 1e6)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("“%s” has %d million pixels (%d × %d); the limit is %d million. Save the "
                      "photo smaller and open that."),
                   self->name, (int)((double)width * (double)height / 1e6 + 0.5), (int)width,
                   (int)height, (int)self->max_megapixels);
      return FALSE;
    }
  return TRUE;
}

void
smp_decode_take_notice (SmpDecode *self, char *notice)
{
  g_ptr_array_add (self->notices, notice);
}

void
smp_decode_set_damaged (const SmpDecode *self, const char *detail, GError **error)
{
  const char *kind = smp_photo_kind_name (self->kind);

  if (detail == NULL || *detail == '\0')
    g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                 _ ("The %s file “%s” is damaged and cannot be opened. Copy it again from the "
                    "camera, or use another photo."),
                 kind, self->name);
  else
    g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                 /* Translators: a kind of file, its name, and a technical detail. */
                 _ ("The %s file “%s” is damaged and cannot be opened (%s). Copy it again from the "
                    "camera, or use another photo."),
                 kind, self->name, detail);
}

static SmpImage *
decode_pixels (SmpDecode *self, GError **error)
{
  switch (self->kind)
    {
    case SMP_PHOTO_JPEG:
      return smp_decode_jpeg (self, error);
    case SMP_PHOTO_PNG:
      return smp_decode_png (self, error);
    case SMP_PHOTO_WEBP:
    case SMP_PHOTO_HEIF:
    case SMP_PHOTO_AVIF:
    case SMP_PHOTO_TIFF:
    case SMP_PHOTO_BMP:
    case SMP_PHOTO_GIF:
      return smp_decode_pixbuf (self, error);
    case SMP_PHOTO_UNKNOWN:
    default:
      g_set_error (error, SMP_ERROR, SMP_ERROR_UNSUPPORTED,
                   self->size == 0 ? _ ("The file “%s” is empty (0 bytes). Copy the photo again "
                                        "from the camera.")
                                   : _ ("“%s” is not a photo that can be opened. Use a JPEG, PNG, "
                                        "WebP, HEIC, AVIF, TIFF, BMP or GIF file."),
                   self->name);
      return NULL;
    }
}

/* Inks without a profile: what they leave of the light, multiplied (the usual device formula). */
static void
mix_inks (SmpImage *image)
{
  for (int y = 0; y < image->height; y++)
    {
      guint8 *p = image->pixels + (gsize)y * image->stride;

      for (int x = 0; x < image->width; x++, p += 4)
        {
          int light = 255 - p[3];

          for (int c = 0; c < 3; c++)
            p[c] = (guint8)(((255 - p[c]) * light + 127) / 255);
          p[3] = 255;
        }
    }
}

static gboolean
convert_colours (SmpDecode *self, SmpImage *image, GError **error)
{
  g_autoptr (SmpProfileTransform) transform = NULL;

  if (self->is_srgb)
    return TRUE;
  transform = smp_decode_dup_transform (self, FALSE);
  if (transform != NULL)
    return smp_profile_transform_image (transform, image, self->cancellable, error);
  if (self->model == SMP_COLOUR_CMYK)
    mix_inks (image);
  return TRUE;
}

/* Steals what @self has found out. */
static SmpDecodedPhoto *
finish (SmpDecode *self, SmpImage *image, GError **error)
{
  g_autoptr (SmpDecodedPhoto) photo = g_new0 (SmpDecodedPhoto, 1);
  int orientation = smp_photo_read_metadata (self->data, self->size, &photo->metadata);

  photo->image = image;
  if (!convert_colours (self, photo->image, error))
    return NULL;
  photo->image = smp_image_take_oriented (
      g_steal_pointer (&photo->image), self->is_oriented ? self->orientation : orientation, error);
  if (photo->image == NULL)
    return NULL;
  photo->metadata.mime_type = g_strdup (smp_photo_kind_mime_type (self->kind));
  photo->metadata.profile = g_steal_pointer (&self->profile_name);
  g_ptr_array_add (self->notices, NULL);
  photo->notices = (GStrv)g_ptr_array_steal (self->notices, NULL);
  return g_steal_pointer (&photo);
}

SmpDecodedPhoto *
smp_photo_decode (GBytes *bytes,
                  const char *name,
                  double max_megapixels,
                  GCancellable *cancellable,
                  GError **error)
{
  SmpDecode self = { .name = name, .cancellable = cancellable, .orientation = 1 };
  SmpDecodedPhoto *photo = NULL;
  SmpImage *image;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self.data = g_bytes_get_data (bytes, &self.size);
  self.kind = smp_photo_kind (self.data, self.size);
  self.max_megapixels = max_megapixels > 0 ? max_megapixels : SMP_LIMIT_PHOTO_MEGAPIXELS;
  self.notices = g_ptr_array_new_with_free_func (g_free);
  image = decode_pixels (&self, error);
  if (image != NULL)
    photo = finish (&self, image, error);
  g_ptr_array_unref (self.notices);
  g_clear_pointer (&self.profile, g_bytes_unref);
  g_free (self.profile_name);
  return photo;
}
