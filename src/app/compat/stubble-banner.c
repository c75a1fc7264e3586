/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "compat/stubble-banner.h"

enum
{
  RESPONSE_DO = 1
};

typedef struct
{
  StubbleBannerFunc done;
  gpointer user_data;
} Banner;

static void
on_response (GtkInfoBar *bar, int response, Banner *self)
{
  stubble_banner_reveal (GTK_WIDGET (bar), FALSE);
  if (response == RESPONSE_DO)
    self->done (GTK_WIDGET (bar), self->user_data);
}

static void
banner_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

GtkWidget *
stubble_banner_new (const char *text,
                    const char *button,
                    StubbleBannerFunc done,
                    gpointer user_data)
{
  GtkWidget *bar = gtk_info_bar_new ();
  GtkWidget *label = gtk_label_new (text);
  Banner *self = g_new0 (Banner, 1);

  self->done = done;
  self->user_data = user_data;
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_info_bar_add_child (GTK_INFO_BAR (bar), label);
  gtk_info_bar_add_button (GTK_INFO_BAR (bar), button, RESPONSE_DO);
  gtk_info_bar_set_show_close_button (GTK_INFO_BAR (bar), TRUE);
  gtk_info_bar_set_message_type (GTK_INFO_BAR (bar), GTK_MESSAGE_WARNING);
  g_signal_connect_data (bar, "response", G_CALLBACK (on_response), self, banner_free,
                         G_CONNECT_DEFAULT);
  stubble_banner_reveal (bar, FALSE);
  return bar;
}

void
stubble_banner_reveal (GtkWidget *banner, gboolean reveal)
{
  gtk_info_bar_set_revealed (GTK_INFO_BAR (banner), reveal);
  gtk_widget_set_visible (banner, reveal);
}
