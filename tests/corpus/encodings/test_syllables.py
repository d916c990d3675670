import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from old_encodings import syllables

from corpus.encodings.syllables import is_bare_syllable, is_syllable, load_rules, load_syllables, strip_accents

GOLD = sorted((Path(__file__).parents[3] / "corpus" / "gold" / "open").glob("*.txt"))


@pytest.mark.parametrize("word", load_rules().examples)
def test_examples_are_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_bare_syllable(strip_accents(word))


@pytest.mark.parametrize("word", load_rules().counterexamples)
def test_counterexamples_are_none(word: str) -> None:
    assert not is_syllable(word)


def test_accented_words_of_articles_are_syllables() -> None:
    words = [
        word
        for path in GOLD
        for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", path.read_text(encoding="utf-8")))
        if not word.isascii() and "Ð" not in word
    ]
    assert sum(map(is_syllable, words)) > 0.995 * len(words) > 5_000


def test_few_combinations_of_letters_are_syllables() -> None:
    assert 15_000 < sum(map(len, load_syllables().toneless.values())) < 20_000


@given(syllables())
def test_random_syllables_are_syllables(word: str) -> None:
    assert is_syllable(word)
