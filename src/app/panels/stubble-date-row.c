/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-date-row.h"

#include <glib/gi18n.h>

struct _StubbleDateRow
{
  AdwActionRow parent_instance;

  /* Borrowed: children */
  GtkWidget *button;
  GtkWidget *calendar;
  GtkWidget *clear;

  /* Owned */
  char *date; /* (nullable) */

  /* State */
  gboolean is_setting;
};

G_DEFINE_TYPE (StubbleDateRow, stubble_date_row, ADW_TYPE_ACTION_ROW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* As people of the locale write it. */
static char *
for_people (const char *date)
{
  g_autofree char *full = g_strconcat (date, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (full, NULL);

  return time != NULL ? g_date_time_format (time, "%x") : g_strdup (date);
}

static void
choose (StubbleDateRow *self, const char *date)
{
  g_free (self->date);
  self->date = g_strdup (date);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
on_day (GtkCalendar *calendar, StubbleDateRow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

  if (!self->is_setting)
    choose (self, date);
}

/* The day that is marked already: clicking it would say nothing. */
static void
on_this_day (StubbleDateRow *self)
{
  on_day (GTK_CALENDAR (self->calendar), self);
}

static void
on_clear (StubbleDateRow *self)
{
  choose (self, NULL);
}

const char *
stubble_date_row_get_date (StubbleDateRow *self)
{
  return self->date;
}

void
stubble_date_row_set_date (StubbleDateRow *self, const char *date, const char *usual)
{
  const char *shown = date != NULL ? date : usual;
  g_autofree char *text = shown != NULL ? for_people (shown) : g_strdup (_ ("Choose…"));
  g_autofree char *name = g_strdup_printf (
      "%s: %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), text);

  if (self->date != date)
    {
      g_free (self->date);
      self->date = g_strdup (date);
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  if (date != NULL)
    gtk_widget_remove_css_class (self->button, "dim-label");
  else
    gtk_widget_add_css_class (self->button, "dim-label");
  gtk_widget_set_sensitive (self->clear, date != NULL);
  if (shown != NULL)
    {
      g_autofree char *full = g_strconcat (shown, "T12:00:00Z", NULL);
      g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (full, NULL);

      self->is_setting = TRUE;
      if (day != NULL)
        gtk_calendar_select_day (GTK_CALENDAR (self->calendar), day);
      self->is_setting = FALSE;
    }
}

static void
stubble_date_row_finalize (GObject *object)
{
  g_free (STUBBLE_DATE_ROW (object)->date);
  G_OBJECT_CLASS (stubble_date_row_parent_class)->finalize (object);
}

static void
stubble_date_row_class_init (StubbleDateRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stubble_date_row_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
stubble_date_row_init (StubbleDateRow *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *this_day;

  self->calendar = gtk_calendar_new ();
  this_day = gtk_button_new_with_label (_ ("Take This Day"));
  gtk_widget_add_css_class (this_day, "suggested-action");
  g_signal_connect_swapped (this_day, "clicked", G_CALLBACK (on_this_day), self);
  self->clear = gtk_button_new_with_label (_ ("No Date"));
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (box), this_day);
  gtk_box_append (GTK_BOX (box), self->clear);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->button);
  g_signal_connect (self->calendar, "day-selected", G_CALLBACK (on_day), self);
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (on_clear), self);
}

GtkWidget *
stubble_date_row_new (const char *title)
{
  StubbleDateRow *self = g_object_new (STUBBLE_TYPE_DATE_ROW, "title", title, NULL);

  stubble_date_row_set_date (self, NULL, NULL);
  return GTK_WIDGET (self);
}
