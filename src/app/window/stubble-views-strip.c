/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "window/stubble-views-strip.h"

#include <glib/gi18n.h>

#include "canvas/stubble-texture.h"
#include "model/smp-consultation.h"

/* A row's picture, px. */
#define PICTURE_WIDTH 88
#define PICTURE_HEIGHT 96

struct _StubbleViewsStrip
{
  GtkWidget parent_instance;

  /* Borrowed: children */
  GtkWidget *box;
  GtkListBox *list;
  GtkWidget *spinner;

  /* Owned */
  StubbleDocument *document; /* (nullable) */
  char *signature;           /* (nullable): of what the rows show */
  GMenuModel *menu;

  /* State */
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (StubbleViewsStrip, stubble_views_strip, GTK_TYPE_WIDGET)

enum
{
  DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
id_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "photo");
}

static GtkWidget *
picture_of (StubbleViewsStrip *self, const SmpPhoto *photo)
{
  SmpImage *image = stubble_document_get_thumbnail (self->document, photo);
  GtkWidget *picture;

  if (image != NULL)
    {
      g_autoptr (GdkTexture) texture = stubble_texture_new (image);

      picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
      gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_COVER);
    }
  else if (stubble_document_has_failed (self->document, photo))
    picture = gtk_image_new_from_icon_name ("image-missing-symbolic");
  else
    {
      picture = gtk_spinner_new ();
      gtk_spinner_start (GTK_SPINNER (picture));
    }
  gtk_widget_set_size_request (picture, PICTURE_WIDTH, PICTURE_HEIGHT);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (picture, "view-picture");
  return picture;
}

/* What can be done in a corner of the row: the menu of the photo that is worked on, or showing
 * another one beside it. */
static GtkWidget *
corner_of (StubbleViewsStrip *self, const SmpPhoto *photo, gboolean is_active)
{
  GtkWidget *button;
  const char *text;

  if (is_active)
    {
      text = _ ("What to do with the photo");
      button = gtk_menu_button_new ();
      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), self->menu);
    }
  else
    {
      text = _ ("Show beside the photo that is open");
      button = gtk_toggle_button_new ();
      gtk_button_set_icon_name (GTK_BUTTON (button), "view-dual-symbolic");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", photo->id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.beside");
    }
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "osd");
  gtk_widget_add_css_class (button, "circular");
  return button;
}

static GdkContentProvider *
on_prepare (GtkDragSource *source, double x, double y, GtkListBoxRow *row)
{
  GtkWidget *picture = gtk_widget_get_first_child (gtk_list_box_row_get_child (row));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (picture);

  gtk_drag_source_set_icon (source, paintable, (int)x, (int)y);
  return gdk_content_provider_new_typed (GTK_TYPE_LIST_BOX_ROW, row);
}

static gboolean
on_row_drop (GtkDropTarget *target, const GValue *value, double x, double y, GtkListBoxRow *row)
{
  GtkWidget *dragged = g_value_get_object (value);
  StubbleViewsStrip *self
      = STUBBLE_VIEWS_STRIP (gtk_widget_get_ancestor (GTK_WIDGET (row), STUBBLE_TYPE_VIEWS_STRIP));

  if (self == NULL || dragged == NULL
      || gtk_widget_get_parent (dragged) != gtk_widget_get_parent (GTK_WIDGET (row)))
    return FALSE;
  stubble_document_move_photo (self->document, id_of (GTK_LIST_BOX_ROW (dragged)),
                               (guint)gtk_list_box_row_get_index (row));
  return TRUE;
}

static void
add_dragging (GtkWidget *row)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (GTK_TYPE_LIST_BOX_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "drop", G_CALLBACK (on_row_drop), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

static void
add_row (StubbleViewsStrip *self, const SmpPhoto *photo, gboolean is_active, gboolean has_others)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *label = gtk_label_new (smp_view_describe (photo->view));
  /* Translators: a view and the name of its photo. */
  g_autofree char *name
      = g_strdup_printf (_ ("%s, %s"), smp_view_describe (photo->view), photo->name);

  g_object_set_data_full (G_OBJECT (row), "photo", g_strdup (photo->id), g_free);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), picture_of (self, photo));
  if (is_active || has_others)
    gtk_overlay_add_overlay (GTK_OVERLAY (overlay), corner_of (self, photo, is_active));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, photo->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (has_others)
    add_dragging (row);
  gtk_list_box_append (self->list, row);
  if (is_active)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

/* Everything that a row shows, so that rows are made anew only when it changed. */
static char *
signature_of (StubbleViewsStrip *self)
{
  const SmpConsultation *consultation = stubble_document_get_consultation (self->document);
  const SmpPhoto *active = stubble_document_get_photo (self->document);
  GString *text = g_string_new (active != NULL ? active->id : "");

  for (guint i = 0; i < consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, i);

      g_string_append_printf (text, "|%s %d %s %s %d", photo->id, photo->view, photo->name,
                              photo->sha256,
                              stubble_document_get_thumbnail (self->document, photo) != NULL
                                  ? 1
                                  : -stubble_document_has_failed (self->document, photo));
    }
  return g_string_free (text, FALSE);
}

