"""Villages spoken of without their name: "Bản có 125 hộ" is about the village that the paragraph named last."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.places.choice import ResolvedPlace

_TOLD = re.compile(
    r"(?:(?:^|[.;:,“\"]\s?|\s)(?:[Tt]oàn|[Cc]ả|[Tt]rong)\s"
    r"|(?:^|[.;:,“\"]\s?)(?:(?:[Hh]iện nay|[Hh]iện|[Nn]ay|[Đđ]ến nay|(?:[Đđ]ến |[Tt]ừ )?[Nn]ăm \d{4}),?\s)?"
    r"(?:[Cc]hi bộ\s)?)"
    r"(?P<kind>[Tt]hôn|[Bb]ản|[Ấấ]p|[Bb]uôn|[Bb]on|[Ll]àng|[Xx]óm|[Kk]hóm)"
    r"(?=\s(?:này\s|ta\s|mình\s)?(?:có|hiện|chỉ|còn|đã|gồm|là|tách|thành lập|chưa|kết nạp)\b|[,.;)])"
)

_CELL = re.compile(
    r"(?:^|[.;:,“\"]\s?|\s)(?P<kind>[Cc]hi bộ)"
    r"(?=\s(?:có|hiện|chỉ|còn|đã|kết nạp|mới|gồm|bồi dưỡng|giới thiệu)\b)"
)
_CELL_WORD = "chi bộ "
_SEVERAL, _OPENING = 12, 25


@dataclass(frozen=True, slots=True)
class VillageTold:
    """The village meant by a word for villages at offset `at`."""

    place: ResolvedPlace
    at: int


def village_told(text: str, villages: Sequence[ResolvedPlace], span: tuple[int, int, int]) -> VillageTold | None:
    """The village that the words before a figure mean without naming it, or None.

    A bare "chi bộ" means the village whose cell, or whose people by a bare word, the paragraph told of before. The only
    village of a text is meant by sentences that begin with its bare word in any paragraph behind.

    Args:
        text: The whole text.
        villages: All villages that the text names, in order.
        span: Start of the paragraph, start of the figure's sentence, offset of the figure.
    """
    paragraph, sentence, figure = span
    last = bisect.bisect_left(villages, figure, key=lambda place: place.mention.start) - 1
    if last < 0 or (villages[last].mention.start < paragraph and not _is_only(villages)):
        return None
    village = villages[last]
    if village.mention.start < paragraph:
        only = _last_of_kind(text, village, sentence, min(figure, sentence + _OPENING))
        return None if only is None else VillageTold(village, only)
    begin = max(sentence, village.mention.end)
    word = _last_of_kind(text, village, begin, figure)
    if word is not None:
        return VillageTold(village, word)
    cell = next(_CELL.finditer(text, begin, figure), None)
    if cell is None or not _tells_of(text, village, begin):
        return None
    return VillageTold(village, cell.start("kind"))


def _is_only(villages: Sequence[ResolvedPlace]) -> bool:
    """Whether the text names one village only."""
    names = {_bare(place) for place in villages[:_SEVERAL]}
    return len(names) == 1 and len(villages) < _SEVERAL


def _bare(village: ResolvedPlace) -> str:
    """The name of a village without its kind: "làng Thanh Thủy" and "thôn Thanh Thủy" are one."""
    return village.name.lower().removeprefix(f"{village.mention.unit_type} ")


def _last_of_kind(text: str, village: ResolvedPlace, begin: int, end: int) -> int | None:
    """Offset of the last bare word for a village of this kind between two offsets."""
    found = [t.start("kind") for t in _TOLD.finditer(text[begin:end]) if t["kind"].lower() == village.mention.unit_type]
    return begin + found[-1] if found else None


def _tells_of(text: str, village: ResolvedPlace, end: int) -> bool:
    """Whether the text up to `end` speaks of the village itself: of its cell, or by its bare word."""
    start = village.mention.start
    is_cell = text[max(0, start - len(_CELL_WORD)) : start].lower() == _CELL_WORD
    return is_cell or _last_of_kind(text, village, village.mention.end, end) is not None
