/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "window/stubble-history-button.h"

#include <glib/gi18n.h>

#define HEIGHT_MAX 420
#define WIDTH 280

struct _StubbleHistoryButton
{
  AdwBin parent_instance;

  /* Borrowed: children */
  GtkWidget *button;
  GtkWidget *list;

  /* Owned */
  StubbleDocument *document; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (StubbleHistoryButton, stubble_history_button, ADW_TYPE_BIN)

static GtkWidget *
step_row (StubbleHistoryButton *self, guint position)
{
  const char *label = stubble_document_get_step_label (self->document, position);
  gboolean is_now = position == stubble_document_get_position (self->document);
  gboolean is_undone = position > stubble_document_get_position (self->document);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *text = gtk_label_new (label != NULL ? label : _ ("As It Was Opened"));
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_widget_set_hexpand (text, TRUE);
  if (is_undone)
    gtk_widget_add_css_class (text, "dim-label");
  gtk_widget_set_opacity (mark, is_now ? 1 : 0);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_widget_add_css_class (box, "history-step");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, is_now, -1);
  g_object_set_data (G_OBJECT (row), "position", GUINT_TO_POINTER (position));
  return row;
}

/* The list is made when it is opened: nobody sees it before. */
static void
fill (StubbleHistoryButton *self)
{
  GtkWidget *child, *now = NULL;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  if (self->document == NULL)
    return;
  for (guint i = stubble_document_get_n_values (self->document); i-- > 0;)
    {
      GtkWidget *row = step_row (self, i);

      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
      if (i == stubble_document_get_position (self->document))
        now = row;
    }
  if (now != NULL)
    gtk_widget_grab_focus (now);
}

static void
on_row (GtkListBox *list, GtkListBoxRow *row, StubbleHistoryButton *self)
{
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "position"));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  if (self->document != NULL)
    stubble_document_go_to (self->document, position);
}

static void
on_changed (StubbleHistoryButton *self)
{
  gtk_widget_set_sensitive (
      self->button, self->document != NULL && stubble_document_get_n_values (self->document) > 1);
}

void
stubble_history_button_set_document (StubbleHistoryButton *self, StubbleDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
}

static void
stubble_history_button_dispose (GObject *object)
{
  g_clear_object (&STUBBLE_HISTORY_BUTTON (object)->document);
  G_OBJECT_CLASS (stubble_history_button_parent_class)->dispose (object);
}

static void
stubble_history_button_class_init (StubbleHistoryButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stubble_history_button_dispose;
}

static void
stubble_history_button_init (StubbleHistoryButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("History"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT_MAX);
  gtk_widget_set_size_request (scroller, WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (fill), self);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "document-open-recent-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_tooltip_text (self->button, _ ("History"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("History"), -1);
  adw_bin_set_child (ADW_BIN (self), self->button);
  on_changed (self);
}
