"""Table element of a Word document -> its cells with their spans; tables that only lay out a page are told."""

import re
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.docx_styles import VAL, W, is_on
from corpus.readers.grids import GridCell
from corpus.readers.office_package import as_int

ROW_HOLDERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
MAX_COLUMNS = 2_000
MAX_SPAN = 63
"""Columns of the widest table that Word makes."""
LONG_CELL = 900
"""Characters above which a cell holds running text: the table is a frame, not data."""
OFFICIAL = re.compile(
    r"cộng h(?:òa|oà) xã hội chủ nghĩa|đảng cộng sản việt nam|nơi nhận\s*:|độc lập\s*[-–]\s*tự do|đoàn tncs hồ chí minh"
    r"|ngày.{0,8}tháng.{0,8}năm\s+(?:19|20)\d\d\s*$",
    re.IGNORECASE | re.MULTILINE,
)
MOTTO_ROWS = 4


@dataclass(slots=True)
class WordCell:
    """One cell of a grid; rows and columns count from 1."""

    element: etree._Element
    row: int
    column: int
    column_span: int = 1
    row_span: int = 1

    def with_text(self, text: str) -> GridCell:
        """The cell of a printed table."""
        return GridCell(
            text=text, row=self.row, column=self.column, row_span=self.row_span, column_span=self.column_span
        )


@dataclass(slots=True)
class WordTable:
    """The cells of a table in reading order; `head_rows` counts the rows that the document repeats on each page."""

    element: etree._Element
    cells: list[WordCell] = field(default_factory=list)
    row_count: int = 0
    head_rows: int = 0

    @property
    def width(self) -> int:
        """Columns of the grid."""
        return max((cell.column + cell.column_span - 1 for cell in self.cells), default=0)


def read_grid(element: etree._Element) -> WordTable:
    """The grid of a `tbl`; deleted rows and cells are left out, vertically merged ones are one cell."""
    table = WordTable(element)
    open_cells: dict[int, WordCell] = {}
    for row in _rows(element):
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            continue
        table.row_count += 1
        if is_on(properties, "tblHeader") and table.head_rows == table.row_count - 1:
            table.head_rows += 1
        before = None if properties is None else properties.find(W + "gridBefore")
        column = 1 + (min(MAX_SPAN, max(0, as_int(before.get(VAL)))) if before is not None else 0)
        for cell in _cells(row):
            column = _place(table, cell, column, open_cells=open_cells)
    return table


def is_layout(table: WordTable) -> bool:
    """Whether a table lays out the page: official heads and signatures, frames around text or other tables."""
    if table.width < 2 or (len(table.cells) < 2 and table.row_count < 2):
        return True
    texts = [_plain(cell.element) for cell in table.cells]
    if table.row_count <= MOTTO_ROWS and table.width <= 3 and any(OFFICIAL.search(text) for text in texts):
        return True
    if any(len(text) > LONG_CELL for text in texts):
        return True
    is_small = table.width <= 2 and table.row_count <= 2
    return is_small and any(cell.element.find(f".//{W}tbl") is not None for cell in table.cells)


def _place(table: WordTable, cell: etree._Element, column: int, *, open_cells: dict[int, WordCell]) -> int:
    """Put `cell` into the grid at `column`, or onto the cell above that it goes on; the next free column."""
    properties = cell.find(W + "tcPr")
    if properties is not None and properties.find(W + "cellDel") is not None:
        return column
    span = _column_span(properties)
    merge = None if properties is None else properties.find(W + "vMerge")
    goes_on = merge is not None and merge.get(VAL, "continue") != "restart"
    above = open_cells.get(column)
    if goes_on and above is not None and above.row + above.row_span == table.row_count:
        above.row_span += 1
    elif column <= MAX_COLUMNS:
        placed = WordCell(cell, row=table.row_count, column=column, column_span=span)
        table.cells.append(placed)
        open_cells[column] = placed
    return column + span


def _column_span(properties: etree._Element | None) -> int:
    span = None if properties is None else properties.find(W + "gridSpan")
    return 1 if span is None else min(MAX_SPAN, max(1, as_int(span.get(VAL), 1)))


def _rows(element: etree._Element) -> list[etree._Element]:
    rows: list[etree._Element] = []
    for child in element:
        if child.tag == W + "tr":
            rows.append(child)
        elif child.tag in ROW_HOLDERS:
            rows += _rows(child)
    return rows


def _cells(row: etree._Element) -> list[etree._Element]:
    cells: list[etree._Element] = []
    for child in row:
        if child.tag == W + "tc":
            cells.append(child)
        elif child.tag in ROW_HOLDERS:
            cells += _cells(child)
    return cells


def _plain(cell: etree._Element) -> str:
    """The text of a cell as far as it tells what the table is for, a line for each paragraph."""
    text = ""
    for part in cell.iter(W + "p", W + "t"):
        text += "\n" if part.tag == W + "p" else part.text or ""
        if len(text) > LONG_CELL:
            break
    return text
