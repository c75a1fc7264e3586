/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stubble-application.h"

#include <glib/gi18n.h>

#include "dialogs/stubble-about.h"
#include "stubble-resources.h"
#include "window/stubble-window.h"

struct _StubbleApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (StubbleApplication, stubble_application, ADW_TYPE_APPLICATION)

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  stubble_about_present (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

/* Closes the windows one after the other, so that each asks about its unsaved changes. */
static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows
      = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *l = windows; l != NULL; l = l->next)
    if (STUBBLE_IS_WINDOW (l->data))
      gtk_window_close (l->data);
}

static void
on_new_window (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (stubble_window_new (GTK_APPLICATION (user_data))));
}

static void
set_accels (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *accels[3];
  } table[] = {
    { "app.quit", { "<Control>q" } },
    { "app.new-window", { "<Control>n" } },
    { "window.close", { "<Control>w" } },
    { "win.open", { "<Control>o" } },
    { "win.save", { "<Control>s" } },
    { "win.save-as", { "<Control><Shift>s" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z", "<Control>y" } },
    { "win.zoom-in", { "<Control>plus", "<Control>equal" } },
    { "win.zoom-out", { "<Control>minus" } },
    { "win.zoom-fit", { "<Control>0" } },
    { "win.zoom-actual", { "<Control>1" } },
    { "win.show-panel", { "F9" } },
    { "win.show-views", { "<Control>F9" } },
    { "win.go-between", { "<Control>Tab" } },
    { "win.guides", { "<Control>g" } },
    { "win.photo-add", { "<Control><Shift>o" } },
    { "win.photo-next", { "<Control>Page_Down" } },
    { "win.photo-previous", { "<Control>Page_Up" } },
    { "win.show::before", { "<Alt>1" } },
    { "win.show::after", { "<Alt>2" } },
    { "win.show::split", { "<Alt>3" } },
    { "win.show::side-by-side", { "<Alt>4" } },
    { "win.show::fade", { "<Alt>5" } },
    { "win.show::flicker", { "<Alt>6" } },
    { "win.split-rotate", { "<Control><Shift>r" } },
    { "win.present", { "F11" } },
    { "win.present-pinned", { "<Shift>F11" } },
    { "win.flip", { "<Control><Shift>m" } },
    { "win.match-grain", { "<Control><Shift>t" } },
    { "win.distance::0.5", { "<Control>2" } },
    { "win.distance::2", { "<Control>3" } },
    { "win.turn-left", { "<Control>4" } },
    { "win.turn-upright", { "<Control>5" } },
    { "win.turn-right", { "<Control>6" } },
    { "win.step::photo", { "F1" } },
    { "win.step::hairline", { "F2" } },
    { "win.step::zones", { "F3" } },
    { "win.step::shade", { "F4" } },
    { "win.step::density", { "F5" } },
    { "win.step::time", { "F6" } },
    { "win.step::compare", { "F7" } },
    { "win.step::record", { "F8" } },
    { "win.assessment", { "<Control>i" } },
    { "win.stages", { "<Control>t" } },
    { "win.variant-new", { "<Control><Shift>n" } },
    { "win.variants", { "<Control><Shift>g" } },
    { "win.presets", { "<Control><Shift>p" } },
    { "win.tool::select", { "<Control><Shift>v" } },
    { "win.tool::pan", { "<Control><Shift>h" } },
    { "win.tool::landmarks", { "<Control>l" } },
    { "win.tool::head", { "<Control><Shift>l" } },
    { "win.tool::ruler", { "<Control>r" } },
    { "win.tool::hairline", { "<Control>d" } },
    { "win.tool::zone", { "<Control><Shift>d" } },
    { "win.tool::keep-out", { "<Control><Shift>k" } },
    { "win.tool::brush-add", { "<Control>b" } },
    { "win.tool::brush-remove", { "<Control><Shift>b" } },
    { "win.mirror", { "<Control>m" } },
    { "win.export", { "<Control>e" } },
    { "win.export-record", { "<Control><Shift>e" } },
    { "win.shortcuts", { "<Control>question" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_application_set_accels_for_action (application, table[i].action, table[i].accels);
}

static void
stubble_application_startup (GApplication *application)
{
  const GActionEntry entries[] = {
    { .name = "about", .activate = on_about },
    { .name = "quit", .activate = on_quit },
    { .name = "new-window", .activate = on_new_window },
  };

  /* Before the parent, which loads style.css from the resources. */
  g_resources_register (stubble_get_resource ());
  g_application_set_resource_base_path (application, "/io/github/stubble/Stubble");
  G_APPLICATION_CLASS (stubble_application_parent_class)->startup (application);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/stubble/Stubble/icons");
  gtk_window_set_default_icon_name (APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  set_accels (GTK_APPLICATION (application));
}

static void
stubble_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (stubble_window_new (GTK_APPLICATION (application)));
  gtk_window_present (window);
}

/* Each file gets a window; the first one takes an empty window that is already there. */
static void
stubble_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

      if (!STUBBLE_IS_WINDOW (window) || !stubble_window_is_empty (STUBBLE_WINDOW (window)))
        window = GTK_WINDOW (stubble_window_new (GTK_APPLICATION (application)));
      gtk_window_present (window);
      stubble_window_open (STUBBLE_WINDOW (window), files[i]);
    }
}

static void
stubble_application_class_init (StubbleApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = stubble_application_startup;
  application_class->activate = stubble_application_activate;
  application_class->open = stubble_application_open;
}

static void
stubble_application_init (StubbleApplication *self)
{
}

StubbleApplication *
stubble_application_new (void)
{
  return g_object_new (STUBBLE_TYPE_APPLICATION, "application-id", APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, NULL);
}
