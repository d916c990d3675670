"""A run killed at any moment, and run again, ends like one undisturbed run."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pytest
from forked_runs import ForkedRuns

from corpus.sample_corpus import sample_folder

EXPORTS = ("documents.jsonl", "facts.csv", "facts.jsonl", "facts.xlsx", "report.html", "issues.jsonl")
MOMENTS = ("store", "6 stored", "publishing")
MANY_MOMENTS = ("lock", "store", "2 stored", "6 stored", "12 stored", "publishing")
"""What must have happened in the output folder when the kill comes, in the order of a run; the second in long runs."""


LOGS = ("check_renewals", "exports", "store_versions")
"""Tables of what was done to the store and when, not of what is in it."""


WORDS = ("run", sample_folder(), "--out")
ENVIRONMENT = {"SOLIEU_BATCH_SIZE": "2"}

Start = Callable[[Path], "Run"]


class Run(Protocol):
    """A run at work, the command itself or forked."""

    pid: int

    def poll(self) -> int | None: ...

    def finish(self) -> "subprocess.CompletedProcess[str]": ...


class Command(subprocess.Popen[str]):
    """The command as a person starts it, with Prefect."""

    def __init__(self, out: Path) -> None:
        command = [str(Path(sys.executable).with_name("solieu")), *map(str, WORDS), str(out)]
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}
        super().__init__(
            command,
            env=clean | ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def finish(self) -> "subprocess.CompletedProcess[str]":
        out, err = self.communicate(timeout=120)
        return subprocess.CompletedProcess([], self.returncode, out, err)


@pytest.fixture(scope="module")
def forked(forked_runs: ForkedRuns) -> Start:
    return lambda out: forked_runs.start(*WORDS, out, env=ENVIRONMENT)


def finish(run: "Run") -> tuple[int, list[str]]:
    """Exit code and the lines on standard error."""
    done = run.finish()
    return done.returncode, done.stderr.splitlines()


def contents(out: Path) -> "Contents":
    """The exports byte for byte, and all rows of the store without its running numbers."""
    with closing(sqlite3.connect(out / "solieu.sqlite")) as store:
        assert store.execute("pragma integrity_check").fetchone() == ("ok",)
        named = [name for (name,) in store.execute("select name from sqlite_master where type = 'table'")]
        tables = [name for name in named if name not in LOGS]
        rows = {table: sorted(map(repr, _rows(store, table))) for table in tables}
    return {name: (out / name).read_bytes() for name in EXPORTS}, rows


def _rows(store: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    names = [str(row[1]) for row in store.execute(f"pragma table_info({table})")]
    # Running numbers and the time of storing say when, not what.
    columns = [name for name in names if not name.endswith("_key") and name not in ("version", "stored_at")]
    return store.execute(f"select {', '.join(columns)} from {table}").fetchall()


Contents = tuple[dict[str, bytes], dict[str, list[tuple[object, ...]]]]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, forked: Start) -> Contents:
    out = tmp_path_factory.mktemp("whole")
    assert finish(forked(out)) == (0, [])
    return contents(out)


def test_killed_and_run_again(expected: Contents, forked: Start, tmp_path: Path) -> None:
    _kill_at(MOMENTS, forked, tmp_path)
    assert contents(tmp_path) == expected


@pytest.mark.soak
def test_the_command_killed_and_run_again(expected: Contents, tmp_path: Path) -> None:
    _kill_at(MANY_MOMENTS, Command, tmp_path)
    assert contents(tmp_path) == expected


def _kill_at(moments: tuple[str, ...], start: Start, out: Path) -> None:
    for moment in moments:
        # All in one folder: each run finds what the killed ones before it left.
        run = start(out)
        wait_for(moment, out, run)
        os.killpg(run.pid, signal.SIGKILL)
        assert finish(run)[0] == -signal.SIGKILL
        _check_nothing_half_written(out)
    assert finish(start(out)) == (0, [])
    assert not list(out.glob(".partial-*"))


def test_a_polite_stop_says_how_to_resume(expected: Contents, forked: Start, tmp_path: Path) -> None:
    # Prefect turns Ctrl-C into errors of its own, so that the first is the command as it is.
    for start, number, moment in ((Command, signal.SIGINT, "2 stored"), (forked, signal.SIGTERM, "8 stored")):
        run = start(tmp_path)
        wait_for(moment, tmp_path, run)
        os.kill(run.pid, number)
        code, (line,) = finish(run)
        assert code == 130
        assert "chạy lại đúng lệnh này" in line
    assert finish(forked(tmp_path)) == (0, [])
    assert contents(tmp_path) == expected


def wait_for(moment: str, out: Path, process: "Run") -> None:
    """Return as soon as `moment` has come; the run must not have ended before."""
    end = time.monotonic() + 100
    while not _has_come(moment, out):
        assert process.poll() is None, f"the run ended before {moment}: {finish(process)}"
        assert time.monotonic() < end
        time.sleep(0.005)


def _has_come(moment: str, out: Path) -> bool:
    match moment.split():
        case ["lock"]:
            return (out / ".solieu.lock").exists()
        case ["store"]:
            return (out / "solieu.sqlite").exists()
        case ["publishing"]:
            return (out / ".partial-stage").exists()
        case [number, "stored"]:
            return _stored(out) >= int(number)
    raise ValueError(moment)


def _stored(out: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{out / 'solieu.sqlite'}?mode=ro", uri=True)) as store:
            return int(store.execute("select count(*) from extractions").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet, or without tables
        return 0


def _check_nothing_half_written(out: Path) -> None:
    """An export that is there is a whole one: its last line ends."""
    for name in ("documents.jsonl", "facts.jsonl", "facts.csv"):
        path = out / name
        assert not path.exists() or path.read_bytes().endswith(b"\n")
