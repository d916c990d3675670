import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.nonfacts import RUN
from extractors.numerals import find_numerals, number_words
from extractors.printed_digits import MAX_DIGITS, parse_numeral
from extractors.rulebook import Rulebook
from schemas.errors import ParseError
from schemas.numerals import Numeral, RejectedReading


def only(text: str, rulebook: Rulebook) -> Numeral:
    numerals, rejections = find_numerals(text, rulebook.numerals)
    assert not rejections, rejections
    assert len(numerals) == 1, numerals
    return numerals[0]


@pytest.mark.parametrize(
    ("value", "phrasings"),
    [
        ("8", ["8", "08", "008"]),
        ("1234", ["1.234", "1,234", "1234"]),
        ("4900", ["4.900", "4,900", "4900"]),
        ("1234567", ["1.234.567", "1,234,567", "1234567"]),
        ("0.44", ["0,44", "0.44"]),
        ("107.9", ["107,9", "107.9"]),
        ("1341.18", ["1341,18", "1.341,18", "1,341.18", "1341.18"]),
        ("1234567.89", ["1.234.567,89", "1,234,567.89"]),
        ("1000.5", ["1.000,5", "1,000.5", "1000,5"]),
        ("0", ["0", "00", "0,0"]),
    ],
)
def test_one_value_all_its_printed_forms(value: str, phrasings: list[str]) -> None:
    assert {text: parse_numeral(text)[0] for text in phrasings} == dict.fromkeys(phrasings, Decimal(value))


@pytest.mark.parametrize("text", ["", ".", "1.23.456", "1,2,3", "1.2.3", "1" * (MAX_DIGITS + 1), "٣", "１２", "2,3,4"])
def test_forms_that_cannot_be_read(text: str) -> None:
    with pytest.raises(ParseError):
        parse_numeral(text)


@pytest.mark.parametrize(
    ("text", "rejected"),
    [
        ("4.900", ("4.900", "decimal", "4.9", "separator.groups")),
        ("1,234", ("1,234", "decimal", "1.234", "separator.groups")),
        ("12.5", ("12.5", "thousands", "125", "separator.no_group")),
        ("1.234.567", None), ("1.234,5", None), ("12,5", None), ("12", None),
    ],
)  # fmt: skip
def test_the_other_reading_is_recorded(text: str, rejected: tuple[str, str, str, str] | None) -> None:
    assert _told(parse_numeral(text)[1]) == rejected


@pytest.mark.parametrize(
    ("text", "value", "rejected"),
    [
        ("đạt 54,125% kế hoạch", "54.125", ("54,125", "thousands", "54125", "separator.percent")),
        ("có 1,234 triệu hội viên", "1234000", ("1,234", "thousands", "1234000000", "separator.scale")),
        ("thu 1,234 triệu đồng", "1234000000", ("1,234", "decimal", "1234000", "separator.groups")),
        ("thu 1.234 triệu đồng", "1234000000", ("1.234", "decimal", "1234000", "separator.groups")),
        ("có 1.234/2.000 hộ", "1234", ("1.234", "decimal", "1.234", "separator.groups")),
        ("có 12,5 nghìn người", "12500", None),
    ],
)
def test_the_other_reading_has_percent_sign_and_scale(
    rulebook: Rulebook, text: str, value: str, rejected: tuple[str, str, str, str] | None
) -> None:
    numeral = only(text, rulebook)
    assert (numeral.value, _told(numeral.rejected)) == (Decimal(value), rejected)


def _told(rejected: RejectedReading | None) -> tuple[str, str, str, str] | None:
    return rejected and (
        rejected.text,
        rejected.read_as,
        f"{(rejected.value or Decimal(0)).normalize():f}",
        rejected.reason,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 ngàn đảng viên", {"value": 3000}),
        ("3 nghìn đảng viên", {"value": 3000}),
        ("trên 700 nghìn người", {"value": 700_000, "qualifier": "over"}),
        ("1,2 triệu người", {"value": 1_200_000}),
        ("2.838 tỷ đồng", {"value": 2_838_000_000_000}),
        ("12 nghìn tỷ đồng", {"value": 12 * 10**12}),
        ("5 vạn dân", {"value": 50_000}),
        ("2 chục hộ", {"value": 20}),
        ("2 trăm hộ", {"value": 200}),
        ("2,5 TỶ đồng", {"value": 2_500_000_000}),
        ("3.004tổ", {"value": 3004}),
        ("7 triệutấn", {"value": 7}),
    ],
)
def test_scale_words(rulebook: Rulebook, text: str, expected: dict[str, Any]) -> None:
    numeral = only(text, rulebook)
    assert {name: getattr(numeral, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "value", "value_max"),
    [
        ("30 - 35 đảng viên", 30, 35),
        ("30-35 đảng viên", 30, 35),
        ("55 – 60 đảng viên", 55, 60),
        ("1-2 đảng viên", 1, 2),
        ("từ 120 đến 150 đảng viên", 120, 150),
        ("3 tới 5 người", 3, 5),
        ("45-50%", 45, 50),
        ("45% - 50%", 45, 50),
        ("từ 45% đến 50%", 45, 50),
        ("3 - 5 triệu đồng", 3_000_000, 5_000_000),
        ("1.200 - 1.500 hộ", 1200, 1500),
        ("15-20%/năm", 15, 20),
        ("02 - 03 đồng chí", 2, 3),
    ],
)
def test_ranges(rulebook: Rulebook, text: str, value: int, value_max: int) -> None:
    numeral = only(text, rulebook)
    assert (numeral.value, numeral.value_max, numeral.denominator) == (value, value_max, None)
    assert numeral.value_max_span is not None
    assert text[slice(*numeral.value_max_span)].lstrip("0").replace(".", "") in str(value_max)


