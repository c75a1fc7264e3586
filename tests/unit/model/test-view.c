/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-view.h"

/* As practices name their files. */
static void
test_file_names (void)
{
  static const struct
  {
    const char *name;
    int view;  /* -1: not told */
    int other; /* that it may be as well, or 0 */
  } cases[] = {
    { "front.jpg", SMP_VIEW_FRONT },
    { "Client 7 Left-Profile.JPG", SMP_VIEW_LEFT_PROFILE },
    { "profile_right 2026-11-22.png", SMP_VIEW_RIGHT_PROFILE },
    { "right90.png", SMP_VIEW_RIGHT_PROFILE },
    { "left45.png", SMP_VIEW_LEFT_OBLIQUE },
    { "oblique_R.heic", SMP_VIEW_RIGHT_OBLIQUE },
    { "L side.jpeg", SMP_VIEW_LEFT_PROFILE },
    { "top.png", SMP_VIEW_VERTEX },
    { "IMG 3 back.webp", SMP_VIEW_BACK },
    { "CloseUp.tif", SMP_VIEW_CLOSE_UP },
    { "IMG_20260114_101530.jpg", -1 },
    { "left.jpg", SMP_VIEW_LEFT_OBLIQUE, SMP_VIEW_LEFT_PROFILE },
    { "Profile 2.jpg", SMP_VIEW_LEFT_PROFILE, SMP_VIEW_RIGHT_PROFILE },
    { "IMG_45.jpg", -1 },
    { "DSC 90 R.jpg", SMP_VIEW_RIGHT_PROFILE },
    { "r.jpg", -1 },
    { "left and right profile.jpg", -1 },
    { "back left profile.jpg", -1 },
    { "facebook_fronted.jpg", -1 },
    { "קדמי.jpg", -1 },
    { "", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      unsigned views = cases[i].view >= 0 ? 1u << cases[i].view : 0;

      if (cases[i].other != 0)
        views |= 1u << cases[i].other;
      g_test_message ("%s", cases[i].name);
      g_assert_cmphex (smp_views_from_file_name (cases[i].name), ==, views);
    }
}

/* A photo that is added is called the first missing view that its name allows. */
static void
test_new_photo (void)
{
  static const struct
  {
    const char *name;
    unsigned taken;
    SmpView view;
  } cases[] = {
    { "left-profile.jpg", 1u << SMP_VIEW_LEFT_PROFILE, SMP_VIEW_LEFT_PROFILE },
    { "profile.jpg", 1u << SMP_VIEW_FRONT, SMP_VIEW_LEFT_PROFILE },
    { "profile.jpg", 1u << SMP_VIEW_LEFT_PROFILE, SMP_VIEW_RIGHT_PROFILE },
    { "profile.jpg", 1u << SMP_VIEW_LEFT_PROFILE | 1u << SMP_VIEW_RIGHT_PROFILE,
      SMP_VIEW_LEFT_PROFILE },
    { "right.jpg", 1u << SMP_VIEW_RIGHT_OBLIQUE, SMP_VIEW_RIGHT_PROFILE },
    { "IMG_1234.jpg", 0, SMP_VIEW_FRONT },
    { "IMG_1234.jpg", 1u << SMP_VIEW_FRONT | 1u << SMP_VIEW_RIGHT_OBLIQUE, SMP_VIEW_LEFT_OBLIQUE },
    { "IMG_1234.jpg", 0x7f, SMP_VIEW_CLOSE_UP },
    { "IMG_1234.jpg", 0xff, SMP_VIEW_CLOSE_UP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s, %x", cases[i].name, cases[i].taken);
      g_assert_cmpint (smp_view_for_new_photo (cases[i].name, cases[i].taken), ==, cases[i].view);
    }
}

static void
test_strings (void)
{
  for (int i = 0; i < SMP_N_VIEWS; i++)
    {
      SmpView view;

      g_assert_true (smp_view_from_string (smp_view_to_string ((SmpView)i), &view));
      g_assert_cmpint ((int)view, ==, i);
    }
  g_assert_false (smp_view_from_string ("sideways", &(SmpView){ 0 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/view/file-names", test_file_names);
  g_test_add_func ("/model/view/new-photo", test_new_photo);
  g_test_add_func ("/model/view/strings", test_strings);
  return g_test_run ();
}
