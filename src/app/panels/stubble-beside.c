/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-beside.h"

struct _StubbleBeside
{
  GtkLayoutManager parent_instance;
  int spacing;
};

G_DEFINE_FINAL_TYPE (StubbleBeside, stubble_beside, GTK_TYPE_LAYOUT_MANAGER)

static void
measure_across (GtkWidget *child, int *least, int *natural)
{
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, least, natural, NULL, NULL);
}

static int
height_of (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* Whether both fit in one line, and how wide they get. */
static gboolean
fit (StubbleBeside *self, GtkWidget *widget, int width, int *first, int *second)
{
  int least, natural;

  measure_across (gtk_widget_get_first_child (widget), &least, &natural);
  measure_across (gtk_widget_get_last_child (widget), second, &natural);
  *second = MAX (*second, natural);
  *first = width - self->spacing - *second;
  if (*first >= least)
    return TRUE;
  *first = *second = width;
  return FALSE;
}

static GtkSizeRequestMode
stubble_beside_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
stubble_beside_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  StubbleBeside *self = STUBBLE_BESIDE (manager);
  GtkWidget *first = gtk_widget_get_first_child (widget),
            *second = gtk_widget_get_last_child (widget);
  int least[2], wanted[2], width[2], high, low;

  measure_across (first, &least[0], &wanted[0]);
  measure_across (second, &least[1], &wanted[1]);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (least[0], least[1]);
      *natural = wanted[0] + self->spacing + wanted[1];
      return;
    }
  if (for_size < 0)
    for_size = MAX (least[0], least[1]);
  if (fit (self, widget, for_size, &width[0], &width[1]))
    {
      high = height_of (first, width[0]);
      low = height_of (second, width[1]);
      *minimum = *natural = MAX (high, low);
    }
  else
    *minimum = *natural = height_of (first, width[0]) + height_of (second, width[1]);
}

static void
stubble_beside_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  StubbleBeside *self = STUBBLE_BESIDE (manager);
  GtkWidget *first = gtk_widget_get_first_child (widget),
            *second = gtk_widget_get_last_child (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation at_first = { 0 }, at_second = { 0 };

  if (fit (self, widget, width, &at_first.width, &at_second.width))
    {
      at_first.height = at_second.height = height;
      *(rtl ? &at_first.x : &at_second.x)
          = (rtl ? at_second.width : at_first.width) + self->spacing;
    }
  else
    {
      at_first.height = at_second.y = height_of (first, width);
      at_second.height = MAX (height - at_second.y, height_of (second, width));
    }
  gtk_widget_size_allocate (first, &at_first, -1);
  gtk_widget_size_allocate (second, &at_second, -1);
}

static void
stubble_beside_class_init (StubbleBesideClass *klass)
{
  GtkLayoutManagerClass *manager = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager->get_request_mode = stubble_beside_get_request_mode;
  manager->measure = stubble_beside_measure;
  manager->allocate = stubble_beside_allocate;
}

static void
stubble_beside_init (StubbleBeside *self)
{
}

GtkWidget *
stubble_beside_box_new (GtkWidget *first, GtkWidget *second, int spacing)
{
  g_autoptr (StubbleBeside) self = g_object_new (STUBBLE_TYPE_BESIDE, NULL);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "layout-manager", self, NULL);

  self->spacing = spacing;
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}
