/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "dialogs/stubble-variants-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "canvas/stubble-texture.h"
#include "dialogs/stubble-dialog.h"
#include "document/stubble-compose.h"
#include "model/smp-consultation.h"
#include "model/smp-plan.h"

/* Of one picture, px. */
#define PICTURE_WIDTH 900.0
#define CARD_WIDTH 320
#define CARD_HEIGHT 360

/* A variant's picture, name and notes. */
typedef struct
{
  GtkWidget *card; /* owned: the window may be closed meanwhile */
  GtkWidget *stack;
  GtkWidget *picture;
  GtkWidget *failure;
} Card;

static void
card_free (gpointer data)
{
  Card *self = data;

  g_object_unref (self->card);
  g_free (self);
}

static void
on_composed (SmpImage *picture, const GError *error, gpointer data)
{
  Card *self = data;
  g_autoptr (GdkTexture) texture = NULL;

  if (picture == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->failure), error->message);
      gtk_stack_set_visible_child (GTK_STACK (self->stack), self->failure);
      return;
    }
  texture = stubble_texture_new (picture);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->picture);
}

static GtkWidget *
text_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
card_new (const SmpVariant *variant, gboolean is_chosen, Card *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *spinner = gtk_spinner_new ();

  self->card = g_object_ref_sink (button);
  self->stack = gtk_stack_new ();
  self->picture = gtk_picture_new ();
  self->failure = text_label (NULL, "error");
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), variant->name);
  gtk_stack_add_child (GTK_STACK (self->stack), spinner);
  gtk_stack_add_child (GTK_STACK (self->stack), self->picture);
  gtk_stack_add_child (GTK_STACK (self->stack), self->failure);
  gtk_widget_set_size_request (self->stack, CARD_WIDTH, CARD_HEIGHT);
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_box_append (GTK_BOX (heading), text_label (variant->name, "heading"));
  if (is_chosen)
    {
      GtkWidget *star = gtk_image_new_from_icon_name ("starred-symbolic");

      gtk_widget_set_tooltip_text (star, _ ("Chosen by the client"));
      gtk_box_append (GTK_BOX (heading), star);
    }
  gtk_box_append (GTK_BOX (box), heading);
  if (variant->notes != NULL)
    gtk_box_append (GTK_BOX (box), text_label (variant->notes, "dim-label"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  variant->name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  variant->notes != NULL ? variant->notes : "", -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "variants.work-on");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", variant->id);
  return button;
}

static void
on_work_on (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = user_data;
  StubbleDocument *document = g_object_get_data (G_OBJECT (window), "document");

  stubble_document_set_variant (document, g_variant_get_string (parameter, NULL));
  gtk_window_close (window);
}

static GtkWidget *
grid_new (StubbleDocument *document,
          const SmpAge *age,
          gboolean match_grain,
          GCancellable *cancellable)
{
  const SmpConsultation *consultation = stubble_document_get_consultation (document);
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow),
                                          MIN (consultation->variants->len, 3));
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 4);
  for (guint i = 0; i < consultation->variants->len; i++)
    {
      const SmpVariant *variant = g_ptr_array_index (consultation->variants, i);
      Card *card = g_new0 (Card, 1);

      gtk_flow_box_append (
          GTK_FLOW_BOX (flow),
          card_new (variant, g_strcmp0 (consultation->chosen_variant, variant->id) == 0, card));
      stubble_compose_async (document, variant->plan, age, SMP_PICTURE_AFTER, match_grain,
                             PICTURE_WIDTH, cancellable, on_composed, card, card_free);
    }
  return flow;
}

void
stubble_variants_dialog_present (GtkWindow *parent,
                                 StubbleDocument *document,
                                 const SmpAge *age,
                                 gboolean match_grain)
{
  static const GActionEntry entries[]
      = { { .name = "work-on", .activate = on_work_on, .parameter_type = "s" } };
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_object_set_data_full (G_OBJECT (window), "document", g_object_ref (document), g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), window);
  gtk_widget_insert_action_group (window, "variants", G_ACTION_GROUP (actions));
  g_signal_connect_object (window, "destroy", G_CALLBACK (g_cancellable_cancel), cancellable,
                           G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (window), "cancellable", g_object_ref (cancellable),
                          g_object_unref);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 grid_new (document, age, match_grain, cancellable));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _ ("All Variants"));
  stubble_dialog_open (GTK_WINDOW (window), parent, 1080, 640);
}
