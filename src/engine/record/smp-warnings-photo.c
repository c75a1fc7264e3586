/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/smp-constants.h"
#include "colour/smp-colour.h"
#include "geometry/smp-outline.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-face-frame.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-image.h"
#include "photo/smp-skin-sample.h"
#include "record/smp-warnings-private.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-head-misfit.h"
#include "surface/smp-surface.h"

#include <glib/gi18n-lib.h>

/* Of the places of a zone that are sampled: how many across and down, and their size; our choice.
 */
#define PLACES 6
#define PLACE_RADIUS_MM 4.0
/* What looks like skin: between pink and olive, and not grey. Monk tones have hues of 60 to 86° and
 * a chroma of 5 at least, less in dim light; warm light and redness turn them down to 35°. */
#define SKIN_HUE_LEAST 20.0
#define SKIN_HUE_MOST 95.0
#define SKIN_CHROMA_LEAST 3.0
#define SKIN_LIGHTNESS_LEAST 8.0
/* Degrees that a face may lean to its side; our choice. */
#define PUPILS_LEAN_MOST 30.0

/* What a photo shows. */
typedef struct
{
  gboolean has_face;
  SmpSkinSample forehead;
  SmpSkinSample scalp;
  GArray *zones; /* of SmpSkinSample, in the zones */
} Seen;

static int
compare_lightness (gconstpointer a, gconstpointer b)
{
  const SmpSkinSample *sa = a, *sb = b;

  return sa->lab.l < sb->lab.l ? -1 : sa->lab.l > sb->lab.l;
}

static void
sample_zone (GArray *samples, const SmpPhoto *photo, const SmpImage *image, const SmpZone *zone)
{
  g_autoptr (SmpSurface) surface = smp_surface_for_photo (photo);
  g_autoptr (SmpPolygon) polygon = NULL;

  if (!smp_zone_is_on (zone, photo->id, surface))
    return;
  polygon = smp_zone_polygon_new (zone, surface);
  for (int i = 0; polygon->n_points >= 3 && i < PLACES * PLACES; i++)
    {
      const SmpRect *box = &polygon->bounds;
      SmpPoint at = smp_point (box->x + box->width * (i % PLACES + 0.5) / PLACES,
                               box->y + box->height * ((double)(i / PLACES) + 0.5) / PLACES);
      SmpSurfacePoint point;
      SmpSkinSample sample;

      if (smp_polygon_contains (polygon, at) && smp_surface_to_photo (surface, at, &point)
          && point.facing > 0.5
          && smp_skin_sample (image, point.px, PLACE_RADIUS_MM / photo->scale.mm_per_px, &sample))
        g_array_append_val (samples, sample);
    }
}

static void
look (const SmpPhoto *photo, const SmpImage *image, const SmpPlan *plan, Seen *seen)
{
  SmpFaceFrame frame;
  SmpPatch patches[SMP_N_PATCHES];

  memset (seen, 0, sizeof *seen);
  seen->zones = g_array_new (FALSE, FALSE, sizeof (SmpSkinSample));
  for (guint i = 0; plan != NULL && i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);

      /* Hair covers the skin of brows and beards. */
      if (zone->kind != SMP_ZONE_KEEP_OUT && zone->kind != SMP_ZONE_BEARD
          && zone->kind != SMP_ZONE_BROW)
        sample_zone (seen->zones, photo, image, zone);
    }
  g_array_sort (seen->zones, compare_lightness);
  if (photo->view != SMP_VIEW_FRONT
      || !smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
    return;
  smp_skin_patches (&frame, photo->scale.mm_per_px, patches);
  seen->has_face = smp_skin_sample_kind (image, patches, SMP_N_PATCHES, SMP_PATCH_FOREHEAD, NULL,
                                         &seen->forehead)
                   && smp_skin_sample_kind (image, patches, SMP_N_PATCHES, SMP_PATCH_SCALP, NULL,
                                            &seen->scalp);
}

