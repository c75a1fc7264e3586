/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "window/stubble-warnings.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "panels/stubble-labels.h"
#include "photo/smp-image.h"
#include "record/smp-warnings.h"

/* After the last edit: nobody reads warnings during a drag. */
#define DELAY_MS 400
#define WIDTH_CHARS 42
#define HEIGHT_MAX 460

struct _StubbleWarnings
{
  AdwBin parent_instance;

  /* Borrowed: children */
  GtkWidget *button;
  GtkWidget *count_label;
  GtkWidget *list;

  /* Owned */
  StubbleDocument *document; /* (nullable) */
  GCancellable *running;     /* (nullable) */

  /* State */
  guint timeout;
  int n;
  char *skin_of; /* (nullable): the last photo that showed skin, and what it is, linear */
  double skin[3];
};

G_DEFINE_TYPE (StubbleWarnings, stubble_warnings, ADW_TYPE_BIN)

/* Values only: the consultation is edited meanwhile. */
typedef struct
{
  SmpConsultation *consultation;
  SmpVariant *variant;
  SmpPhoto *photo;
  SmpPyramid *pyramid; /* (nullable) */
  double skin[3];      /* of this photo if it was found there, else of another */
  gboolean has_skin;   /* of another */
  gboolean was_found;
} Job;

static void
job_free (Job *self)
{
  smp_consultation_unref (self->consultation);
  smp_variant_unref (self->variant);
  smp_photo_unref (self->photo);
  g_clear_pointer (&self->pyramid, smp_pyramid_unref);
  g_free (self);
}

/* Notes after warnings, each as they came: the sort of GLib's arrays is stable. */
static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  const SmpWarning *const *wa = a, *const *wb = b;

  return (*wa)->is_note - (*wb)->is_note;
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *self = data;
  const SmpImage *image = self->pyramid != NULL ? self->pyramid->levels[0] : NULL;
  const SmpPlan *plan = self->variant->plan;
  double found[3];
  const double *skin;
  g_autoptr (GPtrArray) all = NULL;

  self->was_found = image != NULL && smp_warnings_find_skin (self->photo, image, plan, found);
  if (self->was_found)
    memcpy (self->skin, found, sizeof found);
  skin = self->was_found || self->has_skin ? self->skin : NULL;
  all = smp_warnings_for_variant (self->consultation, self->variant, skin);
  g_ptr_array_set_free_func (all, (GDestroyNotify)smp_warning_free);
  g_ptr_array_extend_and_steal (all, smp_warnings_for_assessment (self->consultation));
  g_ptr_array_extend_and_steal (
      all, smp_warnings_for_photo (self->consultation, self->photo, image, plan, skin));
  g_ptr_array_sort (all, compare_kinds);
  g_task_return_pointer (task, g_steal_pointer (&all), (GDestroyNotify)g_ptr_array_unref);
}

static GtkWidget *
wrapping_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  return label;
}

static GtkWidget *
warning_row (const SmpWarning *warning)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (box, "warning-box");
  if (warning->is_note)
    {
      GtkWidget *kind = wrapping_label (_ ("Note"));

      gtk_widget_add_css_class (kind, "caption-heading");
      gtk_widget_add_css_class (kind, "dim-label");
      gtk_box_append (GTK_BOX (box), kind);
    }
  gtk_box_append (GTK_BOX (box), wrapping_label (warning->text));
  if (warning->sources[0] != '\0')
    {
      g_autofree char *text = stubble_label_sources (warning->sources);
      GtkWidget *label = wrapping_label (NULL);

      gtk_label_set_markup (GTK_LABEL (label), text);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  warning->text, -1);
  return row;
}

static guint
count_warnings (const GPtrArray *all)
{
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    n += !((const SmpWarning *)g_ptr_array_index (all, i))->is_note;
  return n;
}

