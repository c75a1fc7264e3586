/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-decoder-sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The sanitizers need more memory than any limit, and files of the system. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define IS_SANITIZED 1
#else
#define IS_SANITIZED 0
#endif

#if defined __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

static void
set_limit (int what, guint64 value)
{
  struct rlimit limit;

  /* Never above what the user or an administrator has set. */
  if (getrlimit (what, &limit) != 0)
    return;
  limit.rlim_cur = MIN (limit.rlim_max, (rlim_t)value);
  limit.rlim_max = limit.rlim_cur;
  setrlimit (what, &limit);
}

#ifdef ARCHITECTURE

/* Jumps of a filter count instructions from the next one. */
#define LOAD(field)                                                                                \
  BPF_STMT (BPF_LD | BPF_W | BPF_ABS, (guint32)offsetof (struct seccomp_data, field))
#define LOAD_ARGUMENT(n)                                                                           \
  BPF_STMT (BPF_LD | BPF_W | BPF_ABS, (guint32)(offsetof (struct seccomp_data, args) + 8 * (n)))
#define RETURN(value) BPF_STMT (BPF_RET | BPF_K, (value))
#define UNLESS_EQUAL_SKIP(value, n) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, (guint32)(value), 0, (n))
#define IF_BITS_SKIP(bits, n) BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, (guint32)(bits), (n), 0)
#define REFUSE RETURN (SECCOMP_RET_ERRNO | EPERM)
#define ALLOW RETURN (SECCOMP_RET_ALLOW)
#define ALLOW_CALL(number) UNLESS_EQUAL_SKIP (number, 1), ALLOW
/* The call, if its argument has none of the bits; the filter's register is then lost. */
#define ALLOW_WITHOUT(number, argument, bits)                                                      \
  UNLESS_EQUAL_SKIP (number, 4), LOAD_ARGUMENT (argument), IF_BITS_SKIP (bits, 1), ALLOW, REFUSE
#define ALLOW_WITH(number, argument, bits)                                                         \
  UNLESS_EQUAL_SKIP (number, 4), LOAD_ARGUMENT (argument), IF_BITS_SKIP (bits, 1), REFUSE, ALLOW
#define ALLOW_IF(number, argument, value)                                                          \
  UNLESS_EQUAL_SKIP (number, 4), LOAD_ARGUMENT (argument), UNLESS_EQUAL_SKIP (value, 1), ALLOW,    \
      REFUSE

static void
filter_calls (void)
{
  struct sock_filter filter[] = {
    LOAD (arch),
    UNLESS_EQUAL_SKIP (ARCHITECTURE, 1),
    LOAD (nr),
    /* Another architecture has its number here, which is none of these. */
    ALLOW_CALL (__NR_read),
    ALLOW_CALL (__NR_write),
    ALLOW_CALL (__NR_readv),
    ALLOW_CALL (__NR_writev),
    ALLOW_CALL (__NR_sendmsg),
    ALLOW_CALL (__NR_recvmsg),
    ALLOW_CALL (__NR_lseek),
    ALLOW_CALL (__NR_close),
    ALLOW_CALL (__NR_fstat),
    ALLOW_CALL (__NR_ppoll),
    ALLOW_CALL (__NR_eventfd2),
    /* Memory, but none that can be run: no new code. */
    ALLOW_CALL (__NR_brk),
    ALLOW_CALL (__NR_munmap),
    ALLOW_CALL (__NR_mremap),
    ALLOW_CALL (__NR_madvise),
    ALLOW_WITHOUT (__NR_mmap, 2, PROT_EXEC),
    ALLOW_WITHOUT (__NR_mprotect, 2, PROT_EXEC),
    /* Threads, but no processes. The newer call hides its flags: glibc then takes the older. */
    UNLESS_EQUAL_SKIP (__NR_clone3, 1),
    RETURN (SECCOMP_RET_ERRNO | ENOSYS),
    ALLOW_WITH (__NR_clone, 0, CLONE_THREAD),
    ALLOW_CALL (__NR_futex),
    ALLOW_CALL (__NR_set_robust_list),
    ALLOW_CALL (__NR_set_tid_address),
    ALLOW_CALL (__NR_rseq),
    ALLOW_CALL (__NR_membarrier),
    ALLOW_CALL (__NR_sched_yield),
    ALLOW_CALL (__NR_sched_getaffinity),
    ALLOW_CALL (__NR_getcpu),
    ALLOW_CALL (__NR_gettid),
    ALLOW_CALL (__NR_getpid),
    ALLOW_IF (__NR_prctl, 0, PR_SET_NAME),
    /* To end, also by a signal to itself. */
    ALLOW_CALL (__NR_exit),
    ALLOW_CALL (__NR_exit_group),
    ALLOW_IF (__NR_tgkill, 0, getpid ()),
    ALLOW_CALL (__NR_rt_sigaction),
    ALLOW_CALL (__NR_rt_sigprocmask),
    ALLOW_CALL (__NR_rt_sigreturn),
    ALLOW_CALL (__NR_sigaltstack),
    ALLOW_CALL (__NR_restart_syscall),
    /* To look at the time, the machine and its own limits. */
    ALLOW_CALL (__NR_clock_gettime),
    ALLOW_CALL (__NR_clock_getres),
    ALLOW_CALL (__NR_clock_nanosleep),
    ALLOW_CALL (__NR_nanosleep),
    ALLOW_CALL (__NR_gettimeofday),
    ALLOW_CALL (__NR_getrandom),
    ALLOW_CALL (__NR_sysinfo),
    ALLOW_CALL (__NR_uname),
    ALLOW_CALL (__NR_getrusage),
    ALLOW_IF (__NR_prlimit64, 2, 0),
    REFUSE,
  };
  struct sock_fprog program = { G_N_ELEMENTS (filter), filter };

  prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

#else

static void
filter_calls (void)
{
}

#endif

void
smp_decoder_enter_sandbox (guint64 memory, guint seconds)
{
  set_limit (RLIMIT_CORE, 0);
  set_limit (RLIMIT_FSIZE, 0);
  set_limit (RLIMIT_NOFILE, 32);
  set_limit (RLIMIT_CPU, seconds);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
  if (IS_SANITIZED)
    return;
  set_limit (RLIMIT_AS, memory);
  filter_calls ();
}
