/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "dialogs/stubble-shortcuts.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "dialogs/stubble-dialog.h"

typedef struct
{
  const char *title;
  const char *action; /* (nullable): whose keys the application knows */
  const char *keys;   /* else; several with a space between them */
} Shortcut;

static const Shortcut consultation[] = {
  { N_ ("Open"), "win.open", NULL },
  { N_ ("Add a photo"), "win.photo-add", NULL },
  { N_ ("Save"), "win.save", NULL },
  { N_ ("Save as"), "win.save-as", NULL },
  { N_ ("Undo"), "win.undo", NULL },
  { N_ ("Redo"), "win.redo", NULL },
  { N_ ("Export the picture"), "win.export", NULL },
  { N_ ("Export record"), "win.export-record", NULL },
  { N_ ("Cancel an export"), NULL, "Escape" },
  { N_ ("New window"), "app.new-window", NULL },
  { N_ ("Close the window"), "window.close", NULL },
  { N_ ("Quit"), "app.quit", NULL },
  { N_ ("Main menu"), NULL, "F10" },
  { N_ ("Keyboard shortcuts"), "win.shortcuts", NULL },
};

static const Shortcut compare[] = {
  { N_ ("Show the original while held"), NULL, "space" },
  { N_ ("Before"), "win.show::before", NULL },
  { N_ ("After"), "win.show::after", NULL },
  { N_ ("Split"), "win.show::split", NULL },
  { N_ ("Side by side"), "win.show::side-by-side", NULL },
  { N_ ("Fade"), "win.show::fade", NULL },
  { N_ ("Flicker"), "win.show::flicker", NULL },
  { N_ ("Turn the divider"), "win.split-rotate", NULL },
  { N_ ("As in a mirror"), "win.flip", NULL },
  { N_ ("Match grain"), "win.match-grain", NULL },
  { N_ ("As from half a metre"), "win.distance::0.5", NULL },
  { N_ ("As from two metres"), "win.distance::2", NULL },
  { N_ ("Move the divider, or fade"), NULL, "bracketleft bracketright" },
  { N_ ("Present to the client"), "win.present", NULL },
  { N_ ("Pin what the client sees"), "win.present-pinned", NULL },
};

static const Shortcut view[] = {
  { N_ ("Zoom in"), "win.zoom-in", NULL },
  { N_ ("Zoom out"), "win.zoom-out", NULL },
  { N_ ("Fit the photo"), "win.zoom-fit", NULL },
  { N_ ("Actual size"), "win.zoom-actual", NULL },
  { N_ ("Rotate the view left"), "win.turn-left", NULL },
  { N_ ("Rotate the view right"), "win.turn-right", NULL },
  { N_ ("Upright"), "win.turn-upright", NULL },
  { N_ ("Side panel"), "win.show-panel", NULL },
  { N_ ("Between the panel and the picture"), "win.go-between", NULL },
  { N_ ("Photos"), "win.show-views", NULL },
  { N_ ("Guides"), "win.guides", NULL },
  { N_ ("Next photo"), "win.photo-next", NULL },
  { N_ ("Previous photo"), "win.photo-previous", NULL },
};

static const Shortcut tools[] = {
  { N_ ("Place landmarks"), "win.tool::landmarks", NULL },
  { N_ ("Turn the head and move its whorl"), "win.tool::head", NULL },
  { N_ ("Ruler"), "win.tool::ruler", NULL },
  { N_ ("Draw a hairline"), "win.tool::hairline", NULL },
  { N_ ("Draw a zone"), "win.tool::zone", NULL },
  { N_ ("Draw a keep-out"), "win.tool::keep-out", NULL },
  { N_ ("Paint density in"), "win.tool::brush-add", NULL },
  { N_ ("Paint density away"), "win.tool::brush-remove", NULL },
  { N_ ("Width of the brush"), NULL, "bracketleft bracketright" },
  { N_ ("Dab where the brush is"), NULL, "Return" },
  { N_ ("Edit"), "win.tool::select", NULL },
  { N_ ("Pan"), "win.tool::pan", NULL },
};

static const Shortcut nodes[] = {
  { N_ ("Mirror symmetry"), "win.mirror", NULL },
  { N_ ("Move the selected node by 0.1 mm"), NULL, "Left Right Up Down" },
  { N_ ("Move it by 1 mm"), NULL, "<Shift>Left <Shift>Right" },
  { N_ ("In the list of nodes"), NULL, "<Alt>Left <Shift><Alt>Left" },
  { N_ ("Select the next landmark"), NULL, "l" },
  { N_ ("Remove the selected node"), NULL, "Delete" },
};

static const Shortcut head[] = {
  { N_ ("Turn the head"), NULL, "Left Right Up Down" },
  { N_ ("Lean the head"), NULL, "comma period" },
  { N_ ("Next or previous point of the contour"), NULL, "Page_Down Page_Up" },
  { N_ ("Move the point of the contour"), NULL, "Left Right Up Down" },
  { N_ ("Remove the point of the contour"), NULL, "Delete" },
  { N_ ("Move the replaced photo over its retake"), NULL, "Left Right Up Down" },
  { N_ ("Turn the replaced photo"), NULL, "comma period" },
  { N_ ("Resize the replaced photo"), NULL, "Page_Up Page_Down" },
};

static const Shortcut steps[] = {
  { N_ ("Photo"), "win.step::photo", NULL },
  { N_ ("Hairline"), "win.step::hairline", NULL },
  { N_ ("Zones"), "win.step::zones", NULL },
  { N_ ("Shade"), "win.step::shade", NULL },
  { N_ ("Density"), "win.step::density", NULL },
  { N_ ("Time"), "win.step::time", NULL },
  { N_ ("Compare"), "win.step::compare", NULL },
  { N_ ("Record"), "win.step::record", NULL },
  { N_ ("Assessment"), "win.assessment", NULL },
  { N_ ("All stages"), "win.stages", NULL },
  { N_ ("Another variant"), "win.variant-new", NULL },
  { N_ ("All variants"), "win.variants", NULL },
  { N_ ("Presets"), "win.presets", NULL },
};

