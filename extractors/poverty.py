"""Households -> whether the words behind them call them poor ("95 hộ thuộc diện nghèo", "80% là hộ nghèo")."""

from extractors.heads import HOUSEHOLDS, Head
from extractors.light_records import replace
from extractors.slots import PHRASE_ENDS, Reading, Slot
from extractors.tokens import NUMERAL

_CALLED = (
    ("thuộc", "diện", "nghèo"), ("thuộc", "diện", "hộ", "nghèo"), ("thuộc", "hộ", "nghèo"), ("là", "hộ", "nghèo"),
    ("diện", "nghèo"), ("còn", "nghèo"), ("là", "nghèo"), ("đều", "nghèo"), ("đều", "là", "hộ", "nghèo"),
)  # fmt: skip
_NEAR, _BOUNDS = 5, frozenset({"trên", "hơn", "gần", "khoảng", "được", "thêm"})
_REACH, _ALMOST = 6, frozenset({("và", "cận"), (",", "cận"), ("hoặc", "cận"), ("-", "cận")})


def are_called_poor(reading: Reading, start: int) -> bool:
    """Whether words behind a noun of households, or behind a percent of them, call them poor, not near-poor."""
    for i in range(start, min(start + _REACH, len(reading.norms))):
        if reading.norms[i] in PHRASE_ENDS or reading.norms[i] == NUMERAL:
            return False
        for words in _CALLED:
            end = i + len(words)
            if reading.norms[i:end] == words:
                return reading.norms[end : end + 2] not in _ALMOST
    return False


def _are_fewer_poor(reading: Reading, slot: Slot, head: Head, told: str) -> bool:
    """Whether households are by how many the poor told right before rose or fell ("còn 20 hộ nghèo, giảm 15 hộ")."""
    if told != "poor_household" or head.subject != "household" or head.side != "right":
        return False
    before = [norm for norm in reading.norms[max(slot.left, slot.at - _NEAR) : slot.at] if norm not in _BOUNDS]
    return before[-1:] in (["giảm"], ["tăng"]) and not {*before[:-1]} - {",", "nghèo", "(", "hộ", "và"}


def as_poor(reading: Reading, slot: Slot, head: Head, *, told: str = "") -> Head:
    """The noun of households or inhabitants, poor where the words beside say so; any other as it is.

    `told` is what the figure before counts, or "".
    """
    if "nghèo" not in reading.words:
        return head
    if _are_fewer_poor(reading, slot, head, told):
        return replace(head, subject="poor_household")
    of_homes = head.subject in HOUSEHOLDS or (head.inherited and head.subject == "population")
    start = head.end if head.side == "right" else slot.at + 1
    return replace(head, subject="poor_household") if of_homes and are_called_poor(reading, start) else head
