"""Versions of pages: what is still to be read, which documents they became, and which of them count."""

import json

import pytest

from outputs.publish import publish
from outputs.store import PageReading
from schemas.crawling import FurtherPage

A, B, C = (f"https://a.vn/{name}.html" for name in "abc")


def _read(store, extractor, *documents, limit=100):
    """Reads what is unread: each page becomes the next of `documents`, or fails when that is None."""
    pages = store.pages.next_unread(None, extractor=extractor, limit=limit)
    assert len(pages) == len(documents)
    outcomes = ({"document_id": d} if d else {"error": "no_text"} for d in documents)
    readings = [PageReading(page=page, **outcome) for page, outcome in zip(pages, outcomes, strict=True)]
    store.pages.mark_read(readings, extractor=extractor)
    return [page.url for page in pages]


def _unread(store, extractor="1.0", **options):
    options = {"source_ids": None, "limit": 100} | options
    return [(page.url, page.version) for page in store.pages.next_unread(**options, extractor=extractor)]


def test_the_newest_version_of_each_page_is_read_once(store, frontier, visit, at):
    first = visit(A, body="1", final_url="https://www.a.vn/a.html")
    frontier.record([first, visit(B, hours=1, body="1"), visit(C, hours=1, reason="dns")], now=at(1))
    (page, _) = store.pages.next_unread(None, extractor="1.0", limit=2)
    same = ("url", "final_url", "source_id", "media_type", "sha256", "retrieved_at", "place")
    assert [getattr(page, name) for name in same] == [getattr(first, name) for name in same]
    assert _unread(store) == [(A, 1), (B, 1)]
    assert _unread(store, limit=1) == [(A, 1)]
    assert _read(store, "1.0", "doc-a", None) == [A, B]
    assert _unread(store) == []
    frontier.record([visit(A, hours=30, body="1"), visit(B, hours=30, body="2")], now=at(30))
    assert _unread(store) == [(B, 2)]
    assert store.pages.count_unread(None, extractor="1.0") == 1


@pytest.mark.parametrize("newer", ["2.0", "0.9"])
def test_another_extractor_reads_all_again(store, frontier, visit, at, newer):
    frontier.record([visit(url, body=url) for url in (A, B, C)], now=at())
    _read(store, "1.0", "a", "b", "c")
    assert _unread(store, newer) == [(A, 1), (B, 1), (C, 1)]
    _read(store, newer, "a", limit=1)
    assert _unread(store, newer) == [(B, 1), (C, 1)]
    assert store.pages.count_unread(["bao-a"], extractor=newer) == 2
    assert _unread(store) == [(A, 1)]


def test_pages_of_some_sources(store, frontier, visit, at):
    frontier.record([visit(A, body="a"), visit(B, body="b", source_id="bao-b")], now=at())
    assert _unread(store, source_ids=["bao-b"]) == [(B, 1)]
    assert _unread(store, source_ids=[]) == []
    assert [page.url for page in store.pages.versions(["bao-a"])] == [A]


def test_a_page_that_changed_while_it_was_read_is_read_again(store, frontier, visit, at):
    frontier.record([visit(A, body="1")], now=at())
    (page,) = store.pages.next_unread(None, extractor="1.0", limit=1)
    frontier.record([visit(A, hours=1, body="2")], now=at(1))
    store.pages.mark_read([PageReading(page=page, document_id="old")], extractor="1.0")
    assert _unread(store) == [(A, 2)]
    assert store.pages.superseded_documents() == frozenset()


def test_all_versions_are_there_for_a_replay(store, frontier, visit, at):
    for hour, body in enumerate("1121"):
        frontier.record([visit(url, hours=hour, body=body) for url in (A, B)], now=at(hour))
    every = [(page.url, page.version) for page in store.pages.versions()]
    assert every == [(A, 1), (B, 1), (A, 2), (B, 2), (A, 3), (B, 3)]
    assert [page.version for page in store.pages.versions_of(B)] == [1, 2, 3]


