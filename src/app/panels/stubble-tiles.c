/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-tiles.h"

struct _StubbleTiles
{
  GtkLayoutManager parent_instance;
  int most_columns;
  int spacing;
};

G_DEFINE_FINAL_TYPE (StubbleTiles, stubble_tiles, GTK_TYPE_LAYOUT_MANAGER)

/* The widths that the widest tile needs and wants. */
static void
measure_width (GtkWidget *widget, int *least, int *natural)
{
  *least = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_least, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_least, &child_natural, NULL,
                          NULL);
      *least = MAX (*least, child_least);
      *natural = MAX (*natural, child_natural);
    }
}

/* How many columns fit, and how wide a tile gets. */
static int
fit (StubbleTiles *self, GtkWidget *widget, int width, int *tile)
{
  int least, natural, columns;

  measure_width (widget, &least, &natural);
  columns = CLAMP ((width + self->spacing) / MAX (least + self->spacing, 1), 1, self->most_columns);
  *tile = MAX ((width - (columns - 1) * self->spacing) / columns, least);
  return columns;
}

/* How high the row gets that begins with @child; @next is the one that begins the next. */
static int
row_height (GtkWidget *child, int columns, int tile, GtkWidget **next)
{
  int height = 0;

  for (int i = 0; i < columns && child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int natural;

        gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, tile, NULL, &natural, NULL, NULL);
        height = MAX (height, natural);
        i++;
      }
  *next = child;
  return height;
}

static GtkSizeRequestMode
stubble_tiles_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
stubble_tiles_measure (GtkLayoutManager *manager,
                       GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  StubbleTiles *self = STUBBLE_TILES (manager);
  int least, wanted, columns, tile, height = 0;

  measure_width (widget, &least, &wanted);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = self->most_columns * (wanted + self->spacing) - self->spacing;
      return;
    }
  columns = fit (self, widget, for_size >= 0 ? for_size : least, &tile);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    height += row_height (child, columns, tile, &child) + self->spacing;
  *minimum = *natural = MAX (height - self->spacing, 0);
}

static void
stubble_tiles_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  StubbleTiles *self = STUBBLE_TILES (manager);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int tile, columns = fit (self, widget, width, &tile), y = 0;
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = next)
    {
      int high = row_height (child, columns, tile, &next), x = 0;

      for (; child != next; child = gtk_widget_get_next_sibling (child))
        if (gtk_widget_should_layout (child))
          {
            gtk_widget_size_allocate (
                child, &(GtkAllocation){ rtl ? width - x - tile : x, y, tile, high }, -1);
            x += tile + self->spacing;
          }
      y += high + self->spacing;
    }
}

static void
stubble_tiles_class_init (StubbleTilesClass *klass)
{
  GtkLayoutManagerClass *manager = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager->get_request_mode = stubble_tiles_get_request_mode;
  manager->measure = stubble_tiles_measure;
  manager->allocate = stubble_tiles_allocate;
}

static void
stubble_tiles_init (StubbleTiles *self)
{
  self->most_columns = 1;
}

GtkWidget *
stubble_tiles_box_new (guint most_columns, int spacing)
{
  g_autoptr (StubbleTiles) self = g_object_new (STUBBLE_TYPE_TILES, NULL);
  GtkWidget *box;

  self->most_columns = (int)most_columns;
  self->spacing = spacing;
  box = g_object_new (GTK_TYPE_BOX, "layout-manager", self, NULL);
  /* What fills a tile does not make the rows ask for all the height that there is. */
  gtk_widget_set_vexpand (box, FALSE);
  return box;
}
