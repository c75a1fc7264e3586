/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-palette.h"

#include <string.h>

#include "model/smp-pigment.h"

SmpPalette *
smp_palette_new (const char *id, const char *name, const char *description)
{
  SmpPalette *self = g_atomic_rc_box_new0 (SmpPalette);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->description = g_strdup (description);
  self->shades = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_pigment_unref);
  return self;
}

static void
palette_clear (gpointer data)
{
  SmpPalette *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_ptr_array_unref (self->shades);
}

SmpPalette *
smp_palette_ref (const SmpPalette *self)
{
  return g_atomic_rc_box_acquire ((SmpPalette *)self);
}

void
smp_palette_unref (const SmpPalette *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpPalette *)self, palette_clear);
}

const SmpPigment *
smp_palette_get_shade (const SmpPalette *self, const char *id)
{
  for (guint i = 0; i < self->shades->len; i++)
    {
      const SmpPigment *shade = g_ptr_array_index (self->shades, i);

      if (strcmp (shade->id, id) == 0)
        return shade;
    }
  for (guint i = 0; i < self->shades->len; i++)
    {
      const SmpPigment *shade = g_ptr_array_index (self->shades, i);

      if (strcmp (shade->name, id) == 0)
        return shade;
    }
  return NULL;
}
