"""What a wording of time says -> its dates; a rule names its reading."""

from collections.abc import Callable
from dataclasses import replace

from extractors.periods.anchors import Anchor, Groups
from extractors.periods.school_years import read_next_school_year, read_school_year
from extractors.periods.stretches import PeriodReading, edge_of, flow, months_of, number_of, since, whole_year, year_for
from extractors.periods.terms import (
    TERM_YEARS,
    past_term,
    read_next_term,
    read_rest_of_term,
    read_running_term,
    read_since_term,
    read_term_begin,
    read_term_over,
    read_this_term,
    read_whole_term,
)
from extractors.periods.written import FEASTS

_SPRING = 4
"""The month before which a year that is told without its number can be the one before."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _read_since_term_until(groups: Groups, anchor: Anchor) -> PeriodReading:
    return flow(read_since_term({}, anchor).first, _read_as_of(groups, anchor).last, inferred=True)


def _read_base(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The day compared with, or the last year of the stretch compared with."""
    if "y2" in groups:
        return PeriodReading("base", first=groups["y2"])
    year = groups.get("y")
    return PeriodReading("base", first=edge_of(year, groups.get("m"), groups.get("d")) if year else None)


def _read_base_term(groups: Groups, anchor: Anchor) -> PeriodReading:
    return PeriodReading("base", first=read_term_begin(groups, anchor).last)


