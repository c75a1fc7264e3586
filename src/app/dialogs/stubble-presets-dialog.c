/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "dialogs/stubble-presets-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "compat/stubble-ask.h"
#include "compat/stubble-file-prompt.h"
#include "compat/stubble-group.h"
#include "dialogs/stubble-dialog.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "panels/stubble-swatch.h"
#include "project/smp-preset-file.h"
#include "render/smp-pigment-optics.h"
#include "stubble-presets.h"

typedef struct
{
  AdwPreferencesWindow *window;
  GtkWindow *parent;
  StubbleDocument *document; /* owned */
  GtkWidget *name;
  AdwPreferencesGroup *group;
  GPtrArray *rows; /* owned array of borrowed rows */
  AdwToast *toast; /* (nullable), weak: about the last change */
} Dialog;

static Dialog *
get (GtkWindow *window)
{
  return g_object_get_data (G_OBJECT (window), "presets");
}

static void
dialog_free (Dialog *self)
{
  g_clear_weak_pointer (&self->toast);
  g_object_unref (self->document);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
tell (Dialog *self, const char *heading, GError *error)
{
  stubble_tell (GTK_WINDOW (self->window), heading, error->message);
}

static void fill (Dialog *self);

static void
on_undo (AdwToast *toast, Dialog *self)
{
  g_autoptr (GError) error = NULL;

  if (!stubble_presets_undo (g_object_get_data (G_OBJECT (toast), "undo"), &error))
    tell (self, _ ("Could Not Bring Back the Preset"), error);
  fill (self);
}

/* Takes @undo. */
static void
toast_undo (Dialog *self, const char *text, StubblePresetUndo *undo)
{
  AdwToast *toast;

  /* Undoing an older change would take back what was done since. */
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  toast = adw_toast_new (text);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_object_set_data_full (G_OBJECT (toast), "undo", undo, (GDestroyNotify)stubble_preset_undo_free);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (on_undo), self);
  adw_preferences_window_add_toast (self->window, toast);
}

/* Takes @undo. */
static void
tell_saved (Dialog *self, const SmpPreset *preset, StubblePresetUndo *undo)
{
  g_autofree char *name = g_markup_escape_text (preset->name, -1);
  g_autofree char *text = g_strdup_printf (
      undo->bytes != NULL ? _ ("Replaced the preset “%s”") : _ ("Saved the preset “%s”"), name);

  fill (self);
  toast_undo (self, text, undo);
}

static void
on_save (AdwEntryRow *row, Dialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  const SmpZone *zone = stubble_document_get_zone (self->document);
  g_autoptr (SmpPreset) preset = NULL;
  g_autoptr (GError) error = NULL;
  StubblePresetUndo *undo = NULL;

  if (name[0] == '\0')
    return;
  preset = smp_preset_from_plan (stubble_document_get_plan (self->document), name,
                                 zone != NULL ? zone->id : NULL);
  if (!stubble_presets_save (preset, &undo, &error))
    {
      tell (self, _ ("Could Not Save the Preset"), error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  tell_saved (self, preset, undo);
}

static void
on_import_file (GFile *file, gpointer data)
{
  g_autoptr (GtkWindow) window = data;
  Dialog *self = get (window);
  const SmpPreset *preset;
  g_autoptr (GError) error = NULL;
  StubblePresetUndo *undo = NULL;

  if (file == NULL || !gtk_widget_get_mapped (GTK_WIDGET (window)))
    return;
  preset = stubble_presets_import (file, &undo, &error);
  if (preset == NULL)
    tell (self, _ ("Could Not Import the Preset"), error);
  else
    tell_saved (self, preset, undo);
}

static void
on_import (GtkButton *button, Dialog *self)
{
  stubble_file_prompt_open (GTK_WINDOW (self->window), _ ("Import Preset"), STUBBLE_FILES_PRESET,
                            on_import_file, g_object_ref (self->window));
}

typedef struct
{
  GtkWindow *window;
  SmpPreset *preset;
} Export;

static void
on_export_file (GFile *file, gpointer data)
{
  Export *export = data;
  g_autoptr (GBytes) bytes = smp_preset_write (export->preset);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  if (file != NULL
      && !g_file_replace_contents (file, text, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                                   &error)
      && gtk_widget_get_mapped (GTK_WIDGET (export->window)))
    stubble_tell (export->window, _ ("Could Not Export the Preset"), error->message);
  g_object_unref (export->window);
  smp_preset_unref (export->preset);
  g_free (export);
}

static const char *
id_of (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "preset");
}

static void
on_export (GtkButton *button, Dialog *self)
{
  const SmpPreset *preset = stubble_presets_find (id_of (button));
  Export *export;

  if (preset == NULL)
    return;
  export = g_new0 (Export, 1);
  export->window = g_object_ref (GTK_WINDOW (self->window));
  export->preset = smp_preset_ref (preset);
  stubble_file_prompt_save (export->window, _ ("Export Preset"), STUBBLE_FILES_PRESET,
                            id_of (button), NULL, on_export_file, export);
}

static void
on_delete (GtkButton *button, Dialog *self)
{
  g_autofree char *id = g_strdup (id_of (button));
  const SmpPreset *preset = stubble_presets_find (id);
  g_autofree char *name = preset != NULL ? g_markup_escape_text (preset->name, -1) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  StubblePresetUndo *undo = NULL;

  if (!stubble_presets_remove (id, &undo, &error))
    {
      tell (self, _ ("Could Not Delete the Preset"), error);
      return;
    }
  fill (self);
  text = g_strdup_printf (_ ("Deleted the preset “%s”"), name);
  if (undo != NULL)
    toast_undo (self, text, undo);
}

static void
on_apply (AdwActionRow *row, Dialog *self)
{
  g_autofree char *id = g_strdup (id_of (row));

  g_action_group_activate_action (G_ACTION_GROUP (self->parent), "preset",
                                  g_variant_new_string (id));
  gtk_window_close (GTK_WINDOW (self->window));
}

static GtkWidget *
row_button (Dialog *self,
            const StubbleSavedPreset *saved,
            const char *icon,
            const char *tooltip,
            const char *label,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "preset", g_strdup (saved->id), g_free);
  g_signal_connect (button, "clicked", clicked, self);
  return button;
}

