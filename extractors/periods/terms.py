"""Wordings of the terms that congresses open -> dates.

Source:
    Congresses of the Party's districts and provinces take place every five years (2010, 2015, 2020, 2025), which gives
    the start of a running term that the text does not name.
"""

from extractors.periods.anchors import Anchor, Groups
from extractors.periods.stretches import PeriodReading, since

TERM_YEARS = 5
TERM_MONTH = 6
"""From here on a congress of the year has been held."""


def read_since_term(groups: Groups, anchor: Anchor) -> PeriodReading:
    """From the start of the running term, named or by the calendar, to now."""
    if anchor.term:
        past = past_term(anchor) if anchor.now else None
        return since((past or anchor.term)[0], inferred=True)
    year = anchor.published_year
    start = str(int(year) - int(year) % TERM_YEARS) if year else None
    if start and start == year and (anchor.before_congress or (anchor.published_month or 12) < TERM_MONTH):
        start = str(int(start) - TERM_YEARS)
    return since(start, inferred=True)


def read_this_term(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The term that the text is about: the one before, at the congress that opens a term."""
    if anchor.term:
        first, last = past_term(anchor) or anchor.term
        return PeriodReading("term", first, last, inferred=True)
    return read_since_term(groups, anchor)


def read_term_over(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The term that is over: up to the year behind a congress it is the one before ("Nhiệm kỳ vừa qua" in 2021)."""
    year = anchor.published_year
    named = anchor.term or (_calendar_term(year) if year else None)
    if year is None or named is None or not int(named[0]) <= int(year) <= int(named[0]) + 1 or anchor.has_begun:
        return read_this_term(groups, anchor)
    return PeriodReading("term", str(int(named[0]) - _length(named)), named[0], inferred=True)


def read_term_before(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The term before the running one ("Nhiệm kỳ trước" in 2022); at a congress, the one that it closes."""
    past, year = past_term(anchor), anchor.published_year
    named = anchor.term or (_calendar_term(year) if year else None)
    if past or named is None:
        first, last = past or (None, None)
        return PeriodReading("term", first, last, inferred=True)
    return PeriodReading("term", str(int(named[0]) - _length(named)), named[0], inferred=True)


def _calendar_term(year: str) -> tuple[str, str]:
    """The five years of the Party's calendar that a year lies in."""
    first = int(year) - int(year) % TERM_YEARS
    return str(first), str(first + TERM_YEARS)


def read_running_term(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The term that is not over: from its start to now."""
    reading, year = read_this_term(groups, anchor), anchor.published_year
    if year and reading.first and reading.last and reading.first <= year < reading.last:
        return since(reading.first, inferred=True)
    return reading


def read_whole_term(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The term that the text is named for, at its opening congress too; the next one where that was named last."""
    if anchor.term and anchor.stretch and anchor.stretch[0] == anchor.term[1]:
        return PeriodReading("term", *anchor.stretch, inferred=True)
    return PeriodReading("term", *anchor.term, inferred=True) if anchor.term else read_since_term(groups, anchor)


def read_next_term(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The term that begins: the one named when the text is of its congress, else the one behind it."""
    if anchor.term is None:
        return PeriodReading("term", inferred=True)
    last = anchor.term[1]
    first, last = anchor.term if past_term(anchor) else (last, str(int(last) + _length(anchor.term)))
    return PeriodReading("term", first, last, inferred=True)


def read_rest_of_term(groups: Groups, anchor: Anchor) -> PeriodReading:
    """From the day of publication to the end of the running term."""
    first = read_since_term(groups, anchor).first
    last = str(int(first) + TERM_YEARS) if first else None
    return PeriodReading("flow", anchor.published, last, inferred=True)


def read_term_begin(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The start of a term that is named, or of the one that the text is about."""
    if "y" in groups:
        return PeriodReading("as_of", last=groups["y"])
    return PeriodReading("as_of", last=read_this_term(groups, anchor).first, inferred=True)


def read_term_end(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The end of a term that is named, else of the running one; at a congress, of the one it closes if told last."""
    if "y2" in groups:
        return PeriodReading("as_of", last=groups["y2"])
    past = past_term(anchor)
    term = past if past and anchor.stretch == past else anchor.term
    return PeriodReading("as_of", last=term[1] if term else None, inferred=True)


def past_term(anchor: Anchor) -> tuple[str, str] | None:
    """The term before the one named, when the text is of the congress that opens it; else None."""
    if anchor.term is None or anchor.has_begun or (anchor.published_year or anchor.running or "0") > anchor.term[0]:
        return None
    return anchor.past or (str(int(anchor.term[0]) - _length(anchor.term)), anchor.term[0])


def _length(term: tuple[str, str]) -> int:
    """How many years a term has."""
    return int(term[1]) - int(term[0])
