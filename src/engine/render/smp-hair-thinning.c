/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-hair-thinning.h"

#include "base/smp-parallel.h"
#include "colour/smp-colour.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-light.h"
#include "render/smp-redness.h"
#include "render/smp-render-kernel.h"

/* A pixel of this share of hair or more is treated as hair alone; our choice. */
#define SURE 0.3f

typedef struct
{
  SmpImage *image; /* drawn into */
  const SmpRenderWindow *window;
  const SmpRedness *treated;
  float share;
} Thinning;

/* How much of the pixel is hair, by its green against that of free skin. */
static float
hair_of (float green, float bright)
{
  float hair = (SMP_HAIR_LIGHT - green / bright) / (SMP_HAIR_LIGHT - SMP_HAIR_DARK);

  return CLAMP (hair / SURE, 0.0f, 1.0f);
}

static void
thin_pixel (const Thinning *self, guint8 *pixel, float x_px, float y_px, float treated)
{
  const SmpPhotoLight *light = self->image->light;
  const float *decode = smp_srgb_decode_table ();
  SmpPhotoOver over = smp_photo_light_over (light, x_px, y_px);
  float skin[3], linear[3], amount;

  smp_photo_light_skin (light, x_px, y_px, skin);
  for (int c = 0; c < 3; c++)
    linear[c] = decode[pixel[c]];
  if (!(over.bright > 0) || !(skin[1] > 0))
    return;
  amount = self->share * treated * hair_of (linear[1], over.bright);
  if (!(amount > 0))
    return;
  for (int c = 0; c < 3; c++)
    {
      float target = skin[c] * over.bright / skin[1];
      double lighter = (double)(linear[c] + amount * MAX (target - linear[c], 0.0f));

      pixel[c] = (guint8)(255 * smp_srgb_encode (MIN (lighter, 1.0)) + 0.5);
    }
}

static void
thin_row (gsize item, int worker, gpointer data)
{
  const Thinning *self = data;
  const SmpRenderWindow *window = self->window;
  guint8 *row = self->image->pixels + item * self->image->stride;
  double y = (window->y + (double)item + 0.5) / window->scale;

  for (int i = 0; i < self->image->width; i++)
    {
      double x = (window->x + i + 0.5) / window->scale;
      double treated = smp_redness_at (self->treated, x, y);

      if (treated > 0)
        thin_pixel (self, row + 4 * (gsize)i, (float)x, (float)y, (float)treated);
    }
}

SmpImage *
smp_hair_thin (const SmpImage *before,
               const SmpRenderWindow *window,
               const SmpDotSet *dots,
               double share,
               const SmpRenderOptions *options,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (SmpImage) image = smp_image_copy (before, error);
  SmpRedness *treated;
  gboolean done;

  if (image == NULL)
    return NULL;
  if (before->light != NULL)
    image->light = smp_photo_light_ref (before->light);
  /* The first session treats all of the plan: where its redness would be, hair may go. */
  treated = share > 0 && image->light != NULL ? smp_redness_new (dots, 0, 1) : NULL;
  if (treated == NULL)
    return g_steal_pointer (&image);
  done = smp_parallel_for ((gsize)image->height, options->n_threads, thin_row,
                           &(Thinning){ image, window, treated, (float)share }, cancellable, error);
  smp_redness_free (treated);
  return done ? g_steal_pointer (&image) : NULL;
}
