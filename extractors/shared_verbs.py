"""Slots beside each other -> whether a list or a row joins them, and the verb that they share."""

from collections.abc import Sequence

from extractors.by_the_way import OF_BODIES, is_by_the_way
from extractors.heads import HOUSEHOLDS, ORGANIZATIONS, PEOPLE
from extractors.own_clauses import are_there, are_units, opens_clause
from extractors.rulebook import Match
from extractors.slots import HARD_STOPS, Reading, Slot
from extractors.verbs_behind import applicable
from schemas.rules import AspectRule

_SHARED_VERBS = frozenset({"transferred", "disciplined", "removed", "rated", "other", "established", "dissolved"})
_MOVED = frozenset({"transferred"})
"""Bodies move with their members: "chuyển giao 3 đảng bộ với 120 đảng viên"."""
_ROW = (",", "và")
_NEXT = 2
_TRAIT = 8
_ONLY = frozenset({"chỉ", "mới", "đã"})
_SHORT_KINDS = frozenset({"tp", "tx", "tt"})
_FULL_STOPS = HARD_STOPS - {";"}
_JOINERS = frozenset({",", ";", "và", "(", ":", "cùng"})
_KINDS = {subject: kind for kind in (PEOPLE, ORGANIZATIONS, HOUSEHOLDS) for subject in kind}


def first_of_row(reading: Reading, slots: Sequence[Slot], index: int) -> Slot:
    """The first of the bare numerals that one noun is printed behind ("kết nạp lần lượt 22, 19 và 17 đảng viên")."""
    slot = slots[index]
    while index and slot.at - slots[index - 1].at == _NEXT and reading.norms[slot.at - 1] in _ROW:
        index -= 1
        slot = slots[index]
    return slot


def is_coordinated(reading: Reading, slot: Slot) -> bool:
    """Whether the words between two numerals only join them."""
    between = reading.norms[slot.left : slot.at]
    if not between or (not _FULL_STOPS.isdisjoint(between) and _ends(reading, slot)):
        return False
    if not _JOINERS.isdisjoint(between) or reading.names_part(slot.left, slot.at):
        return True
    if "thì" not in between:
        return False
    behind = reading.norms[slot.at + 1 : slot.at + _TRAIT]
    return (
        "là" in behind[:3]
        or tuple(n for n in between[-3:] if n not in _ONLY)[-2:] == ("thì", "có")
        or (between[-1] == "thì" and "tuổi" in behind)
    )


def _ends(reading: Reading, slot: Slot) -> bool:
    """Whether a stop parts two numerals; the dot of a short word for a city is none ("và TP. Sóc Trăng 172")."""
    stops = [i for i in range(slot.left, slot.at) if reading.norms[i] in _FULL_STOPS]
    return any(reading.norms[i] != "." or reading.norms[i - 1] not in _SHORT_KINDS for i in stops)


def same_kind(subject: str, other: str) -> bool:
    """Whether two subjects can share a verb."""
    return subject == other or (subject in _KINDS and _KINDS[subject] is _KINDS.get(other))


def or_punished(
    reading: Reading, slots: Sequence[Slot], index: int, subject: str, chosen: Match[AspectRule] | None
) -> Match[AspectRule] | None:
    """The verb chosen, or that of a list of those punished when they are only said to have offended besides.

    "Kỷ luật 29 tổ chức đảng và 140 đảng viên vi phạm".
    """
    if chosen is None or reading.norms[chosen.start : chosen.end] != ("vi", "phạm"):
        return chosen
    listed = of_the_list(reading, slots, index, subject) if is_coordinated(reading, slots[index]) else None
    return listed if listed and listed.rule.aspect == "disciplined" else chosen


def of_the_list(reading: Reading, slots: Sequence[Slot], index: int, subject: str) -> Match[AspectRule] | None:
    """The verb that a list states once, before its first numeral ("kỷ luật 2 tổ chức đảng và 17 đảng viên")."""
    if not reading.aspects:
        return None
    shared = _MOVED if "với" in reading.norms[slots[index].left : slots[index].at] else _SHARED_VERBS
    if (subject == "village" and are_there(reading, slots[index])) or opens_clause(reading, slots[index]):
        return None
    for earlier in range(index - 1, -1, -1):
        slot = slots[earlier]
        if subject == "village" and are_there(reading, slot):
            return None
        found = applicable(reading.aspects, subject, slot.left, slot.at, ("before", "both"))
        found = [m for m in found if not is_by_the_way(reading, slot, m, subject)]
        of_bodies = bool(found) and found[-1].rule.aspect in OF_BODIES and subject in ORGANIZATIONS
        if of_bodies and (are_units(reading, slot) or reading.norms[slots[index].at - 1] == "có"):
            return None
        if found:
            return found[-1] if found[-1].rule.aspect in shared else None
        if not is_coordinated(reading, slot):
            return None
    return None
