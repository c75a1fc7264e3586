/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "base/smp-error.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-decode.h"
#include "record/smp-picture-file.h"
#include "record/smp-picture.h"
#include "record/smp-record-private.h"
#include "record/smp-warnings.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface.h"

/* A4, in points. */
#define PAGE_WIDTH 595.276
#define PAGE_HEIGHT 841.89
#define MARGIN 48.0
#define COLUMN (PAGE_WIDTH - 2 * MARGIN)
/* Of a picture: two on a page. */
#define PICTURE_HEIGHT_MAX 330.0
/* Of a photo in the pair, px: 300 to the inch on half the column. */
#define PICTURE_PX 1050.0
#define PICTURE_QUALITY 90
/* Of a colour that was sampled. */
#define SWATCH_WIDTH 22.0
#define SWATCH_HEIGHT 11.0

static const struct
{
  double size; /* points */
  PangoWeight weight;
  double above;
  double grey;
} styles[] = {
  [SMP_RECORD_TITLE] = { 22, PANGO_WEIGHT_BOLD, 0, 0 },
  [SMP_RECORD_HEADING] = { 14, PANGO_WEIGHT_BOLD, 16, 0 },
  [SMP_RECORD_TEXT] = { 10, PANGO_WEIGHT_NORMAL, 5, 0.1 },
  [SMP_RECORD_SMALL] = { 7.5, PANGO_WEIGHT_NORMAL, 1, 0.4 },
};

typedef struct
{
  cairo_t *cr;
  double y;
  int page;
} Pager;

static PangoLayout *
layout_new (Pager *self, SmpRecordStyle style, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (self->cr);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, "Cantarell, Noto Sans, DejaVu Sans, Sans");
  pango_font_description_set_weight (font, styles[style].weight);
  pango_font_description_set_absolute_size (font, styles[style].size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int)(COLUMN * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  return layout;
}

static void
draw_indented (Pager *self, PangoLayout *layout, double indent, double y, double grey)
{
  cairo_set_source_rgb (self->cr, grey, grey, grey);
  cairo_move_to (self->cr, MARGIN + indent, y);
  pango_cairo_show_layout (self->cr, layout);
}

static void
draw_layout (Pager *self, PangoLayout *layout, double y, double grey)
{
  draw_indented (self, layout, 0, y, grey);
}

static void
draw_swatch (Pager *self, const guint8 colour[3])
{
  cairo_set_source_rgb (self->cr, colour[0] / 255.0, colour[1] / 255.0, colour[2] / 255.0);
  cairo_rectangle (self->cr, MARGIN, self->y + 1, SWATCH_WIDTH, SWATCH_HEIGHT);
  cairo_fill (self->cr);
}

/* "Simulated …" and the page's number stand under every page. */
static void
end_page (Pager *self)
{
  g_autofree char *text
      = g_strdup_printf (_ ("Simulated – not a promise of results · page %d"), self->page);
  g_autoptr (PangoLayout) layout = layout_new (self, SMP_RECORD_SMALL, text);

  draw_layout (self, layout, PAGE_HEIGHT - MARGIN * 0.7, styles[SMP_RECORD_SMALL].grey);
  cairo_show_page (self->cr);
  self->page++;
  self->y = MARGIN;
}

/* @with: what must stand on the same page below it. */
static void
make_room (Pager *self, double height, double with)
{
  if (self->y + height + with > PAGE_HEIGHT - MARGIN && self->y > MARGIN)
    end_page (self);
}

static void
add_block (Pager *self, const SmpRecordBlock *block)
{
  g_autoptr (PangoLayout) layout = layout_new (self, block->style, block->text);
  double indent = block->has_colour ? SWATCH_WIDTH + 6 : 0;
  int height;

  pango_layout_set_width (layout, (int)((COLUMN - indent) * PANGO_SCALE));
  pango_layout_get_size (layout, NULL, &height);
  /* A heading does not stand alone at the foot of a page. */
  make_room (self, styles[block->style].above + (double)height / PANGO_SCALE,
             block->style == SMP_RECORD_HEADING ? 40 : 0);
  if (self->y > MARGIN)
    self->y += styles[block->style].above;
  if (block->has_colour)
    draw_swatch (self, block->colour);
  draw_indented (self, layout, indent, self->y, styles[block->style].grey);
  self->y += (double)height / PANGO_SCALE;
}

