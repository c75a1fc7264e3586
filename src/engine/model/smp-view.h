/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In which the photo was taken. */
typedef enum
{
  SMP_VIEW_FRONT,
  SMP_VIEW_LEFT_OBLIQUE,
  SMP_VIEW_RIGHT_OBLIQUE,
  SMP_VIEW_LEFT_PROFILE,
  SMP_VIEW_RIGHT_PROFILE,
  SMP_VIEW_VERTEX,
  SMP_VIEW_BACK,
  SMP_VIEW_CLOSE_UP,
} SmpView;

#define SMP_N_VIEWS 8

/* What people call it: "Left oblique", translated. */
const char *smp_view_describe (SmpView view);
/* "front", "left-oblique" … "close-up" as in the file, and back. */
const char *smp_view_to_string (SmpView view);
gboolean smp_view_from_string (const char *text, SmpView *view);

/**
 * smp_views_from_file_name:
 * @name: of a photo's file, as "client 7 left-profile.jpg" or "oblique_R.png"
 *
 * Returns: the views, as bits 1 << SmpView, of which its English words, or degrees of 45 or 90,
 *   speak: both profiles for "profile.jpg"; 0 where they tell none, or contradict each other
 */
unsigned smp_views_from_file_name (const char *name);

/**
 * smp_view_for_new_photo:
 * @name: of the photo's file
 * @taken: the views that there are, as bits
 *
 * Returns: the view that a photo most likely shows: in the usual order of taking photos the first
 *   missing one of those that its name speaks of, or of all
 */
SmpView smp_view_for_new_photo (const char *name, unsigned taken);

G_END_DECLS
