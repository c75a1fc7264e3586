/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-pigment.h"

#include <pthread.h>
#include <string.h>

#include "model/smp-json-value.h"

#include <glib/gi18n-lib.h>

/* The built-in shades: carbon black diluted 1:N as the trade names it (NICOLAOU, MOTHERS of
 * smp_sources; which word goes with which N is our choice), and the same with a share of brown. */
static const struct
{
  const char *id;
  const char *name;
  double dilution;
  double warmth;
} builtin[] = {
  { "carbon-5", N_ ("Black"), 5, 0 },           { "carbon-10", N_ ("Soft black"), 10, 0.05 },
  { "carbon-15", N_ ("Dark grey"), 15, 0.05 },  { "carbon-20", N_ ("Grey"), 20, 0.05 },
  { "carbon-30", N_ ("Light grey"), 30, 0.05 }, { "carbon-40", N_ ("Silver grey"), 40, 0 },
  { "brown-10", N_ ("Dark brown"), 10, 0.45 },  { "brown-15", N_ ("Brown"), 15, 0.6 },
  { "brown-25", N_ ("Light brown"), 25, 0.75 }, { "brown-40", N_ ("Blonde"), 40, 1 },
};

SmpPigment *
smp_pigment_new (const char *id, const char *name, double dilution, double warmth)
{
  SmpPigment *self = g_atomic_rc_box_new0 (SmpPigment);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->dilution = dilution;
  self->warmth = warmth;
  return self;
}

SmpPigment *
smp_pigment_new_colour (const char *id, const char *name, const guint8 colour[3])
{
  SmpPigment *self = smp_pigment_new (id, name, 0, 0);

  self->has_colour = TRUE;
  memcpy (self->colour, colour, sizeof self->colour);
  return self;
}

static void
pigment_clear (gpointer data)
{
  SmpPigment *self = data;

  g_free (self->id);
  g_free (self->name);
  g_clear_pointer (&self->unknown, json_object_unref);
}

SmpPigment *
smp_pigment_ref (const SmpPigment *self)
{
  return g_atomic_rc_box_acquire ((SmpPigment *)self);
}

void
smp_pigment_unref (const SmpPigment *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpPigment *)self, pigment_clear);
}

/* Whether both are the same shade, whatever else their files say. */
gboolean
smp_pigment_equal (const SmpPigment *a, const SmpPigment *b)
{
  const double tiny = 1e-9;

  if (strcmp (a->id, b->id) != 0 || a->has_colour != b->has_colour)
    return FALSE;
  if (a->has_colour)
    return memcmp (a->colour, b->colour, sizeof a->colour) == 0;
  return ABS (a->dilution - b->dilution) < tiny && ABS (a->warmth - b->warmth) < tiny;
}

static const SmpPigment *builtin_shades[G_N_ELEMENTS (builtin)];

static void
make_shades (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (builtin); i++)
    builtin_shades[i] = smp_pigment_new (builtin[i].id, _ (builtin[i].name), builtin[i].dilution,
                                         builtin[i].warmth);
}

const SmpPigment *const *
smp_pigment_builtin (gsize *n)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;

  pthread_once (&once, make_shades);
  if (n != NULL)
    *n = G_N_ELEMENTS (builtin);
  return builtin_shades;
}

const SmpPigment *
smp_pigment_builtin_by_id (const char *id)
{
  gsize n;
  const SmpPigment *const *shades = smp_pigment_builtin (&n);

  for (gsize i = 0; i < n; i++)
    if (strcmp (shades[i]->id, id) == 0)
      return shades[i];
  return NULL;
}

const char *
smp_pigment_get_title (const SmpPigment *self)
{
  /* Of no words a catalogue has its own head. */
  return *self->name != '\0' ? _ (self->name) : self->name;
}