static gboolean
looks_like_skin (const double linear[3])
{
  SmpLab lab = smp_lab_from_linear (linear);
  double hue = atan2 (lab.b, lab.a) * 180 / G_PI;

  return lab.l >= SKIN_LIGHTNESS_LEAST && hypot (lab.a, lab.b) >= SKIN_CHROMA_LEAST
         && hue >= SKIN_HUE_LEAST && hue <= SKIN_HUE_MOST;
}

gboolean
smp_warnings_find_skin (const SmpPhoto *photo,
                        const SmpImage *image,
                        const SmpPlan *plan,
                        double skin[3])
{
  Seen seen;
  guint n = 0;

  look (photo, image, plan, &seen);
  if (seen.has_face && looks_like_skin (seen.forehead.linear))
    memcpy (skin, seen.forehead.linear, sizeof seen.forehead.linear);
  else
    {
      /* The middle one of the places, which are sorted, that show skin without shine. */
      for (guint i = 0; i < seen.zones->len; i++)
        {
          SmpSkinSample *sample = &g_array_index (seen.zones, SmpSkinSample, i);

          if (sample->glare <= SMP_K (GLARE_MOST) && looks_like_skin (sample->between))
            g_array_index (seen.zones, SmpSkinSample, n++) = *sample;
        }
      if (n > 0)
        memcpy (skin, g_array_index (seen.zones, SmpSkinSample, n / 2).between, 3 * sizeof *skin);
    }
  g_array_unref (seen.zones);
  return n > 0 || (seen.has_face && looks_like_skin (seen.forehead.linear));
}

static double
luminance (const double linear[3])
{
  return (double)smp_luminance ((float)linear[0], (float)linear[1], (float)linear[2]);
}

/* How much redder one is, a*, were it as light as the other. */
static double
redder (const double linear[3], const double than[3])
{
  double scaled[3], scale = luminance (than) / MAX (luminance (linear), 1e-6);

  for (int c = 0; c < 3; c++)
    scaled[c] = linear[c] * scale;
  return smp_lab_from_linear (scaled).a - smp_lab_from_linear (than).a;
}

static void
check_glare (GPtrArray *warnings, const SmpPhoto *photo, const Seen *seen)
{
  double zones = 0, forehead = seen->has_face ? seen->forehead.glare : 0;
  double scalp = seen->has_face ? seen->scalp.glare : 0, most;
  char *text;

  for (guint i = 0; i < seen->zones->len; i++)
    zones += g_array_index (seen->zones, SmpSkinSample, i).glare / seen->zones->len;
  most = MAX (MAX (forehead, scalp), zones);
  if (!(most > SMP_K (GLARE_MOST)))
    return;
  if (zones >= most)
    text = g_strdup_printf (_ ("Shine or overexposure hides the skin’s colour on %.0f %% of the "
                               "zones. Take the photo in soft light to judge a shade by it."),
                            100 * most);
  else if (forehead > scalp)
    text = g_strdup_printf (_ ("Shine or overexposure hides the skin’s colour on %.0f %% of the "
                               "forehead. Take the photo in soft light to judge a shade by it."),
                            100 * most);
  else
    text = g_strdup_printf (_ ("Shine or overexposure hides the skin’s colour on %.0f %% of the "
                               "scalp. Take the photo in soft light to judge a shade by it."),
                            100 * most);
  smp_warnings_add (warnings, "glare", photo->id, smp_constants[SMP_CONSTANT_GLARE_MOST].sources,
                    text);
}

static void
check_redness (GPtrArray *warnings, const SmpPhoto *photo, const Seen *seen, const double skin[3])
{
  const double *than = seen->has_face ? seen->forehead.linear : skin;
  double most = seen->has_face ? seen->scalp.lab.a - seen->forehead.lab.a : -G_MAXDOUBLE;

  if (than == NULL && seen->zones->len > 0)
    smp_warnings_add_note (
        warnings, "redness", photo->id, "",
        g_strdup (_ ("Not checked: whether the skin in the zones is reddened. No other skin of "
                     "this client was sampled or found to compare it with.")));
  if (than == NULL)
    return;
  if (seen->zones->len > 0)
    most = MAX (
        most,
        redder (g_array_index (seen->zones, SmpSkinSample, seen->zones->len / 2).linear, than));
  if (most > SMP_K (REDNESS_MOST))
    smp_warnings_add (
        warnings, "redness", photo->id, smp_constants[SMP_CONSTANT_REDNESS_MOST].sources,
        seen->has_face
            ? g_strdup (_ ("The scalp is much redder than the forehead. A shade judged on "
                           "reddened skin is misjudged: wait, or sample the skin elsewhere."))
            : g_strdup (
                _ ("The skin in the zones is much redder than the client’s other skin. A shade "
                   "judged on reddened skin is misjudged: wait, or sample the skin elsewhere.")));
}

