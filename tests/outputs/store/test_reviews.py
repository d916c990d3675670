"""Verdicts are kept for ever, and re-open only when the fact they judged is not what it was."""

from decimal import Decimal

import pytest
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from schemas.errors import OutputError
from schemas.reviews import Review

TEXT = "Huyện có 45 chi bộ.\nNăm nay kết nạp 12 đảng viên.\n"
FIGURES = [("45", {"indicator": "cell.total", "unit": "organization"}), ("12", {"indicator": "member.admitted"})]


@pytest.fixture
def judged(store, build_extraction):
    """A stored document with two facts."""
    extraction = build_extraction(TEXT, FIGURES)
    store.save([extraction])
    return extraction


def _changed(fact, **update):
    return fact.model_copy(update=update)


def _next(extraction, *facts, version="2.0", **update):
    return extraction.model_copy(update={"extractor": version, "facts": facts, **update})


def _states(store, extraction):
    return [(one.state, one.changed) for one in store.reviews.current(extraction.document.document_id)]


def test_a_review_comes_back_as_it_was_and_is_kept_once(store, judged, review):
    given = review(judged, reason="đúng như bài")
    entry = store.reviews.add(given)
    assert (entry.review, entry.is_undone, entry.undoes) == (given, False, None)
    assert store.reviews.add(given) == entry
    assert store.reviews.history(given.document_id) == (entry,)
    assert store.reviews.count() == 1
    (current,) = store.reviews.current(given.document_id)
    assert (current.entry, current.state, current.fact_id) == (entry, "holds", judged.facts[0].fact_id)


def test_the_last_verdict_on_a_numeral_counts(store, judged, review):
    store.reviews.add(review(judged))
    store.reviews.add(review(judged, 1, hours=1))
    last = store.reviews.add(review(judged, verdict="rejected", hours=2))
    document_id = judged.document.document_id
    assert [one.entry.number for one in store.reviews.current(document_id)] == [last.number, last.number - 1]
    assert len(store.reviews.history(document_id)) == 3
    assert len(store.reviews.history(document_id, judged.facts[0].evidence.start)) == 2


def test_undoing_brings_back_the_verdict_before_and_can_be_undone(store, judged, review, at):
    document_id = judged.document.document_id
    first = store.reviews.add(review(judged))
    second = store.reviews.add(review(judged, verdict="rejected", hours=1))
    undoing = store.reviews.undo(second.number, reviewer="Bình", at=at(2), reason="nhầm dòng")
    assert (undoing.undoes, undoing.review.reviewer, undoing.review.reason) == (second.number, "Bình", "nhầm dòng")
    assert [one.entry.number for one in store.reviews.current(document_id)] == [first.number]
    assert store.reviews.undo(second.number, reviewer="Bình", at=at(3)).is_undone
    store.reviews.undo(undoing.number, reviewer="Bình", at=at(4))
    assert [one.entry.number for one in store.reviews.current(document_id)] == [second.number]
    store.reviews.undo(second.number, reviewer="Bình", at=at(5))
    store.reviews.undo(first.number, reviewer="Bình", at=at(6))
    assert store.reviews.current(document_id) == ()
    assert store.reviews.count() == 6, "nothing is ever taken away"


@pytest.mark.parametrize(
    ("verdict", "update", "state", "changed"),
    [
        ("accepted", {"confidence": 0.2, "rules": ("other",)}, "holds", ()),
        ("accepted", {"value": Decimal(46)}, "reopened", ("value",)),
        ("accepted", None, "reopened", ("fact",)),
        ("corrected", {}, "holds", ()),
        ("corrected", {"value": Decimal(54)}, "confirmed", ()),
        ("corrected", {"unit": "person"}, "reopened", ("unit",)),
        ("corrected", None, "reopened", ("fact",)),
        ("rejected", {}, "holds", ()),
        ("rejected", None, "confirmed", ()),
        ("rejected", {"indicator": "committee.total"}, "reopened", ("indicator",)),
    ],
)
def test_a_new_extraction_reopens_what_it_changes(store, judged, review, verdict, update, state, changed):
    fact = judged.facts[0]
    store.reviews.add(review(judged, verdict=verdict, after=_changed(fact, value=Decimal(54))))
    store.save([_next(judged, *([] if update is None else [_changed(fact, **update)]), judged.facts[1])])
    assert _states(store, judged) == [(state, changed)]
    assert [one.state for one in store.reviews.reopened()] == (["reopened"] if state == "reopened" else [])


@pytest.mark.parametrize(
    ("update", "state", "changed"),
    [(None, "holds", ()), ({}, "confirmed", ()), ({"value": Decimal(13)}, "reopened", ("value",))],
)
def test_an_added_fact_waits_until_the_extraction_finds_it(store, judged, review, update, state, changed):
    store.save([_next(judged, judged.facts[0], version="1.5")])
    store.reviews.add(review(judged, 1, verdict="added"))
    found = [] if update is None else [_changed(judged.facts[1], **update)]
    store.save([_next(judged, judged.facts[0], *found)])
    assert _states(store, judged) == [(state, changed)]


