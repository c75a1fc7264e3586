/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas-fixture.h"
#include "views-fixture.h"

#include <stdlib.h>
#include <string.h>

#include "canvas/stubble-canvas-private.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"

/* The ways to compare, by what the canvas really draws. */

static const guint8 *
at (const Shot *shot, int x, int y)
{
  return shot->pixels + 4 * ((gsize)y * (gsize)shot->width + (gsize)x);
}

/* A difference that anybody would see, and what rounding may make. */
#define SEEN 6
#define SAME 2

static int
difference (const guint8 *a, const guint8 *b)
{
  return MAX (abs (a[0] - b[0]), MAX (abs (a[1] - b[1]), abs (a[2] - b[2])));
}

/* The sample's photo with nothing drawn over it. */
static StubbleWindow *
open_compare (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");

  act (self, "step", "compare");
  wait_for_layout (GTK_WIDGET (self));
  wait_until (is_ready, self);
  return self;
}

static Shot
shoot_show (StubbleWindow *self, const char *show)
{
  act (self, "show", show);
  return shoot (self->canvas);
}

static int
n_texts (GskRenderNode *node)
{
  int n = 0;

  switch ((int)gsk_render_node_get_node_type (node))
    {
    case GSK_TEXT_NODE:
      return 1;
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        n += n_texts (gsk_container_node_get_child (node, i));
      return n;
    case GSK_TRANSFORM_NODE:
      return n_texts (gsk_transform_node_get_child (node));
    case GSK_CLIP_NODE:
      return n_texts (gsk_clip_node_get_child (node));
    case GSK_ROUNDED_CLIP_NODE:
      return n_texts (gsk_rounded_clip_node_get_child (node));
    case GSK_OPACITY_NODE:
      return n_texts (gsk_opacity_node_get_child (node));
    default:
      return 0;
    }
}

static int
n_badges (StubbleWindow *self)
{
  GskRenderNode *node = draw (self->canvas);
  int n = n_texts (node);

  gsk_render_node_unref (node);
  return n;
}

/* The dots are seen in most of what follows. */
static int
count_seen (const Shot *a, const Shot *b, int from_row, int to_row)
{
  int n = 0;

  for (int y = from_row; y < to_row; y++)
    for (int x = 0; x < a->width; x++)
      n += difference (at (a, x, y), at (b, x, y)) > SEEN;
  return n;
}

/* Rows that no badge reaches. */
#define FIRST_ROW 60

static void
test_fade (void)
{
  StubbleWindow *self = open_compare ();
  g_auto (Shot) before = shoot_show (self, "before");
  g_auto (Shot) after = shoot_show (self, "after");
  g_auto (Shot) half = { 0 };
  g_auto (Shot) none = { 0 };
  GBytes *shown;

  g_assert_cmpint (count_seen (&before, &after, FIRST_ROW, before.height), >, 1000);
  act (self, "show", "fade");
  flush ();
  g_assert_true (gtk_widget_get_mapped (self->fade));
  wait_until (is_ready, self);
  shown = stubble_renderer_get_frame (self->canvas->renderer)->after_shown;
  gtk_range_set_value (GTK_RANGE (self->fade), 50);
  /* At once, from the pictures that are there. */
  g_assert_true (stubble_canvas_is_settled (self->canvas));
  g_assert_true (stubble_renderer_get_frame (self->canvas->renderer)->after_shown == shown);
  half = shoot (self->canvas);
  for (int y = FIRST_ROW; y < half.height; y++)
    for (int x = 0; x < half.width; x++)
      for (int c = 0; c < 3; c++)
        g_assert_cmpint (
            abs (2 * at (&half, x, y)[c] - at (&before, x, y)[c] - at (&after, x, y)[c]), <=,
            2 * SAME);
  g_assert_cmpfloat (stubble_canvas_get_fade (self->beside), ==, 0.5);
  g_assert_true (_stubble_canvas_nudge (self->canvas, -0.5));
  none = shoot (self->canvas);
  g_assert_cmpint (count_seen (&none, &before, 0, none.height), ==, 0);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (self->fade)), ==, 0);
  act (self, "show", "after");
  g_assert_false (gtk_widget_get_mapped (self->fade));
  close_window (self);
}

