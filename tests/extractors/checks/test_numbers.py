"""Sums, differences and shares of figures that are not exact keep all four of their bounds."""

from decimal import Decimal

from extractors.checks.numbers import Bounds


def bounds(*numbers: int) -> Bounds:
    return Bounds(*map(Decimal, numbers))


def test_arithmetic_of_bounds() -> None:
    one, two = bounds(100, 400, 200, 300), bounds(10, 80, 20, 50)
    assert one.plus(two) == bounds(110, 480, 220, 350)
    assert one.minus(two) == bounds(20, 390, 150, 280)
    assert two.times(Decimal(3)) == bounds(30, 240, 60, 150)
    assert two.percent_of(bounds(100, 1_000, 200, 500)) == bounds(1, 80, 4, 25)


def test_a_share_of_nothing_has_no_upper_end() -> None:
    share = bounds(1, 2, 1, 2).percent_of(bounds(0, 4, 1, 4))
    assert (share.low, share.likely_high) == (25, 200)
    assert share.high > 10**9
