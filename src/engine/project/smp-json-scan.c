/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-json-scan.h"

#include <math.h>
#include <string.h>

#include "base/smp-error.h"
#include "base/smp-limits.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  int depth;
  GHashTable *names[SMP_LIMIT_JSON_DEPTH + 1]; /* of the object at each depth, or NULL */
  GError **error;
} Scanner;

static gboolean scan_value (Scanner *self);

static gboolean
refuse (Scanner *self, const char *what)
{
  int line = 1, column = 1;

  for (const char *p = self->start; p < self->at && p < self->end; p++)
    if (*p == '\n')
      {
        line++;
        column = 1;
      }
    else if (((guchar)*p & 0xc0) != 0x80)
      column++;
  g_set_error (self->error, SMP_ERROR, SMP_ERROR_INVALID,
               /* Translators: %s is a sentence that says what is wrong. */
               _ ("%s (line %d, column %d)"), what, line, column);
  return FALSE;
}

static void
skip_space (Scanner *self)
{
  while (self->at < self->end && strchr (" \t\r\n", *self->at) != NULL && *self->at != '\0')
    self->at++;
}

static gboolean
next_is (Scanner *self, char c)
{
  return self->at < self->end && *self->at == c;
}

/* Four hex digits; −1 if they are not. */
static int
hex4 (Scanner *self)
{
  int value = 0;

  for (int i = 0; i < 4; i++, self->at++)
    {
      if (self->at >= self->end || !g_ascii_isxdigit (*self->at))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (*self->at);
    }
  return value;
}

static gboolean
scan_escape (Scanner *self, GString *out)
{
  static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  const char *found;
  int code;

  self->at++;
  if (self->at >= self->end)
    return refuse (self, _ ("The text ends inside a string."));
  if (*self->at != 'u')
    {
      found = *self->at != '\0' ? strchr (letters, *self->at) : NULL;
      if (found == NULL)
        return refuse (self, _ ("There is no such escape in a string."));
      g_string_append_c (out, meant[found - letters]);
      self->at++;
      return TRUE;
    }
  self->at++;
  code = hex4 (self);
  if (code >= 0xd800 && code < 0xdc00)
    {
      int low = -1;

      if (self->at + 1 < self->end && self->at[0] == '\\' && self->at[1] == 'u')
        {
          self->at += 2;
          low = hex4 (self);
        }
      if (low < 0xdc00 || low > 0xdfff)
        return refuse (self, _ ("Half of a character is missing in a string."));
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (code < 0 || (code >= 0xdc00 && code <= 0xdfff))
    return refuse (self, _ ("There is no such character in a string."));
  if (code == 0)
    return refuse (self, _ ("A string may not hold the character 0."));
  g_string_append_unichar (out, (gunichar)code);
  return TRUE;
}

/* @out gets the text, so that names can be compared. */
static gboolean
scan_string (Scanner *self, GString *out)
{
  if (!next_is (self, '"'))
    return refuse (self, _ ("A name in quotes is expected here."));
  self->at++;
  while (self->at < self->end && *self->at != '"')
    {
      const char *run = self->at;

      if ((guchar)*self->at < 0x20)
        return refuse (self, _ ("A control character stands in a string."));
      if (*self->at == '\\')
        {
          if (!scan_escape (self, out))
            return FALSE;
          continue;
        }
      while (self->at < self->end && *self->at != '"' && *self->at != '\\'
             && (guchar)*self->at >= 0x20)
        self->at++;
      g_string_append_len (out, run, self->at - run);
    }
  if (self->at >= self->end)
    return refuse (self, _ ("The text ends inside a string."));
  self->at++;
  return TRUE;
}

static gboolean
scan_digits (Scanner *self)
{
  const char *first = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return self->at > first;
}

static gboolean
scan_number (Scanner *self)
{
  const char *first = self->at;
  g_autofree char *copy = NULL;

  if (next_is (self, '-'))
    self->at++;
  if (next_is (self, '0'))
    self->at++;
  else if (!scan_digits (self))
    return refuse (self, _ ("A value is expected here."));
  if (next_is (self, '.'))
    {
      self->at++;
      if (!scan_digits (self))
        return refuse (self, _ ("Digits are expected after the point."));
    }
  if (next_is (self, 'e') || next_is (self, 'E'))
    {
      self->at++;
      if (next_is (self, '+') || next_is (self, '-'))
        self->at++;
      if (!scan_digits (self))
        return refuse (self, _ ("Digits are expected in the exponent."));
    }
  copy = g_strndup (first, (gsize)(self->at - first));
  if (!isfinite (g_ascii_strtod (copy, NULL)))
    return refuse (self, _ ("The number is too large."));
  return TRUE;
}

static gboolean
scan_word (Scanner *self, const char *word)
{
  gsize n = strlen (word);

  if ((gsize)(self->end - self->at) < n || memcmp (self->at, word, n) != 0)
    return refuse (self, _ ("A value is expected here."));
  self->at += n;
  return TRUE;
}

static gboolean
enter (Scanner *self)
{
  if (self->depth >= SMP_LIMIT_JSON_DEPTH)
    return refuse (self, _ ("The file is nested too deeply."));
  self->depth++;
  return TRUE;
}

static gboolean
scan_member (Scanner *self)
{
  g_autoptr (GString) name = g_string_new (NULL);
  GHashTable **names = &self->names[self->depth];

  skip_space (self);
  if (!scan_string (self, name))
    return FALSE;
  if (*names == NULL)
    *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_hash_table_add (*names, g_strdup (name->str)))
    return refuse (self, _ ("A name stands twice in one object."));
  skip_space (self);
  if (!next_is (self, ':'))
    return refuse (self, _ ("A colon is expected after a name."));
  self->at++;
  return scan_value (self);
}

