"""Ratios of bodies that name no deed -> congresses held, in a text that counts these as ratios before.

"187/412 TCCSĐ hoàn thành đại hội", and below it "Tiến độ ở các đảng bộ: Hà Hiệu 38/52 TCCSĐ, Mỹ Phương 29/47".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.heads import ORGANIZATIONS
from extractors.light_records import replace
from extractors.quantity import Quantity

_RULE = "scope.congress_ratio"
_REACH = 12


@dataclass
class CongressRatios:
    """The sentence in which each kind of body was last told to have held its congresses, as a ratio of all."""

    _held: dict[str, int] = field(default_factory=dict)

    def told(self, index: int, quantities: Sequence[Quantity]) -> list[Quantity]:
        """The quantities of a sentence, bare ratios of bodies whose congresses were counted before read as these.

        Args:
            index: The sentence; a few sentences on nothing is taken up.
            quantities: What its numerals count.
        """
        result: list[Quantity] = []
        for quantity in quantities:
            subject, is_ratio = quantity.subject, quantity.slot.numeral.denominator is not None
            if subject not in ORGANIZATIONS or not is_ratio:
                result.append(quantity)
                continue
            if quantity.aspect == "congress_held":
                self._held[subject] = index
            elif quantity.indicator == f"{subject}.total" and index - self._held.get(subject, index - _REACH) < _REACH:
                indicator = f"{subject}.congress_held"
                rules = (*quantity.rules, _RULE)
                quantity = replace(quantity, aspect="congress_held", indicator=indicator, rules=rules)
            result.append(quantity)
        return result
