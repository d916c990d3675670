"""The search by beginnings against `finditer`."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.folding import fold_text
from extractors.foreign import party_names
from extractors.organizations import load_body_words
from extractors.rulebook import Rulebook
from extractors.searching import (
    Begins,
    JointBeginnings,
    Searcher,
    compile_searcher,
    find_beginnings,
    join_beginnings,
    outline_of,
)
from extractors.spoken_associations import SPOKEN
from schemas.documents import Document

PIECES = (
    "năm 2019|Năm|từ|đến|tháng 5|1|12|0|2.000|quý II|ngày 1/1|nhiệm kỳ| |  |\n|\u00a0|,|/|-|(|)|“4 không”|A1|đ|Ơ|"
    "hai mươi năm|İ|ı|ſ|K|ß|Σ|².|lần thứ|số 05|COVID-19|15 giờ|%|x|_|http://a.vn/1|a1@b.vn|0:15|F0|Chi bộ thôn|"
    "Công an tỉnh|Thanh niên|phụ nữ|đảng viên Cộng hoà|ÐẢNG XÃ HỘI|nhiệm kì|quí 2|thời kì|toàn|tòan|hoà|tuỳ"
).split("|")
PATTERNS = (
    r"năm", r"(?i)(?:từ|đến)\s\d", r"(?:từ )?năm [0-9]{4}", r"(?<![0-9])[0-9]{1,2}", r"[0-9]{1,2}", r"\b[0-9]{4}\b",
    r"[0-9]+/[0-9]+", r"(?:19|20)[0-9]{2}|năm [0-9]", r"[A-ZĐ]{1,3}[0-9]", r"(?:[Nn]ăm|[Tt]háng)\s?[0-9]", r"\s[0-9]",
    r"(?m)^\s{0,3}[0-9]", r"(?:a|b|c|d|đ|e)[0-9]", r"[^0-9]x", r"(?i)[k-ş]1", r"1{2,4}x", r"(?:ab|abc|bc)*d",
    r"(?P<q>[“\"])[0-9].{0,9}?(?P=q)|x",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def _lines_with_digits(text: str) -> list[tuple[int, int]]:
    return [line.span() for line in re.finditer(r"[^\n]*[0-9][^\n]*", text)]


def spans(searcher: Searcher, text: str, stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    outline = outline_of(text)
    (begins,) = find_beginnings([searcher]).find(outline)
    return [match.span() for match in searcher.find_all(text, stretches, begins)]


def spans_at(searcher: Searcher, begins: list[int] | None, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in searcher.find_all(text, [(0, len(text))], begins)]


Expected = Callable[[Searcher, str], list[tuple[int, int]]]
"""What `finditer` finds in a whole text."""


def find_once() -> Expected:
    """It is searched once for each pattern and text."""
    return cache(lambda searcher, text: plain(searcher.pattern, text, [(0, len(text))]))


@pytest.fixture(scope="module")
def in_articles() -> Expected:
    return find_once()


@pytest.fixture(scope="module")
def joint(rulebook: Rulebook) -> JointBeginnings:
    return join_beginnings(rulebook.numerals.nonfacts.patterns, rulebook.periods.searchers, names())


def names() -> tuple[Searcher, ...]:
    return SPOKEN, party_names()


def check_together(searchers: Sequence[Searcher], begins: Begins, text: str, expected: Expected) -> None:
    for searcher, at in zip(searchers, begins, strict=True):
        assert spans_at(searcher, at, text) == expected(searcher, text)


def check_catalogues(rulebook: Rulebook, joint: JointBeginnings, text: str, expected: Expected) -> None:
    nonfacts, periods, bodies = rulebook.numerals.nonfacts, rulebook.periods, load_body_words()
    folded = fold_text(text)
    check_together(nonfacts.patterns, nonfacts.beginnings.find(outline_of(text)), text, expected)
    check_together(periods.searchers, periods.beginnings.find(outline_of(folded)), folded, expected)
    check_together(bodies.searchers, bodies.beginnings.find(outline_of(text)), text, expected)
    of_nonfacts, of_periods, of_names = joint.find(text)
    check_together(nonfacts.patterns, of_nonfacts, text, expected)
    check_together(periods.searchers, of_periods, folded, expected)
    check_together(names(), of_names, text, expected)


def plain(pattern: re.Pattern[str], text: str, stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [match.span() for start, end in stretches for match in pattern.finditer(text, start, end)]


@pytest.mark.parametrize("source", PATTERNS)
def test_matches_are_those_of_finditer(source: str) -> None:
    searcher = compile_searcher(source)

    @given(text=TEXTS | st.text("12 nămNĂaA/\n", max_size=30))
    @settings(max_examples=150, deadline=None)
    def check(text: str) -> None:
        for stretches in ([(0, len(text))], _lines_with_digits(text)):
            assert spans(searcher, text, stretches) == plain(searcher.pattern, text, stretches)

    check()


@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_rules_match_as_by_finditer(rulebook: Rulebook, text: str) -> None:
    lines, folded = _lines_with_digits(text), fold_text(text)
    for searcher in rulebook.numerals.nonfacts.patterns:
        assert spans(searcher, text, lines) == plain(searcher.pattern, text, lines)
    for _, searcher in rulebook.periods.rules:
        whole = [(0, len(folded))]
        assert spans(searcher, folded, whole) == plain(searcher.pattern, folded, whole)


@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_beginnings_looked_up_together_miss_no_match(rulebook: Rulebook, joint: JointBeginnings, text: str) -> None:
    check_catalogues(rulebook, joint, text, find_once())


def test_beginnings_miss_no_match_in_real_articles(
    rulebook: Rulebook,
    joint: JointBeginnings,
    in_articles: Expected,
    corpus_path: Path,
    load_path: Callable[[Path], Document],
) -> None:
    check_catalogues(rulebook, joint, load_path(corpus_path).text, in_articles)


@pytest.mark.parametrize(
    ("source", "text", "is_searched"),
    [
        (r"[^\s]{1,9}@[a-z]", "a b@c", True),
        (r"[^\s]{1,9}@[a-z]", "không có gì 1", False),
        (r"(?:\w{1,3}vn|\w{1,3}http)", "xem vnhttp", True),
        (r"(?:\w{1,3}vn|\w{1,3}http)", "số 12", False),
        (r"[^\s]{0,9}(?i:h5n|iso)", "cúm H5N1", True),
        (r"[^\s]{0,9}(?i:h5n|iso)", "cúm H1 N5", False),
        (r"[^\s]{0,9}(?i:h5n|iso)", "họ có 5 người", False),
        (r"(?:[A-Z]\w{1,5}\s){1,3}[1-9](?=,|\svà)", "Nậm Cang 1 và", True),
        (r"(?:[A-Z]\w{1,5}\s){1,3}[1-9](?=,|\svà)", "có 15, 1 người", False),
        (r"\w?[A-ZĐ]{1,3}[-–]?[0-9]|\w?4\.0", "F-0", True),
        (r"\w?[A-ZĐ]{1,3}[-–]?[0-9]|\w?4\.0", "Có 5 và 4,0", False),
    ],
)
def test_a_line_without_what_a_match_needs_is_passed_over(source: str, text: str, is_searched: bool) -> None:
    searcher = compile_searcher(source)
    (needed,) = find_beginnings([searcher]).find(outline_of(text))
    assert not searcher.pieces
    assert needed is not None
    assert bool(needed) == is_searched


def test_what_a_match_needs_is_looked_for_with_its_capitals() -> None:
    searcher = compile_searcher(r"(?=[A-ZĐ4i])(?:[A-ZĐ]{1,3}[-–]?[0-9]{1,4}|(?i:iso)[0-9]|4\.0)")
    text = "tổ 4a ISO1 F0 a1"
    assert searcher.printed is not None
    assert [at for at in range(len(text)) if searcher.printed.match(text, at)] == [6, 8, 11]
    assert compile_searcher(r"[^\s]{1,9}@[a-z]").printed is None


def test_rules_match_as_by_finditer_on_real_articles(
    rulebook: Rulebook, in_articles: Expected, corpus_path: Path, load_path: Callable[[Path], Document]
) -> None:
    text = load_path(corpus_path).text
    folded, lines = fold_text(text), _lines_with_digits(text)
    for searcher in rulebook.numerals.nonfacts.patterns:
        assert spans(searcher, text, lines) == plain(searcher.pattern, text, lines)
    for _, searcher in rulebook.periods.rules:
        assert spans(searcher, folded, [(0, len(text))]) == in_articles(searcher, folded)


def test_most_rules_have_known_beginnings(rulebook: Rulebook) -> None:
    searchers = [*rulebook.numerals.nonfacts.patterns, *(searcher for _, searcher in rulebook.periods.rules)]
    unknown = [searcher for searcher in searchers if not searcher.pieces]
    assert len(unknown) <= len(searchers) / 10


def test_the_outline_keeps_every_offset() -> None:
    assert outline_of("Năm 2019:\n\u00a05 ĐẢNG viên") == "năm 1000:  1 đảng viên "


def test_all_blank_space_is_one_in_the_outline() -> None:
    blanks = "".join(filter(str.isspace, map(chr, range(0x10FFFF))))
    assert outline_of(blanks) == " " * (len(blanks) + 1)


@pytest.mark.parametrize("letter", ["İ", "ı", "ſ"])
def test_a_text_with_odd_letters_has_no_outline(letter: str) -> None:
    assert outline_of(f"năm 2019 {letter}") is None


def test_ignoring_case_takes_no_other_letter_for_one_of_ours() -> None:
    letters = "abcdefghijklmnopqrstuvwxyzđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    pattern = re.compile(f"[{letters}]", re.IGNORECASE)
    taken = {character for character in map(chr, range(0x10FFFF)) if pattern.match(character)}
    assert {c for c in taken if c.lower() not in letters and outline_of(c) is not None} == set()
