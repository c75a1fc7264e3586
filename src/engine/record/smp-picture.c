/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "record/smp-picture.h"

#include <math.h>
#include <string.h>

#include "base/smp-limits.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "record/smp-stamp.h"
#include "render/smp-comparison.h"
#include "render/smp-hair-thinning.h"
#include "render/smp-look.h"
#include "render/smp-render.h"

#include <glib/gi18n-lib.h>

static const char *const content_names[SMP_N_PICTURE_CONTENTS] = {
  [SMP_PICTURE_BEFORE] = "before",       [SMP_PICTURE_AFTER] = "after",
  [SMP_PICTURE_SPLIT] = "split",         [SMP_PICTURE_SIDE_BY_SIDE] = "side-by-side",
  [SMP_PICTURE_SESSIONS] = "sessions",   [SMP_PICTURE_YEARS] = "years",
  [SMP_PICTURE_HAIR_LOSS] = "hair-loss",
};

gboolean
smp_picture_content_from_string (const char *text, SmpPictureContent *content)
{
  for (int i = 0; i < SMP_N_PICTURE_CONTENTS; i++)
    if (strcmp (content_names[i], text) == 0)
      {
        *content = (SmpPictureContent)i;
        return TRUE;
      }
  return FALSE;
}

/* Pictures of a strip: the original and at most fresh and healed after each session. */
#define MAX_PARTS (1 + 2 * SMP_LIMIT_SESSIONS)
/* A strip of more stands in two rows. */
#define ONE_ROW 3

typedef struct
{
  const SmpPyramid *pyramid;
  const SmpDotSet *dots;
  const SmpPlan *plan;
  const SmpAge *age; /* (nullable) */
  SmpRenderWindow window;
  SmpRenderOptions options;
  GCancellable *cancellable;
  SmpStampPart parts[MAX_PARTS];
  char *captions[MAX_PARTS];
  gsize n_parts;
} Composing;

static void
add_part (Composing *self, SmpRect area, const SmpAge *age)
{
  SmpStampPart *part = &self->parts[self->n_parts];

  part->area = area;
  part->simulated = age != NULL;
  if (age != NULL)
    self->captions[self->n_parts] = smp_age_describe (age, self->plan);
  part->caption = self->captions[self->n_parts++];
}

/* The stage of the only simulated part stands in the footer, out of the way of the head. */
static char *
take_caption (Composing *self)
{
  char *only = NULL;

  for (gsize i = 0; i < self->n_parts; i++)
    if (self->captions[i] != NULL)
      {
        if (only != NULL)
          return NULL;
        only = self->captions[i];
      }
  for (gsize i = 0; i < self->n_parts; i++)
    if (self->captions[i] == only)
      self->parts[i].caption = NULL;
  return g_strdup (only);
}

static SmpImage *
render_age (const Composing *self, const SmpImage *before, const SmpAge *age, GError **error)
{
  g_autoptr (SmpLook) look = smp_look_new (self->dots, self->plan, age);

  return smp_render_after (before, &self->window, look, &self->options, self->cancellable, error);
}

/* Which part of the picture shows what. */
static void
set_parts (Composing *self, SmpPictureContent content, const SmpImage *picture)
{
  double w = picture->width, h = picture->height, photo = self->window.width;
  const SmpAge usual = SMP_AGE_USUAL, *age = self->age != NULL ? self->age : &usual;

  switch (content)
    {
    case SMP_PICTURE_SPLIT:
      add_part (self, (SmpRect){ 0, 0, w / 2, h }, NULL);
      add_part (self, (SmpRect){ w / 2, 0, w / 2, h }, age);
      break;
    case SMP_PICTURE_SIDE_BY_SIDE:
      add_part (self, (SmpRect){ 0, 0, photo, h }, NULL);
      add_part (self, (SmpRect){ w - photo, 0, photo, h }, age);
      break;
    case SMP_PICTURE_SESSIONS:
    case SMP_PICTURE_YEARS:
    case SMP_PICTURE_HAIR_LOSS:
    case SMP_PICTURE_BEFORE:
    case SMP_PICTURE_AFTER:
    default:
      add_part (self, (SmpRect){ 0, 0, w, h }, content == SMP_PICTURE_AFTER ? age : NULL);
    }
}

