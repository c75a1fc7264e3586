/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "base/smp-constants.h"
#include "colour/smp-colour.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-face-frame.h"
#include "model/smp-photo.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-image.h"
#include "photo/smp-skin-sample.h"
#include "record/smp-warnings-private.h"
#include "render/smp-pigment-optics.h"
#include "render/smp-shade.h"

#include <glib/gi18n-lib.h>

static void
decode (const guint8 rgb[3], double linear[3])
{
  for (int c = 0; c < 3; c++)
    linear[c] = smp_srgb_decode (rgb[c] / 255.0);
}

/* How light the zone heals as a whole, L*. */
static double
patch_lightness (const SmpPlan *plan, const SmpZone *zone, const double skin[3])
{
  double healed[3];

  smp_shade_patch (plan->pigment, smp_plan_depth (plan), zone->density, zone->dot_diameter, 1, skin,
                   healed);
  return smp_lab_from_linear (healed).l;
}

/* How light the middle of a healed dot is, L*. */
static double
dot_lightness (const SmpPlan *plan, const double skin[3])
{
  SmpOptics optics = smp_pigment_optics (plan->pigment, smp_plan_depth (plan));
  double dot[3];

  smp_optics_transmission (&optics, &SMP_OPTICS_HEALED, dot);
  for (int c = 0; c < 3; c++)
    dot[c] *= skin[c];
  return smp_lab_from_linear (dot).l;
}

static void
check_hair (GPtrArray *warnings,
            const SmpVariant *variant,
            const double skin[3],
            const double hair[3])
{
  double dot = dot_lightness (variant->plan, skin), own = smp_lab_from_linear (hair).l;

  if (dot < own - SMP_K (TOO_DARK_DOT))
    smp_warnings_add (warnings, "too-dark", variant->id,
                      smp_constants[SMP_CONSTANT_TOO_DARK_DOT].sources,
                      g_strdup_printf (_ ("Healed dots are %.0f L* darker than the hair, and would "
                                          "read as ink. Choose a shade slightly softer than the "
                                          "hair."),
                                       own - dot));
}

static void
check_darkness (GPtrArray *warnings,
                const SmpAssessment *assessment,
                const SmpPlan *plan,
                const SmpZone *zone)
{
  double skin[3], hair[3], wanted[3], darker;
  SmpConstantName limit
      = assessment->has_hair ? SMP_CONSTANT_TOO_DARK_PATCH : SMP_CONSTANT_TOO_DARK_SKIN;

  if (zone->kind == SMP_ZONE_KEEP_OUT)
    return;
  decode (assessment->skin, skin);
  memcpy (wanted, skin, sizeof wanted);
  if (assessment->has_hair)
    {
      decode (assessment->hair, hair);
      smp_shade_stubble (skin, hair, wanted);
    }
  darker = smp_lab_from_linear (wanted).l - patch_lightness (plan, zone, skin);
  if (darker > smp_constants[limit].value)
    smp_warnings_add (
        warnings, "too-dark", zone->id, smp_constants[limit].sources,
        assessment->has_hair
            ? g_strdup_printf (
                _ ("Healed, this is %.0f L* darker than the client’s own stubble would "
                   "be. Start lighter: a later session makes darker, none lighter."),
                darker)
            : g_strdup_printf (
                _ ("Healed, this is %.0f L* darker than the bare skin. Start lighter: "
                   "a later session makes darker, none lighter."),
                darker));
}

void
smp_warnings_add_shade (GPtrArray *warnings,
                        const SmpConsultation *consultation,
                        const SmpVariant *variant)
{
  const SmpPlan *plan = variant->plan;
  SmpAssessment assessment = smp_assessment_from_json (consultation->assessment);

  double skin[3], hair[3];

  for (guint i = 0; assessment.has_skin && i < plan->zones->len; i++)
    check_darkness (warnings, &assessment, plan, g_ptr_array_index (plan->zones, i));
  if (assessment.has_skin && assessment.has_hair)
    {
      decode (assessment.skin, skin);
      decode (assessment.hair, hair);
      check_hair (warnings, variant, skin, hair);
    }
  if (!plan->pigment->has_colour && plan->pigment->dilution >= SMP_K (LIGHT_DILUTION))
    smp_warnings_add (warnings, "fades-soon", variant->id,
                      smp_constants[SMP_CONSTANT_LIGHT_DILUTION].sources,
                      g_strdup_printf (_ ("A shade of 1:%g is so light that it fades from sight "
                                          "sooner: expect earlier touch-ups."),
                                       plan->pigment->dilution));
  if (plan->n_sessions > 1 && smp_plan_session_strength (plan, 0) > SMP_K (FIRST_STRENGTH_MOST))
    smp_warnings_add (
        warnings, "first-session-dark", variant->id,
        smp_constants[SMP_CONSTANT_FIRST_STRENGTH_MOST].sources,
        g_strdup (_ ("The first session is as dark as the last. Start lighter and judge "
                     "the healed colour before going darker.")));
}

static void
check_pixels (GPtrArray *warnings, const SmpPhoto *photo, const SmpImage *image)
{
  SmpFaceFrame frame;
  SmpPatch patches[SMP_N_PATCHES];
  SmpSkinSample forehead, scalp;

  if (photo->view != SMP_VIEW_FRONT
      || !smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
    return;
  smp_skin_patches (&frame, photo->scale.mm_per_px, patches);
  if (!smp_skin_sample_kind (image, patches, SMP_N_PATCHES, SMP_PATCH_FOREHEAD, NULL, &forehead)
      || !smp_skin_sample_kind (image, patches, SMP_N_PATCHES, SMP_PATCH_SCALP, NULL, &scalp))
    return;
  if (MAX (forehead.glare, scalp.glare) > SMP_K (GLARE_MOST))
    smp_warnings_add (
        warnings, "glare", photo->id, smp_constants[SMP_CONSTANT_GLARE_MOST].sources,
        g_strdup_printf (_ ("Shine or overexposure hides the skin’s colour on %.0f %% of "
                            "the %s. Take the photo in soft light to judge a shade by "
                            "it."),
                         100 * MAX (forehead.glare, scalp.glare),
                         forehead.glare > scalp.glare ? _ ("forehead") : _ ("scalp")));
  if (scalp.lab.a - forehead.lab.a > SMP_K (REDNESS_MOST))
    smp_warnings_add (
        warnings, "redness", photo->id, smp_constants[SMP_CONSTANT_REDNESS_MOST].sources,
        g_strdup (_ ("The scalp is much redder than the forehead. A shade judged on "
                     "reddened skin is misjudged: wait, or sample the skin elsewhere.")));
}

GPtrArray *
smp_warnings_for_photo (const SmpPhoto *photo, const SmpImage *image)
{
  GPtrArray *warnings = smp_warnings_new ();

  if (photo->scale.method == SMP_SCALE_ASSUMED && !smp_photo_uses_head (photo))
    smp_warnings_add (
        warnings, "scale-unknown", photo->id, "",
        g_strdup_printf (_ ("%s: The scale is unknown: it is assumed from a usual head "
                            "width. Place the pupils or a ruler."),
                         photo->id));
  if (image != NULL)
    check_pixels (warnings, photo, image);
  return warnings;
}
