"""A store -> all files: the same bytes every time, complete or absent, in bounded memory."""

import hashlib
import json
import os
import pickle
import signal
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from outputs.publish import publish
from outputs.store import open_store
from schemas.errors import OutputError

FILES = ["documents.jsonl", "facts.csv", "facts.jsonl", "facts.xlsx", "manifest.json", "report.html"]


def _digests(folder):
    """Of all files but the manifest, whose version tells how often the store was written."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}


def _publish(tmp_path, name, batches):
    with open_store(f"sqlite:///{tmp_path / name}.sqlite") as store:
        for batch in batches:
            store.save(batch)
        return publish(store, tmp_path / name)


def test_it_says_what_it_wrote(tmp_path, extraction):
    paths = _publish(tmp_path, "out", [[extraction]])
    assert paths == tuple(tmp_path / "out" / name for name in FILES)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == FILES


def test_the_same_store_gives_the_same_bytes(tmp_path, many):
    _publish(tmp_path, "a", [many])
    _publish(tmp_path, "b", [many[40:], many[:50], many[::-1]])
    first, second = _digests(tmp_path / "a"), _digests(tmp_path / "b")
    assert first == second
    assert len(_digests(tmp_path / "a")) == len(FILES) - 1 + len(many)


def test_publishing_again_leaves_nothing_of_before(tmp_path, many):
    with open_store(f"sqlite:///{tmp_path / 's.sqlite'}") as store:
        store.save(many)
        publish(store, tmp_path / "out")
        changed = many[0].model_copy(update={"facts": ()})
        store.save([changed])
        publish(store, tmp_path / "out")
    lines = (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[69])["facts"] == [] or any(not json.loads(line)["facts"] for line in lines)
    assert not [p for p in (tmp_path / "out").iterdir() if p.name.startswith(".")]


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path, store, extraction):
    store.save([extraction])
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written") as caught:
        publish(store, tmp_path / "file" / "out")
    assert "\n" not in str(caught.value)


def test_memory_does_not_grow_with_the_store(tmp_path, build_extraction):
    def peak(count):
        text = "Đảng bộ huyện có 45 đảng viên. " + "x" * 20_000
        made = (build_extraction(f"{text}{n}", [("45", {})], name=f"{n:05}.txt") for n in range(count))
        with open_store(f"sqlite:///{tmp_path / str(count)}.sqlite") as store:
            for extraction in made:
                store.save([extraction])
            reading = store.extractions()
            tracemalloc.start()
            assert sum(1 for _ in reading) == count
            _, highest = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return highest

    assert peak(600) < 1.5 * peak(150)


WORK = """
import pickle, sys
from pathlib import Path
from outputs.publish import publish
from outputs.store import open_store
folder = Path(sys.argv[1])
extractions = pickle.loads((folder / "extractions.pickle").read_bytes())
print("ready", flush=True)
with open_store(f"sqlite:///{folder / 'store.sqlite'}") as store:
    for first in range(0, len(extractions), 7):
        store.save(extractions[first:first + 7])
        print("saved", flush=True)
    publish(store, folder / "out")
print("done", flush=True)
"""


def _start(folder):
    command = [sys.executable, "-c", WORK, str(folder)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def _kill_after(folder, said, delay):
    """Runs the work and kills it `delay` seconds after it has said `said` lines."""
    with _start(folder) as process:
        for _ in range(said):
            assert process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)


OFTEN = [(1, 0.0), (4, 0.004), (11, 0.02), (11, 0.7)]
SELDOM = [(1, 0.03), (2, 0.001), (9, 0.0), (11, 0.3), (11, 1.2), (11, 1.8)]
"""Moments for a kill: lines that the run has said, and seconds behind; the second list only in long runs."""


@pytest.mark.parametrize(
    ("said", "delay"), [*OFTEN, *(pytest.param(*moment, marks=pytest.mark.soak) for moment in SELDOM)]
)
def test_a_killed_run_and_a_second_one_end_like_an_undisturbed_one(tmp_path, many, said, delay):
    (tmp_path / "extractions.pickle").write_bytes(pickle.dumps(many))
    _publish(tmp_path, "undisturbed", [many])
    _kill_after(tmp_path, said, delay)
    with _start(tmp_path) as second:
        assert second.communicate()[0].endswith("done\n")
    with open_store(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        assert sorted(store.extractions(), key=repr) == sorted(many, key=repr)
    assert _digests(tmp_path / "out") == _digests(tmp_path / "undisturbed")
