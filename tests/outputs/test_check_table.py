"""The list of checks that a person reads."""

from collections import Counter

import pytest

from outputs.check_table import check_line, table_lines
from outputs.labels import load_labels

LABELS = load_labels()


@pytest.fixture
def checks(listed_check):
    held = listed_check.model_copy(update={"kind": "parts_total", "outcome": "holds", "statement": "1 + 1 = 2"})
    return [listed_check, listed_check, held]


def lines(checks, **options):
    counts = Counter((one.kind, one.outcome) for one in checks)
    return list(table_lines(checks, counts, LABELS, **({"shown": ("fails",), "limit": 9} | options)))


def test_a_line_names_the_article_of_what_stands_in_one(checks):
    assert check_line(checks[0], LABELS) == "✗ Hai bài khác nhau: Đảng viên, huyện Ba Bể: 5.314 ≠ 5.413"
    assert check_line(checks[2], LABELS) == "✓ Các phần và tổng số: 1 + 1 = 2 [1.txt, 2.txt]"


def test_all_are_counted_and_those_asked_for_are_shown(checks):
    assert lines(checks)[:3] == [check_line(checks[0], LABELS)] * 2 + [""]
    assert lines(checks)[3:] == [
        "Phép kiểm tra        khớp  không khớp  không đủ căn cứ",
        "Các phần và tổng số     1           0                0",
        "Hai bài khác nhau       0           2                0",
        "Cộng                    1           2                0",
    ]
    assert lines(checks, shown=("holds",))[0] == check_line(checks[2], LABELS)


def test_what_is_left_out_is_said(checks):
    assert lines(checks, limit=1)[1] == "… và 1 phép kiểm tra nữa (--limit, hoặc --format csv để xem hết)"


def test_no_checks_are_said_too():
    assert lines([]) == ["Không có phép kiểm tra nào."]
