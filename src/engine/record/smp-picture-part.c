/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "record/smp-picture.h"

#include "photo/smp-image.h"
#include "stipple/smp-dots.h"

/* The sides of a strip's pictures, as shares of what holds all dots: a face that belongs to a
 * hairline. As shares of the photo's: the least, for the skin around a scar, and the most that is
 * worth it. Our choice. */
#define ROOM 1.7
#define LEAST 0.25
#define MOST 0.85
/* Of the room over and under the dots, how much is over them: the face is under a hairline. */
#define ABOVE 0.22

static gboolean
is_strip (SmpPictureContent content)
{
  return content == SMP_PICTURE_SESSIONS || content == SMP_PICTURE_YEARS
         || content == SMP_PICTURE_HAIR_LOSS;
}

SmpRect
smp_picture_part (const SmpImage *photo, const SmpDotSet *dots, SmpPictureContent content)
{
  double w = photo->width, h = photo->height, share;
  SmpRect all = { 0, 0, w, h }, holds = { 0, 0, -1, -1 }, part;

  if (!is_strip (content) || dots->n_dots == 0)
    return all;
  for (gsize i = 0; i < dots->n_dots; i++)
    smp_rect_include (&holds, smp_point ((double)dots->dots[i].x_px, (double)dots->dots[i].y_px));
  share = MAX (ROOM * MAX (holds.width / w, holds.height / h), LEAST);
  if (share > MOST)
    return all;
  part.width = share * w;
  part.height = share * h;
  part.x = holds.x + (holds.width - part.width) / 2;
  part.y = holds.y + ABOVE * (holds.height - part.height);
  part.x = CLAMP (part.x, 0.0, w - part.width);
  part.y = CLAMP (part.y, 0.0, h - part.height);
  return part;
}
