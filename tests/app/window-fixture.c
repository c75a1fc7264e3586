/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "window-fixture.h"

#include <glib/gstdio.h>

#include "base/smp-hash.h"
#include "model/smp-consultation.h"
#include "stubble-application.h"

#define DEADLINE_US (180 * G_USEC_PER_SEC)
/* What one part asks for another in a frame is given in the next. */
#define STILL_FRAMES 3

static GtkApplication *application;
static char *folder;

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
wait_until (Condition condition, gpointer data)
{
  gint64 end = g_get_monotonic_time () + DEADLINE_US;
  guint id = g_timeout_add (10, wake, NULL);

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (id);
}

void
flush (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

gboolean
is_whole (StubbleWindow *self)
{
  const GPtrArray *photos = stubble_document_get_consultation (self->document)->photos;

  for (guint i = 0; i < photos->len; i++)
    if (stubble_document_get_opening (self->document, g_ptr_array_index (photos, i)) != NULL)
      return FALSE;
  return TRUE;
}

gboolean
is_open (gpointer data)
{
  StubbleWindow *self = data;

  return self->document != NULL && self->loading == NULL && self->fill == 0 && is_whole (self)
         && stubble_canvas_is_settled (self->canvas)
         && stubble_canvas_count_dots (self->canvas, -1) >= 0;
}

gboolean
is_settled (gpointer data)
{
  return stubble_canvas_is_settled (STUBBLE_WINDOW (data)->canvas);
}

typedef struct
{
  GtkWidget *window;
  gint64 frame;
  guint64 places; /* of all parts, in the frame before */
  guint same;     /* frames since they moved */
} Layout;

/* Quarters of px. */
static guint64
places_of (float across, float down)
{
  return (guint64)(guint32)(gint32)(across * 4) << 32 | (guint32)(gint32)(down * 4);
}

static void
add_places (GtkWidget *widget, GtkWidget *window, guint64 *places)
{
  graphene_rect_t at;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_compute_bounds (widget, window, &at))
    return;
  *places = smp_hash_u64 (*places, (guint64)(guintptr)widget, places_of (at.origin.x, at.origin.y));
  *places = smp_hash_u64 (*places, 0, places_of (at.size.width, at.size.height));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_places (child, window, places);
}

static gboolean
is_at_rest (gpointer data)
{
  Layout *self = data;
  gint64 frame = gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (self->window));
  guint64 places = 0;

  if (STUBBLE_IS_WINDOW (self->window)
      && (STUBBLE_WINDOW (self->window)->follow_size != 0
          || (STUBBLE_WINDOW (self->window)->document != NULL && !is_settled (self->window))))
    return FALSE;
  if (frame == self->frame)
    return FALSE;
  self->frame = frame;
  add_places (self->window, self->window, &places);
  self->same = places == self->places ? self->same + 1 : 0;
  self->places = places;
  return self->same >= STILL_FRAMES;
}

void
wait_for_layout (GtkWidget *window)
{
  Layout self = { .window = window };
  GdkFrameClock *clock;

  wait_until (is_mapped, window);
  clock = gtk_widget_get_frame_clock (window);
  gdk_frame_clock_begin_updating (clock);
  wait_until (is_at_rest, &self);
  gdk_frame_clock_end_updating (clock);
}

/* A copy: some of the actions save. */
static void
copy_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", name, NULL);
  g_autoptr (GFile) original = g_file_new_for_path (path);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_copy (original, file, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

StubbleWindow *
open_window (const char *sample)
{
  StubbleWindow *self = STUBBLE_WINDOW (stubble_window_new (application));

  gtk_window_present (GTK_WINDOW (self));
  wait_until (is_mapped, self);
  if (sample != NULL)
    {
      g_autoptr (GFile) file = g_file_new_build_filename (folder, sample, NULL);

      copy_sample (sample);
      stubble_window_open (self, file);
      wait_until (is_open, self);
    }
  return self;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *)data == NULL;
}

void
close_window (StubbleWindow *self)
{
  StubbleDocument *document = self->document;

  if (document != NULL)
    g_object_add_weak_pointer (G_OBJECT (document), (gpointer *)&document);
  wait_until (is_settled, self);
  /* Or the next window that opens the file asks about it, if this one took its time. */
  if (self->recovery != NULL)
    stubble_recovery_discard (self->recovery);
  g_object_add_weak_pointer (G_OBJECT (self), (gpointer *)&self);
  gtk_window_destroy (GTK_WINDOW (self));
  flush ();
  /* What runs in a thread keeps the window, and a photo that is being opened the document, until it
   * is done. */
  wait_until (is_gone, &self);
  wait_until (is_gone, &document);
}

void
activate (StubbleWindow *self, const char *action, const char *target)
{
  g_action_group_activate_action (G_ACTION_GROUP (self), action,
                                  target != NULL ? g_variant_new_string (target) : NULL);
}

GtkWidget *
find (GtkWidget *root, GType type, const char *title)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type)
      && (title == NULL
          || (ADW_IS_PREFERENCES_ROW (root)
              && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title)
                     == 0)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
find_dialog (StubbleWindow *self)
{
  g_autoptr (GListModel) all = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      /* GTK keeps it. */
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (ADW_IS_WINDOW (window) && gtk_window_get_transient_for (window) == GTK_WINDOW (self))
        return GTK_WIDGET (window);
    }
  return NULL;
}

GtkWindow *
find_message (StubbleWindow *self)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      /* GTK keeps it. */
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (ADW_IS_MESSAGE_DIALOG (window)
          && gtk_window_get_transient_for (window) == GTK_WINDOW (self))
        return window;
    }
  return NULL;
}

int
run_tests (int *argc, char ***argv, void (*add) (void))
{
  static const char *const copies[] = { "sample.stubble.json", "head-front.jpg", "head-left.jpg" };
  g_autoptr (GError) error = NULL;
  int status;

  gtk_test_init (argc, argv, NULL);
  g_set_application_name ("Stubble");
  folder = g_dir_make_tmp ("stubble-window-XXXXXX", &error);
  g_assert_no_error (error);
  application = GTK_APPLICATION (stubble_application_new ());
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_set_default (G_APPLICATION (application));
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  copy_sample ("head-front.jpg");
  add ();
  status = g_test_run ();
  for (gsize i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      g_autofree char *path = g_build_filename (folder, copies[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return status;
}