def test_a_review_follows_its_sentence_into_another_version_of_the_page(store, judged, review, build_extraction):
    kept = store.reviews.add(review(judged, 1))
    store.reviews.add(review(judged, 0, hours=1))
    newer = build_extraction("Tin mới cập nhật.\n" + TEXT.replace("45", "46"), [("46", FIGURES[0][1]), FIGURES[1]])
    store.save([newer])
    (current,) = store.reviews.current(newer.document.document_id)
    assert (current.entry, current.state, current.changed) == (kept, "holds", ())
    assert (current.start, current.fact_id) == (newer.facts[1].evidence.start, newer.facts[1].fact_id)
    assert [state for state, _ in _states(store, judged)] == ["holds", "holds"]
    elsewhere = build_extraction(TEXT + "\n", FIGURES, url="https://b.vn/khac.html")
    store.save([elsewhere])
    assert store.reviews.current(elsewhere.document.document_id) == (), "another page with the same words"


def test_a_text_that_is_read_anew_moves_or_loses_its_reviews(store, judged, review, build_extraction):
    store.reviews.add(review(judged))
    document_id = judged.document.document_id
    moved = build_extraction("Mở đầu.\n" + TEXT, FIGURES, document_id=document_id, extractor="2.0")
    store.save([moved])
    (current,) = store.reviews.current(document_id)
    assert (current.state, current.start) == ("holds", moved.facts[0].evidence.start)
    lost = build_extraction("Chỉ còn một câu.\n", [], document_id=document_id, extractor="3.0")
    store.save([lost])
    (current,) = store.reviews.current(document_id)
    assert (current.state, current.start, current.fact_id) == ("lost", None, None)
    assert [one.state for one in store.reviews.reopened()] == ["lost"]


def test_of_two_equal_sentences_the_nearest_is_meant(store, review, build_extraction):
    sentence = "Huyện có 45 chi bộ.\n"
    extraction = build_extraction(sentence * 2, [FIGURES[0], FIGURES[0]])
    store.save([extraction])
    store.reviews.add(review(extraction, 1))
    longer = build_extraction("Đầu.\n" + sentence * 2, [FIGURES[0]] * 2, document_id=extraction.document.document_id)
    store.save([longer])
    (current,) = store.reviews.current(extraction.document.document_id)
    assert current.start == longer.facts[1].evidence.start


def test_reviews_outlive_the_extraction_they_judged(store, judged, review):
    entry = store.reviews.add(review(judged))
    store.save([_next(judged, *judged.facts, version=f"{number}") for number in range(2, 12)])
    assert list(store.extractions("1.0")) == []
    assert store.reviews.history(judged.document.document_id) == (entry,)
    assert _states(store, judged) == [("holds", ())]


def test_no_one_can_change_or_delete_a_review(store, judged, review):
    store.reviews.add(review(judged))
    for statement in ("UPDATE reviews SET reviewer = 'x'", "DELETE FROM reviews"):
        with pytest.raises(DBAPIError, match="only ever added"), store._engine.begin() as connection:
            connection.exec_driver_sql(statement)
    assert store.reviews.count() == 1


def test_a_verdict_is_only_written_behind_the_line_its_reviewer_knew(store, judged, review):
    first, is_written = store.reviews.add_behind(review(judged), 0)
    assert (first.number, is_written) == (1, True)
    assert store.reviews.add_behind(review(judged, hours=1), 0) == (first, True), "sent again by the same person"
    other = review(judged, verdict="rejected", reviewer="Bình", hours=2)
    assert store.reviews.add_behind(other, 0) == (first, False)
    assert store.reviews.add_behind(review(judged, 1, hours=2), 0)[1], "another numeral of the document"
    assert store.reviews.add_behind(other, first.number)[1]
    undone = store.reviews.undo(3, reviewer="Bình", at=other.reviewed_at)
    told, is_written = store.reviews.add_behind(review(judged, verdict="rejected", hours=4), 1)
    assert (told.number, is_written) == (undone.number, False), "what was taken back is news as well"
    assert store.reviews.count() == 4


def test_lines_are_read_by_their_numbers(store, judged, review):
    first = store.reviews.add(review(judged))
    second = store.reviews.add(review(judged, 1))
    assert store.reviews.line(2) == second
    assert store.reviews.line(9) is None
    assert store.reviews.lines([1, 2, 9]) == {1: first, 2: second}


def test_what_the_store_does_not_hold_cannot_be_reviewed(store, judged, review, at, build_extraction):
    other = build_extraction("Xã có 3 thôn.\n", [("3", {"indicator": "village.total"})])
    with pytest.raises(OutputError, match="kho không có bài này"):
        store.reviews.add(review(other))
    with pytest.raises(OutputError, match="không có nhận xét số 7"):
        store.reviews.undo(7, reviewer="An", at=at())
    assert store.reviews.current("unheard") == store.reviews.history("unheard") == ()


@pytest.mark.parametrize(
    "update",
    [
        {"verdict": "added"},
        {"verdict": "rejected"},
        {"before": None, "after": None},
        {"start": 1},
        {"reviewer": ""},
    ],
)
def test_a_review_that_says_nothing_clear_is_refused(judged, review, update):
    with pytest.raises(ValidationError):
        Review.model_validate({**dict(review(judged)), **update})


def test_a_time_without_zone_is_refused(judged, review, at):
    with pytest.raises(ValidationError, match="zone"):
        Review.model_validate({**dict(review(judged)), "reviewed_at": at().replace(tzinfo=None)})
