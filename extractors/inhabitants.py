"""People of no kind counted beside peoples, households or all inhabitants -> whether they are inhabitants too."""

from extractors.heads import PEOPLE
from extractors.quantity import Quantity
from extractors.slots import Reading, Slot


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
    if previous is None or previous.indicator != "population.total" or slot.numeral.is_percent:
        return False
    named = [m for m in reading.groups if slot.left <= m.start < slot.at and m.rule.group == "ethnic_minority"]
    is_named = bool(named) or "kinh" in reading.norms[slot.left : slot.at]
    return is_named and slot.numeral.value <= previous.slot.numeral.value


def _of_households(reading: Reading, slot: Slot, previous: Quantity | None) -> bool:
    """Whether people are counted right behind the households they live in ("1.810 hộ với 8.120 người")."""
    if previous is None or previous.subject != "household" or previous.aspect != "total" or slot.numeral.is_percent:
        return False
    between = reading.norms[slot.left : slot.at]
    return 0 < len(between) <= 2 and all(n in (",", "với", "và", "/", "gồm") for n in between)