@pytest.mark.parametrize(
    "text", ["60 - 55 đảng viên", "tăng từ 95 lên 120", "30, 40 hộ", "5 người/3 hộ", "30 hoặc 40 hộ"]
)
def test_two_numerals_that_are_no_range(rulebook: Rulebook, text: str) -> None:
    numerals, _ = find_numerals(text, rulebook.numerals)
    assert [(n.value_max, n.denominator) for n in numerals] == [(None, None)] * 2


@pytest.mark.parametrize(
    ("text", "value", "denominator"),
    [
        ("95/1.813 thôn", 95, 1813),
        ("29/34 xã", 29, 34),
        ("3/ 3 thôn", 3, 3),
        ("57 / 57 thôn", 57, 57),
        ("41/38 đảng viên mới", 41, 38),
        ("12/12.000 hộ", 12, 12000),
        ("hơn 1/3 số hộ", 1, 3),
    ],
)
def test_ratios(rulebook: Rulebook, text: str, value: int, denominator: int) -> None:
    numeral = only(text, rulebook)
    assert (numeral.value, numeral.denominator, numeral.value_max) == (value, denominator, None)
    assert numeral.denominator_span is not None
    assert Decimal(text[slice(*numeral.denominator_span)].replace(".", "")) == denominator


def test_nothing_is_divided_by_zero(rulebook: Rulebook) -> None:
    numerals, _ = find_numerals("1/0 đảng viên", rulebook.numerals)
    assert [n.denominator for n in numerals] == [None, None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,44%", "0.44"), ("85,2 %", "85.2"), ("Yên Bái:17,65%", "17.65"), ("12.5%", "12.5"), ("1,234%", "1.234"),
        ("12 phần trăm", "12"), ("7%/năm", "7"), ("100%", "100"), ("(5%)", "5"), ("107,9%", "107.9"),
        ("1,2 điểm phần trăm", "1.2"), ("2,1 điểm %", "2.1"),
    ],
)  # fmt: skip
def test_percents(rulebook: Rulebook, text: str, value: str) -> None:
    numeral = only(text, rulebook)
    assert (numeral.value, numeral.is_percent) == (Decimal(value), True)


@pytest.mark.parametrize(
    ("qualifier", "phrasings"),
    [
        ("exact", ["5 hộ", "đạt 5%", "chiếm tới 5%", "lên tới 5 hộ", "gần như 5 hộ", "vượt 5% mục tiêu"]),
        ("over", ["hơn 5 hộ", "trên 5 hộ", "Trên 5 hộ", "lên đến hơn 5 hộ", "đạt trên 5%", "hơn là 5 hộ"]),
        ("under", ["dưới 5%", "chưa đến 5 hộ", "chưa tới 5 hộ", "chưa đầy 5 hộ", "không đến 5 hộ", "xuống dưới 5%"]),
        ("nearly", ["gần 5 hộ", "ngót 5 hộ", "xấp xỉ 5 hộ", "suýt soát 5 hộ"]),
        ("about", ["khoảng 5 hộ", "chừng 5 hộ", "ước đạt 5 hộ", "khoảng từ 5 hộ", "tầm 5 hộ"]),
        ("at_least", ["ít nhất 5 hộ", "ít nhất là 5 hộ", "tối thiểu 5 hộ", "không dưới 5 hộ", "không ít hơn 5 hộ",
                      "từ 5 hộ trở lên", "từ 5% trở lên", "kết nạp 5 đảng viên mới trở lên"]),
        ("at_most", ["không quá 5 hộ", "tối đa 5 hộ", "nhiều nhất là 5 hộ", "không hơn 5 hộ", "5% trở xuống"]),
    ],
)  # fmt: skip
def test_bounds(rulebook: Rulebook, qualifier: str, phrasings: list[str]) -> None:
    assert {text: only(text, rulebook).qualifier for text in phrasings} == dict.fromkeys(phrasings, qualifier)


def test_a_bound_behind_reaches_only_to_the_next_numeral_and_grades_are_no_bound(rulebook: Rulebook) -> None:
    numerals, _ = find_numerals("giao 10; 20 đảng viên trở lên", rulebook.numerals)
    assert [n.qualifier for n in numerals] == ["exact", "at_least"]
    assert only("90% hoàn thành tốt nhiệm vụ trở lên", rulebook).qualifier == "exact"


