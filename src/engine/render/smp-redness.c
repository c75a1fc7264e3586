/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-redness.h"

#include <math.h>

#include "base/smp-constants.h"
#include "colour/smp-colour.h"
#include "stipple/smp-dots.h"

/* Redness below this share is none: nobody sees it, and pixels far from the dots keep their bytes.
 */
#define LEAST 0.02
/* Cells along a standard deviation of the spread. */
#define CELLS_PER_SIGMA 2.0
#define KERNEL_RADIUS 7 /* cells: 3.5 standard deviations */
#define MARGIN (KERNEL_RADIUS + 1)
#define CELLS_MAX (4.0 * 1024 * 1024)
#define STEPS 256

struct _SmpRedness
{
  int columns;
  int rows;
  double cell_px; /* px of the full-size photo */
  double x0;      /* middle of the first cell */
  double y0;
  float *amount;               /* 0 to 1 */
  float through[STEPS + 1][3]; /* of the light that reaches the blood, by amount */
};

typedef struct
{
  SmpRect box;
  double px_per_mm; /* mean */
  gsize n;
} Fresh;

static Fresh
find_fresh (const SmpDotSet *dots, guint session)
{
  Fresh fresh = { .box = SMP_RECT_EMPTY };

  for (gsize i = 0; i < dots->n_dots; i++)
    if (dots->dots[i].session == session)
      {
        smp_rect_include (&fresh.box,
                          smp_point ((double)dots->dots[i].x_px, (double)dots->dots[i].y_px));
        fresh.px_per_mm += (double)dots->dots[i].px_per_mm;
        fresh.n++;
      }
  fresh.px_per_mm /= (double)MAX (fresh.n, 1);
  return fresh;
}

/* Adds each fresh dot to the four cells around it, as dots per cm² of skin: where skin is seen at
 * a slant, fewer square millimetres lie behind a pixel's width and more dots. */
static void
add_dots (SmpRedness *self, const SmpDotSet *dots, guint session)
{
  double per_cell = 100 / (self->cell_px * self->cell_px);

  for (gsize i = 0; i < dots->n_dots; i++)
    {
      const SmpDot *dot = &dots->dots[i];
      double x = ((double)dot->x_px - self->x0) / self->cell_px;
      double y = ((double)dot->y_px - self->y0) / self->cell_px;
      int cx = (int)x, cy = (int)y;
      double fx = x - cx, fy = y - cy, scale = (double)dot->px_per_mm;
      float weight = (float)(per_cell * scale * scale * (double)dot->axis_ratio);
      float *at = self->amount + (gsize)cy * (gsize)self->columns + cx;

      if (dot->session != session)
        continue;
      at[0] += weight * (float)((1 - fx) * (1 - fy));
      at[1] += weight * (float)(fx * (1 - fy));
      at[self->columns] += weight * (float)((1 - fx) * fy);
      at[self->columns + 1] += weight * (float)(fx * fy);
    }
}

/* One direction of a Gaussian blur: @n values, @step apart. */
static void
blur_line (float *values, int n, int step, const float *kernel, float *line)
{
  for (int i = 0; i < n; i++)
    line[i] = values[(gsize)i * (gsize)step];
  for (int i = 0; i < n; i++)
    {
      float sum = 0;

      for (int k = MAX (-KERNEL_RADIUS, -i); k <= MIN (KERNEL_RADIUS, n - 1 - i); k++)
        sum += kernel[ABS (k)] * line[i + k];
      values[(gsize)i * (gsize)step] = sum;
    }
}

static void
blur (SmpRedness *self, double sigma_cells)
{
  g_autofree float *line = g_new (float, MAX (self->columns, self->rows));
  float kernel[KERNEL_RADIUS + 1];
  double sum = 0;

  for (int k = 0; k <= KERNEL_RADIUS; k++)
    sum += (k > 0 ? 2 : 1) * exp (-k * k / (2 * sigma_cells * sigma_cells));
  for (int k = 0; k <= KERNEL_RADIUS; k++)
    kernel[k] = (float)(exp (-k * k / (2 * sigma_cells * sigma_cells)) / sum);
  for (int y = 0; y < self->rows; y++)
    blur_line (self->amount + (gsize)y * (gsize)self->columns, self->columns, 1, kernel, line);
  for (int x = 0; x < self->columns; x++)
    blur_line (self->amount + x, self->rows, self->columns, kernel, line);
}

