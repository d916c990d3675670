"""Numeral behind a name of its own -> whether it is one more item of those counted before.

"Kết nạp 26 đảng viên, trong đó Nông trường Thống Nhất 7, Nông trường Suối Mơ 6", "… là Phường 9 (14), Phường 4 (11)".
"""

from collections.abc import Sequence

from extractors.heads import PEOPLE
from extractors.quantity import Quantity
from extractors.slots import Reading, Slot, is_text

_BEFORE_NAME = frozenset({",", ";", ":", "(", "là", "đó", "như", "gồm"})
_OPENS = frozenset({"và", "còn", "riêng", "trong", "lúc", "khi", "ở", "tại"})
_NEXT = (("kế", "đến"), ("tiếp", "đến"), ("tiếp", "theo"), ("sau", "đó"), ("kế", "đó"), ("kế", "tiếp"))
_REASONS = frozenset({"và", "vì", "do", "nhờ", "bởi", "nhưng", "còn"})
_LONGEST, _LEAST = 9, 2
_HARMLESS = frozenset({"doer", "system"})


def is_named_item(reading: Reading, slot: Slot, last: Quantity) -> bool:
    """Whether a name alone labels a part of those counted, or one more item of their list."""
    if last.indicator == "other" or last.measure != "count" or slot.numeral.is_percent or not _ends(reading, slot):
        return False
    begin, end = _label(reading, slot, last)
    if not _LEAST <= end - begin <= _LONGEST or not reading.tokens.words[begin][0].isupper():
        return False
    if _says_something(reading, begin, end):
        return False
    if last.inherits:
        return reading.norms[last.slot.at + 1] in (",", ";")
    before = reading.norms[last.slot.at + 1 : begin]
    told = reading.names_part(last.slot.at, begin) or any(before[i : i + 2] in _NEXT for i in range(len(before)))
    return told and slot.numeral.value <= last.slot.numeral.value


def behind_a_share(reading: Reading, slot: Slot, done: Sequence[Quantity]) -> Quantity | None:
    """The item of a list that one more item follows behind a bracket ("nữ 230 (27,3%), dưới 35 tuổi 102"), or None."""
    if len(done) < _LEAST or done[-1].slot.depth <= slot.depth or slot.numeral.is_percent or not _ends(reading, slot):
        return None
    last = next((q for q in reversed(done) if q.slot.depth == slot.depth), None)
    if last is None or not last.inherits or last.indicator == "other" or last.measure != "count":
        return None
    begin = slot.left + 1
    if reading.norms[slot.left] not in (",", ";") or not 0 < slot.at - begin <= _LONGEST:
        return None
    told = any(begin <= m.start < slot.at and m.rule.subject not in PEOPLE for m in reading.heads)
    return None if told or _says_something(reading, begin, slot.at) else last


def bracketed_item(reading: Reading, slot: Slot, told: Sequence[Quantity]) -> Quantity | None:
    """What the figure that a bracket holds behind a name is one more item of: those told last, or None.

    What was reached of a plan goes on with the last such ratio ("… 11/6. Hai đảng bộ chưa đạt là Văn Phong (3/5)").
    """
    if _is_bracketed_item(reading, slot, told[-1]):
        return told[-1]
    if slot.numeral.denominator is None or reading.norms[slot.at - 1] != "(" or told[-1].indicator != "other":
        return None
    ratios = (q for q in reversed(told) if q.indicator != "other" and q.slot.numeral.denominator is not None)
    return next(ratios, None) if reading.tokens.words[slot.at - 2][0].isupper() else None


def _is_bracketed_item(reading: Reading, slot: Slot, last: Quantity) -> bool:
    """Whether a bracket holds the figure of a name as the one before it did ("Phường 9 (14), Phường 4 (11)")."""
    if last.indicator == "other" or last.measure != "count" or slot.numeral.is_percent:
        return False
    alone = all(
        reading.norms[s.at - 1] == "(" and reading.norms[s.at + 1 : s.at + 2] == (")",) for s in (last.slot, slot)
    )
    if not alone or reading.norms[last.slot.at + 2] not in (",", ";", "và"):
        return False
    begin, end = last.slot.at + 3, slot.at - 1
    names = any(reading.tokens.words[i][0].isupper() for i in range(begin, end))
    return names and end - begin <= _LONGEST and not any(begin <= m.start < end for m in reading.aspects)


def _label(reading: Reading, slot: Slot, last: Quantity) -> tuple[int, int]:
    """Where the name before the numeral begins and ends; a bracket behind it is left out ("Bạc Liêu (cũ) 1.088")."""
    end = slot.at
    if reading.norms[end - 1] == ")":
        opening = next((i for i in range(end - 1, max(last.slot.at, end - 7), -1) if reading.norms[i] == "("), end)
        end = opening
    begin = next((i + 1 for i in range(end - 1, last.slot.at, -1) if reading.norms[i] in _BEFORE_NAME), end)
    while begin < end and reading.norms[begin] in _OPENS and reading.tokens.words[begin][0].islower():
        begin += 1
    return begin, end


def _says_something(reading: Reading, begin: int, end: int) -> bool:
    """Whether the label is more than a name: a verb, a word of time or of a plan, or bodies that are counted."""
    if any(begin <= m.start < end for m in reading.aspects):
        return True
    return any(begin <= m.start < end and m.rule.cue not in _HARMLESS for m in reading.cues)


def _ends(reading: Reading, slot: Slot) -> bool:
    """Whether nothing is counted behind the numeral."""
    after = reading.norms[slot.at + 1 : slot.at + 2]
    return not after or not is_text(after[0]) or after[0] in _REASONS