static void
test_level (void)
{
  StubbleWindow *self = open_compare ();
  g_auto (Shot) before = shoot_show (self, "before");
  g_auto (Shot) after = shoot_show (self, "after");
  g_auto (Shot) split = { 0 };
  g_auto (Shot) low = { 0 };
  int y;

  act (self, "split-rotate", NULL);
  g_assert_cmpint (stubble_canvas_get_show (self->canvas), ==, STUBBLE_SHOW_SPLIT);
  g_assert_true (stubble_canvas_get_rotated (self->beside));
  /* A drag anywhere brings the divider there, as the whole photo is seen. */
  g_assert_true (_stubble_canvas_moves_divider (self->canvas));
  _stubble_canvas_drag_divider (self->canvas, 3, 0.2 * self->canvas->viewport.pane_height);
  y = (int)_stubble_canvas_divider (self->canvas);
  g_assert_cmpint (y, ==, (int)floor (0.2 * self->canvas->viewport.pane_height));
  g_assert_true (_stubble_canvas_is_on_divider (self->canvas, 1, y + 5));
  g_assert_false (_stubble_canvas_is_on_divider (self->canvas, 1, y + 60));
  split = shoot (self->canvas);
  /* In between: the divider with its handle, and both badges. */
  g_assert_cmpint (count_seen (&before, &after, y + 60, split.height), >, 100);
  g_assert_cmpint (count_seen (&split, &after, y + 60, split.height), ==, 0);
  stubble_canvas_set_split (self->canvas, 0.7);
  y = (int)_stubble_canvas_divider (self->canvas);
  low = shoot (self->canvas);
  g_assert_cmpint (count_seen (&before, &after, FIRST_ROW, y - 60), >, 1000);
  g_assert_cmpint (count_seen (&low, &before, FIRST_ROW, y - 60), ==, 0);
  /* By keyboard. */
  g_assert_true (_stubble_canvas_nudge (self->canvas, 0.02));
  g_assert_cmpfloat_with_epsilon (stubble_canvas_get_split (self->canvas), 0.72, 1e-9);
  /* What can be panned is panned. */
  act (self, "zoom-actual", NULL);
  g_assert_false (_stubble_canvas_moves_divider (self->canvas));
  close_window (self);
}

/* How many px of a column range differ from the mirror image of those at the other side. */
static int
count_unlike_mirrored (const Shot *flipped, const Shot *plain, int from, int to)
{
  int n = 0;

  for (int y = FIRST_ROW; y < plain->height; y++)
    for (int x = from; x < to; x++)
      n += difference (at (flipped, x, y), at (plain, plain->width - 1 - x, y)) > SEEN;
  return n;
}

static void
test_flip (void)
{
  StubbleWindow *self = open_compare ();
  g_auto (Shot) before = shoot_show (self, "before");
  g_auto (Shot) after = shoot_show (self, "after");
  g_auto (Shot) flipped = { 0 };
  g_auto (Shot) split = { 0 };
  int at_x;

  activate (self, "step", "zones");
  g_assert_true (_stubble_canvas_has_tools (self->canvas));
  act (self, "flip", NULL);
  g_assert_false (_stubble_canvas_has_tools (self->canvas));
  g_assert_nonnull (strstr (stubble_canvas_get_hint (self->canvas), "mirror"));
  flipped = shoot (self->canvas);
  g_assert_cmpint (count_unlike_mirrored (&flipped, &after, 0, flipped.width), ==, 0);
  g_assert_cmpint (count_seen (&flipped, &after, FIRST_ROW, flipped.height), >, 1000);
  /* The original stays on the left. */
  act (self, "show", "split");
  stubble_canvas_set_split (self->canvas, 0.4);
  at_x = (int)_stubble_canvas_divider (self->canvas);
  split = shoot (self->canvas);
  g_assert_cmpint (count_unlike_mirrored (&split, &before, 0, at_x - 21), ==, 0);
  g_assert_cmpint (count_unlike_mirrored (&split, &after, at_x + 21, split.width), ==, 0);
  g_assert_cmpint (count_unlike_mirrored (&split, &before, at_x + 21, split.width), >, 100);
  /* The pointer's place is that in the photo. */
  g_assert_cmpfloat (_stubble_canvas_in_pane (self->canvas, 10), ==,
                     self->canvas->viewport.pane_width - 10);
  act (self, "flip", NULL);
  g_assert_true (_stubble_canvas_has_tools (self->canvas));
  close_window (self);
}