/* From dots per cm² to redness: more dots redden more, up to a limit. */
static void
saturate (SmpRedness *self, double strength)
{
  gsize n = (gsize)self->columns * (gsize)self->rows;

  for (gsize i = 0; i < n; i++)
    {
      double red = strength * (1 - exp (-(double)self->amount[i] / SMP_K (REDNESS_DENSITY)));

      self->amount[i] = (float)(MAX (red - LEAST, 0.0) / (1 - LEAST));
    }
}

SmpRedness *
smp_redness_new (const SmpDotSet *dots, guint session, double strength)
{
  Fresh fresh = find_fresh (dots, session);
  SmpRedness *self;
  double columns, rows, sigma_px, blood[3];

  if (fresh.n == 0 || !(strength > LEAST) || !(fresh.px_per_mm > 0))
    return NULL;
  sigma_px = SMP_K (REDNESS_SPREAD) * fresh.px_per_mm;
  self = g_new0 (SmpRedness, 1);
  self->cell_px = sigma_px / CELLS_PER_SIGMA;
  self->cell_px = MAX (self->cell_px, sqrt (fresh.box.width * fresh.box.height / CELLS_MAX));
  columns = ceil (fresh.box.width / self->cell_px) + 2 * MARGIN + 1;
  rows = ceil (fresh.box.height / self->cell_px) + 2 * MARGIN + 1;
  self->columns = (int)columns;
  self->rows = (int)rows;
  self->x0 = fresh.box.x - MARGIN * self->cell_px;
  self->y0 = fresh.box.y - MARGIN * self->cell_px;
  self->amount = g_new0 (float, (gsize)self->columns *(gsize)self->rows);
  add_dots (self, dots, session);
  blur (self, sigma_px / self->cell_px);
  saturate (self, strength);
  smp_constant_rgb (SMP_CONSTANT_REDNESS_RED, blood);
  for (int i = 0; i <= STEPS; i++)
    for (int c = 0; c < 3; c++)
      self->through[i][c] = (float)exp (-blood[c] * i / STEPS);
  return self;
}

void
smp_redness_free (SmpRedness *self)
{
  g_free (self->amount);
  g_free (self);
}

double
smp_redness_at (const SmpRedness *self, double x_px, double y_px)
{
  double x = (x_px - self->x0) / self->cell_px, y = (y_px - self->y0) / self->cell_px;
  const float *at;
  double fx, fy;

  if (!(x >= 0) || !(y >= 0) || !(x < self->columns - 1) || !(y < self->rows - 1))
    return 0;
  fx = x - (int)x;
  fy = y - (int)y;
  at = self->amount + (gsize)y * (gsize)self->columns + (int)x;
  return ((double)at[0] * (1 - fx) + (double)at[1] * fx) * (1 - fy)
         + ((double)at[self->columns] * (1 - fx) + (double)at[self->columns + 1] * fx) * fy;
}

gboolean
smp_redness_reaches (
    const SmpRedness *self, const SmpRenderWindow *window, int x0, int y0, int x1, int y1)
{
  double inverse = 1 / window->scale;
  double right = self->x0 + (self->columns - 1) * self->cell_px;
  double bottom = self->y0 + (self->rows - 1) * self->cell_px;

  return (window->x + x0) * inverse < right && (window->x + x1) * inverse > self->x0
         && (window->y + y0) * inverse < bottom && (window->y + y1) * inverse > self->y0;
}

void
smp_redness_keep (const SmpRedness *self,
                  const SmpRenderWindow *window,
                  int x0,
                  int y,
                  int n,
                  const guint8 *row,
                  float *keep,
                  gsize plane)
{
  const float *decode = smp_srgb_decode_table ();
  float epidermis = (float)SMP_K (EPIDERMIS_LIGHT);
  double inverse = 1 / window->scale, py = (window->y + y + 0.5) * inverse;

  for (int i = 0; i < n; i++)
    {
      double red = smp_redness_at (self, (window->x + x0 + i + 0.5) * inverse, py);
      const float *through;

      if (!(red > 0))
        continue;
      through = self->through[(int)(red * STEPS + 0.5)];
      for (int c = 0; c < 3; c++)
        {
          float light = decode[row[4 * i + c]];
          float dermis = light > epidermis ? 1 - epidermis / light : 0;

          keep[(gsize)c * plane + (gsize)i] *= 1 - dermis * (1 - through[c]);
        }
    }
}
