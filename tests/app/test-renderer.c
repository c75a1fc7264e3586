/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include <string.h>

#include "base/smp-hash.h"
#include "canvas/stubble-renderer.h"
#include "model/smp-photo.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-grain.h"
#include "render/smp-look.h"
#include "render/smp-render.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface.h"

#define SIDE 600

typedef struct
{
  SmpPyramid *pyramid;
  SmpPhoto *photo;
  SmpPlan *plan;
  StubbleRenderer *renderer;
  guint n_frames;
  guint n_dots;
} Fixture;

static SmpPlan *
make_plan (double density)
{
  const SmpNode nodes[] = { { { 100, 100 }, TRUE, SMP_EDGE_HARD },
                            { { 500, 100 }, TRUE, SMP_EDGE_HARD },
                            { { 500, 500 }, TRUE, SMP_EDGE_HARD },
                            { { 100, 500 }, TRUE, SMP_EDGE_HARD } };
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, G_N_ELEMENTS (nodes), TRUE);
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  g_autoptr (SmpPlan) plan = smp_plan_new (1);

  smp_zone_set_outline (zone, outline);
  zone->density = density;
  return smp_plan_with_zone (plan, zone);
}

static void
count (StubbleRenderer *renderer, guint *n)
{
  (*n)++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (SmpImage) image = smp_image_new (SIDE, SIDE, NULL);

  for (gsize i = 0; i < (gsize)SIDE * SIDE; i++)
    memcpy (
        image->pixels + 4 * i,
        (const guint8[]){ (guint8)(200 - i / SIDE % 90), (guint8)(160 - i % SIDE % 70), 140, 255 },
        4);
  self->pyramid = smp_pyramid_new (image, 1, NULL);
  self->photo = smp_photo_new ("photo-1");
  self->photo->width = self->photo->height = SIDE;
  self->photo->scale = (SmpScale){ 0.1, SMP_SCALE_MANUAL, 0.01 };
  self->plan = make_plan (150);
  self->renderer = stubble_renderer_new ();
  g_signal_connect (self->renderer, "frame", G_CALLBACK (count), &self->n_frames);
  g_signal_connect (self->renderer, "dots", G_CALLBACK (count), &self->n_dots);
  stubble_renderer_set_scene (self->renderer, self->pyramid, 1, self->photo, self->plan);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->renderer);
  smp_pyramid_unref (self->pyramid);
  smp_photo_unref (self->photo);
  smp_plan_unref (self->plan);
}

static void
settle (Fixture *self)
{
  while (!stubble_renderer_is_settled (self->renderer))
    g_main_context_iteration (NULL, TRUE);
}

/* The canvas shows what the engine renders, byte for byte. */
static void
test_pixels (Fixture *self, gconstpointer data)
{
  const SmpRenderWindow window = { 1, 90, 120, 200, 150 };
  const SmpRenderOptions options = { 1, 0 };
  g_autoptr (SmpSurface) surface = smp_surface_for_photo (self->photo);
  g_autoptr (SmpDotSet) dots = smp_dots_place (self->plan, "photo-1", surface, 1, NULL, NULL);
  g_autoptr (SmpImage) before = smp_render_before (self->pyramid, &window, &options, NULL, NULL);
  g_autoptr (SmpLook) look = smp_look_new (dots, self->plan, NULL);
  g_autoptr (SmpImage) after = smp_render_after (before, &window, look, &options, NULL, NULL);
  const StubbleFrame *frame;
  gsize n_bytes = after->stride * (gsize)after->height;

  g_assert_null (stubble_renderer_get_frame (self->renderer));
  stubble_renderer_request (self->renderer, &window, NULL);
  g_assert_false (stubble_renderer_is_settled (self->renderer));
  settle (self);
  frame = stubble_renderer_get_frame (self->renderer);
  g_assert_nonnull (frame);
  g_assert_cmpint (memcmp (&frame->window, &window, sizeof window), ==, 0);
  g_assert_cmpmem (frame->before->pixels, n_bytes, before->pixels, n_bytes);
  g_assert_cmpmem (frame->after->pixels, n_bytes, after->pixels, n_bytes);
  g_assert_cmpint (memcmp (before->pixels, after->pixels, n_bytes), !=, 0);
  g_assert_cmpuint (stubble_renderer_get_dots (self->renderer)->n_dots, ==, dots->n_dots);
}

