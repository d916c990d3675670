"""`solieu` in processes that are forked from one with rules and models loaded: what a command costs without its start.

Everything else is that of the command: arguments, environment, streams, signals, exit code, a process group of its own.
Prefect is left out, as where 127.0.0.1 is missing: it may not be loaded before a fork, and takes longer than the work.
Tests of the start itself, of Prefect, and of what a command loads take the command.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

from flows.item_job import NO_PREFECT

WAIT_SECONDS = 120


class ForkedRun:
    """One command at work; `pid` is also the number of its group."""

    def __init__(self, runs: "ForkedRuns", pid: int, streams: Path) -> None:
        self.pid = pid
        self._runs = runs
        self._streams = streams

    def poll(self) -> int | None:
        """Its exit code, negative for a signal; None while it is at work."""
        code: int | None = self._runs.ask("poll", self.pid)
        return code

    def kill(self) -> None:
        """End it and all that it started, as a power cut does."""
        os.killpg(self.pid, signal.SIGKILL)

    def finish(self, timeout: float = WAIT_SECONDS) -> "subprocess.CompletedProcess[str]":
        """Wait for its end: exit code and what it wrote, but for the line that tells of Prefect's absence."""
        end = time.monotonic() + timeout
        while (code := self.poll()) is None:
            assert time.monotonic() < end, (self._streams / "err").read_text(encoding="utf-8")
            time.sleep(0.01)
        out, err = ((self._streams / name).read_text(encoding="utf-8") for name in ("out", "err"))
        return subprocess.CompletedProcess([], code, out, err.replace(f"{NO_PREFECT}\n", ""))


class ForkedRuns:
    """The process that forks, one a session of tests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=plain
        )

    def start(self, *words: object, env: dict[str, str] | None = None) -> ForkedRun:
        """Start `solieu` with the given words."""
        streams = Path(tempfile.mkdtemp(dir=self._folder))
        pid = self.ask("start", {"words": list(map(str, words)), "env": env or {}, "streams": str(streams)})
        return ForkedRun(self, pid, streams)

    def run(
        self, *words: object, env: dict[str, str] | None = None, timeout: float = WAIT_SECONDS
    ) -> "subprocess.CompletedProcess[str]":
        """The finished command."""
        return self.start(*words, env=env).finish(timeout)

    def ask(self, what: str, about: Any) -> Any:
        """What the forking process answers."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([what, about]) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate(timeout=WAIT_SECONDS)


def serve() -> None:
    import flows.prefect_api
    from extractors.extraction import load_extractor

    flows.prefect_api.has_loopback = lambda: False
    load_extractor()
    for line in sys.stdin:
        what, about = json.loads(line)
        if what == "poll":
            pid, status = os.waitpid(about, os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if pid else None
        elif (answer := os.fork()) == 0:
            _become(**about)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _become(words: list[str], env: dict[str, str], streams: str) -> None:
    """Be the command from here on; never comes back."""
    os.setsid()
    for number, name in enumerate(("/dev/null", f"{streams}/out", f"{streams}/err")):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT, 0o644), number)
    os.environ.update(env)
    sys.argv = ["solieu", *words]
    code = 1
    try:
        from flows.cli import main

        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
