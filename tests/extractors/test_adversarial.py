import time
from collections.abc import Callable

import pytest

from schemas.extraction import Extraction

MEGABYTE = 1_000_000
SECONDS = 20
UNITS = {
    "digits": "1234567890", "dots": ".", "one_word": "đ", "nested_brackets": None, "initials": "a.",
    "open_brackets": "(", "head_nouns": "đảng viên ",
}  # fmt: skip
SMALLER = ("1.", "1,", '"', "a@", "huyện Ba Bể, ", "\n", "hai mươi ", "😀", "ngày ", "Nghị quyết số ", "www.")
FIGURES = ("1/", "1 ", "5% ", "5 chi bộ, ", "(5 ", "năm 2019 ", "từ 5 đến 7 ", "Ba Bể 5; ", "5 đảng viên\n", "a | 5 | ")


def fill(name: str, size: int) -> str:
    unit = UNITS[name]
    if unit is None:
        return "(" * (size // 2) + ")" * (size // 2)
    return (unit * (size // len(unit) + 1))[:size]


@pytest.fixture(scope="module", autouse=True)
def _warm(read: Callable[..., Extraction]) -> None:
    read("Huyện Ba Bể có 5 chi bộ.")


@pytest.mark.parametrize("name", sorted(UNITS))
def test_a_megabyte_of_one_thing_ends_within_seconds(read: Callable[..., Extraction], name: str) -> None:
    started = time.process_time()
    extraction = read(fill(name, MEGABYTE) + "\nHuyện Ba Bể có 5 chi bộ.")
    assert time.process_time() - started < SECONDS
    assert extraction.facts[-1].indicator == "cell.total"


@pytest.mark.parametrize("unit", SMALLER)
def test_a_tenth_of_it_ends_within_a_few_seconds(read: Callable[..., Extraction], unit: str) -> None:
    started = time.process_time()
    extraction = read(unit * (MEGABYTE // 10 // len(unit)) + "\nHuyện Ba Bể có 5 chi bộ.")
    assert time.process_time() - started < SECONDS / 4
    assert extraction.facts[-1].indicator == "cell.total"


@pytest.mark.parametrize("unit", FIGURES)
def test_many_figures_in_one_sentence(read: Callable[..., Extraction], unit: str) -> None:
    started = time.process_time()
    extraction = read(unit * (4_000 // len(unit)))
    assert time.process_time() - started < SECONDS
    assert len(extraction.ledger) >= 4_000 // len(unit)
