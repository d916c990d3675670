"""Tables -> checks of their columns against rows of totals, of sections ("I. Khối xã") and of the whole table.

Which rows a total adds up is told by their marks and labels. Where that leaves more than one way, or where rows may
be missing, a sum that does not come out is a contradiction only if the same rows make up the total in other columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.checks.figures import Figure, make_check, print_sum
from extractors.checks.numbers import Bounds, compare, print_figure, total
from extractors.checks.table_grids import Amount, Grid
from extractors.checks.table_outline import Sum, find_sums
from schemas.checks import Check, Outcome

_NEAR = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Addition:
    """The parts of one column and the whole they are set against; both hold one figure at least."""

    parts: tuple[Figure, ...]
    whole: Figure

    @property
    def outcome(self) -> Outcome:
        """Whether the parts make up the whole."""
        return compare(self.added, self.whole.bounds)

    @property
    def added(self) -> Bounds:
        """The sum of the parts."""
        return total([part.bounds for part in self.parts])

    @property
    def is_witness(self) -> bool:
        """Whether the parts make up the whole in a way that is no chance."""
        return self.outcome == "holds" and sum(part.fact.value > 0 for part in self.parts) > 1

    @property
    def is_alike(self) -> bool:
        """Whether all figures count the same, so that only rows tell them apart."""
        first = _counted(self.whole)
        return all(_counted(part) == first for part in self.parts)

    def check(self, outcome: Outcome) -> Check:
        """The addition as a statement."""
        sign = "=" if outcome == "holds" else "≠"
        statement = print_sum(self.parts, sign, print_figure(self.whole.fact))
        return make_check("parts_total", outcome, (*self.parts, self.whole), statement)


def find_column_checks(grid: Grid) -> Iterator[Check]:
    """One check for each total of a column whose parts are known."""
    for one in find_sums(grid):
        yield from _check_sum(grid, one)


def _check_sum(grid: Grid, one: Sum) -> Iterator[Check]:
    columns = [_additions(grid, one, column) for column in range(len(grid.heads))]
    held = [sum(bool(way and way.is_witness) for way in ways) for ways in zip(*columns, strict=True)]
    failed = [sum(bool(way and way.outcome == "fails") for way in ways) for ways in zip(*columns, strict=True)]
    best = max(range(len(held)), key=lambda at: held[at])
    is_proven = held[best] > 0 and held[best] >= failed[best]
    is_sure = one.is_strong and grid.is_whole
    for ways in columns:
        known = [way for way in ways if way]
        holding = next((way for way in [ways[best], *known] if way and way.outcome == "holds"), None)
        if holding and len(holding.parts) > 1:
            yield holding.check("holds")
        elif known and not holding:
            yield from _judge(ways[best] or known[0], known, is_proven=is_proven, is_sure=is_sure)


def _additions(grid: Grid, one: Sum, column: int) -> list[Addition | None]:
    """For each way to add up, the figures of a column; None where a cell is unread or holds no count."""
    whole = grid.rows[one.whole].amounts[column]
    if not isinstance(whole, Figure) or not whole.is_count:
        return [None] * len(one.ways)
    return [add([grid.rows[at].amounts[column] for at in way], whole) for way in one.ways]


def add(amounts: Sequence[Amount], whole: Figure) -> Addition | None:
    """The addition of what cells hold, empty ones left out; None where one is unread or counts in another unit."""
    parts = tuple(amount for amount in amounts if isinstance(amount, Figure))
    if not parts or any(amount == "?" for amount in amounts):
        return None
    if any(not part.is_count or part.fact.unit != whole.fact.unit for part in parts):
        return None
    return Addition(parts, whole)


def _judge(way: Addition, ways: Sequence[Addition], *, is_proven: bool, is_sure: bool) -> Iterator[Check]:
    """What a sum tells that does not come out: a mean is no sum, and a few rows may be examples."""
    if way.outcome == "cannot_tell":
        yield way.check("cannot_tell")
        return
    parts = [part.fact.value for part in way.parts if part.fact.value > 0]
    may_be_mean = way.whole.fact.indicator == "other" and len(parts) > 1 and way.whole.fact.value <= max(parts)
    if may_be_mean:
        return
    agree = len({(other.added.low, other.added.high) for other in ways}) == 1
    if is_proven or (is_sure and agree and way.is_alike and len(parts) > 1):
        yield way.check("fails")
    elif way.is_alike and _is_near(way):
        yield way.check("cannot_tell")


def _is_near(way: Addition) -> bool:
    stated = way.whole.bounds.likely_low
    return abs(way.added.likely_low - stated) <= stated * _NEAR


def _counted(figure: Figure) -> tuple[object, ...]:
    fact = figure.fact
    return fact.indicator, fact.system, fact.groups, fact.unit, fact.status, fact.measure
