"""Figures -> checks of shares that a sentence gives in the order of its counts: "lần lượt chiếm 25% và 12%"."""

import re
from collections.abc import Iterator, Sequence

from extractors.checks.figures import Figure, Figures, make_check
from extractors.checks.numbers import print_number
from extractors.checks.ratio import agree
from schemas.checks import Check

_IN_ORDER = re.compile(r"lần lượt[^;.]{0,40}$")
_BETWEEN = re.compile(r"^\s*%?\s*(?:,|và|,\s*và)\s*$")


def find_order_checks(figures: Figures) -> Iterator[Check]:
    """One check for each share of a list whose counts, and the whole before them, stand in the same sentence."""
    for index, figure in enumerate(figures):
        if figure.is_percent and figure.fact.measure == "share" and _IN_ORDER.search(figure.gap):
            shares = _run(figures, index)
            counts = [f for f in figures[max(0, index - 2 * len(shares) - 2) : index] if f.sentence == figure.sentence]
            if len(shares) > 1 and len(counts) == len(shares) + 1 and _is_list(counts):
                yield from _check(counts, shares)


def _run(figures: Figures, index: int) -> list[Figure]:
    shares = [figures[index]]
    for figure in figures[index + 1 :]:
        if not figure.is_percent or figure.sentence != shares[0].sentence or not _BETWEEN.match(figure.gap):
            break
        shares.append(figure)
    return shares


def _is_list(counts: Sequence[Figure]) -> bool:
    """Whether all are counts of one unit, none larger than the first."""
    whole, *parts = counts
    is_alike = all(f.is_count and f.fact.unit == whole.fact.unit and f.fact.denominator is None for f in counts)
    return is_alike and whole.fact.value > 0 and all(part.fact.value <= whole.fact.value for part in parts)


def _check(counts: Sequence[Figure], shares: Sequence[Figure]) -> Iterator[Check]:
    whole, *parts = counts
    for part, percent in zip(parts, shares, strict=True):
        outcome, shown = agree(part.bounds, whole.bounds, percent, printed=(part.fact.value, whole.fact.value))
        left = f"{print_number(part.fact.value)}/{print_number(whole.fact.value)}"
        yield make_check("ratio_percent", outcome, (part, whole, percent), f"{left} = {shown}")
