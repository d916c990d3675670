"""People of no kind counted beside peoples, households or all inhabitants -> whether they are inhabitants too."""

from extractors.heads import PEOPLE
from extractors.quantity import Quantity
from extractors.slots import Reading, Slot, is_text

_OF_A_PLACE = frozenset(
    {"xã", "phường", "huyện", "quận", "tỉnh", "phố", "trấn", "thị", "thôn", "bản", "ấp", "xóm", "buôn"}
)
_FEWEST, _TIMES, _REACH = 100, 5, 9
_HAVE = frozenset({"có", "hiện", "nay", "đang", "tổng", "số"})
_MEMBERS = frozenset({"member", "candidate", "committee_member", "trainee"})


def are_all_of_a_place(reading: Reading, slot: Slot, previous: Quantity | None) -> bool:
    """Whether a place is told to have so many people ("Huyện có 124.800 người"), more than could be members told."""
    norms = reading.norms
    if norms[slot.at + 1 : slot.at + 2] != ("người",) or slot.numeral.is_percent or slot.numeral.value < _FEWEST:
        return False
    if slot.at + 2 < len(norms) and is_text(norms[slot.at + 2]) and norms[slot.at + 2 : slot.at + 4] != ("trong", "đó"):
        return False
    if norms[slot.at - 1] not in _HAVE or not _names_only_a_place(reading, slot):
        return False
    if previous is None or previous.subject == "population":
        return True
    return previous.subject in _MEMBERS and slot.numeral.value >= _TIMES * previous.slot.numeral.value


def _names_only_a_place(reading: Reading, slot: Slot) -> bool:
    """Whether a kind of place and perhaps its name are all that stands before what it has in the figure's clause."""
    norms, at = reading.norms, slot.at - 1
    while at > slot.left and norms[at] in _HAVE:
        at -= 1
    while at > slot.left and reading.tokens.words[at][0].isupper() and norms[at] not in _OF_A_PLACE:
        at -= 1
    opens = at == 0 or norms[at - 1] in (",", ";", ".", "toàn", "thành", "thị")
    return opens and norms[at] in _OF_A_PLACE and slot.at - at <= _REACH


def are_inhabitants(reading: Reading, slot: Slot, previous: Quantity | None) -> bool:
    """Whether people are those of a people, of the households told before, or some of all inhabitants told before.

    Args:
        reading: The sentence.
        slot: The figure.
        previous: The quantity before it, or None.
    """
    if _are_of_a_people(reading, slot) or _of_households(reading, slot, previous):
        return True
    return _live_there(reading, slot, previous)


def _are_of_a_people(reading: Reading, slot: Slot) -> bool:
    """Whether people are counted right behind the name of their people ("dân tộc Thái 3.395 người")."""
    first = max(slot.left, slot.at - 4)
    words = reading.norms[first : slot.at]
    if "tộc" not in words or words[max(0, words.index("tộc") - 1)] != "dân":
        return False
    named = reading.tokens.words[slot.at - 1][0].isupper() or words[-1] in ("khác", "có", "là", ":")
    return named and not any(
        m.rule.subject in PEOPLE and m.rule.subject != "person" for m in reading.heads if m.start < slot.at
    )


def _live_there(reading: Reading, slot: Slot, previous: Quantity | None) -> bool:
    """Whether people named before a figure are some of the inhabitants told ("…, các dân tộc thiểu số khác có 140")."""
    if previous is None or previous.indicator != "population.total":
        return False
    named = [m for m in reading.groups if slot.left <= m.start < slot.at and m.rule.group == "ethnic_minority"]
    is_named = bool(named) or "kinh" in reading.norms[slot.left : slot.at]
    return is_named and (slot.numeral.is_percent or slot.numeral.value <= previous.slot.numeral.value)


def _of_households(reading: Reading, slot: Slot, previous: Quantity | None) -> bool:
    """Whether people are counted right behind the households they live in ("1.810 hộ với 8.120 người")."""
    if previous is None or previous.subject != "household" or previous.aspect != "total" or slot.numeral.is_percent:
        return False
    between = reading.norms[slot.left : slot.at]
    return 0 < len(between) <= 2 and all(n in (",", "với", "và", "/", "gồm") for n in between)
