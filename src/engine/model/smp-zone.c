/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-zone.h"

#include <string.h>

#include "model/smp-json-value.h"

/* Feathers and irregularity where nothing else is said, mm: a ramp that reaches one half at 5 mm
 * (domain notes, "Transition zone") and a shoreline within 1 to 3 mm at 3 to 10 mm ("Hairline
 * design"); our choice. */
#define FEATHER_HAIRLINE 8.0
#define FEATHER_BLEND 15.0
#define AMPLITUDE 1.5
#define WAVELENGTH 6.0

static const char *const kind_names[SMP_N_ZONE_KINDS] = {
  [SMP_ZONE_SCALP] = "scalp",       [SMP_ZONE_PART] = "part",   [SMP_ZONE_SCAR] = "scar",
  [SMP_ZONE_PATCH] = "patch",       [SMP_ZONE_BEARD] = "beard", [SMP_ZONE_BROW] = "brow",
  [SMP_ZONE_KEEP_OUT] = "keep-out",
};

static const char *const edge_names[SMP_N_EDGES] = {
  [SMP_EDGE_HAIRLINE] = "hairline",
  [SMP_EDGE_BLEND] = "blend",
  [SMP_EDGE_HARD] = "hard",
};

const char *
smp_zone_kind_to_string (SmpZoneKind kind)
{
  g_return_val_if_fail (kind < SMP_N_ZONE_KINDS, NULL);

  return kind_names[kind];
}

gboolean
smp_zone_kind_from_string (const char *text, SmpZoneKind *kind)
{
  for (int i = 0; i < SMP_N_ZONE_KINDS; i++)
    if (strcmp (kind_names[i], text) == 0)
      {
        *kind = (SmpZoneKind)i;
        return TRUE;
      }
  return FALSE;
}

const char *
smp_edge_to_string (SmpEdge edge)
{
  g_return_val_if_fail (edge < SMP_N_EDGES, NULL);

  return edge_names[edge];
}

gboolean
smp_edge_from_string (const char *text, SmpEdge *edge)
{
  for (int i = 0; i < SMP_N_EDGES; i++)
    if (strcmp (edge_names[i], text) == 0)
      {
        *edge = (SmpEdge)i;
        return TRUE;
      }
  return FALSE;
}

/**
 * smp_zone_new:
 * @space: id of the photo in whose px the outline is, or "head"
 *
 * A zone with the usual look, to be given an outline before it is shared.
 */
SmpZone *
smp_zone_new (const char *id, SmpZoneKind kind, const char *space)
{
  SmpZone *self = g_atomic_rc_box_new0 (SmpZone);

  self->id = g_strdup (id);
  self->kind = kind;
  self->space = g_strdup (space);
  self->density = SMP_ZONE_DENSITY_DEFAULT;
  self->dot_diameter = SMP_ZONE_DOT_DIAMETER_DEFAULT;
  self->feather[SMP_EDGE_HAIRLINE] = FEATHER_HAIRLINE;
  self->feather[SMP_EDGE_BLEND] = FEATHER_BLEND;
  self->irregularity_amplitude = AMPLITUDE;
  self->irregularity_wavelength = WAVELENGTH;
  return self;
}

SmpZone *
smp_zone_copy (const SmpZone *self)
{
  SmpZone *copy = g_atomic_rc_box_new0 (SmpZone);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->space = g_strdup (self->space);
  copy->outline = self->outline != NULL ? smp_outline_ref (self->outline) : NULL;
  copy->n_strokes = 0;
  copy->strokes = NULL;
  for (gsize i = 0; i < self->n_strokes; i++)
    smp_zone_add_stroke (copy, &self->strokes[i]);
  copy->unknown = smp_json_share (self->unknown);
  copy->unknown_feather = smp_json_share (self->unknown_feather);
  copy->unknown_irregularity = smp_json_share (self->unknown_irregularity);
  return copy;
}

static void
zone_clear (gpointer data)
{
  SmpZone *self = data;

  g_free (self->id);
  g_free (self->space);
  smp_outline_unref (self->outline);
  for (gsize i = 0; i < self->n_strokes; i++)
    g_free (self->strokes[i].points);
  g_free (self->strokes);
  g_clear_pointer (&self->unknown, json_object_unref);
  g_clear_pointer (&self->unknown_feather, json_object_unref);
  g_clear_pointer (&self->unknown_irregularity, json_object_unref);
}

SmpZone *
smp_zone_ref (const SmpZone *self)
{
  return g_atomic_rc_box_acquire ((SmpZone *)self);
}

void
smp_zone_unref (const SmpZone *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpZone *)self, zone_clear);
}

void
smp_zone_set_outline (SmpZone *self, const SmpOutline *outline)
{
  SmpOutline *held = smp_outline_ref (outline);

  smp_outline_unref (self->outline);
  self->outline = held;
}

/* Appends a copy of the stroke. */
void
smp_zone_add_stroke (SmpZone *self, const SmpStroke *stroke)
{
  self->strokes = g_renew (SmpStroke, self->strokes, self->n_strokes + 1);
  self->strokes[self->n_strokes] = *stroke;
  self->strokes[self->n_strokes].points
      = g_memdup2 (stroke->points, stroke->n_points * sizeof (SmpPoint));
  self->n_strokes++;
}
