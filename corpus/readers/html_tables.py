"""Table elements -> rows of cells on a grid; tables that only lay out a page are told from tables of data."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element as Element

from corpus.readers.html_text import cell_text, settle

LONG_CELL = 600
"""Characters above which a cell holds running text: the table is a frame, not data, unless it draws its borders."""
LONG_RULED_CELL = 3_000
MAX_COLUMNS = 100
"""Columns to which merged cells may reach: attributes of a page are no reason to count to a billion."""
MOST_REACHED = 20_000
"""Cells of rows below that the merged cells of one table may cover; later ones are read as if not merged."""
MAX_HEADS = 3
SHORT_PAIR = 160
FIGURE = re.compile(r"\d")
PERIOD = re.compile(
    r"(?:năm\s+)?(?:19|20)\d{2}(?:\s*[-–]\s*(?:19|20)\d{2})?|\d{1,2}\s+(?:tháng|quý|năm|tuần|ngày).*", re.IGNORECASE
)
"""Figures that name a column."""
VALUE = re.compile(r"\W*\d[\d.,/ ]*(?:%|[^\W\d]+(?:\s[^\W\d]+)?)?\W*")
"""A cell of a value: a figure alone, or with its unit."""


class Cell(NamedTuple):
    """One printed cell: its place in the line of its row, half-open, and its column, counted from 1."""

    start: int
    end: int
    column: int
    is_head: bool


class Row(NamedTuple):
    """One row as its line prints it, with " | " between its columns."""

    text: str
    number: int
    cells: tuple[Cell, ...]
    is_head: bool


class DataTable(NamedTuple):
    """A table of data: the lines of its caption, and its rows that are not blank."""

    captions: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _Entry:
    """A cell on the grid; `lent` is what a merged cell above lends a row below its own, where it may be told again."""

    text: str
    is_head: bool
    width: int = 1
    lent: str = ""


@dataclass(slots=True)
class _Spans:
    """The cells that reach down, by column: each with the number of rows it still reaches; and how often they may."""

    cells: dict[int, tuple[_Entry, int]] = field(default_factory=dict)
    left: int = MOST_REACHED

    def add(self, column: int, entry: _Entry, rows: int) -> None:
        """Let `entry` reach into so many rows more, while the table may."""
        if rows > 0 and column <= MAX_COLUMNS and self.left > 0:
            self.cells[column] = (entry, rows)

    def next_row(self) -> dict[int, _Entry]:
        """The cells that reach into the next row."""
        reached = {column: entry for column, (entry, _) in self.cells.items()}
        self.left -= len(reached)
        is_enough = self.left <= 0
        self.cells = {c: (entry, rows - 1) for c, (entry, rows) in self.cells.items() if rows > 1 and not is_enough}
        return reached


@dataclass(slots=True)
class _Line:
    """One row element: its entries by column, and whether the table itself sets it apart as a head."""

    entries: dict[int, _Entry] = field(default_factory=dict)
    is_stated_head: bool = False


def read_table(table: Element) -> DataTable | None:
    """The rows of `table`, or None where it only lays out the page.

    Data has at least two rows and two columns and no cell of running text; tables inside cells are read as text of
    their cells where the table is ruled and they are few, otherwise they make it a frame. A merged cell stands at
    its first row and column. One that heads several rows is told again in each of them, if it holds no figure.
    """
    is_ruled = _is_ruled(table)
    nested = list(islice(table.iter("table"), 1, 4))
    if nested and (not is_ruled or len(nested) > 2):
        return None
    longest = LONG_RULED_CELL if is_ruled else LONG_CELL
    lines: list[_Line] = []
    spans = _Spans()
    for row in _own_rows(table, has_nested=bool(nested)):
        line = _read_row(row, spans)
        if any(len(entry.text) > longest for entry in line.entries.values()):
            return None
        if line.entries:
            lines.append(line)
    if len(lines) < 2 or max(len(line.entries) for line in lines) < 2:
        return None
    captions = [settle(cell_text(caption)) for caption in table.iterchildren("caption")]
    return DataTable(captions=tuple(filter(None, captions)), rows=tuple(_rows(lines)))


def read_pairs(element: Element) -> DataTable | None:
    """A definition list of short terms and values as rows of two columns, or None where it is anything else."""
    pairs: list[tuple[str, str]] = []
    term = ""
    if element.find(".//dl") is not None:
        return None
    for item in element.iter("dt", "dd"):
        text = settle(cell_text(item))
        if len(text) > SHORT_PAIR:
            return None
        if item.tag == "dt":
            if term:
                return None
            term = text
        elif not term:
            return None
        else:
            pairs.append((term, text))
            term = ""
    if term or not pairs or not any(FIGURE.search(value) for _, value in pairs):
        return None
    lines = [_Line({1: _Entry(name, is_head=True), 2: _Entry(value, is_head=False)}) for name, value in pairs]
    return DataTable(captions=(), rows=tuple(_print(line, at, is_head=False) for at, line in enumerate(lines, 1)))


def _is_ruled(table: Element) -> bool:
    border = (table.get("border") or "").strip()
    return border not in ("", "0", "none") or next(table.iter("th"), None) is not None


def _own_rows(table: Element, *, has_nested: bool) -> Iterator[Element]:
    for row in table.iter("tr"):
        if not has_nested or next(row.iterancestors("table")) is table:
            yield row


def _read_row(row: Element, spans: _Spans) -> _Line:
    """The entries of one row element; `spans` holds the cells that reach down and is brought up to date."""
    parent = row.getparent()
    line = _Line(is_stated_head=parent is not None and parent.tag == "thead")
    covered = spans.next_row()
    column = 1
    for cell in row.iterchildren("td", "th"):
        while column in covered:
            column = _lend(line, covered.pop(column), column)
        width = max(1, min(_span(cell, "colspan"), MAX_COLUMNS - column + 1))
        entry = _Entry(settle(cell_text(cell)), is_head=cell.tag == "th", width=width)
        line.entries[column] = entry
        spans.add(column, entry, _span(cell, "rowspan") - 1)
        column += width
    if line.entries:
        for place in sorted(place for place in covered if place >= column):
            _lend(line, covered[place], place)
    return line


def _lend(line: _Line, entry: _Entry, column: int) -> int:
    """Put what `entry` lends to `line` at `column`; the first column behind it comes back."""
    lent = "" if FIGURE.search(entry.text) else entry.text
    line.entries[column] = _Entry("", entry.is_head, entry.width, lent)
    return column + entry.width


def _span(cell: Element, name: str) -> int:
    stated = (cell.get(name) or "1").strip()
    return int(stated) if stated.isdecimal() and len(stated) <= 6 else 1


def _rows(lines: Sequence[_Line]) -> Iterator[Row]:
    """The rows that print something; leading ones without a figure above such with figures are heads."""
    heads = _count_heads(lines)
    for at, line in enumerate(lines):
        row = _print(line, at + 1, is_head=at < heads)
        if row.text:
            yield row


def _count_heads(lines: Sequence[_Line]) -> int:
    """How many leading rows head the others: those that the table sets apart, else those without a value."""
    count = next((at for at, line in enumerate(lines) if not line.is_stated_head), 0)
    if any(map(_has_value, lines)):
        while count < min(MAX_HEADS, len(lines) - 1) and not _has_value(lines[count]):
            count += 1
    elif count == 0 and all(entry.is_head for entry in lines[0].entries.values()):
        count = 1
    if 0 < count < len(lines) - 1 and _numbers_columns(lines[count]):
        count += 1
    return count


def _has_value(line: _Line) -> bool:
    if all(entry.is_head for entry in line.entries.values()):
        return False
    return any(VALUE.fullmatch(entry.text) and not PERIOD.fullmatch(entry.text) for entry in line.entries.values())


def _numbers_columns(line: _Line) -> bool:
    """Whether the row below the heads only numbers the columns: "A | B | 1 | 2 | 3"."""
    numbers = [int(e.text) for e in line.entries.values() if e.text.isdecimal() and len(e.text) <= 3]
    others = [e.text for e in line.entries.values() if e.text and not e.text.isdecimal()]
    return len(numbers) >= 3 and numbers == list(range(1, len(numbers) + 1)) and all(len(t) == 1 for t in others)


def _print(line: _Line, number: int, *, is_head: bool) -> Row:
    """The row as one line; columns that a merged cell covers stay empty between their bars.

    A row that is empty at both ends is framed by bars, so that its own are not taken for a frame.
    """
    text, cells, after, width = "", [], 1, 0
    for column, entry in sorted(line.entries.items()):
        shown = entry.text or ("" if is_head else entry.lent)
        bars = " |" * (column - after + (column > 1))
        text += (bars if text else bars.lstrip()) + (" " if shown and (text or bars) else "")
        start = len(text)
        text += shown
        if shown:
            cells.append(Cell(start, len(text), column, is_head=is_head or entry.is_head))
        after = column + 1
        width = column + entry.width - 1
    text += " |" * (width - after + 1)
    if len(cells) == 1 and cells[0].column == 1:
        text = text[: cells[0].end]
    if text.startswith("|") and text.endswith("|") and cells:
        text, shift = f"| {text} |", 2
        cells = [cell._replace(start=cell.start + shift, end=cell.end + shift) for cell in cells]
    return Row(text=text if cells else "", number=number, cells=tuple(cells), is_head=is_head)
