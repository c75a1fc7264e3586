/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render-kernel.h"

gsize
smp_render_kernels (const SmpRenderKernel *kernels[SMP_RENDER_KERNELS])
{
  gsize n = 0;

  kernels[n++] = &smp_kernel_all_plain;
#ifdef SMP_HAVE_AVX2
  if (__builtin_cpu_supports ("avx2"))
    kernels[n++] = &smp_kernel_all_avx2;
#endif
#ifdef SMP_HAVE_AVX512
  if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512dq")
      && __builtin_cpu_supports ("avx512bw") && __builtin_cpu_supports ("avx512vl"))
    kernels[n++] = &smp_kernel_all_avx512;
#endif
  return n;
}
