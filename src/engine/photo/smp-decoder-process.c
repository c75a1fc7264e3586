/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-decoder-process.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/smp-error.h"

#define PROGRAM "stubble-decode"

extern char **environ;

/* Where it is installed; for a program of a build folder, the one of the same build. */
static char *
find_helper (void)
{
  static const char *const places[] = { "../decoder", "../../src/decoder" };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (places) && folder != NULL && strcmp (folder, BINDIR) != 0;
       i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], PROGRAM, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  return g_build_filename (LIBEXECDIR, PROGRAM, NULL);
}

gboolean
smp_decoder_process_start (SmpDecoderProcess *self, const char *helper, GError **error)
{
  g_autofree char *path = helper != NULL ? g_strdup (helper) : find_helper ();
  char *arguments[] = { path, NULL };
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, all;
  int ends[2], result;

  *self = (SmpDecoderProcess){ .socket = -1 };
  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IO,
                   _ ("No photo can be opened now: %s. Close other programs and try again."),
                   g_strerror (errno));
      return FALSE;
    }
  sigemptyset (&none);
  sigfillset (&all);
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_adddup2 (&actions, ends[1], SMP_DECODER_SOCKET);
  posix_spawnattr_init (&attributes);
  posix_spawnattr_setsigmask (&attributes, &none);
  posix_spawnattr_setsigdefault (&attributes, &all);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  result = posix_spawn (&self->pid, path, &actions, &attributes, arguments, environ);
  posix_spawnattr_destroy (&attributes);
  posix_spawn_file_actions_destroy (&actions);
  close (ends[1]);
  self->socket = ends[0];
  if (result == 0)
    return TRUE;
  self->pid = 0;
  smp_decoder_process_stop (self);
  g_set_error (error, SMP_ERROR, result == ENOENT ? SMP_ERROR_NOT_FOUND : SMP_ERROR_IO,
               /* Translators: the file of a program, and the system's own message. */
               _ ("No photo can be opened: the program “%s” that reads them does not start (%s). "
                  "Install Stubble again."),
               path, g_strerror (result));
  return FALSE;
}

int
smp_decoder_process_stop (SmpDecoderProcess *self)
{
  int status = 0;

  if (self->pid > 0)
    {
      kill (self->pid, SIGKILL);
      while (waitpid (self->pid, &status, 0) < 0 && errno == EINTR)
        ;
      self->pid = 0;
    }
  if (self->socket >= 0)
    close (self->socket);
  self->socket = -1;
  return status;
}

static gboolean
write_all (int fd, const guint8 *data, gsize size)
{
  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      size -= (gsize)n;
    }
  return TRUE;
}

int
smp_decoder_memory_new (const void *data, gsize size)
{
  int fd = memfd_create ("stubble-photo", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd < 0)
    return -1;
  if ((data != NULL ? write_all (fd, data, size) : ftruncate (fd, (off_t)size) == 0)
      && fcntl (fd, F_ADD_SEALS,
                F_SEAL_SHRINK | F_SEAL_GROW | (data != NULL ? F_SEAL_WRITE : 0) | F_SEAL_SEAL)
             == 0)
    return fd;
  close (fd);
  return -1;
}
