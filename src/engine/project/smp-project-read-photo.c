/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-project-reader-private.h"

#include <string.h>

#include "base/smp-limits.h"
#include "model/smp-landmark-names.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"

#include <glib/gi18n-lib.h>

#define MAX_LANDMARKS 256
/* A ruler of a tenth of a millimetre to a metre. */
#define RULER_MIN 0.1
#define RULER_MAX 1000.0
/* Anywhere on the head's map, mm. */
#define WHORL_FARTHEST 400.0

static gboolean
read_ruler (SmpJsonReader *r, JsonObject *object, SmpRuler *ruler, JsonObject **unknown)
{
  static const char *const known[] = { "from", "to", "mm", NULL };
  guint faults = r->faults->len;
  const char *const names[2] = { "from", "to" };
  SmpPoint *const points[2] = { &ruler->from, &ruler->to };

  for (int i = 0; i < 2; i++)
    {
      gsize mark = smp_json_reader_push (r, names[i]);
      JsonNode *node = json_object_get_member (object, names[i]);

      if (node == NULL)
        smp_json_reader_fault (r, _ ("This member is missing."));
      else
        smp_json_reader_point (r, node, points[i]);
      smp_json_reader_pop (r, mark);
    }
  ruler->mm = smp_json_reader_number (r, object, "mm", TRUE, 1, RULER_MIN, RULER_MAX);
  *unknown = smp_json_reader_unknown (r, object, known);
  return r->faults->len == faults;
}

SmpLandmarks *
smp_project_read_landmarks (SmpJsonReader *r, JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (SmpLandmark));
  SmpRuler ruler;
  g_autoptr (JsonObject) unknown_ruler = NULL;
  gboolean has_ruler = FALSE;
  SmpLandmarks *landmarks;

  if (g_list_length (names) > MAX_LANDMARKS)
    smp_json_reader_fault (r, _ ("There are too many landmarks; at most %d are allowed."),
                           MAX_LANDMARKS);
  for (GList *l = names; l != NULL && points->len < MAX_LANDMARKS; l = l->next)
    {
      gsize mark = smp_json_reader_push (r, l->data);
      SmpLandmark landmark = { .name = l->data };

      if (strcmp (l->data, "ruler") == 0)
        {
          JsonNode *node = json_object_get_member (object, l->data);

          if (JSON_NODE_HOLDS_OBJECT (node))
            has_ruler = read_ruler (r, json_node_get_object (node), &ruler, &unknown_ruler);
          else
            smp_json_reader_fault (r, _ ("This must be an object in braces."));
        }
      else if (smp_json_reader_point (r, json_object_get_member (object, l->data), &landmark.point))
        {
          g_array_append_val (points, landmark);
          if (!smp_landmark_is_known (landmark.name))
            smp_json_reader_note_here (r);
        }
      smp_json_reader_pop (r, mark);
    }
  landmarks = smp_landmarks_new ((const SmpLandmark *)(gpointer)points->data, points->len,
                                 has_ruler ? &ruler : NULL);
  smp_landmarks_keep_unknown_ruler (landmarks, unknown_ruler);
  return landmarks;
}

/* Once the view, the landmarks and the head are read, which tell the scale where none is written.
 */
static void
read_scale (SmpJsonReader *r, JsonObject *object, SmpSex sex, SmpPhoto *photo)
{
  static const char *const known[] = { "mm_per_px", "uncertainty", "method", NULL };
  JsonObject *scale = smp_json_reader_object (r, object, "scale", FALSE);
  g_autofree char *method = NULL;
  gsize mark;

  if (scale == NULL)
    {
      photo->scale = smp_photo_measure_scale (photo, sex);
      return;
    }
  mark = smp_json_reader_push (r, "scale");
  photo->unknown_scale = smp_json_reader_unknown (r, scale, known);
  photo->scale.mm_per_px = smp_json_reader_number (
      r, scale, "mm_per_px", TRUE, 1, SMP_LIMIT_MM_PER_PX_MIN, SMP_LIMIT_MM_PER_PX_MAX);
  photo->scale.uncertainty = smp_json_reader_number (r, scale, "uncertainty", FALSE, 0.05, 0,
                                                     SMP_LIMIT_SCALE_UNCERTAINTY);
  method = smp_json_reader_string (r, scale, "method", TRUE, "manual");
  if (!smp_scale_method_from_string (method, &photo->scale.method))
    {
      smp_json_reader_push (r, "method");
      smp_json_reader_fault (
          r,
          _ ("“%s” is no method; methods are ruler, iris, pupils, head, manual and "
             "assumed."),
          method);
    }
  smp_json_reader_pop (r, mark);
}

