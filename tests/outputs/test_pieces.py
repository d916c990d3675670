"""The text of a document cut into figures and what lies between."""

import pytest

from outputs.labels import load_labels
from outputs.report.pieces import build_paragraphs
from schemas.facts import LedgerRow

LABELS = load_labels()


def _cut(extraction, doubtful=()):
    return build_paragraphs(extraction, frozenset(doubtful), LABELS)


def test_pieces_joined_are_the_text(extraction, many):
    for each in (extraction, *many):
        lines = ["".join(piece.text for piece in paragraph) for paragraph in _cut(each)]
        assert lines == [line for line in each.document.text.split("\n") if line.strip()]


def test_every_fact_is_marked_once_and_leads_to_its_row(extraction):
    figures = [piece for paragraph in _cut(extraction) for piece in paragraph if piece.kind == "figure"]
    assert [piece.fact_id for piece in figures] == [fact.fact_id for fact in extraction.facts]
    assert figures[3].text == "4.900"
    assert figures[3].family == "member"
    assert figures[3].title == "Đảng viên · huyện Ba Bể"


def test_other_numerals_say_what_they_are(extraction):
    others = [piece for paragraph in _cut(extraction) for piece in paragraph if piece.kind == "numeral"]
    assert ("2024", "ngày tháng") in [(piece.text, piece.title) for piece in others]


def test_a_denominator_belongs_to_its_fact(build_extraction):
    made = build_extraction("kết nạp 325/600 người", [("325", {})])
    part = LedgerRow(start=12, end=15, text="600", label="denominator", fact_id=made.facts[0].fact_id, reason=None)
    (paragraph,) = _cut(made.model_copy(update={"ledger": (made.ledger[0], part)}))
    assert [(piece.text, piece.kind) for piece in paragraph] == [
        ("kết nạp ", "text"),
        ("325", "figure"),
        ("/", "text"),
        ("600", "part"),
        (" người", "text"),
    ]
    assert paragraph[3].title == "mẫu số: Đảng viên · huyện Ba Bể"


def test_of_overlapping_marks_the_fact_stays(build_extraction):
    made = build_extraction("hai 30 chi bộ", [("30", {})])
    wide = LedgerRow(start=0, end=6, text="hai 30", label="name", fact_id=None, reason="x")
    same = LedgerRow(start=4, end=6, text="30", label="name", fact_id=None, reason="x")
    (paragraph,) = _cut(made.model_copy(update={"ledger": (same,)}))
    assert [piece.kind for piece in paragraph] == ["text", "figure", "text"]
    (paragraph,) = _cut(made.model_copy(update={"ledger": (wide,)}))
    assert "".join(piece.text for piece in paragraph) == "hai 30 chi bộ"


@pytest.mark.parametrize("newline", ["\n", "\n\n", "\n \n"])
def test_offsets_count_over_empty_lines(build_extraction, newline):
    made = build_extraction(f"đầu{newline}có 45 và 46{newline}hết 47", [("45", {}), ("46", {}), ("47", {})])
    figures = [piece.text for paragraph in _cut(made) for piece in paragraph if piece.kind == "figure"]
    assert figures == ["45", "46", "47"]


def test_figures_that_a_check_contradicts_are_doubtful(extraction):
    doubtful = extraction.facts[4].fact_id
    pieces = [piece for paragraph in _cut(extraction, [doubtful]) for piece in paragraph if piece.is_doubtful]
    assert [piece.fact_id for piece in pieces] == [doubtful]