static const Shortcut picture[] = {
  { N_ ("Denser, or sparser"), NULL, "plus minus" },
  { N_ ("Next shade, or the one before"), NULL, "s <Shift>s" },
  { N_ ("Next stage of time, or the one before"), NULL, "t <Shift>t" },
  { N_ ("Next way to compare, or the one before"), NULL, "c <Shift>c" },
};

/* What has no keys to show. */
static const struct
{
  const char *hand, *does;
  const char *icon; /* (nullable): of the toolkit's own gestures */
} hands[] = {
  { N_ ("Pen’s button or second mouse button, dragged up and down"), N_ ("Density") },
  { N_ ("The same, dragged to the sides"), N_ ("Stage of time") },
  { N_ ("Wheel with Shift"), N_ ("Density") },
  { N_ ("Wheel with Alt"), N_ ("Stage of time") },
  { N_ ("Wheel with Shift and Alt"), N_ ("Shade") },
  { N_ ("Tap with two fingers, or with three"), N_ ("Undo, or redo") },
  { N_ ("Two fingers, moved; one where a pen draws"), N_ ("Pan"),
    "gesture-two-finger-swipe-right-symbolic" },
  { N_ ("Two fingers, spread or brought together"), N_ ("Zoom"), "gesture-stretch-symbolic" },
  { N_ ("Two fingers, turned"), N_ ("Rotate the view"), "gesture-rotate-clockwise-symbolic" },
};

typedef struct
{
  const char *title;
  const Shortcut *shortcuts;
  gsize n_shortcuts;
} Group;

static const Group of_window[] = {
  { N_ ("With the Picture Focused"), picture, G_N_ELEMENTS (picture) },
  { N_ ("Consultation"), consultation, G_N_ELEMENTS (consultation) },
  { N_ ("Compare"), compare, G_N_ELEMENTS (compare) },
  { N_ ("View"), view, G_N_ELEMENTS (view) },
};
static const Group of_work[] = {
  { N_ ("Steps"), steps, G_N_ELEMENTS (steps) },
  { N_ ("Tools"), tools, G_N_ELEMENTS (tools) },
  { N_ ("Nodes and Landmarks"), nodes, G_N_ELEMENTS (nodes) },
  { N_ ("Head and Align"), head, G_N_ELEMENTS (head) },
};

static GtkWidget *
make_row (const Shortcut *shortcut, GtkApplication *application)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_auto (GStrv) accels
      = shortcut->action != NULL
            ? gtk_application_get_accels_for_action (application, shortcut->action)
            : g_strsplit (shortcut->keys, " ", -1);
  g_autoptr (GString) said = g_string_new (NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  for (gsize i = 0; accels[i] != NULL; i++)
    {
      GdkModifierType state;
      guint keyval;
      g_autofree char *name = NULL;

      gtk_box_append (GTK_BOX (keys), gtk_shortcut_label_new (accels[i]));
      if (!gtk_accelerator_parse (accels[i], &keyval, &state))
        continue;
      name = gtk_accelerator_get_label (keyval, state);
      g_string_append_printf (said, "%s%s", said->len > 0 ? ", " : "", name);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
  /* Read out whole; nothing happens when it is chosen. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (shortcut->title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  said->str, -1);
  return row;
}

/* Where keys stand in other rows; the words say the same. */
static GtkWidget *
gesture_image (const char *name)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", name, "icon-size", GTK_ICON_SIZE_LARGE,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static GtkWidget *
make_hands (void)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("On the Picture"));
  for (gsize i = 0; i < G_N_ELEMENTS (hands); i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (hands[i].does));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (hands[i].hand));
      if (hands[i].icon != NULL)
        adw_action_row_add_suffix (ADW_ACTION_ROW (row), gesture_image (hands[i].icon));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  return group;
}

static GtkWidget *
add_page (GtkWidget *window,
          const char *title,
          const char *icon,
          const Group *groups,
          gsize n_groups,
          GtkApplication *application)
{
  GtkWidget *page = adw_preferences_page_new ();

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), title);
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), icon);
  for (gsize g = 0; g < n_groups; g++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (groups[g].title));
      for (gsize i = 0; i < groups[g].n_shortcuts; i++)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                   make_row (&groups[g].shortcuts[i], application));
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
    }
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  return page;
}

/* Lists that scroll, are searched and wrap with large text; GtkShortcutsWindow does not, and
 * GTK 4.8 names no keys of actions in one that belongs to no GtkApplicationWindow. It is made when
 * asked for and gone when closed: that one waits hidden as long as its window lives, and GTK 4.8
 * crashes on a screen reader that asks for a child of the application which is hidden or just gone
 * (an accessible without a path). */
void
stubble_shortcuts_present (GtkWindow *parent)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  GtkWidget *window = adw_preferences_window_new (), *page;

  gtk_window_set_title (GTK_WINDOW (window), _ ("Keyboard Shortcuts"));
  page = add_page (window, _ ("Consultation and View"), "view-paged-symbolic", of_window,
                   G_N_ELEMENTS (of_window), application);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (make_hands ()));
  add_page (window, _ ("Steps and Tools"), "document-edit-symbolic", of_work,
            G_N_ELEMENTS (of_work), application);
  stubble_dialog_open (GTK_WINDOW (window), parent, 640, 640);
}
