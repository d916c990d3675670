from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extractors.number_words import (
    find_word_numerals,
    make_word_pattern,
    parse_decimal_words,
    parse_number_words,
)
from extractors.rulebook import Rulebook
from schemas.errors import ParseError
from schemas.extraction import Extraction
from schemas.numerals import Numeral

Read = Callable[..., Extraction]

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ((10**9, "tỷ"), (10**6, "triệu"), (1000, "nghìn"))
NOUNS = ("đảng viên", "chi bộ", "thôn", "đồng chí")


def spell(number: int) -> str:
    """`number` in words, as schools teach it."""
    for value, word in SCALES:
        if number >= value:
            rest = number % value
            return f"{spell(number // value)} {word}" + (f" {_behind_scale(rest)}" if rest else "")
    return _below_thousand(number)


def _behind_scale(rest: int) -> str:
    small = rest < 100
    return (f"không trăm {'linh ' if rest < 10 else ''}" if small else "") + spell(rest)


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    head = f"{DIGITS[hundreds]} trăm"
    if not rest:
        return head
    return f"{head} linh {DIGITS[rest]}" if rest < 10 else f"{head} {_below_hundred(rest)}"


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    last = "" if not ones else "lăm" if ones == 5 else "mốt" if ones == 1 and tens > 1 else DIGITS[ones]
    return f"{'mười' if tens == 1 else DIGITS[tens] + ' mươi'} {last}".strip()


@pytest.mark.parametrize(
    ("value", "phrasings"),
    [
        (5, ["năm", "Năm"]),
        (10, ["mười", "một chục"]),
        (15, ["mười lăm", "mười nhăm"]),
        (20, ["hai mươi", "hai chục"]),
        (21, ["hai mươi mốt"]),
        (23, ["hai mươi ba", "hăm ba"]),
        (24, ["hai mươi tư", "hai mươi bốn"]),
        (27, ["hai mươi bảy", "hai mươi bẩy"]),
        (35, ["ba mươi lăm", "băm lăm"]),
        (100, ["một trăm"]),
        (105, ["một trăm linh năm", "một trăm lẻ năm"]),
        (115, ["một trăm mười lăm"]),
        (120, ["trăm hai", "một trăm hai", "một trăm hai mươi"]),
        (150, ["trăm rưỡi", "một trăm năm mươi"]),
        (250, ["hai trăm rưỡi"]),
        (1000, ["một nghìn", "một ngàn"]),
        (1005, ["một nghìn linh năm"]),
        (1234, ["một nghìn hai trăm ba mươi tư"]),
        (20000, ["hai vạn", "hai mươi nghìn"]),
        (1_500_000, ["triệu rưỡi", "một triệu rưỡi", "một triệu năm trăm nghìn"]),
        (1_200_000_000, ["một tỷ hai", "một tỉ hai", "một tỷ hai trăm triệu"]),
    ],
)  # fmt: skip
def test_one_value_all_phrasings(rulebook: Rulebook, value: int, phrasings: list[str]) -> None:
    read = {phrase: parse_number_words(phrase, rulebook.number_words) for phrase in phrasings}
    assert read == dict.fromkeys(phrasings, Decimal(value))


@pytest.mark.parametrize("text", ["", "đảng viên", "hai ba", "linh", "hai con", "rưỡi"])
def test_words_that_make_no_number(rulebook: Rulebook, text: str) -> None:
    with pytest.raises(ParseError):
        parse_number_words(text, rulebook.number_words)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hai phẩy năm", "2.5"), ("không phẩy bảy lăm", "0.75"), ("mười phẩy không năm", "10.05"), ("Chín", "9"),
        ("hai mươi phẩy mười hai", "20.12"),
    ],
)  # fmt: skip
def test_decimals_in_words(rulebook: Rulebook, text: str, value: str) -> None:
    assert parse_decimal_words(text, rulebook.number_words) == Decimal(value)