static gboolean
shows_original (gpointer data)
{
  return _stubble_canvas_shown (STUBBLE_WINDOW (data)->canvas) == STUBBLE_SHOW_BEFORE;
}

static gboolean
shows_simulated (gpointer data)
{
  return _stubble_canvas_shown (STUBBLE_WINDOW (data)->canvas) == STUBBLE_SHOW_AFTER;
}

static void
test_flicker (void)
{
  StubbleWindow *self = open_compare ();
  GtkSettings *settings = gtk_settings_get_default ();
  gint64 start;

  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  act (self, "show", "flicker");
  g_assert_cmpuint (self->canvas->flicker, ==, 0);
  g_assert_true (shows_simulated (self));

  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  g_assert_cmpuint (self->canvas->flicker, !=, 0);
  wait_until (shows_original, self);
  start = g_get_monotonic_time ();
  wait_until (shows_simulated, self);
  /* Far from the three flashes in a second that may do harm. */
  g_assert_cmpint (g_get_monotonic_time () - start, >, G_USEC_PER_SEC / 2);
  wait_until (shows_original, self);
  g_assert_cmpint (n_badges (self), ==, 1);

  /* Any other way ends it, and so does turning animations off. */
  act (self, "show", "split");
  g_assert_cmpuint (self->canvas->flicker, ==, 0);
  act (self, "show", "flicker");
  wait_until (shows_original, self);
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  g_assert_cmpuint (self->canvas->flicker, ==, 0);
  g_assert_true (shows_simulated (self));
  /* Held, there is the original whatever the turn. */
  stubble_canvas_hold_original (self->canvas, TRUE);
  g_assert_true (shows_original (self));
  stubble_canvas_hold_original (self->canvas, FALSE);
  close_window (self);
}

/* How far words reach across, px of the canvas, with @dx that of what they stand in. */
static void
add_reach (GskRenderNode *node, float dx, float *from, float *to)
{
  float x = 0, y;
  graphene_rect_t bounds;

  switch ((int)gsk_render_node_get_node_type (node))
    {
    case GSK_TEXT_NODE:
      gsk_render_node_get_bounds (node, &bounds);
      *from = MIN (*from, dx + bounds.origin.x);
      *to = MAX (*to, dx + bounds.origin.x + bounds.size.width);
      break;
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        add_reach (gsk_container_node_get_child (node, i), dx, from, to);
      break;
    case GSK_TRANSFORM_NODE:
      gsk_transform_to_translate (gsk_transform_node_get_transform (node), &x, &y);
      add_reach (gsk_transform_node_get_child (node), dx + x, from, to);
      break;
    case GSK_CLIP_NODE:
      add_reach (gsk_clip_node_get_child (node), dx, from, to);
      break;
    default:
      break;
    }
}

/* Beside a small picture, too, wherever its divider is. */
static void
test_narrow_badges (void)
{
  StubbleWindow *self = open_compare ();

  gtk_window_set_default_size (GTK_WINDOW (self), 800, 600);
  act (self, "show", "split");
  wait_for_layout (GTK_WIDGET (self));
  wait_until (is_ready, self);
  /* Too narrow for each badge on its side of the middle. */
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->canvas)), <, 450);
  for (double place = 0; place <= 1; place += 0.0625)
    {
      GskRenderNode *node;
      float from = G_MAXFLOAT, to = -G_MAXFLOAT;

      stubble_canvas_set_split (self->canvas, place);
      node = draw (self->canvas);
      add_reach (node, 0, &from, &to);
      gsk_render_node_unref (node);
      g_test_message ("%.4f: %.0f to %.0f", place, (double)from, (double)to);
      g_assert_cmpfloat (from, >=, 0);
      g_assert_cmpfloat (to, <=, gtk_widget_get_width (GTK_WIDGET (self->canvas)));
    }
  close_window (self);
}

