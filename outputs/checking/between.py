"""A store -> all checks between its documents, as a stream: one province of one indicator at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection

from outputs.checking.moments import Told
from outputs.checking.reform import Reform
from outputs.checking.same_time import find_same_time
from outputs.checking.scopes import find_scopes
from outputs.checking.series import check_series, find_steps, learn_usual
from outputs.checking.totals import find_unit_totals
from outputs.checking.units import Units
from outputs.labels import Labels
from outputs.store.stale_checks import Scope, Subject
from outputs.store.told_figures import ToldFigure, reviewed_told, stream_told, told_indicators
from schemas.checks import CrossCheck
from schemas.vocabulary import Indicator

SeriesKey = tuple[str | None, str]


def find_cross_checks(
    connection: Connection, units: Units, labels: Labels, scope: Scope | None = None
) -> Iterator[CrossCheck]:
    """All checks between the documents that the store shows, newest extractions only; the same store gives the same.

    Facts are as reviewed: without the rejected ones, and the corrected ones as corrected.

    Args:
        connection: An open transaction, in which every query sees one state.
        units: How units lie in each other, and which became which in July 2025.
        labels: Vietnamese words.
        scope: Only those of these indicators in these provinces; None for all. A scope of `widen` gives just those
            checks that are of it when all are made.
    """
    for indicator in told_indicators(connection):
        if scope is None or indicator in scope:
            provinces = None if scope is None else scope[indicator]
            judged = reviewed_told(connection, indicator, provinces)
            rows = _with_judged(stream_told(connection, indicator, provinces), judged)
            yield from check_indicator(indicator, rows, units, labels)


def widen(stale: Iterable[Subject], units: Units) -> Scope:
    """The least scope around subjects out of which no check reaches: provinces that became one are checked together."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for indicator, province in stale:
        if province not in found[indicator]:
            found[indicator] |= {province, *units.provinces_with(province)}
    return dict(found)


def _with_judged(rows: Iterable[ToldFigure], judged: Iterable[ToldFigure]) -> Iterator[ToldFigure]:
    """`rows`, whose families stand together, with further figures each in its family, in the order of documents."""
    further: dict[tuple[str, ...], list[ToldFigure]] = defaultdict(list)
    for told in judged:
        further[told.family].append(told)
    for family, group in groupby(rows, key=lambda row: row.family):
        own = further.pop(family, None)
        if own is None:
            yield from group
        else:
            yield from sorted([*group, *own], key=_place)
    for _, own in sorted(further.items()):
        yield from sorted(own, key=_place)


def _place(told: ToldFigure) -> tuple[str, int]:
    return told.document_id, told.position


def check_indicator(
    indicator: Indicator, rows: Iterable[ToldFigure], units: Units, labels: Labels
) -> Iterator[CrossCheck]:
    """The checks of one indicator, from its figures with those of one family together."""
    reforms: dict[tuple[str, ...], Reform] = defaultdict(Reform)
    for _, group in groupby(rows, key=lambda row: row.family):
        family = [Told(row, indicator) for row in group]
        for told in family:
            row = told.row
            reforms[row.measure, row.status, row.unit, row.system].add(told)
        yield from _check_family(family, units, labels)
    for _, reform in sorted(reforms.items()):
        yield from reform.checks(units, labels)


def _check_family(family: Sequence[Told], units: Units, labels: Labels) -> Iterator[CrossCheck]:
    """Figures of one province that may be the same, parts of each other, or steps of one series."""
    by_place: dict[str, dict[SeriesKey, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in family:
        by_place[told.row.place_key][told.body, told.row.groups].append(told)
    # Most figures stand alone: nothing is said of them.
    several = {place: series for place, series in by_place.items() if sum(map(len, series.values())) > 1}
    steps = {
        (place, key): found
        for place, series in several.items()
        for key, figures in series.items()
        if len(figures) > 1 and (found := find_steps(figures))
    }
    usual = {groups: learn_usual(s for (_, key), s in steps.items() if key[1] == groups) for groups in _groups(steps)}
    for place, series in sorted(several.items()):
        for key, figures in series.items():
            if len(figures) > 1:
                yield from find_same_time(figures, labels)
            if (place, key) in steps:
                yield from check_series(steps[place, key], usual[key[1]], labels)
        yield from find_scopes(series, labels)
    yield from find_unit_totals(family, units, labels)


def _groups(steps: Iterable[tuple[str, SeriesKey]]) -> set[str]:
    return {key[1] for _, key in steps}
