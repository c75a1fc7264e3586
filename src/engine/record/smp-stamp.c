/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "record/smp-stamp.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "record/smp-stamp-private.h"

/* Size of the font as a share of the side of what it stands on (for a word: of a square of the same
 * area), and its limits in pixels: to be read on a phone and on a poster, and not to hide a head.
 */
#define WORD_SHARE 0.030
#define FOOTER_SHARE 0.026
#define LEAST_FONT 7.0
#define MOST_FONT 400.0
/* A word takes at most this share of the width of its part. */
#define MOST_WIDTH 0.6

/* How a label looks: the ground, its border and the text, straight RGBA. */
typedef struct
{
  double ground[4];
  double border[4];
  double text[3];
} Style;

/* Each style holds its own dark and light, so that it can be read on any photo. */
static const Style dark = { { 0.07, 0.07, 0.08, 0.86 }, { 1, 1, 1, 0.75 }, { 1, 1, 1 } };
static const Style light = { { 1, 1, 1, 0.94 }, { 0.07, 0.07, 0.08, 0.85 }, { 0.05, 0.05, 0.06 } };

/* Lays a surface over the picture at (x, y), clipped to it. The surface is premultiplied, the
 * picture is not; both are encoded, as cairo has it. */
static void
lay_over (SmpImage *image, cairo_surface_t *surface, int x, int y)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *data;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int v = MAX (0, -y); v < height && y + v < image->height; v++)
    {
      const guint32 *s = (const guint32 *)(gconstpointer)(data + (gsize)v * (gsize)stride);
      guint8 *row = image->pixels + (gsize)(y + v) * image->stride;

      for (int u = MAX (0, -x); u < width && x + u < image->width; u++)
        {
          guint8 *p = row + (gsize)(x + u) * 4;
          guint32 over = s[u] >> 24, under = (255 - over) * p[3], alpha = over * 255 + under;

          if (over == 0)
            continue;
          for (int c = 0; c < 3; c++)
            {
              guint32 value = s[u] >> (16 - 8 * c) & 255;

              p[c] = (guint8)MIN (255, (value * 255 * 255 + under * p[c] + alpha / 2) / alpha);
            }
          p[3] = (guint8)((alpha + 127) / 255);
        }
    }
}

static PangoLayout *
make_layout (cairo_t *cr, const char *text, double size)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_new ();
  cairo_font_options_t *options = cairo_font_options_create ();

  pango_font_description_set_family (font, "Cantarell, Noto Sans, DejaVu Sans, Sans");
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  cairo_font_options_destroy (options);
  pango_layout_context_changed (layout);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* Size of a text in pixels. Returns the direction that its script is read in. */
