"""Document text -> its tables: which numeral stands in which row and column.

Three printed forms: rows with " | " between cells; rows flattened to one cell a line; rows of a name and figures with
spaces between. A table has at least two rows with the same number of figures, and a head that names every column.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = r"\d+(?:[.,]\d+)*\s?%?"
_FIGURE = re.compile(rf"(?:{_NUMBER}|-|–|x)\Z")
_INDEX = re.compile(r"\d{1,3}\.?\Z")
_SPACED_ROW = re.compile(rf"(?:(\d{{1,3}})\s)?(\D[^\d]{{1,60}}?)\s((?:{_NUMBER}\s){{1,11}}{_NUMBER})\Z")
MAX_CELL = 90
MAX_COLUMNS = 14


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell at text[start:end]."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its label and its figures, left to right; `index` is its running number or None."""

    label: Cell
    figures: tuple[Cell, ...]
    index: Cell | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the heads of the columns of figures, and the rows. `start` and `end` span head and rows."""

    start: int
    end: int
    heads: tuple[Cell, ...]
    rows: tuple[Row, ...]


def find_tables(text: str) -> tuple[Table, ...]:
    """Tables of a document in text order, none overlapping; may be empty."""
    lines = _lines(text)
    tables = [*_piped(lines), *_flattened(lines), *_spaced(lines)]
    found: list[Table] = []
    for table in sorted(tables, key=lambda t: (t.start, -t.end)):
        if not found or table.start >= found[-1].end:
            found.append(table)
    return tuple(found)


def _lines(text: str) -> list[Cell]:
    """The non-empty lines without the blank space at their ends."""
    lines, start = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            first = start + len(line) - len(line.lstrip())
            lines.append(Cell(first, first + len(stripped), stripped))
        start += len(line) + 1
    return lines


def _is_figure(cell: Cell) -> bool:
    return bool(_FIGURE.match(cell.text))


def _table(heads: Sequence[Cell], rows: Sequence[Row]) -> list[Table]:
    """A table, when its rows and heads fit together."""
    if len(rows) < 2 or len(heads) != len(rows[0].figures) or not heads:
        return []
    return [Table(heads[0].start, rows[-1].figures[-1].end, tuple(heads), tuple(rows))]


def _as_row(cells: Sequence[Cell]) -> Row | None:
    """Cells as a row: an optional running number, a label, figures."""
    index = cells[0] if len(cells) > 2 and _INDEX.match(cells[0].text) and not _is_figure(cells[1]) else None
    rest = cells[1:] if index else cells
    if len(rest) < 2 or _is_figure(rest[0]) or not all(_is_figure(c) for c in rest[1:]):
        return None
    return Row(rest[0], tuple(rest[1:]), index)


def _piped(lines: Sequence[Cell]) -> list[Table]:
    tables: list[Table] = []
    head: list[Cell] = []
    rows: list[Row] = []
    for line in [*lines, Cell(0, 0, "")]:
        cells = _split_pipes(line) if " | " in line.text else []
        row = _as_row(cells) if cells else None
        if row and head and (not rows or len(row.figures) == len(rows[0].figures)):
            rows.append(row)
            continue
        tables += _table(head[-len(rows[0].figures) :] if rows else [], rows)
        rows = []
        head = cells if cells and not any(_is_figure(c) for c in cells) else []
    return tables


def _split_pipes(line: Cell) -> list[Cell]:
    cells, position = [], line.start
    for piece in line.text.split(" | "):
        inner = piece.strip()
        first = position + len(piece) - len(piece.lstrip())
        if inner:
            cells.append(Cell(first, first + len(inner), inner))
        position += len(piece) + 3
    return cells


def _flattened(lines: Sequence[Cell]) -> list[Table]:
    """Tables with one cell a line."""
    tables: list[Table] = []
    position = 0
    while position < len(lines):
        rows, end = _flat_rows(lines, position)
        if len(rows) >= 2:
            width = len(rows[0].figures)
            heads = list(lines[max(0, position - width) : position])
            if len(heads) == width and all(len(h.text) <= MAX_CELL and not _is_figure(h) for h in heads):
                tables += _table(heads, rows)
            position = end
        else:
            position += 1
    return tables


def _flat_rows(lines: Sequence[Cell], position: int) -> tuple[list[Row], int]:
    """Rows that begin at a line, all with the same number of figures, and the line behind them."""
    rows: list[Row] = []
    while position < len(lines):
        index = lines[position] if _INDEX.match(lines[position].text) else None
        at = position + 1 if index else position
        if at >= len(lines) or _is_figure(lines[at]) or len(lines[at].text) > MAX_CELL:
            break
        end = at + 1
        while end < len(lines) and end - at <= MAX_COLUMNS and _is_figure(lines[end]):
            end += 1
        figures = lines[at + 1 : end]
        wanted = len(rows[0].figures) if rows else len(figures) - _has_next_index(index, figures)
        if (
            wanted < 1
            or len(figures) - wanted not in (0, 1)
            or (len(figures) > wanted and not _has_next_index(index, figures))
        ):
            break
        rows.append(Row(lines[at], tuple(figures[:wanted]), index))
        position = at + 1 + wanted
    return rows, position


def _has_next_index(index: Cell | None, figures: Sequence[Cell]) -> bool:
    """Whether the last figure is the running number of the next row."""
    if index is None or len(figures) < 2 or not _INDEX.match(figures[-1].text):
        return False
    return int(figures[-1].text.rstrip(".")) == int(index.text.rstrip(".")) + 1


def _spaced(lines: Sequence[Cell]) -> list[Table]:
    """Tables whose rows are a name and figures with spaces between."""
    tables: list[Table] = []
    rows: list[Row] = []
    head: Cell | None = None
    for number, line in enumerate([*lines, Cell(0, 0, "")]):
        match = _SPACED_ROW.match(line.text) if len(line.text) <= 200 else None
        row = _spaced_row(line, match) if match else None
        if row and rows and len(row.figures) == len(rows[0].figures):
            rows.append(row)
            continue
        if rows and head:
            tables += _table(_split_head(head, rows[0]), rows)
        rows, head = ([row], lines[number - 1] if number else None) if row else ([], None)
    return tables


def _spaced_row(line: Cell, match: re.Match[str]) -> Row:
    index = Cell(line.start, line.start + match.end(1), match.group(1)) if match.group(1) else None
    label = Cell(line.start + match.start(2), line.start + match.end(2), match.group(2).strip())
    figures = [
        Cell(line.start + match.start(3) + m.start(), line.start + match.start(3) + m.end(), m.group())
        for m in re.finditer(_NUMBER, match.group(3))
    ]
    return Row(label, tuple(figures), index)


def _split_head(head: Cell, row: Row) -> list[Cell]:
    """The heads of the columns of figures in a line without separators: each begins with a capital letter."""
    pieces: list[Cell] = []
    for word in re.finditer(r"\S+", head.text):
        start, end = head.start + word.start(), head.start + word.end()
        if pieces and not word.group()[0].isupper():
            pieces[-1] = Cell(pieces[-1].start, end, f"{pieces[-1].text} {word.group()}")
        else:
            pieces.append(Cell(start, end, word.group()))
    names = [p for p in pieces if p.text not in ("STT", "TT", "Stt")]
    return names[-len(row.figures) :] if len(names) == len(row.figures) + 1 else []
