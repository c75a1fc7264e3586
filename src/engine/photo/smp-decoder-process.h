/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-decoder-protocol.h"

G_BEGIN_DECLS

/* The running helper. */
typedef struct
{
  pid_t pid; /* 0: none */
  int socket;
} SmpDecoderProcess;

/* Starts @helper, or the one that is found. SMP_ERROR_NOT_FOUND if there is none. */
gboolean smp_decoder_process_start (SmpDecoderProcess *self, const char *helper, GError **error);

/* Ends it, whatever it does. Returns its wait status; it may have ended before. */
int smp_decoder_process_stop (SmpDecoderProcess *self);

/* A memory file of the bytes, or of @size zeroes if @data is %NULL; nobody can change its size. -1
 * if there is no memory. */
int smp_decoder_memory_new (const void *data, gsize size);

G_END_DECLS