/* An object or an array: what stands between the brackets, with commas between. */
static gboolean
scan_container (Scanner *self, char close)
{
  gboolean ok = TRUE;

  if (!enter (self))
    return FALSE;
  self->at++;
  skip_space (self);
  if (!next_is (self, close))
    for (;;)
      {
        ok = close == '}' ? scan_member (self) : scan_value (self);
        if (!ok)
          break;
        skip_space (self);
        if (next_is (self, close))
          break;
        if (!next_is (self, ','))
          {
            ok = refuse (self, close == '}' ? _ ("A comma or a closing brace is expected here.")
                                            : _ ("A comma or a closing bracket is expected here."));
            break;
          }
        self->at++;
      }
  g_clear_pointer (&self->names[self->depth], g_hash_table_unref);
  self->at++;
  self->depth--;
  return ok;
}

static gboolean
scan_value (Scanner *self)
{
  g_autoptr (GString) text = NULL;

  skip_space (self);
  if (self->at >= self->end)
    return refuse (self, _ ("The text ends where a value is expected."));
  switch (*self->at)
    {
    case '{':
      return scan_container (self, '}');
    case '[':
      return scan_container (self, ']');
    case '"':
      text = g_string_new (NULL);
      return scan_string (self, text);
    case 't':
      return scan_word (self, "true");
    case 'f':
      return scan_word (self, "false");
    case 'n':
      return scan_word (self, "null");
    default:
      return scan_number (self);
    }
}

gboolean
smp_json_scan (const char *text, gsize size, GError **error)
{
  Scanner self = { .start = text, .at = text, .end = text + size, .error = error };
  const char *bad;

  if (!g_utf8_validate_len (text, size, &bad))
    {
      self.at = bad;
      return refuse (&self, _ ("The text is not valid UTF-8."));
    }
  if (!scan_value (&self))
    return FALSE;
  skip_space (&self);
  if (self.at < self.end)
    return refuse (&self, _ ("Something follows after the end of the data."));
  return TRUE;
}
