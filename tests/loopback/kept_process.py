"""`solieu` again and again in one process, this one or one of its own: what commands load is loaded once.

Everything else is that of the command: arguments, environment, streams, exit code. Tests of the start itself, of
signals, and of what a command loads take the command.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
from unittest import mock

from flows.cli import main


def run_here(words: list[str]) -> "subprocess.CompletedProcess[str]":
    """What the command with these words ends with and writes, run in this process."""
    command, code = ["solieu", *words], 0
    with (
        mock.patch.object(sys, "argv", command),
        contextlib.redirect_stdout(io.StringIO()) as out,
        contextlib.redirect_stderr(io.StringIO()) as err,
    ):
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    return subprocess.CompletedProcess(command, code, out.getvalue(), err.getvalue())


class KeptProcess:
    """A process with an environment of its own, for what reads it when it is imported: Prefect."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment,
        )

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """The finished command."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
        return subprocess.CompletedProcess(words, *json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.communicate(timeout=30)


def serve() -> None:
    reply_to = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    for line in sys.stdin:
        done = run_here(json.loads(line))
        print(json.dumps([done.returncode, done.stdout, done.stderr]), file=reply_to, flush=True)


if __name__ == "__main__":
    serve()
