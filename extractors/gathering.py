"""People behind a figure -> whether a body drew them in as its members, or they are the new level of those told."""

from itertools import pairwise

from extractors.heads import PEOPLE, Head
from extractors.quantity import Quantity
from extractors.slots import Reading, Slot
from extractors.tokens import NUMERAL

_GATHERED = frozenset({("tập", "hợp"), ("thu", "hút")})
_BODIES_OF_PEOPLE = frozenset({"hội", "tổ", "đoàn", "công", "mặt"})
_ASSOCIATIONS = (("hội",), ("đoàn",))
_INHABITANTS = ("dân", "số")
_JOINS = (("tham", "gia"), ("tham", "gia", "sinh", "hoạt"), ("vào",), ("gia", "nhập"), ("là", "thành", "viên"))
WORDS_OF_JOINING = frozenset({"gia", "vào", "thành"})
"""One of them stands wherever people are said to be drawn into a body or to join it."""
_REACHED = frozenset({"đạt", "là", "chiếm", "bằng", ":", "lên", "trên", "hơn", "gần"})
_NEW_LEVEL = frozenset({"lên", "xuống", "còn", "tới", "thành"})
_FROM = frozenset({"từ", "hơn", "gần", "trên", "khoảng"})
_INTO_BODIES = (("vào", "hội"), ("vào", "đoàn"), ("vào", "tổ"))
_NO_ASSOCIATIONS = frozenset((word,) for word in "thi trại nghị thảo diễn chợ xuân khỏe đồng báo chủ trường".split())
"""What follows in "Hội thi", "Hội nghị", "Hội đồng": events and councils that people join too."""
_STOPS_JOINING = frozenset({";", ".", ",", "nạp"})
_BEFORE, _BEHIND, _BEHIND_BARE, _BEHIND_OLD, _BEHIND_AGES, _RATE = 4, 6, 10, 11, 16, 12


def are_gathered(reading: Reading, slot: Slot, head: Head) -> bool:
    """Whether people are drawn into a body, whose members they are.

    "Thu hút 84% phụ nữ vào Hội", "tỷ lệ người cao tuổi vào Hội đạt 89%", "mới đạt 8,4% dân số tham gia Hội".
    """
    if slot.numeral.is_percent and (_is_rate_of_joining(reading, slot) or _are_in_an_association(reading, slot)):
        return True
    if inhabitants_join(reading, slot):
        return True
    if head.side not in ("right", "none") or (head.side == "none" and not slot.numeral.is_percent):
        return False
    before = reading.norms[max(slot.left, slot.at - _BEFORE) : slot.at]
    reach = _BEHIND if head.side == "right" else _BEHIND_BARE
    behind = reading.norms[head.end : min(head.end + reach, slot.stop)]
    into = any(one == "vào" and two in _BODIES_OF_PEOPLE for one, two in pairwise(behind))
    into = into or bool(_joined_at(reading, head.end, min(head.end + _BEHIND_OLD, slot.stop)))
    drawn = any(pair in _GATHERED for pair in pairwise(before))
    return into and (drawn or (slot.numeral.is_percent and head.subject == "people" and before[-1:] == ("có",)))


def _are_in_an_association(reading: Reading, slot: Slot) -> bool:
    """Whether a percent of people join a body, their ages between ("80% phụ nữ từ 18 tuổi trở lên tham gia Hội")."""
    at, end = slot.at + 1, min(slot.at + _BEHIND_AGES, len(reading.norms))
    ends = (i for i in range(at, end) if reading.norms[i] in _STOPS_JOINING or _is_another_figure(reading, i))
    end = next(ends, end)
    for i in range(at, end):
        if reading.norms[i : i + 2] in _INTO_BODIES and reading.norms[i + 2 : i + 3] not in _NO_ASSOCIATIONS:
            return True
    joined = _joined_at(reading, at, end)
    return bool(joined) and reading.norms[joined : joined + 1] not in _NO_ASSOCIATIONS


def _is_another_figure(reading: Reading, at: int) -> bool:
    """Whether a token is a numeral that tells no age."""
    return reading.norms[at] == NUMERAL and reading.norms[at + 1 : at + 2] != ("tuổi",)


def _joined_at(reading: Reading, start: int, end: int) -> int:
    """The token behind the first words between two tokens that say that people join an association; 0 for none."""
    for i in range(start, end):
        for words in _JOINS:
            stop = i + len(words)
            if reading.norms[i:stop] == words and stop < end and reading.norms[stop] in _BODIES_OF_PEOPLE:
                stop += 2 if reading.norms[stop : stop + 2] == ("tổ", "chức") else 0
                is_body = reading.norms[stop : stop + 1] in _ASSOCIATIONS
                return stop + 1 if is_body and reading.tokens.words[stop][0].isupper() else 0
    return 0


def _is_rate_of_joining(reading: Reading, slot: Slot) -> bool:
    """Whether a percent is the rate at which people join an association ("tỷ lệ NCT tham gia Hội đạt 95%")."""
    rates = [i for i in range(max(slot.left, slot.at - _RATE), slot.at) if reading.norms[i] == "lệ"]
    if not rates or reading.norms[slot.at - 1] not in _REACHED:
        return False
    return bool(_joined_at(reading, rates[-1] + 1, slot.at))


def inhabitants_join(reading: Reading, slot: Slot) -> bool:
    """Whether a percent of all inhabitants is said to be in an association ("8,4% dân số tham gia Hội")."""
    if not slot.numeral.is_percent or reading.norms[slot.at + 1 : slot.at + 3] != _INHABITANTS:
        return False
    end = min(slot.at + _BEHIND + 2, slot.stop)
    return 0 < _joined_at(reading, slot.at + 3, end) <= slot.at + _BEHIND


def is_new_level(reading: Reading, slot: Slot, head: Head, previous: Quantity) -> bool:
    """Whether people are the new level of those told before ("tăng từ 2.140 đồng chí năm 2015 lên 2.408 đồng chí")."""
    if previous.subject not in PEOPLE or previous.measure != "count" or head.side != "right":
        return False
    if reading.norms[slot.at - 1] not in _NEW_LEVEL | _FROM:
        return False
    old = reading.norms[max(0, previous.slot.at - 2) : previous.slot.at]
    new = reading.norms[max(slot.left, slot.at - 2) : slot.at]
    return "từ" in old and old[-1] in _FROM and not _NEW_LEVEL.isdisjoint(new)
