/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-parallel.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/smp-limits.h"

typedef struct _Job Job;

struct _Job
{
  atomic_size_t next;
  gsize n_items;
  SmpParallelFunc func;
  gpointer data;
  GCancellable *cancellable;
  /* The pool's lock holds these. */
  Job *after;          /* (nullable): in the queue */
  int wanted;          /* workers that may still join; in the queue while there are */
  int joined;          /* that did */
  int active;          /* of them, that still work */
  pthread_cond_t left; /* the last of those went */
};

/* Threads that wait for jobs: to start one costs more than a small job does. They stay, and are
 * never more than were at work at once. A job waits for none that has something else to do. */
static struct
{
  pthread_mutex_t mutex;
  pthread_cond_t wake;
  Job *first; /* of the queue, and where its end is held */
  Job **end;
  int n_idle;   /* workers that wait */
  int n_wanted; /* by all jobs of the queue */
} pool = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, NULL, &pool.first, 0, 0 };

static void
work (Job *job, int worker)
{
  for (;;)
    {
      gsize item;

      /* Not between: who has taken an item works on it, for others may wait for it. */
      if (g_cancellable_is_cancelled (job->cancellable))
        return;
      item = atomic_fetch_add (&job->next, 1);
      if (item >= job->n_items)
        return;
      job->func (item, worker, job->data);
    }
}

/* All below but smp_parallel_for() hold the lock. */
static void
unqueue (Job *job)
{
  Job **at = &pool.first;

  while (*at != job)
    at = &(*at)->after;
  *at = job->after;
  if (pool.end == &job->after)
    pool.end = at;
}

static void
help (Job *job)
{
  int worker = ++job->joined;

  job->active++;
  pool.n_wanted--;
  if (--job->wanted == 0)
    unqueue (job);
  pthread_mutex_unlock (&pool.mutex);
  work (job, worker);
  pthread_mutex_lock (&pool.mutex);
  if (--job->active == 0)
    pthread_cond_signal (&job->left);
}

static void *
thread_main (void *data)
{
  pthread_mutex_lock (&pool.mutex);
  for (;;)
    {
      while (pool.first == NULL)
        pthread_cond_wait (&pool.wake, &pool.mutex);
      pool.n_idle--;
      help (pool.first);
      pool.n_idle++;
    }
  return NULL;
}

/* The caller's thread does what threads that could not be started would have done. */
static void
start_workers (int wanted)
{
  pthread_attr_t detached;

  if (pool.n_idle - pool.n_wanted >= wanted || pthread_attr_init (&detached) != 0)
    return;
  pthread_attr_setdetachstate (&detached, PTHREAD_CREATE_DETACHED);
  while (pool.n_idle - pool.n_wanted < wanted)
    {
      pthread_t thread;

      if (pthread_create (&thread, &detached, thread_main, NULL) != 0)
        break;
      pool.n_idle++;
    }
  pthread_attr_destroy (&detached);
}

static void
queue (Job *job, int wanted)
{
  start_workers (wanted);
  job->wanted = MIN (wanted, MAX (pool.n_idle - pool.n_wanted, 0));
  if (job->wanted == 0)
    return;
  pool.n_wanted += job->wanted;
  *pool.end = job;
  pool.end = &job->after;
  for (int i = 0; i < job->wanted; i++)
    pthread_cond_signal (&pool.wake);
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
  int n = (int)MIN ((gsize)smp_parallel_threads (n_threads), MAX (n_items, 1));

  g_return_val_if_fail (func != NULL, FALSE);

  if (n == 1)
    {
      work (&job, 0);
      return !g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  pthread_cond_init (&job.left, NULL);
  pthread_mutex_lock (&pool.mutex);
  queue (&job, n - 1);
  pthread_mutex_unlock (&pool.mutex);
  work (&job, 0);
  pthread_mutex_lock (&pool.mutex);
  if (job.wanted > 0)
    {
      pool.n_wanted -= job.wanted;
      unqueue (&job);
    }
  while (job.active > 0)
    pthread_cond_wait (&job.left, &pool.mutex);
  pthread_mutex_unlock (&pool.mutex);
  pthread_cond_destroy (&job.left);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
