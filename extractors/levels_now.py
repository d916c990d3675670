"""Numeral without a noun behind words of the present -> the level told before whose new one it is."""

from collections.abc import Sequence

from extractors.indicators import is_level
from extractors.quantity import Quantity
from extractors.slots import Reading, Slot

WORDS_OF_NOW = frozenset({"nay", "giờ", "hiện"})
_SIGNS = frozenset({",", ";", "."})
_BETWEEN = (
    WORDS_OF_NOW
    | _SIGNS
    | frozenset(
        "đã có là chỉ còn mới lên tới đến thành được tăng giảm xuống bây cũng vẫn đúng vỏn vẹn hơn gần trên khoảng "
        "chừng toàn cả tỉnh huyện thị xã thành phố phường thôn bản ấp chi bộ đảng con số ấy này đó".split()
    )
)


def level_before_now(reading: Reading, slot: Slot, told: Sequence[Quantity]) -> Quantity | None:
    """The level told before of which a numeral tells today's ("Lúc đầu chi bộ có 3 đảng viên, bây giờ 9"), or None.

    Args:
        reading: The sentence.
        slot: A numeral that no noun follows.
        told: The counts of this sentence and the one before it, in order.
    """
    first = slot.at
    while first > max(slot.left, 0) and reading.norms[first - 1] in _BETWEEN:
        first -= 1
    run = reading.norms[first : slot.at]
    if WORDS_OF_NOW.isdisjoint(run) or not (first == 0 or not _SIGNS.isdisjoint(run)):
        return None
    last = told[-1]
    is_stock = last.indicator != "other" and last.measure == "count" and is_level(last.indicator, last.measure)
    return last if is_stock else None
