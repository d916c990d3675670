"""A filter in the kernel (seccomp) that refuses this process network, programs, new processes and writing to disk."""

import ctypes
import errno
import os
import platform
import sys
from struct import pack

CALLS: dict[str, tuple[int | None, int | None]] = {
    # name: number on x86_64, on aarch64; None where the machine has no such call
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200),
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "tkill": (200, 130), "pidfd_open": (434, 434), "pidfd_send_signal": (424, 424),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "bpf": (321, 280), "perf_event_open": (298, 241),
    "setns": (308, 268), "unshare": (272, 97), "mount": (165, 40), "umount2": (166, 39), "chroot": (161, 51),
    "creat": (85, None), "unlink": (87, None), "unlinkat": (263, 35), "rename": (82, None), "renameat": (264, 38),
    "renameat2": (316, 276), "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None), "link": (86, None),
    "linkat": (265, 37), "symlink": (88, None), "symlinkat": (266, 36), "mknod": (133, None), "mknodat": (259, 33),
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None),
    "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "truncate": (76, 45), "ftruncate": (77, 46),
    "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "shmget": (29, 194), "shmat": (30, 196), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180),
    "memfd_create": (319, 279), "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
}  # fmt: skip
"""Calls that reading a document never needs: the answer is "not permitted"."""
ABSENT = {"clone3": (435, 435), "openat2": (437, 437)}
"""Newer forms whose arguments lie in memory, where a filter cannot look: the answer is "no such call", after which
the C library uses the older form."""
CLONE, OPENAT, OPEN, KILL, TGKILL = (56, 220), (257, 56), (2, None), (62, 129), (234, 131)
FCNTL, PRLIMIT = (72, 25), (302, 261)
SIGNAL_COMMANDS = (8, 10, 15)
"""Commands of fcntl that choose whom a pipe signals, and how: F_SETOWN, F_SETSIG, F_SETOWN_EX."""
ARCHITECTURES = {"x86_64": (0xC000003E, 0, 317), "aarch64": (0xC00000B7, 1, 277)}
"""Machine -> its number in the kernel, its column in `CALLS`, its number of the call `seccomp`."""

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, MACHINE, FIRST_ARGUMENT = 0, 4, 16
ALLOW, REFUSE, KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
CLONE_THREAD = 0x10000
FOREIGN_CALLS = 0x40000000
"""x86_64 only: numbers from here on are those of another calling convention."""
NO_NEW_PRIVILEGES, SET_FILTER, ALL_THREADS = 38, 1, 1

Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def filter_syscalls() -> bool:
    """Refuse such calls to all threads of this process, for good.

    Returns:
        False where the system knows no such filter (another system than Linux, another machine, a kernel that
        forbids it); nothing is refused then.

    Source:
        Linux, Documentation/userspace-api/seccomp_filter.rst; numbers: asm/unistd_64.h, asm-generic/unistd.h.
    """
    architecture = ARCHITECTURES.get(platform.machine())
    if sys.platform != "linux" or architecture is None:
        return False
    machine, column, seccomp = architecture
    code = b"".join(pack("<HBBI", *instruction) for instruction in build_filter(machine, column, pid=os.getpid()))
    libc = ctypes.CDLL(None, use_errno=True)
    program = _Program(len(code) // 8, code)
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.syscall(seccomp, SET_FILTER, ALL_THREADS, ctypes.byref(program)) == 0)


def build_filter(machine: int, column: int, *, pid: int) -> list[Instruction]:
    """The filter's program: load, compare and return, in the kernel's small language.

    Args:
        machine: The kernel's number of this machine.
        column: Which number of each call is this machine's.
        pid: The process that may send signals to itself, as aborting does.
    """
    program: list[Instruction] = [
        (LOAD, 0, 0, MACHINE),
        (EQUAL, 1, 0, machine),
        (RETURN, 0, 0, KILL_PROCESS),
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, 0, 1, FOREIGN_CALLS),
        _refuse(errno.EPERM),
    ]
    for numbers, code in (
        *((call, errno.EPERM) for call in CALLS.values()),
        *((c, errno.ENOSYS) for c in ABSENT.values()),
    ):
        program += _when(numbers[column], [_refuse(code)])
    # The fork of a thread goes on, the fork of a process does not.
    program += _when(CLONE[column], [_load(0), (ANY_BIT, 1, 0, CLONE_THREAD), _refuse(errno.EPERM), _allow()])
    for numbers, flags in ((OPENAT, 2), (OPEN, 1)):
        program += _when(numbers[column], [_load(flags), (ANY_BIT, 0, 1, WRITES), _refuse(errno.EACCES), _allow()])
    for numbers in (KILL, TGKILL):
        program += _when(numbers[column], [_load(0), (EQUAL, 1, 0, pid), _refuse(errno.EPERM), _allow()])
    owners = [(EQUAL, len(SIGNAL_COMMANDS) - place, 0, command) for place, command in enumerate(SIGNAL_COMMANDS)]
    program += _when(FCNTL[column], [_load(1), *owners, _allow(), _refuse(errno.EPERM)])
    # Its own limits, which are those of process 0, and nobody else's.
    program += _when(PRLIMIT[column], [_load(0), (EQUAL, 1, 0, 0), _refuse(errno.EPERM), _allow()])
    return [*program, _allow()]


def _when(number: int | None, body: list[Instruction]) -> list[Instruction]:
    """`body`, which returns, for the call of this number; the call's number stays loaded for all others."""
    return [] if number is None else [(EQUAL, 0, len(body), number), *body]


def _load(argument: int) -> Instruction:
    """The lower half of a call's argument; flags and process numbers have no upper one."""
    return (LOAD, 0, 0, FIRST_ARGUMENT + 8 * argument)


def _refuse(code: int) -> Instruction:
    return (RETURN, 0, 0, REFUSE | code)


def _allow() -> Instruction:
    return (RETURN, 0, 0, ALLOW)
