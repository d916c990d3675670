"""A text and an encoding -> how much of it reads as Vietnamese then: the measure that decides between encodings."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from corpus.encodings.charsets import Encoding
from corpus.encodings.codes import FROM_CODES, LETTERS, LONGEST_WORD, WORD, as_codes, decode_word, mend_hyphens
from corpus.encodings.syllables import is_syllable

SIGNS = frozenset("“”‘’„‚‹›«»–—…•·°º²³½¼±×§©®™€ \u00a0\u00ad\u200b\ufeff")
"""Signs that stand in and beside words of ordinary text."""
LETTERS_OF_ABBREVIATIONS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZĐĂÂÊÔƠƯ")
MANY_PLAIN_WORDS = 6
"""Plain words of a line that show its language; in Vietnamese nine of ten are syllables."""
ETH = "\u00d0"
"""Looks like Đ and is typed for it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one encoding makes of a text: how many of its accented words are syllables, and how many cannot be."""

    syllables: int
    others: int

    @property
    def lead(self) -> int:
        """Syllables less others."""
        return self.syllables - self.others

    @property
    def score(self) -> float:
        """`lead` as a share of the words that tell: -1 to 1, 0 where none does."""
        return self.lead / max(1, self.syllables + self.others)


def count_words(text: str) -> Counter[str]:
    """The words of `text` that tell encodings apart, those beyond ASCII, with how often each occurs."""
    return Counter(word for word in WORD.findall(text) if not (word.isascii() and word.isprintable()))


def read_as(text: str, encoding: Encoding | None) -> Reading:
    """How the words of `text` read in `encoding`, or as the Unicode that they are where it is None."""
    syllables = others = 0
    for word, times in count_words(text if encoding is None else mend_hyphens(text, encoding)).items():
        match _judge(word, encoding) if len(word) <= LONGEST_WORD else False:
            case True:
                syllables += times
            case False:
                others += times
    return Reading(syllables=syllables, others=others)


@lru_cache(maxsize=200_000)
def _judge(word: str, encoding: Encoding | None) -> bool | None:
    """Whether `word` is Vietnamese in `encoding`; None where it tells nothing: signs and abbreviations."""
    if SIGNS.issuperset(word.translate(FROM_CODES)):
        return None
    if encoding is None:
        return judge_word(word.replace(ETH, "Đ"), free=frozenset())
    if not encoding.knows(as_codes(word)):
        return False
    return judge_word(decode_word(word, encoding), free=encoding.small_for_capitals)


def is_foreign(line: str) -> bool:
    """Whether most plain words of `line` are no syllables: another language, whatever its accented words look like."""
    words = [word for word in WORD.findall(line) if len(word) > 1 and word.isascii() and word.islower()]
    return len(words) >= MANY_PLAIN_WORDS and sum(map(is_syllable, words)) * 2 < len(words)


def judge_word(word: str, *, free: frozenset[str]) -> bool | None:
    """Whether `word` is made of syllables and ordinary signs; None for signs alone and abbreviations.

    Args:
        word: One run of letters, NFC.
        free: Small letters that may stand for capitals.
    """
    if any(sign not in SIGNS for sign in LETTERS.sub("", word)):
        return False
    pieces = LETTERS.findall(word)
    if all(LETTERS_OF_ABBREVIATIONS.issuperset(piece) and not is_syllable(piece) for piece in pieces):
        return None
    return all(is_syllable(piece) and _has_one_case(piece, free) for piece in pieces)


def _has_one_case(piece: str, free: frozenset[str]) -> bool:
    """Whether `piece` is small, capital, or begins with a capital, as far as its letters tell."""
    if piece[1:].islower() or piece.isupper():
        return True
    sure = "".join(letter for letter in piece if letter not in free)
    return not sure or sure.isupper() or sure[1:] == sure[1:].lower()
