"""No process that reads outlives the run, however the run ends and whatever the process is at."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = """
import hashlib, sys, threading, time
from corpus.isolation.limits import ReadingLimits
from corpus.isolation.pool import ReaderPool
from schemas.documents import Metadata, RawPage

def tell():
    while not (pool.processes() and all(worker.documents for worker in pool.processes())):
        time.sleep(0.01)
    time.sleep(0.2)
    print(*(worker.pid for worker in pool.processes()), flush=True)

content = b"%HOSTILE " + sys.argv[1].encode()
digest = hashlib.sha256(content).hexdigest()
raw = RawPage(name="a", content=content, sha256=digest, media_type="x", sidecar=Metadata())
with ReaderPool(ReadingLimits(seconds=300), catalogue="hostile_formats") as pool:
    threading.Thread(target=tell, daemon=True).start()
    pool.read(raw, ())
    time.sleep(300)
"""


def is_running(pid: int) -> bool:
    """Whether the process runs; one that nobody waits for any more may stay in the list as a zombie."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("deed", ["loop", "hold_the_lock", "sleep", "well"])
def test_the_end_of_the_run_ends_its_processes(ending: signal.Signals, deed: str) -> None:
    folders = [str(Path(__file__).parents[2] / "loopback"), *map(os.path.abspath, filter(None, sys.path))]
    run = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, deed],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(folders)},
    )
    try:
        assert run.stdout is not None
        pids = list(map(int, run.stdout.readline().split()))
        assert pids
        assert all(map(is_running, pids))
        run.send_signal(ending)
        run.wait(timeout=20)
    finally:
        run.kill()
        run.communicate()
    ends = time.monotonic() + 10
    while any(map(is_running, pids)) and time.monotonic() < ends:
        time.sleep(0.01)
    left = list(filter(is_running, pids))
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == []
