/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-zone-view.h"
#include "model/smp-face-frame.h"
#include "model/smp-photo.h"
#include "model/smp-zone.h"
#include "panels/stubble-guides-group.h"
#include "panels/stubble-labels.h"
#include "panels/stubble-no-zone.h"
#include "panels/stubble-panel.h"
#include "panels/stubble-panels.h"
#include "panels/stubble-teller.h"
#include "panels/stubble-tiles.h"
#include "surface/smp-surface.h"

typedef struct
{
  GtkWidget *nodes_group;
  GtkWidget *empty;
  GtkListBox *list;
  GtkWidget *edge;
  GtkWidget *corner;
  GtkWidget *remove;
  guint n_rows;
  StubbleTeller *teller; /* of where nodes are */
} State;

/* A picture that is wider than this many times its height would show a flat head. */
#define WIDEST 2.2

/* A small picture of the template on a head of usual proportions. */
static void
draw_template (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const SmpFaceFrame frame = { .origin = { width / 2.0, height + 16 },
                               .right = { 1, 0 },
                               .up = { 0, -1 },
                               .top = height + 12,
                               .half_width = MIN (width, WIDEST * height) * 0.40 };
  g_autoptr (SmpOutline) outline
      = smp_hairline_from_template ((SmpTemplate)GPOINTER_TO_INT (data), &frame);
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  for (gsize i = 0; i < smp_outline_n_stretches (outline); i++)
    {
      SmpPoint c[4];

      smp_outline_get_bezier (outline, i, c);
      if (i == 0)
        cairo_move_to (cr, c[0].x, c[0].y);
      cairo_curve_to (cr, c[1].x, c[1].y, c[2].x, c[2].y, c[3].x, c[3].y);
    }
  cairo_set_line_width (cr, 2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
  colour.alpha *= 0.3f;
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 1.5);
  for (int i = 0; i <= 24; i++)
    {
      SmpPoint p = smp_face_frame_contour (&frame, (i / 24.0 - 0.5) * G_PI * 1.05);

      cairo_line_to (cr, p.x, p.y);
    }
  cairo_stroke (cr);
}

static GtkWidget *
template_button (SmpTemplate t)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *area = gtk_drawing_area_new ();
  GtkWidget *label = gtk_label_new (stubble_label_template (t));

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), 76);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 44);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_template, GINT_TO_POINTER ((int)t),
                                  NULL);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 10);
  gtk_widget_set_vexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), area);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.template");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", smp_template_to_string (t));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  stubble_label_template (t), -1);
  return button;
}

static void
add_templates (StubblePanel *panel)
{
  AdwPreferencesGroup *group = stubble_panel_add_group (
      panel, _ ("Templates"), _ ("Placed by the pupils. The rest of the zone is proposed."));
  GtkWidget *tiles = stubble_tiles_box_new (3, 6);

  for (int t = 0; t < SMP_N_TEMPLATES; t++)
    gtk_box_append (GTK_BOX (tiles), template_button ((SmpTemplate)t));
  adw_preferences_group_add (group, tiles);
}

static char *
describe_node (const SmpPhoto *photo,
               const SmpZone *zone,
               const SmpSurface *surface,
               const SmpNode *node)
{
  SmpFaceFrame frame;
  SmpPoint p, at;
  double left, up;
  const char *kind = node->corner ? _ ("corner") : _ ("smooth");

  if (!stubble_zone_to_photo (zone, surface, node->point, &at))
    /* Translators: a node of a zone on the head; %s is “corner” or “smooth”. */
    return g_strdup_printf (_ ("%s · out of sight in this photo"), kind);
  if (!smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
    return g_strdup_printf (_ ("%s · %.0f, %.0f px"), kind, at.x, at.y);
  p = smp_point_sub (at, frame.origin);
  left = smp_point_dot (p, frame.right) * photo->scale.mm_per_px;
  up = smp_point_dot (p, frame.up) * photo->scale.mm_per_px;
  /* Translators: “up” is above the place between the brows; “left” is the client’s left. */
  if (left < 0)
    return up < 0 ? g_strdup_printf (_ ("%s · %.1f mm right, %.1f mm down"), kind, -left, -up)
                  : g_strdup_printf (_ ("%s · %.1f mm right, %.1f mm up"), kind, -left, up);
  return up < 0 ? g_strdup_printf (_ ("%s · %.1f mm left, %.1f mm down"), kind, left, -up)
                : g_strdup_printf (_ ("%s · %.1f mm left, %.1f mm up"), kind, left, up);
}

static void
fill_list (State *self, guint n)
{
  while (self->n_rows < n)
    {
      GtkWidget *row = adw_action_row_new ();

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (self->list, row);
      self->n_rows++;
    }
  while (self->n_rows > n)
    gtk_list_box_remove (
        self->list, GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int)--self->n_rows)));
}

static void
tell_nodes (StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);
  StubbleDocument *document = stubble_panel_get_document (panel);
  const SmpPhoto *photo = document != NULL ? stubble_document_get_photo (document) : NULL;
  const SmpZone *zone = photo != NULL ? stubble_document_get_zone (document) : NULL;
  g_autoptr (SmpSurface) surface = zone != NULL ? smp_surface_for_photo (photo) : NULL;

  for (guint i = 0; zone != NULL && i < MIN (self->n_rows, zone->outline->n_nodes); i++)
    {
      const SmpNode *n = &zone->outline->nodes[i];
      g_autofree char *title
          = g_strdup_printf (_ ("Node %u · %s"), i + 1, stubble_label_edge (n->edge));
      g_autofree char *subtitle = describe_node (photo, zone, surface, n);
      GtkWidget *child = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int)i));

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (child), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (child), subtitle);
    }
}

