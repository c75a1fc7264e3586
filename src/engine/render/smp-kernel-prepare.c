/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-kernel-dots.h"
#include "render/smp-render-kernel.h"

typedef double D __attribute__ ((vector_size (64)));

/* As SmpSplatShapes. */
typedef struct
{
  I x;
  I y;
  V fx;
  V fy;
  V major;
  V minor;
  V cosine;
  V sine;
  V blur2;
} Shapes;

#define RADIANS_180 3.14159265f

/* A dot seen from the side is not thinner than this share of its width. */
#define THINNEST 0.02f

/* Above this standard deviation across the dot, samples a pixel apart add up to its area: within
 * 1 % for one dot, and exactly over dots at all places. */
#define SUM_SIGMA 1.0f

/* The profile's coefficients for the disc's share of the variance, 0 to 0.75 in twentieths: area,
 * variance and height of the blurred disc, (1 − e^(−R²/2σ²)) / (πR²) in its middle, and the least
 * largest difference that the reach allows. Between rows the area stays. */
#define ROWS 16
#define ROWS_PER_SHARE 20
static const float profiles[ROWS][4] = {
  { 3.57877f, -9.05087f, 8.36969f, -0.89759f },  { 3.57253f, -9.03721f, 8.37550f, -0.91257f },
  { 3.55315f, -8.99651f, 8.39876f, -0.96278f },  { 3.51960f, -8.92958f, 8.44961f, -1.05709f },
  { 3.47078f, -8.83743f, 8.53934f, -1.20533f },  { 3.40543f, -8.72085f, 8.67969f, -1.41794f },
  { 3.32214f, -8.58015f, 8.88226f, -1.70549f },  { 3.21963f, -8.41637f, 9.15974f, -2.07912f },
  { 3.10613f, -8.27762f, 9.59471f, -2.58222f },  { 2.98217f, -8.17202f, 10.20764f, -3.22820f },
  { 2.83718f, -8.04961f, 10.92787f, -3.98610f }, { 2.69888f, -8.04734f, 11.95824f, -4.94938f },
  { 2.57045f, -8.17240f, 13.29666f, -6.11103f }, { 2.44569f, -8.37581f, 14.84262f, -7.41154f },
  { 2.18048f, -7.90806f, 15.42841f, -8.28569f }, { 1.97932f, -7.75337f, 16.47301f, -9.36894f },
};

/* sin x for |x| ≤ π/2, off by less than 4e−6: the same on every machine, unlike the library's. */
INLINE V
sine (V x)
{
  V x2 = x * x;

  return x * (1 + x2 * (-0.1666665f + x2 * (0.0083320f + x2 * (-0.00019517f + x2 * 2.4e-6f))));
}

/* In 256ths of an output pixel, so that a dot looks the same in every window that shows it. */
INLINE void
place (V photo_px, double scale, I *pixel, V *inside)
{
  D v = __builtin_convertvector(photo_px, D) * scale * 256 + 0.5;
  I i = __builtin_convertvector(v, I);
  /* Exact, so that its sign tells what was rounded up. */
  V rest = __builtin_convertvector(v - __builtin_convertvector(i, D), V);

  i += (I)rest >> 31;
  *pixel = i >> 8;
  *inside = to_float (i & 255) * (1 / 256.0f);
}

/* smp_photo_light_softness() of several places. */
INLINE V
softness_at (const SmpPhotoLight *light, V x_px, V y_px)
{
  const float *softness = light->softness;
  V inverse = splat_v (1 / (float)light->block), zero = splat_v (0);
  V x = minimum (maximum (x_px * inverse - 0.5f, zero), splat_v ((float)(light->columns - 1)));
  V y = minimum (maximum (y_px * inverse - 0.5f, zero), splat_v ((float)(light->rows - 1)));
  V left = to_float (to_int (minimum (x, splat_v ((float)MAX (light->columns - 2, 0)))));
  V top = to_float (to_int (minimum (y, splat_v ((float)MAX (light->rows - 2, 0)))));
  /* Whole numbers up to 2²⁴ blocks are exact. */
  I first = to_int (top * (float)light->columns + left);
  gsize right = light->columns > 1 ? 1 : 0;
  gsize down = light->rows > 1 ? (gsize)light->columns : 0;
  float near[4][LANES];
  V tx = x - left, ty = y - top, above, below;

  for (int i = 0; i < LANES; i++)
    {
      const float *at = softness + first[i];

      near[0][i] = at[0];
      near[1][i] = at[right];
      near[2][i] = at[down];
      near[3][i] = at[down + right];
    }
  above = load (near[0]) + (load (near[1]) - load (near[0])) * tx;
  below = load (near[2]) + (load (near[3]) - load (near[2])) * tx;
  return above + (below - above) * ty;
}

