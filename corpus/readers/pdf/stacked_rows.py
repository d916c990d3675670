"""Pieces in columns -> rows, where no line parts them: a row is where figures stand, and wrapped names join them."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus.readers.pdf.blocks import is_number
from corpus.readers.pdf.paragraphs import ITEM
from corpus.readers.pdf.pieces import Piece

SAME_BASE = 0.35


class Placed(NamedTuple):
    """A piece and the column in which it stands."""

    piece: Piece
    column: int


Row = dict[int, list[Piece]]


def split_rows(placed: Sequence[Placed]) -> list[Row]:
    """The rows of a table's body, from top to bottom, each with its pieces by column.

    A line with a figure behind its first column, or with three filled columns, begins a row. A line without is the
    rest of the row that stands nearer to it; one in the middle goes with the row above if it begins with a small
    letter, and is a row of its own (a heading in the table) otherwise.
    """
    lines = _lines(placed)
    anchors = [at for at, line in enumerate(lines) if is_anchor(line)]
    if not anchors:
        return [_row(line) for line in lines]
    rows: list[list[list[Placed]]] = []
    is_whole: list[bool] = []
    pending: list[list[Placed]] = []
    for at, line in enumerate(lines):
        if at in set(anchors):
            rows.append([*pending, line])
            is_whole.append(True)
            pending = []
            continue
        match _side(lines, at, anchors):
            case "above" if rows:
                rows[-1].append(line)
            case "below":
                pending.append(line)
            case _:
                rows.extend([held] for held in [*pending, line])
                pending = []
    rows += [[line] for line in pending]
    return [_row([item for line in row for item in line]) for row in rows]


def is_anchor(line: Sequence[Placed]) -> bool:
    """Whether a line of a table holds a row's figures."""
    columns = {item.column for item in line}
    first = min(columns)
    return (
        len(columns) > 2
        or any(is_number(item.piece.text) and item.column > first for item in line)
        or (len(line) == 1 and line[0].column > 1 and is_number(line[0].piece.text))
    )


def _lines(placed: Sequence[Placed]) -> list[list[Placed]]:
    lines: list[list[Placed]] = []
    for item in sorted(placed, key=lambda item: (item.piece.base, item.column)):
        if lines and item.piece.base - lines[-1][0].piece.base <= SAME_BASE * item.piece.size:
            lines[-1].append(item)
        else:
            lines.append([item])
    return lines


def _side(lines: list[list[Placed]], at: int, anchors: list[int]) -> str:
    """Which row a line without figures belongs to: "above", "below", or "own"."""
    base, size = lines[at][0].piece.base, lines[at][0].piece.size
    text = min(lines[at], key=lambda item: item.column).piece.text
    up = base - lines[at - 1][0].piece.base if at else 1e9
    down = lines[at + 1][0].piece.base - base if at + 1 < len(lines) else 1e9
    has_above, has_below = at > anchors[0], at < anchors[-1]
    if ITEM.match(text) and not text[:1].islower():
        return "own" if not has_below or not _leans(down, up) else "below"
    if has_above and (_leans(up, down) or text[:1].islower()) and up < 2 * size:
        return "above"
    if has_below and _leans(down, up) and down < 2 * size:
        return "below"
    return "own"


def _leans(near: float, far: float) -> bool:
    return near < 0.85 * far


def _row(items: Sequence[Placed]) -> Row:
    row: Row = {}
    for item in items:
        row.setdefault(item.column, []).append(item.piece)
    return row
