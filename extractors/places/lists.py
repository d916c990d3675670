"""Places named in a row and figures in the same order: "Cái Bè và Chợ Gạo, lần lượt 168 và 152 người"."""

import re
from collections.abc import Sequence

from extractors.nonfacts import RUN
from extractors.places.choice import ResolvedPlace

_ORDER = re.compile(r"lần lượt|tương ứng|theo thứ tự")
_ROW_GAP = re.compile(r"(?:\s\([^()\d]{2,30}\))?(?:\s?,\s|\s(?:và|với|cùng)\s|;\s)(?:(?:các|hai|ba)\s)?\Z")
_FIGURE_GAP = re.compile(r"(?:\s?%)?(?:\s[^\W\d]{1,8}){0,3}(?:\s?[,;]|\svà|\s\+)\s(?:[^\W\d]{1,8}\s){0,1}")
_BRACKET = re.compile(r"\s\(")
_EQUAL_GAP = re.compile(r"(?:\s?%)?(?:,\s|\svà\s)")
_VERB_BEFORE = re.compile(r"(?:là|đạt|có|còn|với|tăng|giảm)\s\Z")
_APART = re.compile(r"(?:[Cc]ùng với|[Nn]goài|[Ss]au|[Bb]ên cạnh|[Kk]hác với)\s\Z")
_REACH = 160


def place_in_order(text: str, row: Sequence[ResolvedPlace], figure: int) -> ResolvedPlace | None:
    """The place that the figure at `figure` belongs to by its turn in a row of figures, or None.

    The row follows the row of places directly in a bracket, or behind "lần lượt" and the like, or is nothing but
    figures, and is as long.

    Args:
        text: The whole text.
        row: The row of named places that ends last before the figure in its sentence.
        figure: Offset of the figure.
    """
    end = row[-1].mention.end
    if figure - end > _REACH:
        return None
    opening = _BRACKET.match(text, end) or _ORDER.search(text, end, figure)
    figures = _row_of_figures(text, opening.end(), _FIGURE_GAP) if opening else _bare_row(text, end)
    if len(figures) != len(row) or figure not in figures:
        return None
    return row[figures.index(figure)]


def _bare_row(text: str, start: int) -> list[int]:
    """The first figures behind a row of places, where nothing but a sign stands between them: "là 0,4% và 1,2%"."""
    first = RUN.search(text, start, start + _REACH)
    if first is None or not _VERB_BEFORE.search(text, start, first.start()):
        return []
    return _row_of_figures(text, first.start(), _EQUAL_GAP)


def ends_row(text: str, places: Sequence[ResolvedPlace]) -> bool:
    """Whether the last of some places ends a row of one level, to all of which a figure behind it belongs together.

    Args:
        text: The whole text.
        places: The places in a sentence up to one that is before the figure, in order.
    """
    row = last_row(text, places)
    if len(row) < 2 or row[-2].level != row[-1].level:
        return False
    start = row[0].mention.start
    return not _APART.search(text, max(0, start - 20), start)


def last_row(text: str, places: Sequence[ResolvedPlace]) -> list[ResolvedPlace]:
    """The named places, in order, that stand next to one another up to the last; none where that is not named."""
    row: list[ResolvedPlace] = []
    for place in reversed(places):
        if place.mention.kind not in ("named", "bare"):
            break
        if row and not _ROW_GAP.fullmatch(text, place.mention.end, row[0].mention.start):
            break
        row.insert(0, place)
    return row


def _row_of_figures(text: str, start: int, between: re.Pattern[str]) -> list[int]:
    """Starts of the figures that follow one another from `start` on, with what `between` allows between them."""
    first = RUN.search(text, start, start + 40)
    found: list[int] = []
    while first is not None:
        found.append(first.start())
        gap = between.match(text, first.end())
        first = RUN.match(text, gap.end()) if gap else None
    return found
