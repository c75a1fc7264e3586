/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "record/smp-picture.h"

#include <string.h>

#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "record/smp-stamp.h"
#include "render/smp-comparison.h"

#include <glib/gi18n-lib.h>

static const char *const content_names[SMP_N_PICTURE_CONTENTS] = {
  [SMP_PICTURE_BEFORE] = "before",
  [SMP_PICTURE_AFTER] = "after",
  [SMP_PICTURE_SPLIT] = "split",
  [SMP_PICTURE_SIDE_BY_SIDE] = "side-by-side",
};

const char *
smp_picture_content_to_string (SmpPictureContent content)
{
  g_return_val_if_fail (content < SMP_N_PICTURE_CONTENTS, NULL);

  return content_names[content];
}

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

/* Which part of the picture shows what. Returns how many. */
static gsize
parts_of (SmpPictureContent content,
          const SmpImage *picture,
          int photo_width,
          SmpStampPart parts[2])
{
  double w = picture->width, h = picture->height;

  switch (content)
    {
    case SMP_PICTURE_SPLIT:
      parts[0] = (SmpStampPart){ { 0, 0, w / 2, h }, FALSE };
      parts[1] = (SmpStampPart){ { w / 2, 0, w / 2, h }, TRUE };
      return 2;
    case SMP_PICTURE_SIDE_BY_SIDE:
      parts[0] = (SmpStampPart){ { 0, 0, photo_width, h }, FALSE };
      parts[1] = (SmpStampPart){ { w - photo_width, 0, photo_width, h }, TRUE };
      return 2;
    case SMP_PICTURE_BEFORE:
    case SMP_PICTURE_AFTER:
    default:
      parts[0] = (SmpStampPart){ { 0, 0, w, h }, content == SMP_PICTURE_AFTER };
      return 1;
    }
}

static SmpImage *
compare (SmpPictureContent content, const SmpImage *before, const SmpImage *after, GError **error)
{
  switch (content)
    {
    case SMP_PICTURE_SPLIT:
      return smp_comparison_split (before, after, 0.5, error);
    case SMP_PICTURE_SIDE_BY_SIDE:
      return smp_comparison_side_by_side (before, after, error);
    case SMP_PICTURE_BEFORE:
      return smp_image_ref (before);
    case SMP_PICTURE_AFTER:
    default:
      return smp_image_ref (after);
    }
}

SmpImage *
smp_picture_compose (const SmpPyramid *pyramid,
                     const SmpDotSet *dots,
                     const SmpPlan *plan,
                     double scale,
                     SmpPictureContent content,
                     gboolean stamp,
                     const SmpRenderOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  const SmpImage *photo = pyramid->levels[0];
  SmpRenderWindow window = smp_render_window_whole (photo->width, photo->height, scale);
  g_autoptr (SmpImage) before = NULL;
  g_autoptr (SmpImage) after = NULL;
  g_autoptr (SmpImage) picture = NULL;
  g_autofree char *footer = NULL;
  SmpStampPart parts[2];
  gsize n_parts;

  before = smp_render_before (pyramid, &window, options, cancellable, error);
  if (before == NULL)
    return NULL;
  if (content != SMP_PICTURE_BEFORE)
    {
      after = smp_render_after (before, &window, dots, plan->pigment, options, cancellable, error);
      if (after == NULL)
        return NULL;
    }
  picture = compare (content, before, after, error);
  if (picture == NULL || !stamp)
    return g_steal_pointer (&picture);

  n_parts = parts_of (content, picture, window.width, parts);
  if (content != SMP_PICTURE_BEFORE)
    /* Translators: under a simulated picture: the name of the pigment's shade. */
    footer = g_strdup_printf (_ ("Shade: %s"), plan->pigment->name);
  return smp_stamp (picture, parts, n_parts, footer, error);
}
