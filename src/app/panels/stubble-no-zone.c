/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-no-zone.h"

#include <glib/gi18n.h>

#include "canvas/stubble-zone-view.h"

GtkWidget *
stubble_no_zone_new (void)
{
  GtkWidget *self = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (self), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self), 0);
  gtk_widget_add_css_class (self, "dim-label");
  return self;
}

void
stubble_no_zone_update (GtkWidget *self, StubbleDocument *document, const char *usual)
{
  const SmpPhoto *photo = stubble_document_get_photo (document);
  gboolean waits
      = photo != NULL && stubble_zones_wait_for_head (stubble_document_get_plan (document), photo);

  gtk_label_set_label (
      GTK_LABEL (self),
      waits ? _ ("What is planned shows in this photo once its landmarks are placed.") : usual);
}