/* (transfer full): "Grey; 200 dots/cm² of 0.45 mm; 3 sessions" */
static char *
describe (const SmpPreset *preset)
{
  const SmpPlan *look = preset->look;
  const SmpZone *zone = look->zones->len > 0 ? g_ptr_array_index (look->zones, 0) : NULL;
  g_autofree char *sessions = g_strdup_printf (
      ngettext ("%u session", "%u sessions", (guint)look->n_sessions), (guint)look->n_sessions);

  if (zone == NULL)
    /* Translators: a shade, "3 sessions". */
    return g_strdup_printf (_ ("%s; %s"), smp_pigment_get_title (look->pigment), sessions);
  /* Translators: a shade, density, diameter of the dots, "3 sessions". */
  return g_strdup_printf (_ ("%s; %.0f dots/cm² of %.2f mm; %s"),
                          smp_pigment_get_title (look->pigment), zone->density, zone->dot_diameter,
                          sessions);
}

static void
add_row (Dialog *self, const StubbleSavedPreset *saved)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *swatch = stubble_swatch_new (32, 32);
  g_autofree char *text = describe (saved->preset);
  g_autofree char *subtitle = g_markup_escape_text (text, -1);
  g_autofree char *title = g_markup_escape_text (saved->preset->name, -1);
  g_autofree char *label = g_strdup_printf (_ ("Apply “%s”: %s"), saved->preset->name, text);
  g_autofree char *export = g_strdup_printf (_ ("Export “%s”"), saved->preset->name);
  g_autofree char *delete = g_strdup_printf (_ ("Delete “%s”"), saved->preset->name);
  guint8 rgb[3];

  smp_pigment_swatch (saved->preset->look->pigment, rgb);
  stubble_swatch_set (swatch, rgb, 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), swatch);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             row_button (self, saved, "document-save-as-symbolic",
                                         _ ("Export as a file"), export, G_CALLBACK (on_export)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             row_button (self, saved, "user-trash-symbolic", _ ("Delete"), delete,
                                         G_CALLBACK (on_delete)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, _ ("Apply this look"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), "preset", g_strdup (saved->id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (on_apply), self);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
fill (Dialog *self)
{
  GPtrArray *all = stubble_presets_get ();

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < all->len; i++)
    add_row (self, g_ptr_array_index (all, i));
  adw_preferences_group_set_description (
      self->group, all->len > 0
                       ? _ ("Applying one sets shade, recipe and sessions, and how the zones "
                            "of its kinds look; what was drawn stays, and so do sessions "
                            "once one was done. It can be undone.")
                       : _ ("None yet. Save the look of this consultation above, or "
                            "import one that somebody shared."));
}

static void
add_save (Dialog *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group
      = stubble_group_new (_ ("Save This Look"), _ ("Shade, recipe, sessions, density, dots and "
                                                    "edges, for the next client. Nothing of "
                                                    "this one."));

  self->name = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _ ("Name"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->name), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the preset"), -1);
  g_signal_connect (self->name, "apply", G_CALLBACK (on_save), self);
  adw_preferences_group_add (group, self->name);
  adw_preferences_page_add (page, group);
}

static void
add_list (Dialog *self, AdwPreferencesPage *page)
{
  GtkWidget *import = gtk_button_new_with_mnemonic (_ ("_Import…"));

  self->group = stubble_group_new (_ ("Presets"), NULL);
  gtk_widget_add_css_class (import, "flat");
  gtk_widget_set_valign (import, GTK_ALIGN_CENTER);
  g_signal_connect (import, "clicked", G_CALLBACK (on_import), self);
  stubble_group_set_suffix (self->group, import);
  adw_preferences_page_add (page, self->group);
}

GtkWindow *
stubble_presets_dialog_present (GtkWindow *parent, StubbleDocument *document)
{
  Dialog *self = g_new0 (Dialog, 1);
  GtkWidget *window = adw_preferences_window_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  self->window = ADW_PREFERENCES_WINDOW (window);
  self->parent = parent;
  self->document = g_object_ref (document);
  self->rows = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (window), "presets", self, (GDestroyNotify)dialog_free);
  add_save (self, page);
  add_list (self, page);
  fill (self);
  adw_preferences_window_add (self->window, page);
  adw_preferences_window_set_search_enabled (self->window, FALSE);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Presets"));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  stubble_dialog_open (GTK_WINDOW (window), parent, 560, 560);
  return GTK_WINDOW (window);
}
