"""Pages -> blocks in reading order: paragraphs and tables that go on over columns and pages made whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.readers.pdf.blocks import Block, Cell, PageLayout, Paragraph, Table
from corpus.readers.pdf.columns import Item, order_items
from corpus.readers.pdf.footnotes import part_footnotes
from corpus.readers.pdf.furniture import find_furniture
from corpus.readers.pdf.geometry import Box, union
from corpus.readers.pdf.paragraphs import ITEM, build_paragraphs, join_pieces, join_texts
from corpus.readers.pdf.pieces import Piece
from corpus.readers.pdf.spacing import RAISED

SAME_EDGE = 8.0
NOTE_NUMBER = re.compile(r"^[\[(]?([\d⁰¹²³⁴-⁹]{1,3})[\])]?\s*(?=[^\W\d_]|[\"“(])")


def read_blocks(pages: Sequence[PageLayout]) -> list[Block]:
    """The blocks of a document; footnotes stand behind the paragraph or table that their page ends with."""
    furniture = find_furniture(pages)
    blocks: list[Block] = []
    notes: list[Paragraph] = []
    for layout in pages:
        pieces = [piece for piece in layout.pieces if id(piece) not in furniture]
        body, small = part_footnotes(pieces, layout)
        found = list(_page_blocks(body, layout))
        if found and blocks and _continue(blocks[-1], found[0]):
            found = found[1:]
            if not found and _ends_open(blocks):
                notes += _notes(small, layout)
                continue
        blocks += notes
        notes = _notes(small, layout)
        blocks += found
        if not _ends_open(blocks):
            blocks += notes
            notes = []
    return [*blocks, *notes]


def _ends_open(blocks: list[Block]) -> bool:
    return bool(blocks) and (isinstance(blocks[-1], Table) or blocks[-1].is_full)


def _page_blocks(body: list[Piece], layout: PageLayout) -> Iterator[Block]:
    """The blocks of one page, paragraphs that go on in the next column made whole."""
    items: list[Item] = [*body, *layout.tables]
    measure = _measure(items, layout)
    last: Block | None = None
    groups = order_items(items)
    for group in groups:
        is_alone = not _is_beside(group, groups)
        for is_table, run in groupby(group, key=lambda item: isinstance(item, Table)):
            if is_table:
                blocks: list[Block] = [item for item in run if isinstance(item, Table)]
            else:
                lines = join_pieces([item for item in run if isinstance(item, Piece)])
                blocks = [*build_paragraphs(lines, page=layout.number, measure=measure, is_alone=is_alone)]
            for block in blocks:
                if isinstance(last, Paragraph) and isinstance(block, Paragraph) and _goes_over(last, block):
                    _append(last, block)
                    continue
                if last is not None:
                    yield last
                last = block
    if last is not None:
        yield last
    for piece in layout.asides:
        yield _aside(piece, layout)


def _measure(items: Sequence[Item], layout: PageLayout) -> Box:
    """How far the page's text reaches; where all lines are short, as far as its left margin lets it on the right."""
    if not items:
        return layout.box
    box = union([item.box for item in items])
    limit = layout.box.width - box.left
    return box._replace(right=limit) if box.right < 0.8 * limit else box


def _is_beside(group: list[Item], groups: list[list[Item]]) -> bool:
    """Whether another group stands left or right of `group`."""
    box = union([item.box for item in group])
    others = (union([item.box for item in other]) for other in groups if other is not group)
    return any(min(box.bottom, other.bottom) - max(box.top, other.top) > 0 for other in others)


def _aside(piece: Piece, layout: PageLayout) -> Paragraph:
    paragraph = build_paragraphs(join_pieces([piece]), page=layout.number, measure=layout.box)[0]
    paragraph.role, paragraph.is_open = "text_box", False
    return paragraph


