"""What analysts say of facts stands in exports and comparisons, as long as the fact is what they judged."""

import csv
import json
from decimal import Decimal

import openpyxl
import pytest

from outputs.comparing.request import Request
from outputs.comparing.table import build_table
from outputs.publish import publish
from outputs.store import upgrade_store
from outputs.store.reading import Reading, newest_of
from outputs.store.since import Since
from schemas.checks import Check
from schemas.crawling import Twin
from schemas.facts import Period
from schemas.twins import DocumentSignature

TEXT = (
    "Huyện có 45 chi bộ: 19 và 26.\nCuối năm có 900 đảng viên. Năm nay kết nạp 12 người; 12 người là con số cả năm.\n"
)
END = Period(start=None, end="2023-12-31", end_is_published=False, text="cuối năm 2023")
CELLS = {"indicator": "cell.total", "unit": "organization"}
SUM = ("✓ 19 + 26 = 45",)
FIGURES = [
    ("45", {**CELLS, "checks": SUM}), ("19", {**CELLS, "checks": SUM}),
    ("26", {**CELLS, "checks": SUM, "same_as": "x"}), ("900", {"period": END, "confidence": 0.6}),
    ("12", {"indicator": "member.admitted"}), ("12", {"indicator": "member.admitted"}),
]  # fmt: skip


@pytest.fixture
def judged(store, build_extraction):
    """A stored document: a sum of cells, a total of members, and twelve admissions told twice."""
    plain = build_extraction(TEXT, FIGURES)
    facts = list(plain.facts)
    facts[2] = facts[2].model_copy(update={"same_as": None})
    facts[5] = facts[5].model_copy(update={"same_as": facts[4].fact_id})
    ids = tuple(fact.fact_id for fact in facts[:3])
    checks = (Check(kind="parts_total", outcome="holds", fact_ids=ids, statement="19 + 26 = 45"),)
    made = plain.model_copy(update={"facts": tuple(facts), "checks": checks})
    store.save([made])
    return made


@pytest.fixture
def shown(store):
    """The document as exports show it."""

    def read(reviews="applied"):
        with store.snapshot(reviews=reviews) as snapshot:
            return next(snapshot.extractions())

    return read


def values(extraction):
    return [(int(fact.value), fact.review) for fact in extraction.facts]


def test_nothing_judged_is_as_extracted(judged, shown):
    assert shown() == shown("marked") == judged


def test_an_accepted_fact_is_sure(store, judged, review, shown):
    store.reviews.add(review(judged, 3))
    fact = shown().facts[3]
    assert (fact.review, fact.confidence) == ("accepted", 1.0)
    assert shown("marked").facts[3] == judged.facts[3].model_copy(update={"review": "accepted"})


def test_a_corrected_fact_is_what_the_reviewer_says_under_its_own_id(store, judged, review, shown):
    after = judged.facts[0].model_copy(update={"value": Decimal(46), "fact_id": "other", "organization": "Huyện ủy"})
    store.reviews.add(review(judged, verdict="corrected", after=after))
    found = shown()
    fact = found.facts[0]
    assert (fact.value, fact.organization, fact.review) == (46, "Huyện ủy", "corrected")
    assert (fact.fact_id, fact.evidence) == (judged.facts[0].fact_id, judged.facts[0].evidence)
    assert found.checks == (), "the sum was of 45"
    assert [one.checks for one in found.facts[:3]] == [(), (), ()]
    assert found.ledger == judged.ledger
    assert shown("marked").facts[0].value == 45
    assert shown("marked").checks == judged.checks


def test_arithmetic_stays_with_a_fact_whose_number_was_right(store, judged, review, shown):
    after = judged.facts[0].model_copy(update={"organization": "Huyện ủy"})
    store.reviews.add(review(judged, verdict="corrected", after=after))
    assert shown().checks == judged.checks
    assert shown().facts[0].checks == SUM


