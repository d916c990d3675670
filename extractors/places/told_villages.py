"""Villages spoken of without their name: "Bản có 125 hộ", "cả ấp 412 hộ" and "ở đây" mean the one told of last."""

import bisect
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from extractors.places.choice import ResolvedPlace
from extractors.places.village_words import (
    ALL_OF,
    BEHIND_KIND,
    BRANCH,
    CELL,
    HERE,
    LED,
    MENTIONED,
    NOW,
    OF_CELL,
    OTHER_BODY,
    TIME_BEFORE,
    TOLD,
    WHERE,
)

_OPENERS = frozenset({"", ",", ".", ";", "“"})
_ALL, _SAYS = 6, 24
_IN_CELL, _IN_HERE = ("hi bộ", "hi hội", "hi đoàn"), (" đây", " này", " ấy")
"""One of these stands in all that `CELL` and `HERE` find."""
_LONG_BRANCH = 48
_SEVERAL, _OPENING, _TALE = 12, 36, 1200
_START = attrgetter("mention.start")


@dataclass(frozen=True, slots=True)
class VillageTold:
    """The village meant by a word for villages at offset `at`."""

    place: ResolvedPlace
    at: int


def village_told(
    text: str,
    villages: Sequence[ResolvedPlace],
    span: tuple[int, int, int],
    names_unit: Callable[[int, int], bool],
) -> VillageTold | None:
    """The village that the words before a figure mean without naming it, or None.

    A bare "chi bộ", "chi hội" or "chi đoàn" means the village whose cell, or whose people by a bare word, the paragraph
    told of before. The bare word for a village means in any paragraph behind the one named last, and the one the text
    is about where a unit was named since. "Ở đây" is where the paragraph was last.

    Args:
        text: The whole text.
        villages: All villages that the text names, in order.
        span: Start of the paragraph, start of the figure's sentence, offset of the figure.
        names_unit: Whether a unit is named between two offsets, other than to say where something lies.
    """
    paragraph, sentence, figure = span
    sentence = _where_told(text, paragraph, sentence)
    last = bisect.bisect_left(villages, figure, key=_START) - 1
    if last < 0:
        return None
    village = villages[last]
    if village.mention.start < paragraph:
        return _told_further_on(text, villages, village, span, names_unit)
    begin = max(sentence, village.mention.end)
    word = _last_of_kind(text, village, begin, figure)
    if word is not None:
        return VillageTold(village, word)
    here = _last(HERE, _IN_HERE, text, begin, figure)
    if here is not None and not names_unit(village.mention.end, here):
        return VillageTold(village, here)
    cell = _last(CELL, _IN_CELL, text, begin, figure)
    if cell is None or not _tells_of(text, village, begin):
        return VillageTold(village, figure) if OF_CELL.match(text, figure) else None
    return VillageTold(village, cell)


def _where_told(text: str, paragraph: int, sentence: int) -> int:
    """Where the sentence begins that tells of whom a figure is: the one before that of "Đến nay đã có 12 đảng viên"."""
    if sentence == paragraph or not NOW.match(text, sentence):
        return sentence
    before = text.rfind(". ", paragraph, sentence - 2)
    return before + 2 if before >= 0 else paragraph


def _told_further_on(
    text: str,
    villages: Sequence[ResolvedPlace],
    village: ResolvedPlace,
    span: tuple[int, int, int],
    names_unit: Callable[[int, int], bool],
) -> VillageTold | None:
    """The village of an earlier paragraph that this one goes on with."""
    paragraph, sentence, figure = span
    where = WHERE.match(text, village.mention.end)
    end = where.end() if where else village.mention.end
    word = _last_of_kind(text, village, sentence, figure)
    if word is not None:
        opening = min(figure, sentence + _OPENING)
        opens = _is_only(villages) and _last_of_kind(text, village, sentence, opening) is not None
        if opens or not names_unit(end, word):
            return VillageTold(village, word)
        if ALL_OF.search(text, max(0, word - _ALL), word + _SAYS):
            return VillageTold(_most_told(villages, village), word)
    cell = _last(CELL, _IN_CELL, text, sentence, figure)
    if (
        cell is not None
        and (
            text[cell - 2 : cell].strip() in _OPENERS or TIME_BEFORE.search(text, max(sentence, cell - _OPENING), cell)
        )
        and not names_unit(paragraph if _is_only(villages) else end, cell)
        and (_tells_of(text, village, paragraph) or _is_led(text, village, paragraph))
    ):
        return VillageTold(village, cell)
    if _is_only(villages) and OF_CELL.match(text, figure) and not names_unit(paragraph, figure):
        return VillageTold(village, figure)
    if cell is not None and _goes_on_with_cell(text, village, cell) and not names_unit(village.mention.end, cell):
        return VillageTold(village, cell)
    here = _last(HERE, _IN_HERE, text, sentence, figure)
    if here is None or names_unit(paragraph, here):
        return None
    goes_on = _is_only(villages) and _mentions(text, village, paragraph, here)
    return VillageTold(village, here) if goes_on or not names_unit(end, here) else None


