/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <gexiv2/gexiv2.h>
#include <pthread.h>
#include <string.h>

#include "photo/smp-photo-decode-private.h"

/* Longest text that is kept, in bytes: a camera's name, not a novel. */
#define MAX_TEXT 200

/* The XMP parser below keeps its state in globals. */
static GMutex one_at_a_time;

static gboolean can_read;

static void
initialise (void)
{
  /* Damaged metadata is no reason to print anything: what can be read is read. */
  gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
  can_read = gexiv2_initialize ();
}

char *
smp_photo_dup_line (const char *text, gsize max)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize)strnlen (text, max));
  GString *line = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    g_string_append_unichar (line,
                             g_unichar_iscntrl (g_utf8_get_char (c)) ? ' ' : g_utf8_get_char (c));
  return g_strstrip (g_string_free (line, FALSE));
}

static char *
get_text (GExiv2Metadata *exif, const char *tag)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  if (!gexiv2_metadata_try_has_tag (exif, tag, NULL))
    return NULL;
  text = gexiv2_metadata_try_get_tag_string (exif, tag, NULL);
  if (text == NULL)
    return NULL;
  line = smp_photo_dup_line (text, MAX_TEXT);
  return *line != '\0' ? g_steal_pointer (&line) : NULL;
}

/* "Canon" and "Canon EOS R5" make "Canon EOS R5". */
static char *
join_camera (const char *make, const char *model)
{
  if (make == NULL || model == NULL)
    return g_strdup (make != NULL ? make : model);
  if (g_ascii_strncasecmp (make, model, strlen (make)) == 0)
    return g_strdup (model);
  return g_strdup_printf ("%s %s", make, model);
}

static long
get_number (GExiv2Metadata *exif, const char *tag)
{
  g_autofree char *text = get_text (exif, tag);

  return text != NULL ? (long)g_ascii_strtoll (text, NULL, 10) : 0;
}

static GBytes *
dup_thumbnail (GExiv2Metadata *exif)
{
  guint8 *data = NULL;
  int size = 0;

  if (!gexiv2_metadata_get_exif_thumbnail (exif, &data, &size) || size <= 0)
    return NULL;
  return g_bytes_new_take (data, (gsize)size);
}

int
smp_photo_read_metadata (const guint8 *data,
                         gsize size,
                         SmpPhotoMetadata *metadata,
                         GBytes **thumbnail)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GExiv2Metadata) exif = NULL;
  g_autofree char *make = NULL;
  g_autofree char *model = NULL;
  long orientation, focal_length;

  pthread_once (&once, initialise);
  if (!can_read)
    return 1;
  locker = g_mutex_locker_new (&one_at_a_time);
  exif = gexiv2_metadata_new ();
  if (!gexiv2_metadata_open_buf (exif, data, (glong)size, NULL))
    return 1;

  make = get_text (exif, "Exif.Image.Make");
  model = get_text (exif, "Exif.Image.Model");
  metadata->camera = join_camera (make, model);
  metadata->taken = get_text (exif, "Exif.Photo.DateTimeOriginal");
  if (metadata->taken == NULL)
    metadata->taken = get_text (exif, "Exif.Image.DateTime");
  focal_length = get_number (exif, "Exif.Photo.FocalLengthIn35mmFilm");
  metadata->focal_length_35 = focal_length > 0 && focal_length < 10000 ? (double)focal_length : 0;

  if (thumbnail != NULL)
    *thumbnail = dup_thumbnail (exif);
  orientation = get_number (exif, "Exif.Image.Orientation");
  if (orientation < 1 || orientation > 8)
    orientation = get_number (exif, "Xmp.tiff.Orientation");
  return orientation >= 1 && orientation <= 8 ? (int)orientation : 1;
}
