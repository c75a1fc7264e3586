/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "compat/stubble-ask.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  StubbleAskFunc done;
  gpointer user_data;
} Question;

static void
on_response (AdwMessageDialog *dialog, const char *response, Question *question)
{
  StubbleAskFunc done = question->done;

  /* One answer only, as the data may be gone after it. */
  question->done = NULL;
  /* The answer may close the parent, and the dialog is freed a frame later: GTK 4.8 then reaches
   * for the parent that is gone. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  if (done != NULL)
    done (response, question->user_data);
}

static void
question_free (gpointer question, GClosure *closure)
{
  g_free (question);
}

GtkWindow *
stubble_ask (GtkWindow *parent,
             const char *heading,
             const char *body,
             const StubbleAnswer *answers,
             gsize n_answers,
             StubbleAskFunc done,
             gpointer user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  Question *question = g_new0 (Question, 1);

  question->done = done;
  question->user_data = user_data;
  for (gsize i = 0; i < n_answers; i++)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), answers[i].id,
                                       answers[i].label);
      if (answers[i].destroys)
        adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), answers[i].id,
                                                    ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), answers[0].id);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), answers[n_answers - 1].id);
  if (n_answers > 1 && !answers[n_answers - 1].destroys)
    adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                                answers[n_answers - 1].id, ADW_RESPONSE_SUGGESTED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), question, question_free,
                         G_CONNECT_DEFAULT);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

void
stubble_tell (GtkWindow *parent, const char *heading, const char *body)
{
  const StubbleAnswer answers[] = { { "close", _ ("_Close"), FALSE } };

  stubble_ask (parent, heading, body, answers, G_N_ELEMENTS (answers), NULL, NULL);
}
