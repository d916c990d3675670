"""Numbers and periods -> the way Vietnamese readers write them: "trên 4.900", "325/600", "54,5%", "12/2023"."""

from decimal import Decimal

from outputs.labels import Labels
from schemas.facts import Fact, Period


def format_number(value: Decimal) -> str:
    """Exactly the digits of `value`, with "." between thousands and a decimal comma."""
    plain = f"{value.normalize():,f}"
    return plain.translate(str.maketrans(",.", ".,"))


def _with_unit(value: Decimal, unit: str) -> str:
    return f"{format_number(value)}%" if unit == "percent" else format_number(value)


def format_figure(
    value: Decimal, *, unit: str, prefix: str = "", value_max: Decimal | None = None, denominator: Decimal | None = None
) -> str:
    """One figure as a reader expects it: bound, value, range end, denominator; the percent sign but no other unit."""
    figure = _with_unit(value, unit)
    if value_max is not None:
        figure = f"{format_number(value)}–{_with_unit(value_max, unit)}"
    if denominator is not None:
        figure = f"{figure}/{format_number(denominator)}"
    return f"{prefix} {figure}".strip()


def format_fact(fact: Fact, labels: Labels) -> str:
    """The figure of a fact with its bound, and the direction of a change: "giảm 23"."""
    figure = format_figure(
        fact.value,
        unit=fact.unit,
        prefix=labels.qualifiers[fact.qualifier].prefix,
        value_max=fact.value_max,
        denominator=fact.denominator,
    )
    return f"{labels.directions[fact.direction]} {figure}" if fact.direction else figure


def format_date(date: str) -> str:
    """A partial ISO date with the day first: "2017-12-31" -> "31/12/2017", "2023-01" -> "01/2023"."""
    return "/".join(reversed(date.split("-")))


def _whole_year(period: Period) -> str | None:
    start, end = period.start, period.end
    if start and end and (start, end) == (f"{start[:4]}-01-01", f"{start[:4]}-12-31"):
        return start[:4]
    return None


def format_period(period: Period) -> str:
    """The time a figure is about, short; empty when nothing is known."""
    if year := _whole_year(period):
        return f"năm {year}"
    end = format_date(period.end) if period.end else ""
    if period.end_is_published and not end:
        end = "nay"
    if period.start and end:
        return format_date(period.start) if period.start == period.end else f"{format_date(period.start)} – {end}"
    if period.start:
        return f"từ {format_date(period.start)}"
    return f"đến {end}" if end else ""
