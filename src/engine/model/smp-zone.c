/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-zone.h"

#include <string.h>

#include "base/smp-constants.h"
#include "model/smp-json-value.h"

#include <glib/gi18n-lib.h>

/* How a zone begins, by its kind. Lengths in mm. A ramp reaches one half at 5 mm, for 5 to 10 mm of
 * single fine hairs come first (BIOINS, KAMOL of smp_sources). No source measures a shoreline: one
 * within 1 to 3 mm at 3 to 10 mm is our choice, as is the rest:
 * a part shades the skin between longer hair, so its dots are fine and few; a scar takes pigment
 * unevenly and loses more of it, so it gets more dots that differ more, up to its edge; a patch
 * ends where its hair begins; beards have 50 to 75 hairs per cm² that are 70 to 100 % thicker than
 * those of the scalp; brows are strokes. */
typedef struct
{
  double density;
  double dot_diameter;
  double feather_hairline;
  double feather_blend;
  double amplitude;
  double wavelength;
  SmpVariation variation;
} KindLook;

static const KindLook kind_looks[SMP_N_ZONE_KINDS] = {
  [SMP_ZONE_SCALP] = { SMP_ZONE_DENSITY_DEFAULT,
                       SMP_ZONE_DOT_DIAMETER_DEFAULT,
                       8,
                       15,
                       1.5,
                       6,
                       { 0.16, 0.14, 0.22, 20, 0 } },
  [SMP_ZONE_PART] = { 110, 0.27, 6, 12, 0.8, 8, { 0.14, 0.18, 0.15, 20, 0 } },
  [SMP_ZONE_SCAR] = { 230, 0.36, 3, 3, 0.5, 4, { 0.22, 0.22, 0.22, 30, 0 } },
  [SMP_ZONE_PATCH]
  = { 200, SMP_ZONE_DOT_DIAMETER_DEFAULT, 6, 6, 1.0, 6, { 0.16, 0.14, 0.22, 20, 0 } },
  [SMP_ZONE_BEARD] = { 75, 0.46, 5, 12, 1.2, 5, { 0.20, 0.16, 0.25, 20, 0 } },
  [SMP_ZONE_BROW] = { 140, 0.26, 1.5, 2.5, 0.4, 3, { 0.16, 0.16, 0.50, 12, 0 } },
  [SMP_ZONE_KEEP_OUT] = { SMP_ZONE_DENSITY_DEFAULT,
                          SMP_ZONE_DOT_DIAMETER_DEFAULT,
                          2,
                          2,
                          0,
                          6,
                          { 0.16, 0.14, 0.22, 20, 0 } },
};

static const char *const kind_names[SMP_N_ZONE_KINDS] = {
  [SMP_ZONE_SCALP] = "scalp",       [SMP_ZONE_PART] = "part",   [SMP_ZONE_SCAR] = "scar",
  [SMP_ZONE_PATCH] = "patch",       [SMP_ZONE_BEARD] = "beard", [SMP_ZONE_BROW] = "brow",
  [SMP_ZONE_KEEP_OUT] = "keep-out",
};

static const char *const kind_words[SMP_N_ZONE_KINDS]
    = { N_ ("Scalp"), N_ ("Part"), N_ ("Scar"),    N_ ("Patch"),
        N_ ("Beard"), N_ ("Brow"), N_ ("Keep out") };

static const char *const edge_names[SMP_N_EDGES] = {
  [SMP_EDGE_HAIRLINE] = "hairline",
  [SMP_EDGE_BLEND] = "blend",
  [SMP_EDGE_HARD] = "hard",
};

const char *
smp_zone_kind_describe (SmpZoneKind kind)
{
  g_return_val_if_fail ((guint)kind < SMP_N_ZONE_KINDS, "");

  return _ (kind_words[kind]);
}

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

/* Gives a zone the look that zones of a kind begin with. */
static void
set_look (SmpZone *self, SmpZoneKind kind)
{
  const KindLook *look = &kind_looks[kind];

  self->density = look->density;
  self->dot_diameter = look->dot_diameter;
  self->feather[SMP_EDGE_HAIRLINE] = look->feather_hairline;
  self->feather[SMP_EDGE_BLEND] = look->feather_blend;
  self->irregularity_amplitude = look->amplitude;
  self->irregularity_wavelength = look->wavelength;
  self->far_reach = SMP_ZONE_FAR_REACH_DEFAULT;
  self->far_share = SMP_ZONE_FAR_SHARE_DEFAULT;
  self->macro_amplitude = 0;
  self->macro_wavelength = SMP_ZONE_MACRO_WAVELENGTH_DEFAULT;
  self->variation = look->variation;
}

