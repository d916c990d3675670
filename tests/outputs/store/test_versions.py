"""What differs between two extractor versions, fact by fact, however texts moved."""

import tracemalloc
from decimal import Decimal

import pytest

from schemas.errors import OutputError
from schemas.reviews import Review

TEXT = "Huyện có 45 chi bộ.\nNăm nay kết nạp 12 đảng viên.\n"
FIGURES = [("45", {"indicator": "cell.total", "unit": "organization"}), ("12", {"indicator": "member.admitted"})]


@pytest.fixture
def old(build_extraction):
    return build_extraction(TEXT, FIGURES)


def _newer(extraction, *facts, **update):
    return extraction.model_copy(update={"extractor": "2.0", "facts": facts, **update})


def _changes(store, **options):
    found = store.versions.differences("1.0", "2.0", **options)
    return [(one.change, one.numeral, [f.field for f in one.fields]) for doc in found for one in doc.changes]


def test_facts_appear_vanish_and_change(store, old, build_extraction):
    extra = build_extraction(TEXT + "Có 3 xã.\n", [*FIGURES, ("3", {"indicator": "commune.total"})])
    changed = extra.facts[1].model_copy(update={"value": Decimal(21), "unit": "organization", "confidence": 0.2})
    before = extra.model_copy(update={"facts": extra.facts[:2]})
    store.save([before, _newer(extra, changed, extra.facts[2])])
    assert _changes(store) == [
        ("vanished", "45", []),
        ("changed", "12", ["value", "unit"]),
        ("appeared", "3", []),
    ]
    (document,) = store.versions.differences("1.0", "2.0")
    one = document.changes[1]
    assert [(f.old, f.new) for f in one.fields] == [("12", "21"), ("person", "organization")]
    assert (one.old_fact_id, one.new_fact_id) == (extra.facts[1].fact_id, changed.fact_id)
    assert (document.old_facts, document.new_facts) == (2, 2)


def test_how_a_fact_was_found_is_no_difference(store, old):
    same = [
        fact.model_copy(update={"rules": (), "confidence": 0.5, "fact_id": f"x{n}"}) for n, fact in enumerate(old.facts)
    ]
    store.save([old, _newer(old, *same)])
    assert _changes(store) == []


def test_a_text_that_moved_changes_no_fact(store, old, build_extraction):
    document_id = old.document.document_id
    moved = build_extraction("Tin mới.\n" + TEXT, FIGURES, document_id=document_id, extractor="2.0")
    store.save([old, moved])
    assert _changes(store) == []
    other = build_extraction("Tin.\n" + TEXT.replace("12", "13"), [FIGURES[0], ("13", FIGURES[1][1])],
                             document_id=document_id, extractor="2.0")  # fmt: skip
    store.save([other])
    assert _changes(store) == [("vanished", "12", []), ("appeared", "13", [])]


def test_sentences_cut_elsewhere_are_no_difference(store, old):
    evidence = old.facts[0].evidence
    wider = evidence.model_copy(update={"quote": TEXT, "quote_start": 0, "quote_end": len(TEXT)})
    store.save([old, _newer(old, old.facts[0].model_copy(update={"evidence": wider}), old.facts[1])])
    assert _changes(store) == []


def test_several_facts_of_one_numeral_are_paired_by_what_they_say(store, old):
    first = old.facts[0]
    second = first.model_copy(update={"fact_id": "b", "organization": "Đảng bộ B"})
    third = second.model_copy(update={"organization": "Đảng bộ C", "unit": "person"})
    store.save([old.model_copy(update={"facts": (first, second)}), _newer(old, third, first)])
    assert _changes(store) == [("changed", "45", ["unit", "organization"])]


def test_only_documents_of_both_versions_are_compared(store, many):
    newer = [_newer(one) for one in many[2:5]]
    store.save([*many[:4], *newer])
    overlap = store.versions.overlap("1.0", "2.0")
    assert (overlap.both, overlap.only_old, overlap.only_new) == (2, 2, 1)
    names = [change.document_name for doc in store.versions.differences("1.0", "2.0") for change in doc.changes]
    assert names == sorted(one.document.name for one in many[2:4])
    chosen = many[3].document.document_id
    assert len(_changes(store, document_id=chosen)) == 1
    assert _changes(store, document_id="unheard") == []


def test_a_difference_that_opens_a_review_says_so(store, old, at):
    fact = old.facts[0]
    store.save([old])
    store.reviews.add(
        Review(
            document_id=old.document.document_id,
            start=fact.evidence.start,
            end=fact.evidence.end,
            extractor="1.0",
            verdict="accepted",
            reviewer="An",
            reviewed_at=at(),
            reason=None,
            before=fact.model_dump_json(),
            after=None,
        )
    )
    store.save([_newer(old, *(one.model_copy(update={"unit": "percent"}) for one in old.facts))])
    (document,) = store.versions.differences("1.0", "2.0")
    assert [one.is_reviewed for one in document.changes] == [True, False]


def test_versions_are_listed_and_named_by_their_beginning(store, old):
    for version in ("0.1.0+aa11", "0.1.0+ab22", "0.2.0+ab22"):
        store.save([old.model_copy(update={"extractor": version})])
    assert [one.extractor for one in store.versions.all()] == ["0.2.0+ab22", "0.1.0+ab22", "0.1.0+aa11"]
    assert all(one.documents == 1 and one.last_stored for one in store.versions.all())
    assert store.versions.named("0.2") == "0.2.0+ab22"
    assert store.versions.named("0.1.0+aa11") == "0.1.0+aa11"
    with pytest.raises(OutputError, match=r"0\.1: nhiều phiên bản trích bắt đầu như vậy"):
        store.versions.named("0.1")
    with pytest.raises(OutputError, match=r"9: kho không có phiên bản trích này; kho có: 0\.2\.0"):
        store.versions.named("9")


def test_memory_does_not_grow_with_the_store(store, build_extraction):
    def peak(count, first):
        texts = (f"Huyện {n} có 45 chi bộ.\n" + "x" * 4_000 for n in range(first, first + count))
        old = [build_extraction(text, [("45", {"unit": "percent"})]) for text in texts]
        store.save(old)
        store.save([_newer(one, one.facts[0].model_copy(update={"unit": "person"})) for one in old])
        del old
        tracemalloc.start()
        assert sum(len(doc.changes) for doc in store.versions.differences("1.0", "2.0")) == first + count
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    small = peak(60, 0)
    assert peak(240, 60) < 1.3 * small
