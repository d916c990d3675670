"""Several processes that save at once, and ones that are killed: every extraction is there whole, and once."""

import os
import signal
import subprocess
import sys
import time
from itertools import islice

import pytest

from outputs.store import open_store

WORK = """
import sys
from pathlib import Path
from outputs.store import open_store
from schemas.extraction import Extraction

url, file, turn = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
made = [Extraction.model_validate_json(line) for line in file.read_text(encoding="utf-8").splitlines()]
made = made[turn:] + made[:turn]
print("ready", flush=True)
sys.stdin.readline()
with open_store(url) as store:
    for first in range(0, len(made), 10):
        store.save(made[first : first + 10])
        print("saved", *(one.document.document_id for one in made[first : first + 10]), flush=True)
print("done", flush=True)
"""
WRITERS = 4


@pytest.fixture
def made(build_extraction, tmp_path):
    """Eighty extractions, forty of each of two versions, and the file that writers read them from."""
    plain = [build_extraction(f"Huyện {n} có {n + 100} đảng viên.", [(str(n + 100), {})]) for n in range(40)]
    both = [*plain, *(one.model_copy(update={"extractor": "2.0"}) for one in plain)]
    path = tmp_path / "made.jsonl"
    path.write_text("".join(one.model_dump_json() + "\n" for one in both), encoding="utf-8")
    return both, path


def _start(url, path, turn=0):
    command = [sys.executable, "-c", WORK, url, str(path), str(turn)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)


def _go(process):
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("go\n")
    process.stdin.flush()


def _sorted(extractions):
    return sorted(extractions, key=lambda one: one.document.document_id)


def test_four_processes_that_save_the_same_into_a_new_store(url, made):
    both, path = made
    writers = [_start(url, path, turn * 20) for turn in range(WRITERS)]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        assert writer.communicate(timeout=120)[0].endswith("done\n")
        assert writer.returncode == 0
    with open_store(url) as store:
        for version in ("1.0", "2.0"):
            assert list(_sorted(store.extractions(version))) == _sorted(e for e in both if e.extractor == version)
        counts = store.counts()
        assert (counts.documents, counts.extractions, counts.facts) == (40, 80, 80)
        assert list(store.check()) == []


@pytest.mark.parametrize(("lines", "delay"), [(1, 0.0), (2, 0.003), (3, 0.01)])
def test_of_four_writers_two_are_killed(url, made, lines, delay):
    _, path = made
    writers = [_start(url, path, turn * 20) for turn in range(WRITERS)]
    for writer in writers:
        _go(writer)
    said = set()
    for victim in writers[:2]:
        said |= {word for line in islice(victim.stdout, lines) for word in line.split()[1:]}
    time.sleep(delay)
    for victim in writers[:2]:
        victim.send_signal(signal.SIGKILL)
        victim.communicate(timeout=60)
    for writer in writers[2:]:
        assert writer.communicate(timeout=120)[0].endswith("done\n"), "a killed writer keeps nobody waiting"
    with open_store(url) as store:
        assert said <= {e.document.document_id for e in store.extractions()}
        assert (store.counts().documents, store.counts().extractions) == (40, 80)
        assert list(store.check()) == []


@pytest.mark.parametrize("lines", [1, 3])
def test_a_lone_writer_that_is_killed_leaves_whole_batches(url, made, lines):
    both, path = made
    with _start(url, path) as writer:
        _go(writer)
        said = {word for line in islice(writer.stdout, lines) for word in line.split()[1:]}
        writer.send_signal(signal.SIGKILL)
    with open_store(url) as store:
        stored = [e.document.document_id for e in store.extractions("1.0")]
        assert said <= set(stored)
        assert len(stored) % 10 == 0
    with _start(url, path) as writer:
        _go(writer)
        assert writer.stdout.read().endswith("done\n")
    with open_store(url) as store:
        assert list(_sorted(store.extractions("2.0"))) == _sorted(both[40:])
