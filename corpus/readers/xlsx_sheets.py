"""One worksheet part -> its visible, filled cells by row, with merged cells as one.

Hidden rows and columns are left out, and so is what lies under a merged cell; the sheet's limits hold while its XML
is read, so that a sheet of a million cells costs no more than a bounded one.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.grids import GridCell
from corpus.readers.number_formats import show_number
from corpus.readers.office_package import Package, as_int
from corpus.readers.xlsx_strings import CellStyle, Pieces, S, shown_text, stream, text_pieces
from schemas.documents import Mark

MAX_SCANNED = 3_000_000
"""Cells looked at, empty ones too."""
MAX_MERGED_ROWS = 500_000
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(slots=True)
class Workbook:
    """What the sheets of one file share, and what was met in them."""

    package: Package
    strings: list[Pieces] = field(default_factory=list)
    styles: list[CellStyle] = field(default_factory=list)
    is_1904: bool = False
    cells_left: int = 0
    scans_left: int = MAX_SCANNED
    marks: list[Mark] = field(default_factory=list)


@dataclass(slots=True)
class _Sheet:
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    row: int = 0


def read_sheet(workbook: Workbook, part: str) -> list[list[GridCell]]:
    """The rows of the worksheet in `part`, an empty one for each gap between filled ones.

    Raises:
        DocumentError: As `stream`.
    """
    sheet = _Sheet()
    for element in stream(workbook.package, part, ("col", "row", "mergeCell")):
        if element.tag == S + "col":
            _column(sheet, element)
        elif element.tag == S + "row":
            if not _row(workbook, sheet, element):
                workbook.marks.append("cut_short")
                break
        elif len(sheet.merges) < MAX_MERGED_ROWS and (area := _area(element.get("ref", ""))):
            sheet.merges.append(area)
    return _grid(sheet)


def _column(sheet: _Sheet, element: etree._Element) -> None:
    if element.get("hidden") in ("1", "true"):
        sheet.hidden_columns.append((as_int(element.get("min")), as_int(element.get("max"))))


def _row(workbook: Workbook, sheet: _Sheet, element: etree._Element) -> bool:
    """Take the cells of one row; False where the limits are reached."""
    sheet.row = as_int(element.get("r"), sheet.row + 1)
    is_hidden = element.get("hidden") in ("1", "true")
    column = 0
    for cell in element.iterchildren(S + "c"):
        workbook.scans_left -= 1
        found = REFERENCE.match(cell.get("r", ""))
        column = _column_number(found.group(1)) if found else column + 1
        if workbook.scans_left < 0 or workbook.cells_left < 0:
            return False
        if len(cell) == 0:
            continue
        text = cell_text(workbook, cell)
        if not text:
            continue
        if is_hidden or any(left <= column <= right for left, right in sheet.hidden_columns):
            workbook.marks.append("hidden_left_out")
            continue
        workbook.cells_left -= 1
        sheet.cells.setdefault(sheet.row, {})[column] = text
    return True


def cell_text(workbook: Workbook, cell: etree._Element) -> str:
    """What one cell shows, settled; "" for errors and formulas without a stored result, which leave a mark."""
    at = as_int(cell.get("s"), 0)
    style = workbook.styles[at] if 0 <= at < len(workbook.styles) else CellStyle()
    kind = cell.get("t", "n")
    stored = cell.findtext(S + "v") or ""
    if kind == "e" or (not stored and kind != "inlineStr" and cell.find(S + "f") is not None and kind != "str"):
        workbook.marks.append("cells_without_value")
        return ""
    if kind in ("s", "inlineStr", "str"):
        text, marks = shown_text(_pieces(workbook, cell, kind=kind, stored=stored), style.font)
        workbook.marks += marks
        return text
    if kind == "b":
        return "TRUE" if stored.strip() == "1" else "FALSE"
    if kind == "d":
        found = ISO_DAY.match(stored)
        return "/".join(reversed(found.groups())) if found else stored
    return show_number(stored, style.format, is_1904=workbook.is_1904) if stored.strip() else ""


def _pieces(workbook: Workbook, cell: etree._Element, *, kind: str, stored: str) -> Pieces:
    if kind == "s":
        index = as_int(stored.strip(), -1)
        return workbook.strings[index] if 0 <= index < len(workbook.strings) else ()
    inline = cell.find(S + "is")
    return text_pieces(inline) if kind == "inlineStr" and inline is not None else ((stored, None),)


def _grid(sheet: _Sheet) -> list[list[GridCell]]:
    """The rows in order; a row that only a merged cell reaches into is no gap."""
    order = {row: at for at, row in enumerate(sorted(sheet.cells))}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[int] = set()
    budget = MAX_MERGED_ROWS
    for top, left, bottom, right in sheet.merges:
        bottom = min(bottom, max(order, default=0))
        budget -= max(0, bottom - top) + 1
        if budget < 0:
            break
        _empty_below(sheet, (top, left, bottom, right))
        covered.update(range(top + 1, bottom + 1))
        spans[top, left] = (sum(1 for row in range(top, bottom + 1) if sheet.cells.get(row)), right - left + 1)
    rows: list[list[GridCell]] = []
    last = 0
    for row in sorted(sheet.cells):
        if not sheet.cells[row]:
            continue
        if rows and any(between not in covered for between in range(last + 1, min(row, last + 1_000))):
            rows.append([])
        last = row
        cells = sorted(sheet.cells[row].items())
        rows.append([_placed(text, row, column, spans.get((row, column), (1, 1))) for column, text in cells])
    return rows


def _placed(text: str, row: int, column: int, span: tuple[int, int]) -> GridCell:
    return GridCell(text=text, row=row, column=column, row_span=max(1, span[0]), column_span=span[1])


def _empty_below(sheet: _Sheet, area: tuple[int, int, int, int]) -> None:
    """Drop what lies under a merged cell: no office program shows it."""
    top, left, bottom, right = area
    for row in range(top, bottom + 1):
        cells = sheet.cells.get(row)
        for column in [c for c in cells if left <= c <= right and (row, c) != (top, left)] if cells else ():
            del cells[column]  # type: ignore[union-attr]


def _area(reference: str) -> tuple[int, int, int, int] | None:
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})", reference)
    if found is None:
        return None
    left, top, right, bottom = found.groups()
    return int(top), _column_number(left), int(bottom), _column_number(right)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