static PangoDirection
measure (const char *text, double size, int wrap_width, int *width, int *height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = make_layout (cr, text, size);
  PangoDirection reads;

  if (wrap_width > 0)
    {
      pango_layout_set_width (layout, wrap_width * PANGO_SCALE);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  pango_layout_get_pixel_size (layout, width, height);
  reads = pango_layout_get_direction (layout, 0);
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return reads;
}

static void
round_rectangle (cairo_t *cr, double inset, double width, double height, double radius)
{
  double x0 = inset, y0 = inset, x1 = width - inset, y1 = height - inset;
  double r = MAX (0, MIN (radius, MIN (x1 - x0, y1 - y0) / 2));

  cairo_new_path (cr);
  cairo_arc (cr, x1 - r, y0 + r, r, -G_PI / 2, 0);
  cairo_arc (cr, x1 - r, y1 - r, r, 0, G_PI / 2);
  cairo_arc (cr, x0 + r, y1 - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, x0 + r, y0 + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
set_colour (cairo_t *cr, const double rgba[4])
{
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3]);
}

SmpRect
smp_stamp_draw_word (SmpImage *image, SmpRect area, const char *word, gboolean is_light)
{
  const Style *style = is_light ? &light : &dark;
  double side = sqrt (MAX (0, area.width * area.height));
  double size = CLAMP (side * WORD_SHARE, LEAST_FONT, MOST_FONT);
  int text_width, text_height, width, height, x, y, margin;
  double line;
  PangoDirection reads;
  cairo_surface_t *surface;
  cairo_t *cr;
  PangoLayout *layout;

  reads = measure (word, size, 0, &text_width, &text_height);
  if (text_width + 1.6 * size > area.width * MOST_WIDTH)
    {
      size = MAX (LEAST_FONT, size * area.width * MOST_WIDTH / (text_width + 1.6 * size));
      measure (word, size, 0, &text_width, &text_height);
    }
  line = MAX (1, size / 14);
  width = text_width + (int)lround (1.6 * size);
  height = text_height + (int)lround (0.5 * size);
  margin = (int)lround (0.6 * size);
  /* Where the eye of a reader of this script begins. */
  x = reads == PANGO_DIRECTION_RTL ? (int)floor (area.x + area.width) - margin - width
                                   : (int)ceil (area.x) + margin;
  y = (int)ceil (area.y) + margin;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cr = cairo_create (surface);
  round_rectangle (cr, line / 2, width, height, height / 2.0);
  set_colour (cr, style->ground);
  cairo_fill_preserve (cr);
  set_colour (cr, style->border);
  cairo_set_line_width (cr, line);
  cairo_stroke (cr);
  layout = make_layout (cr, word, size);
  cairo_move_to (cr, (width - text_width) / 2.0, (height - text_height) / 2.0);
  cairo_set_source_rgb (cr, style->text[0], style->text[1], style->text[2]);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
  cairo_destroy (cr);
  lay_over (image, surface, x, y);
  cairo_surface_destroy (surface);
  return (SmpRect){ x, y, width, height };
}

/* Darkens the whole width of the picture from row @top down, for the text to stand on. */
static void
draw_band (SmpImage *image, int top)
{
  const double *ground = dark.ground;
  guint32 over = (guint32)lround (ground[3] * 255);

  for (int y = MAX (top, 0); y < image->height; y++)
    {
      guint8 *p = image->pixels + (gsize)y * image->stride;

      for (int x = 0; x < image->width; x++, p += 4)
        {
          guint32 under = (255 - over) * p[3], alpha = over * 255 + under;

          for (int c = 0; c < 3; c++)
            {
              guint32 value = (guint32)lround (ground[c] * 255);

              p[c] = (guint8)((value * over * 255 + under * p[c] + alpha / 2) / alpha);
            }
          p[3] = (guint8)((alpha + 127) / 255);
        }
    }
}

/* Both on one line where there is room, else on two. */
static char *
join_lines (const char *first, const char *second, double size, int room)
{
  char *line;
  int width, height;

  if (first == NULL || second == NULL)
    return g_strdup (first != NULL ? first : second);
  line = g_strdup_printf ("%s  ·  %s", first, second);
  measure (line, size, 0, &width, &height);
  if (width > room)
    {
      g_free (line);
      line = g_strdup_printf ("%s\n%s", first, second);
    }
  return line;
}

SmpRect
smp_stamp_draw_footer (SmpImage *image, const char *first, const char *second)
{
  double side = MIN (image->width, image->height);
  double size = CLAMP (side * FOOTER_SHARE, LEAST_FONT, MOST_FONT);
  int pad = (int)lround (0.5 * size);
  /* Cairo's surfaces end at 32767 pixels; no line of text is that long. */
  int room = CLAMP (image->width - 2 * pad, 1, 30000);
  int width, height, top;
  g_autofree char *text = join_lines (first, second, size, room);
  cairo_surface_t *surface;
  cairo_t *cr;
  PangoLayout *layout;

  measure (text, size, room, &width, &height);
  top = image->height - height - 2 * pad;
  draw_band (image, top);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, room, MAX (height, 1));
  cr = cairo_create (surface);
  layout = make_layout (cr, text, size);
  pango_layout_set_width (layout, room * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  cairo_set_source_rgb (cr, dark.text[0], dark.text[1], dark.text[2]);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
  cairo_destroy (cr);
  lay_over (image, surface, (image->width - room) / 2, top + pad);
  cairo_surface_destroy (surface);
  return (SmpRect){ 0, MAX (top, 0), image->width, image->height - MAX (top, 0) };
}

SmpImage *
smp_stamp (const SmpImage *image,
           const SmpStampPart *parts,
           gsize n_parts,
           const char *footer,
           GError **error)
{
  SmpImage *copy;
  gboolean any_simulated = FALSE;

  g_return_val_if_fail (image != NULL, NULL);
  g_return_val_if_fail (parts != NULL || n_parts == 0, NULL);

  copy = smp_image_copy (image, error);
  if (copy == NULL)
    return NULL;
  for (gsize i = 0; i < n_parts; i++)
    {
      /* Translators: words on a picture: what this part of it shows. */
      const char *word = parts[i].simulated ? _ ("Simulated") : _ ("Original");

      SmpRect drawn = smp_stamp_draw_word (copy, parts[i].area, word, parts[i].simulated);

      if (parts[i].caption != NULL)
        {
          SmpRect below = parts[i].area;

          below.y = drawn.y + drawn.height;
          smp_stamp_draw_word (copy, below, parts[i].caption, parts[i].simulated);
        }
      any_simulated = any_simulated || parts[i].simulated;
    }
  if (footer != NULL && *footer == '\0')
    footer = NULL;
  if (any_simulated || footer != NULL)
    /* Translators: stands at the lower border of every simulated picture. */
    smp_stamp_draw_footer (copy, any_simulated ? _ ("Simulated – not a promise of results") : NULL,
                           footer);
  return copy;
}