static void
show (StubbleWarnings *self, GPtrArray *warnings)
{
  guint n = count_warnings (warnings);
  g_autofree char *number = n > 0 ? g_strdup_printf ("%u", n) : NULL;
  g_autofree char *name
      = n > 0 ? g_strdup_printf (
            g_dngettext (NULL, "%u thing to think about", "%u things to think about", n), n)
              : g_strdup (_ ("Notes on the plan"));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < warnings->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), warning_row (g_ptr_array_index (warnings, i)));
  self->n = (int)n;
  gtk_label_set_text (GTK_LABEL (self->count_label), number != NULL ? number : "");
  gtk_widget_set_visible (self->count_label, n > 0);
  gtk_widget_set_tooltip_text (self->button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), warnings->len > 0);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StubbleWarnings) self = data;
  g_autoptr (GPtrArray) warnings = g_task_propagate_pointer (G_TASK (result), NULL);
  const Job *job = g_task_get_task_data (G_TASK (result));

  /* NULL: cancelled, as something was edited since. */
  if (warnings == NULL || self->document == NULL)
    return;
  g_clear_object (&self->running);
  if (job->was_found)
    {
      g_free (self->skin_of);
      self->skin_of = g_strdup (job->photo->id);
      memcpy (self->skin, job->skin, sizeof self->skin);
    }
  show (self, warnings);
}

static void
stop (StubbleWarnings *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
}

static gboolean
look (gpointer data)
{
  StubbleWarnings *self = data;
  g_autoptr (GTask) task = NULL;
  Job *job;

  self->timeout = 0;
  if (stubble_document_get_photo (self->document) == NULL)
    return G_SOURCE_REMOVE;
  self->running = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->consultation = smp_consultation_ref (stubble_document_get_consultation (self->document));
  job->variant = smp_variant_ref (stubble_document_get_variant (self->document));
  job->photo = smp_photo_ref (stubble_document_get_photo (self->document));
  /* Another photo may still be on its way: its light is judged when it is there. */
  if (stubble_document_get_pyramid (self->document) != NULL)
    job->pyramid = smp_pyramid_ref (stubble_document_get_pyramid (self->document));
  job->has_skin = self->skin_of != NULL && strcmp (self->skin_of, job->photo->id) != 0
                  && smp_consultation_get_photo (job->consultation, self->skin_of) != NULL;
  memcpy (job->skin, self->skin, sizeof job->skin);
  /* No source object: the thread might let go of it last, and widgets belong to this one. */
  task = g_task_new (NULL, self->running, on_found, g_object_ref (self));
  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, run);
  return G_SOURCE_REMOVE;
}

static void
on_changed (StubbleWarnings *self)
{
  stop (self);
  self->n = -1;
  self->timeout = g_timeout_add (DELAY_MS, look, self);
}

void
stubble_warnings_set_document (StubbleWarnings *self, StubbleDocument *document)
{
  stop (self);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  g_clear_pointer (&self->skin_of, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->n = 0;
  if (document == NULL)
    return;
  g_signal_connect_object (document, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "photo", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "pixels", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
}

int
stubble_warnings_count (StubbleWarnings *self)
{
  return self->n;
}

static void
stubble_warnings_dispose (GObject *object)
{
  StubbleWarnings *self = STUBBLE_WARNINGS (object);

  stop (self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->skin_of, g_free);
  G_OBJECT_CLASS (stubble_warnings_parent_class)->dispose (object);
}

static void
stubble_warnings_class_init (StubbleWarningsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stubble_warnings_dispose;
}

static GtkWidget *
make_popover (StubbleWarnings *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *title = gtk_label_new (_ ("Worth a Thought"));
  GtkWidget *note = wrapping_label (_ ("Nothing here stops you: it is for you to weigh."));

  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (note, "dim-label");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Worth a Thought"), -1);
  gtk_widget_add_css_class (box, "warnings");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), note);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT_MAX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  return popover;
}

static void
stubble_warnings_init (StubbleWarnings *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->count_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count_label, "numeric");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-information-symbolic"));
  gtk_box_append (GTK_BOX (box), self->count_label);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), make_popover (self));
  adw_bin_set_child (ADW_BIN (self), self->button);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