INLINE Shapes
measure (const SmpDotsInPicture *picture, const SmpDot *const *dots)
{
  const float scale = (float)picture->scale;
  Dots some = dots_of (dots);
  V skin = SMP_SKIN_BLUR_MM * scale * some.px_per_mm, photo, turns, around;
  Shapes shapes;

  place (some.x_px, picture->scale, &shapes.x, &shapes.fx);
  place (some.y_px, picture->scale, &shapes.y, &shapes.fy);
  shapes.major = 0.5f * scale * some.diameter_mm * some.px_per_mm;
  shapes.minor
      = shapes.major * minimum (maximum (some.axis_ratio, splat_v (THINNEST)), splat_v (1));
  photo = splat_v (scale * picture->softest);
  if (picture->light != NULL)
    photo = scale * softness_at (picture->light, some.x_px, some.y_px);
  shapes.blur2 = skin * skin + photo * photo;
  /* An ellipse is the same after half a turn. */
  turns = some.angle_rad * (1 / RADIANS_180);
  turns -= to_float (floor_of (turns + 0.5f));
  shapes.sine = sine (turns * RADIANS_180);
  around = 0.5f - maximum (turns, -turns);
  shapes.cosine = sine (around * RADIANS_180);
  return shapes;
}

/* Those of eight splats that are hard. */
static void __attribute__ ((noinline)) prepare_hard (const Shapes *shapes, SmpSplat *splats)
{
  for (int i = 0; i < SMP_SPLATS; i++)
    {
      SmpSplat *splat = &splats[i];

      if (splat->kind != SMP_SPLAT_HARD)
        continue;
      splat->shape = (SmpDotShape){
        .x = shapes->fx[i],
        .y = shapes->fy[i],
        .major = shapes->major[i],
        .minor = shapes->minor[i],
        .cosine = shapes->cosine[i],
        .sine = shapes->sine[i],
        .blur = __builtin_sqrtf (shapes->blur2[i]),
      };
      splat->box = smp_dot_raster_box (&splat->shape);
      splat->box.x0 += splat->x;
      splat->box.x1 += splat->x;
      splat->box.y0 += splat->y;
      splat->box.y1 += splat->y;
    }
}

/* Four numbers in a row of each of eight splats. */
INLINE void
put_four (SmpSplat *splats, gsize offset, V a, V b, V c, V d)
{
  V fields[4] = { a, b, c, d };

  turn (fields);
  for (int i = 0; i < 4; i++)
    put_both ((float *)(gpointer)((guint8 *)&splats[i] + offset),
              (float *)(gpointer)((guint8 *)&splats[i + 4] + offset), fields[i]);
}

G_STATIC_ASSERT (sizeof (SmpPixelBox) == 16);
G_STATIC_ASSERT (G_STRUCT_OFFSET (SmpSplat, oy) == G_STRUCT_OFFSET (SmpSplat, x) + 12);
G_STATIC_ASSERT (G_STRUCT_OFFSET (SmpSplat, yy) == G_STRUCT_OFFSET (SmpSplat, area) + 12);

