"""Counts that look like ones of the catalogue -> outside of it: coefficients, means, lawyers where no Bar is named."""

import re

from extractors.light_records import replace
from extractors.quantity import Quantity

_FRACTION = "count.fraction"
_LAWYERS, _OF_THE_BAR = "head.member.lawyers", re.compile(r"(?:Đ|đ|Ð)oàn [Ll]uật sư")


def as_outside(quantity: Quantity, text: str) -> Quantity:
    """The quantity, outside the catalogue where it is no count of it in a document with that text."""
    if quantity.indicator == "other":
        return quantity
    if quantity.noun == _LAWYERS and not _OF_THE_BAR.search(text):
        return replace(quantity, indicator="other")
    if _is_no_count(quantity):
        return replace(quantity, indicator="other", rules=(*quantity.rules, _FRACTION))
    return quantity


def _is_no_count(quantity: Quantity) -> bool:
    """Whether a number with decimals and without a noun of its own goes on with a count: a coefficient, a mean."""
    value = quantity.slot.numeral.value
    if quantity.measure != "count" or value == value.to_integral_value():
        return False
    is_named = any(rule.startswith("head.") and rule != "head.none" for rule in quantity.rules)
    own = quantity.head_end > quantity.slot.at or not quantity.noun.startswith("head.class")
    return not (is_named and own)
