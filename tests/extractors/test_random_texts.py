"""Texts made of the rules' own words, numerals and signs in any order: whatever they say, each is read to the end."""

import random
from collections.abc import Callable
from itertools import pairwise

import pytest

from extractors.nonfacts import RUN
from extractors.rulebook import Rulebook
from schemas.extraction import Extraction

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
    return [phrase for index in indexes for rule in index.rules for phrase in rule.phrases]


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
