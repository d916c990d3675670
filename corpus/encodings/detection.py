"""A text -> the one encoding in which they are Vietnamese, or the candidates where that is not certain."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from corpus.encodings.charsets import Encoding, load_charsets
from corpus.encodings.codes import decode_word
from corpus.encodings.doubled import DoubledUtf8
from corpus.encodings.readings import Reading, count_words, read_as

LEAST_SCORE = 0.4
"""On our articles, 50 characters in the right encoding score 0.43 and more, 200 characters 0.8."""
LEAST_LEAD = 4
"""Two words that only one encoding spells. Of 10,800 texts of 50 to 1,000 characters none was read wrong so."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`encoding` where it is certain, else None; `candidates` are what comes next to it, best first."""

    encoding: Encoding | None
    candidates: tuple[Encoding, ...] = ()


@cache
def old_encodings() -> tuple[Encoding, ...]:
    """All encodings that are told by their words."""
    return (*load_charsets().values(), DoubledUtf8())


def find_encoding(text: str, *, among: Iterable[Encoding]) -> Verdict:
    """The encoding in which the words of `text` are Vietnamese, by a margin that chance does not reach."""
    readings = sorted(((read_as(text, encoding), encoding) for encoding in among), key=_rank)
    best, encoding = readings[0]
    close = ((reading, rival) for reading, rival in readings[1:] if best.lead - reading.lead < LEAST_LEAD)
    rivals = [(reading, rival) for reading, rival in close if _differ(text, encoding, rival)]
    if best.score >= LEAST_SCORE and not rivals:
        return Verdict(encoding)
    return Verdict(None, tuple(rival for reading, rival in [readings[0], *rivals] if reading.lead > 0))


def _rank(pair: tuple[Reading, Encoding]) -> int:
    return -pair[0].lead


def _differ(text: str, one: Encoding, other: Encoding) -> bool:
    return any(decode_word(word, one) != decode_word(word, other) for word in count_words(text))
