/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-skin-sample.h"
#include "render/smp-shade.h"

G_BEGIN_DECLS

/* Where a person pointed, px of the full-size photo; NULL where the program is to find it. */
typedef struct
{
  const SmpPoint *skin;  /* bare skin */
  const SmpPoint *sides; /* shaved hair that is to be matched */
  const SmpPoint *hair;  /* longer hair, whose stubble is to be matched instead of the sides */
} SmpShadePlaces;

/* What the sides are: only hair tells which shade blends in. */
typedef enum
{
  SMP_SIDES_HAIR,
  SMP_SIDES_SHADOWED, /* darker than shaved hair alone can make them */
  SMP_SIDES_BARE,     /* not to be told from bare skin; so may be a place that is called hair */
} SmpSides;

/* What a photo says of the shade to choose. */
typedef struct
{
  SmpPatch patches[SMP_N_PATCHES]; /* where was looked */
  gsize n_patches;                 /* 0: no landmarks to find them by */
  SmpSkinSample skin;
  SmpSkinSample sides; /* of the shaved sides, or the longer hair */
  gboolean has_sides;  /* the shaved sides are matched, not a hair colour */
  SmpStubble stubble;  /* of the sides */
  double target[3];    /* linear light of what the treated skin should look like */
  SmpSides found;      /* what the sides are, or the longer hair */
  GArray *proposals;   /* of SmpShadeProposal, best first; none where there is no hair to see */
} SmpShadeMatch;

/**
 * smp_shade_match:
 * @image: the photo's pixels, full size
 * @photo: for its landmarks and scale
 * @palettes: whose shades to try
 *
 * Samples bare skin and the shaved sides (or the hair) and proposes the shades, with the density
 * and the size of the dots, that blend in.
 *
 * Returns: (nullable): NULL where skin or sides are not found, or a place lies outside the photo
 */
SmpShadeMatch *smp_shade_match (const SmpImage *image,
                                const SmpPhoto *photo,
                                const SmpShadePlaces *places,
                                const SmpPalette *const *palettes,
                                gsize n_palettes,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void smp_shade_match_free (SmpShadeMatch *self);

/* The proposal's shade in the plan of @variant, its density and size in the scalp zones and
 * patches, and the colours that were sampled in the assessment. (transfer full) */
SmpConsultation *smp_shade_match_apply (const SmpShadeMatch *self,
                                        const SmpShadeProposal *proposal,
                                        const SmpConsultation *consultation,
                                        const SmpVariant *variant) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpShadeMatch, smp_shade_match_free)

G_END_DECLS