/* An array of so many numbers, in [least, most]. */
static gboolean
read_numbers (SmpJsonReader *r,
              JsonObject *object,
              const char *name,
              guint n,
              double least,
              double most,
              double *numbers)
{
  JsonArray *array = smp_json_reader_array (r, object, name, TRUE, n);
  gsize mark = smp_json_reader_push (r, name);
  gboolean good = array != NULL && json_array_get_length (array) == n;

  for (guint i = 0; good && i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

      good = type == G_TYPE_DOUBLE || type == G_TYPE_INT64;
      numbers[i] = good ? json_node_get_double (node) : 0;
      good = good && numbers[i] >= least && numbers[i] <= most;
    }
  if (array != NULL && !good)
    smp_json_reader_fault (r, _ ("This must be %u numbers from %g to %g."), n, least, most);
  smp_json_reader_pop (r, mark);
  return good;
}

static void
read_whorl (SmpJsonReader *r, JsonObject *object, SmpPhoto *photo)
{
  static const char *const known[] = { "at", "clockwise", NULL };
  JsonObject *whorl = smp_json_reader_object (r, object, "whorl", FALSE);
  gsize mark = smp_json_reader_push (r, "whorl");

  photo->head.whorl = SMP_WHORL_DEFAULT;
  if (whorl != NULL)
    {
      double at[2];

      if (read_numbers (r, whorl, "at", 2, -WHORL_FARTHEST, WHORL_FARTHEST, at))
        photo->head.whorl.at = smp_point (at[0], at[1]);
      photo->head.whorl.clockwise = smp_json_reader_boolean (r, whorl, "clockwise", TRUE);
      photo->unknown_whorl = smp_json_reader_unknown (r, whorl, known);
    }
  smp_json_reader_pop (r, mark);
}

/* A head is before the camera: nothing can be drawn on one that the camera is in. */
static void
read_head (SmpJsonReader *r, JsonObject *object, SmpPhoto *photo)
{
  static const char *const known[]
      = { "axes",        "form",       "rotation", "translation", "focal_px", "uncertainty",
          "residual_mm", "carried_mm", "whorl",    "by_hand",     NULL };
  JsonObject *from = smp_json_reader_object (r, object, "head", FALSE);
  SmpHead *head = &photo->head;
  double axes[3], q[4], t[3];
  gsize mark;

  if (from == NULL)
    return;
  mark = smp_json_reader_push (r, "head");
  photo->has_head
      = read_numbers (r, from, "axes", 3, SMP_HEAD_AXIS_MIN, SMP_HEAD_AXIS_MAX, axes)
        & read_numbers (r, from, "rotation", 4, -1, 1, q)
        & read_numbers (r, from, "translation", 3, -SMP_HEAD_FARTHEST, SMP_HEAD_FARTHEST, t);
  if (json_object_has_member (from, "form"))
    read_numbers (r, from, "form", SMP_HEAD_N_FORM, -SMP_HEAD_FORM_MAX, SMP_HEAD_FORM_MAX,
                  head->form);
  head->camera.focal_px = smp_json_reader_number (r, from, "focal_px", TRUE, 1, 1, 1e6);
  head->camera.centre = smp_point (photo->width / 2.0, photo->height / 2.0);
  head->uncertainty = smp_json_reader_number (r, from, "uncertainty", FALSE, 0.05, 0, 1);
  head->residual_mm = smp_json_reader_number (r, from, "residual_mm", FALSE, 0, 0, 1000);
  head->carried_mm
      = smp_json_reader_number (r, from, "carried_mm", FALSE, 0, 0, SMP_HEAD_CARRIED_MAX_MM);
  head->by_hand = smp_json_reader_boolean (r, from, "by_hand", FALSE);
  read_whorl (r, from, photo);
  photo->unknown_head = smp_json_reader_unknown (r, from, known);
  if (photo->has_head)
    {
      head->axes = smp_vec3 (axes[0], axes[1], axes[2]);
      head->rotation = (SmpQuaternion){ q[0], q[1], q[2], q[3] };
      head->translation = smp_vec3 (t[0], t[1], t[2]);
      if (!(ABS (q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3] - 1) < 1e-6))
        {
          smp_json_reader_push (r, "rotation");
          smp_json_reader_fault (r, _ ("This must be a quaternion of length 1."));
        }
      else if (!(t[2] > MAX (axes[0], MAX (axes[1], axes[2]))))
        {
          smp_json_reader_push (r, "translation");
          smp_json_reader_fault (r, _ ("The head must be before the camera."));
        }
    }
  smp_json_reader_pop (r, mark);
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