static void
update (StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);
  StubbleDocument *document = stubble_panel_get_document (panel);
  const SmpZone *zone = stubble_document_get_zone (document);
  int node = stubble_document_get_node (document);
  GtkListBoxRow *row;
  guint n_rows;

  gtk_widget_set_visible (self->nodes_group, zone != NULL);
  gtk_widget_set_visible (self->empty, zone == NULL);
  stubble_no_zone_update (self->empty, document,
                          _ ("There is no zone yet. Choose a template, or draw the hairline."));
  n_rows = zone != NULL ? (guint)zone->outline->n_nodes : 0;
  if (n_rows == self->n_rows)
    stubble_teller_tell (self->teller);
  else
    {
      fill_list (self, n_rows);
      tell_nodes (panel);
    }
  row = node >= 0 ? gtk_list_box_get_row_at_index (self->list, node) : NULL;
  if (row != gtk_list_box_get_selected_row (self->list))
    gtk_list_box_select_row (self->list, row);
  gtk_widget_set_sensitive (self->edge, node >= 0);
  gtk_widget_set_sensitive (self->corner, node >= 0);
  gtk_widget_set_sensitive (self->remove, node >= 0);
  if (zone != NULL && node >= 0)
    {
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->edge), zone->outline->nodes[node].edge);
      gtk_button_set_label (GTK_BUTTON (self->corner), zone->outline->nodes[node].corner
                                                           ? _ ("Make Smooth")
                                                           : _ ("Make Corner"));
    }
}

static void
on_row (GtkListBox *list, GtkListBoxRow *row, StubblePanel *panel)
{
  StubbleDocument *document = stubble_panel_get_document (panel);
  const SmpZone *zone;

  /* When the window closes, its rows go after the document. */
  if (stubble_panel_is_updating (panel) || row == NULL || document == NULL)
    return;
  zone = stubble_document_get_zone (document);
  if (zone != NULL)
    stubble_document_select (document, zone->id, gtk_list_box_row_get_index (row));
}

/* Plain arrows go through the list. */
static gboolean
on_list_key (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             StubblePanel *panel)
{
  if ((state & GDK_ALT_MASK) == 0 || (state & GDK_CONTROL_MASK) != 0)
    return FALSE;
  return stubble_canvas_press_key (stubble_panel_get_canvas (panel), keyval,
                                   state & GDK_SHIFT_MASK);
}

static void
on_edge (AdwComboRow *row, GParamSpec *pspec, StubblePanel *panel)
{
  guint selected = adw_combo_row_get_selected (row);

  if (!stubble_panel_is_updating (panel) && selected < SMP_N_EDGES)
    gtk_widget_activate_action (GTK_WIDGET (panel), "win.edge", "s",
                                smp_edge_to_string ((SmpEdge)selected));
}

static GtkWidget *
edge_row (StubblePanel *panel)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) edges = gtk_string_list_new (NULL);

  for (int i = 0; i < SMP_N_EDGES; i++)
    gtk_string_list_append (edges, stubble_label_edge ((SmpEdge)i));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Edge after It"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Edge after the node"), -1);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (edges));
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_edge), panel);
  return row;
}

static void
add_nodes (StubblePanel *panel, State *self)
{
  AdwPreferencesGroup *group = stubble_panel_add_group (
      panel, _ ("Selected Node"),
      _ ("In the list, Alt and an arrow key move it by 0.1 mm, with Shift "
         "by 1 mm."));
  GtkWidget *buttons = stubble_tiles_box_new (2, 6);
  GtkWidget *list = gtk_list_box_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->nodes_group = GTK_WIDGET (group);
  self->edge = edge_row (panel);
  adw_preferences_group_add (group, self->edge);
  self->corner = gtk_button_new_with_label (_ ("Make Corner"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->corner), "win.node-corner");
  self->remove = gtk_button_new_with_label (_ ("Remove Node"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "win.node-remove");
  gtk_widget_set_margin_top (buttons, 9);
  gtk_widget_set_margin_bottom (buttons, 12);
  gtk_box_append (GTK_BOX (buttons), self->corner);
  gtk_box_append (GTK_BOX (buttons), self->remove);
  adw_preferences_group_add (group, buttons);
  self->list = GTK_LIST_BOX (list);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Nodes of the outline"), -1);
  g_signal_connect (list, "row-selected", G_CALLBACK (on_row), panel);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_list_key), panel);
  gtk_widget_add_controller (list, key);
  adw_preferences_group_add (group, list);
}

GtkWidget *
stubble_hairline_panel_new (StubbleDocument *document, StubbleCanvas *canvas)
{
  StubblePanel *panel = stubble_panel_new (document, canvas, update, sizeof (State));
  State *self = stubble_panel_get_state (panel);
  AdwPreferencesGroup *group;

  self->teller = stubble_teller_new (panel, tell_nodes);
  add_templates (panel);
  group = stubble_panel_add_group (panel, _ ("By Hand"), NULL);
  adw_preferences_group_add (
      group, stubble_panel_action_row (_ ("Draw Hairline"), _ ("One stroke, from temple to temple"),
                                       "document-edit-symbolic", "win.tool", "hairline"));
  adw_preferences_group_add (
      group, stubble_panel_switch_row (
                 _ ("Mirror Symmetry"),
                 _ ("What moves on one side moves on the other; needs the pupils"), "win.mirror"));
  stubble_guides_group_add (panel);
  self->empty = stubble_no_zone_new ();
  stubble_panel_add (panel, self->empty);
  add_nodes (panel, self);
  stubble_panel_update (panel);
  return GTK_WIDGET (panel);
}
