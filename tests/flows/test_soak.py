"""Crawl, extract, run and export for a long while, processes killed at random: the stores stay whole, nothing grows.

SOLIEU_SOAK_MINUTES says for how long (60), SOLIEU_SOAK_REPORT names a file for what was measured; one round of
everything is short enough for a first look.
"""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median

import pytest
from loopback_newspaper import Newspaper
from loopback_pages import build_story, render_story
from loopback_server import serve
from loopback_sources import write_source
from random_kills import Victim, kill_at_random

MINUTES = float(os.environ.get("SOLIEU_SOAK_MINUTES", "60"))
SEED = 20_261_126
NEW_STORIES = 8
"""What the newspaper prints between two rounds."""
WARM_ROUNDS = 3
"""Rounds until caches are filled; growth counts from there."""
MEMORY_GROWTH = 1.1
LONGEST = 600
"""Seconds of the longest command."""
SOLIEU = str(Path(sys.executable).with_name("solieu"))
RESIDENT = Path(__file__).with_name("soak_process.py")
EXPORTS = ("documents.jsonl", "facts.jsonl", "facts.csv", "checks.jsonl")

Solieu = Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = [pytest.mark.soak, pytest.mark.timeout(int(MINUTES * 60) + 1_800)]


def _environment(folder: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}
    return clean | {
        "SOLIEU_SOURCES": str(folder / "sources"),
        "SOLIEU_ALLOW_PRIVATE": '["127.0.0.0/8"]',
        "SOLIEU_OUT": str(folder / "out"),
        "SOLIEU_TASK_RUNNER": "processes",
        "SOLIEU_WORKERS": "2",
        "SOLIEU_BATCH_SIZE": "4",
    }


class _Resident:
    """A process that crawls, extracts and exports whenever it is told to, and never ends: what leaks shows in it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(RESIDENT)], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def work(self, articles: Path) -> dict[str, int]:
        """Files that are open and megabytes that are held after one more round."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{articles}\n")
        self._process.stdin.flush()
        report: dict[str, int] = json.loads(self._process.stdout.readline())
        return report

    def close(self) -> None:
        self._process.communicate(timeout=60)


class _Strikes:
    """Kills at a random moment of the time that a command takes, which its first run tells and each later one too."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._chance = Random(SEED)
        self._seconds: dict[tuple[str, ...], float] = {}

    def strike(self, command: list[str]) -> Victim | None:
        """Who was struck; None where the command came to its end before."""
        began, usual = time.monotonic(), self._seconds.get(tuple(command))
        seconds = LONGEST if usual is None else self._chance.uniform(0, usual)
        victim = kill_at_random([SOLIEU, *command], self._environment, self._chance, seconds=seconds)
        if victim is None:
            self._seconds[tuple(command)] = time.monotonic() - began
        return victim


def _commands(folder: Path, articles: Path) -> tuple[list[str], ...]:
    return (
        ["crawl", "bao-mau"],
        ["crawl", "bao-mau", "--replay"],
        ["extract", str(articles), "--out", str(folder / "extracted")],
        ["run", str(articles), "--out", str(folder / "ran")],
        ["export"],
    )


def _print_stories(paper: Newspaper, articles: Path) -> None:
    """Some more stories for the newspaper, and each as a file too."""
    articles.mkdir(exist_ok=True)
    for _ in range(NEW_STORIES):
        story = build_story(len(paper.stories))
        paper.stories.append(story)
        (articles / f"{story.number:05}.html").write_text(render_story(story), encoding="utf-8")


def test_rounds_of_crawl_extract_export_and_kills(tmp_path: Path, solieu: Solieu) -> None:
    struck = Counter[tuple[str, str]]()
    paper, articles = Newspaper([]), tmp_path / "articles"
    environment = _environment(tmp_path)
    strikes = _Strikes(environment)
    ends, rounds = time.monotonic() + MINUTES * 60, []
    with serve(paper.answer) as server:
        write_source(tmp_path / "sources", "bao-mau", server.port)
        resident = _Resident(environment)
        try:
            while not rounds or time.monotonic() < ends:
                _print_stories(paper, articles)
                for command in _commands(tmp_path, articles):
                    if victim := strikes.strike(command):
                        struck[command[0], victim] += 1
                rounds.append(resident.work(articles))
                _check_stores(solieu, tmp_path, environment, number=len(rounds))
                _report(rounds, struck)
        finally:
            resident.close()
    _check_all_is_there(solieu, tmp_path, environment, printed=len(paper.stories))
    assert struck.total() > 0
    if len(rounds) > 2 * WARM_ROUNDS:
        _check_nothing_grows(rounds[WARM_ROUNDS:])


def _check_stores(solieu: Solieu, folder: Path, environment: dict[str, str], *, number: int) -> None:
    for store in ("out", "ran"):
        if (folder / store / "solieu.sqlite").exists():
            checked = solieu("db", "check", "--all", "--out", folder / store, env=environment)
            assert checked.returncode == 0, f"{store} after {number} rounds: {checked.stdout}{checked.stderr}"


def _check_all_is_there(solieu: Solieu, folder: Path, environment: dict[str, str], *, printed: int) -> None:
    """After one round that nobody disturbs every story is there, once, and as a run that knows no kill gives it."""
    articles = folder / "articles"
    for command in (*_commands(folder, articles), ["run", str(articles), "--out", str(folder / "whole")]):
        done = solieu(*command, env=environment, timeout=600)
        # A crawl remarks that the stories of this newspaper are old.
        assert done.returncode == 0 or command[0] == "crawl", (command, done.stderr)
        assert "Traceback" not in done.stderr
    with closing(sqlite3.connect(folder / "out" / "solieu.sqlite")) as store:
        found = store.execute("select count(*), count(distinct document_id) from documents").fetchone()
    assert found == (printed, printed)
    for name in EXPORTS:
        assert (folder / "ran" / name).read_bytes() == (folder / "whole" / name).read_bytes(), name
    assert sorted(path.name for path in (folder / "extracted").iterdir()) == [f"{n:05}.json" for n in range(printed)]
    assert [path for path in folder.rglob(".*part*") if path.name != ".prefect"] == []


def _check_nothing_grows(rounds: Sequence[dict[str, int]]) -> None:
    """What a process that never ends holds at its end is what it held when its caches were filled."""
    third = max(1, len(rounds) // 3)
    first, last = rounds[:third], rounds[-third:]
    assert max(one["files"] for one in last) <= max(one["files"] for one in first), rounds
    grown = median(one["megabytes"] for one in last) / median(one["megabytes"] for one in first)
    assert grown <= MEMORY_GROWTH, rounds


def _report(rounds: Sequence[dict[str, int]], struck: Counter[tuple[str, str]]) -> None:
    if name := os.environ.get("SOLIEU_SOAK_REPORT"):
        content = {"rounds": rounds, "killed": {" ".join(key): count for key, count in sorted(struck.items())}}
        Path(name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
