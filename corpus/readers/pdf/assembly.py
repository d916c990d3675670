"""Blocks -> the document's text, one line a block or row, and the regions that say where each line and cell stands."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from corpus.readers.pdf.blocks import Block, Cell, Paragraph, Table
from corpus.readers.pdf.geometry import Box, union
from schemas.documents import TextRegion

BAR = " |"
LONGEST_REPEATED = 80
"""Characters of a merged row head that is read with each of its rows."""

ShowBox = Callable[[Box, int], tuple[float, float, float, float]]
"""The place of a box on its page as it is shown."""


class Assembled(NamedTuple):
    """The whole text with its regions, sorted by start."""

    text: str
    regions: tuple[TextRegion, ...]


def assemble(blocks: Sequence[Block], *, show: ShowBox) -> Assembled:
    """The text of `blocks` in NFC, lines parted by newlines, with a region for each line and each filled cell."""
    writer = _Writer(show)
    tables = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            writer.add_table(block, tables)
        else:
            writer.add_paragraph(block)
    return Assembled("\n".join(writer.lines), tuple(writer.regions))


class _Writer:
    """Lines and regions as they are added; `_length` is where the next line starts."""

    def __init__(self, show: ShowBox) -> None:
        self.lines: list[str] = []
        self.regions: list[TextRegion] = []
        self._show = show
        self._length = 0

    def add_paragraph(self, block: Paragraph) -> None:
        texts = [_settled(part.text) for part in block.parts]
        start = self._length
        for part, text in zip(block.parts, texts, strict=True):
            if not text:
                continue
            box = self._show(part.box, part.page)
            self.regions.append(
                TextRegion(start=start, end=start + len(text), role=block.role, page=part.page, box=box)
            )
            start += len(text) + 1
        self._end_line(" ".join(text for text in texts if text))

    def add_table(self, table: Table, number: int) -> None:
        for row in range(table.rows):
            cells = [*table.row(row), *_repeated(table, row)]
            line, spans = _row_line(cells, table.columns)
            if not line:
                continue
            own = [cell for cell in cells if cell.row == row] or cells
            row_region = TextRegion(
                start=self._length,
                end=self._length + len(line),
                role="table_row",
                page=own[0].page,
                box=self._show(union([cell.box for cell in own]), own[0].page),
                table=number,
                row=row + 1,
                is_head=row < table.heads,
            )
            self.regions += [row_region, *(self._cell_region(span, row_region) for span in spans)]
            self._end_line(line)

    def _cell_region(self, span: tuple[int, int, Cell], row: TextRegion) -> TextRegion:
        start, length, cell = span
        place = {"start": row.start + start, "end": row.start + start + length, "column": cell.column + 1}
        box = self._show(cell.box, cell.page)
        return row.model_copy(update={**place, "role": "cell", "page": cell.page, "box": box})

    def _end_line(self, line: str) -> None:
        if line:
            self.lines.append(line)
            self._length += len(line) + 1


def _repeated(table: Table, row: int) -> list[Cell]:
    """Row heads merged over several rows above, which mean something in this one; none that holds a digit."""
    if row < table.heads:
        return []
    return [
        cell
        for cell in table.cells
        if cell.row < row < cell.row + cell.rows
        and len(cell.text) <= LONGEST_REPEATED
        and not any(sign.isdigit() for sign in cell.text)
    ]


def _row_line(cells: Sequence[Cell], columns: int) -> tuple[str, list[tuple[int, int, Cell]]]:
    """The line of a row, and each filled cell with its start and length; an empty cell leaves its bar."""
    by_column = {cell.column: cell for cell in sorted(cells, key=lambda cell: cell.row) if _settle(cell.text)}
    if not by_column:
        return "", []
    if list(by_column) == [0]:
        text = _settle(by_column[0].text)
        return text, [(0, len(text), by_column[0])]
    line = ""
    spans: list[tuple[int, int, Cell]] = []
    for column in range(columns):
        line += (BAR if line else BAR.lstrip()) if column else ""
        cell = by_column.get(column)
        if cell is None:
            continue
        line += " " if line else ""
        text = _settle(cell.text)
        spans.append((len(line), len(text), cell))
        line += text
    return line, spans


def _settle(text: str) -> str:
    """A cell's text: a bar in it is no border of cells."""
    return _settled(text.replace("|", "¦"))


def _settled(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
