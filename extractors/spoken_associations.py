"""Text -> the associations whose people it names, most often first: what "hội viên" alone then means."""

import re
from collections import Counter

from extractors.searching import outline_of
from schemas.vocabulary import System

_OF_WORD: dict[str, System] = {
    "cựu chiến binh": "veterans_union",
    "ccb": "veterans_union",
    "nông dân": "farmers_union",
    "phụ nữ": "women_union",
    "lhpn": "women_union",
    "công đoàn": "trade_union",
    "thanh niên": "youth_union",
    "người cao tuổi": "other",
    "chữ thập đỏ": "other",
}
_SMALL = re.compile(rf"(?<!\w)(?:{'|'.join(_OF_WORD)})(?!\w)")
_WORDS = re.compile(_SMALL.pattern, re.IGNORECASE)


def spoken_associations(text: str, title_end: int) -> tuple[System, ...]:
    """The associations whose people a text names twice or more, or in its title, most often first; may be empty."""
    is_usual = outline_of(text) is not None
    words, text = (_SMALL, text.lower()) if is_usual else (_WORDS, text)
    counted = Counter(_OF_WORD[word.lower()] for word in (*words.findall(text), *words.findall(text, 0, title_end)))
    return tuple(system for system, count in counted.most_common() if count > 1)


def last_association(text: str) -> System | None:
    """The association whose people a stretch of text names last, or None."""
    return next((_OF_WORD[match.group().lower()] for match in reversed(list(_WORDS.finditer(text)))), None)
