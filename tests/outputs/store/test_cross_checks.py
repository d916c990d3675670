"""Checks between documents in a store: made anew without doubling, told with their facts, listed and queued."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from renewed_checks import renew

from outputs.store.check_list import CheckFilter
from outputs.store.check_renewal import Renewed
from outputs.store.figures import FigureFilter
from schemas.checks import Check
from schemas.crawling import Twin
from schemas.reviews import Review
from schemas.twins import DocumentSignature


def listed(store, **wanted):
    return [(one.kind, one.outcome) for one in store.checks.listed(CheckFilter(**wanted))]


def test_making_them_twice_changes_nothing(store, article):
    store.save([article("a", "5.314"), article("b", "5.413"), article("c", "5.314")])
    assert renew(store) == Renewed(written=2, removed=0, unchanged=0)
    before = list(store.checks.listed())
    assert renew(store) == Renewed(written=0, removed=0, unchanged=2)
    assert list(store.checks.listed()) == before
    assert [(one.kind, one.outcome) for one in before] == [("conflict", "fails"), ("agreement", "holds")]
    assert [one.name for one in before[0].documents] == ["a", "b"]
    assert before[0].is_between


def test_a_document_that_is_read_anew_renews_them(store, article):
    store.save([article("a", "5.314"), article("b", "5.413")])
    renew(store)
    assert listed(store) == [("conflict", "fails")]
    read_anew = article("b", "5.413")
    (fact,) = read_anew.facts
    other = fact.model_copy(update={"value": Decimal(5314), "fact_id": "f" * 16})
    store.save([read_anew.model_copy(update={"extractor": "2.0", "facts": (other,)})])
    assert renew(store) == Renewed(written=1, removed=1, unchanged=0)
    assert listed(store) == [("agreement", "holds")]


def test_what_fails_stands_at_the_facts_and_lowers_their_confidence_only(store, article):
    saved = [article("a", "5.314"), article("b", "5.413")]
    store.save(saved)
    assert [fact.checks for one in store.extractions() for fact in one.facts] == [(), ()]
    renew(store)
    facts = [fact for one in store.extractions() for fact in one.facts]
    assert [fact.confidence for fact in facts] == [0.5, 0.5]
    for fact, before in zip(facts, (one.facts[0] for one in saved), strict=True):
        (words,) = fact.checks
        assert words.startswith("✗ Đảng viên, huyện Ba Bể, cuối 2023: 5.314 (Báo a")
        assert fact.model_copy(update={"checks": (), "confidence": 0.9}) == before
    # Storing the same again is still no change.
    assert store.save(saved).stored == 0


def test_comparisons_see_it_too(store, article):
    store.save([article("a", "5.314"), article("b", "5.413")])
    renew(store)
    with store.figures() as reader:
        read = reader.read(reader.candidates(FigureFilter(indicator="member.total", level="district")))
    assert [(one.fact.confidence, one.fact.checks[0][0]) for one in read.values()] == [(0.5, "✗")] * 2


def test_what_holds_leaves_the_confidence_alone(store, article):
    store.save([article("a", "5.314"), article("b", "5.314")])
    renew(store)
    facts = [fact for one in store.extractions() for fact in one.facts]
    assert [fact.confidence for fact in facts] == [0.9, 0.9]
    assert all(fact.checks[0].startswith("✓ ") for fact in facts)


def test_many_checks_about_one_fact_are_told_shortly(store, article):
    store.save([article(f"a{number}", "5.314") for number in range(8)])
    assert renew(store).written == 7
    told = [len(fact.checks) for one in store.extractions() for fact in one.facts]
    assert max(told) == 3


def test_lists_are_filtered_and_counted(store, article, extraction):
    store.save([article("b", "5.413"), article("c", "5.314"), article("d", "5.314"), extraction])
    renew(store)
    everything = listed(store)
    assert everything[0] == ("conflict", "fails")
    assert set(everything) == {
        ("conflict", "fails"), ("ratio_percent", "fails"), ("agreement", "holds"), ("parts_total", "holds"),
    }  # fmt: skip
    assert [outcome for _, outcome in everything] == ["fails", "fails", "holds", "holds"]
    assert listed(store, kinds=("conflict",)) == [("conflict", "fails")]
    assert set(listed(store, outcomes=("holds",))) == {("agreement", "holds"), ("parts_total", "holds")}
    assert listed(store, province="Hà Giang") == []
    assert len(listed(store, province="Bắc Kạn")) == 4
    assert set(listed(store, indicator="grassroots_org.total")) == {("parts_total", "holds")}
    assert store.checks.counts() == {"holds": 2, "fails": 2, "cannot_tell": 0}


def test_an_older_extraction_and_a_check_without_facts_are_not_listed(store, extraction):
    store.save([extraction, extraction.model_copy(update={"extractor": "2.0", "checks": ()})])
    assert listed(store) == []
    lost = Check(kind="parts_total", outcome="fails", fact_ids=("gone",), statement="1 + 1 ≠ 3")
    store.save([extraction.model_copy(update={"extractor": "3.0", "checks": (lost,)})])
    assert listed(store) == []


def test_twins_are_one_story(store, article):
    first, copy = article("a", "5.314"), article("b", "5.341", published="2024-01-16")
    store.save([first, copy, article("c", "5.314")])
    for one in (first, copy):
        head = {"document_id": one.document.document_id, "published": one.document.published}
        store.twins.add(DocumentSignature(**head, exact=one.document.sha256, bands=(), content=b"-"))
    ids = [one.document.document_id for one in (first, copy)]
    store.twins.link(Twin(document_id=ids[1], twin_of=ids[0], kind="near", similarity=0.9))
    renew(store)
    assert listed(store) == [("syndicated", "fails"), ("agreement", "holds")]


def test_nothing_is_written_where_finding_fails(store, article):
    store.save([article("a", "5.314"), article("b", "5.413")])
    renew(store)

    def broken(connection, scope):
        yield from ()
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        renew(store, broken, is_whole=True)
    assert listed(store) == [("conflict", "fails")]


def test_the_queue_begins_with_what_fails_then_with_what_is_least_sure(store, article, extraction, build_extraction):
    unsure = build_extraction("Xã có 12 người.\n", [("12", {"confidence": 0.2})], name="z.txt")
    store.save([article("b", "5.413"), article("c", "5.314"), article("d", "5.314"), extraction, unsure])
    renew(store)
    queued = store.queue.next(50)
    failed = [one.failed for one in queued]
    assert failed == sorted(failed, reverse=True)
    assert failed.count(1) == 4
    assert store.queue.count_failed() == 4
    assert queued[4].fact.confidence == 0.2
    rest = [one.fact.confidence for one in queued[4:]]
    assert rest == sorted(rest)
    assert any(words.startswith("✗") for words in queued[0].fact.checks)
    assert store.queue.next(3, skip=4) == queued[4:7]
    assert len({one.fact.fact_id for one in queued}) == len(queued) == 12


def test_what_was_judged_leaves_the_queue(store, article):
    one = article("a", "5.413")
    store.save([one, article("b", "5.314")])
    renew(store)
    (fact,) = one.facts
    evidence = fact.evidence
    store.reviews.add(
        Review(
            document_id=one.document.document_id, start=evidence.start, end=evidence.end, extractor=one.extractor,
            verdict="accepted", reviewer="an", reviewed_at=datetime(2026, 1, 1, tzinfo=UTC), reason=None,
            before=fact.model_dump_json(), after=None,
        )
    )  # fmt: skip
    assert [queued.document_id for queued in store.queue.next(9)] != []
    assert one.document.document_id not in {queued.document_id for queued in store.queue.next(9)}
