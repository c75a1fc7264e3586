/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "page-check.h"

/* Widget px; sizes are rounded here and there. */
#define SLACK 1.5
/* No page is as long. */
#define ENDLESS 1e6f

typedef struct
{
  GtkWidget *window;
  const char *where;
  GString *faults;
} Check;

static void
fault (Check *self, GtkWidget *widget, const char *what, const char *words)
{
  g_autofree char *line = g_strdup_printf ("%s: %s: %s “%s”\n", self->where, what,
                                           G_OBJECT_TYPE_NAME (widget), words != NULL ? words : "");

  /* The same part in several pages is told once a page. */
  if (strstr (self->faults->str, line) == NULL)
    g_string_append (self->faults, line);
}

/* The words of a widget, or of the first part of it that has some. */
static const char *
words_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *words = words_of (child);

      if (words != NULL && *words != '\0')
        return words;
    }
  return NULL;
}

static gboolean
reaches_out_of_row (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);
  graphene_rect_t at;

  return row != NULL && gtk_widget_compute_bounds (widget, row, &at)
         && (at.origin.x < -SLACK
             || at.origin.x + at.size.width > gtk_widget_get_width (row) + SLACK);
}

static void
check_label (Check *self, GtkLabel *label)
{
  GtkWidget *widget = GTK_WIDGET (label);
  PangoLayout *layout = gtk_label_get_layout (label);
  int width, height;

  if (strstr (gtk_label_get_text (label), "</") != NULL)
    fault (self, widget, "shows its markup", gtk_label_get_text (label));
  /* The title of a window is a file's name, as long as it may be; what is chosen in a row stands in
   * full in its list. */
  if (gtk_widget_get_ancestor (widget, ADW_TYPE_WINDOW_TITLE) != NULL
      || gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW) != NULL)
    return;
  if (pango_layout_is_ellipsized (layout))
    fault (self, widget, "cut short", gtk_label_get_text (label));
  if (reaches_out_of_row (widget))
    fault (self, widget, "reaches out of its row", gtk_label_get_text (label));
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > gtk_widget_get_width (widget) + SLACK
      || height > gtk_widget_get_height (widget) + SLACK)
    fault (self, widget, "larger than its place", gtk_label_get_text (label));
}

/* A number in a field is seen whole. */
static void
check_text (Check *self, GtkText *text)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (text));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (text), words);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > gtk_widget_get_width (GTK_WIDGET (text)) + SLACK)
    fault (self, GTK_WIDGET (text), "wider than its field", words);
}

