"""Several processes that save at once, and ones that are killed: every extraction is there whole, and once."""

import time
from itertools import islice

import pytest
from store_workers import Worker, save_in_batches

from outputs.store import open_store

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
    return Worker(save_in_batches, url, str(path), turn)


def _ids(lines):
    return {word for line in lines for word in line.split()[1:]}


def _sorted(extractions):
    return sorted(extractions, key=lambda one: one.document.document_id)


def test_four_processes_that_save_the_same_into_a_new_store(new_url, made):
    url = new_url()
    both, path = made
    writers = [_start(url, path, turn * 20) for turn in range(WRITERS)]
    for writer in writers:
        writer.go()
    for writer in writers:
        assert writer.lines()[-1] == "done"
        assert writer.join() == 0
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
        writer.go()
    said = set()
    for victim in writers[:2]:
        said |= _ids(islice(iter(victim.line, None), lines))
    time.sleep(delay)
    for victim in writers[:2]:
        said |= _ids(victim.kill())
    for writer in writers[2:]:
        assert writer.lines()[-1] == "done", "a killed writer keeps nobody waiting"
    with open_store(url) as store:
        assert said <= {e.document.document_id for e in store.extractions()}
        assert (store.counts().documents, store.counts().extractions) == (40, 80)
        assert list(store.check()) == []


@pytest.mark.parametrize("lines", [1, 3])
def test_a_lone_writer_that_is_killed_leaves_whole_batches(url, made, lines):
    both, path = made
    writer = _start(url, path)
    writer.go()
    said = _ids(islice(iter(writer.line, None), lines))
    said |= _ids(writer.kill())
    with open_store(url) as store:
        stored = [e.document.document_id for e in store.extractions("1.0")]
        assert said <= set(stored)
        assert len(stored) % 10 == 0
    writer = _start(url, path)
    writer.go()
    assert writer.lines()[-1] == "done"
    with open_store(url) as store:
        assert list(_sorted(store.extractions("2.0"))) == _sorted(both[40:])
