/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One button of a question. The first one is also what Esc means; the last one what Enter does. */
typedef struct
{
  const char *id;
  const char *label;
  gboolean destroys; /* shown as a warning */
} StubbleAnswer;

typedef void (*StubbleAskFunc) (const char *answer, gpointer user_data);

/* Asks a question over a window; @done gets the id of the answer. The data is borrowed until then;
 * with @parent gone there is no answer. */
GtkWindow *stubble_ask (GtkWindow *parent,
                        const char *heading,
                        const char *body,
                        const StubbleAnswer *answers,
                        gsize n_answers,
                        StubbleAskFunc done,
                        gpointer user_data);

/* Tells of an error: a sentence and "Close". */
void stubble_tell (GtkWindow *parent, const char *heading, const char *body);

G_END_DECLS
