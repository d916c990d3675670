"""Body of a Word document -> its lines in reading order: paragraphs, list items, table rows, text boxes, notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import etree

from corpus.readers.docx_numbering import Numbering
from corpus.readers.docx_runs import ParagraphText, RunReader
from corpus.readers.docx_styles import ParagraphStyle, W, is_on
from corpus.readers.docx_tables import OFFICIAL, WordTable, is_layout, read_grid
from corpus.readers.grids import GridCell, TablePlace, is_figure, is_unit_line, table_lines
from corpus.readers.line_assembly import Line
from corpus.readers.office_text import ORNAMENT, join_paragraphs, settle_text
from schemas.documents import Mark, RegionRole

CONTAINERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body"))
MAX_NESTING = 12
"""Depth of tables and text boxes in one another; what lies deeper is read as one line."""
MAX_PARAGRAPHS = 150_000
"""Each cell has at least one; a report of 2,000 pages has 100,000. What stands behind is left out."""
SENTENCE_END = re.compile(r"[.:;!?…]\s*\Z")
CAPTION = re.compile(r"(?:bảng|biểu|biểu đồ|hình|phụ lục|sơ đồ)\s+(?:số\s+)?(?:\d|[IVX]+\b)", re.IGNORECASE)
LONGEST_CAPTION = 200


@dataclass(frozen=True, slots=True)
class Block:
    """One line with what tells titles: 2 for the style of titles, 1 for bold lines in the middle; `tabs` parts it."""

    line: Line
    title_rank: int = 0
    tabs: tuple[str, ...] = ()


@dataclass(slots=True)
class _Pending:
    """Text of a paragraph whose end was deleted: it goes on in the next."""

    text: str = ""


class BlockReader:
    """Reads the stories of one document; numbers its tables and lists as they come."""

    def __init__(self, runs: RunReader, numbering: Numbering) -> None:
        self._runs, self._numbering = runs, numbering
        self._styles = runs.styles
        self._tables = 0
        self._pending = _Pending()
        self._depth = 0
        self._paragraphs_left = MAX_PARAGRAPHS
        self.notes: list[tuple[str, str]] = []

    @property
    def marks(self) -> list[Mark]:
        """What was met so far."""
        return self._runs.marks

    def read(self, container: etree._Element, *, role: RegionRole | None = None) -> list[Block]:
        """The lines in `container` (body, cell, text box, note); `role` instead of "paragraph" and "list_item"."""
        blocks = list(self._with_tab_tables(list(self._walk(container))))
        if role is None:
            return blocks
        plain = ("paragraph", "list_item", "heading")
        return [
            replace(block, line=replace(block.line, role=role), title_rank=0) if block.line.role in plain else block
            for block in blocks
        ]

    def _walk(self, container: etree._Element) -> Iterator[Block]:
        for element in container:
            if element.tag == W + "p":
                yield from self._paragraph(element)
            elif element.tag == W + "tbl":
                yield from self._table(element)
            elif element.tag == W + "sdt":
                if not _is_contents(element):
                    yield from self._walk(element)
            elif element.tag in CONTAINERS:
                yield from self._walk(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        self._paragraphs_left -= 1
        if self._paragraphs_left < 0:
            self._runs.marks.append("cut_short")
            return
        properties = element.find(W + "pPr")
        style = self._styles.paragraph(properties)
        content = self._runs.read(element, style.look)
        mark = None if properties is None else properties.find(W + "rPr")
        label = None if is_on(mark, "vanish") else self._label(style, properties)
        self.notes += content.notes
        if is_on(mark, "del"):
            self._pending.text += content.text
        else:
            content.text, self._pending.text = self._pending.text + content.text, ""
            yield from _lines(content, style, label)
        for box in content.boxes:
            yield from self._nested(box, role="text_box")

    def _label(self, style: ParagraphStyle, properties: etree._Element | None) -> str | None:
        level = style.level
        style_id = None if properties is None else properties.find(W + "pStyle")
        direct = None if properties is None else properties.find(W + "numPr")
        if direct is None and style_id is not None and style.num_id is not None:
            bound = self._numbering.level_of_style(style.num_id, style_id.get(W + "val", ""))
            level = level if bound is None else bound
        return self._numbering.label(style.num_id, level)

    def _nested(self, container: etree._Element, *, role: RegionRole | None = None) -> Iterator[Block]:
        """The lines of a cell or text box, without mixing up with the paragraph around it."""
        if self._depth >= MAX_NESTING:
            text = settle_text(" ".join(part.text or "" for part in container.iter(W + "t")))
            yield Block(Line(text=text, role=role or "paragraph"))
            return
        self._depth += 1
        outer, self._pending = self._pending, _Pending()
        yield from self.read(container, role=role)
        self._pending = outer
        self._depth -= 1

    def _table(self, element: etree._Element) -> Iterator[Block]:
        table = read_grid(element)
        if is_layout(table):
            for cell in table.cells:
                yield from self._nested(cell.element)
            return
        self._tables += 1
        number, nested = self._tables, list[Block]()
        rows: list[list[GridCell]] = [[] for _ in range(table.row_count)]
        for cell in table.cells:
            texts: list[str] = []
            for block in self._nested(cell.element):
                if block.line.cells:
                    nested.append(block)
                else:
                    texts.append(block.line.text)
            rows[cell.row - 1].append(cell.with_text(join_paragraphs(texts)))
        for line in _with_unit_lines(rows, table, number=number):
            yield Block(line)
        yield from nested

    def _with_tab_tables(self, blocks: list[Block]) -> Iterator[Block]:
        """Paragraphs in a row that tabs part into the same number of columns are the rows of a table."""
        for count, group in groupby(blocks, key=lambda block: len(block.tabs) if len(block.tabs) > 2 else 0):
            run = list(group)
            if count == 0 or len(run) < 2:
                yield from run
                continue
            self._tables += 1
            rows = [
                [GridCell(text=text, row=at, column=column) for column, text in enumerate(block.tabs, start=1)]
                for at, block in enumerate(run, start=1)
            ]
            yield from (Block(line) for line in table_lines(rows, TablePlace(self._tables)))


def _with_unit_lines(rows: list[list[GridCell]], table: WordTable, *, number: int) -> Iterator[Line]:
    """The lines of a table; title and unit rows at its top, one cell each, stand as lines before it."""
    skipped = 0
    for row in rows:
        texts = [cell.text for cell in row if cell.text]
        if len(texts) != 1 or table.width < 3 or is_figure(texts[0]) or skipped == len(rows) - 1:
            break
        yield Line(text=texts[0], role="unit_line" if is_unit_line(texts[0]) else "caption")
        skipped += 1
    stated = table.head_rows - skipped if table.head_rows > skipped else None
    kept = [[replace(cell, row=cell.row - skipped) for cell in row] for row in rows[skipped:]]
    yield from table_lines(kept, TablePlace(number, first_row=skipped + 1), head_rows=stated)


def _lines(content: ParagraphText, style: ParagraphStyle, label: str | None) -> Iterator[Block]:
    pieces = _broken_lines(content.text)
    if not pieces:
        return
    name = style.name.casefold()
    is_heading = style.outline is not None or name.startswith(("heading", "title"))
    short_bold = content.is_bold and len(content.text) <= LONGEST_CAPTION and not content.text.rstrip().endswith(".")
    title_rank = 2 if name == "title" else int((style.is_centred and short_bold) or style.outline == 0)
    for at, piece in enumerate(pieces):
        text = settle_text(f"{label} {piece}" if label and at == 0 else piece)
        if ORNAMENT.fullmatch(text):
            continue
        role: RegionRole = "list_item" if label and at == 0 else "paragraph"
        if is_unit_line(text):
            role = "unit_line"
        elif name == "caption" or (CAPTION.match(text) and len(text) <= LONGEST_CAPTION and not text.endswith(".")):
            role = "caption"
        elif is_heading or (short_bold and not text.endswith((";", ","))):
            role = "heading"
        tabs = tuple(filter(None, map(settle_text, piece.split("\t")))) if "\t" in piece and not label else ()
        if len(tabs) == 2 and any(map(OFFICIAL.search, tabs)):
            yield from (Block(Line(text=half, role=role)) for half in tabs)
            continue
        yield Block(Line(text=text, role=role), title_rank=title_rank, tabs=tabs)


def _broken_lines(text: str) -> list[str]:
    """The lines that breaks make; one that starts in lower case goes on the unfinished one before."""
    lines: list[list[str]] = []
    for piece in text.split("\n"):
        start = piece.strip()[:1]
        if not start:
            continue
        before = lines[-1][-1] if lines else ""
        if lines and not SENTENCE_END.search(before[-9:]) and (start.islower() or _is_upper_case(before, piece)):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [" ".join(line) for line in lines]


def _is_upper_case(first: str, second: str) -> bool:
    return first.isupper() and second.isupper()


def _is_contents(element: etree._Element) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    if gallery is not None and gallery.get(W + "val") == "Table of Contents":
        return True
    return is_on(element.find(W + "sdtPr"), "showingPlcHdr")
