"""A run killed at any moment, and run again, ends like one undisturbed run."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.sample_corpus import sample_folder

EXPORTS = ("documents.jsonl", "facts.csv", "facts.jsonl", "facts.xlsx", "report.html", "issues.jsonl")
MOMENTS = (0.2, 0.4, 0.55, 0.7, 0.85, 0.97)
"""Shares of the time that an undisturbed run takes."""


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
    with sqlite3.connect(out / "solieu.sqlite") as store:
        assert store.execute("pragma integrity_check").fetchone() == ("ok",)
        tables = [name for (name,) in store.execute("select name from sqlite_master where type = 'table'")]
        rows = {table: sorted(map(repr, _rows(store, table))) for table in tables}
    return {name: (out / name).read_bytes() for name in EXPORTS}, rows


def _rows(store: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    columns = [row[1] for row in store.execute(f"pragma table_info({table})") if not str(row[1]).endswith("_key")]
    return store.execute(f"select {', '.join(columns)} from {table}").fetchall()


pytestmark = pytest.mark.xdist_group("killed runs")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory):
    out = tmp_path_factory.mktemp("whole")
    began = time.monotonic()
    assert finish(start(out)) == (0, [])
    return contents(out), time.monotonic() - began


def test_killed_and_run_again(undisturbed, tmp_path: Path) -> None:
    expected, seconds = undisturbed
    killed = 0
    for share in MOMENTS:
        # All in one folder: each kill finds what the earlier ones left.
        process = start(tmp_path)
        try:
            process.wait(timeout=share * seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            killed += 1
        finish(process)
        _check_nothing_half_written(tmp_path)
    assert killed >= len(MOMENTS) - 2
    assert finish(start(tmp_path)) == (0, [])
    assert contents(tmp_path) == expected
    assert not list(tmp_path.glob(".partial-*"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_polite_stop_says_how_to_resume(undisturbed, tmp_path: Path, number: int) -> None:
    expected, seconds = undisturbed
    process = start(tmp_path)
    time.sleep(0.6 * seconds)
    os.kill(process.pid, number)
    code, (line,) = finish(process)
    assert code == 130
    assert "chạy lại đúng lệnh này" in line
    assert finish(start(tmp_path)) == (0, [])
    assert contents(tmp_path) == expected


def _check_nothing_half_written(out: Path) -> None:
    """An export that is there is a whole one: its last line ends."""
    for name in ("documents.jsonl", "facts.jsonl", "facts.csv"):
        path = out / name
        assert not path.exists() or path.read_bytes().endswith(b"\n")
