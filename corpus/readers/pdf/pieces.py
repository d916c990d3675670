"""Glyphs of a page, or of one cell -> pieces: stretches of one line without a wide gap, with their text."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.pdf.geometry import Box, union
from corpus.readers.pdf.glyphs import Glyph
from corpus.readers.pdf.spacing import Sign, read_signs

WIDE_GAP = 0.8
"""Share of the type's size: a gap as wide may part columns. What is no column is joined again later."""
SAME_BASE = 0.3
SMALL = 0.82
"""Signs smaller than this share of their line's type are raised or lowered, when they stand off its base."""
BOLD = 600


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a line; `size` and `is_bold` are those of most of its signs."""

    text: str
    box: Box
    base: float
    size: float
    is_bold: bool
    starts_raised: bool = False
    first_width: float = 0.0
    """Width of its first word: whether it would have fitted on the line before."""

    @property
    def middle(self) -> float:
        """Height at which its small letters stand."""
        return self.base - 0.3 * self.size


MARKER = re.compile(r"[-–—•+*▪►❖✓○●■□➢]|\(?(?:\d{1,2}|[a-zđ]|[IVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?")
"""What numbers or marks an item of a list."""


def find_pieces(glyphs: Sequence[Glyph], *, walls: Sequence[float] = ()) -> list[Piece]:
    """The pieces of upright `glyphs`, from top to bottom and left to right.

    Args:
        glyphs: Letters with their marks joined, in any order.
        walls: x of upright lines that part what stands left and right of them.
    """
    lines = _attach_shifted(_lines(glyphs))
    pieces = [piece for signs in lines for part in _parts(signs, walls) if (piece := _piece(part)) is not None]
    return sorted(pieces, key=lambda piece: (piece.base, piece.box.left))


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand on one base; those of each line from left to right."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if lines and glyph.base - lines[-1][0].base <= SAME_BASE * min(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [_once(sorted(line, key=lambda glyph: (glyph.left, glyph.right))) for line in lines]


def _once(line: list[Glyph]) -> list[Glyph]:
    """`line` without signs printed twice at one place (bold by printing again)."""
    kept: list[Glyph] = []
    for glyph in line:
        recent = kept[-3:]
        if not any(
            old.text == glyph.text and abs(old.left - glyph.left) < 0.12 * glyph.size and not glyph.text.isspace()
            for old in recent
        ):
            kept.append(glyph)
    return kept


def _attach_shifted(lines: list[list[Glyph]]) -> list[list[Sign]]:
    """Lines with the small signs that stand above or below their base taken in."""
    sizes = [statistics.median(glyph.size for glyph in line) for line in lines]
    added: dict[int, list[Sign]] = {}
    kept: dict[int, list[Glyph]] = {}
    for at, line in enumerate(lines):
        kept[at] = []
        for run in _runs(line):
            host = _host(run, at, lines, sizes)
            if host is None:
                kept[at] += run
            else:
                shift = -1 if run[0].base < lines[host][0].base else 1
                added.setdefault(host, []).extend(Sign(glyph, shift) for glyph in run)
    result = []
    for at in range(len(lines)):
        signs = [Sign(glyph) for glyph in kept[at]] + added.get(at, [])
        if signs:
            result.append(sorted(signs, key=lambda sign: sign.glyph.left))
    return result


def _runs(line: list[Glyph]) -> list[list[Glyph]]:
    """The stretches of a line between blanks or gaps."""
    runs: list[list[Glyph]] = [[]]
    for before, glyph in pairwise([None, *line]):
        if glyph is None:
            continue
        if before is not None and glyph.left - before.right > 0.5 * glyph.size:
            runs.append([])
        runs[-1].append(glyph)
    return [run for run in runs if run]


def _host(run: list[Glyph], at: int, lines: list[list[Glyph]], sizes: list[float]) -> int | None:
    """The line beside which `run` is a raised or lowered sign, or None."""
    solid = [glyph for glyph in run if not glyph.text.isspace()]
    if not solid or len(solid) > 12:
        return None
    size = max(glyph.size for glyph in solid)
    left, right = solid[0].left, solid[-1].right
    for host in (at + 1, at - 1, at + 2, at - 2):
        if not 0 <= host < len(lines) or size > SMALL * sizes[host]:
            continue
        off = abs(lines[host][0].base - run[0].base)
        if off > 0.7 * sizes[host]:
            continue
        reach = 0.4 * sizes[host]
        if any(
            not glyph.text.isspace()
            and glyph.size > size
            and (-0.1 * glyph.size <= left - glyph.right <= reach or -0.1 * glyph.size <= glyph.left - right <= reach)
            for glyph in lines[host]
        ):
            return host
    return None


def _parts(signs: list[Sign], walls: Sequence[float]) -> list[list[Sign]]:
    """`signs` cut at wide gaps and at walls; the mark of a list's item stays with the item."""
    parts: list[list[Sign]] = [[]]
    last: Glyph | None = None
    for sign in signs:
        glyph = sign.glyph
        if glyph.text.isspace():
            parts[-1].append(sign)
            continue
        gap, size = (glyph.left - last.right, max(glyph.size, last.size)) if last else (0.0, glyph.size)
        is_wide = gap > WIDE_GAP * size and not (gap < 4 * size and _is_marker(parts[-1]))
        if last and (is_wide or any(last.right - 1 <= wall <= glyph.left + 1 for wall in walls)):
            parts.append([])
        parts[-1].append(sign)
        last = glyph
    return parts


def _is_marker(signs: list[Sign]) -> bool:
    if len(signs) > 12:
        return False
    return MARKER.fullmatch("".join(sign.glyph.text for sign in signs).strip()) is not None


def _piece(signs: list[Sign]) -> Piece | None:
    solid = [sign for sign in signs if not sign.glyph.text.isspace()]
    text = read_signs(signs)
    if not solid or not text:
        return None
    level = [sign.glyph for sign in solid if not sign.shift] or [sign.glyph for sign in solid]
    size = statistics.median(glyph.size for glyph in level)
    base = statistics.median(glyph.base for glyph in level)
    edges = union([sign.glyph.box for sign in solid])
    box = Box(edges.left, base - 0.9 * size, edges.right, base + 0.22 * size)
    bold = sum(glyph.weight >= BOLD or "bold" in glyph.font.lower() for glyph in level)
    length = max(len(text.split(" ", 1)[0]), 1)
    first = solid[:length]
    return Piece(
        text=text,
        box=box,
        base=base,
        size=size,
        is_bold=2 * bold > len(level),
        starts_raised=solid[0].shift < 0,
        first_width=first[-1].glyph.right - first[0].glyph.left,
    )
