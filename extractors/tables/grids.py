"""Rows of cells with all their empty ones -> a table: which lines are heads, which columns are names and figures.

A cell that spans columns is followed by empty ones, one that spans rows stands in each of them.
"""

import re
from collections.abc import Sequence

from extractors.tables.cells import (
    LETTER,
    MAX_CELL,
    index_of,
    is_empty,
    is_figure,
    is_number_head,
    is_text,
    make_row,
    make_table,
    year_of,
)
from extractors.tables.records import Cell, Head, Row, Table

Cells = Sequence[Cell | None]
_MOST_LEVELS = 3
_UNIT_HEAD = re.compile(r"(?:đơn vị tính|đơn vị \(.*\)|đvt|đv tính)\Z", re.IGNORECASE)


def read_grid(head: Sequence[Cells], rows: Sequence[Cells], ordinals: Sequence[Cell]) -> list[Table]:
    """The table of head lines and rows; empty when a row is wider than the head or a column of figures has none.

    Left of the figures the last column holds the labels, others the groups of rows; words right of them are remarks.
    """
    width = max(map(len, head))
    if len(head) > _MOST_LEVELS or any(len(_trimmed(row)) > width for row in rows):
        return []
    grid = [_padded(row, width) for row in rows]
    heads = _heads([_padded(line, width) for line in head], width)
    first = _first_figures(grid, heads)
    if first is None:
        return []
    units = [at for at in range(first) if _is_of_units(heads[at])]
    label_column = _label_column(grid, [at for at in range(first) if at not in units])
    figures = [at for at in range(first, width) if heads[at] and _holds_figures([row[at] for row in grid])]
    columns = [*units, *figures]
    if label_column is None or any(heads[at] is None and any(r[at] for r in grid) for at in range(first, width)):
        return []
    ready = [row for row in (_as_row(cells, label_column, first, columns) for cells in grid) if row]
    named = heads[label_column]
    told = [h for h in (heads[at] for at in columns) if h]
    return make_table(told, ready, label_head=named.cell if named else None, ordinals=ordinals)


def _trimmed(cells: Cells) -> Cells:
    """The cells up to the last that is not empty."""
    last = max((at for at, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def _padded(cells: Cells, width: int) -> list[Cell | None]:
    return [*cells, *([None] * width)][:width]


def _heads(lines: Sequence[Cells], width: int) -> list[Head | None]:
    """The head of each column: the lowest cell over it, and those above that one joined; None without any."""
    heads: list[Head | None] = []
    left: list[Cell | None] = [None] * len(lines)
    for at in range(width):
        chain: list[Cell] = []
        for number, line in enumerate(lines):
            cell = left[number] = line[at] or left[number]
            if line[at] is None and not any(below[at] for below in lines[number + 1 :]):
                cell = None
            if cell and not (chain and chain[-1].text == cell.text):
                chain.append(cell)
        heads.append(_joined(chain))
    return heads


def _joined(chain: Sequence[Cell]) -> Head | None:
    if not chain:
        return None
    above = chain[:-1]
    parent = Cell(above[0].start, above[0].end, " ".join(c.text for c in above)) if above else None
    return Head(chain[-1], parent)


def _first_figures(grid: Sequence[Cells], heads: Sequence[Head | None]) -> int | None:
    """The first column of figures behind a column of labels, or None."""
    named = False
    for at, head in enumerate(heads):
        column = [row[at] for row in grid]
        if head and is_number_head(head.cell):
            continue
        printed = [c for c in column if c]
        if named and _holds_figures(column) and any(map(is_figure, printed)):
            return at
        years = bool(printed) and all(year_of(c.text) for c in printed)
        named = named or years or any(is_text(c) for c in printed) or not _holds_figures(column)
    return None


def _holds_figures(column: Cells) -> bool:
    """Whether most of the cells that say something begin with a number."""
    printed = [c for c in column if c and not is_empty(c)]
    figures = [c for c in printed if is_figure(c) or (c.text[0].isdigit() and len(c.text) <= 30 and "/" not in c.text)]
    return bool(printed) and any(map(is_figure, printed)) and 2 * len(figures) > len(printed)


def _is_of_units(head: Head | None) -> bool:
    return head is not None and bool(_UNIT_HEAD.match(head.cell.text))


def _label_column(grid: Sequence[Cells], columns: Sequence[int]) -> int | None:
    """The column of labels: of those that most rows fill the one with the fewest repeats, then the last."""
    filled = [at for at in columns if 2 * sum(row[at] is not None for row in grid) > len(grid)]
    named = [at for at in filled if 2 * sum(is_text(c) or _is_date(c) for row in grid if (c := row[at])) > len(grid)]
    return max(named, key=lambda at: (len({c.text for row in grid if (c := row[at])}), at), default=None)


def _as_row(cells: Cells, label_column: int, first: int, columns: Sequence[int]) -> Row | None:
    """The row of a label, the figures of `columns` and a running number; None without a label or without any figure.

    The label of a total stands anywhere before the figures.
    """
    before = [c for c in cells[:first] if c]
    marks = [c for c in before if index_of(c) is not None]
    label = cells[label_column] or next((c for c in before if is_text(c)), None)
    if label is None or len(label.text) > MAX_CELL or not (LETTER.search(label.text) or _is_date(label)):
        return None
    values = [cells[at] for at in columns]
    return make_row(label, values, next((c for c in marks if c is not label), None)) if any(values) else None


def _is_date(cell: Cell) -> bool:
    return year_of(cell.text) is not None or "/" in cell.text
