/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "head-camera.h"

#include "base/smp-hash.h"
#include "base/smp-parallel.h"
#include "colour/smp-colour.h"
#include "head-skin.h"

#define DISTANCE 1250.0
#define FAR 2000.0
/* Share of the picture's height that 240 mm, a head, take. */
#define HEAD_SHARE 0.56

typedef struct
{
  const Camera *camera;
  float *light; /* red, green, blue, depth */
  float *blurred;
  guint8 *out;
} Frame;

/* From the camera's axes to the head's: about the vertical. */
static Vec
turned (const Camera *self, Vec v)
{
  return vec (self->yaw_cos * v.x + self->yaw_sin * v.z, v.y,
              self->yaw_cos * v.z - self->yaw_sin * v.x);
}

Camera
camera_new (int width, int height, double yaw)
{
  Camera self = {
    .width = width,
    .height = height,
    .focal = HEAD_SHARE * height / 240 * DISTANCE,
    .cx = width / 2.0,
    .cy = height * 0.455,
    .yaw_cos = cos (yaw),
    .yaw_sin = sin (yaw),
  };

  self.place = turned (&self, vec (0, -10, DISTANCE));
  return self;
}

void
camera_project (const Camera *self, Vec p, double *x, double *y)
{
  Vec d = sub (p, self->place);
  Vec q = vec (self->yaw_cos * d.x - self->yaw_sin * d.z, d.y,
               self->yaw_cos * d.z + self->yaw_sin * d.x);

  *x = self->cx + self->focal * q.x / -q.z;
  *y = self->cy - self->focal * q.y / -q.z;
}

static void
background (const Camera *self, double x, double y, double rgb[3])
{
  double u = (x - self->cx) / self->width + 0.10, v = (y - self->cy) / self->height - 0.04;
  double glow = exp (-3.0 * (u * u * 1.2 + v * v));

  rgb[0] = 0.10 + 0.20 * glow;
  rgb[1] = 0.105 + 0.205 * glow;
  rgb[2] = 0.112 + 0.21 * glow;
}

/* Light along the ray through a place of the picture, and how far away it comes from. */
static double
trace (const Camera *self, double x, double y, double rgb[3])
{
  Vec ray
      = turned (self, unit (vec ((x - self->cx) / self->focal, (self->cy - y) / self->focal, -1)));
  double t = DISTANCE - 330;

  for (int i = 0; i < 160 && t < FAR; i++)
    {
      Vec p = add (self->place, mul (ray, t));
      double d = head_distance (p, NULL);

      if (d < 0.02)
        {
          head_shade (p, mul (ray, -1), rgb);
          return t;
        }
      t += d * 0.8;
    }
  background (self, x, y, rgb);
  return FAR;
}

static void
trace_row (gsize item, int worker, gpointer data)
{
  Frame *frame = data;
  const Camera *self = frame->camera;
  float *out = frame->light + item * 4 * (gsize)self->width;

  for (int x = 0; x < self->width; x++, out += 4)
    {
      double rgb[3], depth = trace (self, x + 0.5, (double)item + 0.5, rgb);

      for (int c = 0; c < 3; c++)
        out[c] = (float)rgb[c];
      out[3] = (float)depth;
    }
}

/* Pixels on an edge get eight more rays, so that outlines are smooth. */
static void
refine_row (gsize item, int worker, gpointer data)
{
  Frame *frame = data;
  const Camera *self = frame->camera;
  int w = self->width, y = (int)item;

  for (int x = 0; x < w; x++)
    {
      const float *at = frame->light + 4 * ((gsize)y * (gsize)w + (gsize)x);
      float *to = frame->blurred + 4 * ((gsize)y * (gsize)w + (gsize)x);
      gboolean edge = FALSE;

      for (int k = 0; k < 4; k++)
        {
          int nx = x + (k == 0) - (k == 1), ny = y + (k == 2) - (k == 3);

          if (nx >= 0 && nx < w && ny >= 0 && ny < self->height
              && fabsf (frame->light[4 * ((gsize)ny * (gsize)w + (gsize)nx) + 3] - at[3]) > 6)
            edge = TRUE;
        }
      for (int c = 0; c < 4; c++)
        to[c] = at[c];
      for (int k = 0; edge && k < 8; k++)
        {
          double rgb[3];

          trace (self, x + (k % 4 + 0.5) / 4, y + (k / 4 + (k % 2 ? 0.7 : 0.3)) / 2, rgb);
          for (int c = 0; c < 3; c++)
            to[c] = (k == 0 ? 0 : to[c]) + (float)rgb[c] / 8;
        }
    }
}

/* A lens's softness, 5 × 5, and the sensor: noise, curve, 8 bits. */
static void
develop_row (gsize item, int worker, gpointer data)
{
  Frame *frame = data;
  const Camera *self = frame->camera;
  static const double kernel[5] = { 0.03, 0.22, 0.50, 0.22, 0.03 };
  guint8 *out = frame->out + item * 3 * (gsize)self->width;
  int w = self->width, h = self->height, y = (int)item;

  for (int x = 0; x < w; x++)
    {
      double u = (x + 0.5) / w - 0.5, v = (y + 0.5) / h - 0.5;
      double vignette = 1 - 0.28 * (u * u + v * v);

      for (int c = 0; c < 3; c++)
        {
          double sum = 0, encoded;
          guint64 index = ((guint64)y * (guint64)w + (guint64)x) * 3 + (guint64)c;

          for (int j = -2; j <= 2; j++)
            for (int i = -2; i <= 2; i++)
              {
                int sx = CLAMP (x + i, 0, w - 1), sy = CLAMP (y + j, 0, h - 1);

                sum += kernel[i + 2] * kernel[j + 2]
                       * (double)frame->blurred[4 * ((gsize)sy * (gsize)w + (gsize)sx) + (gsize)c];
              }
          sum *= vignette * 0.70;
          sum += 0.006 * sqrt (sum + 0.01) * smp_hash_normal (smp_hash_u64 (77, 1, index));
          /* A shoulder that keeps highlights from clipping (Reinhard, white at 2.2). */
          sum = sum * (1 + sum / (2.2 * 2.2)) / (1 + 0.75 * sum) * 1.42;
          encoded = 255 * smp_srgb_encode (clamp01 (sum));
          out[3 * x + c] = (guint8)(encoded + 0.5);
        }
    }
}

guint8 *
camera_render (const Camera *self, int n_threads)
{
  gsize n = (gsize)self->width * (gsize)self->height;
  g_autofree float *light = g_new (float, 4 * n);
  g_autofree float *blurred = g_new (float, 4 * n);
  Frame frame = { self, light, blurred, g_new (guint8, 3 * n) };

  smp_parallel_for ((gsize)self->height, n_threads, trace_row, &frame, NULL, NULL);
  smp_parallel_for ((gsize)self->height, n_threads, refine_row, &frame, NULL, NULL);
  smp_parallel_for ((gsize)self->height, n_threads, develop_row, &frame, NULL, NULL);
  return frame.out;
}
