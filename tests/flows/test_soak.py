"""Crawl, export and check for a long while, processes killed at random: the store stays whole, nothing grows.

SOLIEU_SOAK_MINUTES says for how long (60); one round of everything is short enough for a first look.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from loopback_newspaper import Newspaper
from loopback_pages import build_story
from loopback_server import serve
from loopback_sources import write_source

MINUTES = float(os.environ.get("SOLIEU_SOAK_MINUTES", "60"))
SEED = 20_261_126
NEW_STORIES = 8
"""What the newspaper prints between two rounds."""
WARM_ROUNDS = 3
"""Rounds until caches are filled; growth counts from there."""
MEMORY_GROWTH = 1.15
SOLIEU = str(Path(sys.executable).with_name("solieu"))
RESIDENT = Path(__file__).with_name("soak_process.py")

pytestmark = [pytest.mark.soak, pytest.mark.timeout(int(MINUTES * 60) + 1_200)]


def _environment(folder: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SOLIEU_"))}
    return clean | {
        "SOLIEU_SOURCES": str(folder / "sources"),
        "SOLIEU_ALLOW_PRIVATE": '["127.0.0.0/8"]',
        "SOLIEU_OUT": str(folder / "out"),
    }


class _Resident:
    """A process that crawls whenever it is told to, and never ends by itself: what leaks shows in it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(RESIDENT)], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def crawl(self) -> dict[str, int]:
        """Files that are open and megabytes that are held after one more crawl."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("crawl\n")
        self._process.stdin.flush()
        report: dict[str, int] = json.loads(self._process.stdout.readline())
        return report

    def close(self) -> None:
        self._process.communicate(timeout=60)


def _kill_at_random(command: list[str], environment: dict[str, str], chance: random.Random) -> bool:
    """Start `command` and kill it and its children some seconds later; whether it was still at work."""
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(timeout=chance.uniform(1, 12))
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def test_rounds_of_crawl_export_and_kills(
    tmp_path: Path, solieu: Callable[..., "subprocess.CompletedProcess[str]"]
) -> None:
    chance = random.Random(SEED)
    paper = Newspaper([build_story(number) for number in range(NEW_STORIES)])
    environment = _environment(tmp_path)
    ends, rounds, kills = time.monotonic() + MINUTES * 60, [], 0
    with serve(lambda seen: paper.answer(seen)) as server:
        write_source(tmp_path / "sources", "bao-mau", server.port)
        resident = _Resident(environment)
        try:
            while not rounds or time.monotonic() < ends:
                for command in (["crawl", "bao-mau"], ["crawl", "bao-mau", "--replay"], ["export"]):
                    kills += _kill_at_random([SOLIEU, *command], environment, chance)
                rounds.append(resident.crawl())
                checked = solieu("db", "check", "--all", env=environment)
                assert checked.returncode == 0, f"after {len(rounds)} rounds: {checked.stderr}"
                printed = len(paper.stories)
                paper = Newspaper([build_story(number) for number in range(printed + NEW_STORIES)])
        finally:
            resident.close()
    with closing(sqlite3.connect(tmp_path / "out" / "solieu.sqlite")) as store:
        found = store.execute("select count(*), count(distinct document_id) from documents").fetchone()
    assert found == (printed, printed), "every story is there, and once"
    assert kills > 0
    if len(rounds) > WARM_ROUNDS:
        warm, last = rounds[WARM_ROUNDS], rounds[-1]
        assert last["files"] <= warm["files"]
        assert last["megabytes"] <= warm["megabytes"] * MEMORY_GROWTH, rounds
