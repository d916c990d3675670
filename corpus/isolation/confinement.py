"""What a process that reads documents takes from itself before it sees the first one."""

import fcntl
import math
import os
import resource
import signal
import sys
from pathlib import Path

from corpus.isolation.syscall_filter import filter_syscalls

MEGABYTE = 1024 * 1024
OPEN_FILES = 64
STATM = Path("/proc/self/statm")


def confine_process(lifeline: int) -> bool:
    """Take from this process: core dumps, growing files, many open files, the terminal, life without its parent.

    Args:
        lifeline: Reading end of a pipe whose other end the parent alone holds.

    Returns:
        Whether the kernel also refuses it network, other programs, new processes and writing.
    """
    die_with_parent(lifeline)
    for limit, value in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, OPEN_FILES)):
        resource.setrlimit(limit, (value, value))
    is_filtered = filter_syscalls()
    if not is_filtered:
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    return is_filtered


def die_with_parent(lifeline: int) -> None:
    """Let the kernel end this process when the other end of `lifeline` closes, whatever the process is at.

    A closing pipe raises SIGIO in the process that asked for it, which ends it. The parent-death signal of Linux
    would strike as soon as the parent's thread that started us ends, while the parent itself goes on.
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC | os.O_NONBLOCK)
    try:
        is_gone = os.read(lifeline, 1) == b""
    except BlockingIOError:
        is_gone = False
    if is_gone:
        # It closed before we asked; no signal will come.
        sys.exit(1)


def limit_document(*, seconds: float, memory_mb: int) -> None:
    """Let the next document take so much processor time and address space beyond what was taken before it."""
    used = sum(os.times()[:2])
    _set_soft(resource.RLIMIT_CPU, math.ceil(used + seconds) + 1)
    if (size := address_space()) is not None:
        _set_soft(resource.RLIMIT_AS, size + memory_mb * MEGABYTE)


def lift_memory_limit() -> None:
    """Let this process have memory again, to say that a document took too much."""
    _set_soft(resource.RLIMIT_AS, resource.getrlimit(resource.RLIMIT_AS)[1])


def address_space() -> int | None:
    """Bytes of address space that this process has, or None where the system does not say."""
    try:
        return int(STATM.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except FileNotFoundError:
        return None


def _set_soft(limit: int, value: int) -> None:
    hard = resource.getrlimit(limit)[1]
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (soft, hard))
