/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "dialogs/stubble-stages-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "canvas/stubble-texture.h"
#include "dialogs/stubble-dialog.h"
#include "document/stubble-compose.h"

/* Of one part, px: enough for a large screen. */
#define PART_WIDTH 900.0

typedef enum
{
  PAGE_SESSIONS,
  PAGE_YEARS,
  PAGE_HAIR_LOSS,
  N_PAGES
} Page;

static const struct
{
  const char *name;
  const char *title;
  const char *icon;
  const char *text; /* for who does not see the picture */
  SmpPictureContent content;
} pages[N_PAGES] = {
  { "sessions", N_ ("Sessions"), "view-grid-symbolic",
    N_ ("The original photo, and simulated after each session"), SMP_PICTURE_SESSIONS },
  { "years", N_ ("Years"), "document-open-recent-symbolic",
    N_ ("The original photo, and simulated healed and years later"), SMP_PICTURE_YEARS },
  { "hair-loss", N_ ("More Hair Lost"), "edit-cut-symbolic",
    N_ ("The original photo, and simulated with less and less hair"), SMP_PICTURE_HAIR_LOSS },
};

typedef struct
{
  GtkWindow *window;
  GtkWidget *stacks[N_PAGES]; /* a spinner, then the picture */
  GtkWidget *pictures[N_PAGES];
  GtkWidget *failures[N_PAGES];
  GCancellable *cancellable;
} Dialog;

/* A page that waits for its picture. */
typedef struct
{
  GtkWindow *window;
  Page page;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *self = data;

  g_object_unref (self->window);
  g_free (self);
}

static void
dialog_free (Dialog *self)
{
  g_object_unref (self->cancellable);
  g_free (self);
}

static void
on_composed (SmpImage *picture, const GError *error, gpointer data)
{
  const Waiting *waiting = data;
  Dialog *self = g_object_get_data (G_OBJECT (waiting->window), "dialog");
  g_autoptr (GdkTexture) texture = NULL;

  if (picture == NULL)
    {
      adw_status_page_set_description (ADW_STATUS_PAGE (self->failures[waiting->page]),
                                       error->message);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stacks[waiting->page]), "failed");
      return;
    }
  texture = stubble_texture_new (picture);
  gtk_picture_set_paintable (GTK_PICTURE (self->pictures[waiting->page]), GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stacks[waiting->page]), "picture");
}

static void
compose (
    Dialog *self, StubbleDocument *document, const SmpAge *age, gboolean match_grain, Page page)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->window = g_object_ref (self->window);
  waiting->page = page;
  stubble_compose_async (document, NULL, age, pages[page].content, match_grain, PART_WIDTH,
                         self->cancellable, on_composed, waiting, waiting_free);
}

static GtkWidget *
add_page (Dialog *self, GtkWidget *stack, Page page)
{
  GtkWidget *inner = gtk_stack_new ();
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *picture = gtk_picture_new ();
  AdwViewStackPage *added;

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 48, 48);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), _ (pages[page].text));
  self->pictures[page] = picture;
  self->failures[page] = adw_status_page_new ();
  adw_status_page_set_title (ADW_STATUS_PAGE (self->failures[page]), _ ("Could Not Draw It"));
  gtk_stack_add_named (GTK_STACK (inner), spinner, "waiting");
  gtk_stack_add_named (GTK_STACK (inner), picture, "picture");
  gtk_stack_add_named (GTK_STACK (inner), self->failures[page], "failed");
  self->stacks[page] = inner;
  added = adw_view_stack_add_titled (ADW_VIEW_STACK (stack), inner, pages[page].name,
                                     _ (pages[page].title));
  adw_view_stack_page_set_icon_name (added, pages[page].icon);
  return inner;
}

void
stubble_stages_dialog_present (GtkWindow *parent,
                               StubbleDocument *document,
                               const SmpAge *age,
                               gboolean match_grain)
{
  Dialog *self = g_new0 (Dialog, 1);
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *stack = adw_view_stack_new ();
  GtkWidget *title = adw_view_switcher_title_new ();
  GtkWidget *below = adw_view_switcher_bar_new ();

  self->window = GTK_WINDOW (window);
  self->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (window), "dialog", self, (GDestroyNotify)dialog_free);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (g_cancellable_cancel),
                            self->cancellable);
  /* In the header, or below where the words are too long for that. */
  adw_view_switcher_title_set_stack (ADW_VIEW_SWITCHER_TITLE (title), ADW_VIEW_STACK (stack));
  adw_view_switcher_title_set_title (ADW_VIEW_SWITCHER_TITLE (title), _ ("All Stages"));
  adw_view_switcher_bar_set_stack (ADW_VIEW_SWITCHER_BAR (below), ADW_VIEW_STACK (stack));
  g_object_bind_property (title, "title-visible", below, "reveal", G_BINDING_SYNC_CREATE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), title);
  for (int i = 0; i < N_PAGES; i++)
    {
      add_page (self, stack, (Page)i);
      compose (self, document, age, match_grain, (Page)i);
    }
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), stack);
  gtk_box_append (GTK_BOX (box), below);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (self->window, _ ("All Stages"));
  stubble_dialog_open (self->window, parent, 1100, 640);
}
