"""A sentence that tells "tỷ lệ này" again -> the rate of the sentence before, at its own time and of its own status."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.light_records import replace
from extractors.quantity import Quantity
from extractors.slots import Reading

_BACK = frozenset({("lệ", "này"), ("lệ", "ấy"), ("lệ", "đó")})
_RULE = "scope.rate_retold"


class RatesRetold:
    """The last rate of a text, for the sentence behind it."""

    def __init__(self) -> None:
        self._at = -2
        self._last: Quantity | None = None

    def told(self, index: int, reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
        """The quantities of a sentence, those of "that rate" told as the rate of the sentence before.

        Args:
            index: The number of the sentence.
            reading: The sentence.
            quantities: What its numerals count, in order.
        """
        last = self._last if index - self._at == 1 else None
        if last is not None and "lệ" in reading.words:
            quantities = [_retold(reading, quantity, last) for quantity in quantities]
        rates = _rates(quantities)
        if rates:
            self._at, self._last = index, rates[-1]
        return quantities


def _rates(quantities: Sequence[Quantity]) -> list[Quantity]:
    """The shares of the catalogue that stand in no bracket."""
    shares = (q for q in quantities if q.measure == "share" and q.slot.numeral.is_percent)
    return [q for q in shares if q.indicator != "other" and not q.threshold and q.slot.depth == 0]


def _retold(reading: Reading, quantity: Quantity, last: Quantity) -> Quantity:
    """A percent without a noun behind "tỷ lệ này", as the rate told before; any other quantity as it is."""
    slot = quantity.slot
    if quantity.indicator != "other" or quantity.measure != "share" or not slot.numeral.is_percent:
        return quantity
    if not any(pair in _BACK for pair in pairwise(reading.norms[slot.left : slot.at])):
        return quantity
    is_aim = any(rule.startswith("cue.") for rule in quantity.rules)
    return replace(
        quantity,
        status=quantity.status if is_aim else "actual",
        subject=last.subject,
        aspect=last.aspect,
        indicator=last.indicator,
        unit=last.unit,
        groups=last.groups,
        system=last.system,
        noun=last.noun,
        rules=(*quantity.rules, _RULE),
    )
