"""Several processes and sudden ends: whatever happens, what was recorded is there once, and nothing in half."""

import os
import signal
import subprocess
import sys
import time
import tracemalloc

import pytest

from outputs.store import open_store
from schemas.errors import OutputError

WORK = """
import hashlib, sys
from datetime import UTC, datetime, timedelta
from outputs.store import PageReading, open_store
from schemas.crawling import ArchivePlace, FoundAddress, Visit
from schemas.twins import DocumentSignature

source, url, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
start = datetime(2026, 11, 2, tzinfo=UTC)

def visit(address, number):
    sha = hashlib.sha256(address.encode()).hexdigest()
    place = ArchivePlace(file=source, offset=number * 10, length=10)
    at = start + timedelta(seconds=number)
    return Visit(url=address, final_url=address, source_id=source, kind="article", status="fetched",
                 media_type="text/html", sha256=sha, retrieved_at=at, place=place)

print("ready", flush=True)
sys.stdin.readline()
with open_store(url) as store:
    names = [f"https://{source}.vn/{number}" for number in range(count)]
    store.frontier.add_found(source, [FoundAddress(url=name, found_in="x") for name in names], at=start)
    run = store.runs.start("r", source, at=start)
    while due := store.frontier.due(source, now=start + timedelta(days=1), limit=10):
        numbers = [names.index(state.url) for state in due]
        store.frontier.record([visit(names[n], n) for n in numbers], now=start + timedelta(days=1))
        print("recorded", *numbers, flush=True)
        pages = store.pages.next_unread([source], extractor="1.0", limit=10)
        readings = [PageReading(page=page, document_id=page.url) for page in pages]
        store.pages.mark_read(readings, extractor="1.0")
        for page in pages:
            marks = {"exact": page.sha256, "bands": ("a", page.url), "content": b""}
            store.twins.add(DocumentSignature(document_id=page.url, published=None, **marks))
    store.runs.finish(run, run.counts, at=start + timedelta(days=1))
print("done", flush=True)
"""


def _start(source: str, url: str, count: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WORK, source, url, str(count)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)


def _go(process):
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("go\n")
    process.stdin.flush()


def test_two_crawls_of_one_new_store_both_finish(url):
    sources = ("bao-a", "bao-b")
    with _start(sources[0], url, 150) as one, _start(sources[1], url, 150) as other:
        for process in (one, other):
            assert process.stdout.readline() == "ready\n"
        for process in (one, other):
            process.stdin.write("go\n")
            process.stdin.flush()
        for process in (one, other):
            assert process.stdout.read().endswith("done\n")
            assert process.wait(timeout=60) == 0
    with open_store(url) as store:
        for source in sources:
            assert store.frontier.count_states(source) == {"fetched": 150}
            assert len(list(store.pages.versions([source]))) == 150
            assert store.runs.history(source, 1)[0].ended is not None
        assert store.pages.count_unread(None, extractor="1.0") == 0
        assert len(store.twins.candidates(["a"], "0" * 64, limit=999)) == 300


@pytest.mark.parametrize(("lines", "delay"), [(1, 0.0), (2, 0.002), (3, 0.006), (5, 0.001), (8, 0.012)])
def test_a_killed_crawl_has_recorded_batches_whole_and_goes_on(url, lines, delay):
    said = []
    with _start("bao-a", url, 100) as process:
        _go(process)
        for _ in range(lines):
            said += map(int, process.stdout.readline().split()[1:])
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    with open_store(url) as store:
        recorded = {int(page.url.rpartition("/")[2]) for page in store.pages.versions()}
        assert set(said) <= recorded, "what was reported as recorded is there"
        assert len(recorded) % 10 == 0, "batches are there whole or not at all"
        assert store.frontier.count_states("bao-a").get("fetched") == len(recorded)
        assert store.runs.history("bao-a", 1)[0].ended is None
    with _start("bao-a", url, 100) as process:
        _go(process)
        again = [int(word) for line in process.stdout if line.startswith("recorded") for word in line.split()[1:]]
    assert not recorded & set(again), "nothing is fetched twice"
    with open_store(url) as store:
        assert store.frontier.count_states("bao-a") == {"fetched": 100}
        assert [len(store.pages.versions_of(state.url)) for state in store.frontier.states("bao-a")] == [1] * 100


def test_a_batch_with_one_bad_visit_is_not_recorded_at_all(frontier, visit, at):
    good = visit("https://a.vn/1", body="x")
    bad = visit("https://a.vn/2", body="y").model_copy(update={"final_url": None})
    with pytest.raises(OutputError):
        frontier.record([good, bad], now=at())
    assert (list(frontier.states("bao-a")), frontier.archived_until("bao-a")) == ([], {})


def test_twenty_thousand_addresses_are_remembered_in_seconds(frontier, found, at):
    addresses = [found(f"https://a.vn/chinh-tri/bai-so-{n}.html", published="2026-11-01") for n in range(20_000)]
    begin = time.perf_counter()
    assert frontier.add_found("bao-a", addresses, at=at()) == 20_000
    assert frontier.add_found("bao-a", addresses, at=at(1)) == 0
    assert time.perf_counter() - begin < 20
    begin = time.perf_counter()
    assert len(frontier.due("bao-a", now=at(2), limit=50)) == 50
    assert time.perf_counter() - begin < 1


def test_memory_does_not_grow_with_the_number_of_addresses(new_url, visit, found, at):
    def peak(count):
        urls = [f"https://a.vn/{number}" for number in range(count)]
        with open_store(new_url()) as store:
            for first in range(0, count, 500):
                part = urls[first : first + 500]
                store.frontier.add_found("bao-a", [found(url) for url in part], at=at())
                store.frontier.record([visit(url, body=url) for url in part], now=at(1))
            tracemalloc.start()
            assert sum(1 for _ in store.frontier.states("bao-a")) == count
            assert sum(1 for _ in store.pages.versions()) == count
            assert len(store.frontier.due("bao-a", now=at(2), limit=50)) == 0
            _, highest = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return highest

    assert peak(8_000) < 1.5 * peak(2_000)
