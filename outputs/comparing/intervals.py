"""Printed figures with their bounds -> the values they allow, and arithmetic that keeps to it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from schemas.vocabulary import Qualifier

Agreement = Literal["agree", "possible", "conflict"]

_ABOUT = Decimal("0.2")
_NEAR = Decimal("0.1")
_POINTS = Decimal(5)
_HALF = Decimal("0.5")
_TRUNCATED = Decimal("0.99")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values between two ends, both included; `high` is None where nothing bounds it from above.

    Quantities that are counted or shared out are never below zero, so `low` is always a number.
    """

    low: Decimal
    high: Decimal | None

    @property
    def is_exact(self) -> bool:
        """Whether only one value is allowed."""
        return self.low == self.high

    def contains(self, value: Decimal) -> bool:
        """Whether the value is allowed."""
        return self.low <= value and (self.high is None or value <= self.high)

    def meets(self, other: "Interval") -> bool:
        """Whether some value is allowed by both."""
        begins_in_time = other.high is None or self.low <= other.high
        return begins_in_time and (self.high is None or other.low <= self.high)

    def plus(self, other: "Interval") -> "Interval":
        """The values that the sum of both may have."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(self.low + other.low, high)

    def per_hundred_of(self, base: "Interval") -> "Interval | None":
        """The values of 100 times this over `base`; None when the base may be zero."""
        if base.low <= 0:
            return None
        low = Decimal(0) if base.high is None else _HUNDRED * self.low / base.high
        return Interval(low, None if self.high is None else _HUNDRED * self.high / base.low)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a printed figure allows, and the narrower span that its wording makes a reader expect."""

    allowed: Interval
    expected: Interval

    def agreement(self, other: "Bounds") -> Agreement:
        """Whether two figures can be one: expected to be, allowed to be, or not at all."""
        if not self.allowed.meets(other.allowed):
            return "conflict"
        return "agree" if self.expected.meets(other.expected) else "possible"


def _rounded(value: Decimal, top: Decimal) -> Interval:
    """A percentage stands for all that rounds or is cut off to its last printed place."""
    exponent = value.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(min(0, exponent) if isinstance(exponent, int) else 0)
    return Interval(max(Decimal(0), value - step * _HALF), top + step * _TRUNCATED)


def bounds_of(value: Decimal, value_max: Decimal | None, qualifier: Qualifier, *, is_percent: bool = False) -> Bounds:
    """The bounds of one figure as printed: "hơn 5.300" allows 5.300 and all above.

    "gần" and "dưới" bound from above only, "khoảng" allows a fifth on either side; what is expected reaches a tenth
    (five points of a percentage) from the number. A range keeps both its ends.
    """
    top = value if value_max is None else value_max
    near = _POINTS if is_percent else _NEAR * value
    match qualifier:
        case "exact":
            exact = _rounded(value, top) if is_percent else Interval(value, top)
            return Bounds(exact, exact)
        case "over" | "at_least":
            return Bounds(Interval(value, None), Interval(value, top + near))
        case "under" | "nearly" | "at_most":
            return Bounds(Interval(Decimal(0), top), Interval(max(Decimal(0), value - near), top))
        case "about":
            far = max(near, _ABOUT * value)
            allowed = Interval(max(Decimal(0), value - far), top + far)
            return Bounds(allowed, Interval(max(Decimal(0), value - near), top + near))