/**
 * smp_zone_new:
 * @space: id of the photo in whose px the outline is, or "head"
 *
 * A zone with the usual look of its kind, to be given an outline before it is shared.
 */
SmpZone *
smp_zone_new (const char *id, SmpZoneKind kind, const char *space)
{
  SmpZone *self = g_atomic_rc_box_new0 (SmpZone);

  self->id = g_strdup (id);
  self->kind = kind;
  self->space = g_strdup (space);
  set_look (self, kind);
  return self;
}

SmpZone *
smp_zone_copy (const SmpZone *self)
{
  SmpZone *copy = g_atomic_rc_box_new0 (SmpZone);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->space = g_strdup (self->space);
  copy->drawn_in = g_strdup (self->drawn_in);
  copy->outline = self->outline != NULL ? smp_outline_ref (self->outline) : NULL;
  copy->node_notes = self->node_notes != NULL ? g_ptr_array_ref (self->node_notes) : NULL;
  copy->n_strokes = 0;
  copy->strokes = NULL;
  for (gsize i = 0; i < self->n_strokes; i++)
    smp_zone_add_stroke (copy, &self->strokes[i]);
  copy->unknown = smp_json_share (self->unknown);
  copy->unknown_feather = smp_json_share (self->unknown_feather);
  copy->unknown_irregularity = smp_json_share (self->unknown_irregularity);
  copy->unknown_variation = smp_json_share (self->unknown_variation);
  return copy;
}

static void
zone_clear (gpointer data)
{
  SmpZone *self = data;

  g_free (self->id);
  g_free (self->space);
  g_free (self->drawn_in);
  smp_outline_unref (self->outline);
  g_clear_pointer (&self->node_notes, g_ptr_array_unref);
  smp_zone_clear_strokes (self);
  g_clear_pointer (&self->unknown, json_object_unref);
  g_clear_pointer (&self->unknown_feather, json_object_unref);
  g_clear_pointer (&self->unknown_irregularity, json_object_unref);
  g_clear_pointer (&self->unknown_variation, json_object_unref);
}

double
smp_zone_deposit (const SmpZone *self)
{
  return self->dot_diameter / SMP_K (OPTICAL_GAIN);
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

guint
smp_zone_add_node_note (SmpZone *self, JsonObject *unknown)
{
  if (unknown == NULL)
    return 0;
  if (self->node_notes == NULL)
    self->node_notes = g_ptr_array_new_with_free_func ((GDestroyNotify)json_object_unref);
  g_ptr_array_add (self->node_notes, json_object_ref (unknown));
  return self->node_notes->len;
}

JsonObject *
smp_zone_get_node_note (const SmpZone *self, const SmpNode *node)
{
  /* A node may come from the outline of another zone, whose notes stayed there. */
  if (node->note == 0 || self->node_notes == NULL || node->note > self->node_notes->len)
    return NULL;
  return g_ptr_array_index (self->node_notes, node->note - 1);
}

void
smp_zone_clear_strokes (SmpZone *self)
{
  for (gsize i = 0; i < self->n_strokes; i++)
    {
      g_free (self->strokes[i].points);
      g_free (self->strokes[i].pressure);
      g_clear_pointer (&self->strokes[i].unknown, json_object_unref);
    }
  g_clear_pointer (&self->strokes, g_free);
  self->n_strokes = 0;
}

/* Appends a copy of the stroke. */
void
smp_zone_add_stroke (SmpZone *self, const SmpStroke *stroke)
{
  self->strokes = g_renew (SmpStroke, self->strokes, self->n_strokes + 1);
  self->strokes[self->n_strokes] = *stroke;
  self->strokes[self->n_strokes].points
      = g_memdup2 (stroke->points, stroke->n_points * sizeof (SmpPoint));
  self->strokes[self->n_strokes].pressure
      = g_memdup2 (stroke->pressure, stroke->n_points * sizeof (double));
  self->strokes[self->n_strokes].unknown = smp_json_share (stroke->unknown);
  self->n_strokes++;
}
