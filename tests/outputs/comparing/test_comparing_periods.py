"""Periods that a person asks for, and the spans of days that facts cover."""

import pytest

from outputs.comparing.periods import Span, parse_period, span_of
from schemas.errors import ConfigError
from schemas.facts import Period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-06-30", "2023-06-30", "2023-06-30"),
        ("2023-H1", "2023-01-01", "2023-06-30"),
        ("2023-H2", "2023-07-01", "2023-12-31"),
        ("2023-Q1", "2023-01-01", "2023-03-31"),
        ("2023-Q4", "2023-10-01", "2023-12-31"),
        ("2020..2023", "2020-01-01", "2023-12-31"),
        ("2020-10..2023-02", "2020-10-01", "2023-02-28"),
    ],
)
def test_what_is_asked_for(text, first, last):
    assert parse_period(text) == Span(first, last)


@pytest.mark.parametrize("text", ["", "23", "2023-13", "2023-02-30", "2023..2020", "2023-Q5", "năm 2023", "2023;DROP"])
def test_what_is_no_period(text):
    with pytest.raises(ConfigError, match="--period"):
        parse_period(text)


def _period(start, end, *, published=False):
    return Period(start=start, end=end, end_is_published=published, text=None)


@pytest.mark.parametrize(
    ("period", "published", "span"),
    [
        (_period("2023-01-01", "2023-12-31"), None, ("2023-01-01", "2023-12-31")),
        (_period(None, "2023"), None, ("2023-01-01", "2023-12-31")),
        (_period("2020", None, published=True), "2023-07-15", ("2020-01-01", "2023-07-15")),
        (_period("2020", None, published=True), None, None),
        (_period("2020", None), None, None),
        (_period(None, "2023-06-30"), None, None),
        (_period(None, None), "2023-01-01", None),
        (_period("2023", "2020"), None, None),
        (_period("2023-02", "2023-02"), None, ("2023-02-01", "2023-02-28")),
        (_period("2023-02-30", "2023-12-31"), None, None),
    ],
)
def test_the_days_of_a_flow(period, published, span):
    assert span_of(period, published) == (Span(*span) if span else None)


def test_lengths_differ_by_more_than_the_days_of_months():
    first, second = parse_period("2023-H1"), parse_period("2023-H2")
    assert first.is_as_long_as(second)
    assert not first.is_as_long_as(parse_period("2023"))
    assert parse_period("2023-02").is_as_long_as(parse_period("2023-03")) is False
    assert parse_period("2023").is_as_long_as(parse_period("2024"))


def test_a_filled_up_31st_lies_in_its_month():
    assert parse_period("2023-02").holds("2023-02-31")
    assert not parse_period("2023-02-15").holds("2023-02-31")
