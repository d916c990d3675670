"""A real Dask scheduler and two workers, each a process that holds the built package and stands in an empty folder."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from distributed import Client

ROOT = Path(__file__).parents[2]
START_SECONDS = 90
KILL_SECONDS = 240
"""How long a kill waits for its moment: a run loads Prefect and rules before it stores."""


class DaskCluster:
    """`address` of the scheduler, `installed` the folder with our built package, `killed` how many workers were."""

    def __init__(self, address: str, installed: Path, workers: list["subprocess.Popen[bytes]"]) -> None:
        self.address = address
        self.installed = installed
        self.killed = 0
        self._workers = workers

    def kill_first_worker_when(self, is_time: Callable[[], bool]) -> threading.Thread:
        """Kill one worker as soon as `is_time`, from a thread that has then ended."""

        def wait_and_kill() -> None:
            ends = time.monotonic() + KILL_SECONDS
            while time.monotonic() < ends:
                if is_time():
                    self._workers[0].send_signal(signal.SIGKILL)
                    self.killed += 1
                    return
                time.sleep(0.02)

        thread = threading.Thread(target=wait_and_kill, daemon=True)
        thread.start()
        return thread

    def module_files(self, name: str) -> list[str]:
        """Where each living worker has the module `name` from."""
        with Client(self.address, set_as_default=False) as client:
            return list(client.run(lambda: str(__import__(name).__file__)).values())


@contextmanager
def dask_cluster(folder: Path) -> Iterator[DaskCluster]:
    """A cluster that is gone at the end of the block; `folder` holds the package and what the processes write."""
    installed = _install(folder / "installed")
    empty = folder / "empty"
    empty.mkdir()
    address = f"tcp://127.0.0.1:{_free_port()}"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}
    env |= {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    dask = [sys.executable, "-m", "dask"]
    commands = [
        [
            *dask,
            "scheduler",
            "--host",
            address.rpartition(":")[0],
            "--port",
            address.rpartition(":")[2],
            "--no-dashboard",
        ],
        *[[*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]] * 2,
    ]
    with (folder / "log.txt").open("wb") as log:
        processes = [subprocess.Popen(command, cwd=empty, env=env, stdout=log, stderr=log) for command in commands]
        try:
            with Client(address, timeout=START_SECONDS, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=START_SECONDS)
            yield DaskCluster(address, installed, processes[1:])
        finally:
            for process in processes:
                process.kill()
                process.wait()


def _install(target: Path) -> Path:
    """Build the package and unpack it below `target`, as an installation without its dependencies does."""
    wheels = target / "wheels"
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = wheels.glob("*.whl")
    unpack = [sys.executable, "-m", "zipfile", "-e", str(wheel), str(target)]
    subprocess.run(unpack, check=True, capture_output=True)
    return target


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
