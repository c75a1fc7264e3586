/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/smp-hash.h"
#include "fuzz.h"

/* No input may take longer. */
#define SECONDS_PER_INPUT 20
#define MAX_SIZE 200000

static const GByteArray *current; /* for the report of a crash */
static const char *crash_file;

/* What draws numbers: the same seed and round give the same input on every machine. */
typedef struct
{
  guint64 seed;
  guint64 round;
  guint64 n;
} Dice;

static guint64
throw_dice (Dice *self, guint64 sides)
{
  return sides > 0 ? smp_hash_u64 (self->seed, self->round, self->n++) % sides : 0;
}

/* Signals may come at any time: only calls that are safe then. */
static void
on_crash (int number)
{
  static const char text[] = "\nThe input is in the file crash-…; replay it by giving its name.\n";
  int fd = open (crash_file, O_WRONLY | O_CREAT | O_TRUNC, 0644);

  if (fd >= 0 && current != NULL && write (fd, current->data, current->len) >= 0
      && write (STDERR_FILENO, text, sizeof text - 1) >= 0)
    close (fd);
  signal (number, SIG_DFL);
  raise (number);
}

static void
try (const GByteArray *input)
{
  /* Exactly as long as it is, so that a sanitizer sees the first byte behind it. */
  g_autofree guint8 *copy = g_memdup2 (input->data, input->len);

  current = input;
  alarm (SECONDS_PER_INPUT);
  LLVMFuzzerTestOneInput (copy, input->len);
  alarm (0);
}

static void
replace (GByteArray *self, gsize at, gsize n_old, const void *data, gsize n)
{
  g_autofree guint8 *copy = g_memdup2 (data, n); /* it may be a part of this */
  gsize tail = self->len - at - n_old;

  if (self->len - n_old + n > MAX_SIZE)
    return;
  if (n > n_old)
    g_byte_array_set_size (self, (guint)(self->len + n - n_old));
  memmove (self->data + at + n, self->data + at + n_old, tail);
  if (n > 0)
    memcpy (self->data + at, copy, n);
  g_byte_array_set_size (self, (guint)(at + n + tail));
}

static void
mutate (GByteArray *self, const GPtrArray *seeds, Dice *dice)
{
  static const guint8 bytes[] = { 0, 1, 0x7f, 0x80, 0xfe, 0xff, '"', '{', '[', '-' };
  gsize at = throw_dice (dice, self->len), left = self->len - at;
  gsize n = throw_dice (dice, MIN (left, 64) + 1);

  switch (throw_dice (dice, 8))
    {
    case 0:
      if (left > 0)
        self->data[at] ^= (guint8)(1u << throw_dice (dice, 8));
      break;
    case 1:
      if (left > 0)
        self->data[at] = bytes[throw_dice (dice, G_N_ELEMENTS (bytes))];
      break;
    case 2: /* take out */
      replace (self, at, n, NULL, 0);
      break;
    case 3: /* say twice, some times over */
      for (guint64 i = throw_dice (dice, 6); i > 0 && at + n <= self->len; i--)
        replace (self, at, 0, self->data + at, n);
      break;
    case 4: /* break off */
      g_byte_array_set_size (self, (guint)at);
      break;
    case 5: /* a word of the format, over others or between them */
      {
        gsize n_tokens = g_strv_length ((char **)fuzz_tokens);
        const char *token = fuzz_tokens[throw_dice (dice, n_tokens)];

        replace (self, at, throw_dice (dice, 2) * MIN (left, strlen (token)), token,
                 strlen (token));
      }
      break;
    case 6: /* a piece of another */
      {
        GBytes *other = g_ptr_array_index (seeds, throw_dice (dice, seeds->len));
        gsize size, from, length;
        const guint8 *data = g_bytes_get_data (other, &size);

        from = throw_dice (dice, size);
        length = 1 + throw_dice (dice, 200);
        replace (self, at, n, data + from, MIN (size - from, length));
      }
      break;
    default: /* a number of two or four bytes, at one of its borders */
      n = throw_dice (dice, 2) ? 2 : 4;
      for (gsize i = 0; i < MIN (left, n); i++)
        self->data[at + i] = bytes[throw_dice (dice, 6)];
    }
}

static void
add_file (GPtrArray *seeds, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  char *data;
  gsize size;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      add_file (seeds, inner);
    }
  if (dir == NULL && g_file_get_contents (path, &data, &size, NULL))
    g_ptr_array_add (seeds, g_bytes_new_take (data, size));
}

static GByteArray *
copy_of (GBytes *bytes)
{
  GByteArray *copy = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return g_byte_array_append (copy, data, (guint)MIN (size, MAX_SIZE));
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) seeds = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GOptionContext) options = g_option_context_new ("[FILE or FOLDER …]");
  g_autofree char *name = g_path_get_basename (argv[0]);
  g_autofree char *file = g_strconcat ("crash-", name, NULL);
  g_autofree char *corpus = NULL;
  gint64 seed = 1, rounds = G_MAXINT64, start = g_get_monotonic_time ();
  double seconds = 0;
  Dice dice = { 0 };
  const GOptionEntry entries[] = {
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &seconds, "Mutate for this long", "S" },
    { "rounds", 0, 0, G_OPTION_ARG_INT64, &rounds, "Mutate at most so often", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Other mutations", "N" },
    { "write-corpus", 0, 0, G_OPTION_ARG_FILENAME, &corpus, "Write the inputs to begin with",
      "FOLDER" },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, &error))
    g_error ("%s", error->message);
  crash_file = file;
  for (const int *s = (const int[]){ SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGTRAP, SIGALRM, 0 };
       *s != 0; s++)
    signal (*s, on_crash);

  fuzz_add_seeds (seeds);
  for (int i = 1; i < argc; i++)
    add_file (seeds, argv[i]);
  for (guint i = 0; i < seeds->len; i++)
    {
      g_autoptr (GByteArray) input = copy_of (g_ptr_array_index (seeds, i));
      g_autofree char *path = g_strdup_printf ("%s/%s-%u", corpus, name, i);

      if (corpus != NULL)
        g_file_set_contents (path, (const char *)input->data, (gssize)input->len, NULL);
      try (input);
    }
  dice.seed = (guint64)seed;
  for (; (gint64)dice.round < rounds
         && (double)(g_get_monotonic_time () - start) < seconds * G_USEC_PER_SEC;
       dice.round++)
    {
      g_autoptr (GByteArray) input = NULL;

      dice.n = 0;
      input = copy_of (g_ptr_array_index (seeds, throw_dice (&dice, seeds->len)));
      for (guint64 i = 1 + throw_dice (&dice, 5); i > 0; i--)
        mutate (input, seeds, &dice);
      try (input);
    }
  g_print ("%s: %u seeds, %" G_GUINT64_FORMAT " mutations, seed %" G_GINT64_FORMAT "\n", name,
           seeds->len, dice.round, seed);
  return 0;
}
