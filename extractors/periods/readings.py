"""What a wording of time says -> its dates; a rule names its reading."""

from collections.abc import Callable

from extractors.periods.anchors import Anchor, Groups
from extractors.periods.months import (
    read_month,
    read_months,
    read_months_after,
    read_months_first,
    read_months_last,
    read_months_past,
    read_months_running,
    read_quarter,
    read_quarters,
    read_since_month,
    read_until_quarter,
)
from extractors.periods.school_years import read_next_school_year, read_school_year
from extractors.periods.stretches import PeriodReading, edge_of, flow, number_of, since, whole_year, year_for
from extractors.periods.terms import (
    read_next_term,
    read_rest_of_term,
    read_running_term,
    read_since_term,
    read_term_before,
    read_term_begin,
    read_term_end,
    read_term_over,
    read_this_term,
    read_whole_term,
)
from extractors.periods.written import FEASTS
from extractors.periods.years import (
    read_next_year,
    read_this_year,
    read_within_year,
    read_year_after,
    read_year_end,
    read_year_start,
    read_years_after,
    read_years_ago,
    read_years_past,
)


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


def _base_of(reading: PeriodReading) -> PeriodReading:
    return PeriodReading("base", first=reading.last or reading.first)


def _stretch_of(anchor: Anchor) -> PeriodReading:
    return PeriodReading("term", *anchor.stretch, inferred=True) if anchor.stretch else PeriodReading("none")


READINGS: dict[str, Callable[[Groups, Anchor], PeriodReading]] = {
    "base": _read_base,
    "base_term": _read_base_term,
    "base_year": lambda g, a: _base_of(_read_year_begin(g, a)),
    "base_last_year": lambda g, a: _base_of(read_this_year(g, a, back=1)),
    "none": lambda g, a: PeriodReading("none"),
    **dict.fromkeys(FEASTS, lambda g, a: PeriodReading("none")),
    "recurring": lambda g, a: PeriodReading("recurring"),
    "since_day": lambda g, a: since(edge_of(g["y"], g["m"], g["d"]), inferred=True, kind="since"),
    "since_year": lambda g, a: since(g["y"]),
    "since_open": lambda g, a: since(g["y"], inferred=True, kind="since"),
    "since_term": read_since_term,
    "since_new_year": lambda g, a: since(whole_year(year_for(g, a)[0]).first, inferred="y" not in g),
    "year_start": read_year_start,
    "since_month": read_since_month,
    "since_quarter": lambda g, a: since(read_quarter(g, a).first, inferred=True),
    "term_before": read_term_before,
    "term_over": read_term_over,
    "this_term": read_this_term,
    "running_term": read_running_term,
    "whole_term": read_whole_term,
    "next_term": read_next_term,
    "rest_of_term": read_rest_of_term,
    "term_year": lambda g, a: whole_year(g["y2"] if "e" in g else g["y"]),
    "term_span": _read_span,
    "since_term_until": _read_since_term_until,
    "term_end": read_term_end,
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
    "months_first": read_months_first,
    "months_past": read_months_past,
    "months_after": read_months_after,
    "months_running": read_months_running,
    "quarters_first": lambda g, a: read_months_first({**g, "n": str(3 * number_of(g["n"]))}, a),
    **dict.fromkeys(("half_year", "mid_year"), lambda g, a: read_months_first({**g, "n": "6"}, a)),
    "year_begin": _read_year_begin,
    "months_last": read_months_last,
    "second_half": lambda g, a: read_months_last({**g, "n": "6"}, a),
    "quarter": read_quarter,
    "quarters": read_quarters,
    "until_quarter": read_until_quarter,
    "month": read_month,
    "months": read_months,
    "as_of": _read_as_of,
    "until_year_end": read_year_end,
    "now": lambda g, a: PeriodReading("now", to_published=True),
    "year_before_then": lambda g, a: whole_year(str(int(a.year) - 1) if a.year else None, inferred=True),
    "then": lambda g, a: whole_year(a.then or a.year, inferred=True),
    "since_then": lambda g, a: since(a.year, inferred=True),
    "same_day": lambda g, a: PeriodReading("as_of", last=a.day, inferred=True) if a.day else PeriodReading("none"),
    "that_day": lambda g, a: (
        PeriodReading("day", a.event, a.event, inferred=True) if a.event else PeriodReading("none")
    ),
    "years_past": read_years_past,
    "years_ago": read_years_ago,
    "years_after": read_years_after,
    "day": _read_day,
    "anniversary": lambda g, a: PeriodReading("day", g["y2"], g["y2"], inferred=True),
    "year": lambda g, a: whole_year(g["y"]),
    "this_year": read_this_year,
    "within_year": read_within_year,
    "last_year": lambda g, a: read_this_year(g, a, back=1),
    "next_year": read_next_year,
    "year_after": read_year_after,
}