static SmpImage *
compose_strip (Composing *self, SmpPictureContent content, const SmpImage *before, GError **error)
{
  double fading = self->age != NULL ? self->age->fading : 0;
  g_autoptr (GArray) stages = smp_age_stages (self->plan, content == SMP_PICTURE_YEARS, fading);
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_image_unref);
  gsize n = stages->len + 1, columns = n <= ONE_ROW ? n : (n + 1) / 2;

  g_ptr_array_add (images, smp_image_ref (before));
  for (guint i = 0; i < stages->len; i++)
    {
      SmpImage *image = render_age (self, before, &g_array_index (stages, SmpAge, i), error);

      if (image == NULL)
        return NULL;
      g_ptr_array_add (images, image);
    }
  for (gsize i = 0; i < n; i++)
    {
      int x, y;

      smp_comparison_strip_origin (before->width, before->height, columns, i, &x, &y);
      add_part (self, (SmpRect){ x, y, before->width, before->height },
                i > 0 ? &g_array_index (stages, SmpAge, i - 1) : NULL);
    }
  return smp_comparison_strip ((const SmpImage *const *)images->pdata, n, columns, error);
}

/* Shares of the hair in the treated skin that is lost, as the pictures show it; our choice. */
static const struct
{
  double share;
  const char *caption;
} losses[] = {
  { 0, N_ ("Hair as it is") },
  { 0.5, N_ ("Half of the hair there lost") },
  { 0.9, N_ ("Nearly all hair there lost") },
};

static SmpImage *
compose_losses (Composing *self, const SmpImage *before, GError **error)
{
  const SmpAge usual = SMP_AGE_USUAL, *age = self->age != NULL ? self->age : &usual;
  const SmpImage *images[1 + G_N_ELEMENTS (losses)] = { before };
  gsize n = G_N_ELEMENTS (images), columns = (n + 1) / 2;
  SmpImage *strip = NULL;
  gboolean done = TRUE;

  for (gsize i = 1; i < n && done; i++)
    {
      g_autoptr (SmpImage) thin
          = smp_hair_thin (before, &self->window, self->dots, losses[i - 1].share, &self->options,
                           self->cancellable, error);

      images[i] = thin != NULL ? render_age (self, thin, age, error) : NULL;
      done = images[i] != NULL;
    }
  for (gsize i = 0; i < n && done; i++)
    {
      int x, y;

      smp_comparison_strip_origin (before->width, before->height, columns, i, &x, &y);
      add_part (self, (SmpRect){ x, y, before->width, before->height }, i > 0 ? age : NULL);
      if (i == 0)
        continue;
      g_free (self->captions[i]);
      self->captions[i] = g_strdup (_ (losses[i - 1].caption));
      self->parts[i].caption = self->captions[i];
    }
  if (done)
    strip = smp_comparison_strip (images, n, columns, error);
  for (gsize i = 1; i < n; i++)
    smp_image_unref (images[i]);
  return strip;
}

static SmpImage *
compose (Composing *self, SmpPictureContent content, GError **error)
{
  g_autoptr (SmpImage) before = NULL;
  g_autoptr (SmpImage) after = NULL;

  before
      = smp_render_before (self->pyramid, &self->window, &self->options, self->cancellable, error);
  if (before == NULL || content == SMP_PICTURE_BEFORE)
    return g_steal_pointer (&before);
  if (content == SMP_PICTURE_SESSIONS || content == SMP_PICTURE_YEARS)
    return compose_strip (self, content, before, error);
  if (content == SMP_PICTURE_HAIR_LOSS)
    return compose_losses (self, before, error);
  after = render_age (self, before, self->age, error);
  if (after == NULL)
    return NULL;
  if (content == SMP_PICTURE_SPLIT)
    return smp_comparison_split (before, after, 0.5, error);
  if (content == SMP_PICTURE_SIDE_BY_SIDE)
    return smp_comparison_side_by_side (before, after, error);
  return g_steal_pointer (&after);
}