INLINE void
prepare (const Shapes *shapes, SmpSplat *splats)
{
  V major = shapes->major, minor = shapes->minor;
  V c = shapes->cosine, s = shapes->sine;
  V sigma2 = shapes->blur2 + SMP_PIXEL_VARIANCE;
  V a2 = major * major * 0.25f + sigma2, b2 = minor * minor * 0.25f + sigma2;
  V inverse = 1 / root (a2 * b2), disc2 = major * minor * 0.25f, share = disc2 * inverse;
  V mean = (a2 + b2) * 0.5f, spread = (a2 - b2) * 0.5f;
  /* With cos and sin of twice the angle. */
  V across = spread * (c * c - s * s), slant = spread * (2 * s * c);
  V cxx = mean + across, cyy = mean - across;
  V k = inverse * inverse * (1 / SMP_REACH2);
  V rx = root (SMP_REACH2 * cxx), ry = root (SMP_REACH2 * cyy);
  V ox = shapes->fx - 0.5f, oy = shapes->fy - 0.5f, twentieths = share * ROWS_PER_SHARE;
  I row = to_int (minimum (twentieths, splat_v (ROWS - 2)));
  /* Pixels whose middle lies inside. */
  I left = -floor_of (rx - ox), top = -floor_of (ry - oy);
  I right = floor_of (ox + rx) + 1, bottom = floor_of (oy + ry) + 1;
  I summed = less (b2, splat_v (SUM_SIGMA * SUM_SIGMA));
  I hard = ~less (share, splat_v (SMP_SPLAT_SOFT_MAX));
  gint32 rows[LANES], kinds[LANES];
  float shares[LANES], at[LANES];

  put_four (splats, G_STRUCT_OFFSET (SmpSplat, box), (V)(shapes->x + left), (V)(shapes->y + top),
            (V)(shapes->x + right), (V)(shapes->y + bottom));
  put_four (splats, G_STRUCT_OFFSET (SmpSplat, x), (V)shapes->x, (V)shapes->y, ox, oy);
  put_four (splats, G_STRUCT_OFFSET (SmpSplat, area), disc2 * (4 * RADIANS_180), cyy * k,
            -2 * slant * k, cxx * k);
  store (shares, share);
  store (at, twentieths - to_float (row));
  *(IAt *)rows = row;
  *(IAt *)kinds = (summed & ~hard & SMP_SPLAT_SUMMED) | (hard & SMP_SPLAT_HARD);
  for (int i = 0; i < SMP_SPLATS; i++)
    {
      Q p = *(const QAt *)profiles[rows[i]], q = *(const QAt *)profiles[rows[i] + 1];

      *(QAt *)splats[i].c = shares[i] * (p + (q - p) * at[i]);
      splats[i].kind = (SmpSplatKind)kinds[i];
    }
  if (any (hard))
    {
      Shapes copy = *shapes;

      prepare_hard (&copy, splats);
    }
}

void
SMP_KERNEL_FUNC (prepare) (const SmpSplatShapes *shapes, SmpSplat *splats)
{
  Shapes all = {
    *(const IAt *)shapes->x, *(const IAt *)shapes->y, load (shapes->fx),
    load (shapes->fy),       load (shapes->major),    load (shapes->minor),
    load (shapes->cosine),   load (shapes->sine),     load (shapes->blur2),
  };

  prepare (&all, splats);
}

void
SMP_KERNEL_FUNC (splats_of) (const SmpDotsInPicture *picture,
                             const SmpDot *const *dots,
                             SmpSplat *splats)
{
  Shapes shapes = measure (picture, dots);

  prepare (&shapes, splats);
}

const SmpRenderKernel SMP_KERNEL_FUNC (all) = {
  .name = SMP_KERNEL_NAME,
  .reach = SMP_KERNEL_FUNC (reach),
  .splats_of = SMP_KERNEL_FUNC (splats_of),
  .prepare = SMP_KERNEL_FUNC (prepare),
  .splat = SMP_KERNEL_FUNC (splat),
  .copy = SMP_KERNEL_FUNC (copy),
  .composite = SMP_KERNEL_FUNC (composite),
  .composite_grained = SMP_KERNEL_FUNC (composite_grained),
  .grain_line = SMP_KERNEL_FUNC (grain_line),
  .grain_row = SMP_KERNEL_FUNC (grain_row),
  .mean_row = SMP_KERNEL_FUNC (mean_row),
  .decode_light = SMP_KERNEL_FUNC (decode_light),
  .mean_of_rows = SMP_KERNEL_FUNC (mean_of_rows),
  .mean_of_columns = SMP_KERNEL_FUNC (mean_of_columns),
};
