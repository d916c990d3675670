"""Figures -> checks of flows against the same flow in a longer time: what six months had, the year has."""

import re
from collections import defaultdict
from collections.abc import Iterator

from extractors.checks.figures import Figure, Figures, make_check
from extractors.checks.kinds import is_average
from extractors.checks.numbers import print_figure
from schemas.checks import Check
from schemas.facts import Period

_PUBLISHED = "9999-12-31"
_NO_SUMS = (".total", ".rated")
_OF_SOME = re.compile(r"(?:khu vực|khối|lĩnh vực|loại hình|nhóm|đối tượng) (?:này|đó|ấy)")
"""What is told of some told before, whom no tag names."""
_FIRST, _LAST = {4: "-01-01", 7: "-01", 10: ""}, {4: "-12-31", 7: "-31", 10: ""}


def find_nesting_checks(figures: Figures) -> Iterator[Check]:
    """One check for each flow against the shortest longer time that the document states it for.

    Only times that the text prints count, and figures of one place, body and group. Grades are given anew every year,
    and means of a time are no sums.
    """
    alike: dict[tuple[object, ...], list[tuple[str, str, Figure]]] = defaultdict(list)
    for figure in figures:
        span = _span(figure.fact.period) if _is_told(figure) else None
        if span:
            alike[_key(figure)].append((*span, figure))
    several = [group for group in alike.values() if len(group) > 1]
    of_some = {figure.sentence for figure in figures if _OF_SOME.search(figure.gap)} if several else ()
    for told in several:
        group = [one for one in told if one[2].sentence not in of_some and not is_average(one[2])]
        # By their beginning, the longest first: what is open on the stack may hold the next one.
        around: list[tuple[str, str, Figure]] = []
        for first, last, figure in sorted(group, key=lambda one: (one[0], -int(one[1].replace("-", "")))):
            while around and around[-1][1] < last:
                around.pop()
            if around and (around[-1][0], around[-1][1]) != (first, last):
                yield _check(figure, around[-1][2])
            around.append((first, last, figure))


def _is_told(figure: Figure) -> bool:
    fact = figure.fact
    if not figure.is_count or fact.indicator == "other" or fact.indicator.endswith(_NO_SUMS):
        return False
    return fact.status == "actual" and fact.same_as is None and fact.denominator is None


def _key(figure: Figure) -> tuple[object, ...]:
    fact = figure.fact
    place = fact.locality.name if fact.locality else None
    return fact.indicator, fact.system, fact.unit, fact.groups, fact.organization, place


def _span(period: Period) -> tuple[str, str] | None:
    """The days that the text prints a flow for, filled up to full dates; up to an unknown day of publication, all."""
    end = period.end or (_PUBLISHED if period.end_is_published else None)
    if period.start is None or end is None or period.inferred:
        return None
    span = period.start + _FIRST[len(period.start)], end + _LAST[len(end)]
    return span if span[0] <= span[1] else None


def _check(part: Figure, whole: Figure) -> Check:
    left, right = print_figure(part.fact), print_figure(whole.fact)
    if part.bounds.low > whole.bounds.high:
        words = f"{left} > {right}: thời gian ngắn hơn mà nhiều hơn"
        return make_check("part_whole", "fails", (part, whole), words)
    return make_check("part_whole", "holds", (part, whole), f"{left} ≤ {right}")
