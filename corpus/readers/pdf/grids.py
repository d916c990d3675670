"""Ruling lines -> grids: the cells that lines enclose, merged ones whole. A frame around a text is no grid."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.readers.pdf.drawings import Ruling
from corpus.readers.pdf.geometry import Box

NEAR = 3.0
"""Points within which two lines are one, or touch."""
COVERED = 0.75
"""Share of a cell's side that a line must run along to part it from the next cell."""
OVERHANG = 12.0
"""Points by which lines must run over the outermost line across them: the side of the table has none."""
MAX_LINES = 3_000
MAX_CELLS = 60_000


class GridCell(NamedTuple):
    """One cell: its first row and column from 0, how many it spans, its place."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


class Grid(NamedTuple):
    """The cells of one ruled table, in rows from the top, in each from the left."""

    box: Box
    cells: list[GridCell]
    xs: list[float]
    ys: list[float]


def find_grids(rulings: Sequence[Ruling]) -> list[Grid]:
    """The ruled tables that `rulings` draw, from top to bottom; each has at least two columns and two cells."""
    level = _merged(ruling for ruling in rulings if not ruling.is_upright)
    upright = _merged(ruling for ruling in rulings if ruling.is_upright)
    if len(level) + len(upright) > MAX_LINES:
        return []
    grids = [grid for across, down in _groups(level, upright) if (grid := _grid(across, down)) is not None]
    outer = [
        grid for grid in grids if not any(grid is not other and _is_inside(grid.box, other.box) for other in grids)
    ]
    return sorted(outer, key=lambda grid: (grid.box.top, grid.box.left))


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Lines that run on in one another as one; those of one direction."""
    merged: list[Ruling] = []
    current: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.at):
        if current and ruling.at - current[-1].at > NEAR / 2:
            merged += _run_on(current)
            current = []
        current.append(ruling)
    return merged + _run_on(current)


def _run_on(rulings: list[Ruling]) -> list[Ruling]:
    result: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.start):
        if result and ruling.start <= result[-1].end + NEAR:
            result[-1] = result[-1]._replace(end=max(result[-1].end, ruling.end))
        else:
            result.append(ruling)
    return result


def _groups(level: list[Ruling], upright: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Level and upright lines that touch one another, straight or through others."""
    lines = level + upright
    parent = list(range(len(lines)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for at, across in enumerate(level):
        for other, down in enumerate(upright, start=len(level)):
            if _touch(across, down):
                parent[root(other)] = root(at)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index, line in enumerate(lines):
        groups.setdefault(root(index), ([], []))[1 if line.is_upright else 0].append(line)
    return [group for group in groups.values() if len(group[0]) > 1 and group[1]]


def _touch(across: Ruling, down: Ruling) -> bool:
    return down.start - NEAR <= across.at <= down.end + NEAR and across.start - NEAR <= down.at <= across.end + NEAR


def _grid(across: list[Ruling], down: list[Ruling]) -> Grid | None:
    xs, ys = _distinct(line.at for line in down), _distinct(line.at for line in across)
    left, right = min(line.start for line in across), max(line.end for line in across)
    if xs[0] - left > OVERHANG:
        xs.insert(0, left)
    if right - xs[-1] > OVERHANG:
        xs.append(right)
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > MAX_CELLS:
        return None
    cells = _cells(xs, ys, across, down)
    if len(cells) < 2:
        return None
    return Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), cells, xs, ys)


def _distinct(places: Iterable[float]) -> list[float]:
    result: list[float] = []
    for place in sorted(places):
        if not result or place - result[-1] > NEAR:
            result.append(place)
    return result


def _cells(xs: list[float], ys: list[float], across: list[Ruling], down: list[Ruling]) -> list[GridCell]:
    """Boxes of the net that no line parts, joined; a joined shape that is no rectangle is cut in rows."""
    columns, rows = len(xs) - 1, len(ys) - 1
    by_y = _by_place(ys, across)
    by_x = _by_place(xs, down)
    is_taken = [[False] * columns for _ in range(rows)]
    cells: list[GridCell] = []
    for row in range(rows):
        for column in range(columns):
            if is_taken[row][column]:
                continue
            wide = 1
            while (
                column + wide < columns
                and not is_taken[row][column + wide]
                and not _is_ruled(by_x[column + wide], ys[row], ys[row + 1])
            ):
                wide += 1
            high = 1
            while row + high < rows and _goes_on((row + high, column, wide), xs, ys, by_x, by_y):
                high += 1
            for r in range(row, row + high):
                is_taken[r][column : column + wide] = [True] * wide
            box = Box(xs[column], ys[row], xs[column + wide], ys[row + high])
            cells.append(GridCell(row, column, high, wide, box))
    return cells


def _by_place(places: list[float], lines: list[Ruling]) -> list[list[Ruling]]:
    return [[line for line in lines if abs(line.at - place) <= NEAR] for place in places]


def _goes_on(
    at: tuple[int, int, int], xs: list[float], ys: list[float], by_x: list[list[Ruling]], by_y: list[list[Ruling]]
) -> bool:
    """Whether the cell of `at` = (row, column, width) belongs to the one above: no line above it, none through it."""
    row, column, wide = at
    if any(_is_ruled(by_y[row], xs[c], xs[c + 1]) for c in range(column, column + wide)):
        return False
    return not any(_is_ruled(by_x[c], ys[row], ys[row + 1]) for c in range(column + 1, column + wide))


def _is_ruled(lines: list[Ruling], start: float, end: float) -> bool:
    covered = sum(max(0.0, min(line.end, end) - max(line.start, start)) for line in lines)
    return covered >= COVERED * (end - start)


def _is_inside(inner: Box, outer: Box) -> bool:
    return inner.overlap(outer) > 0.9 * inner.width * inner.height and inner.height < outer.height
