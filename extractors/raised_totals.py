"""Slot behind "nâng tổng số … lên" -> what the raised total is of, where other words or figures stand between."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.aspects import Aspect
from extractors.rulebook import Match
from extractors.slots import Reading, Slot
from extractors.tokens import NUMERAL
from schemas.rules import HeadRule

_RAISES = frozenset({"nâng", "đưa"})
_TOTAL = ("tổng", "số")
_NEAR, _REACH = 3, 40
_AWARDED, _AWARD = ("huy", "hiệu"), 6
_NEW = frozenset({("mới",), ("được",), ("đã",), ("kết",), ("phát",)})
_ADMIT = frozenset({("kết", "nạp"), ("phát", "triển")})
_ENDS = frozenset({";", ".", ",", "("})


def raised_total(reading: Reading, slot: Slot) -> Aspect | None:
    """What happened to the members whose total is said to be raised to a figure; None where nothing stands between.

    "nâng tổng số hội viên đang sinh hoạt tại 6 chi hội lên 128 người" is of members, "nâng tổng số đảng viên mới trong
    9 tháng lên 142" of those admitted, "… đảng viên được tặng Huy hiệu Đảng lên 1.287" of those awarded.
    """
    if slot.numeral.is_percent or "lên" not in reading.norms[max(0, slot.at - _NEAR) : slot.at]:
        return None
    members = _members_raised(reading, slot)
    if members is None:
        return None
    between = reading.norms[members.end : slot.at]
    if _AWARDED in pairwise(between[:_AWARD]):
        return Aspect("awarded", ("scope.raised_awarded",), noun=members.rule.id)
    if _are_admitted(reading, members, between):
        return Aspect("admitted", ("scope.raised_admitted",), noun=members.rule.id)
    if NUMERAL in between:
        return Aspect("total", ("aspect.total.raised",), noun=members.rule.id)
    return None


def _members_raised(reading: Reading, slot: Slot) -> Match[HeadRule] | None:
    """The noun of members right behind "nâng tổng số" in the clause of a figure."""
    for at in range(slot.at - 2, max(0, slot.at - _REACH), -1):
        if reading.norms[at] in _ENDS:
            return None
        if reading.norms[at : at + 2] == _TOTAL and reading.norms[at - 1] in _RAISES:
            return next((m for m in reading.heads if m.start == at + 2 and m.rule.subject == "member"), None)
    return None


def _are_admitted(reading: Reading, members: Match[HeadRule], between: Sequence[str]) -> bool:
    """Whether the words say that only those newly admitted are meant."""
    if reading.norms[members.end - 1] == "mới" or between[:1] == ("mới",):
        return True
    first = between[:4]
    told = any(tuple(first[i : i + 2]) in _ADMIT for i in range(len(first)))
    return told and tuple(between[:1]) in _NEW
