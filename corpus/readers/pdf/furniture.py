"""Pieces of all pages -> which of them are running heads, feet and page numbers. A figure of the text never is.

A line at the edge of a page is furniture if the same words stand at the same height of several pages, or if it is a
number that counts the pages.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from corpus.readers.pdf.blocks import PageLayout
from corpus.readers.pdf.pieces import Piece

EDGE = 0.14
"""Share of the page's height in which heads and feet stand."""
MAX_LINES = 3
SAME_HEIGHT = 8.0
BROWSER_EDGE = 40.0
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"\W*(?:(?:trang|page|tr\.?)\s*(?:số\s*)?)?\W*\d{1,4}\W*(?:(?:/|trên|of)\s*\d{1,4})?\W*", re.IGNORECASE
)


BROWSER_HEAD = re.compile(r"\d{1,2}/\d{1,2}/(?:\d{2}|\d{4}),? \d{1,2}:\d{2}(?: [AP]M)?\b.*")
BROWSER_FOOT = re.compile(r"(?:file|https?)://\S+(?: \d{1,4}/\d{1,4})?")
"""What browsers print above and below a page: the moment and the title, the address and the page."""


class _Edge(NamedTuple):
    page: int
    side: int
    height: float
    """Points from the edge of the page."""
    text: str
    pieces: tuple[Piece, ...]


def find_furniture(pages: Sequence[PageLayout]) -> set[int]:
    """Ids (`id()`) of the pieces that are running heads, feet or page numbers."""
    groups: dict[tuple[int, str], list[_Edge]] = defaultdict(list)
    for page in pages:
        for edge in _edges(page):
            groups[edge.side, DIGITS.sub("#", edge.text)].append(edge)
    furniture: set[int] = set()
    for (_, pattern), edges in groups.items():
        for edge in _repeated(edges, pages=len(pages), has_number="#" in pattern):
            furniture.update(id(piece) for piece in edge.pieces)
    return furniture


def _edges(page: PageLayout) -> list[_Edge]:
    """The outermost lines of a page, above and below everything else on it."""
    rows: list[list[Piece]] = []
    for piece in sorted(page.pieces, key=lambda piece: piece.base):
        if rows and piece.base - rows[-1][0].base <= 0.35 * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    tops = [table.box.top for table in page.tables]
    bottoms = [table.box.bottom for table in page.tables]
    edges: list[_Edge] = []
    for side, ordered in ((0, rows), (1, rows[::-1])):
        for row in ordered[:MAX_LINES]:
            base = row[0].base
            height = base - page.box.top if side == 0 else page.box.bottom - base
            is_outside = base < min(tops, default=base + 1) if side == 0 else base > max(bottoms, default=base - 1)
            if height > EDGE * page.box.height or not is_outside or len(row) > 3:
                break
            text = " ".join(piece.text for piece in sorted(row, key=lambda piece: piece.box.left))
            edges.append(_Edge(page.number, side, height, text, tuple(row)))
    return edges


def _repeated(edges: list[_Edge], *, pages: int, has_number: bool) -> list[_Edge]:
    """Those of lines with the same words that are furniture."""
    kept: list[_Edge] = []
    for edge in edges:
        like = [other for other in edges if abs(other.height - edge.height) < SAME_HEIGHT]
        numbers = {other.page for other in like}
        is_often = len(numbers) >= 3 or (len(numbers) == 2 and pages <= 4)
        if (
            ((BROWSER_FOOT if edge.side else BROWSER_HEAD).fullmatch(edge.text) and edge.height < BROWSER_EDGE)
            or (is_often and len({other.text for other in like}) == 1)
            or (has_number and (_counts(edge, like) or _is_lone_number(edge, pages)))
        ):
            kept.append(edge)
    return kept


def _counts(edge: _Edge, like: list[_Edge]) -> bool:
    """Whether a number of `edge` counts the pages, as on another page with a line like it."""
    own = [int(number) for number in DIGITS.findall(edge.text)]
    for other in like:
        theirs = [int(number) for number in DIGITS.findall(other.text)]
        if other.page == edge.page or len(own) != len(theirs):
            continue
        changed = [(a, b) for a, b in zip(own, theirs, strict=True) if a != b]
        if changed and all(a - b == edge.page - other.page for a, b in changed):
            return True
    return False


def _is_lone_number(edge: _Edge, pages: int) -> bool:
    """Whether a line is nothing but the number of its page, written as one or standing on the last line."""
    if not PAGE_NUMBER.fullmatch(edge.text):
        return False
    numbers = DIGITS.findall(edge.text)
    is_own = int(numbers[0]) == edge.page and (len(numbers) == 1 or int(numbers[1]) == pages)
    return is_own and (edge.height < 0.09 * 842 or not edge.text.isdecimal())
