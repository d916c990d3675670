"""Candidates -> groups that say the same about the same, by unit or body and by time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from outputs.bodies import body_named
from outputs.comparing.choosing import best_by_document, rank
from outputs.comparing.definitions import Kind
from outputs.comparing.periods import Span, first_day, real_last_day, span_of
from outputs.comparing.request import By, Request
from outputs.places import NEW_ERA
from outputs.store.candidates import Candidate
from schemas.facts import Period


class Subject(NamedTuple):
    """What a row is about: a unit, and a body in it where organisations are compared."""

    place_key: str
    body: str | None


class Time(NamedTuple):
    """When: the last day as the rule of choosing sees it, and for a flow the first day ("" where unknown)."""

    as_of: str
    first: str


Groups = dict[Subject, dict[Time, list[Candidate]]]


def _period(candidate: Candidate) -> Period:
    return Period(
        start=candidate.period_start,
        end=candidate.period_end,
        end_is_published=candidate.period_end_is_published,
        text=None,
    )


def candidate_span(candidate: Candidate, kind: Kind) -> Span | None:
    """The days that a candidate covers; see `Figure.span`."""
    if kind == "flow":
        return span_of(_period(candidate), candidate.published)
    day = candidate.period_end or candidate.period_start or candidate.published
    return Span(real_last_day(day), real_last_day(day)) if day else None


def time_of(candidate: Candidate, kind: Kind) -> Time:
    """When a candidate holds."""
    return _time(candidate.as_of, candidate.period_start, candidate.period_end, kind)


# Thousands of figures share their time.
@lru_cache(maxsize=16_384)
def _time(as_of: str, start: str | None, end: str | None, kind: Kind) -> Time:
    if kind == "level":
        return Time(as_of, "")
    if start is None and end and len(end) < 10:
        start = end
    return Time(as_of, first_day(start) if start else "")


def group(candidates: Iterable[Candidate], request: Request, kind: Kind) -> Groups:
    """The candidates by what they are about and when; only those of the boundaries and the period asked for.

    Where units are compared, figures about a body inside a unit stay out.
    """
    groups: Groups = defaultdict(lambda: defaultdict(list))
    system, span = request.system_for(request.indicator), request.span
    for one in candidates:
        body = one.organization if request.by == "organization" else body_named(one.organization, system)
        is_new = (one.locality_code or "").startswith(NEW_ERA)
        if (request.by != "organization" and body) or (request.boundary == "then" and is_new):
            continue
        if request.by == "organization" and body is None:
            continue
        if span is None or span.holds(one.as_of):
            groups[Subject(one.place_key, body)][time_of(one, kind)].append(one)
    return groups


def latest_first(times: dict[Time, list[Candidate]], *, kind: Kind, asked: Span | None) -> list[Time]:
    """The times of one subject as they are chosen: exactly the one asked for, else by the rule of choosing.

    Within a document a figure with a time goes before one without, so a document's own best stands for it.
    """
    if len(times) == 1:
        return list(times)
    ranked = best_by_document(one for group in times.values() for one in group)
    if asked is not None and kind == "flow":
        ranked.sort(key=lambda one: (candidate_span(one, kind) == asked, rank(one)), reverse=True)
    return list(dict.fromkeys(time_of(one, kind) for one in ranked))


def row_groups(groups: Groups, by: By, *, kind: Kind, asked: Span | None) -> Sequence[tuple[Subject, list[Time]]]:
    """For each row of a table the times to try, best first: one row a subject, or one for each of its times."""
    if by == "period":
        return [(subject, [time]) for subject, times in groups.items() for time in times]
    return [(subject, latest_first(times, kind=kind, asked=asked)) for subject, times in groups.items()]