/* Grain is given back when it is asked for, as the engine does it, and no longer when it is not; of
 * a part of the photo it is not known. */
static void
test_grain (Fixture *self, gconstpointer data)
{
  const SmpRenderWindow window = { 2, 400, 400, 200, 150 };
  const guint8 *pixels = self->pyramid->levels[0]->pixels;
  g_autoptr (SmpImage) noisy = smp_image_copy (self->pyramid->levels[0], NULL), plain = NULL;
  g_autoptr (SmpImage) expected = NULL;
  g_autoptr (SmpPyramid) pyramid = NULL;
  g_autoptr (SmpPhotoGrain) grain = NULL;
  g_autoptr (SmpLook) look = NULL;
  const StubbleFrame *frame;
  gsize n_bytes;

  for (gsize i = 0; i < (gsize)SIDE * SIDE; i++)
    for (gsize c = 0; c < 3; c++)
      noisy->pixels[4 * i + c]
          = (guint8)(pixels[4 * i + c] + 6 * smp_hash_normal (smp_hash_u64 (1, 1, i)));
  pyramid = smp_pyramid_new (noisy, 1, NULL);
  grain = smp_photo_grain_new (noisy, 1, NULL, NULL);
  stubble_renderer_set_scene (self->renderer, pyramid, 1, self->photo, self->plan);
  stubble_renderer_request (self->renderer, &window, NULL);
  settle (self);
  frame = stubble_renderer_get_frame (self->renderer);
  n_bytes = frame->after->stride * (gsize)frame->after->height;
  plain = smp_image_copy (frame->after, NULL);
  look = smp_look_new (stubble_renderer_get_dots (self->renderer), self->plan, NULL);
  expected = smp_render_after (frame->before, &window, look, &(SmpRenderOptions){ .grain = grain },
                               NULL, NULL);
  g_assert_cmpint (memcmp (expected->pixels, plain->pixels, n_bytes), !=, 0);
  for (int i = 0; i < 2; i++)
    {
      stubble_renderer_set_match_grain (self->renderer, TRUE);
      stubble_renderer_request (self->renderer, &window, NULL);
      settle (self);
      g_assert_cmpmem (stubble_renderer_get_frame (self->renderer)->after->pixels, n_bytes,
                       expected->pixels, n_bytes);
    }
  stubble_renderer_set_match_grain (self->renderer, FALSE);
  stubble_renderer_request (self->renderer, &window, NULL);
  settle (self);
  g_assert_cmpmem (stubble_renderer_get_frame (self->renderer)->after->pixels, n_bytes,
                   plain->pixels, n_bytes);
}

