"""Fills a real database and reads it back."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from outputs.store import Counts, SaveResult, open_store
from schemas.documents import TextRegion


def test_what_goes_in_comes_back_equal(store, extraction):
    store.save([extraction])
    assert list(store.extractions()) == [extraction]


def test_where_the_text_stood_comes_back_equal(store, extraction):
    regions = (
        TextRegion(start=0, end=9, role="title", page=1, box=(72.5, 40, 523.25, 58)),
        TextRegion(start=10, end=19, role="table_row", table=1, row=2),
        TextRegion(start=10, end=12, role="cell", sheet="Phụ lục 1", table=1, row=2, column=1, is_head=True),
    )
    document = extraction.document.model_copy(update={"regions": regions, "marks": ("tcvn3", "scanned_pages")})
    made = extraction.model_copy(update={"document": document})
    store.save([made])
    assert list(store.extractions()) == [made]


@pytest.mark.parametrize("digits", ["0.44", "2.50", "1E+3", "12345678901234567890.123456789", "0", "-3"])
def test_decimals_stay_exact(store, build_extraction, digits):
    made = build_extraction("có 7 người", [("7", {"value": Decimal(digits)})])
    store.save([made])
    (read,) = store.extractions()
    assert str(read.facts[0].value) == digits


def test_saving_twice_stores_nothing_twice(store, extraction, many):
    assert store.save(many) == SaveResult(stored=70, unchanged=0)
    counts = store.counts()
    assert store.save(many) == SaveResult(stored=0, unchanged=70)
    assert store.save([extraction, extraction]) == SaveResult(stored=0, unchanged=2)
    assert store.counts() == counts
    assert counts == Counts(
        documents=70,
        extractions=70,
        facts=sum(len(e.facts) for e in many),
        ledger=sum(len(e.ledger) for e in many),
        checks=2,
    )


def test_other_facts_of_the_same_version_replace(store, extraction):
    store.save([extraction])
    fewer = extraction.model_copy(update={"facts": extraction.facts[:3], "checks": ()})
    assert store.save([fewer]) == SaveResult(stored=1, unchanged=0)
    assert list(store.extractions()) == [fewer]
    assert store.counts().facts == 3


def test_a_further_retrieval_is_no_new_content(store, extraction):
    store.save([extraction])
    later = extraction.document.model_copy(update={"retrieved_at": datetime(2026, 1, 1, tzinfo=UTC)})
    assert store.save([extraction.model_copy(update={"document": later})]).unchanged == 1
    assert list(store.extractions()) == [extraction]


def test_two_versions_stand_side_by_side_and_the_newest_is_read(store, extraction):
    newer = extraction.model_copy(update={"extractor": "2.0", "facts": extraction.facts[:1], "checks": ()})
    store.save([extraction])
    store.save([newer])
    assert list(store.extractions()) == [newer]
    assert list(store.extractions("1.0")) == [extraction]
    assert store.is_current(extraction.document.document_id, "2.0")
    assert not store.is_current(extraction.document.document_id, "1.0")
    assert not store.is_current("unheard", "1.0")
    assert (store.counts().documents, store.counts().extractions) == (1, 2)


def test_going_back_to_an_older_version_makes_it_the_newest(store, extraction):
    newer = extraction.model_copy(update={"extractor": "2.0", "facts": extraction.facts[:1], "checks": ()})
    store.save([extraction, newer])
    assert store.save([extraction]) == SaveResult(stored=1, unchanged=0)
    assert list(store.extractions()) == [extraction]
    assert store.save([extraction]) == SaveResult(stored=0, unchanged=1)
    assert list(store.extractions("2.0")) == [newer]


@pytest.mark.parametrize(("options", "left"), [({}, "34567"), ({"kept": 2}, "67"), ({"kept": 0}, "1234567")])
def test_the_newest_versions_are_kept(url, extraction, options, left):
    with open_store(url, **options) as store:
        store.save([extraction.model_copy(update={"extractor": version}) for version in "1234567"])
        assert (store.counts().documents, store.counts().extractions) == (1, len(left))
        assert [version for version in "1234567" if list(store.extractions(version))] == list(left)


def test_an_old_extraction_keeps_the_text_its_offsets_point_into(store, build_extraction):
    old = build_extraction("có 7 người", [("7", {})], document_id="same")
    new = build_extraction("Nay có 8 người", [("8", {})], document_id="same", extractor="2.0")
    store.save([old, new])
    assert list(store.extractions("1.0")) == [old]
    assert list(store.extractions("2.0")) == [new]


def test_a_text_nobody_uses_any_more_is_dropped(store, url, build_extraction):
    store.save([build_extraction("có 7 người", [("7", {})], document_id="same")])
    new = build_extraction("Nay có 8 người", [("8", {})], document_id="same")
    store.save([new])
    assert list(store.extractions()) == [new]
    assert store.counts().documents == 1


def test_the_order_is_by_name_whatever_the_order_of_saving(store, many):
    store.save(many[::-1])
    names = [e.document.name for e in store.extractions()]
    assert names == sorted(names)


def test_reading_goes_on_undisturbed_while_another_writes(store, url, many):
    store.save(many[:60])
    reading = store.extractions()
    next(reading)
    with open_store(url) as other:
        other.save(many[60:])
    assert 1 + len(list(reading)) == 60


def test_an_empty_store_is_empty(store):
    assert list(store.extractions()) == []
    assert store.save([]) == SaveResult(stored=0, unchanged=0)


def test_a_store_is_one_file_after_closing(tmp_path, sqlite_url, extraction):
    with open_store(sqlite_url) as opened:
        opened.save([extraction])
    assert [path.name for path in tmp_path.iterdir()] == ["store.sqlite"]