/* As JPEG in the PDF: the pixels alone would take ten times as much. */
static gboolean
add_picture (Pager *self, const SmpImage *picture, const char *caption, GError **error)
{
  SmpPictureInfo info = { .simulated = TRUE, .jpeg_quality = PICTURE_QUALITY };
  g_autoptr (GBytes) jpeg = smp_picture_encode (picture, SMP_PICTURE_JPEG, &info, NULL, error);
  double scale = MIN (COLUMN / picture->width, PICTURE_HEIGHT_MAX / picture->height);
  g_autoptr (PangoLayout) layout = layout_new (self, SMP_RECORD_TEXT, caption);
  cairo_surface_t *surface;
  gsize size;
  gconstpointer data;
  gboolean taken;

  if (jpeg == NULL)
    return FALSE;
  data = g_bytes_get_data (jpeg, &size);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, picture->width, picture->height);
  taken = cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, size,
                                       (cairo_destroy_func_t)g_bytes_unref, g_bytes_ref (jpeg))
          == CAIRO_STATUS_SUCCESS;
  if (!taken)
    {
      g_bytes_unref (jpeg);
      cairo_surface_destroy (surface);
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("The picture does not fit into the PDF."));
      return FALSE;
    }
  make_room (self, scale * picture->height + 34, 0);
  self->y += 12;
  draw_layout (self, layout, self->y, 0.1);
  self->y += 18;
  cairo_save (self->cr);
  cairo_translate (self->cr, MARGIN, self->y);
  cairo_scale (self->cr, scale, scale);
  cairo_set_source_surface (self->cr, surface, 0, 0);
  cairo_paint (self->cr);
  cairo_restore (self->cr);
  cairo_surface_destroy (surface);
  self->y += scale * picture->height;
  return TRUE;
}

/* Where photos come from, and how they are drawn. */
typedef struct
{
  SmpRecordPhotoFunc get;
  gpointer data;
  SmpPictureOptions options;
} Photos;

/* What the photos tell besides. */
typedef struct
{
  GPtrArray *warnings;
  gboolean has_skin;
  double skin[3]; /* linear light */
} Found;

static SmpImage *
compose (const Photos *photos,
         const SmpConsultation *consultation,
         const SmpPhoto *photo,
         const SmpPlan *plan,
         const SmpAge *age,
         Found *found,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GBytes) bytes = photos->get (photo, photos->data, cancellable, error);
  g_autoptr (SmpDecodedPhoto) decoded = NULL;
  g_autoptr (SmpPyramid) pyramid = NULL;
  g_autoptr (SmpSurface) surface = smp_surface_for_photo (photo);
  g_autoptr (SmpDotSet) dots = NULL;

  if (bytes != NULL)
    decoded = smp_photo_decode (bytes, photo->name, 0, cancellable, error);
  if (decoded != NULL)
    pyramid = smp_pyramid_new (decoded->image, 0, error);
  if (pyramid != NULL)
    {
      found->has_skin
          = found->has_skin || smp_warnings_find_skin (photo, decoded->image, plan, found->skin);
      g_ptr_array_extend_and_steal (
          found->warnings, smp_warnings_for_photo (consultation, photo, decoded->image, plan,
                                                   found->has_skin ? found->skin : NULL));
    }
  if (pyramid != NULL)
    dots = smp_dots_place (plan, photo->id, surface, 0, cancellable, error);
  if (dots == NULL)
    return NULL;
  return smp_picture_compose (pyramid, dots, plan, age, MIN (1.0, PICTURE_PX / photo->width),
                              SMP_PICTURE_SIDE_BY_SIDE, &photos->options, cancellable, error);
}

static gboolean
fill (Pager *self,
      const SmpConsultation *consultation,
      const SmpVariant *variant,
      const SmpAge *age,
      const Photos *photos,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GPtrArray) opening = _smp_record_opening (consultation);
  g_autoptr (GPtrArray) warnings
      = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_warning_free);
  Found found = { .warnings = warnings };
  g_autoptr (GPtrArray) body = NULL;

  for (guint i = 0; i < opening->len; i++)
    add_block (self, g_ptr_array_index (opening, i));
  for (guint i = 0; i < consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, i);
      g_autofree char *caption = _smp_record_caption (photo, variant->plan, age);
      g_autoptr (SmpImage) picture
          = compose (photos, consultation, photo, variant->plan, age, &found, cancellable, error);

      if (picture == NULL || !add_picture (self, picture, caption, error))
        return FALSE;
    }
  body = _smp_record_body (consultation, variant, warnings, found.has_skin ? found.skin : NULL);
  for (guint i = 0; i < body->len; i++)
    add_block (self, g_ptr_array_index (body, i));
  end_page (self);
  return TRUE;
}

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

gboolean
smp_record_save_pdf (const SmpConsultation *consultation,
                     const SmpVariant *variant,
                     const SmpAge *age,
                     gboolean match_grain,
                     SmpRecordPhotoFunc get_photo,
                     gpointer data,
                     GFile *file,
                     GCancellable *cancellable,
                     GError **error)
{
  const SmpAge usual = SMP_AGE_USUAL;
  const Photos photos = { get_photo, data, { .stamp = TRUE, .match_grain = match_grain } };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface
      = cairo_pdf_surface_create_for_stream (write_bytes, bytes, PAGE_WIDTH, PAGE_HEIGHT);
  Pager pager = { .cr = cairo_create (surface), .y = MARGIN, .page = 1 };
  cairo_status_t status;
  gboolean filled;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  _ ("Record of a Consultation"));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Stubble");
  filled = fill (&pager, consultation, variant, age != NULL ? age : &usual, &photos, cancellable,
                 error);
  cairo_destroy (pager.cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!filled)
    return FALSE;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE, _ ("The PDF could not be made: %s."),
                   cairo_status_to_string (status));
      return FALSE;
    }
  return g_file_replace_contents (file, (const char *)bytes->data, bytes->len, NULL, FALSE,
                                  G_FILE_CREATE_PRIVATE, NULL, cancellable, error);
}
