/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "window/stubble-job-bar.h"

#include <glib/gi18n.h>

/* How often it looks how far the work is, ms; so long work must take to be shown at all. */
#define TICK_MS 120
#define BAR_WIDTH 240

struct _StubbleJobBar
{
  GtkWidget parent_instance;

  /* Owned */
  GtkWidget *box;
  GCancellable *cancellable; /* (nullable): there is work */

  /* Borrowed */
  GtkWidget *label;
  GtkWidget *bar;
  GtkWidget *button;
  const gint *thousandths; /* (nullable) */

  guint tick;
};

G_DEFINE_FINAL_TYPE (StubbleJobBar, stubble_job_bar, GTK_TYPE_WIDGET)

static gboolean
on_tick (gpointer data)
{
  StubbleJobBar *self = data;

  if (self->thousandths != NULL)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                   g_atomic_int_get (self->thousandths) / 1000.0);
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->bar));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  return G_SOURCE_CONTINUE;
}

static void
on_cancel (StubbleJobBar *self)
{
  gtk_widget_set_sensitive (self->button, FALSE);
  g_cancellable_cancel (self->cancellable);
}

static void
clear (StubbleJobBar *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->cancellable);
  self->thousandths = NULL;
}

void
stubble_job_bar_begin (StubbleJobBar *self,
                       const char *text,
                       const gint *thousandths,
                       GCancellable *cancellable)
{
  g_return_if_fail (STUBBLE_IS_JOB_BAR (self));

  clear (self);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_widget_set_sensitive (self->button, TRUE);
  self->thousandths = thousandths;
  self->cancellable = g_object_ref (cancellable);
  self->tick = g_timeout_add (TICK_MS, on_tick, self);
}

void
stubble_job_bar_end (StubbleJobBar *self, GCancellable *cancellable)
{
  g_return_if_fail (STUBBLE_IS_JOB_BAR (self));

  if (self->cancellable != cancellable)
    return;
  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

gboolean
stubble_job_bar_cancel (StubbleJobBar *self, GCancellable *cancellable)
{
  g_return_val_if_fail (STUBBLE_IS_JOB_BAR (self), FALSE);

  if (cancellable == NULL || self->cancellable != cancellable)
    return FALSE;
  on_cancel (self);
  return TRUE;
}

gboolean
stubble_job_bar_is_busy (StubbleJobBar *self)
{
  return self->cancellable != NULL;
}

static void
stubble_job_bar_dispose (GObject *object)
{
  StubbleJobBar *self = STUBBLE_JOB_BAR (object);

  clear (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (stubble_job_bar_parent_class)->dispose (object);
}

static void
stubble_job_bar_class_init (StubbleJobBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stubble_job_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
stubble_job_bar_init (StubbleJobBar *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->label = gtk_label_new ("");
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 36);
  self->bar = gtk_progress_bar_new ();
  gtk_widget_set_size_request (self->bar, BAR_WIDTH, -1);
  gtk_box_append (GTK_BOX (lines), self->label);
  gtk_box_append (GTK_BOX (lines), self->bar);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  self->button = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_cancel), self);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_box_append (GTK_BOX (self->box), lines);
  gtk_box_append (GTK_BOX (self->box), self->button);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (self->box, "osd");
  gtk_widget_add_css_class (self->box, "job-bar");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
stubble_job_bar_new (void)
{
  return g_object_new (STUBBLE_TYPE_JOB_BAR, NULL);
}
