"""Figures -> checks of what was reached against a stated target and the stated percentage of it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.checks.figures import Figure, Figures, make_check
from extractors.checks.numbers import Bounds, point, print_number
from extractors.checks.ratio import agree, links
from schemas.checks import Check
from schemas.facts import Fact

_YEARLY = re.compile(r"(?:hằng|hàng|mỗi|từng) năm|bình quân năm|/năm")
_BEHIND = re.compile(
    r"^\s*%?[^;.%]*(?:chỉ tiêu|kế hoạch|mục tiêu|nghị quyết|giao|đề ra)[^;.()]{0,40}"
    r"\(\s*(?:(?:chỉ tiêu|kế hoạch|mục tiêu)\s*)?(?:(?:là|được|giao|đề ra)\s*){0,2}:?\s*$"
)
_YEARS = range(1, 6)
_NEAREST = 4


def find_target_checks(figures: Figures) -> Iterator[Check]:
    """One check for each count with a percentage of a target that the document states as a number.

    Only a target in the same sentence can contradict; one that stands elsewhere may be of another period.
    """
    done_at = [i for i in range(1, len(figures)) if figures[i].is_percent and _is_completion(*figures[i - 1 : i + 1])]
    targets: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures if done_at else ():
        if figure.is_count and figure.fact.status == "target" and _is_number(figure):
            targets.setdefault(_key(figure.fact), []).append(figure)
    for index in done_at:
        done, percent = figures[index - 1 : index + 1]
        check = _check_near(figures, index) or _check_far(done, percent, targets.get(_key(done.fact), []))
        if check is not None:
            yield check


def _is_number(target: Figure) -> bool:
    """Whether a target can be divided by; of "(127/120)" the target is below the bar."""
    return target.fact.value > 0 and target.fact.denominator is None


def _key(fact: Fact) -> tuple[object, ...]:
    return fact.indicator, fact.system, fact.groups, fact.unit, fact.locality.name if fact.locality else None


def _is_completion(done: Figure, percent: Figure) -> bool:
    return (
        percent.fact.measure == "completion"
        and percent.fact.status == "actual"
        and done.is_count
        and done.fact.status == "actual"
        and done.fact.denominator is None
        and done.sentence == percent.sentence
        and links(percent.gap)
    )


def _check_near(figures: Figures, index: int) -> Check | None:
    """Against a target of the same thing in the same sentence: "đạt 96% kế hoạch (500)", "chỉ tiêu 500, đạt 480"."""
    done, percent = figures[index - 1 : index + 1]
    behind = [t for t in figures[index + 1 : index + 2] if t.fact.unit == done.fact.unit and _BEHIND.search(t.gap)]
    before = [t for t in reversed(figures[max(0, index - 1 - _NEAREST) : index - 1]) if _is_target_of(t, done)]
    alike = [t for t in [*behind, *before] if t.is_count and _is_number(t) and t.sentence == done.sentence]
    if not alike:
        return None
    checks = [_check(done, target, percent) for target in alike]
    return next((c for c in checks if c.outcome == "holds"), checks[0])


def _is_target_of(target: Figure, done: Figure) -> bool:
    one, two = target.fact, done.fact
    is_like = (one.indicator, one.unit, one.system) == (two.indicator, two.unit, two.system)
    return is_like and one.status == "target" and one.value > 0 and "trong đó" not in target.gap


def _check(done: Figure, target: Figure, percent: Figure) -> Check:
    outcome, shown = agree(done.bounds, _planned(target), percent, printed=(done.fact.value, target.fact.value))
    left = f"{print_number(done.fact.value)}/{print_number(target.fact.value)}"
    return make_check("completion", outcome, (done, target, percent), f"{left} = {shown}")


def _planned(target: Figure) -> Bounds:
    """The number that completion is counted from: the printed one, also of "từ 450 đảng viên trở lên"."""
    return target.bounds if target.fact.qualifier in {"about", "nearly"} else point(target.fact.value)


def _check_far(done: Figure, percent: Figure, targets: list[Figure]) -> Check | None:
    """Against targets of the same thing anywhere in the document, yearly ones times the years of the period."""
    for target in targets:
        for years in _years(done.fact, target.fact):
            base = _planned(target).times(Decimal(years))
            printed = (done.fact.value, target.fact.value * years)
            outcome, shown = agree(done.bounds, base, percent, printed=printed)
            if outcome == "holds":
                whole = print_number(target.fact.value)
                whole = whole if years == 1 else f"({years} × {whole})"
                statement = f"{print_number(done.fact.value)}/{whole} = {shown}"
                return make_check("completion", outcome, (done, target, percent), statement)
    return None


def _years(done: Fact, target: Fact) -> tuple[int, ...]:
    """By how many years a target may have to be multiplied: by those of the period, or by any few if unknown."""
    before = target.evidence.start - target.evidence.quote_start
    if not _YEARLY.search(target.evidence.quote[: before + 30].lower()):
        return (1,)
    start, end = done.period.start, done.period.end
    if start and end:
        return (max(1, int(end[:4]) - int(start[:4]) + 1),)
    return tuple(_YEARS)