def test_a_rejected_fact_is_gone_and_its_numeral_says_why(store, judged, review, shown):
    store.reviews.add(review(judged, 4, verdict="rejected"))
    found = shown()
    assert values(found)[3:] == [(900, None), (12, None)]
    assert found.facts[4].same_as is None, "what repeated it stands for itself"
    row = next(row for row in found.ledger if row.start == judged.facts[4].evidence.start)
    assert (row.label, row.fact_id, row.reason) == ("other_nonfact", None, "review.rejected")
    known = {fact.fact_id for fact in found.facts}
    assert {row.fact_id for row in found.ledger} - {None} <= known
    assert len(found.ledger) == len(judged.ledger)
    assert [mark for _, mark in values(shown("marked"))] == [None] * 4 + ["rejected", None]


def test_an_added_fact_stands_in_its_place(store, judged, review, shown):
    store.save([judged.model_copy(update={"extractor": "2.0", "facts": judged.facts[:3] + judged.facts[4:]})])
    store.reviews.add(review(judged, 3, verdict="added"))
    found = shown()
    assert values(found)[3] == (900, "added")
    assert next(row for row in found.ledger if row.text == "900").fact_id == judged.facts[3].fact_id
    assert len(shown("marked").facts) == 5


def test_a_verdict_that_was_taken_back_counts_no_more(store, judged, review, shown, at):
    entry = store.reviews.add(review(judged, 3, verdict="rejected"))
    assert len(shown().facts) == 5
    store.reviews.undo(entry.number, reviewer="An", at=at(1))
    assert shown() == judged


@pytest.mark.parametrize(
    ("update", "expected"),
    [({"confidence": 0.9}, (901, "corrected")), ({"value": Decimal(902)}, (902, "reopened")),
     ({"value": Decimal(901)}, (901, "accepted"))],
)  # fmt: skip
def test_a_new_extraction_keeps_or_reopens_a_verdict(store, judged, review, shown, update, expected):
    after = judged.facts[3].model_copy(update={"value": Decimal(901)})
    store.reviews.add(review(judged, 3, verdict="corrected", after=after))
    changed = judged.facts[3].model_copy(update=update)
    facts = (*judged.facts[:3], changed, *judged.facts[4:])
    store.save([judged.model_copy(update={"extractor": "2.0", "facts": facts})])
    assert values(shown())[3] == expected


@pytest.mark.parametrize("is_read_before", [False, True])
def test_another_version_of_the_page_takes_the_verdict_over(store, judged, review, build_extraction, is_read_before):
    newer = build_extraction("Tin mới.\n" + TEXT, FIGURES)
    if is_read_before:
        store.save([newer])
    store.reviews.add(review(judged, 3, verdict="rejected"))
    if not is_read_before:
        store.save([newer])
    with store.snapshot() as snapshot:
        found = {one.document.document_id: values(one) for one in snapshot.extractions()}
    assert {len(facts) for facts in found.values()} == {5}


def test_a_review_is_news_for_the_next_increment(store, judged, review, at):
    def new(since):
        with store.snapshot(Since.parse(since)) as snapshot:
            return snapshot.documents, snapshot.version

    _, version = new("0-000000000000")
    entry = store.reviews.add(review(judged, 3))
    assert new(version)[0] == 1
    _, version = new(version)
    assert store.reviews.add(review(judged, 3)) == entry
    assert new(version) == (0, version), "the same review changes nothing"
    store.reviews.undo(entry.number, reviewer="An", at=at(1))
    assert new(version)[0] == 1


def test_every_file_says_what_was_reviewed(store, judged, review, tmp_path):
    store.reviews.add(review(judged, 3))
    store.reviews.add(review(judged, 4, verdict="rejected"))
    publish(store, tmp_path, formats=("jsonl", "csv", "xlsx", "package"))
    with (tmp_path / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["review"] for row in csv.DictReader(file)] == ["", "", "", "accepted", ""]
    lines = (tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["review"] for line in lines] == [None, None, None, "accepted", None]
    sheet = openpyxl.load_workbook(tmp_path / "facts.xlsx")["Số liệu"]
    heads = [cell.value for cell in sheet[1]]
    assert [row[heads.index("Nhận xét")] for row in sheet.iter_rows(min_row=2, values_only=True)][3] == "đã duyệt"
    told = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert (told["reviews"], told["counts"]["facts"]) == ("applied", 5)
    publish(store, tmp_path, formats=("jsonl",), reviews="marked")
    told = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert (told["reviews"], told["counts"]["facts"]) == ("marked", 6)


