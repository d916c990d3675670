"""One process that reads, seen from the run: started, asked, ended."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from corpus.isolation.channel import Channel, HungUpError, NotInTimeError
from corpus.isolation.limits import ReadingLimits
from corpus.isolation.wire import READY, Ready
from schemas.errors import ConfigError
from schemas.sources import Source

BOOT = "import gc, sys; gc.disable(); from corpus.isolation.worker import main; main(sys.argv[1:])"
KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONHOME")
"""Variables that a process needs to run; the others may hold passwords, which a document must not get at."""
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
SMALL = 4_096
GOODBYE_SECONDS = 1.0
"""Time between a process's pipes closing and its being gone."""
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")
MEGABYTE = 1024 * 1024


class Worker:
    """A process that reads pages for this one; it dies with this one, however this one ends.

    `sources` are those it was given last, `documents` how many pages it was given, `is_filtered` whether the kernel
    refuses it network, programs and files.
    """

    __slots__ = ("_lifeline", "_process", "_start_mb", "channel", "documents", "is_filtered", "sources")

    def __init__(self, catalogue: str, limits: ReadingLimits) -> None:
        """Start it.

        Raises:
            ConfigError: It does not start, which no document is to blame for.
        """
        self._process, self._lifeline = _start(catalogue)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.channel = Channel(inbox=self._process.stdin.fileno(), outbox=self._process.stdout.fileno())
        self.sources: tuple[Source, ...] = ()
        self.documents = 0
        self.is_filtered = False
        try:
            self.is_filtered = self._await_ready(limits.start_seconds)
        except BaseException:
            self.end()
            raise
        self._start_mb = self.resident_mb()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def grown_mb(self) -> int:
        """How much more memory it holds than at its start; 0 where the system does not say."""
        return self.resident_mb() - self._start_mb

    def resident_mb(self) -> int:
        """Memory that it holds; 0 where the system does not say."""
        try:
            return int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE_SIZE // MEGABYTE
        except (OSError, IndexError):
            return 0

    def interrupt(self) -> None:
        """Kill it and all that it started; whoever waits for its answer then sees it gone."""
        if self._process.returncode is not None and self.is_filtered:
            # It is gone and could start nothing; its number may be another's by now.
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)

    def exit_code(self) -> int | None:
        """How it ended by itself, negative for a signal; None where it has not: it only closed its pipes."""
        try:
            return self._process.wait(timeout=GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            return None

    def end(self) -> None:
        """Kill it, and give back what it held here."""
        self.interrupt()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        os.close(self._lifeline)
        self._process.wait()

    def _await_ready(self, seconds: float) -> bool:
        try:
            letter, payload = self.channel.receive(limit=SMALL, ends=time.monotonic() + seconds)
            if letter == READY:
                return Ready.model_validate_json(payload).is_filtered
            reason: Exception | None = None
        except (HungUpError, NotInTimeError, ValidationError) as error:
            reason = error
        message = "tiến trình đọc tài liệu không khởi động được; hãy cài lại solieu hoặc xem máy còn bộ nhớ không"
        raise ConfigError(message) from reason


def _start(catalogue: str) -> tuple["subprocess.Popen[bytes]", int]:
    reading, writing = os.pipe()
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-c", BOOT, catalogue, str(reading)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            cwd="/",
            env=_environment(),
            pass_fds=(reading,),
            start_new_session=True,
        )
    except OSError as error:
        os.close(writing)
        raise ConfigError(f"không mở được tiến trình đọc tài liệu ({error.strerror})") from error
    finally:
        os.close(reading)
    return process, writing


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    # The folders that this process imports from, whatever told it so; an empty entry is the folder it was started in.
    return kept | ONE_THREAD | {"PYTHONPATH": os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)}
