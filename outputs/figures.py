"""Numbers and periods -> the way Vietnamese readers write them: "trên 4.900", "325/600", "54,5%", "12/2023"."""

from calendar import monthrange
from decimal import Decimal

from outputs.labels import Labels
from schemas.facts import Fact, Locality, Period


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


def _is_whole_months(start: str, end: str) -> bool:
    last = monthrange(int(end[:4]), int(end[5:7]))[1] if len(end) == 10 else 0
    return start[8:] == "01" and end[8:] == str(last)


def _format_span(start: str, end: str) -> str:
    """Two partial dates as one span, without saying the year twice: "năm 2023", "01–06/2023", "15/3 – 2/9/2023"."""
    if start == end:
        return format_date(start)
    if len(start) != 10 or len(end) != 10 or start[:4] != end[:4]:
        return f"{format_date(start)} – {format_date(end)}"
    if (start[5:], end[5:]) == ("01-01", "12-31"):
        return f"năm {start[:4]}"
    if _is_whole_months(start, end):
        same = start[5:7] == end[5:7]
        return format_date(end[:7]) if same else f"{start[5:7]}–{format_date(end[:7])}"
    return f"{format_date(start[5:])} – {format_date(end)}"


def format_period(period: Period) -> str:
    """The time a figure is about, short; empty when nothing is known."""
    start, end = period.start, period.end
    if start and end:
        return _format_span(start, end)
    if start:
        return f"{format_date(start)} – nay" if period.end_is_published else f"từ {format_date(start)}"
    if end:
        return f"cuối {end[:4]}" if end.endswith("-12-31") else f"đến {format_date(end)}"
    return "đến nay" if period.end_is_published else ""


def format_successors(locality: Locality) -> str:
    """The units that took over a unit that no longer exists, with their province once where all share it."""
    names = ", ".join(unit.name for unit in locality.successors)
    provinces = {unit.province for unit in locality.successors}
    shared = provinces.pop() if len(provinces) == 1 else None
    return f"{names} ({shared})" if shared else names