/* (nullable): none under the original alone */
static char *
footer_for (const Composing *self, SmpPictureContent content)
{
  gboolean years = content == SMP_PICTURE_YEARS
                   || (self->age != NULL && self->age->kind == SMP_AGE_YEARS
                       && content != SMP_PICTURE_SESSIONS);

  if (content == SMP_PICTURE_BEFORE)
    return NULL;
  if (content == SMP_PICTURE_HAIR_LOSS)
    /* Translators: under pictures of more hair lost: the name of the pigment's shade. */
    return g_strdup_printf (_ ("Shade: %s. How hair is lost is illustrative"),
                            smp_pigment_get_title (self->plan->pigment));
  if (years)
    /* Translators: under a simulated picture of later years: the name of the pigment's shade. */
    return g_strdup_printf (_ ("Shade: %s. How it fades is illustrative"),
                            smp_pigment_get_title (self->plan->pigment));
  /* Translators: under a simulated picture: the name of the pigment's shade. */
  return g_strdup_printf (_ ("Shade: %s"), smp_pigment_get_title (self->plan->pigment));
}

/* The part of the photo that is shown, in whole px of the picture. */
static SmpRenderWindow
window_of (const SmpImage *photo, double scale, const SmpRect *part)
{
  SmpRenderWindow whole = smp_render_window_whole (photo->width, photo->height, scale);
  SmpRenderWindow window = smp_render_window_whole (1, 1, scale);

  window.width = CLAMP ((int)floor (part->width * scale + 0.5), 1, whole.width);
  window.height = CLAMP ((int)floor (part->height * scale + 0.5), 1, whole.height);
  window.x = CLAMP ((int)floor (part->x * scale + 0.5), 0, whole.width - window.width);
  window.y = CLAMP ((int)floor (part->y * scale + 0.5), 0, whole.height - window.height);
  return window;
}

/* What the picture needs to know of it: nothing where it shows no dots. FALSE: cancelled. */
static gboolean
find_grain (Composing *self,
            const SmpPictureOptions *options,
            SmpPictureContent content,
            GError **error)
{
  if (!options->match_grain || content == SMP_PICTURE_BEFORE)
    return TRUE;
  self->options.grain
      = smp_pyramid_get_grain (self->pyramid, options->n_threads, self->cancellable, error);
  return self->options.grain != NULL;
}

SmpImage *
smp_picture_compose (const SmpPyramid *pyramid,
                     const SmpDotSet *dots,
                     const SmpPlan *plan,
                     const SmpAge *age,
                     double scale,
                     SmpPictureContent content,
                     const SmpPictureOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  const SmpImage *photo = pyramid->levels[0];
  SmpRect part = smp_picture_part (photo, dots, content);
  Composing self = {
    .pyramid = pyramid,
    .dots = dots,
    .plan = plan,
    .age = age,
    .window = window_of (photo, scale, &part),
    .options = { .n_threads = options->n_threads, .tile = options->tile },
    .cancellable = cancellable,
  };
  g_autoptr (SmpImage) picture = NULL;
  g_autofree char *caption = NULL;
  g_autofree char *shade = NULL;
  g_autofree char *footer = NULL;

  if (find_grain (&self, options, content, error))
    picture = compose (&self, content, error);
  if (picture != NULL && options->stamp)
    {
      SmpImage *stamped;

      if (self.n_parts == 0)
        set_parts (&self, content, picture);
      caption = take_caption (&self);
      shade = footer_for (&self, content);
      footer = caption != NULL && shade != NULL ? g_strdup_printf ("%s  ·  %s", caption, shade)
                                                : g_strdup (shade);
      stamped = smp_stamp (picture, self.parts, self.n_parts, footer, error);
      smp_image_unref (picture);
      picture = stamped;
    }
  for (gsize i = 0; i < self.n_parts; i++)
    g_free (self.captions[i]);
  return g_steal_pointer (&picture);
}
