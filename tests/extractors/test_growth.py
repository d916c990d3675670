"""Texts nobody writes: each ends, and four times the text takes no more than about four times the time."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from schemas.extraction import Extraction

TIMES = 4
MOST = 2.5 * TIMES
SHORT = 0.1
FIGURE = "\nHuyện Ba Bể có 5 chi bộ."
ARTICLE = Path(__file__).parents[2] / "corpus" / "gold" / "open" / "001-na-ri-nua-nhiem-ky.txt"
WORDS = {
    "digits": "1234567890", "dots": ".", "one_word": "đ", "open_brackets": "(", "initials": "a.", "fractions": "1/",
    "list_numbers": "1.", "one": "một ", "cells": "chi bộ ", "capitals": "A ", "names": "Ba Bể ",
    "units": "xã Ba Bể, ", "years": "năm 2019 ", "shouted": "ĐẢNG BỘ HUYỆN BA BỂ ", "companies": "Công ty Ba Bể ",
    "word_numbers": "hai mươi ", "quoted": "“4 không” ", "village_words": "thôn, bản, ", "dates": "ngày 1/1/2020 ",
}  # fmt: skip
FIGURES = {
    "numerals": "1 2 3 4 5 6 7 8 9 ", "villages": "thôn 5, 6, 7, 8, ", "members": "5 đảng viên, ", "dashes": "1-",
    "clauses": "5 đảng viên; ", "labelled": "Chi bộ: 5; ", "percents": "5% ", "in_brackets": "(5 đảng viên) ",
    "cells_a_line": "5 chi bộ\n", "items": "- 5 chi bộ\n", "lines": "5\n", "cells": "a | 5 | 6\n",
    "changes": "tăng 5 từ 3 lên 8 ", "in_order": "lần lượt 5, 6, ", "places": "Ba Bể 5; ", "units": "xã 5 xã ",
}  # fmt: skip


def measure(read: Callable[..., Extraction], text: str) -> float:
    """CPU seconds for a text; the last figure is found whatever stands before it."""
    started = time.process_time()
    extraction = read(text + FIGURE)
    seconds = time.process_time() - started
    assert extraction.facts[-1].evidence.quote.endswith("5 chi bộ.")
    return seconds


def check_growth(read: Callable[..., Extraction], units: Sequence[str], size: int) -> None:
    """Whether time grows with the text, each of `units` repeated in turn; a short time may be as it likes."""

    def build(size: int) -> str:
        return "".join((unit * (size // len(unit) + 1))[:size] for unit in units)

    small = measure(read, build(size))
    assert measure(read, build(size * TIMES)) < MOST * max(small, SHORT)


@pytest.fixture(scope="module", autouse=True)
def _warm(read: Callable[..., Extraction]) -> None:
    read("Huyện Ba Bể có 5 chi bộ.")


@pytest.mark.parametrize("name", sorted(WORDS))
def test_words_without_figures(read: Callable[..., Extraction], name: str) -> None:
    check_growth(read, [WORDS[name]], 10_000)


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_figures(read: Callable[..., Extraction], name: str) -> None:
    check_growth(read, [FIGURES[name]], 1_500)


def test_nested_brackets(read: Callable[..., Extraction]) -> None:
    check_growth(read, "()", 5_000)


def test_an_article_again_and_again(read: Callable[..., Extraction]) -> None:
    check_growth(read, [ARTICLE.read_text(encoding="utf-8") + "\n\n"], 8_000)


def test_places_behind_a_long_beginning_of_their_line(read: Callable[..., Extraction]) -> None:
    beginning, places = "đ" * 1_000_000 + " ", "Hà Giang - " * 4_000
    apart = measure(read, beginning) + measure(read, places)
    assert measure(read, beginning + places) < 1.5 * apart
