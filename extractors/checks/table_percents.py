"""Tables -> checks of columns of percentages against the columns that they are computed from.

Which ones these are the rows tell: a part, mostly to the left, and its base: a plan, a whole, or the column's total.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.checks.figures import Figure, make_check
from extractors.checks.numbers import point, print_number
from extractors.checks.ratio import agree
from extractors.checks.table_grids import Grid
from extractors.checks.table_parts import Column, columns_of
from schemas.checks import Check, CheckKind
from schemas.facts import Fact

_FEWEST = 3
_NEAREST = 4
_LOOKED_AT = 60
_MEASURES = frozenset({"share", "completion"})


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A column of parts and the column of their bases, row by row, for a column of percentages."""

    part: Column
    base: Column

    def checks(self, percents: Column, rows: int) -> list[Check]:
        """One check for each of the first rows where all three are known."""
        found = []
        for row in list(zip(percents, self.part, self.base, strict=True))[:rows]:
            figures = [amount for amount in row if isinstance(amount, Figure)]
            if len(figures) == len(row) and figures[2].fact.value > 0:
                found.append(_check(*figures))
        return found

    @property
    def is_of_plan(self) -> bool:
        """Whether what was reached is held against a plan for the same thing."""
        part, base = _first(self.part), _first(self.base)
        alike = (part.indicator, part.groups, part.unit) == (base.indicator, base.groups, base.unit)
        return alike and (part.status, base.status) == ("actual", "target")


def find_percent_checks(grid: Grid) -> Iterator[Check]:
    """One check for each percentage of a column whose part and base are known."""
    columns = list(zip(*(row.amounts for row in grid.rows), strict=True))
    counts = columns_of(columns, lambda figure: figure.is_count)
    for at in columns_of(columns, lambda figure: figure.is_percent and figure.fact.measure in _MEASURES):
        yield from _judge(columns[at], list(_ratios(grid, columns, counts, at)))


def _ratios(grid: Grid, columns: Sequence[Column], counts: Sequence[int], at: int) -> Iterator[_Ratio]:
    """Columns that a percentage may be computed from, the nearest first."""
    parts = sorted(counts, key=lambda c: (c > at, abs(at - c)))[:_NEAREST]
    bases = sorted(counts, key=lambda c: abs(at - c))[: 2 * _NEAREST]
    for part in parts:
        for base in bases:
            if base != part:
                yield _Ratio(columns[part], columns[base])
        whole = next((row.amounts[part] for row in grid.rows if row.is_strong_total), None)
        if isinstance(whole, Figure):
            yield _Ratio(columns[part], [whole] * len(grid.rows))


def _judge(percents: Column, ratios: Sequence[_Ratio]) -> Iterator[Check]:
    """The checks with the columns that most percentages come out with; without such, with the plan."""
    held = [_held(ratio.checks(percents, _LOOKED_AT)) for ratio in ratios]
    best = max(range(len(ratios)), key=lambda at: held[at], default=None)
    if best is None:
        return
    planned = next((ratio for ratio in ratios if ratio.is_of_plan), None)
    if held[best] >= _FEWEST:
        checks = ratios[best].checks(percents, len(percents))
    elif planned is not None:
        checks = planned.checks(percents, len(percents))
    else:
        return
    count = _held(checks)
    is_made_so = 4 * count >= 3 * len(checks) or (count > 0 and len(checks) <= _FEWEST)
    yield from (check for check in checks if is_made_so or check.outcome == "holds")


def _held(checks: Sequence[Check]) -> int:
    return sum(check.outcome == "holds" for check in checks)


def _first(column: Column) -> Fact:
    return next(amount.fact for amount in column if isinstance(amount, Figure))


def _check(percent: Figure, part: Figure, base: Figure) -> Check:
    """One percentage; a plan counts as printed, also where it is a lower bound."""
    planned = base.fact.status == "target"
    bounds = point(base.fact.value) if planned else base.bounds
    outcome, shown = agree(part.bounds, bounds, percent, printed=(part.fact.value, base.fact.value))
    kind: CheckKind = "completion" if planned or percent.fact.measure == "completion" else "ratio_percent"
    statement = f"{print_number(part.fact.value)}/{print_number(base.fact.value)} = {shown}"
    return make_check(kind, outcome, (part, base, percent), statement)