def _is_led(text: str, village: ResolvedPlace, end: int) -> bool:
    """Whether the text, from the line that names a village up to `end`, speaks of who leads its cell."""
    return LED.search(text, text.rfind("\n", 0, village.mention.start) + 1, end) is not None


def _goes_on_with_cell(text: str, village: ResolvedPlace, cell: int) -> bool:
    """Whether a bare "chi bộ" that begins a clause is that of the village named last: no other body is told between."""
    end = village.mention.end
    if cell - end > _TALE or text[cell - 2 : cell].strip() not in _OPENERS:
        return False
    return OTHER_BODY.search(text, end, cell) is None


def _most_told(villages: Sequence[ResolvedPlace], last: ResolvedPlace) -> ResolvedPlace:
    """The village of the last one's kind that the text names most often, the last one where none is."""
    alike = [v for v in villages if v.mention.unit_type == last.mention.unit_type]
    told = Counter(_bare(v) for v in alike)
    most, times = told.most_common(1)[0]
    return next(v for v in alike if _bare(v) == most) if times > told[_bare(last)] else last


def _is_only(villages: Sequence[ResolvedPlace]) -> bool:
    """Whether the text names one village only."""
    names = {_bare(place) for place in villages[:_SEVERAL]}
    return len(names) == 1 and len(villages) < _SEVERAL


def _bare(village: ResolvedPlace) -> str:
    """The name of a village without its kind: "làng Thanh Thủy" and "thôn Thanh Thủy" are one."""
    return village.name.lower().removeprefix(f"{village.mention.unit_type} ")


def _last_of_kind(text: str, village: ResolvedPlace, begin: int, end: int) -> int | None:
    """Offset of the last bare word for a village of this kind between two offsets."""
    kind = village.mention.unit_type
    if kind is None or not _may_tell(text, kind, begin, end + 1):
        return None
    told = ((t.start(t.lastgroup or 0), t[t.lastgroup or 0]) for t in TOLD.finditer(text[begin : end + 1]))
    found = [start for start, word in told if word.lower() == kind]
    return begin + found[-1] if found else None


def _last(pattern: re.Pattern[str], words: Sequence[str], text: str, begin: int, end: int) -> int | None:
    """Offset of the word that a pattern finds last between two offsets; it finds nothing without one of some words."""
    if not _holds(text, words, begin, end):
        return None
    found = [match.start("kind") for match in pattern.finditer(text[begin:end])]
    return begin + found[-1] if found else None


def _may_tell(text: str, kind: str, begin: int, end: int) -> bool:
    """Whether the word for a village of a kind stands between two offsets before what follows a bare one."""
    for word in (kind, kind.capitalize()):
        at = text.find(word, begin, end)
        while at >= 0:
            if BEHIND_KIND.match(text, at + len(word), end):
                return True
            at = text.find(word, at + 1, end)
    return False


def _holds(text: str, words: Sequence[str], begin: int, end: int) -> bool:
    """Whether one of some words stands between two offsets."""
    return any([text.find(word, begin, end) >= 0 for word in words])


def _mentions(text: str, village: ResolvedPlace, begin: int, end: int) -> bool:
    """Whether the bare word for a village of this kind stands between two offsets ("tiễn chúng tôi ra đầu bản")."""
    return any(m["kind"].lower() == village.mention.unit_type for m in MENTIONED.finditer(text[begin:end]))


def _tells_of(text: str, village: ResolvedPlace, end: int) -> bool:
    """Whether the text up to `end` speaks of the village itself: of its cell, or by its bare word."""
    start = village.mention.start
    is_cell = BRANCH.search(text, max(0, start - _LONG_BRANCH), start) is not None
    return is_cell or _last_of_kind(text, village, village.mention.end, end) is not None
