import pytest

from outputs.evaluation.errors import Error, Row
from outputs.evaluation.wording import Cell, right_rows, shown_rows, word_indicator, word_kind, word_value
from outputs.labels import load_labels

LABELS = load_labels()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("value", "4900", "4.900"), ("value", "0.44", "0,44"), ("value", "1200–1500.5", "1.200–1.500,5"),
        ("denominator", "", "–"), ("indicator", "member.admitted", "Đảng viên kết nạp mới"),
        ("indicator", "cell.total / committee.total", "Chi bộ / Đảng bộ"), ("indicator", "unheard", "unheard"),
        ("measure", "share", "tỷ lệ trong tổng số"), ("status", "target", "chỉ tiêu, kế hoạch"),
        ("system", "front", "Mặt trận Tổ quốc"), ("qualifier", "over", "trên, hơn"),
        ("qualifier", "unheard", "unheard"),
        ("groups", "female, badge:50", "nữ, Huy hiệu 50 năm tuổi Đảng"), ("groups", "unheard", "unheard"),
        ("groups", "", "–"), ("locality", "xã Kim Lư (Đảng ủy xã)", "xã Kim Lư (Đảng ủy xã)"),
        ("period", "2019-01-01..2019-12-31 “năm nay”", "2019-01-01 → 2019-12-31 “năm nay”"),
        ("period", "..published", "đến ngày đăng bài"), ("period", "2020..", "từ 2020"), ("period", "..", "không nêu"),
    ],
)  # fmt: skip
def test_values_in_words(field: str, value: str, words: str) -> None:
    assert word_value(field, value, LABELS).words == words


@pytest.mark.parametrize(
    ("code", "cell"),
    [
        ("-", Cell(words="không có gì ở đó")),
        ("other", Cell(words="Số liệu khác", code="other")),
        ("[date]", Cell(words="không phải số liệu: ngày tháng", code="date")),
        ("[other_nonfact]", Cell(words="không phải số liệu", code="other_nonfact")),
    ],
)
def test_what_stands_for_an_indicator(code: str, cell: Cell) -> None:
    assert word_indicator(code, LABELS) == cell


def error(kind: str, **fields: object) -> Error:
    rows = (
        Row(field="value", gold="5", got="5", is_wrong=False),
        Row(field="groups", gold="female", got="", is_wrong=kind == "wrong"),
        Row(field="denominator", gold="", got="", is_wrong=False),
    )
    content = {
        "document": "a", "kind": kind, "start": 0, "before": "", "numeral": "5", "behind": " xã", "wrong": (),
        "rows": rows, "fate": "", "rules": (), "confidence": None, "note": None,
    }  # fmt: skip
    return Error.model_validate(content | fields)


def test_what_is_wrong_is_shown_and_the_rest_folded_away() -> None:
    assert [row.field for row in shown_rows(error("wrong"))] == ["groups"]
    assert [row.field for row in right_rows(error("wrong"))] == ["value"]
    assert [row.field for row in shown_rows(error("missed"))] == ["value"]


def test_kinds_of_error_in_a_sentence() -> None:
    assert word_kind(error("missed", fate="other"), LABELS) == "Sót: máy cho là “Số liệu khác”"
    assert word_kind(error("false", fate="[name]"), LABELS) == (
        "Thừa: người gán nhãn cho là “không phải số liệu: tên gọi”"
    )
    assert word_kind(error("wrong"), LABELS) == "Sai"