def compared(store, *, is_reviewed=True, **stated):
    table = build_table(store, Request(**{"indicator": "member.total", **stated}), is_reviewed=is_reviewed)
    return [(row.place.name, int(row.value), row.review) for row in table.rows]


def test_comparisons_follow_the_reviews(store, judged, review):
    after = judged.facts[3].model_copy(update={"value": Decimal(950)})
    assert compared(store) == [("huyện Ba Bể", 900, None)]
    entry = store.reviews.add(review(judged, 3, verdict="corrected", after=after))
    assert compared(store) == [("huyện Ba Bể", 950, "corrected")]
    assert compared(store, is_reviewed=False) == [("huyện Ba Bể", 900, None)]
    elsewhere = {"locality": after.locality.model_copy(update={"name": "huyện Na Rì", "code": None})}
    store.reviews.add(review(judged, 3, verdict="corrected", after=after.model_copy(update=elsewhere), hours=1))
    assert compared(store) == [("huyện Na Rì", 950, "corrected")]
    assert compared(store, locality="Ba Bể") == []
    store.reviews.add(review(judged, 3, verdict="rejected", hours=2))
    assert compared(store) == []
    other = judged.facts[3].model_copy(update={"indicator": "member.official"})
    store.reviews.add(review(judged, 3, verdict="corrected", after=other, hours=3))
    assert compared(store) == []
    assert compared(store, indicator="member.official") == [("huyện Ba Bể", 900, "corrected")]
    assert entry.number == 1


def test_a_comparison_has_what_was_added_and_an_accepted_figure_is_not_doubtful(store, judged, review):
    table = build_table(store, Request(indicator="member.total"))
    assert "doubtful" in table.rows[0].verdict.reasons
    store.reviews.add(review(judged, 3))
    table = build_table(store, Request(indicator="member.total"))
    assert "doubtful" not in table.rows[0].verdict.reasons
    store.save([judged.model_copy(update={"extractor": "2.0", "facts": judged.facts[:3]})])
    store.reviews.add(review(judged, 3, verdict="added", hours=1))
    assert compared(store) == [("huyện Ba Bể", 900, "added")]


def test_a_twin_of_what_was_judged_is_still_no_second_source(store, judged, review, build_extraction):
    twin = build_extraction(TEXT, FIGURES, url="https://b.vn/a.html", document_id="b" * 16)
    store.save([twin])
    first, second = judged.document.document_id, twin.document.document_id
    signs = {"exact": "0" * 64, "bands": ("a",), "content": b""}
    store.twins.add_all([DocumentSignature(document_id=one, published=None, **signs) for one in (first, second)])
    store.twins.link(Twin(document_id=second, twin_of=first, kind="near", similarity=0.9))
    after = judged.facts[3].model_copy(update={"value": Decimal(950)})
    store.reviews.add(review(judged, 3, verdict="corrected", after=after))
    (row,) = build_table(store, Request(indicator="member.total")).rows
    assert (int(row.value), row.sources) == (950, 1)
    store.reviews.add(review(judged, 3, verdict="rejected", hours=1))
    assert compared(store) == []


def test_what_reviews_are_held_against_is_as_extracted(store, judged, review):
    store.reviews.add(review(judged, 3, verdict="rejected"))
    with store._engine.begin() as connection:
        (found,) = newest_of(connection, [judged.document.document_id]).values()
    assert found == judged
    assert Reading().reviews == "ignored"


def test_what_does_not_follow_from_the_reviews_is_found_and_made_anew(store, judged, review, url):
    store.reviews.add(review(judged, 3, verdict="rejected"))
    assert list(store.check()) == []
    with store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM reviewed_facts")
    assert [(issue.code, issue.subject) for issue in store.check()] == [("reviewed", judged.document.name)]
    upgrade_store(url)
    assert list(store.check()) == []
    assert compared(store) == []
