/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-parallel.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/smp-limits.h"

typedef struct
{
  atomic_size_t next;
  gsize n_items;
  SmpParallelFunc func;
  gpointer data;
  GCancellable *cancellable;
} Job;

typedef struct
{
  Job *job;
  int worker;
} Worker;

static void
work (Job *job, int worker)
{
  for (;;)
    {
      gsize item = atomic_fetch_add (&job->next, 1);

      if (item >= job->n_items || g_cancellable_is_cancelled (job->cancellable))
        return;
      job->func (item, worker, job->data);
    }
}

static void *
thread_main (void *data)
{
  Worker *self = data;

  work (self->job, self->worker);
  return NULL;
}

int
smp_parallel_threads (int wanted)
{
  int n = wanted > 0 ? wanted : (int)g_get_num_processors ();

  return CLAMP (n, 1, SMP_LIMIT_THREADS);
}

gboolean
smp_parallel_for (gsize n_items,
                  int n_threads,
                  SmpParallelFunc func,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Job job = { .n_items = n_items, .func = func, .data = data, .cancellable = cancellable };
  gsize n = MIN ((gsize)smp_parallel_threads (n_threads), MAX (n_items, 1));
  g_autofree pthread_t *threads = g_new0 (pthread_t, n);
  g_autofree Worker *workers = g_new0 (Worker, n);
  gsize started = 1;

  g_return_val_if_fail (func != NULL, FALSE);

  /* The caller's thread does what threads that could not be started would have done. */
  for (; started < n; started++)
    {
      workers[started] = (Worker){ .job = &job, .worker = (int)started };
      if (pthread_create (&threads[started], NULL, thread_main, &workers[started]) != 0)
        break;
    }
  work (&job, 0);
  for (gsize i = 1; i < started; i++)
    pthread_join (threads[i], NULL);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
