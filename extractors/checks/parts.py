"""Figures -> checks of parts against their whole: their sum, and that none is larger than the whole."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.checks.figures import Figure, Figures, make_check, print_sum
from extractors.checks.kinds import are_apart, can_be_part, is_average, is_exhaustive, may_overlap
from extractors.checks.numbers import print_figure, total
from extractors.checks.part_lists import FARTHEST, Parts, outcome_of_sum, read_parts
from schemas.checks import Check, Outcome

_AND = re.compile(r"\bvà\b")
_NEAR = Decimal("0.25")


def find_parts_checks(figures: Figures) -> Iterator[Check]:
    """Sums of parts, and for parts that do not sum up, each part against the whole."""
    for index in range(1, len(figures)):
        found = read_parts(figures, index)
        if found is None:
            continue
        check = _check_sum(found)
        if check is None or check.outcome != "holds":
            check = _check_other_wholes(figures, index, found) or check
        if check is not None:
            yield check
        if found.is_each and (check is None or check.outcome == "cannot_tell"):
            yield from _check_each(found)


def _check_sum(found: Parts) -> Check | None:
    """The first two or more parts that make up the whole, or what stands against the sum of all."""
    whole, parts = found.whole, found.parts
    if len(parts) < 2 or not _is_summable(parts):
        return None
    for count in range(len(parts), 1, -1):
        is_all = count == len(parts) or is_exhaustive(parts[:count], whole)
        if is_all and outcome_of_sum(parts[:count], whole) == "holds":
            return make_check("parts_total", "holds", (whole, *parts[:count]), _sum(parts[:count], "=", whole))
    outcome = _judge(found)
    if outcome is None:
        return None
    return make_check("parts_total", outcome, (whole, *parts), _sum(parts, "≠", whole))


def _check_other_wholes(figures: Figures, index: int, found: Parts) -> Check | None:
    """The sum against wholes that stand farther away: it may hold, and never fails."""
    if len(found.parts) < 3 or (found.is_loose and len(found.parts) < 4) or not _is_summable(found.parts):
        return None
    for whole in reversed(figures[max(0, index - FARTHEST) : index]):
        is_whole = whole.is_count and whole.line == found.parts[0].line and can_be_part(found.parts[0], whole)
        if is_whole and outcome_of_sum(found.parts, whole) == "holds":
            return make_check("parts_total", "holds", (whole, *found.parts), _sum(found.parts, "=", whole))
    return None


def _is_summable(parts: Sequence[Figure]) -> bool:
    return len({p.fact.unit for p in parts}) == 1


def _judge(found: Parts) -> Outcome | None:
    """What parts that do not make up the whole tell: nothing, where they may overlap or be a few of many."""
    parts, whole = found.parts, found.whole
    if outcome_of_sum(parts, whole) != "fails" or any(_is_part_of_part(part, whole) for part in parts):
        return None
    is_apart = are_apart(parts)
    if not is_apart and may_overlap(parts):
        return None
    added = total([p.bounds for p in parts])
    is_over = added.low > whole.bounds.high
    is_closed = found.is_complete and bool(_AND.search(parts[-1].gap))
    is_proof = is_over or found.is_complete or is_exhaustive(parts, whole) if is_apart else is_closed
    if is_proof and not found.is_loose:
        return "fails"
    if found.is_loose and not is_apart:
        return None
    is_near = abs(added.likely_low - whole.bounds.likely_low) <= whole.bounds.likely_low * _NEAR
    return "cannot_tell" if is_near else None


def _is_part_of_part(part: Figure, whole: Figure) -> bool:
    """Whether cells below grassroots bodies stand in the list of these ("13 đảng bộ, 169 chi bộ trực thuộc")."""
    return whole.subject == "grassroots_org" and "subordinate" in part.fact.groups


def _sum(parts: Sequence[Figure], sign: str, whole: Figure) -> str:
    return print_sum(parts, sign, print_figure(whole.fact))


def _check_each(found: Parts) -> Iterator[Check]:
    """Each part against the whole; a mean is none ("kết nạp 872, bình quân mỗi năm 174, trong đó 203 …")."""
    whole = found.whole
    if is_average(whole):
        return
    for part in found.parts:
        if _is_part_of_part(part, whole):
            continue
        left, right = print_figure(part.fact), print_figure(whole.fact)
        if part.bounds.low > whole.bounds.high:
            words = f"{left} > {right}: bộ phận lớn hơn tổng số"
            yield make_check("part_whole", "fails", (whole, part), words)
        elif part.bounds.high <= whole.bounds.low and part.fact.denominator != whole.fact.value:
            yield make_check("part_whole", "holds", (whole, part), f"{left} ≤ {right}")
