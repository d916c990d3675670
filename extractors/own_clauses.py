"""Slot -> whether the words before its figure begin a clause of their own, with a verb of its own."""

from extractors.slots import Reading, Slot

_OWNERS = frozenset({"đảng", "toàn", "xã", "phường", "huyện", "tỉnh", "hội", "đoàn", "công", "địa"})
_HAS = frozenset({"có", "với", "gồm"})


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


def are_units(reading: Reading, slot: Slot) -> bool:
    """Whether communes or districts are counted, which a verb joins or parts without their bodies ("hợp nhất 3 xã")."""
    return any(m.start == slot.at + 1 and m.rule.subject in ("commune", "district") for m in reading.heads)
