"""Bare numerals behind a count -> whether they tell it for the years that follow ("Năm 2022 tăng lên 47")."""

from extractors.quantity import Quantity
from extractors.slots import Reading, Slot
from extractors.tokens import NUMERAL

_YEARLY = frozenset({"admitted", "disciplined"})
_REACHING = frozenset({"lên", "còn", "xuống", "là"})
_THAT_NUMBER = (("con", "số", "này"), ("con", "số", "ấy"), ("con", "số", "đó"))
_THIS_YEAR = (("năm", "nay"), ("năm", "này"))
_WORDS = frozenset(
    "năm tháng quý đầu nay này nhưng đến sang tới riêng còn tăng vọt lên giảm xuống là chỉ đã và".split()
)
_WORDS |= {NUMERAL, ",", "con", "số", "ấy", "đó"}
_TIMES = 4
"""How many times as many one year may have as another."""


def goes_on_by_years(reading: Reading, slot: Slot, last: Quantity) -> bool:
    """Whether a numeral tells for another year what the last count told of those admitted or punished."""
    number = slot.numeral
    if last.measure != "count" or last.subject != "member" or last.aspect not in _YEARLY or number.is_percent:
        return False
    return number.value < _TIMES * last.slot.numeral.value and is_of_a_year(reading, slot)


def is_of_a_year(reading: Reading, slot: Slot) -> bool:
    """Whether only words of time and of growth stand before a numeral: "Nhưng đến năm 2023, con số này giảm còn 25"."""
    words = reading.norms[slot.left : slot.at]
    if reading.norms[slot.at - 1] not in _REACHING or not _WORDS.issuperset(words):
        return False
    return "năm" in words or words[-4:-1] in _THAT_NUMBER or words[-3:-1] in _THIS_YEAR
