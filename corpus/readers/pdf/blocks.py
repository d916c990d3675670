"""What pages are made of between reading and writing out: lines, paragraphs, tables."""

import re
from dataclasses import dataclass, field

from corpus.readers.pdf.geometry import Box
from corpus.readers.pdf.pieces import Piece
from schemas.documents import RegionRole

NUMBER = re.compile(r"[(+±<>≈~\-–−]?\s?\d[\d.,  ]*(?:/\d[\d.,]*)?\s?%?\s?[)*]*[¹²³⁴-⁹⁽⁾]*|[-–−.…x/]{1,3}")
YEAR = re.compile(r"(?:năm\s+)?(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?", re.IGNORECASE)
COLUMN_NUMBER = re.compile(r"\(?([A-Z]|\d{1,2})(?:\s?=.*)?\)?")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of running text: the pieces that stand on one base in one column."""

    text: str
    box: Box
    size: float
    is_bold: bool
    first_width: float
    starts_raised: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph on one page and in one column."""

    text: str
    page: int
    box: Box


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; `is_full` where the last one is, `is_open` where it ends no sentence besides."""

    parts: list[Part]
    size: float
    is_bold: bool
    is_open: bool = False
    is_full: bool = False
    is_centred: bool = False
    is_indented: bool = False
    role: RegionRole = "paragraph"

    @property
    def text(self) -> str:
        """Its whole text."""
        return " ".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with its text, which may be empty; rows and columns count from 0."""

    text: str
    row: int
    column: int
    box: Box
    page: int
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Table:
    """One table of a page; `edges` are the left sides of its columns, by which a next page goes on with it."""

    cells: list[Cell]
    edges: list[float]
    box: Box
    page: int
    heads: int = 0
    """How many rows at the top head the others."""
    is_ruled: bool = True

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    def row(self, number: int) -> list[Cell]:
        """The cells that begin in a row, by column."""
        return sorted((cell for cell in self.cells if cell.row == number), key=lambda cell: cell.column)


Block = Paragraph | Table


@dataclass(slots=True)
class PageLayout:
    """One page taken apart: its tables, and the pieces that stand outside them."""

    number: int
    box: Box
    quarters: int
    tables: list[Table]
    pieces: list[Piece]
    asides: list[Piece] = field(default_factory=list)
    """Lines turned against the page's own, outside tables."""
    rules: list[Box] = field(default_factory=list)
    """Short level lines outside tables, such as stand above footnotes."""


def is_number(text: str) -> bool:
    """Whether a cell's text is a figure or stands for one that is missing."""
    return NUMBER.fullmatch(text) is not None


def count_heads(table: Table) -> int:
    """How many rows at the top of a table head the others: rows without a figure, and the columns' own numbers."""
    count = 0
    last = table.rows - 1
    while count < min(last, 5) and _is_head(table, count):
        count += 1
    if count and count < last and _numbers_columns([cell.text for cell in table.row(count) if cell.text]):
        count += 1
    return count


def _is_head(table: Table, number: int) -> bool:
    cells = [cell for cell in table.row(number) if cell.text]
    if number and not _parts_heads(table, number, cells):
        return False
    if any(is_number(cell.text) and not YEAR.fullmatch(cell.text) for cell in cells):
        return False
    return bool(cells) or number > 0


def _parts_heads(table: Table, number: int, cells: list[Cell]) -> bool:
    """Whether a row below a head is one too: it parts what that spans, or that spans down into it."""
    above = [cell for cell in table.cells if cell.row < number]
    if any(cell.row + cell.rows > number for cell in above):
        return True
    spanned = {
        column for cell in above if cell.columns > 1 for column in range(cell.column, cell.column + cell.columns)
    }
    return len(cells) > 1 and bool(spanned) and all(cell.column in spanned for cell in cells)


def _numbers_columns(texts: list[str]) -> bool:
    found = [COLUMN_NUMBER.fullmatch(text) for text in texts]
    if len(found) < 3 or None in found:
        return False
    numbers = [int(match.group(1)) for match in found if match and match.group(1).isdecimal()]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 3
