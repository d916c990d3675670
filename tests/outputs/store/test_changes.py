"""Whatever changes what results show is new in the next increment, and nothing else is."""

import pytest

from outputs.store.since import Since
from schemas.crawling import Twin
from schemas.twins import DocumentSignature


@pytest.fixture
def new(store):
    """Documents that are new since the last call, those that left the results, and the version."""
    last = [Since()]

    def since_last():
        with store.snapshot(last[0]) as snapshot:
            last[0] = Since.parse(snapshot.version)
            return {one.document.document_id for one in snapshot.extractions()}, snapshot.removed()

    return since_last


def ids(extractions):
    return {one.document.document_id for one in extractions}


def test_saving_again_is_no_change_and_a_new_version_of_an_extractor_is(store, many, new):
    store.save(many[:4])
    assert new() == (ids(many[:4]), ())
    store.save(many[:4])
    assert new() == (set(), ())
    assert store.version() == 1
    store.save([many[2].model_copy(update={"extractor": "2.0"})])
    assert new() == (ids([many[2]]), ())
    store.save([many[2]])
    assert new() == (ids([many[2]]), ()), "the older one is the newest again"


def _sign(document_id, published):
    return DocumentSignature(document_id=document_id, published=published, exact="0" * 64, bands=("a",), content=b"")


def test_a_twin_that_is_found_later_is_new_and_so_are_the_twins_of_what_changes(store, many, new):
    store.save(many[:3])
    new()
    first, second, third = (one.document.document_id for one in many[:3])
    store.twins.add_all([_sign(first, "2023-01-01"), _sign(second, "2023-01-02"), _sign(third, "2022-12-01")])
    assert new() == (set(), ()), "a signature alone changes no result"
    store.twins.link(Twin(document_id=second, twin_of=first, kind="near", similarity=0.9))
    assert new() == ({first, second}, ())
    store.twins.link(Twin(document_id=second, twin_of=first, kind="near", similarity=0.9))
    assert new() == (set(), ()), "the same link once more"
    store.save([many[0].model_copy(update={"extractor": "2.0"})])
    assert new() == ({first, second}, ()), "facts of a twin hang on those of its original"
    store.twins.link(Twin(document_id=third, twin_of=second, kind="near", similarity=0.9))
    assert new() == ({first, second, third}, ())
    store.twins.forget([third])
    assert new() == ({first, second, third}, ())


@pytest.fixture
def read_page(store, frontier, visit, found, at):
    """Fetches the page with a body at an hour, and reads it into a document."""
    url = "https://a.vn/1"
    frontier.add_found("bao-a", [found(url)], at=at())

    def read(body, document_id, hours):
        from outputs.store import PageReading

        frontier.record([visit(url, body=body, hours=hours)], now=at(hours))
        (page,) = store.pages.next_unread(None, extractor=f"e{hours}", limit=9)
        store.pages.mark_read([PageReading(page=page, document_id=document_id)], extractor=f"e{hours}")

    return read


def test_an_older_version_of_a_page_leaves_and_comes_back(store, many, new, read_page):
    first, second = (one.document.document_id for one in many[:2])
    store.save(many[:1])
    read_page("một", first, 1)
    assert new() == ({first}, ())
    store.save(many[1:2])
    read_page("hai", second, 2)
    assert new() == ({second}, (first,))
    assert new() == (set(), ())
    read_page("một", first, 3)
    assert new() == ({first}, (second,)), "the page is again as it was at first"


def test_versions_count_on_and_their_marks_tell_stores_apart(store, many):
    marks = []
    for first in range(3):
        store.save(many[first : first + 1])
        with store.snapshot() as snapshot:
            marks.append(snapshot.version)
    assert [mark.partition("-")[0] for mark in marks] == ["1", "2", "3"]
    assert len({mark.partition("-")[2] for mark in marks}) == 3
    for number, mark in enumerate(marks):
        with store.snapshot(Since.parse(mark)) as snapshot:
            assert snapshot.since == number + 1
            assert snapshot.documents == 2 - number
