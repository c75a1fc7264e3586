/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/* Side of a picture as it is kept, px at most, and as it is shown, widget px. */
#define STUBBLE_RECENT_PICTURE_MAX 144
#define STUBBLE_RECENT_PICTURE_SIDE 56

/* Small pictures of the files in the list of recent ones: squares of the unchanged photo, that
 * nothing simulated is ever seen without its badge. They lie in the user's cache, readable by
 * nobody else, named by a hash of the file's address, and hold nothing but pixels and what the file
 * was when they were made. Main thread only; pixels and files are worked on in threads. */

/* Where they lie. */
char *stubble_recent_pictures_dup_folder (void);

/**
 * stubble_recent_pictures_make:
 * @file: the consultation or photo
 * @etag: (nullable): what it was when @image was taken of it, see smp_project_dup_etag(); %NULL for
 *   what it is now
 * @image: of its photo
 * @made: called once the picture is there; not if it could not be made, or was cleared meanwhile
 */
void stubble_recent_pictures_make (GFile *file,
                                   const char *etag,
                                   const SmpImage *image,
                                   void (*made) (void));

/* Removes all but those of @uris, and of files that were just opened and are to be listed soon. */
void stubble_recent_pictures_keep_only (const char *const *uris);
/* The list has the file since @modified, seconds since 1970, and does not show it: what was made
 * before that is not awaited any more. */
void stubble_recent_pictures_forget (const char *uri, gint64 modified);
/* Removes all, those too that are being made. */
void stubble_recent_pictures_clear (void);

/* How many pictures are being made or read. */
guint stubble_recent_pictures_count_pending (void);

/* A square for the file at @uri: a neutral icon and, if @show and there is one that is not older
 * than the file, its picture soon after. It is presentation only: the row has the file's name. */
GtkWidget *stubble_recent_picture_new (const char *uri, gboolean show);

G_END_DECLS
