/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What kind of file is asked for. */
typedef enum
{
  STUBBLE_FILES_ALL, /* photos and consultations */
  STUBBLE_FILES_PHOTO,
  STUBBLE_FILES_CONSULTATION,
  STUBBLE_FILES_PNG,
  STUBBLE_FILES_JPEG,
  STUBBLE_FILES_PALETTE,
  STUBBLE_FILES_PRESET,
  STUBBLE_FILES_PDF,
} StubbleFiles;

/* @file is NULL if the user cancelled. */
typedef void (*StubbleFilePromptFunc) (GFile *file, gpointer user_data);

/* Asks for a file to open. */
void stubble_file_prompt_open (GtkWindow *parent,
                               const char *title,
                               StubbleFiles files,
                               StubbleFilePromptFunc done,
                               gpointer user_data);
/* Asks where to save. @folder nullable. */
void stubble_file_prompt_save (GtkWindow *parent,
                               const char *title,
                               StubbleFiles files,
                               const char *name,
                               GFile *folder,
                               StubbleFilePromptFunc done,
                               gpointer user_data);

G_END_DECLS
