/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "model/smp-consultation.h"
#include "window/stubble-recent-pictures.h"
#include "window/stubble-window-private.h"

#define RECENT_MAX 5
#define KEY "show-recent"
#define PICTURES_KEY "show-recent-pictures"

static void update (StubbleWindow *self);

/* (transfer full) (nullable): where the program runs without being installed there is no schema. */
static GSettings *
new_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema
      = source != NULL ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static gboolean
is_kept (StubbleWindow *self)
{
  return self->settings == NULL || g_settings_get_boolean (self->settings, KEY);
}

static gboolean
has_pictures (StubbleWindow *self)
{
  return is_kept (self)
         && (self->settings == NULL || g_settings_get_boolean (self->settings, PICTURES_KEY));
}

static gboolean
is_ours (GtkRecentInfo *info)
{
  return gtk_recent_info_has_application (info, g_get_application_name ());
}

/* A new picture is seen in every window that shows the list. */
static void
on_made (void)
{
  GApplication *application = g_application_get_default ();
  GList *windows
      = application != NULL ? gtk_application_get_windows (GTK_APPLICATION (application)) : NULL;

  for (GList *l = windows; l != NULL; l = l->next)
    if (STUBBLE_IS_WINDOW (l->data))
      update (l->data);
}

/* The photo that is worked on, else any that has been opened. */
static SmpImage *
find_picture (StubbleDocument *document)
{
  const SmpConsultation *consultation = stubble_document_get_consultation (document);
  const SmpPhoto *photo = stubble_document_get_photo (document);
  SmpImage *image = photo != NULL ? stubble_document_get_thumbnail (document, photo) : NULL;

  for (guint i = 0; i < consultation->photos->len && image == NULL; i++)
    image = stubble_document_get_thumbnail (document, g_ptr_array_index (consultation->photos, i));
  return image;
}

void
_stubble_window_add_recent (StubbleWindow *self, GFile *file, StubbleDocument *document)
{
  g_autofree char *uri = g_file_get_uri (file);
  SmpImage *image = has_pictures (self) ? find_picture (document) : NULL;

  if (is_kept (self))
    gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
  if (image != NULL)
    stubble_recent_pictures_make (file, stubble_document_get_etag (document), image, on_made);
}

static void
clear (void)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  GList *items = gtk_recent_manager_get_items (manager);

  for (GList *l = items; l != NULL; l = l->next)
    if (is_ours (l->data))
      gtk_recent_manager_remove_item (manager, gtk_recent_info_get_uri (l->data), NULL);
  g_list_free_full (items, (GDestroyNotify)gtk_recent_info_unref);
  stubble_recent_pictures_clear ();
}

static void
on_recent_row (AdwActionRow *row, StubbleWindow *self)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_object_get_data (G_OBJECT (row), "uri"));

  stubble_window_open (self, file);
}

static void
add_row (StubbleWindow *self, GtkRecentInfo *info)
{
  const char *uri = gtk_recent_info_get_uri (info);
  g_autofree char *folder = gtk_recent_info_get_uri_display (info);
  g_autofree char *escaped = g_markup_escape_text (gtk_recent_info_get_display_name (info), -1);
  g_autofree char *subtitle = folder != NULL ? g_markup_escape_text (folder, -1) : NULL;
  g_autoptr (GMenuItem) item = g_menu_item_new (gtk_recent_info_get_display_name (info), NULL);
  GtkWidget *row = adw_action_row_new ();

  g_menu_item_set_action_and_target (item, "win.open-uri", "s", uri);
  g_menu_append_item (self->recent_files, item);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             stubble_recent_picture_new (uri, has_pictures (self)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "uri", g_strdup (uri), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (on_recent_row), self);
  adw_preferences_group_add (self->recent_group, row);
  g_ptr_array_add (self->recent_rows, row);
}

static int
compare_recent (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *)b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *)a));
}

static void
update (StubbleWindow *self)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  g_autoptr (GPtrArray) uris = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->recent_rows->len; i++)
    adw_preferences_group_remove (self->recent_group, g_ptr_array_index (self->recent_rows, i));
  g_ptr_array_set_size (self->recent_rows, 0);
  g_menu_remove_all (self->recent_files);
  items = g_list_sort (items, compare_recent);
  for (GList *l = items; l != NULL && is_kept (self); l = l->next)
    if (self->recent_rows->len >= RECENT_MAX)
      stubble_recent_pictures_forget (gtk_recent_info_get_uri (l->data),
                                      g_date_time_to_unix (gtk_recent_info_get_modified (l->data)));
    else if (is_ours (l->data) && gtk_recent_info_exists (l->data))
      {
        add_row (self, l->data);
        if (has_pictures (self))
          g_ptr_array_add (uris, g_strdup (gtk_recent_info_get_uri (l->data)));
      }
  g_ptr_array_add (uris, NULL);
  stubble_recent_pictures_keep_only ((const char *const *)uris->pdata);
  g_list_free_full (items, (GDestroyNotify)gtk_recent_info_unref);
  gtk_widget_set_visible (GTK_WIDGET (self->recent_group), self->recent_rows->len > 0);
}

/* Who wants no list wants none to be left either. */
static void
on_kept (StubbleWindow *self)
{
  if (!is_kept (self))
    clear ();
  update (self);
}

static void
on_pictures (StubbleWindow *self)
{
  if (!has_pictures (self))
    stubble_recent_pictures_clear ();
  update (self);
}

static void
on_clear_recent (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  clear ();
  stubble_window_toast (user_data, _ ("Cleared the list of recent files"));
}

void
_stubble_window_init_recent (StubbleWindow *self)
{
  const GActionEntry entries[] = { { .name = "clear-recent", .activate = on_clear_recent } };

  self->recent_rows = g_ptr_array_new ();
  self->recent_files = g_menu_new ();
  g_menu_prepend_section (self->recent_menu, NULL, G_MENU_MODEL (self->recent_files));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->settings = new_settings ();
  if (self->settings != NULL)
    {
      g_autoptr (GAction) keep = g_settings_create_action (self->settings, KEY);
      g_autoptr (GAction) pictures = g_settings_create_action (self->settings, PICTURES_KEY);

      g_action_map_add_action (G_ACTION_MAP (self), keep);
      g_action_map_add_action (G_ACTION_MAP (self), pictures);
      g_signal_connect_object (self->settings, "changed::" PICTURES_KEY, G_CALLBACK (on_pictures),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->settings, "changed::" KEY, G_CALLBACK (on_kept), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