static void
test_stages (Fixture *self, gconstpointer data)
{
  const SmpRenderWindow window = { 1, 0, 0, 100, 100 };
  g_autoptr (SmpPlan) lighter = NULL;
  g_autoptr (SmpPlan) denser = make_plan (220);
  g_autoptr (SmpPhoto) larger = smp_photo_copy (self->photo);
  gsize n_pigments;
  const SmpPigment *const *pigments = smp_pigment_builtin (&n_pigments);

  stubble_renderer_request (self->renderer, &window, NULL);
  settle (self);
  g_assert_cmpuint (self->n_dots, ==, 1);
  /* Another shade: the same dots. */
  lighter = smp_plan_with_pigment (self->plan, pigments[n_pigments - 1]);
  stubble_renderer_set_scene (self->renderer, self->pyramid, 1, self->photo, lighter);
  stubble_renderer_request (self->renderer, &window, NULL);
  settle (self);
  g_assert_cmpuint (self->n_dots, ==, 1);
  g_assert_cmpuint (self->n_frames, ==, 2);
  /* Another age: the same dots, fresher and so darker, and the usual again. */
  {
    const SmpAge fresh = { .kind = SMP_AGE_DAYS, .session = 1 }, usual = SMP_AGE_USUAL;
    g_autoptr (SmpImage) healed
        = smp_image_copy (stubble_renderer_get_frame (self->renderer)->after, NULL);
    gsize n_bytes = healed->stride * (gsize)healed->height;

    stubble_renderer_set_age (self->renderer, &fresh);
    stubble_renderer_request (self->renderer, &window, NULL);
    settle (self);
    g_assert_cmpint (memcmp (stubble_renderer_get_frame (self->renderer)->after->pixels,
                             healed->pixels, n_bytes),
                     !=, 0);
    stubble_renderer_set_age (self->renderer, &usual);
    stubble_renderer_request (self->renderer, &window, NULL);
    settle (self);
    g_assert_cmpmem (stubble_renderer_get_frame (self->renderer)->after->pixels, n_bytes,
                     healed->pixels, n_bytes);
    g_assert_cmpuint (self->n_dots, ==, 1);
  }
  /* Another density, another scale: other dots. */
  stubble_renderer_set_scene (self->renderer, self->pyramid, 1, self->photo, denser);
  stubble_renderer_request (self->renderer, &window, NULL);
  settle (self);
  g_assert_cmpuint (self->n_dots, ==, 2);
  larger->scale.mm_per_px = 0.2;
  stubble_renderer_set_scene (self->renderer, self->pyramid, 1, larger, denser);
  stubble_renderer_request (self->renderer, &window, NULL);
  settle (self);
  g_assert_cmpuint (self->n_dots, ==, 3);
}

/* Of many requests the last one is what is shown in the end, and not all are rendered. */
static void
test_newest_wins (Fixture *self, gconstpointer data)
{
  SmpRenderWindow window = { 1, 0, 0, 300, 300 };

  for (int i = 0; i < 50; i++)
    {
      window.x = i;
      stubble_renderer_request (self->renderer, &window, NULL);
    }
  settle (self);
  g_assert_cmpint (stubble_renderer_get_frame (self->renderer)->window.x, ==, 49);
  g_assert_cmpuint (self->n_frames, <, 5);
}

static void
test_coarse_first (Fixture *self, gconstpointer data)
{
  const SmpRenderWindow fine = { 1, 0, 0, 400, 400 }, coarse = { 0.5, 0, 0, 200, 200 };

  stubble_renderer_request (self->renderer, &fine, &coarse);
  while (self->n_frames == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (stubble_renderer_get_frame (self->renderer)->window.width, ==, 200);
  settle (self);
  g_assert_cmpint (stubble_renderer_get_frame (self->renderer)->window.width, ==, 400);
}

static gsize
n_pointers (GHashTable *pointers, gconstpointer pointer)
{
  g_hash_table_add (pointers, (gpointer)pointer);
  return g_hash_table_size (pointers);
}

/* What is shown is what was rendered, in the toolkit's order. */
static void
check_shown (const SmpImage *image, GBytes *shown)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (shown, &size);

  g_assert_cmpuint (size, ==, 4 * (gsize)image->width * (gsize)image->height);
  for (gsize i = 0; i < size; i += 4)
    {
      const guint8 *px = image->pixels + i;
      guint32 pixel;

      memcpy (&pixel, bytes + i, 4);
      g_assert_cmpuint (pixel, ==, 0xff000000u | (guint)px[0] << 16 | (guint)px[1] << 8 | px[2]);
    }
}

/* Frames are drawn into a few pictures in turn, and the photo below is drawn once. Bytes that
 * someone holds, as the toolkit does, are left alone. */