def test_reach_runs_from_the_bound_to_the_scale(rulebook: Rulebook) -> None:
    text = "Có trên 700 nghìn người"
    numeral = only(text, rulebook)
    assert text[slice(*numeral.reach)] == "trên 700 nghìn"
    assert text[numeral.start : numeral.end] == numeral.text == "700"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("8.000km2", "form.glued_to_letters"),
        ("có5 hộ", "form.glued_to_letters"),
        ("giá 1.23.456 hộ", "form.unreadable"),
        ("mã 1234567890123456", "form.unreadable"),
    ],
)
def test_readings_that_are_refused(rulebook: Rulebook, text: str, reason: str) -> None:
    assert reason in {r.reason for r in find_numerals(text, rulebook.numerals)[1]}


def test_number_words_lists_every_role(rulebook: Rulebook) -> None:
    assert {"hai", "mươi", "triệu"} <= set(number_words(dict(rulebook.number_words)))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("toàn huyện có 1 234 đảng viên", ["1234"]),
        ("với hơn 12 345 678 người", ["12345678"]),
        ("diện tích là 1 234,56 ha", ["1234.56"]),
        ("toàn huyện\u00a01\u00a0234 đảng viên", ["1234"]),
        ("Bình Trung\u202f12\u202f345", ["12345"]),
        ("đạt 2 345% kế hoạch", ["2345"]),
        # The cells of a row, and numbers that only stand beside each other.
        ("Bình Trung 12 345 678", ["12", "345", "678"]),
        ("Bình Trung có 12 345 678", ["12", "345", "678"]),
        ("có 1213 120 người", ["1213", "120"]),
        ("có 12 34 người", ["12", "34"]),
        ("có 12\n345 người", ["12", "345"]),
        ("có 12  345 người", ["12", "345"]),
        ("có 0 345 người", ["0", "345"]),
        ("có 12,5 345 người", ["12.5", "345"]),
        ("xóm Bình Trung 12 345 người", ["12", "345"]),
    ],
)  # fmt: skip
def test_groups_of_thousands_with_blanks_between(rulebook: Rulebook, text: str, values: list[str]) -> None:
    numerals, _ = find_numerals(text, rulebook.numerals)
    assert [numeral.value for numeral in numerals] == [Decimal(value) for value in values]


def test_ratios_and_ranges_of_numbers_with_blanks_inside(rulebook: Rulebook) -> None:
    ratio = only("được 1 234/1 500 đảng viên", rulebook)
    assert (ratio.value, ratio.denominator) == (1234, 1500)
    stretch = only("từ 1 200 đến 1 300 đảng viên", rulebook)
    assert (stretch.value, stretch.value_max) == (1200, 1300)


def printed(value: Decimal) -> str:
    """`value` as the statistics office prints it."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


@given(
    whole=st.integers(min_value=0, max_value=10**12 - 1),
    decimals=st.one_of(st.just(""), st.from_regex(r"\A[0-9]{1,3}\Z")),
)
def test_a_number_printed_in_vietnamese_parses_back(whole: int, decimals: str) -> None:
    value = Decimal(f"{whole}.{decimals}") if decimals else Decimal(whole)
    text = printed(value)
    if whole < 1000 and len(decimals) == 3 and text[0] != "0":
        return  # "1,234" is read as a foreign thousands separator; nothing in the numeral tells them apart
    if whole == 0 and len(decimals) == 3:
        return
    assert parse_numeral(text)[0] == value


PIECES = st.sampled_from(
    [*"0123456789.,/-–%() \n:;aĐ³٣\u00a0", " - ", "có 1 234", "\u00a0567", " người", "ngày ", "tháng ", "năm ", "số ",
     "đến ", "lần thứ ", "từ ", " trở lên", " triệu", " tuổi", "đảng viên", "quốc lộ ", "huyện ",
     "Nghị quyết ", "-NQ/TU"]
)  # fmt: skip


@given(text=st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=400, deadline=None)
def test_every_run_of_digits_is_in_exactly_one_of_both(rulebook: Rulebook, text: str) -> None:
    numerals, rejections = find_numerals(text, rulebook.numerals)
    spans = [(r.start, r.end) for r in rejections] + [(n.start, n.end) for n in numerals]
    spans += [s for n in numerals for s in (n.value_max_span, n.denominator_span) if s]
    runs = [m.span() for m in RUN.finditer(text)]
    assert [sum(s <= first and last <= e for s, e in spans) for first, last in runs] == [1] * len(runs)
    assert sum(len(RUN.findall(text, s, e)) for s, e in spans) == len(runs)
    assert all(text[n.start : n.end] == n.text for n in (*numerals, *rejections))


@given(text=st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_exact_values(rulebook: Rulebook, text: str) -> None:
    numerals, _ = find_numerals(text, rulebook.numerals)
    assert all(isinstance(n.value, Decimal) and re.fullmatch(r"[0-9.,]+", n.text) for n in numerals)