/* A link stays inside what a consultation may name: a path relative to its folder. */
static void
read_link (SmpJsonReader *r, JsonObject *object, SmpPhoto *photo)
{
  gsize mark;

  if (!json_object_has_member (object, "link"))
    return;
  photo->link = smp_json_reader_string (r, object, "link", TRUE, NULL);
  if (photo->link == NULL
      || (photo->link[0] != '\0' && !g_path_is_absolute (photo->link)
          && strstr (photo->link, "://") == NULL))
    return;
  mark = smp_json_reader_push (r, "link");
  smp_json_reader_fault (r, _ ("A link must be a path relative to the consultation’s folder."));
  smp_json_reader_pop (r, mark);
}

SmpPhoto *
smp_project_read_photo (SmpJsonReader *r, JsonObject *object, SmpSex sex)
{
  static const char *const known[]
      = { "id",    "name",   "view",       "width",     "height", "sha256", "link",
          "taken", "camera", "focal_35mm", "landmarks", "scale",  "head",   NULL };
  g_autofree char *id = smp_json_reader_string (r, object, "id", TRUE, "");
  g_autofree char *view = smp_json_reader_string (r, object, "view", FALSE, "front");
  SmpPhoto *photo = smp_photo_new (id);
  JsonObject *landmarks = smp_json_reader_object (r, object, "landmarks", FALSE);

  g_free (photo->name);
  photo->name = smp_json_reader_string (r, object, "name", FALSE, id);
  if (!smp_view_from_string (view, &photo->view))
    {
      gsize mark = smp_json_reader_push (r, "view");

      smp_json_reader_fault (r, _ ("“%s” is no view."), view);
      smp_json_reader_pop (r, mark);
    }
  photo->width = (int)smp_json_reader_number (r, object, "width", TRUE, 1, 1, SMP_LIMIT_PHOTO_SIDE);
  photo->height
      = (int)smp_json_reader_number (r, object, "height", TRUE, 1, 1, SMP_LIMIT_PHOTO_SIDE);
  g_free (photo->sha256);
  photo->sha256 = smp_json_reader_string (r, object, "sha256", TRUE, "");
  if (json_object_has_member (object, "sha256") && !is_sha256 (photo->sha256))
    {
      gsize mark = smp_json_reader_push (r, "sha256");

      smp_json_reader_fault (r, _ ("This must be 64 lower-case hexadecimal digits."));
      smp_json_reader_pop (r, mark);
    }
  read_link (r, object, photo);
  photo->taken = smp_json_reader_string (r, object, "taken", FALSE, NULL);
  photo->camera = smp_json_reader_string (r, object, "camera", FALSE, NULL);
  photo->focal_35mm = smp_json_reader_number (r, object, "focal_35mm", FALSE, 0, 1, 10000);
  if (landmarks != NULL)
    {
      gsize mark = smp_json_reader_push (r, "landmarks");

      smp_landmarks_unref (photo->landmarks);
      photo->landmarks = smp_project_read_landmarks (r, landmarks);
      smp_json_reader_pop (r, mark);
    }
  read_head (r, object, photo);
  read_scale (r, object, sex, photo);
  photo->unknown = smp_json_reader_unknown (r, object, known);
  return photo;
}
