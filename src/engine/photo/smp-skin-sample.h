/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "colour/smp-colour.h"
#include "geometry/smp-point.h"
#include "model/smp-face-frame.h"

G_BEGIN_DECLS

/* What a patch of a photo shows. */
typedef struct
{
  SmpPoint centre;   /* px of the full-size photo */
  double radius;     /* px */
  gsize n_pixels;    /* inside it */
  double linear[3];  /* colour of the skin: without the darkest (hairs, pores) and the brightest */
  double between[3]; /* of the brighter pixels without shine: skin between hairs */
  double mean[3];    /* of all pixels, hairs and stubble and all */
  SmpLab lab;        /* of @linear */
  double spread;     /* standard deviation of L* */
  double glare;      /* share of pixels that are clipped, or far brighter than the middle ones */
} SmpSkinSample;

/**
 * smp_skin_sample:
 * @image: the photo
 *
 * Averages a disc in linear light.
 *
 * Returns: %FALSE if fewer than 12 pixels of the disc lie in the photo
 */
gboolean
smp_skin_sample (const SmpImage *image, SmpPoint centre, double radius, SmpSkinSample *sample);

typedef enum
{
  SMP_PATCH_FOREHEAD, /* skin without hair */
  SMP_PATCH_SCALP,    /* what is to be treated */
  SMP_PATCH_SIDE,     /* shaved hair over the ears */
} SmpPatchKind;

typedef struct
{
  SmpPatchKind kind;
  SmpPoint centre;
  double radius;
} SmpPatch;

#define SMP_N_PATCHES 6

/* "forehead", "scalp", "side" */
const char *smp_patch_kind_to_string (SmpPatchKind kind);

/* Where to sample a face from the front: three places of the forehead, one of the scalp, and both
 * sides. For a person to confirm or to drag. */
void
smp_skin_patches (const SmpFaceFrame *frame, double mm_per_px, SmpPatch patches[SMP_N_PATCHES]);

/**
 * smp_skin_sample_kind:
 * @like: (nullable): a colour of skin
 *
 * The sample of the patches of a kind that is most like @like but for its brightness, so that the
 * background beside a head is not taken; else that of middling L*, which a shadow does not lead
 * astray.
 */
gboolean smp_skin_sample_kind (const SmpImage *image,
                               const SmpPatch *patches,
                               gsize n,
                               SmpPatchKind kind,
                               const SmpLab *like,
                               SmpSkinSample *sample);

/* Stubble as the photo shows it. */
typedef struct
{
  gboolean resolved; /* single hairs can be told apart; else the rest says nothing */
  double density;    /* per cm² */
  double diameter;   /* mm of a round dot of the same darkening */
} SmpStubble;

/**
 * smp_stubble_measure:
 * @mm_per_px: there
 *
 * Counts the dark dots of a patch of shaved hair: minima of the brightness against its surroundings
 * that stand out from the noise. Needs at least 5 px per mm.
 */
SmpStubble
smp_stubble_measure (const SmpImage *image, SmpPoint centre, double radius, double mm_per_px);

G_END_DECLS
