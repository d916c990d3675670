"""Cells with their spans -> the lines of a table: which rows are heads, what merged cells mean in each row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.readers.line_assembly import Line, RowCell

FIGURE = re.compile(r"[(+\-−–]?\s?\d+(?:[.,\s]\d+)*\s?%?\)?\Z|\d+(?:[.,]\d+)*\s?/\s?\d+(?:[.,]\d+)*\Z")
YEAR = re.compile(r"(?:năm\s*)?(?:19|20)\d\d\Z", re.IGNORECASE)
RUNNING_NUMBER = re.compile(r"(?:\d{1,3}|[IVX]{1,5}|[A-Da-d])[.)]?\Z")
COLUMN_NUMBER = re.compile(r"[(\[]?\s*(\d{1,2}|[A-Da-d])\s*(?:[=:][^|]*)?[)\]]?\Z")
UNIT_LINE = re.compile(r"\W*(?:đơn vị(?:\s+tính)?|đvt|đv\s+tính)\s*[:(]", re.IGNORECASE)
MAX_HEAD_ROWS = 5
LONGEST_REPEATED = 80
"""Characters of a merged cell that is read with each of its rows; longer ones are remarks, not heads."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a table, with its settled text; rows and columns count from 1."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1

    @property
    def last_row(self) -> int:
        """The last row that the cell reaches."""
        return self.row + self.row_span - 1


Rows = Sequence[Sequence[GridCell]]


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Which table of a document rows belong to, and from which row; `width` is how many columns it has at least."""

    number: int
    sheet: str | None = None
    first_row: int = 1
    width: int = 0


def table_lines(rows: Rows, place: TablePlace, *, head_rows: int | None = None) -> list[Line]:
    """One line a row of a table, empty rows left out.

    A cell merged over several rows stands in the first; in the others it is repeated where it holds no digit, so that
    each row has its meaning and no figure comes twice. A cell merged over several columns stands in its first.

    Args:
        rows: Cells by row, the row numbers without gaps.
        place: The table.
        head_rows: How many rows are heads, where the document says so; else it is found by the cells.
    """
    heads = find_head_depth(rows) if head_rows is None else head_rows
    width = max([place.width, *(cell.column + cell.column_span - 1 for row in rows for cell in row)])
    kept: list[GridCell] = []
    lines: list[Line] = []
    for at, row in enumerate(rows):
        kept = [cell for cell in kept if at < cell.row]
        repeated = [RowCell(text=cell.text, column=cell.column) for cell in kept]
        own = [RowCell(text=cell.text, column=cell.column) for cell in row if cell.text]
        if own:
            cells = tuple(sorted((*own, *repeated), key=lambda cell: cell.column))
            line = Line(role="table_row", cells=cells, width=width, is_head=at < heads)
            lines.append(replace(line, sheet=place.sheet, table=place.number, row=at + place.first_row))
        kept += [_until(cell, at) for cell in row if cell.row_span > 1 and _is_row_head(cell.text)]
    return lines


def find_head_depth(rows: Rows) -> int:
    """How many rows at the top of a table head the others; 0 where its first row holds figures."""
    rows = list(rows)
    if not rows or (holds_figures(rows[0]) and not _spans_down(rows[0])):
        return 0
    depth = min(_reach(rows[0]), MAX_HEAD_ROWS, len(rows))
    if not any(map(holds_figures, rows)):
        return depth if depth < len(rows) else 0
    while depth < min(len(rows) - 1, MAX_HEAD_ROWS) and _continues_head(rows[depth], rows[depth - 1]):
        depth += 1
    if depth < len(rows) and is_column_numbers(rows[depth]):
        depth += 1
    return depth if depth < len(rows) or len(rows) == 1 else max(1, len(rows) - 1)


def holds_figures(row: Sequence[GridCell]) -> bool:
    """Whether a cell of `row` is a figure that is neither a year nor the running number before a name."""
    filled = [cell for cell in row if cell.text]
    if len(filled) > 1 and RUNNING_NUMBER.match(filled[0].text) and not is_figure(filled[1].text):
        return True
    figures = [cell for cell in filled if is_figure(cell.text)]
    return bool(figures) and not is_column_numbers(row)


def is_figure(text: str) -> bool:
    """Whether a cell's text is one number, a percentage or a ratio, and no year."""
    return bool(FIGURE.match(text)) and not YEAR.match(text)


def is_column_numbers(row: Sequence[GridCell]) -> bool:
    """Whether a row numbers the columns: "A | B | 1 | 2 | 3=1+2"."""
    found = [COLUMN_NUMBER.match(cell.text) for cell in row if cell.text]
    if len(found) < 3 or None in found:
        return False
    numbers = [int(match.group(1)) for match in found if match and match.group(1).isdigit()]
    return len(numbers) >= 2 and numbers[0] <= 3 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def is_unit_line(text: str) -> bool:
    """Whether a line states the unit of a table ("Đơn vị tính: người")."""
    return len(text) <= LONGEST_REPEATED and bool(UNIT_LINE.match(text))


def _until(cell: GridCell, at: int) -> GridCell:
    """`cell` with, as its row, the last index at which it is repeated."""
    return GridCell(text=cell.text, row=at + cell.row_span, column=cell.column)


def _is_row_head(text: str) -> bool:
    return bool(text) and len(text) <= LONGEST_REPEATED and not any(letter.isdigit() for letter in text)


def _spans_down(row: Sequence[GridCell]) -> bool:
    return any(cell.row_span > 1 for cell in row) and any(cell.column_span > 1 for cell in row)


def _reach(row: Sequence[GridCell]) -> int:
    return max((cell.row_span for cell in row), default=1)


def _continues_head(row: Sequence[GridCell], above: Sequence[GridCell]) -> bool:
    """Whether `row` heads columns as well: no figure, and it parts what a head above it spans or fills the table."""
    filled = [cell for cell in row if cell.text]
    if not filled or holds_figures(row):
        return False
    spanned = {column for cell in above if cell.column_span > 1
               for column in range(cell.column, cell.column + cell.column_span)}  # fmt: skip
    if spanned and all(cell.column in spanned for cell in filled):
        return True
    return len(filled) >= 3 and len(filled) >= len([cell for cell in above if cell.text])
