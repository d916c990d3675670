"""Figures of one unit over time -> whether the series runs on, or jumps where nothing explains it.

A jump is a step that is large against the other steps of the same series and against what the other units of the
province did in the same time. It is explained where two articles tell the new figure, or where one article tells the
old and the new one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import exp, log
from statistics import median

from outputs.checking.moments import Moment, Told, build_check, can_contradict, say_figure, say_subject, say_with_source
from outputs.checking.stories import tell_stories
from outputs.labels import Labels
from schemas.checks import CrossCheck

_FEWEST = 4
_LEAST = {"level": log(1.6), "flow": log(5.0)}
"""The least step that is called a jump: flows differ much from year to year, levels do not."""
_TIMES_USUAL = 8
_YEAR = 365.25
_SMALL = 20
"""Numbers below may change by any factor: from 2 to 6 is no jump."""
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Step:
    """From one point of a series to the next: the logarithm of the factor, and the same for one year."""

    before: Told
    after: Told
    size: float
    yearly: float
    stories: int


@dataclass(frozen=True, slots=True)
class Usual:
    """The middle of the steps that the units of a province made, by the years between which they lie."""

    by_years: Mapping[tuple[str, str], float]

    def explains(self, step: Step) -> bool:
        """Whether most of the other units moved as much between the same years."""
        middle = self.by_years.get(_years(step))
        return middle is not None and abs(middle - step.size) < abs(step.size) / 2


def _years(step: Step) -> tuple[str, str]:
    before, after = step.before.moment, step.after.moment
    return (before.last[:4] if before else "", after.last[:4] if after else "")


def find_steps(figures: Sequence[Told]) -> list[Step]:
    """The steps of one series, of exact figures whose time is known; flows only of spans of one length.

    Args:
        figures: Of one unit, body and group.
    """
    at: dict[Moment, list[Told]] = defaultdict(list)
    for told in figures:
        if told.moment is not None and told.is_exact and told.is_dated and told.row.value >= _SMALL:
            at[told.moment].append(told)
    points: list[tuple[Moment, Told, int]] = []
    for moment in sorted(at):
        stories = tell_stories(at[moment])
        if stories:
            best = stories[0].original
            points.append((moment, best, sum(story.original.row.value == best.row.value for story in stories)))
    steps = []
    for (one, before, _), (other, after, support) in pairwise(points):
        years = _days(one.last, other.last) / _YEAR
        if years > 0 and _are_alike(one, other):
            size = float(log(after.row.value / before.row.value))
            steps.append(Step(before, after, size, size / max(years, 0.25), support))
    return steps


def _days(first: str, last: str) -> int:
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        # A day that its month does not have: the two cannot be set in order.
        return 0


def _are_alike(one: Moment, other: Moment) -> bool:
    """Whether two times are of one length."""
    return abs(_days(one.first, one.last) - _days(other.first, other.last)) <= 3


def learn_usual(series: Iterable[Sequence[Step]]) -> Usual:
    """What the units of a province did, from the steps of all their series of one indicator and group."""
    by_years: dict[tuple[str, str], list[float]] = defaultdict(list)
    for steps in series:
        for step in steps:
            by_years[_years(step)].append(step.size)
    return Usual({years: median(sizes) for years, sizes in by_years.items() if len(sizes) >= _FEWEST})


def check_series(steps: Sequence[Step], usual: Usual, labels: Labels) -> Iterator[CrossCheck]:
    """One check that a series of some length runs on, or one for every jump in it."""
    usual_here = _usual_step(steps)
    jumps = {index for index, step in enumerate(steps) if _is_jump(step, usual_here) and not usual.explains(step)}
    if not jumps and len(steps) >= _FEWEST - 1:
        points = [steps[0].before, *(step.after for step in steps)]
        named = [say_figure(point, labels) for point in points]
        shown = named if len(named) <= _SHOWN else [*named[: _SHOWN - 1], "…", named[-1]]
        subject = say_subject(points[0], labels, with_time=False)
        yield build_check("broken_series", "holds", points, f"{subject}: {' → '.join(shown)}, không có bước nhảy")
    for index in sorted(jumps):
        # The way back from a single wrong figure is no second jump.
        if index - 1 not in jumps or not _goes_back(steps[index - 1], steps[index]):
            yield _check_jump(steps, index, labels)


def _usual_step(steps: Sequence[Step]) -> float:
    """How much the series changes in a year, from its smaller steps: a single wrong figure makes two large ones."""
    sizes = sorted(abs(step.yearly) for step in steps)
    return sizes[(len(sizes) - 1) // 3] if len(sizes) > 1 else 0.0


def _is_jump(step: Step, usual_here: float) -> bool:
    is_large = abs(step.size) >= _LEAST[step.after.kind] and abs(step.yearly) >= _TIMES_USUAL * usual_here
    return is_large and not _is_explained(step)


def _is_explained(step: Step) -> bool:
    return step.stories > 1 or step.before.row.document_id == step.after.row.document_id


def _goes_back(jump: Step, back: Step) -> bool:
    return jump.size * back.size < 0 and abs(jump.size + back.size) < abs(jump.size) / 2


def _check_jump(steps: Sequence[Step], index: int, labels: Labels) -> CrossCheck:
    """A jump out of a steady series and back contradicts it; one at an end may be the first of a new level."""
    step = steps[index]
    is_back = index + 1 < len(steps) and _goes_back(step, steps[index + 1])
    factor = f"gấp {exp(step.size):.1f} lần" if step.size > 0 else f"chỉ còn {exp(step.size):.0%}"
    sides = say_with_source(step.before, labels), say_with_source(step.after, labels)
    words = f"{say_subject(step.after, labels)}: {sides[0]} → {sides[1]}, {factor.replace('.', ',')}"
    about = [step.after, step.before]
    if is_back:
        about.append(steps[index + 1].after)
        words += f", rồi trở lại {say_with_source(steps[index + 1].after, labels)}"
    if (is_back or len(steps) >= _FEWEST) and can_contradict(about):
        return build_check("broken_series", "fails", about, f"{words}; không số liệu nào khác giải thích")
    return build_check("broken_series", "cannot_tell", about, f"{words}; chưa đủ căn cứ")