def test_an_older_version_counts_until_a_newer_one_became_a_document(store, frontier, visit, at):
    def superseded():
        return store.pages.superseded_documents()

    frontier.record([visit(A, body="1"), visit(B, body="1")], now=at())
    _read(store, "1.0", "a1", "b1")
    frontier.record([visit(A, hours=1, body="2")], now=at(1))
    assert superseded() == frozenset()
    _read(store, "1.0", None)
    assert superseded() == frozenset(), "a version that cannot be read replaces nothing"
    frontier.record([visit(A, hours=2, body="3")], now=at(2))
    _read(store, "1.0", "a3")
    assert superseded() == {"a1"}
    frontier.record([visit(A, hours=3, body="1")], now=at(3))
    _read(store, "1.0", "a1")
    assert superseded() == {"a3"}, "the first version came back"


def test_a_document_that_two_addresses_share_counts_while_one_shows_it(store, frontier, visit, at):
    frontier.record([visit(A, body="1"), visit(B, body="1")], now=at())
    _read(store, "1.0", "same", "same")
    frontier.record([visit(A, hours=1, body="2")], now=at(1))
    _read(store, "1.0", "other")
    assert store.pages.superseded_documents() == frozenset()
    frontier.record([visit(B, hours=1, body="2")], now=at(1))
    _read(store, "1.0", "other")
    assert store.pages.superseded_documents() == {"same"}


def test_a_page_that_a_newer_extractor_cannot_read_keeps_its_document(store, frontier, visit, at):
    for hour, document in enumerate(("a1", "a2")):
        frontier.record([visit(A, hours=hour, body=document)], now=at(hour))
        _read(store, "1.0", document)
    _read(store, "2.0", None)
    assert store.pages.superseded_documents() == {"a1"}


def test_marking_twice_changes_nothing(store, frontier, visit, at):
    frontier.record([visit(A, body="1")], now=at())
    page = store.pages.next_unread(None, extractor="1.0", limit=1)[0]
    for _ in range(2):
        store.pages.mark_read([PageReading(page=page, document_id="a")] * 2, extractor="1.0")
        assert (_unread(store), store.pages.superseded_documents()) == ([], frozenset())
    store.pages.mark_read([], extractor="1.0")


def test_results_show_the_newest_version_only(store, frontier, visit, at, build_extraction, tmp_path):
    old = build_extraction("Huyện có 45 đảng viên.", [("45", {})], name="cu.html")
    new = build_extraction("Huyện có 54 đảng viên.", [("54", {})], name="moi.html")
    other = build_extraction("Huyện có 7 chi bộ.", [("7", {})], name="tep.txt")
    for hour, extraction in enumerate((old, new)):
        frontier.record([visit(A, hours=hour, body=extraction.document.text)], now=at(hour))
        _read(store, "1.0", extraction.document.document_id)
    store.save([old, new, other])
    assert list(store.extractions()) == [new, other]
    assert list(store.extractions("1.0")) == [new, other]
    assert list(store.extractions(with_superseded=True)) == [old, new, other]
    assert (store.counts().documents, store.counts().superseded) == (3, 1)
    publish(store, tmp_path / "out")
    lines = (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["document"]["name"] for line in lines] == ["moi.html", "tep.txt"]


def test_a_further_page_that_changed_is_a_new_version_of_the_article(store, frontier, visit, at):
    def article(hours, *bodies):
        parts = [visit(f"{A}?trang={n}", body=body, kind="part") for n, body in enumerate(bodies, start=2)]
        further = tuple(FurtherPage(url=part.url, sha256=part.sha256, place=part.place) for part in parts)
        return visit(A, hours=hours, body="1").model_copy(update={"further": further})

    for hours, bodies in enumerate([(), ("x",), ("x",), ("x", "y"), ("y", "x")]):
        frontier.record([article(hours, *bodies)], now=at(hours))
    assert [page.version for page in store.pages.versions_of(A)] == [1, 2, 3, 4]
    assert frontier.state(A).status == "fetched"
    frontier.record([article(5, "y", "x")], now=at(5))
    assert frontier.state(A).status == "unchanged"
    assert [state.url for state in frontier.states("bao-a")] == [A], "a part is no address"
