"""Several processes and sudden ends: whatever happens, what was recorded is there once, and nothing in half."""

import time
import tracemalloc

import pytest
from store_workers import Worker, crawl

from outputs.store import open_store
from schemas.errors import OutputError


def _start(source, url, count):
    worker = Worker(crawl, source, url, count)
    worker.go()
    return worker


def test_two_crawls_of_one_new_store_both_finish(new_url):
    url = new_url()
    sources = ("bao-a", "bao-b")
    for worker in [_start(source, url, 150) for source in sources]:
        assert worker.lines()[-1] == "done"
        assert worker.join() == 0
    with open_store(url) as store:
        for source in sources:
            assert store.frontier.count_states(source) == {"fetched": 150}
            assert len(list(store.pages.versions([source]))) == 150
            assert store.runs.history(source, 1)[0].ended is not None
        assert store.pages.count_unread(None, extractor="1.0") == 0
        assert len(store.twins.candidates(["a"], "0" * 64, limit=999)) == 300


@pytest.mark.parametrize(("lines", "delay"), [(1, 0.0), (3, 0.006), (8, 0.012)])
def test_a_killed_crawl_has_recorded_batches_whole_and_goes_on(url, lines, delay):
    worker = _start("bao-a", url, 100)
    said = [line for _ in range(lines) if (line := worker.line())]
    time.sleep(delay)
    said += worker.kill()
    said = [int(word) for line in said for word in line.split()[1:]]
    with open_store(url) as store:
        recorded = {int(page.url.rpartition("/")[2]) for page in store.pages.versions()}
        assert set(said) <= recorded, "what was reported as recorded is there"
        assert len(recorded) % 10 == 0, "batches are there whole or not at all"
        assert store.frontier.count_states("bao-a").get("fetched") == len(recorded)
        assert store.runs.history("bao-a", 1)[0].ended is None
    said = _start("bao-a", url, 100).lines()
    again = [int(word) for line in said if line.startswith("recorded") for word in line.split()[1:]]
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
