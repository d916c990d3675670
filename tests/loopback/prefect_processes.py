"""A Prefect server and a worker as an operator starts them, for tests; nothing outlives them."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

BIN = Path(sys.executable).parent

T = TypeVar("T")


class PrefectProcesses:
    """A server with its own PREFECT_HOME, and what is started beside it; `environment` is what all of them see."""

    def __init__(self, home: Path, **environment: str) -> None:
        self._home = home
        self._started: list[subprocess.Popen[bytes]] = []
        self.port = _free_port()
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}
        self.environment = (
            plain
            | environment
            | {
                "DO_NOT_TRACK": "1",
                "NO_PROXY": "127.0.0.1",
                "no_proxy": "127.0.0.1",
                "PREFECT_HOME": str(home),
                "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
                "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
                "PREFECT_SERVER_UI_ENABLED": "false",
                "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
                "PREFECT_WORKER_QUERY_SECONDS": "2",
            }
        )

    def start_server(self, *, seconds: float) -> None:
        """Start the server and wait until it answers: its migrations take 10 to 25 seconds, on PostgreSQL a minute."""
        server = self.start("prefect", "server", "start", "--host", "127.0.0.1", "--port", str(self.port))
        self.wait_for(lambda: server.poll() is not None or self._is_up(), seconds=seconds)
        assert server.poll() is None, self.log_of("prefect-server")

    def start(self, *command: str) -> "subprocess.Popen[bytes]":
        """Start a command of the virtual environment; its output goes into a file of the home."""
        self._home.mkdir(parents=True, exist_ok=True)
        with (self._home / f"{command[0]}-{command[1]}.log").open("ab") as log:
            process = subprocess.Popen(
                [str(BIN / command[0]), *command[1:]],
                env=self.environment,
                cwd=self._home,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._started.append(process)
        return process

    def log_of(self, name: str) -> str:
        """What the command "prefect-server" or "prefect-worker" printed so far."""
        return (self._home / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def post(self, path: str, **body: Any) -> Any:
        """What the server answers to a question in JSON."""
        return self._ask("POST", path, body)

    def patch(self, path: str, **body: Any) -> None:
        """Change a part of what the server holds at `path`."""
        self._ask("PATCH", path, body)

    def post_list(self, path: str, body: list[Any]) -> Any:
        """As `post`, where the server takes a list."""
        return self._ask("POST", path, body)

    def get(self, path: str) -> Any:
        """What the server holds at `path`."""
        return self._ask("GET", path, None)

    def _ask(self, method: str, path: str, body: dict[str, Any] | list[Any] | None) -> Any:
        request = urllib.request.Request(
            f"{self.environment['PREFECT_API_URL']}/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
            method=method,
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        deadline = time.monotonic() + 30
        while True:
            try:
                with opener.open(request, timeout=20) as answer:
                    return json.loads(answer.read() or b"null")
            except urllib.error.HTTPError as error:
                # A server whose database is busy says so and changes nothing; Prefect's own client asks again too.
                if error.code != HTTPStatus.SERVICE_UNAVAILABLE or time.monotonic() > deadline:
                    raise
            time.sleep(0.5)

    def wait_for(self, find: Callable[[], T], *, seconds: float) -> T:
        """The first thing that `find` finds, asked twice a second."""
        deadline = time.monotonic() + seconds
        while not (found := find()):
            assert time.monotonic() < deadline, "\n".join(map(str, sorted(self._home.glob("*.log"))))
            time.sleep(0.5)
        return found

    def close(self) -> None:
        """End everything that was started, and what it has started: runs stand in sessions of their own."""
        for process in reversed(self._started):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=20)
        for pid in self._left():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while self._left() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert self._left() == []

    def _left(self) -> list[int]:
        mark = f"PREFECT_HOME={self._home}\0".encode()
        left = []
        for path in Path("/proc").glob("[0-9]*/environ"):
            with contextlib.suppress(OSError):
                if mark in path.read_bytes() + b"\0":
                    left.append(int(path.parent.name))
        return left

    def _is_up(self) -> bool:
        try:
            return bool(self.post("deployments/filter", limit=1) == [])
        except OSError:
            return False


@contextlib.contextmanager
def prefect_processes(home: Path, *, seconds: float = 90, **environment: str) -> Iterator[PrefectProcesses]:
    """A server that answers; everything is ended at the end of the block."""
    processes = PrefectProcesses(home, **environment)
    try:
        processes.start_server(seconds=seconds)
        yield processes
    finally:
        processes.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
