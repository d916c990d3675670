"""Slot in a list, or behind the opening of a sentence -> tags that the words before say of all that is counted."""

from extractors.heads import Head
from extractors.rulebook import Match
from extractors.slots import Reading, Slot
from extractors.tokens import NUMERAL
from extractors.topics import TRAITS, clause_start
from schemas.rules import GroupRule

_FORCES = "group.military"
_RESERVES = (("dự", "bị"), ("dân", "quân"), ("tự", "vệ"), ("dqtv",), ("dbđv",))
_PRIVATE, _WHERE = "group.private_enterprise", frozenset({"trong", "ở", "tại"})
_NEAR, _OPENING = 7, 4


def topics_of_list(reading: Reading, slot: Slot, head: Head) -> frozenset[str]:
    """The tags of a list's topic for a figure of Party members in it; may be empty.

    Percentages of reserves go on with that of Party members among them ("sắp xếp quân dự bị đạt 99%, đúng chuyên
    nghiệp 81%, đảng viên 9%"); a bracket goes on with members told of as of one kind right before it ("đảng viên mới
    là người Tày phần lớn đã qua đào tạo (trung cấp 10 đồng chí, …)").
    """
    if slot.numeral.is_percent and head.side == "left" and slot.left and head.start == clause_start(reading, slot):
        return _of_reserves(reading, slot)
    return _before_bracket(reading, slot) if slot.depth else frozenset()


def enterprises_in_which(reading: Reading, subject: str) -> list[Match[GroupRule]]:
    """The enterprises that a sentence opens with, all of whose figures are told of them; may be empty.

    "Trong doanh nghiệp tư nhân, toàn huyện có 12 chi bộ với 140 đảng viên".
    """
    if reading.norms[0] not in _WHERE:
        return []
    first = next((m for m in reading.groups if m.rule.id == _PRIVATE), None)
    if first is None or first.start > _OPENING or subject not in first.rule.subjects:
        return []
    return [first] if reading.norms[first.end : first.end + 1] == (",",) else []


def is_label_of_peoples(reading: Reading, slot: Slot, head: Head) -> bool:
    """Whether the bare word for peoples labels a figure in a list ("nữ 138, dân tộc 9, tôn giáo 5")."""
    words = reading.norms[max(0, slot.at - 4) : slot.at]
    if words[-1:] in (("là",), ("có",), (":",)):
        words = words[:-1]
    return head.side != "right" and words[-2:] == ("dân", "tộc") and words[-3:-2] in ((",",), ("(",), (";",), ("đó",))


def _of_reserves(reading: Reading, slot: Slot) -> frozenset[str]:
    told = [m for m in reading.groups if m.end <= slot.left and m.rule.id == _FORCES]
    words = [reading.norms[m.start : m.end] for m in told]
    is_reserve = any(pair == w[i : i + len(pair)] for w in words for pair in _RESERVES for i in range(len(w)))
    return frozenset({"military"}) if is_reserve else frozenset()


def _before_bracket(reading: Reading, slot: Slot) -> frozenset[str]:
    """The trait of the members that the clause before the bracket speaks of without a figure."""
    opening = next((i for i in range(slot.at - 1, -1, -1) if reading.norms[i] == "(" and not reading.depth(i)), None)
    if opening is None:
        return frozenset()
    first = next((i + 1 for i in range(opening - 1, -1, -1) if reading.norms[i] in (NUMERAL, ";", ")")), 0)
    members = [m for m in reading.heads if first <= m.start and m.end <= opening and m.rule.subject == "member"]
    traits = [m for m in reading.groups if first <= m.start and m.end < opening and m.rule.group in TRAITS]
    told = (
        t.rule.group
        for t in traits
        for m in members
        if 0 < t.start - m.end <= _NEAR and "là" in reading.norms[m.end : t.start + 1]
    )
    return frozenset(told)
