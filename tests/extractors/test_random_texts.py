"""Texts that make no sense, of the rules' own words or with figures that nobody prints: each is read to the end."""

import random
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from extractors.nonfacts import RUN
from extractors.rulebook import Rulebook
from schemas.extraction import Extraction

ROOT = Path(__file__).parents[2]
NUMERALS = (
    "5",
    "12",
    "1.045",
    "60%",
    "3,5%",
    "12/40",
    "45-50%",
    "2020",
    "7 nghìn",
    "(08)",
    "9 - 10",
    "2/9",
    "hai",
    "1",
)
SIGNS = (",", ";", ".", ":", "(", ")", " - ", "/", "\n", "\n\n", " | ", "“", "”", "…", "\n- ", "\n1. ")
WORDS = (
    "và",
    "trong đó",
    "huyện Ba Bể",
    "Đảng bộ xã",
    "năm 2021",
    "đến nay",
    "có",
    "đạt",
    "chiếm",
    "tổng số",
    "là",
    "so với",
)


def phrases_of(rulebook: Rulebook) -> list[str]:
    """Every phrase of the rules, in the catalogue's order."""
    indexes = (rulebook.heads, rulebook.aspects, rulebook.groups, rulebook.cues)
    return [phrase for index in indexes for rule in index for phrase in rule.phrases]


def make_text(seed: int, phrases: list[str]) -> str:
    """About forty pieces; the same seed makes the same text."""
    source = random.Random(seed)
    kinds = (NUMERALS, SIGNS, WORDS, phrases, phrases)
    return " ".join(source.choice(source.choice(kinds)) for _ in range(source.randint(1, 45)))


@pytest.mark.parametrize("block", range(8))
def test_any_order_of_words_is_read_to_the_end(read: Callable[..., Extraction], rulebook: Rulebook, block: int) -> None:
    phrases = phrases_of(rulebook)
    for seed in range(block * 150, block * 150 + 150):
        extraction = read(make_text(seed, phrases))
        text = extraction.document.text
        rows = extraction.ledger
        assert all(before.end <= behind.start for before, behind in pairwise(rows)), text
        runs = [match.span() for match in RUN.finditer(text)]
        assert all(any(row.start <= start < row.end for row in rows) for start, _ in runs), text
        assert all(text[f.evidence.start : f.evidence.end] in f.evidence.quote for f in extraction.facts), text


ODD_FIGURES = (
    "0",
    "00",
    "1",
    "12",
    "13",
    "31",
    "99",
    "100",
    "1930",
    "2025",
    "0.5",
    "1,5",
    "1.000",
    "½",
    "²",
    "٣",
    "１２",
)
"""What may stand for any figure, such as a month that there is none of."""


def with_odd_figures(text: str, seed: int) -> str:
    """The text with other digits in half of its numerals, and something odd instead of a tenth of them."""
    source = random.Random(seed)

    def change(run: re.Match[str]) -> str:
        kind = source.random()
        if kind < 0.1:
            return source.choice(ODD_FIGURES)
        return re.sub("[0-9]", lambda _: str(source.randrange(10)), run[0]) if kind < 0.6 else run[0]

    return re.sub("[0-9]+", change, text)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("published", ["2023-07-15", None])
def test_any_figures_are_read_to_the_end(read: Callable[..., Extraction], seed: int, published: str | None) -> None:
    paths = sorted((ROOT / "corpus" / "gold" / "open").glob("*.txt"))[seed::12]
    assert paths
    for path in paths:
        extraction = read(with_odd_figures(path.read_text(encoding="utf-8"), seed), published=published)
        text = extraction.document.text
        runs = [match.span() for match in RUN.finditer(text)]
        assert all(any(row.start <= start < row.end for row in extraction.ledger) for start, _ in runs), path.name
