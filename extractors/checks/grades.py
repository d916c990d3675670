"""Figures -> checks that the shares of all grades of a rating add up to one hundred percent."""

from collections.abc import Iterator
from decimal import Decimal

from extractors.checks.figures import Figure, Figures, make_check, print_sum
from extractors.checks.kinds import GRADES
from extractors.checks.numbers import compare, point, total
from schemas.checks import Check

_FEWEST = 3


def find_grade_checks(figures: Figures) -> Iterator[Check]:
    """One check for each run of shares in a sentence that gives each grade once.

    All four grades must add up to one hundred; three may leave out a grade that the text does not print, so that
    they can only hold.
    """
    if sum([_grade(figure) is not None for figure in figures if figure.is_percent]) < _FEWEST:
        return
    run: list[Figure] = []
    for figure in [*figures, None]:
        grade = _grade(figure) if figure is not None else None
        if figure is not None and run and figure.sentence == run[-1].sentence and figure.is_count:
            continue
        is_next = figure is not None and grade is not None and (not run or _goes_on(run, figure, grade))
        if is_next and figure is not None:
            run.append(figure)
            continue
        yield from _check(run)
        run = [figure] if figure is not None and grade is not None else []


def _grade(figure: Figure) -> str | None:
    """The one grade that a share is of, or None."""
    fact = figure.fact
    if not figure.is_percent or not fact.groups or fact.measure != "share" or fact.status != "actual":
        return None
    grades = GRADES.intersection(fact.groups)
    return next(iter(grades)) if len(grades) == 1 else None


def _goes_on(run: list[Figure], figure: Figure, grade: str) -> bool:
    last = run[-1]
    is_same = (figure.sentence, figure.fact.indicator) == (last.sentence, last.fact.indicator)
    return is_same and grade not in {_grade(f) for f in run}


def _check(run: list[Figure]) -> Iterator[Check]:
    if len(run) < _FEWEST:
        return
    outcome = compare(total([f.bounds for f in run]), point(Decimal(100)))
    if outcome != "holds" and len(run) < len(GRADES):
        return
    sign = "=" if outcome == "holds" else "≠"
    yield make_check("parts_total", outcome, run, print_sum(run, sign, "100%"))
