/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>

#include "render/smp-render-bins.h"
#include "render/smp-render-kernel.h"
#include "stipple/smp-dots.h"

#define SIDE 4000 /* of the photo */

/* Dots of all sizes, forms and places, some beyond the window. */
static SmpDotSet *
some_dots (gsize n)
{
  SmpDotSet *dots = smp_dot_set_new (n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (gsize i = 0; i < n; i++)
    dots->dots[i] = (SmpDot){
      .x_px = (float)g_rand_double_range (rand, -20, SIDE + 20),
      .y_px = (float)g_rand_double_range (rand, -20, SIDE + 20),
      .diameter_mm = (float)exp (g_rand_double_range (rand, -4, 1)),
      .strength = 1,
      .axis_ratio = (float)MIN (g_rand_double_range (rand, 0, 2), 1),
      .angle_rad = (float)g_rand_double_range (rand, -7, 7),
      .px_per_mm = (float)exp (g_rand_double_range (rand, 0, 5)),
    };
  return dots;
}

static SmpTileGrid
grid_of (const SmpRenderWindow *window, int shift)
{
  SmpTileGrid grid = { window->x, window->y, window->width, window->height, shift, shift };

  grid.first_column = window->x >> shift;
  grid.first_row = window->y >> shift;
  grid.columns = ((window->x + window->width - 1) >> shift) - grid.first_column + 1;
  grid.rows = ((window->y + window->height - 1) >> shift) - grid.first_row + 1;
  return grid;
}

/* Whether what the window shows of the splat lies in the tiles. */
static gboolean
holds (const SmpTileGrid *grid, guint32 first, guint32 size, const SmpPixelBox *splat)
{
  int x0 = MAX (splat->x0, grid->x), x1 = MIN (splat->x1, grid->x + grid->width);
  int y0 = MAX (splat->y0, grid->y), y1 = MIN (splat->y1, grid->y + grid->height);
  int column = (int)first % grid->columns + grid->first_column;
  int row = (int)first / grid->columns + grid->first_row;

  if (x0 >= x1 || y0 >= y1)
    return TRUE;
  return size != 0 && x0 >> grid->width_shift >= column
         && (x1 - 1) >> grid->width_shift < column + (int)(size & G_MAXUINT16)
         && y0 >> grid->height_shift >= row
         && (y1 - 1) >> grid->height_shift < row + (int)(size >> 16);
}

/* A splat lies in the tiles that its dot is said to reach. */
static void
test_splats_inside (void)
{
  const SmpRenderWindow windows[]
      = { { 0.07, 0, 0, 300, 200 },       { 0.1, 70, 33, 301, 211 },
          { 1, 1500, 900, 640, 480 },     { 4.3, 8000, 9000, 900, 700 },
          { 50, 200000, 190000, 9, 900 }, { 50, 90000, 100000, 900, 9 } };
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n_kernels = smp_render_kernels (kernels), n = 20003, reached = 0;
  g_autoptr (SmpDotSet) dots = some_dots (n);
  g_autofree guint32 *first = g_new (guint32, n + SMP_SPLATS);
  g_autofree guint32 *size = g_new (guint32, n + SMP_SPLATS);

  for (gsize k = 0; k < n_kernels; k++)
    for (gsize w = 0; w < G_N_ELEMENTS (windows); w++)
      for (int shift = 0; shift <= 6; shift += 6)
        {
          SmpDotsInPicture picture = { .scale = windows[w].scale, .softest = 1.3f };
          SmpTileGrid grid = grid_of (&windows[w], shift);

          kernels[k]->reach (&picture, &grid, dots->dots, n, first, size);
          for (gsize i = 0; i < n; i += SMP_SPLATS)
            {
              const SmpDot *some[SMP_SPLATS];
              gsize m = MIN (n - i, SMP_SPLATS);
              SmpSplat splats[SMP_SPLATS];

              for (gsize j = 0; j < SMP_SPLATS; j++)
                some[j] = &dots->dots[i + MIN (j, m - 1)];
              kernels[k]->splats_of (&picture, some, splats);
              for (gsize j = 0; j < m; j++)
                {
                  g_assert_true (holds (&grid, first[i + j], size[i + j], &splats[j].box));
                  reached += size[i + j] != 0;
                }
            }
        }
  g_assert_cmpuint (reached, >, n);
}

/* What is no number reaches nothing, and what has no end only tiles that there are. */
static void
test_no_numbers (void)
{
  const float odd[] = { NAN, INFINITY, -INFINITY, 1e30f, -1e30f };
  const SmpRenderWindow window = { 1, 100, 50, 200, 300 };
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n_kernels = smp_render_kernels (kernels);
  SmpTileGrid grid = grid_of (&window, 4);
  SmpDotsInPicture picture = { .scale = window.scale };

  for (gsize k = 0; k < n_kernels; k++)
    for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
      {
        SmpDot dots[4];
        guint32 first[SMP_SPLATS], size[SMP_SPLATS];

        for (int j = 0; j < 4; j++)
          dots[j] = (SmpDot){ 150, 150, .diameter_mm = 1, .axis_ratio = 1, .px_per_mm = 3 };
        dots[0].x_px = odd[i];
        dots[1].y_px = odd[i];
        dots[2].diameter_mm = odd[i];
        dots[3].px_per_mm = odd[i];
        kernels[k]->reach (&picture, &grid, dots, G_N_ELEMENTS (dots), first, size);
        g_assert_cmphex (size[0], ==, 0);
        g_assert_cmphex (size[1], ==, 0);
        for (int j = 2; j < 4; j++)
          if (isnan (odd[i]))
            g_assert_cmphex (size[j], ==, 0);
          else
            {
              g_assert_cmpuint (first[j], ==, 0);
              g_assert_cmphex (size[j], ==, (guint32)grid.rows << 16 | (guint32)grid.columns);
            }
      }
}

/* Each tile's dots in their order, however many threads will sort them, and in whatever order
 * parts are sorted. */
static void
test_order (void)
{
  const SmpRenderWindow window = { 1, 30, 20, 3000, 2000 };
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n_kernels = smp_render_kernels (kernels), n = 20003;
  g_autoptr (SmpDotSet) dots = some_dots (n);
  SmpDotsInPicture picture = { .scale = window.scale, .softest = 1.3f };
  g_autofree guint32 *first = g_new (guint32, n + SMP_SPLATS);
  g_autofree guint32 *size = g_new (guint32, n + SMP_SPLATS);
  SmpTileGrid grid = grid_of (&window, 6);

  kernels[0]->reach (&picture, &grid, dots->dots, n, first, size);
  for (int threads = 1; threads <= 3; threads++)
    {
      SmpRenderBins bins;

      smp_render_bins_init (&bins, kernels[n_kernels - 1], &window, 6, 6, dots, &picture, threads);
      g_assert_cmpuint (bins.n_tiles, ==, grid.columns * grid.rows);
      g_assert_cmpuint (bins.n_parts, >, 1);
      for (gsize part = bins.n_parts; part > 0; part--)
        smp_render_bins_sort (&bins, part - 1);
      for (guint32 tile = 0; tile < (guint32)bins.n_tiles; tile++)
        {
          guint32 x = tile % (guint32)grid.columns, y = tile / (guint32)grid.columns;
          SmpRenderBinsWalk walk = { .tile = tile };
          const SmpDot *found[SMP_SPLATS] = { NULL };
          gsize at = 0, n_found = 0, n_all = 0;

          for (guint32 i = 0; i < n; i++)
            {
              guint32 x0 = first[i] % (guint32)grid.columns, y0 = first[i] / (guint32)grid.columns;

              if (!(x >= x0 && x < x0 + (size[i] & G_MAXUINT16) && y >= y0
                    && y < y0 + (size[i] >> 16)))
                continue;
              if (at == n_found)
                {
                  n_found = smp_render_bins_next (&bins, &walk, found);
                  at = 0;
                }
              g_assert_cmpuint (at, <, n_found);
              g_assert_true (found[at++] == &dots->dots[i]);
              n_all++;
            }
          g_assert_cmpuint (at, ==, n_found);
          for (gsize i = n_found; i < SMP_SPLATS && n_found > 0; i++)
            g_assert_true (found[i] == found[n_found - 1]);
          g_assert_cmpuint (smp_render_bins_next (&bins, &walk, found), ==, 0);
          g_assert_cmpuint (smp_render_bins_count (&bins, tile), ==, n_all);
        }
      smp_render_bins_clear (&bins);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/reach/splats-inside", test_splats_inside);
  g_test_add_func ("/render/reach/no-numbers", test_no_numbers);
  g_test_add_func ("/render/reach/order", test_order);
  return g_test_run ();
}
