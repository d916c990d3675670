"""Figures -> checks of lists by place or body against a total that stands in an earlier paragraph."""

import re
from collections.abc import Iterator

from extractors.checks.figures import Figure, Figures, make_check, print_sum
from extractors.checks.numbers import compare, print_figure, total
from schemas.checks import Check

_HEAD = re.compile(r":[^:;\n]{0,40}$")
_FEWEST = 4
_MOST_WHOLES = 20


def find_list_checks(figures: Figures) -> Iterator[Check]:
    """One check for each list of four or more counts that add up to an earlier total of the same indicator.

    The list does not say what it is the sum of, so that a sum that fits no total tells nothing.
    """
    ahead = zip(figures, figures[_FEWEST - 1 :], strict=False)
    if not any([":" in first.gap and first.sentence == last.sentence for first, last in ahead]):
        return
    totals: dict[tuple[object, ...], list[Figure]] = {}
    index = 0
    while index < len(figures):
        first = figures[index]
        key = (first.fact.indicator, first.fact.system, first.fact.status, first.fact.unit)
        is_head = first.is_count and ":" in first.gap and bool(_HEAD.search(first.gap))
        is_first = index == 0 or figures[index - 1].sentence != first.sentence
        parts = _collect(figures, index) if is_head and is_first else [first]
        if len(parts) >= _FEWEST:
            yield from _check(parts, totals.get(key, []))
        if first.is_count and first.fact.indicator != "other":
            totals.setdefault(key, []).append(first)
        index += len(parts)


def _collect(figures: Figures, index: int) -> list[Figure]:
    """The figures of one sentence from `index` on that count the same thing."""
    first = figures[index]
    parts = [first]
    for at in range(index + 1, len(figures)):
        figure = figures[at]
        is_same = figure.is_count and figure.fact.indicator == first.fact.indicator and "trong đó" not in figure.gap
        if figure.sentence != first.sentence or not is_same:
            break
        parts.append(figure)
    return parts


def _check(parts: list[Figure], totals: list[Figure]) -> Iterator[Check]:
    added = total([part.bounds for part in parts])
    for whole in reversed(totals[-_MOST_WHOLES:]):
        if compare(added, whole.bounds) == "holds":
            statement = print_sum(parts, "=", print_figure(whole.fact))
            yield make_check("parts_total", "holds", (whole, *parts), statement)
            return
