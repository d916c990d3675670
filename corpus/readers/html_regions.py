"""Title and lines of an article -> the text of its document, and what each stretch of it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.html_outline import Block
from schemas.documents import RegionRole, TextRegion

MAX_TEXT = 3_000_000
"""Characters of one document: a page that prints more is cut at a line."""
MAX_REGIONS = 100_000
UNIT_LINE = re.compile(r"\W*(?:đơn vị(?: tính)?|đvt|đ\.v\.t)\s*(?:\([^)]*\))?\s*[:：].{1,80}", re.IGNORECASE)
FOOTNOTE = re.compile(r"(?:\(\*+\)|\*+|ghi chú\s*:|chú thích\s*:|nguồn số liệu\s*:)\s*\S.*", re.IGNORECASE)
CAPTION = re.compile(
    r"(?:.{0,200}\b(?:ảnh|đồ họa|infographic)\s*:\s*[^.]{2,60}|(?:bảng|biểu|hình)\s+(?:số\s+)?\d+[.:].*)", re.IGNORECASE
)
SHORT = 120
LEADS = 3


@dataclass(frozen=True, slots=True)
class Written:
    """A document's text with its regions; `is_cut` where it was longer than a document may be."""

    text: str
    regions: tuple[TextRegion, ...]
    is_cut: bool


def write_article(title: str | None, blocks: Sequence[Block]) -> Written:
    """The text of an article, one line a block with the title first, and a region for each line and each cell."""
    pieces: list[str] = []
    regions: list[TextRegion] = []
    size = 0
    if title:
        pieces.append(title)
        regions.append(TextRegion(start=0, end=len(title), role="title"))
        size = len(title)
    tables: dict[int, int] = {}
    leads = 0
    for place, block in enumerate(blocks):
        start = size + bool(pieces)
        if start + len(block.text) > MAX_TEXT or len(regions) > MAX_REGIONS:
            return Written("\n".join(pieces), tuple(regions), is_cut=True)
        role = _role(block, place=place, leads=leads)
        leads += role == "lead"
        table = tables.setdefault(block.table, len(tables) + 1) if block.table is not None else None
        regions += _regions(block, role, start=start, table=table)
        pieces.append(block.text)
        size = start + len(block.text)
    return Written("\n".join(pieces), tuple(regions), is_cut=False)


def _role(block: Block, *, place: int, leads: int) -> RegionRole:
    """What a line is: as its element says, else by its wording."""
    text = block.text
    if block.row is not None and len(block.row.cells) > 1:
        return "table_row"
    if len(text) <= SHORT and UNIT_LINE.fullmatch(text):
        return "unit_line"
    if block.row is not None:
        return "table_row"
    if block.role == "lead":
        return "lead" if place <= leads < LEADS else "paragraph"
    if block.role == "heading" and place == 0 and len(text) >= SHORT:
        return "lead"
    if block.role != "paragraph":
        return block.role
    if len(text) <= 2 * SHORT and (":" in text or text[0] in "BbHh") and CAPTION.fullmatch(text):
        return "caption"
    if FOOTNOTE.fullmatch(text):
        return "footnote"
    if place == 0 and block.is_bold:
        return "lead"
    return "heading" if block.is_bold and len(text) < SHORT and text[-1] not in ".…" else "paragraph"


def _regions(block: Block, role: RegionRole, *, start: int, table: int | None) -> list[TextRegion]:
    end = start + len(block.text)
    row = block.row
    if row is None or role != "table_row":
        return [TextRegion(start=start, end=end, role=role, table=table)]
    line = TextRegion(start=start, end=end, role=role, table=table, row=row.number, is_head=row.is_head)
    cells = (
        TextRegion(
            start=start + cell.start,
            end=start + cell.end,
            role="cell",
            table=table,
            row=row.number,
            column=cell.column,
            is_head=cell.is_head,
        )
        for cell in row.cells
    )
    return [line, *cells]