/* @skin: (nullable): what redness is told from, as in smp_warnings_for_photo() */
static void
check_light (GPtrArray *warnings,
             const SmpPhoto *photo,
             const SmpImage *image,
             const SmpPlan *plan,
             const double skin[3])
{
  Seen seen;

  look (photo, image, plan, &seen);
  check_glare (warnings, photo, &seen);
  check_redness (warnings, photo, &seen, skin);
  g_array_unref (seen.zones);
}

/* Nobody is photographed so askew: one of them lies elsewhere, and every length with it. */
static void
check_pupils (GPtrArray *warnings, const SmpPhoto *photo)
{
  SmpPoint right, left;
  double lean;

  if ((photo->view != SMP_VIEW_FRONT && photo->view != SMP_VIEW_LEFT_OBLIQUE
       && photo->view != SMP_VIEW_RIGHT_OBLIQUE)
      || !smp_landmarks_get (photo->landmarks, SMP_LANDMARK_PUPIL_RIGHT, &right)
      || !smp_landmarks_get (photo->landmarks, SMP_LANDMARK_PUPIL_LEFT, &left))
    return;
  lean = atan2 (fabs (left.y - right.y), fabs (left.x - right.x)) * 180 / G_PI;
  if (lean > PUPILS_LEAN_MOST)
    smp_warnings_add (warnings, "pupils-lean", photo->id, "",
                      g_strdup_printf (_ ("The line through the pupils leans by %.0f°. Check that "
                                          "both are where the pupils are."),
                                       lean));
}

/* A photo that has a head may owe it to its contour, which is not known here. */
static void
check_head (GPtrArray *warnings, const SmpConsultation *consultation, const SmpPhoto *photo)
{
  char *misfit = photo->has_head ? NULL : smp_head_dup_misfit (consultation, photo);

  if (misfit != NULL)
    smp_warnings_add (warnings, "head-misfit", photo->id, "", misfit);
}

/* Where there are several photos, says which one. */
static void
name_photo (GPtrArray *warnings, const SmpConsultation *consultation, const SmpPhoto *photo)
{
  g_autofree char *title = smp_consultation_dup_photo_title (consultation, photo);

  for (guint i = 0; i < warnings->len && consultation->photos->len > 1; i++)
    {
      SmpWarning *warning = g_ptr_array_index (warnings, i);
      g_autofree char *text = g_steal_pointer (&warning->text);

      /* Translators: which photo, and what is worth a thought about it. */
      warning->text = g_strdup_printf (_ ("%s: %s"), title, text);
    }
}

GPtrArray *
smp_warnings_for_photo (const SmpConsultation *consultation,
                        const SmpPhoto *photo,
                        const SmpImage *image,
                        const SmpPlan *plan,
                        const double skin[3])
{
  GPtrArray *warnings = smp_warnings_new ();
  SmpAssessment assessment = smp_assessment_from_json (consultation->assessment);
  double sampled[3];

  for (int c = 0; c < 3; c++)
    sampled[c] = smp_srgb_decode (assessment.skin[c] / 255.0);
  if (photo->scale.method == SMP_SCALE_ASSUMED && !smp_photo_uses_head (photo))
    smp_warnings_add (
        warnings, "scale-unknown", photo->id, "",
        g_strdup (
            _ ("The scale is unknown: it is taken as if a usual head filled 40 percent of the "
               "picture’s shorter side. Place the pupils or a ruler.")));
  check_pupils (warnings, photo);
  check_head (warnings, consultation, photo);
  if (image != NULL)
    check_light (warnings, photo, image, plan, assessment.has_skin ? sampled : skin);
  name_photo (warnings, consultation, photo);
  return warnings;
}