static void
check_tree (Check *self, GtkWidget *widget, graphene_rect_t clip)
{
  graphene_rect_t at, seen;

  /* Bars lie over what they scroll. */
  if (GTK_IS_SCROLLBAR (widget) || !gtk_widget_get_mapped (widget)
      || !gtk_widget_compute_bounds (widget, self->window, &at))
    return;
  seen = GRAPHENE_RECT_INIT (clip.origin.x - (float)SLACK, clip.origin.y - (float)SLACK,
                             clip.size.width + 2 * (float)SLACK,
                             clip.size.height + 2 * (float)SLACK);
  if (at.size.width > 0 && at.size.height > 0 && !graphene_rect_contains_rect (&seen, &at))
    {
      g_autofree char *words = g_strdup_printf (
          "%s: %.0f..%.0f × %.0f..%.0f of %.0f..%.0f × %.0f..%.0f", words_of (widget),
          (double)at.origin.x, (double)(at.origin.x + at.size.width), (double)at.origin.y,
          (double)(at.origin.y + at.size.height), (double)clip.origin.x,
          (double)(clip.origin.x + clip.size.width), (double)clip.origin.y,
          (double)(clip.origin.y + clip.size.height));

      fault (self, widget, "reaches out", words);
      /* Its parts do, too. */
      return;
    }
  if (GTK_IS_LABEL (widget))
    check_label (self, GTK_LABEL (widget));
  if (GTK_IS_TEXT (widget) && GTK_IS_SPIN_BUTTON (gtk_widget_get_parent (widget)))
    check_text (self, GTK_TEXT (widget));
  if (GTK_IS_SCROLLED_WINDOW (widget))
    {
      GtkPolicyType across, down;

      gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &across, &down);
      clip = at;
      if (across != GTK_POLICY_NEVER)
        {
          clip.origin.x -= ENDLESS / 2;
          clip.size.width += ENDLESS;
        }
      if (down != GTK_POLICY_NEVER)
        {
          clip.origin.y -= ENDLESS / 2;
          clip.size.height += ENDLESS;
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      check_tree (self, child, clip);
}

void
check_layout (GtkWidget *window, const char *where, GString *faults)
{
  Check self = { window, where, faults };
  graphene_rect_t all;

  /* With its border. */
  if (gtk_widget_compute_bounds (window, window, &all))
    check_tree (&self, window, all);
}

void
keep_picture (GtkWidget *window, const char *where)
{
  const char *folder = g_getenv ("STUBBLE_PAGE_SHOTS");
  g_autofree char *name = g_strdelimit (g_strconcat (where, ".png", NULL), " ,/", '-');
  g_autofree char *path = NULL;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkSnapshot *snapshot;

  if (folder == NULL)
    return;
  path = g_build_filename (folder, name, NULL);
  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot),
                          gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* GTK labels a button by the icon in it, which says nothing. */
static gboolean
has_name (GtkWidget *widget)
{
  const char *words = words_of (widget);

  if ((words != NULL && *words != '\0')
      || gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return TRUE;
  /* GTK 4 says what is in the tooltip of a button that has no words. */
  return GTK_IS_BUTTON (widget) && gtk_widget_get_tooltip_text (widget) != NULL;
}

/* A part that the toolkit made, in something that has a name. */
static gboolean
is_part (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  for (int i = 0; i < 4 && parent != NULL; i++, parent = gtk_widget_get_parent (parent))
    if (GTK_IS_SPIN_BUTTON (parent) || GTK_IS_MENU_BUTTON (parent) || GTK_IS_DROP_DOWN (parent)
        || ADW_IS_ENTRY_ROW (parent) || ADW_IS_COMBO_ROW (parent) || GTK_IS_ENTRY (parent)
        || GTK_IS_WINDOW_CONTROLS (parent))
      return has_name (parent) || GTK_IS_WINDOW_CONTROLS (parent);
  return FALSE;
}

void
check_names (GtkWidget *window, const char *where, GString *faults)
{
  Check self = { window, where, faults };

  /* What only holds others. */
  if (gtk_widget_get_mapped (window) && gtk_widget_get_focusable (window)
      && gtk_widget_is_sensitive (window) && !GTK_IS_WINDOW (window)
      && !GTK_IS_SCROLLED_WINDOW (window) && !GTK_IS_VIEWPORT (window) && !GTK_IS_STACK (window)
      && !GTK_IS_LIST_BOX (window) && !GTK_IS_POPOVER (window) && !has_name (window)
      && !is_part (window))
    fault (&self, window, "has no name", gtk_widget_get_css_name (window));
  for (GtkWidget *child = gtk_widget_get_first_child (window); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_names (child, where, faults);
}

/* The digit next to a place in words, with a space between or none, or NULL. */
static const char *
digit_before (const char *words, const char *at)
{
  if (at > words && at[-1] == ' ')
    at--;
  return at > words && g_ascii_isdigit (at[-1]) ? at - 1 : NULL;
}

static const char *
digit_after (const char *at)
{
  at = g_utf8_next_char (at);
  if (*at == ' ')
    at++;
  return g_ascii_isdigit (*at) ? at : NULL;
}

/* Whether @a stands to the left of @b, or on another line; TRUE if one is missing. */
static gboolean
is_left_of (PangoLayout *layout, const char *a, const char *b)
{
  const char *words = pango_layout_get_text (layout);
  PangoRectangle first, second;

  if (a == NULL || b == NULL)
    return TRUE;
  pango_layout_index_to_pos (layout, (int)(a - words), &first);
  pango_layout_index_to_pos (layout, (int)(b - words), &second);
  return first.y != second.y || 2 * first.x + first.width < 2 * second.x + second.width;
}

static void
check_signs (Check *self, GtkLabel *label)
{
  static const gunichar behind[] = { '%', 0xb0 /* ° */, 0 },
                        before[] = { 0x2212 /* − */, 0xb1 /* ± */, 0 },
                        between[] = { 0xd7 /* × */, 0xb1 /* ± */, ':', 0 };
  PangoLayout *layout = gtk_label_get_layout (label);
  const char *words = pango_layout_get_text (layout);

  for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);
      const char *left = digit_before (words, at), *right = digit_after (at);
      gboolean good = TRUE;

      for (int i = 0; behind[i] != 0; i++)
        good = good && (sign != behind[i] || is_left_of (layout, left, at));
      for (int i = 0; before[i] != 0; i++)
        good = good && (sign != before[i] || is_left_of (layout, at, right));
      for (int i = 0; between[i] != 0; i++)
        good = good && (sign != between[i] || is_left_of (layout, left, right));
      if (!good)
        fault (self, GTK_WIDGET (label), "has a number turned around", words);
    }
}

void
check_numbers (GtkWidget *window, const char *where, GString *faults)
{
  Check self = { window, where, faults };

  if (GTK_IS_LABEL (window) && gtk_widget_get_mapped (window))
    check_signs (&self, GTK_LABEL (window));
  for (GtkWidget *child = gtk_widget_get_first_child (window); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_numbers (child, where, faults);
}