@pytest.mark.parametrize("text", ["hai phẩy gì", "phẩy năm", "không", "hai phẩy năm phẩy ba"])
def test_decimals_in_words_that_make_no_number(rulebook: Rulebook, text: str) -> None:
    with pytest.raises(ParseError):
        parse_decimal_words(text, rulebook.number_words)


@given(number=st.one_of(st.integers(min_value=1, max_value=999), st.integers(min_value=1, max_value=10**12 - 1)))
@settings(max_examples=500, deadline=None)
def test_spelled_number_parses_back(rulebook: Rulebook, number: int) -> None:
    words = spell(number)
    assume("không" not in words)
    assert parse_number_words(words, rulebook.number_words) == number


def _find(text: str, rulebook: Rulebook) -> tuple[Numeral, ...]:
    words = rulebook.number_words
    return find_word_numerals(text, pattern=make_word_pattern(words, NOUNS), words=words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kết nạp hai mươi ba đảng viên", [("hai mươi ba", 23)]),
        ("Ba chi bộ và năm thôn", [("Ba", 3), ("năm", 5)]),
        ("NĂM CHI BỘ", [("NĂM", 5)]),
        ("một trong ba thôn", []),
        ("mỗi hai thôn", []),
        ("năm 2009", []),
        ("một đảng viên", []),
        ("nơi mới có một, hai đảng viên", []),
        ("trong năm thôn bản có điện", []),
        ("từng hai đảng viên", []),
        ("thứ ba đảng viên", []),
        ("hàng trăm đảng viên", []),
        ("ba mươi lượt đảng viên", [("ba mươi", 30)]),
        ("hai đồng chí đảng viên", [("hai", 2)]),
        ("tháng năm đảng viên", []),
        ("bahai thôn", []),
        ("chiếm hai phẩy năm phần trăm", [("hai phẩy năm", Decimal("2.5"))]),
        ("giảm không phẩy tám phần trăm", [("không phẩy tám", Decimal("0.8"))]),
        ("không phẩy gì, ba chi bộ", [("ba", 3)]),
    ],
)
def test_number_words_before_a_counted_noun(
    rulebook: Rulebook, text: str, expected: list[tuple[str, int | Decimal]]
) -> None:
    found = _find(text, rulebook)
    assert [(n.text, n.value) for n in found] == expected
    assert all(text[n.start : n.end] == n.text and n.is_word for n in found)


@given(number=st.integers(min_value=2, max_value=99))
@settings(max_examples=60, deadline=None)
def test_spelled_number_before_a_noun_is_found(rulebook: Rulebook, number: int) -> None:
    text = f"Huyện kết nạp {spell(number)} đảng viên."
    assert [n.value for n in _find(text, rulebook)] == [number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm nay kết nạp chín, sang năm chưa rõ.", [9]),
        ("Huyện kết nạp được một trăm ba mốt.", [131]),
        ("Đảng viên hơn chín trăm rưỡi; chi bộ đã là hai mươi mốt.", [950, 21]),
        ("Chi bộ có ba lăm đảng viên, mười hai là nữ.", [35, 12]),
        ("kế hoạch đặt ra là chín chục, cả năm kết nạp tám mươi.", [90, 80]),
        ("Phường truy tặng bốn trường hợp.", [4]),
        ("Tám thôn thì bảy thôn có chi bộ, một thôn còn ghép.", [8, 7, 1]),
        ("Huyện mở bốn lớp cảm tình Đảng.", [4]),
        ("Ông vào Đảng tháng mười hai, khi tròn hai mươi.", []),
        ("Ông đã ngoài sáu mươi, tuổi Đảng bốn mươi lăm.", []),
        ("Bà vào Đảng từ thuở mười chín, làm giao liên.", []),
        ("Một đảng viên gương mẫu quý hơn mười bản báo cáo.", []),
        ("Cả xã vui. Đường dài hai mươi mốt.", []),
        ("Đảng viên họp trong năm, chi bộ cũng vậy.", []),
    ],
)
def test_number_words_without_a_noun_behind(read: Read, text: str, expected: list[int]) -> None:
    assert [f.value for f in read(text).facts] == expected
