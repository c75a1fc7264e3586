/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-photo-tiff.h"

/* Fields that are looked at; a real photo has some dozens. */
#define MAX_FIELDS 4096

/* Where the entries are, and how the file's numbers are. */
typedef struct
{
  guint64 (*read) (const guint8 *p, int n);
  gboolean is_big;
  int entry_bytes;
  gsize at; /* of the first entry */
  guint64 n;
} Directory;

static gboolean
find_directory (const guint8 *data, gsize size, Directory *self)
{
  int count_bytes;
  guint64 at;

  if (size < 16)
    return FALSE;
  self->read = data[0] == 'I' ? smp_read_le : smp_read_be;
  self->is_big = self->read (data + 2, 2) == 43;
  self->entry_bytes = self->is_big ? 20 : 12;
  count_bytes = self->is_big ? 8 : 2;
  at = self->is_big ? self->read (data + 8, 8) : self->read (data + 4, 4);
  if (at > size || size - at < (gsize)count_bytes)
    return FALSE;
  self->n = self->read (data + at, count_bytes);
  self->at = (gsize)at + (gsize)count_bytes;
  return TRUE;
}

gboolean
smp_tiff_has_directory (const guint8 *data, gsize size)
{
  Directory self;

  return find_directory (data, size, &self) && self.n <= (size - self.at) / (gsize)self.entry_bytes;
}

static int
value_bytes (guint64 type)
{
  return type == 1 ? 1 : type == 3 ? 2 : type == 16 ? 8 : 4;
}

gboolean
smp_tiff_find (const guint8 *data, gsize size, guint64 tag, SmpTiffField *field)
{
  Directory self;

  if (!find_directory (data, size, &self))
    return FALSE;
  for (guint64 i = 0; i < MIN (self.n, MAX_FIELDS) && size - self.at >= (gsize)self.entry_bytes;
       i++, self.at += (gsize)self.entry_bytes)
    {
      const guint8 *entry = data + self.at;
      int counts = self.is_big ? 8 : 4; /* bytes of the count, and of what fits in */
      guint64 at;

      if (self.read (entry, 2) != tag)
        continue;
      field->bytes = value_bytes (self.read (entry + 2, 2));
      field->n = self.read (entry + 4, counts);
      at = field->n <= (guint64)(counts / field->bytes) ? self.at + 4 + (gsize)counts
                                                        : self.read (entry + 4 + counts, counts);
      field->at = (gsize)MIN (at, size);
      return TRUE;
    }
  return FALSE;
}

gboolean
smp_tiff_value (
    const guint8 *data, gsize size, const SmpTiffField *field, guint64 i, guint64 *value)
{
  Directory self;

  if (!find_directory (data, size, &self) || i >= field->n
      || i >= (size - field->at) / (gsize)field->bytes)
    return FALSE;
  *value = self.read (data + field->at + i * (gsize)field->bytes, field->bytes);
  return TRUE;
}
