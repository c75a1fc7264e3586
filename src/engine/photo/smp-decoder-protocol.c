/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-decoder-protocol.h"

#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/* Room for the descriptors beside a message, aligned. */
typedef union
{
  struct cmsghdr head;
  char bytes[CMSG_SPACE (SMP_N_FDS * sizeof (int))];
} Control;

gboolean
smp_message_send (int socket, const SmpMessage *message, GBytes *payload)
{
  return smp_message_send_open (socket, message, payload, NULL);
}

gboolean
smp_message_send_open (int socket, const SmpMessage *message, GBytes *payload, const int *fds)
{
  gsize size = 0;
  const void *data = payload != NULL ? g_bytes_get_data (payload, &size) : NULL;
  struct iovec parts[2] = { { (void *)message, sizeof *message }, { (void *)data, size } };
  struct msghdr head = { .msg_iov = parts, .msg_iovlen = 2 };
  Control control = { 0 };
  gssize sent;

  if (fds != NULL)
    {
      struct cmsghdr *cmsg;

      head.msg_control = &control;
      head.msg_controllen = sizeof control.bytes;
      cmsg = CMSG_FIRSTHDR (&head);
      cmsg->cmsg_level = SOL_SOCKET;
      cmsg->cmsg_type = SCM_RIGHTS;
      cmsg->cmsg_len = CMSG_LEN (SMP_N_FDS * sizeof (int));
      memcpy (CMSG_DATA (cmsg), fds, SMP_N_FDS * sizeof (int));
    }
  do
    sent = sendmsg (socket, &head, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == (gssize)(sizeof *message + size);
}

/* The descriptors that came along; what is too many is closed. */
static void
take_fds (struct msghdr *head, int *fds)
{
  gsize n_fds = 0;

  for (struct cmsghdr *cmsg = CMSG_FIRSTHDR (head); cmsg != NULL; cmsg = CMSG_NXTHDR (head, cmsg))
    {
      gsize n = (cmsg->cmsg_len - CMSG_LEN (0)) / sizeof (int);

      if (cmsg->cmsg_level != SOL_SOCKET || cmsg->cmsg_type != SCM_RIGHTS)
        continue;
      for (gsize i = 0; i < n; i++)
        {
          int fd;

          memcpy (&fd, CMSG_DATA (cmsg) + i * sizeof fd, sizeof fd);
          if (fds != NULL && n_fds < SMP_N_FDS)
            fds[n_fds++] = fd;
          else
            close (fd);
        }
    }
}

gboolean
smp_message_receive (int socket, SmpMessage *message, GBytes **payload, int *fds)
{
  g_autofree guint8 *data = g_malloc (SMP_MESSAGE_MAX_PAYLOAD);
  struct iovec parts[2] = { { message, sizeof *message }, { data, SMP_MESSAGE_MAX_PAYLOAD } };
  Control control = { 0 };
  struct msghdr head = { .msg_iov = parts,
                         .msg_iovlen = 2,
                         .msg_control = &control,
                         .msg_controllen = sizeof control.bytes };
  gssize got;

  for (int i = 0; i < SMP_N_FDS && fds != NULL; i++)
    fds[i] = -1;
  do
    got = recvmsg (socket, &head, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  if (got > 0)
    take_fds (&head, fds);
  if (got < (gssize)sizeof *message || (head.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0)
    return FALSE;
  if (payload != NULL)
    *payload = g_bytes_new (data, (gsize)got - sizeof *message);
  return TRUE;
}

guint8 *
smp_slots_map (int fd)
{
  void *slots = mmap (NULL, SMP_SLOTS_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

  return slots != MAP_FAILED ? slots : NULL;
}

static gsize
slot_index (SmpPhotoStage stage, int strip)
{
  return (gsize)(SMP_RING_OF (stage) * SMP_PHOTO_SLOTS + strip % SMP_PHOTO_SLOTS);
}

guint8 *
smp_slots_get (guint8 *slots, SmpPhotoStage stage, int strip)
{
  return slots + SMP_SLOTS_HEAD + slot_index (stage, strip) * SMP_SLOT_BYTES;
}

static atomic_int *
busy_flag (guint8 *slots, SmpPhotoStage stage, int strip)
{
  return (atomic_int *)(gpointer)slots + slot_index (stage, strip);
}

gboolean
smp_slots_is_busy (guint8 *slots, SmpPhotoStage stage, int strip)
{
  return atomic_load (busy_flag (slots, stage, strip)) != 0;
}

void
smp_slots_set_busy (guint8 *slots, SmpPhotoStage stage, int strip, gboolean is_busy)
{
  atomic_store (busy_flag (slots, stage, strip), is_busy ? 1 : 0);
}
