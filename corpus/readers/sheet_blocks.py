"""Filled cells of a worksheet -> its lines: titles and unit lines above, tables of data, remarks below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.readers.grids import GridCell, Rows, TablePlace, find_head_depth, holds_figures, is_unit_line, table_lines
from corpus.readers.line_assembly import Line
from corpus.readers.office_text import ORNAMENT
from schemas.documents import RegionRole

MAX_CELLS = 100_000
"""Filled cells of one file; what stands behind is left out and the document marked "cut_short"."""
NO_NAME = ("sheet", "trang tính", "trang_tính", "table", "bảng tính")


@dataclass(frozen=True, slots=True)
class _Table:
    """A table that a later block without heads may go on: its number, columns and how many rows it has."""

    number: int
    columns: tuple[int, ...]
    rows: int


def sheet_lines(rows: Rows, *, sheet: str | None, tables_before: int = 0) -> list[Line]:
    """The lines of one sheet.

    Its name comes first as a heading, unless it says nothing ("Sheet1") or stands in the first lines anyway. Blank
    rows part tables; a block without heads whose columns fit goes on the table before it.

    Args:
        rows: The rows in order, each with its filled cells; an empty one for each gap.
        sheet: Name of the sheet, or None.
        tables_before: How many tables the document has before this sheet.
    """
    lines = list(_Blocks(sheet, tables_before).lines(rows))
    if sheet is None or not lines or _says_nothing(sheet):
        return lines
    if any(sheet.casefold() in text.casefold() for line in lines[:4] for text in line.texts):
        return lines
    return [Line(text=sheet, role="heading", sheet=sheet), *lines]


class _Blocks:
    """One pass over a sheet."""

    def __init__(self, sheet: str | None, tables: int) -> None:
        self._sheet = sheet
        self._tables = tables
        self._last: _Table | None = None

    def lines(self, rows: Rows) -> Iterator[Line]:
        blocks = list(_blocks(rows))
        starts = list(map(_table_start, blocks))
        for at, (block, start) in enumerate(zip(blocks, starts, strict=True)):
            if start is None:
                is_above = at + 1 < len(blocks) and starts[at + 1] is not None
                yield from self._plain(block, role="caption" if is_above else "paragraph")
                continue
            end = _table_end(block, start)
            yield from self._plain(block[:start], role="caption")
            for part in _side_by_side(block[start:end]):
                yield from self._table(part)
            yield from self._plain(block[end:])

    def _plain(self, rows: Rows, *, role: RegionRole = "paragraph") -> Iterator[Line]:
        """The cells of rows that are no table, a line each; a cell alone in its row may be a caption."""
        for row in rows:
            for cell in (cell for cell in row if not ORNAMENT.fullmatch(cell.text)):
                own: RegionRole = "unit_line" if is_unit_line(cell.text) else role if len(row) == 1 else "paragraph"
                yield Line(text=cell.text, role=own, sheet=self._sheet)

    def _table(self, rows: Rows) -> Iterator[Line]:
        used = tuple(sorted({cell.column for row in rows for cell in row if cell.text}))
        last = self._last
        goes_on = last is not None and find_head_depth(_numbered(rows, used)) == 0 and set(used) <= set(last.columns)
        if last is not None and goes_on:
            numbered = _numbered(rows, last.columns)
            width = len(last.columns)
            place = TablePlace(last.number, sheet=self._sheet, first_row=last.rows + 1, width=width)
            yield from table_lines(numbered, place, head_rows=0)
            self._last = replace(last, rows=last.rows + len(rows))
            return
        self._tables += 1
        yield from table_lines(_numbered(rows, used), TablePlace(self._tables, sheet=self._sheet))
        self._last = _Table(number=self._tables, columns=used, rows=len(rows))


def _says_nothing(name: str) -> bool:
    bare = name.casefold().rstrip("0123456789 ()").rstrip()
    return bare in NO_NAME or not bare


def _blocks(rows: Rows) -> Iterator[Rows]:
    block: list[Sequence[GridCell]] = []
    for row in rows:
        if row:
            block.append(row)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _table_start(block: Rows) -> int | None:
    """Index of the first row of the table in `block`, or None where it holds none."""
    counts = [len(row) for row in block]
    figures = [count >= 2 and holds_figures(row) for count, row in zip(counts, block, strict=True)]
    widest_behind = 0
    wide_from: list[int] = [0] * len(block)
    for at in range(len(block) - 1, -1, -1):
        wide_from[at] = widest_behind
        widest_behind = max(widest_behind, counts[at])
    for at, count in enumerate(counts):
        follows = figures[at + 1] if at + 1 < len(block) else False
        if figures[at] or (count >= 3 and wide_from[at] >= 2) or (count == 2 and follows):
            return at
    return None


def _table_end(block: Rows, start: int) -> int:
    """Index behind the last row that holds a figure or at least three cells."""
    ends = (at for at in range(len(block) - 1, start - 1, -1) if len(block[at]) >= 3 or holds_figures(block[at]))
    return next(ends, len(block) - 1) + 1


def _side_by_side(rows: Rows) -> list[Rows]:
    """The tables that stand beside one another in `rows`: an empty column parts them, and their heads begin alike."""
    used = {column for row in rows for cell in row for column in range(cell.column, cell.column + cell.column_span)}
    first = min(used)
    heads = {cell.column: cell.text.casefold() for cell in rows[0] if cell.text}
    starts = [
        column
        for column, text in heads.items()
        if column > first + 1 and column - 1 not in used and text == heads.get(first)
    ]
    if not starts:
        return [rows]
    bounds = [first, *sorted(starts), max(used) + 1]
    return [[[cell for cell in row if left <= cell.column < right] for row in rows] for left, right in pairwise(bounds)]


def _numbered(rows: Rows, columns: tuple[int, ...]) -> list[list[GridCell]]:
    """`rows` with rows and columns numbered from 1; columns that hold nothing are left out, spans cut to fit."""
    places = {column: at for at, column in enumerate(columns, start=1)}
    numbered: list[list[GridCell]] = []
    for at, row in enumerate(rows, start=1):
        cells = []
        for cell in row:
            if cell.column not in places:
                continue
            last = cell.column + cell.column_span
            span = sum(1 for column in columns if cell.column <= column < last) if cell.column_span > 1 else 1
            rows_left = len(rows) - at + 1
            reach = min(cell.row_span, rows_left)
            cells.append(replace(cell, row=at, column=places[cell.column], row_span=reach, column_span=max(1, span)))
        numbered.append(cells)
    return numbered
