"""Rows of a grid -> which rows a total may add up, in the order of how likely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.checks.table_grids import Grid, GridRow

_FEWEST = 2
_MOST_WHOLES = 60


@dataclass(frozen=True, slots=True)
class Sum:
    """A row that gives a sum, and what it may be the sum of: each of `ways` is the places of some rows.

    `is_strong` says that it is sure to be one: not where the label only names the place, or where the table has the
    total of one section and none of another.
    """

    whole: int
    ways: tuple[tuple[int, ...], ...]
    is_strong: bool


def find_sums(grid: Grid) -> Iterator[Sum]:
    """The rows of totals and of sections with rows of a lower rank below them, in order."""
    rows = grid.rows
    wholes = totals = 0
    for at, row in enumerate(rows):
        ways = _ways_of_total(rows, at) if row.kind == "total" else _ways_of_section(rows, at)
        if ways and wholes < _MOST_WHOLES:
            wholes += 1
            yield Sum(at, ways, row.kind != "total" or (row.is_strong_total and totals != 1))
        totals += row.kind == "total"


def _ways_of_section(rows: Sequence[GridRow], at: int) -> tuple[tuple[int, ...], ...]:
    """The rows right below a row that they are the parts of."""
    if rows[at].kind != "part":
        return ()
    return _known([_top(rows, at + 1, _section_end(rows, at))])


def _section_end(rows: Sequence[GridRow], at: int) -> int:
    """Behind the last row below `at` that is of a lower rank."""
    end = at + 1
    while end < len(rows) and rows[end].kind != "total" and rows[end].rank > rows[at].rank and not rows[end].opens:
        end += 1
    return end


def _top(rows: Sequence[GridRow], start: int, end: int) -> list[int]:
    """The parts of the highest rank between two places."""
    parts = [at for at in range(start, end) if rows[at].kind == "part"]
    highest = min((rows[at].rank for at in parts), default=0)
    return [at for at in parts if rows[at].rank == highest]


def _leaves(rows: Sequence[GridRow], start: int, end: int) -> list[int]:
    """The parts between two places that have no parts of their own; what begins with a dash is none of its own."""
    parts = [at for at in range(start, end) if rows[at].kind == "part"]
    return [
        at
        for number, at in enumerate(parts)
        if number + 1 == len(parts) or rows[parts[number + 1]].rank <= rows[at].rank
    ]


def _ways_of_total(rows: Sequence[GridRow], at: int) -> tuple[tuple[int, ...], ...]:
    """What a total may add up: its own section, the totals of sections, all rows before it, or all behind it."""
    totals = [i for i, row in enumerate(rows) if row.kind == "total"]
    before = max((i + 1 for i in totals if i < at), default=0)
    opened = max((i for i in range(before, at) if rows[i].opens), default=before)
    is_first = at == 0 or (rows[at].opens and before == at)
    if is_first:
        end = min((i for i in totals if i > at), default=len(rows))
        spans = [(at + 1, end), (at + 1, len(rows))]
    else:
        spans = [(opened, at), (before, at), (0, at)]
    ways = [find(rows, *span) for span in spans for find in (_top, _leaves)]
    ways.append([i for i in totals if i < at])
    return _known(ways)


def _known(ways: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(dict.fromkeys(tuple(way) for way in ways if len(way) >= _FEWEST))
