"""A run killed at any moment, and run again, ends like one undisturbed run."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from corpus.sample_corpus import sample_folder

EXPORTS = ("documents.jsonl", "facts.csv", "facts.jsonl", "facts.xlsx", "report.html", "issues.jsonl")
MOMENTS = ("store", "6 stored", "publishing")
MANY_MOMENTS = ("lock", "store", "2 stored", "6 stored", "12 stored", "publishing")
"""What must have happened in the output folder when the kill comes, in the order of a run; the second in long runs."""


LOGS = ("check_renewals", "exports", "store_versions")
"""Tables of what was done to the store and when, not of what is in it."""


def start(out: Path) -> "subprocess.Popen[bytes]":
    command = [str(Path(sys.executable).with_name("solieu")), "run", str(sample_folder()), "--out", str(out)]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}
    return subprocess.Popen(
        command,
        env=env | {"SOLIEU_BATCH_SIZE": "2"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finish(process: "subprocess.Popen[bytes]") -> tuple[int, list[str]]:
    """Exit code and the lines on standard error."""
    _, errors = process.communicate(timeout=120)
    return process.returncode, errors.decode().splitlines()


def contents(out: Path) -> tuple[dict[str, bytes], dict[str, list[tuple[object, ...]]]]:
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


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory):
    out = tmp_path_factory.mktemp("whole")
    assert finish(start(out)) == (0, [])
    return contents(out)


@pytest.mark.parametrize("moments", [MOMENTS, pytest.param(MANY_MOMENTS, marks=pytest.mark.soak)])
def test_killed_and_run_again(expected, tmp_path: Path, moments: tuple[str, ...]) -> None:
    for moment in moments:
        # All in one folder: each run finds what the killed ones before it left.
        process = start(tmp_path)
        wait_for(moment, tmp_path, process)
        os.killpg(process.pid, signal.SIGKILL)
        assert finish(process)[0] == -signal.SIGKILL
        _check_nothing_half_written(tmp_path)
    assert finish(start(tmp_path)) == (0, [])
    assert contents(tmp_path) == expected
    assert not list(tmp_path.glob(".partial-*"))


def test_a_polite_stop_says_how_to_resume(expected, tmp_path: Path) -> None:
    for number, moment in ((signal.SIGINT, "2 stored"), (signal.SIGTERM, "8 stored")):
        process = start(tmp_path)
        wait_for(moment, tmp_path, process)
        os.kill(process.pid, number)
        code, (line,) = finish(process)
        assert code == 130
        assert "chạy lại đúng lệnh này" in line
    assert finish(start(tmp_path)) == (0, [])
    assert contents(tmp_path) == expected


def wait_for(moment: str, out: Path, process: "subprocess.Popen[bytes]") -> None:
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
