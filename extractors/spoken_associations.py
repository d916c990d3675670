"""Text -> the associations whose people it names, most often first: what "hội viên" alone then means."""

from collections import Counter
from collections.abc import Sequence

from extractors.searching import compile_searcher
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
SPOKEN = compile_searcher(rf"(?i)(?<!\w)(?:{'|'.join(_OF_WORD)})(?!\w)")


def spoken_associations(text: str, title_end: int, begins: Sequence[int] | None = None) -> tuple[System, ...]:
    """The associations whose people a text names twice or more, or in its title, most often first; may be empty.

    Args:
        text: The whole text.
        title_end: End of the title in it.
        begins: Where `SPOKEN` may begin, when that is known.
    """
    counted = Counter(
        _OF_WORD[match.group().lower()]
        for end in (len(text), title_end)
        for match in SPOKEN.find_all(text, ((0, end),), begins)
    )
    return tuple(system for system, count in counted.most_common() if count > 1)


def last_association(text: str) -> System | None:
    """The association whose people a stretch of text names last, or None."""
    return next((_OF_WORD[match.group().lower()] for match in reversed(list(SPOKEN.pattern.finditer(text)))), None)