def _read_months_past(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The last months: the first ones of the year when they just ended, else so many before publication."""
    months, now = number_of(groups["n"]), anchor.published_month
    year = anchor.published_year
    if year is None or now is None or months in (now, now - 1):
        return _read_months_first(groups, anchor)
    return _read_months_after(groups, anchor)


def _read_months_first(groups: Groups, anchor: Anchor) -> PeriodReading:
    year, inferred = year_for(groups, anchor)
    return months_of(year, 1, number_of(groups["n"]), inferred=inferred)


def _read_months_last(groups: Groups, anchor: Anchor) -> PeriodReading:
    first = 13 - number_of(groups["n"])
    year, inferred = year_for(groups, anchor, first)
    return months_of(year, first, 12, inferred=inferred)


def _read_months_running(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The months of the year until the last one that is over; other numbers of months are a length of time."""
    months, now = number_of(groups["n"]), anchor.published_month
    return _read_months_first(groups, anchor) if now and months in (now, now - 1) else PeriodReading("none")


def _read_months_after(groups: Groups, anchor: Anchor) -> PeriodReading:
    """So many months to the day of publication."""
    year, now = anchor.published_year, anchor.published_month
    if year is None or now is None:
        return since(None, inferred=True)
    first = int(year) * 12 + now - 1 - number_of(groups["n"])
    return since(f"{first // 12}-{first % 12 + 1:02d}", inferred=True)


def _read_quarter(groups: Groups, anchor: Anchor) -> PeriodReading:
    last = 3 * (_ROMAN.get(groups["q"]) or int(groups["q"]))
    year, inferred = year_for(groups, anchor, last - 2)
    return months_of(year, last - 2, last, inferred=inferred)


def _read_month(groups: Groups, anchor: Anchor) -> PeriodReading:
    year, inferred = year_for(groups, anchor, int(groups["m"]))
    return months_of(year, int(groups["m"]), int(groups["m"]), inferred=inferred)


def _read_since_month(groups: Groups, anchor: Anchor) -> PeriodReading:
    year, inferred = year_for(groups, anchor, int(groups["m"]))
    return since(edge_of(year, groups["m"], groups.get("d")) if year else None, inferred=inferred)


def _read_as_of(groups: Groups, anchor: Anchor) -> PeriodReading:
    """As of a day, the end of a month, or the end of a year."""
    month, day = groups.get("m", "12"), groups.get("d")
    year, inferred = year_for(groups, anchor, int(month) if "m" in groups else 1)
    return PeriodReading("as_of", last=edge_of(year, month, day, closing=True) if year else None, inferred=inferred)


def _read_year_begin(groups: Groups, anchor: Anchor) -> PeriodReading:
    year, inferred = year_for(groups, anchor)
    return PeriodReading("as_of", last=f"{year}-01" if year else None, inferred=inferred)


def _read_day(groups: Groups, anchor: Anchor) -> PeriodReading:
    year, inferred = year_for(groups, anchor, int(groups["m"]))
    day = edge_of(year, groups["m"], groups["d"]) if year else None
    return PeriodReading("day", day, day, inferred=inferred)


def _read_span(groups: Groups, anchor: Anchor) -> PeriodReading:
    """From a day, month or year (d, m, y) to another (ed, em, ey), each as exact as printed."""
    closing = {"y": groups["ey"]} if "ey" in groups else {}
    last, inferred = year_for(closing, anchor, int(groups.get("m", "1")))
    if last is None:
        return flow(None, None, inferred=True)
    first = edge_of(groups.get("y", last), groups.get("m"), groups.get("d"))
    return flow(first, edge_of(last, groups.get("em"), groups.get("ed"), closing=True), inferred=inferred)


def _read_from_now(groups: Groups, anchor: Anchor) -> PeriodReading:
    """From the day of publication to the end of a year."""
    year = groups.get("y") or anchor.published_year
    return flow(anchor.published, f"{year}-12-31" if year else None, inferred=True)


def _spans(stretch: tuple[str, str], years: int) -> bool:
    """Whether a stretch is of so many years, the first one counted or not."""
    return int(stretch[1]) - int(stretch[0]) in (years - 1, years)


def _read_years_past(groups: Groups, anchor: Anchor) -> PeriodReading:
    year, years = anchor.published_year, number_of(groups["n"])
    if (
        anchor.stretch
        and _spans(anchor.stretch, years)
        and abs(int(year or anchor.stretch[1]) - int(anchor.stretch[1])) < 2
    ):
        return PeriodReading("since", *anchor.stretch, inferred=True)
    if years == TERM_YEARS and anchor.term:
        past = past_term(anchor)
        return PeriodReading("term", *past, inferred=True) if past else since(anchor.term[0], inferred=True)
    return since(str(int(year) - years) if year else None, inferred=True, kind="since")


def _read_years_ago(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The year so many years before publication."""
    year = anchor.published_year
    return whole_year(str(int(year) - number_of(groups["n"])) if year else None, inferred=True)


def _read_years_after(groups: Groups, anchor: Anchor) -> PeriodReading:
    """So many years behind the last year named: now, when that is the year of publication."""
    year, now, years = anchor.year, anchor.published_year, number_of(groups["n"])
    if now is None:
        return since(None, inferred=True)
    if anchor.stretch and abs(int(anchor.stretch[0]) + years - int(now)) <= 1:
        return since(anchor.stretch[0], inferred=True)
    if year is None or int(year) + years > int(now) + 1:
        return since(str(int(now) - years), inferred=True)
    if int(year) + years >= int(now) - 1:
        return since(year, inferred=True)
    return PeriodReading("as_of", last=str(int(year) + years), inferred=True)


def _read_this_year(groups: Groups, anchor: Anchor, *, back: int = 0) -> PeriodReading:
    year = anchor.published_year or (anchor.year or anchor.running if not back else None)
    return whole_year(str(int(year) - back) if year else None, inferred=True)


def _read_within_year(groups: Groups, anchor: Anchor) -> PeriodReading:
    month = anchor.published_month or 12
    looks_back = month < 3 or (month < 7 and anchor.year == str(int(anchor.published_year or 0) - 1))
    return _read_this_year(groups, anchor, back=1 if looks_back else 0)


def _read_year_end(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The end of the year that the text tells of: at its beginning, that of the year told before."""
    is_over = (anchor.published_month or 12) < _SPRING and anchor.year == str(int(anchor.published_year or 0) - 1)
    return replace(_read_this_year(groups, anchor, back=1 if is_over else 0), kind="as_of")


def _read_year_start(groups: Groups, anchor: Anchor) -> PeriodReading:
    """From the first of January: of the year that a text of spring sums up, else of the running one."""
    is_over = (anchor.published_month or 12) < _SPRING and anchor.year == str(int(anchor.published_year or 0) - 1)
    if "y" in groups or not is_over:
        return since(whole_year(year_for(groups, anchor)[0]).first, inferred="y" not in groups)
    return _read_this_year(groups, anchor, back=1)


def _base_of(reading: PeriodReading) -> PeriodReading:
    return PeriodReading("base", first=reading.last or reading.first)


def _stretch_of(anchor: Anchor) -> PeriodReading:
    return PeriodReading("term", *anchor.stretch, inferred=True) if anchor.stretch else PeriodReading("none")


READINGS: dict[str, Callable[[Groups, Anchor], PeriodReading]] = {
    "base": _read_base,
    "base_term": _read_base_term,
    "base_year": lambda g, a: _base_of(_read_year_begin(g, a)),
    "base_last_year": lambda g, a: _base_of(_read_this_year(g, a, back=1)),
    "none": lambda g, a: PeriodReading("none"),
    **dict.fromkeys(FEASTS, lambda g, a: PeriodReading("none")),
    "recurring": lambda g, a: PeriodReading("recurring"),
    "since_day": lambda g, a: since(edge_of(g["y"], g["m"], g["d"]), inferred=True, kind="since"),
    "since_year": lambda g, a: since(g["y"]),
    "since_open": lambda g, a: since(g["y"], inferred=True, kind="since"),
    "since_term": read_since_term,
    "since_new_year": lambda g, a: since(whole_year(year_for(g, a)[0]).first, inferred="y" not in g),
    "year_start": _read_year_start,
    "since_month": _read_since_month,
    "since_quarter": lambda g, a: since(_read_quarter(g, a).first, inferred=True),
    "term_over": read_term_over,
    "this_term": read_this_term,
    "running_term": read_running_term,
    "whole_term": read_whole_term,
    "next_term": read_next_term,
    "rest_of_term": read_rest_of_term,
    "term_year": lambda g, a: whole_year(g["y2"] if "e" in g else g["y"]),
    "term_span": _read_span,
    "since_term_until": _read_since_term_until,
    "term_end": lambda g, a: PeriodReading(
        "as_of", last=g.get("y2") or (a.term[1] if a.term else None), inferred="y" not in g
    ),
    "term_begin": read_term_begin,
    "whole_stretch": lambda g, a: _stretch_of(a),
    "span": _read_span,
    "from_now": _read_from_now,
    "year_span": lambda g, a: flow(g["y"], g["y2"]),
    "school_year": read_school_year,
    "next_school_year": read_next_school_year,
    "term": lambda g, a: PeriodReading("term", g["y"], g["y2"]),
    "congress": lambda g, a: PeriodReading("congress", g["y"], g["y2"]),
    "office": lambda g, a: PeriodReading("office", g["y"], g["y2"]),
    "months_first": _read_months_first,
    "months_past": _read_months_past,
    "months_after": _read_months_after,
    "months_running": _read_months_running,
    "quarters_first": lambda g, a: _read_months_first({**g, "n": str(3 * number_of(g["n"]))}, a),
    "half_year": lambda g, a: _read_months_first({**g, "n": "6"}, a),
    "year_begin": _read_year_begin,
    "months_last": _read_months_last,
    "quarter": _read_quarter,
    "month": _read_month,
    "as_of": _read_as_of,
    "until_year_end": _read_year_end,
    "now": lambda g, a: PeriodReading("now", to_published=True),
    "year_before_then": lambda g, a: whole_year(str(int(a.year) - 1) if a.year else None, inferred=True),
    "then": lambda g, a: whole_year(a.then or a.year, inferred=True),
    "since_then": lambda g, a: since(a.year, inferred=True),
    "same_day": lambda g, a: PeriodReading("as_of", last=a.day, inferred=True) if a.day else PeriodReading("none"),
    "years_past": _read_years_past,
    "years_ago": _read_years_ago,
    "years_after": _read_years_after,
    "day": _read_day,
    "anniversary": lambda g, a: PeriodReading("day", g["y2"], g["y2"], inferred=True),
    "year": lambda g, a: whole_year(g["y"]),
    "this_year": _read_this_year,
    "within_year": _read_within_year,
    "last_year": lambda g, a: _read_this_year(g, a, back=1),
}