/* Whatever is shown, each part says what it is. */
static void
test_badges (void)
{
  static const struct
  {
    const char *show;
    int n;
  } table[] = { { "before", 1 },       { "after", 1 }, { "split", 2 },
                { "side-by-side", 2 }, { "fade", 1 },  { "flicker", 1 } };
  StubbleWindow *self = open_compare ();
  g_autofree char *words = NULL;
  g_autofree char *said = NULL;
  g_autofree char *other = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    for (int flip = 0; flip < 2; flip++)
      {
        act (self, "show", table[i].show);
        g_assert_cmpint (n_badges (self), ==, table[i].n);
        act (self, "flip", NULL);
        stubble_canvas_hold_original (self->canvas, TRUE);
        wait_until (is_ready, self);
        g_assert_cmpint (n_badges (self), ==, 1);
        stubble_canvas_hold_original (self->canvas, FALSE);
        wait_until (is_ready, self);
      }
  act (self, "show", "split");
  for (int level = 0; level < 2; level++)
    {
      for (double place = 0.01; place < 1; place += 0.07)
        {
          stubble_canvas_set_split (self->canvas, place);
          g_assert_cmpint (n_badges (self), ==, 2);
        }
      /* Where there is no such part, nothing says that there is. */
      stubble_canvas_set_split (self->canvas, 0);
      g_assert_cmpint (n_badges (self), ==, 1);
      stubble_canvas_set_split (self->canvas, 1);
      g_assert_cmpint (n_badges (self), ==, 1);
      act (self, "split-rotate", NULL);
    }
  act (self, "show", "fade");
  stubble_canvas_set_fade (self->canvas, 0.25);
  words = _stubble_canvas_dup_simulated (self->canvas);
  g_assert_cmpstr (words, ==, "Simulated 25 % · Healed after session 3");
  /* A screen reader hears the same. */
  said = g_strdup_printf ("Simulated picture laid over the original. %s", words);
  other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (self->canvas),
                                              GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said);
  g_assert_cmpstr (other, ==, NULL);
  close_window (self);
}

static void
test_zones (void)
{
  StubbleWindow *self = open_compare ();
  const SmpPlan *plan = stubble_document_get_plan (self->document);
  const SmpZone *zone = g_ptr_array_index (plan->zones, 0);
  g_auto (Shot) before = shoot_show (self, "before");
  g_auto (Shot) after = shoot_show (self, "after");
  g_auto (Shot) without = { 0 };
  g_auto (Shot) again = { 0 };
  g_autofree char *id = g_strdup (zone->id);
  g_autofree char *words = NULL;
  int dots = stubble_canvas_count_dots (self->canvas, 0);
  GtkWidget *control;

  g_assert_cmpuint (plan->zones->len, ==, 1);
  g_assert_cmpint (dots, >, 1000);
  control
      = find (find (gtk_stack_get_visible_child (self->panels), ADW_TYPE_ACTION_ROW, "1 · Scalp"),
              GTK_TYPE_SWITCH, NULL);
  gtk_switch_set_active (GTK_SWITCH (control), FALSE);
  g_assert_true (stubble_canvas_is_zone_hidden (self->canvas, id));
  g_assert_true (stubble_canvas_is_zone_hidden (self->beside, id));
  wait_until (is_settled, self);
  without = shoot (self->canvas);
  g_assert_cmpint (count_seen (&without, &before, FIRST_ROW, before.height), ==, 0);
  words = _stubble_canvas_dup_simulated (self->canvas);
  g_assert_nonnull (strstr (words, "0 of 1 zone"));
  /* It is not in the picture, but in the plan; how many dots it has is not known then. */
  g_assert_true (stubble_document_get_plan (self->document) == plan);
  g_assert_false (stubble_document_is_modified (self->document));
  g_assert_cmpint (stubble_canvas_count_dots (self->canvas, 0), ==, -1);
  gtk_switch_set_active (GTK_SWITCH (control), TRUE);
  wait_until (is_ready, self);
  again = shoot (self->canvas);
  g_assert_cmpint (count_seen (&again, &after, 0, after.height), ==, 0);
  g_assert_cmpint (stubble_canvas_count_dots (self->canvas, 0), ==, dots);
  close_window (self);
}

