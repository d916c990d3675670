"""Pieces of a page -> those of its text and those of its footnotes: small print at the foot, behind a raised number."""

import statistics
from collections.abc import Sequence

from corpus.readers.pdf.blocks import PageLayout
from corpus.readers.pdf.geometry import Box
from corpus.readers.pdf.pieces import Piece

SMALLER = 0.95
LOWEST_START = 0.35
"""Share of the page's height above which no footnote begins."""


def part_footnotes(pieces: Sequence[Piece], layout: PageLayout) -> tuple[list[Piece], list[Piece]]:
    """The pieces of the text, and those of the footnotes."""
    if not pieces:
        return [], []
    usual = statistics.median(piece.size for piece in pieces)
    start = _start(pieces, layout, usual)
    if start is None:
        return list(pieces), []
    body = [piece for piece in pieces if piece.base < start]
    return body, [piece for piece in pieces if piece.base >= start]


def _start(pieces: Sequence[Piece], layout: PageLayout, usual: float) -> float | None:
    """Height at which the footnotes begin, or None: everything below is small, and a number or a rule stands first."""
    small_from = layout.box.top + layout.box.height
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if piece.size > SMALLER * usual:
            break
        small_from = piece.base
    if small_from < layout.box.top + LOWEST_START * layout.box.height:
        return None
    if any(table.box.bottom > small_from for table in layout.tables):
        small_from = max(table.box.bottom for table in layout.tables)
    low = sorted((piece for piece in pieces if piece.base >= small_from), key=lambda piece: piece.base)
    for piece in low:
        if piece.starts_raised or _is_under_rule(piece, layout.rules):
            return piece.base - 0.5 * piece.size
    return None


def _is_under_rule(piece: Piece, rules: Sequence[Box]) -> bool:
    """Whether a short line stands right above `piece`."""
    return any(
        0 < piece.base - rule.top < 3.5 * piece.size and 20 < rule.width < 260 and rule.left < piece.box.right
        for rule in rules
    )
