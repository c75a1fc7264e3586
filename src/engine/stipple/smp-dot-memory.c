/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-dot-memory.h"

#ifdef __linux__
#include <stdatomic.h>
#include <sys/mman.h>
#endif

/* Pages of memory that the system gives at once if it is asked to. Less than one is left to the
 * allocator. */
#define LARGE_PAGE ((gsize)2 << 20)
/* Memory of this size at most is kept for the next dots: whoever drags a slider places dots again
 * and again, and new pages, which the system must clear, take a quarter of the time. */
#define SPARE_MAX ((gsize)32 << 20)

static gsize
size_of (gsize n)
{
  return MAX (n, 1) * sizeof (SmpDot);
}

#ifdef __linux__

static gsize
whole_pages (gsize size)
{
  return (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
}

/* Memory that begins with a large page: more than is needed, and both ends given back. */
static void *
map_pages (gsize size)
{
  gsize all = size + LARGE_PAGE, before, after;
  char *start = mmap (NULL, all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (start == MAP_FAILED)
    g_error ("No memory for %" G_GSIZE_FORMAT " bytes of dots", size);
  before = (LARGE_PAGE - (gsize)start % LARGE_PAGE) % LARGE_PAGE;
  after = all - before - size;
  if (before > 0)
    munmap (start, before);
  if (after > 0)
    munmap (start + before + size, after);
  return start + before;
}

/* Memory whose dots are gone, as long as nobody wants it; its size stands at its beginning. */
static gsize *_Atomic spare;

/* Returns: (nullable): the spare memory, if there is enough of it; what is too much is given back
 */
static void *
take_spare (gsize size)
{
  gsize *memory = atomic_exchange (&spare, NULL);
  gsize all;

  if (memory == NULL)
    return NULL;
  all = *memory;
  if (all < size)
    {
      munmap (memory, all);
      return NULL;
    }
  if (all > size)
    munmap ((char *)memory + size, all - size);
  return memory;
}

static void
give_pages (void *memory, gsize size)
{
  gsize *last;

  if (size > SPARE_MAX)
    {
      munmap (memory, size);
      return;
    }
  *(gsize *)memory = size;
  last = atomic_exchange (&spare, (gsize *)memory);
  if (last != NULL)
    munmap (last, *last);
}

#endif

SmpDot *
smp_dot_memory_new (gsize n, gboolean at_once)
{
#ifdef __linux__
  if (size_of (n) >= LARGE_PAGE)
    {
      gsize size = whole_pages (size_of (n));
      SmpDot *dots = take_spare (size);

      if (dots == NULL)
        dots = map_pages (size);
      if (at_once)
        madvise (dots, size, MADV_HUGEPAGE);
      return dots;
    }
#endif
  return g_malloc (size_of (n));
}

gsize
smp_dot_memory_shrink (SmpDot **dots, gsize room, gsize n)
{
#ifdef __linux__
  if (size_of (room) >= LARGE_PAGE)
    {
      /* What is left must still be known for mapped. */
      gsize left = MAX (n, (LARGE_PAGE + sizeof (SmpDot) - 1) / sizeof (SmpDot));
      gsize keep = whole_pages (size_of (left)), size = whole_pages (size_of (room));

      if (keep < size)
        munmap ((char *)*dots + keep, size - keep);
      return left;
    }
#endif
  /* If it is worth the copy. */
  if (room - n < room / 8)
    return room;
  *dots = g_realloc (*dots, size_of (n));
  return n;
}

void
smp_dot_memory_free (SmpDot *dots, gsize room)
{
#ifdef __linux__
  if (dots != NULL && size_of (room) >= LARGE_PAGE)
    {
      give_pages (dots, whole_pages (size_of (room)));
      return;
    }
#endif
  g_free (dots);
}
