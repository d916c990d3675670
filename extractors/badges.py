"""Slot of people who were awarded -> the badges of years that they bear ("6 đồng chí 60 năm", "65 năm có 1")."""

from collections.abc import Sequence

from extractors.slots import HARD_STOPS, Reading, Slot
from schemas.vocabulary import GROUPS

_LIST = frozenset({",", "và", "năm", "tuổi", "đảng"})
_RANGE = frozenset({"đến", "-", "–", "trở"})
_TELLS = frozenset({"có", ":", "là", "cho", "-", "–"})
_REASONS = ("name.badge", "duration.period")


def badges_of(reading: Reading, slot: Slot) -> set[str]:
    """Badge tags of the people whom a numeral counts: of the badges right behind them, else of the one before them.

    Several told before one count ("Huy hiệu 40 năm, 30 năm tuổi Đảng cho 42 đảng viên") tell of none which it is.
    """
    behind = _in_list(reading, [t for t in _badges(reading, slot.at + 1, slot.stop) if t >= slot.break_])
    if behind and behind[0] == slot.break_ and not _joins_another(reading, slot):
        return _tags(reading, [t for t in behind if not _is_of_the_next(reading, t, slot.stop)])
    before = _in_list(reading, _badges(reading, _start(reading, slot), slot.at)[::-1])
    return _tags(reading, before) if len(before) == 1 else set()


def _badges(reading: Reading, start: int, end: int) -> list[int]:
    """Tokens between two others that are years of a badge."""
    rejected = reading.tokens.rejected
    here = (t for t in range(start, end) if t in rejected and rejected[t].reason in _REASONS)
    return [t for t in here if f"badge:{rejected[t].text}" in GROUPS]


def _in_list(reading: Reading, badges: Sequence[int]) -> list[int]:
    """The first badge and those that stand in one list with it, seen from the figure."""
    listed = list(badges[:1])
    for badge in badges[1:]:
        low, high = sorted((listed[-1], badge))
        between = reading.norms[low + 1 : high]
        if any(n not in _LIST and n not in _RANGE for n in between):
            break
        listed.append(badge)
    return listed


def _tags(reading: Reading, badges: Sequence[int]) -> set[str]:
    """The badges as tags; a range ("từ 30 đến 60 năm") names none."""
    if not badges or _RANGE & set(reading.norms[badges[0] : badges[-1] + 1]):
        return set()
    return {f"badge:{reading.tokens.rejected[t].text}" for t in badges}


def _joins_another(reading: Reading, slot: Slot) -> bool:
    """Whether the badge behind belongs to the next part of a list ("… cho 3 đồng chí và 30 năm cho …")."""
    return "và" in reading.norms[slot.at : slot.break_]


def _is_of_the_next(reading: Reading, badge: int, stop: int) -> bool:
    """Whether a badge announces the figure behind it ("…, 55 năm có 3")."""
    end = badge + 1
    while end < stop and reading.norms[end] in ("năm", "tuổi", "đảng"):
        end += 1
    return end < stop and reading.norms[end] in _TELLS and stop - end <= 3


def _start(reading: Reading, slot: Slot) -> int:
    """The first token before the figure whose badges can be of its people; commas that join badges end nothing."""
    for i in range(slot.at - 1, slot.left - 1, -1):
        norm = reading.norms[i]
        if norm in HARD_STOPS or norm == ")":
            return i + 1
        if norm == "," and not reading.in_word_list(i) and i + 1 not in reading.tokens.rejected:
            return i + 1
    return slot.left