static void
test_reuse (Fixture *self, gconstpointer data)
{
  const SmpRenderWindow window = { 0.7, 0, 0, 401, 300 };
  g_autoptr (GHashTable) images = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) photos = g_hash_table_new (NULL, NULL);
  g_autoptr (GBytes) held = NULL;
  g_autoptr (GBytes) copy = NULL;

  for (int i = 0; i < 12; i++)
    {
      g_autoptr (SmpPlan) plan = make_plan (100 + 5 * i);
      const StubbleFrame *frame;

      stubble_renderer_set_scene (self->renderer, self->pyramid, 1, self->photo, plan);
      stubble_renderer_request (self->renderer, &window, NULL);
      settle (self);
      frame = stubble_renderer_get_frame (self->renderer);
      g_assert_cmpuint (n_pointers (photos, frame->before->pixels), ==, 1);
      g_assert_cmpuint (n_pointers (images, frame->after->pixels), <=, 2);
      /* One more than the two in turn, for the one that is held. */
      g_assert_cmpuint (n_pointers (shown, g_bytes_get_data (frame->after_shown, NULL)), <=, 3);
      check_shown (frame->before, frame->before_shown);
      check_shown (frame->after, frame->after_shown);
      if (i == 5)
        {
          held = g_bytes_ref (frame->after_shown);
          copy = g_bytes_new (g_bytes_get_data (held, NULL), g_bytes_get_size (held));
        }
    }
  g_assert_true (g_bytes_equal (held, copy));
  g_assert_false (g_bytes_equal (held, stubble_renderer_get_frame (self->renderer)->after_shown));
}

/* Of a smaller picture of the photo, until there is a better one: where one pixel of it is all that
 * is asked for, the same bytes. The last frame stays until it is drawn anew. */
static void
test_part (Fixture *self, gconstpointer data)
{
  const SmpRenderWindow small = { 0.25, 30, 20, 80, 100 }, large = { 2, 500, 400, 200, 200 };
  g_autoptr (SmpPyramid) part = smp_pyramid_new_part (self->pyramid->levels[2], 4, 1, NULL);
  g_autoptr (SmpImage) before = NULL;
  const StubbleFrame *frame;
  gsize n_dots;

  stubble_renderer_set_scene (self->renderer, part, 4, self->photo, self->plan);
  stubble_renderer_request (self->renderer, &small, NULL);
  settle (self);
  frame = stubble_renderer_get_frame (self->renderer);
  before = smp_render_before (self->pyramid, &small, NULL, NULL, NULL);
  g_assert_cmpint (memcmp (&frame->window, &small, sizeof small), ==, 0);
  g_assert_cmpmem (frame->before->pixels, 80 * 100 * 4, before->pixels, 80 * 100 * 4);
  n_dots = stubble_renderer_get_dots (self->renderer)->n_dots;
  stubble_renderer_request (self->renderer, &large, NULL);
  settle (self);
  g_assert_cmpuint (self->n_frames, ==, 2);
  g_clear_pointer (&before, smp_image_unref);
  before = smp_image_ref (stubble_renderer_get_frame (self->renderer)->before);

  stubble_renderer_set_scene (self->renderer, self->pyramid, 1, self->photo, self->plan);
  frame = stubble_renderer_get_frame (self->renderer);
  g_assert_nonnull (frame);
  g_assert_true (frame->before == before);
  stubble_renderer_request (self->renderer, &large, NULL);
  settle (self);
  frame = stubble_renderer_get_frame (self->renderer);
  g_assert_true (frame->before != before);
  g_assert_cmpint (memcmp (&frame->window, &large, sizeof large), ==, 0);
  /* The dots are those that were there. */
  g_assert_cmpuint (self->n_dots, ==, 1);
  g_assert_cmpuint (stubble_renderer_get_dots (self->renderer)->n_dots, ==, n_dots);
}

/* What is rendered for a photo that was closed meanwhile is not shown. A waiting request is not
 * begun without a photo, so only the running one has to end. */
static void
test_late_frame (Fixture *self, gconstpointer data)
{
  const SmpRenderWindow window = { 1, 0, 0, 400, 400 };

  stubble_renderer_request (self->renderer, &window, NULL);
  /* And one that waits for it: nobody waits for what there is nothing for. */
  stubble_renderer_request (self->renderer, &window, NULL);
  stubble_renderer_set_scene (self->renderer, NULL, 1, NULL, NULL);
  settle (self);
  g_assert_null (stubble_renderer_get_frame (self->renderer));
  g_assert_cmpuint (self->n_frames, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/renderer/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("pixels", test_pixels);
  ADD ("grain", test_grain);
  ADD ("stages", test_stages);
  ADD ("newest-wins", test_newest_wins);
  ADD ("coarse-first", test_coarse_first);
  ADD ("reuse", test_reuse);
  ADD ("part", test_part);
  ADD ("late-frame", test_late_frame);
  return g_test_run ();
}
