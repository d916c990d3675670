"""Commands ended at a random moment, as a shortage of memory or a power cut ends them; what they leave running."""

import os
import re
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Literal, get_args

Victim = Literal["all", "parent", "child"]
"""The whole group, the first process alone, or one of those that it started."""
GRACE_SECONDS = 60
WORK_SECONDS = 600
"""Time for a command that goes on without one of its processes."""

_TOLD_BY_TRACKER = re.compile(
    r'Traceback \(most recent .*\n  File "[^"\n]*multiprocessing/resource_tracker\.py", .*\n(?:  .*\n)+KeyError: .*\n'
)
"""What Python's own list of semaphores says of those that it lost when it was struck itself, and begun anew."""


def kill_at_random(command: list[str], environment: dict[str, str], chance: Random, *, seconds: float) -> Victim | None:
    """Start `command`, strike `seconds` later, and see that it ends: who was struck, None where it was done before.

    A command that lost its parent or all of its processes leaves none behind. One that lost a child goes on, or ends
    with exit code 1 and no traceback of ours.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True
        )
        try:
            process.wait(timeout=seconds)
            return None
        except subprocess.TimeoutExpired:
            victim = _strike(process.pid, chance)
        try:
            left = wait_for_end(process, seconds=WORK_SECONDS if victim == "child" else GRACE_SECONDS)
        finally:
            _kill_group(process.pid)
        errors.seek(0)
        told = errors.read()
    assert left == [], f"{command}: {left} outlived the {victim} process: {told}"
    if victim == "child":
        assert process.returncode in (0, 1), told
        assert "Traceback" not in _TOLD_BY_TRACKER.sub("", told), told
    return victim


def wait_for_end(process: "subprocess.Popen[bytes]", *, seconds: float = GRACE_SECONDS) -> list[int]:
    """The processes of the group of `process` that have not ended by themselves after so many seconds."""
    end = time.monotonic() + seconds
    while (left := members(process.pid)) and time.monotonic() < end:
        process.poll()
        time.sleep(0.1)
    if process.pid not in left:
        # Its threads may end a little later than itself.
        process.wait(timeout=GRACE_SECONDS)
    return left


def members(group: int) -> list[int]:
    """The living processes of a group, those that wait to be buried left out."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = path.read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state not in "ZX":
            found.append(int(path.parent.name))
    return found


def _strike(first: int, chance: Random) -> Victim:
    victim = chance.choice(get_args(Victim))
    children = sorted(set(members(first)) - {first})
    if victim == "all":
        _kill_group(first)
    elif victim == "child" and children:
        os.kill(chance.choice(children), signal.SIGKILL)
    else:
        victim = "parent"
        os.kill(first, signal.SIGKILL)
    return victim


def _kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return
