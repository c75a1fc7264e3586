/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-variants-group.h"

#include <glib/gi18n.h>

#include "model/smp-consultation.h"
#include "model/smp-plan.h"

typedef struct
{
  StubblePanel *panel;
  AdwPreferencesGroup *list;
  GPtrArray *rows; /* of the list, borrowed */
  GtkWidget *name;
  GtkWidget *notes;
  GtkWidget *chosen;
  GtkWidget *remove;
  gboolean is_updating;
} Variants;

static void
variants_free (Variants *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static StubbleDocument *
document_of (const Variants *self)
{
  return stubble_panel_get_document (self->panel);
}

/* One row a variant; the names follow, the rows stay while their number does. */
static void
fill_list (Variants *self, const GPtrArray *variants)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->list, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < variants->len; i++)
    {
      const SmpVariant *variant = g_ptr_array_index (variants, i);
      GtkWidget *row = stubble_panel_choice_row (variant->name, variant->notes, "win.variant",
                                                 variant->id, _ ("Variant"));

      if (g_strcmp0 (variant->id,
                     stubble_document_get_consultation (document_of (self))->chosen_variant)
          == 0)
        {
          GtkWidget *star = gtk_image_new_from_icon_name ("starred-symbolic");

          gtk_widget_set_tooltip_text (star, _ ("Chosen by the client"));
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), star);
        }
      adw_preferences_group_add (self->list, row);
      g_ptr_array_add (self->rows, row);
    }
}

/* What the list shows, so that it is not made anew at every edit. */
static char *
shown (const SmpConsultation *consultation)
{
  g_autoptr (GString) text = g_string_new (consultation->chosen_variant);

  for (guint i = 0; i < consultation->variants->len; i++)
    {
      const SmpVariant *variant = g_ptr_array_index (consultation->variants, i);

      g_string_append_printf (text, "\n%s\n%s\n%s", variant->id, variant->name,
                              variant->notes != NULL ? variant->notes : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
stubble_variants_group_update (StubblePanel *panel)
{
  Variants *self = g_object_get_data (G_OBJECT (panel), "variants");
  const SmpConsultation *consultation = stubble_document_get_consultation (document_of (self));
  const SmpVariant *variant = stubble_document_get_variant (document_of (self));
  g_autofree char *now = shown (consultation);

  self->is_updating = TRUE;
  if (g_strcmp0 (g_object_get_data (G_OBJECT (self->list), "shown"), now) != 0)
    {
      fill_list (self, consultation->variants);
      g_object_set_data_full (G_OBJECT (self->list), "shown", g_steal_pointer (&now), g_free);
    }
  stubble_panel_set_entry (self->name, variant->name);
  stubble_panel_set_entry (self->notes, variant->notes);
  gtk_switch_set_active (GTK_SWITCH (self->chosen),
                         g_strcmp0 (consultation->chosen_variant, variant->id) == 0);
  gtk_widget_set_sensitive (self->remove, consultation->variants->len > 1);
  self->is_updating = FALSE;
}

static void
on_text (GtkEditable *row, Variants *self)
{
  StubbleDocument *document = document_of (self);
  g_autoptr (SmpVariant) variant = NULL;
  g_autoptr (SmpConsultation) edited = NULL;
  const char *text = gtk_editable_get_text (row);

  if (self->is_updating)
    return;
  variant = smp_variant_copy (stubble_document_get_variant (document));
  if (GTK_WIDGET (row) == self->name)
    {
      /* A variant without a name could not be told from the others. */
      if (text[0] == '\0')
        return;
      g_free (variant->name);
      variant->name = g_strdup (text);
    }
  else
    {
      g_free (variant->notes);
      variant->notes = text[0] != '\0' ? g_strdup (text) : NULL;
    }
  edited = smp_consultation_with_variant (stubble_document_get_consultation (document), variant);
  stubble_document_commit (document, edited,
                           GTK_WIDGET (row) == self->name ? _ ("Rename Variant")
                                                          : _ ("Edit Variant Notes"),
                           GTK_WIDGET (row) == self->name ? "variant-name" : "variant-notes");
}

static void
on_chosen (GtkSwitch *control, GParamSpec *pspec, Variants *self)
{
  StubbleDocument *document = document_of (self);
  g_autoptr (SmpConsultation) edited = NULL;
  g_autofree char *id = g_strdup (stubble_document_get_variant (document)->id);

  if (self->is_updating)
    return;
  edited = smp_consultation_with_chosen_variant (stubble_document_get_consultation (document),
                                                 gtk_switch_get_active (control) ? id : NULL);
  /* What is shown stays, whichever is the default one now. */
  stubble_document_set_variant (document, id);
  stubble_document_commit (document, edited, _ ("Choose Variant"), NULL);
}

static GtkWidget *
add_entry (Variants *self, AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = stubble_panel_entry_row (self->panel, title);

  g_signal_connect (row, "changed", G_CALLBACK (on_text), self);
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_shown (Variants *self)
{
  AdwPreferencesGroup *group = stubble_panel_add_group (self->panel, _ ("This Variant"), NULL);
  GtkWidget *row = adw_action_row_new ();

  self->name = add_entry (self, group, _ ("Variant’s Name"));
  self->notes = add_entry (self, group, _ ("Variant’s Notes"));
  self->chosen = gtk_switch_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Chosen by the Client"));
  gtk_widget_set_valign (self->chosen, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chosen), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Chosen by the Client"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->chosen);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->chosen);
  g_signal_connect (self->chosen, "notify::active", G_CALLBACK (on_chosen), self);
  adw_preferences_group_add (group, row);
  self->remove = gtk_button_new_with_label (_ ("Remove Variant"));
  gtk_widget_add_css_class (self->remove, "destructive-action");
  gtk_widget_set_margin_top (self->remove, 12);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "win.variant-remove");
  adw_preferences_group_add (group, self->remove);
}

void
stubble_variants_group_add (StubblePanel *panel)
{
  Variants *self = g_new0 (Variants, 1);
  AdwPreferencesGroup *group;

  self->panel = panel;
  self->rows = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (panel), "variants", self, (GDestroyNotify)variants_free);
  self->list = stubble_panel_add_group (
      panel, _ ("Variants"), _ ("Plans to compare. What you edit belongs to the one selected."));
  group = stubble_panel_add_group (panel, NULL, NULL);
  adw_preferences_group_add (
      group, stubble_panel_action_row (_ ("Another Variant"), _ ("A copy of this one to change"),
                                       "list-add-symbolic", "win.variant-new", NULL));
  adw_preferences_group_add (
      group, stubble_panel_action_row (_ ("All Variants…"), _ ("Side by side, with their notes"),
                                       "view-grid-symbolic", "win.variants", NULL));
  add_shown (self);
}
