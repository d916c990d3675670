"""Lines and cells -> what kind of cell each is, by its form alone."""

import re
from collections.abc import Sequence

from extractors.tables.records import Cell, Head, Row, Table

NUMBER = r"\d+(?:[.,]\d+)*(?:\s?%)?"
MAX_CELL = 90
MAX_COLUMNS = 14
FIGURE_CELL = re.compile(rf"(?:{NUMBER}|\({NUMBER}\))\Z")
_EMPTY = re.compile(r"(?:[.…\-–—_]{1,4}|x|X|//|”|\")\Z")
_INDEX = re.compile(r"\d{1,3}\.?\Z")
_INLINE_INDEX = re.compile(r"(\d{1,3})\s?[.)/-]\s*(?=[^\W\d_])")
_GLUED_UNIT = re.compile(r"(?<=[^\W\d_])(?:đơn vị|đoàn viên|đảng viên|hội viên|tổ chức|chi bộ|người)\Z")
_ROMAN = re.compile(r"(?:[IVX]{1,5}|[A-D])\.?\Z")
_YEAR = re.compile(r"(?:[Nn]ăm\s)?((?:19|20)\d\d)\Z")
_NUMBER_HEAD = re.compile(r"(?:s?tt|số tt|số thứ tự|no\.?)\Z", re.IGNORECASE)
LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
LONGEST_VALUE = 40
"""Characters of a figure with the words around it ("dưới 5 %", "12 chi bộ")."""
_MOST = 0.7


def find_lines(text: str) -> list[Cell]:
    """The non-empty lines without the blank space at their ends."""
    lines, start = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            first = start + len(line) - len(line.lstrip())
            lines.append(Cell(first, first + len(stripped), stripped))
        start += len(line) + 1
    return lines


def has_digit(text: str) -> bool:
    """Whether a text holds a digit, without which it holds no table."""
    return _DIGIT.search(text) is not None


def may_be_value(line: str) -> bool:
    """Whether a line can be a figure, figures with blanks between, or a figure with a few words around it."""
    return (len(line) <= LONGEST_VALUE or not LETTER.search(line)) and has_digit(line)


def is_figure(cell: Cell) -> bool:
    """Whether a cell is one number, in brackets or not."""
    return bool(FIGURE_CELL.match(cell.text))


def is_empty(cell: Cell) -> bool:
    """Whether a cell holds a sign that stands for no value."""
    return bool(_EMPTY.match(cell.text))


def is_text(cell: Cell) -> bool:
    """Whether a cell can be a label or a head: short words."""
    if len(cell.text) > MAX_CELL or not LETTER.search(cell.text):
        return False
    return not (is_figure(cell) or is_empty(cell) or is_roman(cell))


def is_number_head(cell: Cell) -> bool:
    """Whether a cell is the head of the running numbers."""
    return bool(_NUMBER_HEAD.match(cell.text))


def is_roman(cell: Cell) -> bool:
    """Whether a cell is a Roman number or a capital letter, as groups of rows have."""
    return bool(_ROMAN.match(cell.text))


def index_of(cell: Cell) -> int | None:
    """The running number that a cell can be, or None."""
    return int(cell.text.rstrip(".")) if _INDEX.match(cell.text) else None


def year_of(text: str) -> str | None:
    """The year that is all a cell says, or None."""
    found = _YEAR.match(text)
    return found.group(1) if found else None


def make_row(label: Cell, cells: Sequence[Cell | None], index: Cell | None = None) -> Row:
    """A row; what is no label is parted from it, signs for no value are None.

    The label may hold a running number ("3. Xã Hòa An"), or run on into the unit of the next cell ("Số hộđơn vị").
    """
    inline = _INLINE_INDEX.match(label.text) if index is None else None
    if inline:
        index = Cell(label.start, label.start + inline.end(1), inline.group(1))
        label = Cell(label.start + inline.end(), label.end, label.text[inline.end() :])
    glued = _GLUED_UNIT.search(label.text)
    if glued:
        label = Cell(label.start, label.end, f"{label.text[: glued.start()]} ({glued.group()})")
    return Row(label, tuple(None if c is None or is_empty(c) else c for c in cells), index)


def make_table(
    heads: Sequence[Head], rows: Sequence[Row], *, label_head: Cell | None = None, ordinals: Sequence[Cell] = ()
) -> list[Table]:
    """The table, or none when rows and heads do not fit together or no column holds figures."""
    if len(rows) < 2 or not heads or any(len(r.cells) != len(heads) for r in rows):
        return []
    columns = list(zip(*(r.cells for r in rows), strict=True))
    if not any(_holds_figures(column) for column in columns):
        return []
    printed = [c for r in rows for c in (r.label, *r.cells) if c]
    above = [h.cell for h in heads] + ([label_head] if label_head else [])
    start = min(cell.start for cell in (rows[0].label, *above))
    marks = (*ordinals, *(r.index for r in rows if r.index and index_of(r.index) is not None))
    return [Table(start, printed[-1].end, tuple(heads), tuple(rows), label_head, marks)]


def _holds_figures(column: Sequence[Cell | None]) -> bool:
    printed = [c for c in column if c]
    return bool(printed) and sum(map(is_figure, printed)) >= _MOST * len(printed)