def _notes(pieces: list[Piece], layout: PageLayout) -> list[Paragraph]:
    if not pieces:
        return []
    notes = build_paragraphs(join_pieces(pieces), page=layout.number, measure=union([p.box for p in pieces]))
    for note in notes:
        note.role, note.is_open = "footnote", False
        note.parts[0] = replace(note.parts[0], text=NOTE_NUMBER.sub(_raised, note.parts[0].text))
    return notes


def _raised(found: re.Match[str]) -> str:
    """The number of a note as it is raised in the text: it is no figure."""
    return found.group(1).translate(RAISED) + " "


def _continue(last: Block, block: Block) -> bool:
    """Take `block`, which a page begins with, into `last`, with which the page before ended, where it goes on."""
    if isinstance(last, Table) and isinstance(block, Table):
        if not _same_columns(last, block):
            return False
        _extend(last, block)
        return True
    if isinstance(last, Paragraph) and isinstance(block, Paragraph) and _goes_over(last, block):
        _append(last, block)
        return True
    return False


def _goes_over(last: Paragraph, block: Paragraph) -> bool:
    """Whether a paragraph that fills the end of a column goes on with `block` at the head of the next."""
    if last.parts[-1].box.top < block.parts[0].box.top and last.parts[-1].page == block.parts[0].page:
        return False
    if block.is_centred or block.is_indented or ITEM.match(block.text):
        return False
    if not last.is_open and not (last.is_full and last.is_indented):  # where first lines are set in, this is none
        return False
    return abs(last.size - block.size) < 0.1 * last.size and last.is_bold == block.is_bold


def _append(last: Paragraph, block: Paragraph) -> None:
    whole = join_texts([last.parts[-1].text, block.parts[0].text])
    if not whole.startswith(last.parts[-1].text):  # a word was parted: its first half moves over
        cut = last.parts[-1].text.rfind(" ") + 1
        last.parts[-1] = replace(last.parts[-1], text=whole[:cut].rstrip())
        last.parts.append(replace(block.parts[0], text=whole[cut:]))
        last.parts += block.parts[1:]
    else:
        last.parts += block.parts
    last.is_open, last.is_full = block.is_open, block.is_full


def _same_columns(last: Table, block: Table) -> bool:
    if last.page == block.page or last.columns != block.columns or last.is_ruled != block.is_ruled:
        return False
    return all(abs(a - b) < SAME_EDGE for a, b in zip(last.edges, block.edges, strict=False))


def _extend(last: Table, block: Table) -> None:
    """Add the rows of `block` to `last`, heads that are printed again left out."""
    repeated = 0
    while repeated < min(last.heads, block.rows) and _texts(last, repeated) == _texts(block, repeated):
        repeated += 1
    first = last.rows
    rest = [cell for cell in block.cells if cell.row >= repeated]
    if _is_rest_of_row(last, [cell for cell in rest if cell.row == repeated]):
        _join_rows(last, [cell for cell in rest if cell.row == repeated])
        rest = [cell for cell in rest if cell.row > repeated]
        repeated += 1
    last.cells += [replace(cell, row=cell.row - repeated + first) for cell in rest]
    last.page = block.page


def _texts(table: Table, row: int) -> list[tuple[int, str]]:
    return [(cell.column, cell.text) for cell in table.row(row)]


def _is_rest_of_row(last: Table, cells: list[Cell]) -> bool:
    """Whether the first row on a page only ends the one that the page before broke off: words, and no row head."""
    if not last.is_ruled or not cells or any(any(sign.isdigit() for sign in cell.text) for cell in cells):
        return False
    heads = [row for row in range(last.heads, last.rows) if any(cell.column == 0 for cell in last.row(row))]
    return min(cell.column for cell in cells) > 0 and len(heads) > 0.8 * (last.rows - last.heads)


def _join_rows(last: Table, cells: list[Cell]) -> None:
    row = last.rows - 1
    for cell in cells:
        at = next((i for i, old in enumerate(last.cells) if old.row == row and old.column == cell.column), None)
        if at is None:
            last.cells.append(replace(cell, row=row))
        else:
            last.cells[at] = replace(last.cells[at], text=join_texts([last.cells[at].text, cell.text]))
