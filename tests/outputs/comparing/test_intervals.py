"""Bounds are compared, added and divided as bounds: what is true of every allowed value, and nothing more."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.comparing.intervals import Interval, bounds_of

NUMBERS = st.integers(0, 10**7).map(Decimal)
QUALIFIERS = st.sampled_from(["exact", "over", "under", "nearly", "about", "at_least", "at_most"])


@st.composite
def intervals(draw):
    low = draw(NUMBERS)
    return Interval(low, draw(st.none() | NUMBERS.map(lambda width: low + width)))


@st.composite
def with_a_value(draw):
    interval = draw(intervals())
    return interval, interval.low + (draw(NUMBERS) if interval.high is None else
                                     (interval.high - interval.low) * draw(st.integers(0, 4)) / 4)  # fmt: skip


@given(with_a_value(), with_a_value())
def test_a_sum_holds_the_sum_of_all_values(first, second):
    assert first[0].plus(second[0]).contains(first[1] + second[1])


@given(intervals(), intervals())
def test_the_ends_of_a_sum_are_reached(first, second):
    total = first.plus(second)
    assert total.low == first.low + second.low
    assert (total.high is None) == (first.high is None or second.high is None)
    assert total == second.plus(first)


@given(with_a_value(), with_a_value())
def test_a_rate_holds_the_rate_of_all_values(part, base):
    rate = part[0].per_hundred_of(base[0])
    if base[0].low == 0:
        assert rate is None
    else:
        value = 100 * part[1] / base[1]
        assert rate.low - Decimal("1e-15") <= value
        assert rate.high is None or value <= rate.high + Decimal("1e-15")


@given(with_a_value(), with_a_value())
def test_intervals_meet_where_a_value_is_in_both(first, second):
    assert first[0].meets(second[0]) == second[0].meets(first[0])
    if second[0].contains(first[1]):
        assert first[0].meets(second[0])


@given(NUMBERS, QUALIFIERS, st.booleans())
def test_what_is_expected_is_allowed_and_the_number_itself_is_both(value, qualifier, is_percent):
    bounds = bounds_of(value, None, qualifier, is_percent=is_percent)
    assert bounds.allowed.contains(value)
    assert bounds.expected.contains(value)
    assert bounds.allowed.low <= bounds.expected.low
    assert bounds.allowed.high is None or bounds.expected.high <= bounds.allowed.high
    assert bounds.agreement(bounds) == "agree"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (("5300", "over"), ("5314", "exact"), "agree"),
        (("5300", "over"), ("5300", "exact"), "agree"),
        (("5300", "over"), ("9000", "exact"), "possible"),
        (("5300", "over"), ("5299", "exact"), "conflict"),
        (("46000", "nearly"), ("45600", "exact"), "agree"),
        (("46000", "nearly"), ("46001", "exact"), "conflict"),
        (("1000", "about"), ("1090", "exact"), "agree"),
        (("1000", "about"), ("1190", "exact"), "possible"),
        (("1000", "about"), ("1300", "exact"), "conflict"),
        (("5300", "over"), ("5200", "at_most"), "conflict"),
        (("100", "exact"), ("101", "exact"), "conflict"),
    ],
)
def test_agreement(first, second, said):
    one, other = (bounds_of(Decimal(value), None, qualifier) for value, qualifier in (first, second))
    assert one.agreement(other) == other.agreement(one) == said


@pytest.mark.parametrize(("exact", "said"), [("54.2", "agree"), ("54.9", "agree"), ("53.5", "agree"),
                                             ("55", "conflict"), ("53.4", "conflict")])  # fmt: skip
def test_a_percentage_stands_for_what_rounds_or_is_cut_off_to_it(exact, said):
    printed = bounds_of(Decimal(54), None, "exact", is_percent=True)
    computed = bounds_of(Decimal(exact), None, "exact")
    assert printed.agreement(computed) == said


def test_a_range_keeps_both_ends():
    assert bounds_of(Decimal(120), Decimal(150), "exact").allowed == Interval(Decimal(120), Decimal(150))
