/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "head-scan.h"

#include <json-glib/json-glib.h>
#include <png.h>
#include <stdio.h>
#include <string.h>

#include "base/smp-hash.h"

static const struct
{
  const char *name;
  SmpView view;
} views[] = {
  { "front", SMP_VIEW_FRONT },
  { "left45", SMP_VIEW_LEFT_OBLIQUE },
  { "right45", SMP_VIEW_RIGHT_OBLIQUE },
  { "left90", SMP_VIEW_LEFT_PROFILE },
  { "right90", SMP_VIEW_RIGHT_PROFILE },
  { "top", SMP_VIEW_VERTEX },
  { "back", SMP_VIEW_BACK },
};

/* The scan's landmarks under the program's names, and the views in which one that is not in sight
 * is still clicked: on the contour. */
static const struct
{
  const char *scan;
  const char *name;
  guint contour;
} landmark_names[] = {
  { "upper_lid_centre_subject_right", "pupil_right", 0 },
  { "upper_lid_centre_subject_left", "pupil_left", 0 },
  { "nasion", "nasion", 0 },
  { "pronasale", "pronasale", 1 << SMP_VIEW_VERTEX },
  { "subnasale", "subnasale", 0 },
  { "stomion", "stomion", 0 },
  { "menton", "chin", 0 },
  { "tragus_subject_right", "tragion_right", 0 },
  { "tragus_subject_left", "tragion_left", 0 },
  { "euryon_subject_right", "euryon_right",
    1 << SMP_VIEW_FRONT | 1 << SMP_VIEW_BACK | 1 << SMP_VIEW_VERTEX },
  { "euryon_subject_left", "euryon_left",
    1 << SMP_VIEW_FRONT | 1 << SMP_VIEW_BACK | 1 << SMP_VIEW_VERTEX },
  { "vertex", "vertex", ~0u },
  { "opisthocranion", "opisthocranion",
    1 << SMP_VIEW_LEFT_PROFILE | 1 << SMP_VIEW_RIGHT_PROFILE | 1 << SMP_VIEW_VERTEX },
};

static SmpQuaternion
quaternion_of (double m[3][3])
{
  SmpQuaternion best = { 1, 0, 0, 0 };
  double q[4] = { 1 + m[0][0] + m[1][1] + m[2][2], 1 + m[0][0] - m[1][1] - m[2][2],
                  1 - m[0][0] + m[1][1] - m[2][2], 1 - m[0][0] - m[1][1] + m[2][2] };

  if (q[0] >= q[1] && q[0] >= q[2] && q[0] >= q[3])
    best = (SmpQuaternion){ q[0], m[2][1] - m[1][2], m[0][2] - m[2][0], m[1][0] - m[0][1] };
  else if (q[1] >= q[2] && q[1] >= q[3])
    best = (SmpQuaternion){ m[2][1] - m[1][2], q[1], m[0][1] + m[1][0], m[0][2] + m[2][0] };
  else if (q[2] >= q[3])
    best = (SmpQuaternion){ m[0][2] - m[2][0], m[0][1] + m[1][0], q[2], m[1][2] + m[2][1] };
  else
    best = (SmpQuaternion){ m[1][0] - m[0][1], m[0][2] + m[2][0], m[1][2] + m[2][1], q[3] };
  return smp_quaternion_unit (best);
}

static void
read_camera (HeadScan *self, JsonObject *root)
{
  JsonObject *inner = json_object_get_object_member (root, "intrinsics");
  JsonObject *outer = json_object_get_object_member (root, "extrinsics");
  JsonArray *rows = json_object_get_array_member (outer, "R");
  JsonArray *t = json_object_get_array_member (outer, "t");
  double m[3][3];

  for (guint i = 0; i < 3; i++)
    for (guint k = 0; k < 3; k++)
      m[i][k] = json_array_get_double_element (json_array_get_array_element (rows, i), k);
  self->truth.axes = smp_vec3 (1, 1, 1);
  self->truth.rotation = quaternion_of (m);
  self->truth.translation
      = smp_vec3 (json_array_get_double_element (t, 0), json_array_get_double_element (t, 1),
                  json_array_get_double_element (t, 2));
  self->truth.camera.focal_px = json_object_get_double_member (inner, "fx");
  self->truth.camera.centre = smp_point (json_object_get_double_member (inner, "cx"),
                                         json_object_get_double_member (inner, "cy"));
}

static void
read_landmarks (HeadScan *self, JsonObject *root)
{
  JsonObject *all = json_object_get_object_member (root, "landmarks");

  self->brows_mm = 0;
  for (int side = 0; side < 2; side++)
    {
      JsonObject *brow = json_object_get_object_member (all, side ? "brow_mid_subject_left"
                                                                  : "brow_mid_subject_right");

      self->brows_mm
          += json_array_get_double_element (json_object_get_array_member (brow, "world_mm"), 1) / 2;
    }
  self->landmarks = smp_landmarks_new (NULL, 0, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (landmark_names); i++)
    {
      JsonObject *one = json_object_get_object_member (all, landmark_names[i].scan);
      JsonArray *px = json_object_get_array_member (one, "pixel");
      SmpPoint point
          = { json_array_get_double_element (px, 0), json_array_get_double_element (px, 1) };
      SmpLandmarks *more;

      if (!json_object_get_boolean_member (one, "visible")
          && !(landmark_names[i].contour & (1u << self->view)))
        continue;
      more = smp_landmarks_with_point (self->landmarks, landmark_names[i].name, &point);
      smp_landmarks_unref (self->landmarks);
      self->landmarks = more;
    }
}

