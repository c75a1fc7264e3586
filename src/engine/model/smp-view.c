/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a word of a file's name speaks of. */
typedef enum
{
  WORD_LEFT = 1 << 0,
  WORD_RIGHT = 1 << 1,
  WORD_OBLIQUE = 1 << 2,
  WORD_PROFILE = 1 << 3,
  WORD_FRONT = 1 << 4,
  WORD_VERTEX = 1 << 5,
  WORD_BACK = 1 << 6,
  WORD_CLOSE_UP = 1 << 7,
} Word;

/* Words as short as "l" or "45" only tell something together with others. */
#define SHORT 2

static const struct
{
  const char *word;
  Word meaning;
} words[] = {
  { "left", WORD_LEFT },       { "l", WORD_LEFT },           { "right", WORD_RIGHT },
  { "r", WORD_RIGHT },         { "oblique", WORD_OBLIQUE },  { "45", WORD_OBLIQUE },
  { "profile", WORD_PROFILE }, { "side", WORD_PROFILE },     { "90", WORD_PROFILE },
  { "front", WORD_FRONT },     { "frontal", WORD_FRONT },    { "face", WORD_FRONT },
  { "top", WORD_VERTEX },      { "vertex", WORD_VERTEX },    { "above", WORD_VERTEX },
  { "crown", WORD_VERTEX },    { "back", WORD_BACK },        { "rear", WORD_BACK },
  { "behind", WORD_BACK },     { "closeup", WORD_CLOSE_UP },
};

static const struct
{
  unsigned meanings;
  SmpView view;
} views_by_words[] = {
  { WORD_FRONT, SMP_VIEW_FRONT },
  { WORD_LEFT | WORD_OBLIQUE, SMP_VIEW_LEFT_OBLIQUE },
  { WORD_RIGHT | WORD_OBLIQUE, SMP_VIEW_RIGHT_OBLIQUE },
  { WORD_LEFT | WORD_PROFILE, SMP_VIEW_LEFT_PROFILE },
  { WORD_RIGHT | WORD_PROFILE, SMP_VIEW_RIGHT_PROFILE },
  { WORD_VERTEX, SMP_VIEW_VERTEX },
  { WORD_BACK, SMP_VIEW_BACK },
  { WORD_CLOSE_UP, SMP_VIEW_CLOSE_UP },
};

static const char *const view_names[SMP_N_VIEWS] = {
  [SMP_VIEW_FRONT] = "front",
  [SMP_VIEW_LEFT_OBLIQUE] = "left-oblique",
  [SMP_VIEW_RIGHT_OBLIQUE] = "right-oblique",
  [SMP_VIEW_LEFT_PROFILE] = "left-profile",
  [SMP_VIEW_RIGHT_PROFILE] = "right-profile",
  [SMP_VIEW_VERTEX] = "vertex",
  [SMP_VIEW_BACK] = "back",
  [SMP_VIEW_CLOSE_UP] = "close-up",
};

const char *
smp_view_describe (SmpView view)
{
  static const char *const titles[SMP_N_VIEWS]
      = { N_ ("Front"),         N_ ("Left oblique"), N_ ("Right oblique"), N_ ("Left profile"),
          N_ ("Right profile"), N_ ("Vertex"),       N_ ("Back"),          N_ ("Close-up") };

  g_return_val_if_fail (view < SMP_N_VIEWS, NULL);
  return _ (titles[view]);
}

const char *
smp_view_to_string (SmpView view)
{
  g_return_val_if_fail (view < SMP_N_VIEWS, NULL);

  return view_names[view];
}

gboolean
smp_view_from_string (const char *text, SmpView *view)
{
  for (int i = 0; i < SMP_N_VIEWS; i++)
    if (strcmp (view_names[i], text) == 0)
      {
        *view = (SmpView)i;
        return TRUE;
      }
  return FALSE;
}

static unsigned
meaning_of (const char *word, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i].word) == length && g_ascii_strncasecmp (words[i].word, word, length) == 0)
      return words[i].meaning;
  return 0;
}

unsigned
smp_views_from_file_name (const char *name)
{
  unsigned meanings = 0, clear = 0, views = 0;

  for (const char *end; *name != '\0'; name = end)
    {
      gboolean is_word = g_ascii_isalpha (*name), is_number = g_ascii_isdigit (*name);

      for (end = name + 1;
           (is_word && g_ascii_isalpha (*end)) || (is_number && g_ascii_isdigit (*end));)
        end++;
      meanings |= meaning_of (name, (gsize)(end - name));
      if (end - name > SHORT)
        clear |= meaning_of (name, (gsize)(end - name));
    }
  for (gsize i = 0; meanings != 0 && i < G_N_ELEMENTS (views_by_words); i++)
    if ((meanings & ~views_by_words[i].meanings) == 0)
      views |= 1u << views_by_words[i].view;
  /* The 45 of "IMG_45.jpg" is only a number. */
  return clear != 0 || (views & (views - 1)) == 0 ? views : 0;
}

SmpView
smp_view_for_new_photo (const char *name, unsigned taken)
{
  const unsigned all = (1u << SMP_N_VIEWS) - 1;
  unsigned named = smp_views_from_file_name (name);
  unsigned likely = (named != 0 ? named : all) & ~taken;
  int view = 0;

  if (likely == 0)
    likely = named != 0 ? named : 1u << SMP_VIEW_CLOSE_UP;
  while ((likely & 1u << view) == 0)
    view++;
  return (SmpView)view;
}