/* A second zone keeps its number, and its dots, when the first is not shown. */
static void
test_zone_numbers (void)
{
  StubbleWindow *self = open_compare ();
  const SmpPlan *plan = stubble_document_get_plan (self->document);
  const SmpZone *first = g_ptr_array_index (plan->zones, 0);
  g_autoptr (SmpZone) copy = smp_zone_copy (first);
  g_autoptr (SmpPlan) two = NULL;
  int dots;

  g_free (copy->id);
  copy->id = g_strdup ("zone-2");
  copy->density = first->density / 2;
  two = smp_plan_with_zone (plan, copy);
  stubble_document_commit_plan (self->document, two, "Add", NULL);
  wait_until (is_ready, self);
  /* The first one has the place, but for some dots that lean over its border. */
  g_assert_cmpint (stubble_canvas_count_dots (self->canvas, 1), <, 50);
  dots = stubble_canvas_count_dots (self->canvas, 0);
  stubble_canvas_set_zone_hidden (self->canvas, first->id, TRUE);
  wait_until (is_settled, self);
  g_assert_cmpint (stubble_canvas_count_dots (self->canvas, 0), ==, -1);
  g_assert_cmpint (stubble_canvas_count_dots (self->canvas, -1), ==, -1);
  g_assert_cmpint (stubble_canvas_count_dots (self->canvas, 1), >, dots / 3);
  g_assert_cmpint (stubble_canvas_count_dots (self->canvas, 1), <, dots * 2 / 3);
  /* An edit of the plan is seen at once all the same. */
  stubble_document_undo (self->document);
  wait_until (is_settled, self);
  g_assert_cmpuint (_stubble_canvas_get_shown_plan (self->canvas)->zones->len, ==, 0);
  stubble_canvas_set_zone_hidden (self->canvas, first->id, FALSE);
  wait_until (is_ready, self);
  close_window (self);
}

static void
test_screen (void)
{
  /* 24 inches at 1920 × 1080; the same at a scale of 2; a 4K screen of 27 inches. */
  g_assert_cmpfloat_with_epsilon (stubble_screen_px_per_mm (1920, 1080, 531, 299), 3.614, 0.005);
  g_assert_cmpfloat_with_epsilon (stubble_screen_px_per_mm (3840, 2160, 597, 336), 6.43, 0.01);
  /* Nothing told; the ratio of the sides told; half of it told. */
  g_assert_cmpfloat (stubble_screen_px_per_mm (1920, 1080, 0, 0), ==, 0);
  g_assert_cmpfloat (stubble_screen_px_per_mm (1920, 1080, 16, 9), ==, 0);
  g_assert_cmpfloat (stubble_screen_px_per_mm (1920, 1080, 1600, 900), ==, 0);
  g_assert_cmpfloat (stubble_screen_px_per_mm (1920, 1080, 531, 531), ==, 0);
  /* 150 mm in 1000 px of a photo: 150 mm on the screen at half a metre, a quarter at two. */
  g_assert_cmpfloat_with_epsilon (1000 * stubble_screen_zoom (4, 0.15, 0.5), 150 * 4, 1e-9);
  g_assert_cmpfloat_with_epsilon (1000 * stubble_screen_zoom (4, 0.15, 2), 150, 1e-9);
  for (int i = 0; i < STUBBLE_N_SHOWS; i++)
    {
      StubbleShow show;

      g_assert_true (stubble_show_from_string (stubble_show_to_string ((StubbleShow)i), &show));
      g_assert_cmpint (show, ==, i);
    }
}

static const char *
distance (StubbleWindow *self)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self), "distance");

  return g_intern_string (g_variant_get_string (state, NULL));
}