/* A 16-bit RGB picture as numbers. */
static guint16 *
read_png16 (const char *path, int *width, int *height, GError **error)
{
  png_image image = { .version = PNG_IMAGE_VERSION };
  FILE *file = fopen (path, "rb");
  png_structp png = png_create_read_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  guint16 *pixels = NULL;

  if (file == NULL || setjmp (png_jmpbuf (png)))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s cannot be read", path);
      png_destroy_read_struct (&png, &info, NULL);
      if (file != NULL)
        fclose (file);
      g_free (pixels);
      return NULL;
    }
  png_init_io (png, file);
  png_read_info (png, info);
  png_set_swap (png);
  *width = (int)png_get_image_width (png, info);
  *height = (int)png_get_image_height (png, info);
  g_assert (png_get_bit_depth (png, info) == 16 && png_get_channels (png, info) == 3);
  pixels = g_new (guint16, (gsize)*width * (gsize)*height * 3);
  for (int y = 0; y < *height; y++)
    png_read_row (png, (png_bytep)(pixels + (gsize)y * (gsize)*width * 3), NULL);
  png_destroy_read_struct (&png, &info, NULL);
  png_image_free (&image);
  fclose (file);
  return pixels;
}

static SmpVec3 *
read_map (HeadScan *self,
          const char *folder,
          const char *kind,
          double offset,
          double scale,
          double add,
          GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/lps_%s_%s.png", folder, self->name, kind);
  g_autofree guint16 *pixels = read_png16 (path, &self->map_width, &self->map_height, error);
  gsize n = (gsize)self->map_width * (gsize)self->map_height;
  SmpVec3 *map;

  if (pixels == NULL)
    return NULL;
  map = g_new0 (SmpVec3, n);
  for (gsize i = 0; i < n; i++)
    {
      const guint16 *v = pixels + 3 * i;

      if (v[0] != 0 || v[1] != 0 || v[2] != 0)
        map[i] = smp_vec3 ((v[0] - offset) * scale + add, (v[1] - offset) * scale + add,
                           (v[2] - offset) * scale + add);
    }
  return map;
}

HeadScan *
head_scan_load (const char *folder, const char *name, GError **error)
{
  g_autoptr (HeadScan) self = g_new0 (HeadScan, 1);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path = g_strdup_printf ("%s/lps_%s.json", folder, name);
  JsonObject *root;

  if (!json_parser_load_from_file (parser, path, error))
    return NULL;
  self->name = g_strdup (name);
  self->size = 1;
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    if (strcmp (views[i].name, name) == 0)
      self->view = views[i].view;
  root = json_node_get_object (json_parser_get_root (parser));
  self->width = (int)json_object_get_int_member (root, "width");
  self->height = (int)json_object_get_int_member (root, "height");
  read_camera (self, root);
  read_landmarks (self, root);
  self->position = read_map (self, folder, "pos", 32768, 0.01, 0, error);
  if (self->position == NULL)
    return NULL;
  self->normal = read_map (self, folder, "normal", 1, 2.0 / 65534, -1, error);
  return self->normal != NULL ? g_steal_pointer (&self) : NULL;
}

void
head_scan_free (HeadScan *self)
{
  g_free (self->name);
  g_free (self->position);
  g_free (self->normal);
  smp_landmarks_unref (self->landmarks);
  g_free (self);
}

SmpPoint
head_scan_px (const HeadScan *self, int x, int y)
{
  return smp_point (8.0 * x + 2, 8.0 * y + 2);
}

int
head_scan_at (const HeadScan *self, SmpPoint px)
{
  int x = (int)floor ((px.x - 2) / 8 + 0.5), y = (int)floor ((px.y - 2) / 8 + 0.5);

  if (x < 0 || y < 0 || x >= self->map_width || y >= self->map_height)
    return -1;
  return y * self->map_width + x;
}

gboolean
head_scan_is_head (const HeadScan *self, int pixel)
{
  return pixel >= 0 && smp_vec3_dot (self->position[pixel], self->position[pixel]) > 0;
}

gboolean
head_scan_is_scalp (const HeadScan *self, int pixel)
{
  SmpVec3 p;

  if (!head_scan_is_head (self, pixel))
    return FALSE;
  /* The ears are 57 mm under the origin. */
  p = smp_vec3_scale (self->position[pixel], 1 / self->size);
  return p.y > 33 + (p.z - 80) * (105.0 / 170);
}

double
head_scan_facing (const HeadScan *self, int pixel)
{
  SmpVec3 view = smp_vec3_unit (smp_vec3_sub (smp_head_eye (&self->truth), self->position[pixel]));

  return smp_vec3_dot (view, smp_vec3_unit (self->normal[pixel]));
}

SmpLandmarks *
head_scan_noisy (const HeadScan *self, guint64 seed, double spread_px)
{
  g_autofree SmpLandmark *points = g_new (SmpLandmark, self->landmarks->n_points);
  guint64 stream = smp_hash_string (self->name);

  for (gsize i = 0; i < self->landmarks->n_points; i++)
    {
      points[i] = self->landmarks->points[i];
      points[i].point.x += spread_px * smp_hash_normal (smp_hash_u64 (seed, stream, 2 * i));
      points[i].point.y += spread_px * smp_hash_normal (smp_hash_u64 (seed, stream, 2 * i + 1));
    }
  return smp_landmarks_new (points, self->landmarks->n_points, NULL);
}
