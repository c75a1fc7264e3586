/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-limits.h"
#include "photo/smp-photo-decode-private.h"

G_BEGIN_DECLS

/*
 * What the program and its helper that reads photos say to each other, over a socket that keeps
 * messages whole. Both are of one build: a message is a C structure and, behind it, some bytes.
 *
 *   program                                  helper
 *   OPEN: name, limits, descriptors →
 *                                          ← DESCRIBED: metadata
 *                                          ← BEGIN: stage, size of its rows, orientation
 *                                          ← STRIP: stage, number
 *                                          ← STAGED: a picture before the full one is whole
 *                                          ← RESULT: metadata and notices, or FAILED: why
 *
 * The strips themselves lie in the slots of shared memory, a ring for the full picture and one for
 * those before it. The program copies a strip to its place in the upright picture and then frees
 * the slot. It trusts nothing that comes back: pixels are only copied, and all else is checked.
 */
typedef enum
{
  SMP_MESSAGE_OPEN = 0x5342, /* not 0, so that silence is no message */
  SMP_MESSAGE_DESCRIBED,
  SMP_MESSAGE_BEGIN,
  SMP_MESSAGE_STRIP,
  SMP_MESSAGE_STAGED,
  SMP_MESSAGE_RESULT,
  SMP_MESSAGE_FAILED,
} SmpMessageType;

typedef struct
{
  gint32 type;
  gint32 stage;
  gint32 width;        /* BEGIN: px of a row, before it is turned */
  gint32 height;       /* BEGIN */
  gint32 number;       /* BEGIN: orientation; STRIP: of the strip */
  gint32 flag;         /* OPEN: wants pictures before the full one; STRIP: has alpha */
  gint32 milliseconds; /* OPEN: that it may take */
  guint64 size;        /* OPEN: of the file */
  double megapixels;   /* OPEN: limit */
} SmpMessage;

/* Bytes behind a message: names, sentences. */
#define SMP_MESSAGE_MAX_PAYLOAD 65536

/* Of the RESULT: MIME type, camera, taken, profile, focal length, notices. Of DESCRIBED:
 * camera, taken, focal length. Of FAILED: code of SmpError, sentence. */
#define SMP_RESULT_TYPE "(msmsmsmsdas)"
#define SMP_DESCRIBED_TYPE "(msmsd)"
#define SMP_FAILED_TYPE "(is)"

/* The descriptors of OPEN. */
enum
{
  SMP_FD_FILE,  /* its bytes */
  SMP_FD_SLOTS, /* memory of SMP_SLOTS_BYTES */
  SMP_FD_FREED, /* and the next: an event of each ring, for a slot that is free again */
  SMP_N_FDS = SMP_FD_FREED + 2,
};

/* FALSE if the other side is gone. */
gboolean smp_message_send (int socket, const SmpMessage *message, GBytes *payload);
gboolean
smp_message_send_open (int socket, const SmpMessage *message, GBytes *payload, const int *fds);

/**
 * smp_message_receive:
 * @payload: (out) (optional): bytes, perhaps none
 * @fds: (out) (optional): room for SMP_N_FDS; those that came now belong to the caller, others
 *   are -1
 *
 * Waits. Returns: %FALSE if the other side is gone or does not speak this language
 */
gboolean smp_message_receive (int socket, SmpMessage *message, GBytes **payload, int *fds);

/* Where the helper's end of the socket is. */
#define SMP_DECODER_SOCKET 3

/* The shared memory: flags of the slots, then the slots. */
#define SMP_SLOT_BYTES ((gsize)SMP_PHOTO_STRIP * (SMP_LIMIT_PHOTO_SIDE + 1) * 4)
#define SMP_SLOTS_HEAD ((gsize)65536)
#define SMP_SLOTS_BYTES (SMP_SLOTS_HEAD + 2 * SMP_PHOTO_SLOTS * SMP_SLOT_BYTES)

/* Which ring a stage uses. */
#define SMP_RING_OF(stage) ((stage) == SMP_PHOTO_STAGE_FULL ? 1 : 0)

/* (nullable): maps it, for reading and writing */
guint8 *smp_slots_map (int fd);
guint8 *smp_slots_get (guint8 *slots, SmpPhotoStage stage, int strip);
/* Whether the slot of a strip is in use: the helper sets it, the program clears it. */
gboolean smp_slots_is_busy (guint8 *slots, SmpPhotoStage stage, int strip);
void smp_slots_set_busy (guint8 *slots, SmpPhotoStage stage, int strip, gboolean is_busy);

G_END_DECLS
