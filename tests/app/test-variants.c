/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-consultation.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "window-fixture.h"

static guint
n_variants (StubbleWindow *self)
{
  return stubble_document_get_consultation (self->document)->variants->len;
}

static const SmpZone *
first_zone (StubbleWindow *self)
{
  return g_ptr_array_index (stubble_document_get_plan (self->document)->zones, 0);
}

/* Another one is a copy: what is edited then is its own. */
static void
test_edit (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  double density = first_zone (self)->density;
  g_autofree char *first = g_strdup (stubble_document_get_variant (self->document)->id);
  g_autofree char *second = NULL;
  g_autoptr (SmpZone) sparse = NULL;

  activate (self, "step", "compare");
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "variant-remove"));
  activate (self, "variant-new", NULL);
  flush ();
  g_assert_cmpuint (n_variants (self), ==, 2);
  second = g_strdup (stubble_document_get_variant (self->document)->id);
  g_assert_cmpstr (second, !=, first);
  g_assert_cmpstr (stubble_document_get_variant (self->document)->name, ==, "Variant B");
  sparse = smp_zone_copy (first_zone (self));
  sparse->density = 60;
  stubble_document_commit_zone (self->document, sparse, "Sparse", NULL);
  activate (self, "variant", first);
  g_assert_cmpfloat_with_epsilon (first_zone (self)->density, density, 1e-9);
  activate (self, "variant", second);
  g_assert_cmpfloat_with_epsilon (first_zone (self)->density, 60, 1e-9);
  activate (self, "variant", "none of them");
  g_assert_cmpstr (stubble_document_get_variant (self->document)->id, ==, second);

  activate (self, "variant-remove", NULL);
  g_assert_cmpuint (n_variants (self), ==, 1);
  g_assert_cmpfloat_with_epsilon (first_zone (self)->density, density, 1e-9);
  g_assert_nonnull (self->undo_toast);
  stubble_document_undo (self->document);
  g_assert_cmpuint (n_variants (self), ==, 2);
  while (stubble_document_get_undo_label (self->document) != NULL)
    stubble_document_undo (self->document);
  g_assert_cmpuint (n_variants (self), ==, 1);
  g_assert_cmpstr (stubble_document_get_variant (self->document)->id, ==, first);
  close_window (self);
}

/* (nullable): the variant's row in the panel's list. */
static GtkWidget *
row_of (StubbleWindow *self, const char *name)
{
  return find (GTK_WIDGET (self->panels), ADW_TYPE_ACTION_ROW, name);
}

static gboolean
has_star (GtkWidget *root)
{
  gboolean found
      = GTK_IS_IMAGE (root)
        && g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (root)), "starred-symbolic") == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = has_star (child);
  return found;
}

/* Names, notes and the client's choice are of the consultation. */
static void
test_notes (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  GtkWidget *panels = GTK_WIDGET (self->panels), *row;
  const SmpVariant *variant;

  activate (self, "step", "compare");
  flush ();
  activate (self, "variant-new", NULL);
  flush ();
  row = find (panels, ADW_TYPE_ENTRY_ROW, "Variant’s Name");
  gtk_editable_set_text (GTK_EDITABLE (row), "Softer");
  row = find (panels, ADW_TYPE_ENTRY_ROW, "Variant’s Notes");
  gtk_editable_set_text (GTK_EDITABLE (row), "Higher at the temples");
  variant = stubble_document_get_variant (self->document);
  g_assert_cmpstr (variant->name, ==, "Softer");
  g_assert_cmpstr (variant->notes, ==, "Higher at the temples");
  g_assert_nonnull (row_of (self, "Softer"));
  g_assert_null (row_of (self, "Variant B"));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row_of (self, "Softer"))), ==,
                   "Higher at the temples");
  g_assert_false (has_star (row_of (self, "Softer")));
  /* A variant keeps a name. */
  row = find (panels, ADW_TYPE_ENTRY_ROW, "Variant’s Name");
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  g_assert_cmpstr (stubble_document_get_variant (self->document)->name, ==, "Softer");

  row = find (panels, ADW_TYPE_ACTION_ROW, "Chosen by the Client");
  gtk_switch_set_active (GTK_SWITCH (find (row, GTK_TYPE_SWITCH, NULL)), TRUE);
  g_assert_cmpstr (stubble_document_get_consultation (self->document)->chosen_variant, ==,
                   stubble_document_get_variant (self->document)->id);
  g_assert_true (has_star (row_of (self, "Softer")));
  stubble_document_undo (self->document);
  g_assert_null (stubble_document_get_consultation (self->document)->chosen_variant);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (find (row, GTK_TYPE_SWITCH, NULL))));
  close_window (self);
}

/* (nullable): the picture of the card that names the variant. */
static GdkTexture *
picture_of (GtkWidget *root, const char *variant)
{
  if (GTK_IS_PICTURE (root)
      && g_strcmp0 (gtk_picture_get_alternative_text (GTK_PICTURE (root)), variant) == 0)
    return GDK_TEXTURE (gtk_picture_get_paintable (GTK_PICTURE (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GdkTexture *found = picture_of (child, variant);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_two_pictures (gpointer data)
{
  return picture_of (data, "Variant A") != NULL && picture_of (data, "Variant B") != NULL;
}

/* Sum of all bytes of the picture: fewer dots are lighter. */
static double
light_of (GdkTexture *texture)
{
  gsize stride = 4 * (gsize)gdk_texture_get_width (texture);
  gsize size = stride * (gsize)gdk_texture_get_height (texture);
  g_autofree guchar *pixels = g_malloc (size);
  double sum = 0;

  gdk_texture_download (texture, pixels, stride);
  for (gsize i = 0; i < size; i++)
    sum += pixels[i];
  return sum;
}

/* Each variant is seen with its own plan. */
static void
test_all (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  g_autofree char *first = g_strdup (stubble_document_get_variant (self->document)->id);
  g_autoptr (SmpZone) sparse = NULL;
  GtkWidget *dialog;

  activate (self, "variant-new", NULL);
  sparse = smp_zone_copy (first_zone (self));
  sparse->density /= 4;
  stubble_document_commit_zone (self->document, sparse, "Sparse", NULL);
  activate (self, "variants", NULL);
  flush ();
  dialog = find_dialog (self);
  g_assert_nonnull (dialog);
  wait_until (has_two_pictures, dialog);
  g_assert_cmpfloat (light_of (picture_of (dialog, "Variant B")), >,
                     light_of (picture_of (dialog, "Variant A")));
  g_assert_true (gtk_widget_activate_action (find (dialog, GTK_TYPE_FLOW_BOX, NULL),
                                             "variants.work-on", "s", first));
  flush ();
  g_assert_cmpstr (stubble_document_get_variant (self->document)->id, ==, first);
  g_assert_null (find_dialog (self));
  close_window (self);
}

static void
add (void)
{
  g_test_add_func ("/variants/edit", test_edit);
  g_test_add_func ("/variants/notes", test_notes);
  g_test_add_func ("/variants/all", test_all);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
