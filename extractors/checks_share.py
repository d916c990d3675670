"""Figures -> checks of a count against the whole that the text names and the share that it states."""

import re
from collections.abc import Iterator

from extractors.checks_figures import Figure, Figures, make_check
from extractors.checks_numbers import Bounds, point, print_number, printed_places
from extractors.checks_ratio import FILLERS, agree
from schemas.checks import Check

_SHARE = re.compile(rf"(?:chiếm|t[ỷỉ] lệ|bằng|=|\(|tức|nghĩa là|hay|đạt)\s*:?\s*{FILLERS}$")
_CUT = re.compile(r"[;\n]|trong đó|[.!?…]\s")
_OF_TOTAL = re.compile(r"^\s*%?\s*(?:(?:trong|so với|trên|của)\s*)?tổng số\s*(?:hơn|trên|gần|khoảng)?\s*$")
_AMONG = re.compile(r"(?:trong đó|trong số đó)[^;.(]*$")
_IN_TOTAL = re.compile(r"trong (?:tổng )?số\s*(?:hơn|trên|gần|khoảng)?\s*$")
_LONGEST = 90
_REACH = 12
Whole = tuple[Figure, Bounds]
"""The figure that states a whole, and the values that the whole may have (its own, or its denominator's)."""


def find_share_checks(figures: Figures) -> Iterator[Check]:
    """One check for each share of a count whose whole can be found.

    A share that fits none of the wholes around it fails only where the text names its whole ("chiếm 25% tổng số
    500", "500 đảng viên, trong đó 125 nữ, chiếm 25%") or where its neighbours in the sentence share one; else it
    tells nothing.
    """
    proven: Whole | None = None
    for index, percent in enumerate(figures):
        if proven is not None and proven[0].sentence != percent.sentence:
            proven = None
        if not index or not _restates(figures[index - 1], percent):
            continue
        part = figures[index - 1]
        named = _named_whole(figures, index)
        wholes = [named] if named else []
        wholes += _wholes_before(figures, index - 1)
        fitting = next((w for w in wholes if agree(part.bounds.percent_of(w[1]), percent)[0] == "holds"), None)
        chosen = fitting or named or (proven if _is_sibling(proven, part, percent) else None)
        if chosen is None:
            continue
        yield _check(part, chosen, percent)
        proven = fitting or proven


def _restates(part: Figure, percent: Figure) -> bool:
    """Whether a percentage says again, as a share, what the count before it says."""
    return (
        percent.is_percent
        and percent.fact.measure == "share"
        and part.is_count
        and part.fact.denominator is None
        and part.sentence == percent.sentence
        and len(percent.gap) <= _LONGEST
        and not _CUT.search(percent.gap)
        and bool(_SHARE.search(percent.gap))
    )


def _named_whole(figures: Figures, index: int) -> Whole | None:
    """The whole that the text ties to the share at `index`, or None."""
    percent, part = figures[index], figures[index - 1]
    if index + 1 < len(figures):
        behind = figures[index + 1]
        if behind.is_count and behind.sentence == percent.sentence and _OF_TOTAL.match(behind.gap):
            return behind, behind.bounds
    if index < 2:
        return None
    whole = figures[index - 2]
    is_like = whole.is_count and whole.line == part.line and whole.subject == part.subject
    if is_like and whole.fact.unit == part.fact.unit and (_AMONG.search(part.gap) or _IN_TOTAL.search(whole.gap)):
        is_inside = whole.gap.count("(") > whole.gap.count(")") and ")" in part.gap
        return None if is_inside or part.sentence - whole.sentence > 1 else (whole, whole.bounds)
    return None


def _wholes_before(figures: Figures, at: int) -> Iterator[Whole]:
    """Counts before the part at `at`, nearest first, that its share may be a share of.

    In the same line any count of the same unit, in the sentence of any unit when the share is printed with decimals;
    in the lines above, the totals of the same indicator.
    """
    part, percent = figures[at], figures[at + 1]
    is_fine = printed_places(percent.fact.value) > 0
    near = _REACH if is_fine else 3
    for index in range(at - 1, max(-1, at - 1 - _REACH * 2), -1):
        whole = figures[index]
        if part.line - whole.line > 2 or not whole.is_count:
            continue
        is_like = whole.fact.unit == part.fact.unit
        if whole.line == part.line and part.sentence - whole.sentence <= 1:
            is_candidate = at - index <= near and (is_like or (is_fine and whole.sentence == part.sentence))
        else:
            is_candidate = is_like and whole.fact.indicator == part.fact.indicator and not whole.fact.groups
        if is_candidate and whole.fact.denominator is not None and whole.fact.denominator_role == "whole":
            yield whole, point(whole.fact.denominator)
        if is_candidate and whole.fact.value > part.fact.value:
            yield whole, whole.bounds


def _is_sibling(proven: Whole | None, part: Figure, percent: Figure) -> bool:
    """Whether the whole of the share before it in the sentence is the one of this share, too."""
    return (
        proven is not None
        and proven[0].fact.unit == part.fact.unit
        and proven[0].subject == part.subject == percent.subject
    )


def _check(part: Figure, whole: Whole, percent: Figure) -> Check:
    outcome, shown = agree(part.bounds.percent_of(whole[1]), percent)
    left = f"{print_number(part.fact.value)}/{print_number(whole[1].likely_low)}"
    return make_check("ratio_percent", outcome, (part, whole[0], percent), f"{left} = {shown}")
