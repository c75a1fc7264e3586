/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "compat/stubble-file-prompt.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkFileChooserNative *chooser;
  StubbleFilePromptFunc done;
  gpointer user_data;
} Prompt;

static void
on_response (GtkNativeDialog *dialog, int response, Prompt *prompt)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  prompt->done (file, prompt->user_data);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (prompt->chooser);
  g_free (prompt);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns, gboolean photos)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (gsize i = 0; patterns != NULL && patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  if (photos)
    gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
add_filters (GtkFileChooser *chooser, StubbleFiles files)
{
  static const char *const consultation[] = { "*.stubble.json", "*.json", NULL };
  static const char *const palette[] = { "*.gpl", "*.json", NULL };
  static const char *const preset[] = { "*.json", NULL };
  static const char *const pdf[] = { "*.pdf", NULL };
  static const char *const png[] = { "*.png", NULL };
  static const char *const jpeg[] = { "*.jpg", "*.jpeg", NULL };

  if (files == STUBBLE_FILES_ALL)
    add_filter (chooser, _ ("Photos and Consultations"), consultation, TRUE);
  if (files == STUBBLE_FILES_ALL || files == STUBBLE_FILES_PHOTO)
    add_filter (chooser, _ ("Photos"), NULL, TRUE);
  if (files == STUBBLE_FILES_ALL || files == STUBBLE_FILES_CONSULTATION)
    add_filter (chooser, _ ("Consultations"), consultation, FALSE);
  if (files == STUBBLE_FILES_PNG)
    add_filter (chooser, _ ("PNG Pictures"), png, FALSE);
  if (files == STUBBLE_FILES_JPEG)
    add_filter (chooser, _ ("JPEG Pictures"), jpeg, FALSE);
  if (files == STUBBLE_FILES_PDF)
    add_filter (chooser, _ ("PDF Documents"), pdf, FALSE);
  if (files == STUBBLE_FILES_PALETTE)
    add_filter (chooser, _ ("Palettes"), palette, FALSE);
  if (files == STUBBLE_FILES_PRESET)
    add_filter (chooser, _ ("Presets"), preset, FALSE);
}

static GtkFileChooser *
prepare (GtkWindow *parent,
         const char *title,
         GtkFileChooserAction action,
         StubbleFiles files,
         StubbleFilePromptFunc done,
         gpointer user_data)
{
  Prompt *prompt = g_new0 (Prompt, 1);

  prompt->done = done;
  prompt->user_data = user_data;
  prompt->chooser = gtk_file_chooser_native_new (
      title, parent, action, action == GTK_FILE_CHOOSER_ACTION_SAVE ? _ ("_Save") : _ ("_Open"),
      _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (prompt->chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (prompt->chooser), files);
  g_signal_connect (prompt->chooser, "response", G_CALLBACK (on_response), prompt);
  return GTK_FILE_CHOOSER (prompt->chooser);
}

void
stubble_file_prompt_open (GtkWindow *parent,
                          const char *title,
                          StubbleFiles files,
                          StubbleFilePromptFunc done,
                          gpointer user_data)
{
  GtkFileChooser *chooser
      = prepare (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, files, done, user_data);

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
stubble_file_prompt_save (GtkWindow *parent,
                          const char *title,
                          StubbleFiles files,
                          const char *name,
                          GFile *folder,
                          StubbleFilePromptFunc done,
                          gpointer user_data)
{
  GtkFileChooser *chooser
      = prepare (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, files, done, user_data);

  gtk_file_chooser_set_current_name (chooser, name);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
