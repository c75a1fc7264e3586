/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-zone-view.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "panels/stubble-brush-group.h"
#include "panels/stubble-labels.h"
#include "panels/stubble-no-zone.h"
#include "panels/stubble-panel.h"
#include "panels/stubble-panels.h"
#include "panels/stubble-pattern-group.h"
#include "record/smp-count-text.h"
#include "stipple/smp-zone-measure.h"

typedef struct
{
  GtkListBox *list;
  GtkWidget *empty;
  GtkWidget *kind_group;
  GtkWidget *kind;
  GtkWidget *brush_group;
  GPtrArray *ids; /* of the rows; owned by the panel as "ids" */
} State;

static char *
describe (const SmpZone *zone, const SmpPhoto *photo, int n_dots)
{
  double uncertainty = smp_photo_area_uncertainty (photo);
  g_autofree char *area = stubble_label_area (smp_zone_area_cm2 (zone, photo), uncertainty);
  g_autofree char *dots = NULL;

  if (zone->kind == SMP_ZONE_KEEP_OUT || n_dots < 0)
    return g_steal_pointer (&area);
  dots = smp_count_describe (n_dots, uncertainty);
  /* Translators: area of a zone, and how many dots it holds. */
  return g_strdup_printf (ngettext ("%s · %s dot", "%s · %s dots", (gulong)n_dots), area, dots);
}

/* The zones of the photo, and whether the rows are already those. */
static void
fill_rows (StubblePanel *panel, State *self, const SmpPlan *plan, const SmpPhoto *photo)
{
  guint row = 0;

  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);
      g_autofree char *title = NULL;
      g_autofree char *subtitle = NULL;
      GtkListBoxRow *widget;

      if (!stubble_zone_is_in (zone, photo))
        continue;
      widget = gtk_list_box_get_row_at_index (self->list, (int)row);
      if (widget == NULL)
        {
          widget = GTK_LIST_BOX_ROW (adw_action_row_new ());
          gtk_list_box_append (self->list, GTK_WIDGET (widget));
          g_ptr_array_add (self->ids, NULL);
        }
      g_free (g_ptr_array_index (self->ids, row));
      g_ptr_array_index (self->ids, row) = g_strdup (zone->id);
      title = g_strdup_printf (_ ("%u · %s"), row + 1, stubble_label_zone_kind (zone->kind));
      subtitle = describe (zone, photo,
                           stubble_canvas_count_dots (stubble_panel_get_canvas (panel), (int)i));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), subtitle);
      row++;
    }
  while (self->ids->len > row)
    {
      gtk_list_box_remove (self->list, GTK_WIDGET (gtk_list_box_get_row_at_index (
                                           self->list, (int)self->ids->len - 1)));
      g_ptr_array_set_size (self->ids, (int)self->ids->len - 1);
    }
}

static void
update (StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);
  StubbleDocument *document = stubble_panel_get_document (panel);
  const SmpZone *zone = stubble_document_get_zone (document);

  fill_rows (panel, self, stubble_document_get_plan (document),
             stubble_document_get_photo (document));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->ids->len > 0);
  gtk_widget_set_visible (self->empty, self->ids->len == 0);
  stubble_no_zone_update (self->empty, document,
                          _ ("There is no zone yet. Place a hairline, or draw around a zone."));
  gtk_widget_set_visible (self->kind_group, zone != NULL);
  gtk_widget_set_visible (self->brush_group, zone != NULL);
  if (zone == NULL)
    return;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->kind), zone->kind);
  for (guint i = 0; i < self->ids->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->ids, i), zone->id) == 0)
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int)i));
}

static void
on_row (GtkListBox *list, GtkListBoxRow *row, StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);

  if (!stubble_panel_is_updating (panel) && row != NULL)
    stubble_document_select (stubble_panel_get_document (panel),
                             g_ptr_array_index (self->ids, gtk_list_box_row_get_index (row)), -1);
}

static void
on_kind (AdwComboRow *row, GParamSpec *pspec, StubblePanel *panel)
{
  StubbleDocument *document = stubble_panel_get_document (panel);
  const SmpZone *zone = stubble_document_get_zone (document);
  guint kind = adw_combo_row_get_selected (row);
  g_autoptr (SmpZone) edited = NULL;

  if (stubble_panel_is_updating (panel) || zone == NULL || kind >= SMP_N_ZONE_KINDS
      || kind == zone->kind)
    return;
  edited = smp_zone_copy (zone);
  edited->kind = (SmpZoneKind)kind;
  stubble_document_commit_zone (document, edited, _ ("Change Kind of Zone"), NULL);
}

GtkWidget *
stubble_zones_panel_new (StubbleDocument *document, StubbleCanvas *canvas)
{
  StubblePanel *panel = stubble_panel_new (document, canvas, update, sizeof (State));
  State *self = stubble_panel_get_state (panel);
  AdwPreferencesGroup *group = stubble_panel_add_group (panel, _ ("Zones"), NULL);
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *remove;

  self->ids = g_ptr_array_new_with_free_func (g_free);
  g_object_set_data_full (G_OBJECT (panel), "ids", self->ids, (GDestroyNotify)g_ptr_array_unref);
  self->list = GTK_LIST_BOX (list);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Zones of the photo"), -1);
  g_signal_connect (list, "row-selected", G_CALLBACK (on_row), panel);
  adw_preferences_group_add (group, list);
  self->empty = stubble_no_zone_new ();
  adw_preferences_group_add (group, self->empty);

  group = stubble_panel_add_group (panel, NULL, NULL);
  adw_preferences_group_add (
      group, stubble_panel_action_row (_ ("Draw Zone"), _ ("Around it, in one stroke"),
                                       "document-edit-symbolic", "win.tool", "zone"));
  adw_preferences_group_add (
      group,
      stubble_panel_action_row (_ ("Draw Keep-Out"), _ ("Around what is to be left free of dots"),
                                "edit-clear-symbolic", "win.tool", "keep-out"));
  stubble_panel_add (panel, stubble_pattern_group_new (document));
  self->brush_group = stubble_brush_group_new (canvas);
  stubble_panel_add (panel, self->brush_group);

  group = stubble_panel_add_group (panel, _ ("Selected Zone"), NULL);
  self->kind_group = GTK_WIDGET (group);
  for (int i = 0; i < SMP_N_ZONE_KINDS; i++)
    gtk_string_list_append (kinds, stubble_label_zone_kind ((SmpZoneKind)i));
  self->kind = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind), _ ("Kind"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Kind of zone"), -1);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->kind), G_LIST_MODEL (kinds));
  g_signal_connect (self->kind, "notify::selected", G_CALLBACK (on_kind), panel);
  adw_preferences_group_add (group, self->kind);
  remove = gtk_button_new_with_label (_ ("Remove Zone"));
  gtk_widget_add_css_class (remove, "destructive-action");
  gtk_widget_set_margin_top (remove, 12);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "win.zone-remove");
  adw_preferences_group_add (group, remove);
  stubble_panel_update (panel);
  return GTK_WIDGET (panel);
}
