/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "document/stubble-ghost.h"

#include <string.h>

#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "photo/smp-image.h"

typedef struct
{
  const SmpLandmarks *landmarks; /* owned; values that are never changed, known by their address */
  SmpAffine placed;
} Placing;

struct _StubbleGhost
{
  char *sha256; /* of the retake */
  const SmpImage *picture;
  GArray *placings;
};

static void
placing_clear (gpointer data)
{
  smp_landmarks_unref (((Placing *)data)->landmarks);
}

StubbleGhost *
stubble_ghost_new (const SmpPhoto *retake, const SmpImage *picture, const SmpAffine *placed)
{
  StubbleGhost *self = g_new0 (StubbleGhost, 1);

  self->sha256 = g_strdup (retake->sha256);
  self->picture = smp_image_ref (picture);
  self->placings = g_array_new (FALSE, FALSE, sizeof (Placing));
  g_array_set_clear_func (self->placings, placing_clear);
  stubble_ghost_place (self, retake->landmarks, placed);
  return self;
}

void
stubble_ghost_free (StubbleGhost *self)
{
  g_array_unref (self->placings);
  smp_image_unref (self->picture);
  g_free (self->sha256);
  g_free (self);
}

gboolean
stubble_ghost_is_of (const StubbleGhost *self, const SmpPhoto *photo)
{
  return strcmp (self->sha256, photo->sha256) == 0;
}

const SmpImage *
stubble_ghost_get_picture (const StubbleGhost *self)
{
  return self->picture;
}

void
stubble_ghost_place (StubbleGhost *self, const SmpLandmarks *landmarks, const SmpAffine *placed)
{
  Placing placing = { smp_landmarks_ref (landmarks), *placed };

  g_array_append_val (self->placings, placing);
}

SmpAffine
stubble_ghost_get_placed (const StubbleGhost *self, const SmpLandmarks *landmarks)
{
  const Placing *placings = (const Placing *)(gpointer)self->placings->data;
  guint last = self->placings->len - 1;

  for (guint i = 0; i <= last; i++)
    if (placings[i].landmarks == landmarks)
      return placings[i].placed;
  return placings[last].placed;
}
