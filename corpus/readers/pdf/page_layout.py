"""One page of an open PDF -> its tables and lines, turned upright, with what must be known of how it was read."""

from collections import Counter
from dataclasses import dataclass

import pypdfium2 as pdfium

from corpus.readers.pdf.accents import mend_accents
from corpus.readers.pdf.aligned_tables import read_aligned_tables
from corpus.readers.pdf.blocks import PageLayout
from corpus.readers.pdf.drawings import Drawings, Ruling, read_drawings
from corpus.readers.pdf.geometry import Box, Frame, turn_box, turn_point
from corpus.readers.pdf.glyphs import Glyph, read_glyphs
from corpus.readers.pdf.grids import find_grids
from corpus.readers.pdf.opening import frame_of
from corpus.readers.pdf.pieces import Piece, find_pieces
from corpus.readers.pdf.private_signs import read_private
from corpus.readers.pdf.ruled_tables import read_ruled_tables

SCANNED_SHARE = 0.5
"""Share of a page that pictures cover, on one without text that is a scan."""
FEW_SIGNS = 120
"""Signs that a scan may have for all that: a stamp, a page number, the name of the scanner."""
OUTLINES = 400
"""Paths on a page without text that are its letters, drawn."""
LONG_WALL = 40.0


@dataclass(slots=True)
class ReadPage:
    """One page as read: its layout, and counts that tell whether its text layer can be trusted."""

    layout: PageLayout
    signs: int
    unknown: int
    is_scan: bool
    fonts: frozenset[str]
    vowels: int
    others: int


def read_page(page: pdfium.PdfPage, *, number: int) -> ReadPage:
    """The page taken apart; `number` counts from 1."""
    frame = frame_of(page)
    glyphs = [glyph for glyph in read_glyphs(page, frame) if _is_on_page(glyph, frame)]
    drawings = read_drawings(page, frame)
    fonts = frozenset(glyph.font for glyph in glyphs)
    signs = [glyph for glyph in glyphs if not glyph.text.isspace()]
    unknown = sum(not glyph.is_known for glyph in signs)
    quarters = Counter(glyph.quarters for glyph in signs).most_common(1)[0][0] if signs else 0
    letters = mend_accents([read_private(glyph) for glyph in glyphs])
    layout = _layout(letters, drawings, frame, number=number, quarters=quarters)
    vowels = sum(_is_vowel(glyph.text) for glyph in signs)
    others = sum(not glyph.text[:1].isdecimal() for glyph in signs) - vowels
    return ReadPage(layout, len(signs), unknown, _is_scan(len(signs), drawings, frame), fonts, vowels, others)


def _layout(letters: list[Glyph], drawings: Drawings, frame: Frame, *, number: int, quarters: int) -> PageLayout:
    main = [glyph for glyph in letters if glyph.quarters == quarters]
    turned = _turned_pieces([glyph for glyph in letters if glyph.quarters != quarters], frame, quarters)
    rulings = [_upright(ruling, frame, quarters) for ruling in drawings.rulings]
    width, height = frame.shown_width, frame.shown_height
    if quarters % 2:
        width, height = height, width
    grids = find_grids(rulings)
    texts = [(piece.box, piece.text) for piece in turned]
    tables, rest = read_ruled_tables(grids, main, page=number, turned=texts)
    walls = [ruling for ruling in rulings if ruling.is_upright and ruling.end - ruling.start > LONG_WALL]
    pieces = _walled_pieces(rest, walls)
    more, pieces = read_aligned_tables(pieces, page=number)
    rules = [
        Box(r.start, r.at, r.end, r.at)
        for r in rulings
        if not r.is_upright and not any(table.box.holds(r.start, r.at) for table in tables)
    ]
    asides = [piece for piece in turned if not any(t.box.overlap(piece.box) > 0 for t in tables)]
    box = Box(0.0, 0.0, width, height)
    return PageLayout(number, box, quarters, sorted([*tables, *more], key=lambda t: t.box.top), pieces, asides, rules)


def _walled_pieces(glyphs: list[Glyph], walls: list[Ruling]) -> list[Piece]:
    """Pieces, cut where an upright line stands between two columns."""
    if not walls:
        return find_pieces(glyphs)
    top, bottom = min(wall.start for wall in walls), max(wall.end for wall in walls)
    beside = [glyph for glyph in glyphs if top <= glyph.base <= bottom]
    others = [glyph for glyph in glyphs if not top <= glyph.base <= bottom]
    found = [*find_pieces(others), *find_pieces(beside, walls=[wall.at for wall in walls])]
    return sorted(found, key=lambda piece: (piece.base, piece.box.left))


def _turned_pieces(glyphs: list[Glyph], frame: Frame, quarters: int) -> list[Piece]:
    """Lines that run against the page's own, with the places where they stand on it."""
    found: list[Piece] = []
    for own in sorted({glyph.quarters for glyph in glyphs}):
        width, height = frame.shown_width, frame.shown_height
        if own % 2:
            width, height = height, width
        for piece in find_pieces([glyph for glyph in glyphs if glyph.quarters == own]):
            box = turn_box(piece.box, quarters=own - quarters, width=width, height=height)
            found.append(Piece(piece.text, box, box.bottom, piece.size, piece.is_bold))
    return found


def _upright(ruling: Ruling, frame: Frame, quarters: int) -> Ruling:
    """`ruling` on the sheet turned so that the page's text reads upright."""
    if not quarters:
        return ruling
    ends = [(ruling.at, ruling.start), (ruling.at, ruling.end)] if ruling.is_upright else [
        (ruling.start, ruling.at), (ruling.end, ruling.at)
    ]  # fmt: skip
    (x0, y0), (x1, y1) = (
        turn_point(x, y, quarters=-quarters, width=frame.shown_width, height=frame.shown_height) for x, y in ends
    )
    if abs(x1 - x0) < abs(y1 - y0):
        return Ruling(True, x0, min(y0, y1), max(y0, y1))
    return Ruling(False, y0, min(x0, x1), max(x0, x1))


def shown_box(box: Box, layout: PageLayout) -> Box:
    """`box` of an upright sheet as it lies on the page that is shown."""
    return turn_box(box, quarters=layout.quarters, width=layout.box.width, height=layout.box.height)


def _is_on_page(glyph: Glyph, frame: Frame) -> bool:
    width, height = frame.shown_width, frame.shown_height
    if glyph.quarters % 2:
        width, height = height, width
    return -2 <= (glyph.left + glyph.right) / 2 <= width + 2 and -2 <= glyph.base <= height + 2


def _is_scan(signs: int, drawings: Drawings, frame: Frame) -> bool:
    if signs > FEW_SIGNS:
        return False
    page = Box(0.0, 0.0, frame.shown_width, frame.shown_height)
    covered = sum(page.overlap(picture) for picture in drawings.pictures)
    if covered >= SCANNED_SHARE * page.width * page.height:
        return True
    return signs == 0 and drawings.paths > OUTLINES


def _is_vowel(text: str) -> bool:
    return (
        text[:1].lower() in "aăâeêioôơuưyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
        if text
        else False
    )