static void
test_distance (void)
{
  StubbleWindow *self = open_compare ();
  double mm_per_px = smp_head_mm_per_px (&stubble_document_get_photo (self->document)->head),
         near_by;
  GdkMonitor *monitor = gdk_display_get_monitor_at_surface (
      gtk_widget_get_display (GTK_WIDGET (self)), gtk_native_get_surface (GTK_NATIVE (self)));
  GdkRectangle area;

  gdk_monitor_get_geometry (monitor, &area);
  g_test_message ("%d px, %d mm", area.width, gdk_monitor_get_width_mm (monitor));
  g_assert_cmpstr (distance (self), ==, "");
  act (self, "distance", "0.5");
  near_by = self->canvas->viewport.zoom;
  /* Millimetres of the head are millimetres of the screen. */
  g_assert_cmpfloat_with_epsilon (
      near_by / mm_per_px / ((double)area.width / gdk_monitor_get_width_mm (monitor)), 1, 0.01);
  g_assert_cmpstr (distance (self), ==, "0.5");
  act (self, "distance", "2");
  g_assert_cmpfloat_with_epsilon (self->canvas->viewport.zoom, near_by / 4, 1e-9);
  g_assert_cmpstr (distance (self), ==, "2");
  act (self, "zoom-in", NULL);
  g_assert_cmpstr (distance (self), ==, "");
  close_window (self);

  /* The head's is enough: a profile shows no pupils. */
  self = open_compare ();
  {
    g_autoptr (SmpPhoto) profile = smp_photo_copy (stubble_document_get_photo (self->document));
    g_autoptr (SmpConsultation) edited = NULL;

    profile->scale = (SmpScale){ 0.5, SMP_SCALE_ASSUMED, 0.35 };
    edited
        = smp_consultation_with_photo (stubble_document_get_consultation (self->document), profile);
    stubble_document_commit (self->document, edited, "Assume", NULL);
  }
  act (self, "distance", "2");
  g_assert_cmpfloat_with_epsilon (self->canvas->viewport.zoom, near_by / 4, 1e-9);
  close_window (self);

  /* Without a scale it is not guessed. */
  self = open_window ("head-front.jpg");
  near_by = self->canvas->viewport.zoom;
  activate (self, "distance", "0.5");
  g_assert_cmpfloat (self->canvas->viewport.zoom, ==, near_by);
  g_assert_cmpstr (distance (self), ==, "");
  close_window (self);
}

static gboolean
is_narrow (gpointer data)
{
  StubbleWindow *self = data;

  return gtk_widget_get_width (GTK_WIDGET (self)) <= 800 && is_ready (self);
}

/* The bars over the canvas stay over it, whatever room there is. */
static void
test_narrow (void)
{
  StubbleWindow *self = open_compare ();
  GtkWidget *bars[] = { gtk_widget_get_parent (self->fade),
                        gtk_widget_get_parent (GTK_WIDGET (self->show_buttons)) };

  act (self, "show", "fade");
  flush ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->show_buttons)));
  gtk_window_set_default_size (GTK_WINDOW (self), 800, 600);
  wait_until (is_narrow, self);
  flush ();
  for (gsize i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      graphene_rect_t at;

      g_assert_true (gtk_widget_compute_bounds (bars[i], GTK_WIDGET (self->canvas_overlay), &at));
      g_assert_cmpfloat (at.origin.x, >=, 0);
      g_assert_cmpfloat (at.origin.x + at.size.width, <=,
                         gtk_widget_get_width (GTK_WIDGET (self->canvas_overlay)));
    }
  close_window (self);
}

static gboolean
is_in_menu (GMenuModel *menu, const char *action)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuLinkIter) links = g_menu_model_iterate_item_links (menu, i);
      g_autofree char *its = NULL;

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &its);
      if (g_strcmp0 (its, action) == 0)
        return TRUE;
      while (g_menu_link_iter_next (links))
        {
          g_autoptr (GMenuModel) part = g_menu_link_iter_get_value (links);

          if (is_in_menu (part, action))
            return TRUE;
        }
    }
  return FALSE;
}

/* What the step Compare switches, the menu and keys do too. */
static void
test_menu (void)
{
  static const char *const switches[] = { "win.split-rotate", "win.flip", "win.match-grain" };
  StubbleWindow *self = open_compare ();

  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (
          gtk_window_get_application (GTK_WINDOW (self)), switches[i]);

      g_test_message ("%s", switches[i]);
      g_assert_true (is_in_menu (G_MENU_MODEL (self->view_menu), switches[i]));
      g_assert_nonnull (keys[0]);
    }
  close_window (self);
}

static void
add (void)
{
  g_test_add_func ("/compare/menu", test_menu);
  g_test_add_func ("/compare/screen", test_screen);
  g_test_add_func ("/compare/fade", test_fade);
  g_test_add_func ("/compare/level", test_level);
  g_test_add_func ("/compare/flip", test_flip);
  g_test_add_func ("/compare/flicker", test_flicker);
  g_test_add_func ("/compare/badges", test_badges);
  g_test_add_func ("/compare/narrow-badges", test_narrow_badges);
  g_test_add_func ("/compare/zones", test_zones);
  g_test_add_func ("/compare/zone-numbers", test_zone_numbers);
  g_test_add_func ("/compare/distance", test_distance);
  g_test_add_func ("/compare/narrow", test_narrow);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
