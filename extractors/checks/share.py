"""Figures -> checks of a count against the whole that the text names and the share that it states."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from extractors.checks.figures import Figure, Figures, make_check
from extractors.checks.kinds import are_of_other_traits, can_be_among
from extractors.checks.numbers import Bounds, point, print_number, printed_places
from extractors.checks.ratio import FILLERS, agree, agreement
from schemas.checks import Check

_SHARE = re.compile(rf"(?:chiếm|t[ỷỉ] lệ|bằng|=|\(|tức|nghĩa là|hay|đạt)\s*:?\s*{FILLERS}$")
_CUT = re.compile(r"[;\n]|trong đó|[.!?…]\s")
_OF_TOTAL = re.compile(r"^\s*%?\s*(?:(?:trong|so với|trên|của)\s*)?tổng số\s*(?:hơn|trên|gần|khoảng)?\s*$")
_AMONG = re.compile(r"(?:trong đó|trong số đó)[^;.(]*$")
_IN_TOTAL = re.compile(r"trong(?: tổng)?(?: số)?\s*(?:hơn|trên|gần|khoảng)?\s*$")
_OTHER_BASE = re.compile(r"\s*%?\s*(?:so với|trên|trong|của|tổng|số|toàn)\b")
_NO_BASE = re.compile(r"\s*%?\s*(?:[,;.)]|và\b|$)")
_OF_PEOPLE = re.compile(
    r"\s*%?\s*(?:so với |trên |của )?(?:tổng )?(?:số )?(?:dân(?: số)?|nhân khẩu)\s*(?:[,;.)]|và\b|$)"
)
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
    proven: dict[int, Whole] = {}
    open_shares: list[tuple[Figure, Figure]] = []
    for index in range(1, len(figures)):
        part, percent = figures[index - 1], figures[index]
        if not percent.is_percent or not _restates(part, percent):
            continue
        named, is_certain = _named_whole(figures, index)
        wholes = [named] if named else []
        if not is_certain:
            wholes += _wholes_before(figures, index - 1)
        fitting = min((w for w in wholes if _fits(part, w, percent)), key=partial(_miss, part, percent), default=None)
        if fitting:
            proven.setdefault(percent.sentence, fitting)
        if fitting or named:
            yield _check(part, fitting or named or wholes[0], percent)
        else:
            open_shares.append((part, percent))
    for part, percent in open_shares:
        whole = proven.get(percent.sentence)
        if whole is not None and _is_sibling(whole, part, percent):
            yield _check(part, whole, percent)


def _fits(part: Figure, whole: Whole, percent: Figure) -> bool:
    return agreement(part.bounds, whole[1], percent) == "holds"


def _printed(whole: Whole) -> Decimal:
    """The number of a whole as the text prints it: that of the figure, or its denominator."""
    figure, bounds = whole
    return figure.fact.value if bounds == figure.bounds else bounds.likely_low


def _miss(part: Figure, percent: Figure, whole: Whole) -> Decimal:
    """How far the share of a whole is from the stated one, in percentage points."""
    return abs(part.bounds.percent_of(whole[1]).likely_low - percent.fact.value)


def _restates(part: Figure, percent: Figure) -> bool:
    """Whether a percentage says again, as a share, what the count before it says."""
    return (
        percent.fact.measure == "share"
        and part.is_count
        and part.fact.value > 0
        and part.fact.denominator is None
        and part.sentence == percent.sentence
        and len(percent.gap) <= _LONGEST
        and not _CUT.search(percent.gap)
        and "lần lượt" not in percent.gap
        and bool(_SHARE.search(percent.gap))
        and not are_of_other_traits(part, percent)
    )


def _named_whole(figures: Figures, index: int) -> tuple[Whole | None, bool]:
    """The whole that the text ties to the share at `index`, or None; whether no other whole is possible."""
    percent, part = figures[index], figures[index - 1]
    if index + 1 < len(figures):
        behind = figures[index + 1]
        if (
            behind.is_count
            and behind.fact.value > 0
            and behind.sentence == percent.sentence
            and _OF_TOTAL.match(behind.gap)
        ):
            return (behind, behind.bounds), True
    if index < 2:
        return None, False
    whole = figures[index - 2]
    is_named = (
        whole.is_count and whole.fact.value > 0 and whole.fact.unit == part.fact.unit and _names(whole, part, percent)
    )
    return ((whole, whole.bounds) if is_named else None), False


def _names(whole: Figure, part: Figure, percent: Figure) -> bool:
    """Whether the sentence sets a part against the count right before it: "500 đảng viên, trong đó 125 nữ, chiếm"."""
    is_inside = whole.gap.count("(") > whole.gap.count(")") and ")" in part.gap
    if is_inside or whole.line != part.line or part.sentence - whole.sentence > 1:
        return False
    if whole.subject == "population" and _OF_PEOPLE.match(percent.tail):
        return True
    if _OTHER_BASE.match(percent.tail):
        return False
    is_like = whole.subject == part.subject
    if _AMONG.search(part.gap) or _IN_TOTAL.search(whole.gap):
        return is_like or (can_be_among(part, whole) and bool(_NO_BASE.match(percent.tail)))
    is_subset = frozenset(whole.fact.groups) < frozenset(part.fact.groups)
    is_same = whole.sentence == part.sentence and whole.fact.indicator == part.fact.indicator == percent.fact.indicator
    return is_subset and is_same and ";" not in part.gap and bool(_NO_BASE.match(percent.tail))


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


def _is_sibling(proven: Whole, part: Figure, percent: Figure) -> bool:
    """Whether the whole of another share in the sentence is the one of this share, too."""
    whole = proven[0]
    return whole.fact.unit == part.fact.unit and whole.subject == part.subject == percent.subject


def _check(part: Figure, whole: Whole, percent: Figure) -> Check:
    number = _printed(whole)
    outcome, shown = agree(part.bounds, whole[1], percent, printed=(part.fact.value, number))
    left = f"{print_number(part.fact.value)}/{print_number(number)}"
    return make_check("ratio_percent", outcome, (part, whole[0], percent), f"{left} = {shown}")