static void
update (StubbleViewsStrip *self)
{
  const SmpConsultation *consultation;
  const SmpPhoto *active;
  g_autofree char *signature = NULL;
  GtkWidget *row;
  gboolean had_focus;

  if (self->document == NULL)
    return;
  signature = signature_of (self);
  if (g_strcmp0 (signature, self->signature) == 0)
    return;
  g_free (self->signature);
  self->signature = g_steal_pointer (&signature);
  consultation = stubble_document_get_consultation (self->document);
  active = stubble_document_get_photo (self->document);
  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  self->is_updating = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, i);
      int shrink;

      add_row (self, photo, photo == active, consultation->photos->len > 1);
      if (stubble_document_get_thumbnail (self->document, photo) == NULL)
        stubble_document_need_picture (self->document, photo, &shrink);
    }
  self->is_updating = FALSE;
  if (had_focus && gtk_list_box_get_selected_row (self->list) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
}

static void
on_row_selected (GtkListBox *list, GtkListBoxRow *row, StubbleViewsStrip *self)
{
  if (row != NULL && !self->is_updating)
    stubble_document_show_photo (self->document, id_of (row));
}

static gboolean
on_files (GtkDropTarget *target, const GValue *value, double x, double y, StubbleViewsStrip *self)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL || self->document == NULL)
    return FALSE;
  for (GSList *l = files; l != NULL; l = l->next)
    g_signal_emit (self, signals[DROPPED], 0, l->data);
  return TRUE;
}

void
stubble_views_strip_set_document (StubbleViewsStrip *self, StubbleDocument *document)
{
  g_return_if_fail (STUBBLE_IS_VIEWS_STRIP (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (!g_set_object (&self->document, document))
    return;
  g_clear_pointer (&self->signature, g_free);
  if (document == NULL)
    return;
  for (gsize i = 0; i < 3; i++)
    {
      static const char *const names[] = { "changed", "photo", "pixels" };

      g_signal_connect_swapped (document, names[i], G_CALLBACK (update), self);
    }
  update (self);
}

void
stubble_views_strip_set_busy (StubbleViewsStrip *self, gboolean is_busy)
{
  gtk_widget_set_visible (self->spinner, is_busy);
  if (is_busy)
    gtk_spinner_start (GTK_SPINNER (self->spinner));
  else
    gtk_spinner_stop (GTK_SPINNER (self->spinner));
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) views = g_menu_new ();
  g_autoptr (GMenu) places = g_menu_new ();
  g_autoptr (GMenu) ends = g_menu_new ();

  for (int view = 0; view < SMP_N_VIEWS; view++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (smp_view_describe ((SmpView)view), NULL);

      g_menu_item_set_action_and_target (item, "win.photo-view", "s",
                                         smp_view_to_string ((SmpView)view));
      g_menu_append_item (views, item);
    }
  g_menu_append_submenu (menu, _ ("_View"), G_MENU_MODEL (views));
  g_menu_append (places, _ ("Move _Up"), "win.photo-earlier");
  g_menu_append (places, _ ("Move _Down"), "win.photo-later");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (places));
  g_menu_append (ends, _ ("Replace by a _Retake…"), "win.photo-retake");
  g_menu_append (ends, _ ("_Align with the Replaced Photo"), "win.photo-align");
  g_menu_append (ends, _ ("_Remove Photo"), "win.photo-remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ends));
  return G_MENU_MODEL (menu);
}

static void
stubble_views_strip_dispose (GObject *object)
{
  StubbleViewsStrip *self = STUBBLE_VIEWS_STRIP (object);

  stubble_views_strip_set_document (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->signature, g_free);
  g_clear_object (&self->menu);
  G_OBJECT_CLASS (stubble_views_strip_parent_class)->dispose (object);
}

static void
stubble_views_strip_class_init (StubbleViewsStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stubble_views_strip_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "views");
  signals[DROPPED] = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
}

static void
stubble_views_strip_init (StubbleViewsStrip *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *add = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->menu = make_menu ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->list = GTK_LIST_BOX (list);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Photos of the consultation"), -1);
  g_signal_connect (list, "row-selected", G_CALLBACK (on_row_selected), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self->box), scrolled);

  self->spinner = gtk_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (_ ("Photo")));
  gtk_box_append (GTK_BOX (content), self->spinner);
  gtk_button_set_child (GTK_BUTTON (add), content);
  gtk_widget_set_tooltip_text (add, _ ("Add a photo of another view (Ctrl+Shift+O)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add a photo of another view"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "win.photo-add");
  gtk_widget_add_css_class (add, "flat");
  gtk_box_append (GTK_BOX (self->box), add);

  g_signal_connect (target, "drop", G_CALLBACK (on_files), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
stubble_views_strip_new (void)
{
  return g_object_new (STUBBLE_TYPE_VIEWS_STRIP, NULL);
}
