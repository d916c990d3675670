"""Figures -> bounds that can be compared, and numbers as Vietnamese readers write them."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from extractors.light_records import light_record
from schemas.checks import Outcome
from schemas.facts import Fact

_BOUND_WORDS = {
    "exact": "", "over": "trên ", "under": "dưới ", "nearly": "gần ", "about": "khoảng ", "at_least": "ít nhất ",
    "at_most": "nhiều nhất ",
}  # fmt: skip
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_FRACTION = re.compile(r"\d+[.,](\d+)")
_LARGEST = 24
_ENDLESS = Decimal(10) ** 60
_TENTH = Decimal("0.1")
_FIFTH = Decimal("0.2")
_BILLION = Decimal(10) ** 9
_POINTS = Decimal(5)
_HALF = Decimal("0.5")
_TRUNCATED = Decimal("0.99")


@light_record(frozen=True, slots=True)
class Bounds:
    """All values that a printed figure allows, and the narrower span that a reader would expect.

    `low` and `high` are hard, `likely_low` and `likely_high` lie between them ("trên 85%" allows all above 85, and
    makes a reader expect no more than 90). All are inclusive.
    """

    low: Decimal
    high: Decimal
    likely_low: Decimal
    likely_high: Decimal

    def plus(self, other: "Bounds") -> "Bounds":
        """The bounds of the sum."""
        return Bounds(
            self.low + other.low,
            self.high + other.high,
            self.likely_low + other.likely_low,
            self.likely_high + other.likely_high,
        )

    def minus(self, other: "Bounds") -> "Bounds":
        """The bounds of the difference."""
        return Bounds(
            self.low - other.high,
            self.high - other.low,
            self.likely_low - other.likely_high,
            self.likely_high - other.likely_low,
        )

    def times(self, factor: Decimal) -> "Bounds":
        """The bounds multiplied by a number that is not negative."""
        return Bounds(self.low * factor, self.high * factor, self.likely_low * factor, self.likely_high * factor)

    def percent_of(self, base: "Bounds") -> "Bounds":
        """The bounds of this quantity in percent of another, which is above zero and not below."""
        return Bounds(
            _percent(self.low, base.high),
            _percent(self.high, base.low),
            _percent(self.likely_low, base.likely_high),
            _percent(self.likely_high, base.likely_low),
        )


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return _ENDLESS if whole <= 0 else part / whole * 100


def point(value: Decimal) -> Bounds:
    """The bounds of a number that is known exactly."""
    return Bounds(value, value, value, value)


def total(bounds: Sequence[Bounds]) -> Bounds:
    """The bounds of the sum of all."""
    result = point(Decimal(0))
    for one in bounds:
        result = result.plus(one)
    return result


def compare(computed: Bounds, stated: Bounds) -> Outcome:
    """Whether a computed figure agrees with a stated one: "cannot_tell" when it is allowed, but not expected."""
    if computed.low > stated.high or computed.high < stated.low:
        return "fails"
    expected = computed.likely_low <= stated.likely_high and computed.likely_high >= stated.likely_low
    return "holds" if expected else "cannot_tell"


def is_computable(fact: Fact) -> bool:
    """Whether arithmetic with the fact makes sense: finite, not negative, of likely size, no zero below a bar."""
    top, base = fact.value_max, fact.denominator
    return (
        _is_likely(fact.value)
        and (top is None or _is_likely(top))
        and (base is None or (base != 0 and _is_likely(base)))
    )


def _is_likely(number: Decimal) -> bool:
    return number.is_finite() and number >= 0 and -6 <= number.adjusted() <= _LARGEST


def bounds_of(fact: Fact, text: str) -> Bounds:
    """All values that the fact allows, from its bound words and the decimals that the text prints.

    A printed percentage allows what rounds or is cut off to it ("54%": 53,5 to 54,99); so does a number printed in
    thousands or millions. Other counts are exact.
    """
    value, top = fact.value, fact.value_max if fact.value_max is not None else fact.value
    step = printed_step(fact, text)
    spread = _POINTS if fact.unit == "percent" else _TENTH * value
    match fact.qualifier:
        case "exact":
            is_whole = fact.unit != "percent" and step <= 1
            low, high = (value, top) if is_whole else (value - step * _HALF, top + step * _TRUNCATED)
            return Bounds(low, high, low, high)
        case "over" | "at_least":
            return Bounds(value, _ENDLESS, value, top + max(spread, step))
        case "under" | "nearly" | "at_most":
            return Bounds(Decimal(0), top, max(Decimal(0), value - spread), top)
        case "about":
            loose = max(_FIFTH * value, step)
            near = max(_TENTH * value, step)
            return Bounds(value - loose, top + loose, value - near, top + near)


def printed_step(fact: Fact, text: str) -> Decimal:
    """The value of one unit in the last printed place: "85,3" 0.1; "1,2 triệu" 100000; "16.731" 1."""
    printed = text[fact.evidence.start : fact.evidence.end].strip()
    if printed.isdecimal():
        step, plain = Decimal(1), Decimal(printed)
    elif _GROUPED.fullmatch(printed) and fact.value == fact.value.to_integral_value():
        return Decimal(1)
    elif fraction := _FRACTION.fullmatch(printed):
        step = Decimal(1).scaleb(-len(fraction.group(1)))
        plain = Decimal(printed.replace(",", "."))
    else:
        return Decimal(1)
    return step * fact.value / plain if plain > 0 and fact.value > 0 else step


def print_number(value: Decimal, places: int | None = None) -> str:
    """A number as Vietnamese readers write it: "16.731", "85,3", "12.221 tỷ"; rounded to `places` when given."""
    if places is None and value >= _BILLION and (value / _BILLION * 1000) % 1 == 0:
        return f"{print_number(value / _BILLION)} tỷ"
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{value:,f}".partition(".")
    fraction = fraction.rstrip("0")
    grouped = whole.replace(",", ".")
    return f"{grouped},{fraction}" if fraction else grouped


def print_figure(fact: Fact) -> str:
    """A fact's figure with its bound and percent sign: "trên 85%", "16.731", "45 - 50%"."""
    top = f" - {print_number(fact.value_max)}" if fact.value_max is not None else ""
    sign = "%" if fact.unit == "percent" else ""
    return f"{_BOUND_WORDS[fact.qualifier]}{print_number(fact.value)}{top}{sign}"


def printed_places(value: Decimal) -> int:
    """How many decimals a value has."""
    return max(0, -int(value.normalize().as_tuple().exponent)) if value.is_finite() else 0
