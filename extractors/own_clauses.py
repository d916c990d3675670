"""Slot -> whether the words before its figure, or behind its noun, are a clause of their own with a verb of its own."""

from collections.abc import Sequence

from extractors.heads import Head
from extractors.slots import Reading, Slot, is_text
from extractors.tokens import NUMERAL, behind_last

_OWNERS = frozenset({"đảng", "toàn", "xã", "phường", "huyện", "tỉnh", "hội", "đoàn", "công", "địa"})
_HAS = frozenset({"có", "với", "gồm"})
_SO_MANY = 5
_SEMICOLON = frozenset({";"})
_ON_GROUND, _GROUND = ("trên", "cơ", "sở"), 12
_FOUNDED_OF = (("lập", "từ"), ("thành", "từ"), ("nhập", "từ"))


def are_there(reading: Reading, slot: Slot) -> bool:
    """Whether a word before a figure says what a place has, so that it shares no verb before ("…, có 21.000 dân")."""
    return not _HAS.isdisjoint(reading.norms[slot.left : slot.at])


def opens_clause(reading: Reading, slot: Slot) -> bool:
    """Whether a body of its own has what is counted ("sau sáp nhập 3 xã, Đảng bộ xã có 31 chi bộ")."""
    words = reading.norms[slot.left : slot.at]
    has = next((i for i in range(len(words) - 1, max(-1, len(words) - 4), -1) if words[i] == "có"), 0)
    comma = next((i for i in range(has - 1, -1, -1) if words[i] in (",", ";")), has)
    subject = words[comma + 1 : has]
    return len(subject) > 1 and subject[0] in _OWNERS


def has_more(reading: Reading, slots: Sequence[Slot], index: int, end: int) -> bool:
    """Whether a clause tells what an association or the same body has, and it is more than the figure before.

    "Các đoàn thể phát triển 612 đoàn viên, hội viên; Hội Nông dân có 2.206 hội viên": those cannot be some of the 612.

    Args:
        reading: The sentence.
        slots: Its slots.
        index: Which slot.
        end: The token behind its noun; of the same body no more may be told of those counted.
    """
    slot = slots[index]
    words = reading.norms[slot.left : slot.at]
    if not index or words[-1:] != ("có",) or slot.numeral.is_percent or slots[index - 1].numeral.is_percent:
        return False
    if slot.numeral.value <= slots[index - 1].numeral.value:
        return False
    stop = next((i for i in range(len(words) - 2, -1, -1) if words[i] in (",", ";")), None)
    bodies = (m for m in reading.cues if m.rule.cue == "system" and m.rule.system != "party")
    if stop == len(words) - 2:
        return end >= slot.break_
    return stop is not None and any(m.end == slot.at - 1 for m in bodies)


def are_units(reading: Reading, slot: Slot) -> bool:
    """Whether communes or districts are counted, which a verb joins or parts without their bodies ("hợp nhất 3 xã")."""
    return any(m.start == slot.at + 1 and m.rule.subject in ("commune", "district") for m in reading.heads)


def are_ground_of_founding(reading: Reading, slot: Slot) -> bool:
    """Whether a commune is told to be founded of so many ("thành lập trên cơ sở sáp nhập 3 xã A, B và C")."""
    before = reading.norms[max(slot.left, slot.at - _GROUND) : slot.at]
    if before[-2:] in _FOUNDED_OF:
        return True
    at = next((i for i in range(len(before) - 2) if before[i : i + 3] == _ON_GROUND), -1)
    return at >= 0 and all(is_text(norm) for norm in before[at:])


def has_so_many(reading: Reading, head: Head) -> bool:
    """Whether villages are told to have so many of something ("9 bản chỉ có 1 - 2 đảng viên", "có dưới 3 …")."""
    if head.side != "right":
        return False
    behind = reading.norms[head.end : head.end + _SO_MANY]
    has = next((i for i in range(min(2, len(behind))) if behind[i] == "có"), -1)
    if has < 0 or behind[:has] not in ((), ("chỉ",), ("mới",)) or NUMERAL not in behind:
        return False
    return {",", ";", "và"}.isdisjoint(behind[: behind.index(NUMERAL)])


def are_members_anew(reading: Reading, slot: Slot) -> bool:
    """Whether a clause of its own tells of members again ("3 đảng viên bị kỷ luật; đảng viên nữ có 510 người")."""
    if reading.names_part(slot.left, slot.at):
        return False
    start = behind_last(reading.norms, slot.left, slot.at, _SEMICOLON)
    return any(m.rule.subject == "member" for m in reading.nouns.get(start, ()))
