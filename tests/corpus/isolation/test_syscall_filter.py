"""The filter's program, run by a small machine of the test's own for calls that no test could make for real."""

import errno
import os

import pytest

from corpus.isolation.syscall_filter import ABSENT, ALLOW, ARCHITECTURES, CALLS, KILL_PROCESS, REFUSE, build_filter

X86, ARM = ARCHITECTURES["x86_64"][:2], ARCHITECTURES["aarch64"][:2]
PID = 4_711
ALLOWED = {"x86_64": (0, 1, 9, 11, 12, 13, 60, 202, 228, 231), "aarch64": (63, 64, 222, 215, 214, 134, 93, 98, 113, 94)}
"""read, write, mmap, munmap, brk, rt_sigaction, exit, futex, clock_gettime, exit_group."""


def run(machine: tuple[int, int], number: int, *arguments: int, stated: int | None = None) -> int:
    """What the kernel would answer: the language has loads, two-way jumps and returns only."""
    program = build_filter(*machine, pid=PID)
    memory = {0: number, 4: machine[0] if stated is None else stated}
    memory |= {16 + 8 * place: value & 0xFFFFFFFF for place, value in enumerate((*arguments, 0, 0, 0, 0, 0, 0)[:6])}
    tests = {0x15: int.__eq__, 0x35: int.__ge__, 0x45: lambda loaded, mask: bool(loaded & mask)}
    loaded, at = 0, 0
    while True:
        code, if_true, if_false, value = program[at]
        if code == 0x06:
            return value
        if code == 0x20:
            loaded = memory[value]
        else:
            at += if_true if tests[code](loaded, value) else if_false
        at += 1


@pytest.mark.parametrize("name", ["x86_64", "aarch64"])
def test_calls_that_are_refused_and_calls_that_pass(name: str) -> None:
    machine = ARCHITECTURES[name][:2]
    column = machine[1]
    for numbers in CALLS.values():
        if numbers[column] is not None:
            assert run(machine, numbers[column]) == REFUSE | errno.EPERM
    for numbers in ABSENT.values():
        assert run(machine, numbers[column]) == REFUSE | errno.ENOSYS
    assert {run(machine, number) for number in ALLOWED[name]} == {ALLOW}


@pytest.mark.parametrize(
    ("machine", "number", "arguments", "answer"),
    [
        (X86, 56, (0x3D0F00,), ALLOW),
        (X86, 56, (0x01200011,), REFUSE | errno.EPERM),
        (ARM, 220, (0x3D0F00,), ALLOW),
        (ARM, 220, (17,), REFUSE | errno.EPERM),
        (X86, 257, (-100, 1, os.O_RDONLY | os.O_CLOEXEC), ALLOW),
        (X86, 257, (-100, 1, os.O_RDONLY | os.O_CREAT), REFUSE | errno.EACCES),
        (X86, 257, (-100, 1, os.O_RDWR), REFUSE | errno.EACCES),
        (X86, 257, (-100, 1, os.O_WRONLY), REFUSE | errno.EACCES),
        (X86, 2, (1, os.O_RDONLY), ALLOW),
        (X86, 2, (1, os.O_WRONLY | os.O_TRUNC), REFUSE | errno.EACCES),
        (ARM, 56, (-100, 1, os.O_RDONLY), ALLOW),
        (ARM, 56, (-100, 1, os.O_WRONLY), REFUSE | errno.EACCES),
        (X86, 62, (PID, 6), ALLOW),
        (X86, 62, (1, 9), REFUSE | errno.EPERM),
        (X86, 234, (PID, PID, 6), ALLOW),
        (X86, 234, (PID + 1, PID + 1, 6), REFUSE | errno.EPERM),
        (ARM, 129, (1, 9), REFUSE | errno.EPERM),
        (X86, 72, (3, 8, 1), REFUSE | errno.EPERM),
        (X86, 72, (3, 10, 9), REFUSE | errno.EPERM),
        (X86, 72, (3, 15, 1), REFUSE | errno.EPERM),
        (X86, 72, (3, 3), ALLOW),
        (ARM, 25, (3, 8, 1), REFUSE | errno.EPERM),
        (ARM, 25, (3, 4, 0), ALLOW),
        (X86, 302, (0, 9), ALLOW),
        (X86, 302, (1, 0), REFUSE | errno.EPERM),
        (ARM, 261, (7, 0), REFUSE | errno.EPERM),
        (X86, 0x40000000 + 41, (), REFUSE | errno.EPERM),
    ],
)
def test_calls_that_depend_on_their_arguments(
    machine: tuple[int, int], number: int, arguments: tuple[int, ...], answer: int
) -> None:
    assert run(machine, number, *arguments) == answer


def test_calls_of_another_machine_end_the_process() -> None:
    assert run(X86, 0, stated=0x40000003) == KILL_PROCESS


def test_jumps_fit_the_language() -> None:
    for machine in (X86, ARM):
        program = build_filter(*machine, pid=PID)
        assert len(program) < 4_096
        for at, (code, if_true, if_false, _) in enumerate(program):
            assert max(if_true, if_false) < 256
            assert code == 0x06 or at + max(if_true, if_false) + 1 < len(program)
