"""Lines with " | " between cells -> tables."""

import itertools
import re
from collections.abc import Sequence

from extractors.tables.cells import (
    index_of,
    is_empty,
    is_figure,
    is_number_head,
    is_roman,
    is_text,
    make_row,
    make_table,
    year_of,
)
from extractors.tables.grids import read_grid
from extractors.tables.heads import part_heads
from extractors.tables.records import Cell, Head, Row, Table
from extractors.tables.totals import is_total

_BAR = "|"
_LONGEST_NAME = 60
_NUMBER = re.compile(r"\d{1,3}")
_FORMULA = re.compile(r"\(?\d{1,2}\)?\s?=\s?[\d\s()+*/:x×%-]{1,40}\Z")
Cells = list[Cell | None]


def find_piped(lines: Sequence[Cell]) -> list[Table]:
    """Tables whose rows are lines with bars between the cells, in order."""
    tables: list[Table] = []
    block: list[Cell] = []
    for line, following in itertools.pairwise([*lines, Cell(0, 0, ""), Cell(0, 0, "")]):
        if " | " in line.text:
            block.append(line)
        elif block and not _parts_rows(line, block[-1], following):
            framed = all(row.text.startswith(_BAR) and row.text.endswith(_BAR) for row in block)
            tables += _read_block([_split(row, framed=framed) for row in block])
            block = []
    return tables


def _parts_rows(line: Cell, before: Cell, following: Cell) -> bool:
    """Whether a line without bars only names the rows below it, which go on with the table."""
    is_name = is_text(line) and len(line.text) <= _LONGEST_NAME and not line.text.endswith((".", ":", ";"))
    goes_on = before.text.count(_BAR) == following.text.count(_BAR) and not _is_head(_split(following, framed=False))
    return is_name and goes_on


def _split(line: Cell, *, framed: bool) -> Cells:
    """The cells of a line, None for an empty one; bars at both ends of all lines only frame them."""
    start, text = line.start, line.text
    if framed:
        start, text = start + 1, text[1:-1]
    cells: Cells = []
    for piece in text.split(_BAR):
        inner = piece.strip()
        first = start + len(piece) - len(piece.lstrip())
        cells.append(Cell(first, first + len(inner), inner) if inner else None)
        start += len(piece) + 1
    return cells


def _read_block(block: Sequence[Cells]) -> list[Table]:
    """The tables in lines that follow one another: each head and the rows below it."""
    tables: list[Table] = []
    head: list[Cells] = []
    rows: list[Cells] = []
    for cells in block:
        if (rows and _is_section(cells)) or (head and _is_numbered_section(cells)):
            continue
        if _is_head(cells):
            if rows:
                tables += _build(head, rows)
                head, rows = [], []
            head.append(cells)
        else:
            rows.append(cells)
    return tables + _build(head, rows)


def _is_head(cells: Sequence[Cell | None]) -> bool:
    """Whether no cell holds a figure, other than a year, or a sign for no value."""
    return not any(c and (is_empty(c) or (is_figure(c) and year_of(c.text) is None)) for c in cells)


def _is_section(cells: Sequence[Cell | None]) -> bool:
    """Whether a line of a wider table only names the rows below it."""
    return len(cells) >= 3 and sum(c is not None for c in cells) == 1 and not any(c and is_figure(c) for c in cells)


def _is_numbered_section(cells: Sequence[Cell | None]) -> bool:
    """Whether a line holds a Roman number and the name of the rows below it, and nothing else."""
    printed = [c for c in cells if c]
    return len(printed) == 2 and is_roman(printed[0]) and is_text(printed[1])


def _build(head: Sequence[Cells], rows: Sequence[Cells]) -> list[Table]:
    """The table of a head of some lines and rows; in a table that is no full grid rows that do not fit are left out."""
    if not head:
        return _headless(rows)
    if not rows:
        return []
    rows, ordinals = _without_column_numbers(rows)
    if whole := read_grid(head, rows, ordinals):
        return whole
    ready = [row for row in map(_as_row, rows) if row is not None]
    widths = [len(r.cells) for r in ready]
    if not widths:
        return []
    width = max(set(widths), key=widths.count)
    ready = [_below_numbers(row) if len(row.cells) == width + 1 else row for row in ready]
    label, heads = _heads(head, width)
    return make_table(heads, [r for r in ready if len(r.cells) == width], label_head=label, ordinals=ordinals)


def _headless(rows: Sequence[Cells]) -> list[Table]:
    """A table of two columns without a head, each row a name and its figure; the first name stands for the head."""
    pairs = [(name, value) for name, value, *more in (row for row in rows if len(row) == 2) if name and value]
    if len(pairs) < max(2, len(rows)) or not all(is_text(name) and is_figure(value) for name, value in pairs):
        return []
    ready = [make_row(name, [value]) for name, value in pairs]
    return [Table(pairs[0][0].start, pairs[-1][1].end, (Head(pairs[0][0]),), tuple(ready), is_pairs=True)]


def _without_column_numbers(rows: Sequence[Cells]) -> tuple[Sequence[Cells], tuple[Cell, ...]]:
    """The rows without a first one that numbers the columns, and the numbers in it, also those of "4=2+3"."""
    printed = [c for c in rows[0] if c]
    numbers = [found for c in printed if (found := _column_numbers(c))]
    values = [int(found[0].text) for found in numbers]
    counts = (
        len(numbers) >= 3
        and len(numbers) >= len(printed) - 2
        and values == list(range(values[0], values[0] + len(values)))
    )
    if not counts or values[0] > 3:
        return rows, ()
    return rows[1:], tuple(number for found in numbers for number in found)


def _column_numbers(cell: Cell) -> list[Cell]:
    """The number of a column and those of the columns that it is computed from; empty where a cell says more."""
    if index_of(cell) is None and not _FORMULA.match(cell.text):
        return []
    return [Cell(cell.start + m.start(), cell.start + m.end(), m.group()) for m in _NUMBER.finditer(cell.text)]


def _as_row(cells: Sequence[Cell | None]) -> Row | None:
    """Cells as a row: an optional running number, a label, the rest."""
    if len(cells) > 2 and cells[1] and is_text(cells[1]) and (cells[0] is None or index_of(cells[0]) is not None):
        return make_row(cells[1], cells[2:], cells[0])
    if len(cells) < 2 or cells[0] is None or not (is_text(cells[0]) or year_of(cells[0].text)):
        return None
    return make_row(cells[0], cells[1:])


def _below_numbers(row: Row) -> Row:
    """A row of totals whose label stands in the column of running numbers, without the empty cell behind the label."""
    is_wide = is_total(row.label.text) and row.cells[0] is None
    return Row(row.label, row.cells[1:], row.index) if is_wide else row


def _heads(head: Sequence[Cells], width: int) -> tuple[Cell | None, list[Head]]:
    """The head of the labels and those of `width` columns; empty when they cannot be told."""
    last = head[-1]
    if len(head) == 1 or len([c for c in last if c]) > width:
        columns = list(last[-width:])
        if len(last) > width and all(columns):
            return last[-width - 1], [Head(c) for c in columns if c]
        return None, []
    names = [c for line in head[-2:] for c in line if c and not is_number_head(c)]
    heads = part_heads(names[1:], width)
    return (names[0] if names else None), heads
