/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/* The bytes of a photo, and what is known of it. */
typedef struct
{
  GBytes *bytes;
  char *name;
  SmpPhoto *photo; /* (nullable): as a consultation has it: the pixels must be of its size */
} StubbleOriginal;

typedef struct _StubbleOpening StubbleOpening;
typedef struct _StubbleOpeningPrivate StubbleOpeningPrivate;

/* In a thread: fills @original from @source. */
typedef gboolean (*StubbleReadOriginal) (gpointer source,
                                         StubbleOriginal *original,
                                         GCancellable *cancellable,
                                         GError **error);
/* In the main thread: there is a picture, or it is over. */
typedef void (*StubbleOpened) (StubbleOpening *opening, gpointer data);

/**
 * StubbleOpening:
 *
 * A photo on its way from its file to pixels, in threads: first a glimpse of it, of a large photo
 * then a picture that is good enough to work on, at last all of it. What stands here is to be read
 * only, and but for @thousandths and stubble_opening_take_glimpse() in the main thread only.
 */
struct _StubbleOpening
{
  gint thousandths; /* (atomic): how far it is */
  GCancellable *cancellable;
  gpointer source; /* what was given to stubble_opening_start() */

  /* Once there is a picture */
  GBytes *bytes;
  SmpPhoto *photo;     /* places in it are of the full size from the start */
  SmpPyramid *pyramid; /* of the photo at 1/@shrink; see smp_pyramid_new_part() */
  int shrink;          /* 1: all of it is there */

  /* Once it is over */
  gboolean is_over;
  GStrv notices; /* (nullable): sentences about the photo */
  GError *error; /* (nullable): why it will not come; there may be a picture all the same */

  StubbleOpeningPrivate *priv;
};

/**
 * stubble_opening_start:
 * @read: gives the bytes
 * @source: for it; freed with @free_source, in any thread
 * @cancellable: (nullable): else it has one of its own
 * @opened: is called once or twice
 *
 * Returns: (transfer full)
 */
StubbleOpening *stubble_opening_start (StubbleReadOriginal read,
                                       gpointer source,
                                       GDestroyNotify free_source,
                                       GCancellable *cancellable,
                                       StubbleOpened opened,
                                       gpointer data) G_GNUC_WARN_UNUSED_RESULT;
StubbleOpening *stubble_opening_ref (StubbleOpening *self);
void stubble_opening_unref (StubbleOpening *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StubbleOpening, stubble_opening_unref)

/* A StubbleReadOriginal of a photo's file, a GFile. */
gboolean stubble_opening_read_file (gpointer file,
                                    StubbleOriginal *original,
                                    GCancellable *cancellable,
                                    GError **error);
/* A StubbleOpened that ends a GTask (transfer full) with TRUE at the first picture, which is enough
 * to begin, or with an error if there will be none; and tells nobody what is still to come. */
void stubble_opening_return_first (StubbleOpening *self, gpointer task);

/* Tells somebody else what is still to come; nobody if %NULL. */
void stubble_opening_follow (StubbleOpening *self, StubbleOpened opened, gpointer data);
/* It ends soon, with G_IO_ERROR_CANCELLED. */
void stubble_opening_cancel (StubbleOpening *self);
/* Nobody is told any more, and it ends soon. Lets go of the reference. */
void stubble_opening_drop (StubbleOpening *self);

/* (transfer full) (nullable): a picture of the photo, upright, that was not taken yet. */
SmpImage *stubble_opening_take_glimpse (StubbleOpening *self) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): the notices as one text. */
char *stubble_opening_dup_notices (StubbleOpening *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
