"""A command -> its end, and the most memory that its processes held meanwhile."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE_SECONDS = 0.5
KILOBYTE = 1_000


@dataclass(frozen=True, slots=True)
class Watched:
    """A command that has ended: exit code, seconds, and megabytes at their highest.

    `first_mb` of the process that was started, `other_mb` of the largest of those that it started, `all_mb` of all of
    them together at one moment; pages that they share count in each.
    """

    code: int
    seconds: float
    first_mb: int
    other_mb: int
    all_mb: int


def watch(
    command: Sequence[str], environment: dict[str, str], *, kill_when: Callable[[], bool] = lambda: False
) -> Watched:
    """Run `command` to its end, or kill all of its processes as soon as `kill_when` says so."""
    started = time.monotonic()
    peaks: dict[int, int] = {}
    together = 0
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    ended = threading.Event()
    threading.Thread(target=lambda: (process.wait(), ended.set()), daemon=True).start()
    while not ended.wait(PAUSE_SECONDS):
        now = 0
        for pid, resident, peak in _memory_of_session(process.pid):
            peaks[pid] = max(peak, peaks.get(pid, 0))
            now += resident
        together = max(together, now)
        if kill_when():
            os.killpg(process.pid, signal.SIGKILL)
    others = [peak for pid, peak in peaks.items() if pid != process.pid]
    return Watched(
        code=process.returncode,
        seconds=round(time.monotonic() - started, 1),
        first_mb=peaks.get(process.pid, 0),
        other_mb=max(others, default=0),
        all_mb=together,
    )


def _memory_of_session(session: int) -> Iterator[tuple[int, int, int]]:
    """Each process of a session, with its resident megabytes now and at their highest."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            belongs = int((folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[3]) == session
            lines = (folder / "status").read_text(encoding="utf-8").splitlines() if belongs else []
        except OSError:
            continue
        sizes = {
            line.split()[0]: int(line.split()[1]) // KILOBYTE for line in lines if line.startswith(("VmRSS", "VmHWM"))
        }
        if sizes:
            yield int(folder.name), sizes["VmRSS:"], sizes["VmHWM:"]
