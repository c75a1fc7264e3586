/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "dialogs/stubble-stages-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "canvas/stubble-texture.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "record/smp-picture.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface.h"

/* Of one part, px: enough for a large screen. */
#define PART_WIDTH 900.0

typedef enum
{
  PAGE_SESSIONS,
  PAGE_YEARS,
  N_PAGES
} Page;

static const struct
{
  const char *name;
  const char *title;
  SmpPictureContent content;
} pages[N_PAGES] = {
  { "sessions", N_ ("Sessions"), SMP_PICTURE_SESSIONS },
  { "years", N_ ("Years"), SMP_PICTURE_YEARS },
};

typedef struct
{
  GtkWindow *window;
  GtkWidget *stacks[N_PAGES]; /* a spinner, then the picture */
  GtkWidget *pictures[N_PAGES];
  GtkWidget *failures[N_PAGES];
  GCancellable *cancellable;
} Dialog;

/* Values only: editing goes on when the window is closed. */
typedef struct
{
  SmpPyramid *pyramid;
  SmpPhoto *photo;
  SmpPlan *plan;
  SmpAge age;
  Page page;
} Job;

static void
job_free (Job *self)
{
  smp_pyramid_unref (self->pyramid);
  smp_photo_unref (self->photo);
  smp_plan_unref (self->plan);
  g_free (self);
}

static void
dialog_free (Dialog *self)
{
  g_object_unref (self->cancellable);
  g_free (self);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *self = data;
  g_autoptr (SmpSurface) surface = smp_surface_for_photo (self->photo);
  g_autoptr (SmpDotSet) dots = NULL;
  SmpImage *picture = NULL;
  SmpRenderOptions options = { 0 };
  double scale = MIN (1.0, PART_WIDTH / self->photo->width);
  GError *error = NULL;

  dots = smp_dots_place (self->plan, self->photo->id, surface, 0, cancellable, &error);
  if (dots != NULL)
    picture = smp_picture_compose (self->pyramid, dots, self->plan, &self->age, scale,
                                   pages[self->page].content, TRUE, &options, cancellable, &error);
  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify)smp_image_unref);
  else
    g_task_return_error (task, error);
}

static void
on_composed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWindow) window = data;
  Dialog *self = g_object_get_data (G_OBJECT (window), "dialog");
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) picture = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GdkTexture) texture = NULL;

  /* Cancelled: the window is closed, and its parts are gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (picture == NULL)
    {
      adw_status_page_set_description (ADW_STATUS_PAGE (self->failures[job->page]), error->message);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stacks[job->page]), "failed");
      return;
    }
  texture = stubble_texture_new (picture);
  gtk_picture_set_paintable (GTK_PICTURE (self->pictures[job->page]), GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stacks[job->page]), "picture");
}

static void
compose (Dialog *self, StubbleDocument *document, const SmpAge *age, Page page)
{
  g_autoptr (GTask) task
      = g_task_new (NULL, self->cancellable, on_composed, g_object_ref (self->window));
  Job *job = g_new0 (Job, 1);

  job->pyramid = smp_pyramid_ref (stubble_document_get_pyramid (document));
  job->photo = smp_photo_ref (stubble_document_get_photo (document));
  job->plan = smp_plan_ref (stubble_document_get_plan (document));
  job->age = *age;
  job->page = page;
  g_task_set_source_tag (task, compose);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, run);
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
  gtk_picture_set_alternative_text (
      GTK_PICTURE (picture), page == PAGE_SESSIONS
                                 ? _ ("The original photo, and simulated after each session")
                                 : _ ("The original photo, and simulated healed and years later"));
  self->pictures[page] = picture;
  self->failures[page] = adw_status_page_new ();
  adw_status_page_set_title (ADW_STATUS_PAGE (self->failures[page]), _ ("Could Not Draw It"));
  gtk_stack_add_named (GTK_STACK (inner), spinner, "waiting");
  gtk_stack_add_named (GTK_STACK (inner), picture, "picture");
  gtk_stack_add_named (GTK_STACK (inner), self->failures[page], "failed");
  self->stacks[page] = inner;
  added = adw_view_stack_add_titled (ADW_VIEW_STACK (stack), inner, pages[page].name,
                                     _ (pages[page].title));
  adw_view_stack_page_set_icon_name (
      added, page == PAGE_SESSIONS ? "view-grid-symbolic" : "document-open-recent-symbolic");
  return inner;
}

void
stubble_stages_dialog_present (GtkWindow *parent, StubbleDocument *document, const SmpAge *age)
{
  Dialog *self = g_new0 (Dialog, 1);
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *stack = adw_view_stack_new ();
  GtkWidget *switcher = adw_view_switcher_new ();

  self->window = GTK_WINDOW (window);
  self->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (window), "dialog", self, (GDestroyNotify)dialog_free);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (g_cancellable_cancel),
                            self->cancellable);
  adw_view_switcher_set_stack (ADW_VIEW_SWITCHER (switcher), ADW_VIEW_STACK (stack));
  adw_view_switcher_set_policy (ADW_VIEW_SWITCHER (switcher), ADW_VIEW_SWITCHER_POLICY_WIDE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), switcher);
  for (int i = 0; i < N_PAGES; i++)
    {
      add_page (self, stack, (Page)i);
      compose (self, document, age, (Page)i);
    }
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), stack);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (self->window, _ ("All Stages"));
  gtk_window_set_transient_for (self->window, parent);
  gtk_window_set_modal (self->window, TRUE);
  gtk_window_set_default_size (self->window, 1100, 640);
  gtk_window_present (self->window);
}
