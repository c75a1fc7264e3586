/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "dialogs/stubble-ruler-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "compat/stubble-ask.h"

#define LENGTH_MAX 1000.0

typedef struct
{
  GtkWidget *spin; /* borrowed: lives as long as the question */
  StubbleRulerFunc done;
  gpointer user_data;
} Ruler;

static void
on_answer (const char *answer, gpointer data)
{
  Ruler *self = data;
  double mm = 0;

  if (strcmp (answer, "set") == 0)
    {
      gtk_spin_button_update (GTK_SPIN_BUTTON (self->spin));
      mm = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->spin));
    }
  self->done (mm, self->user_data);
  g_object_unref (self->spin);
  g_free (self);
}

void
stubble_ruler_dialog_ask (GtkWindow *parent,
                          double guess,
                          StubbleRulerFunc done,
                          gpointer user_data)
{
  const StubbleAnswer answers[] = {
    { "cancel", _ ("_Cancel"), FALSE },
    { "set", _ ("_Set Length"), FALSE },
  };
  Ruler *self = g_new0 (Ruler, 1);
  GtkWindow *dialog;

  self->done = done;
  self->user_data = user_data;
  self->spin = g_object_ref_sink (gtk_spin_button_new_with_range (0.1, LENGTH_MAX, 0.5));
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (self->spin), 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->spin), CLAMP (guess, 0.1, LENGTH_MAX));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Length in millimetres"), -1);
  dialog = stubble_ask (parent, _ ("How Long Is It?"),
                        _ ("Type the true length of the line in millimetres. The scale of the "
                           "photo follows from it."),
                        answers, G_N_ELEMENTS (answers), on_answer, self);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), self->spin);
  gtk_widget_grab_focus (self->spin);
}
