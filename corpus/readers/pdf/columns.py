"""Pieces and tables of a page -> groups in reading order: what stands in one column, from the left to the right.

A column is found where several lines stand left and right of a gap that none of them crosses. A line that crosses
ends the columns: what stands above it is read before it, and below it they may begin again.
"""

import statistics
from collections.abc import Sequence
from typing import NamedTuple

from corpus.readers.pdf.blocks import Table
from corpus.readers.pdf.geometry import Box, union
from corpus.readers.pdf.pieces import Piece

LEAST_GAP = 0.8
"""Share of the type's size that parts two columns at least."""
LEAST_LINES = 3
"""Lines that each column has at least; two are enough for the heads and feet of letters, which are short."""
HEADING_GAP = 0.6
"""Share of the type's size between a heading and the column above it at least."""
LARGER = 1.2
MAX_DEPTH = 12
MAX_GAPS = 60
MAX_ITEMS = 4_000
"""On a page of more pieces no columns are looked for."""

Item = Piece | Table


class _Split(NamedTuple):
    x: float
    top: float
    bottom: float
    weight: float


def order_items(items: Sequence[Item]) -> list[list[Item]]:
    """The groups of `items` in reading order; those of a group stand in one column, from top to bottom."""
    if len(items) > MAX_ITEMS:
        return [sorted(items, key=_place)]
    return _order(list(items), MAX_DEPTH)


def _order(items: list[Item], depth: int) -> list[list[Item]]:
    split = _best_split(items) if depth and len(items) > 3 else None
    if split is None:
        return [sorted(items, key=_place)] if items else []
    groups: list[list[Item]] = [[], [], [], []]
    for item in items:
        middle = (item.box.top + item.box.bottom) / 2
        if middle < split.top:
            groups[0].append(item)
        elif middle > split.bottom:
            groups[3].append(item)
        else:
            groups[1 if item.box.right <= split.x else 2].append(item)
    return [leaf for group in groups for leaf in _order(group, depth - 1)]


def _place(item: Item) -> tuple[float, float]:
    return (item.base if isinstance(item, Piece) else item.box.top), item.box.left


def _best_split(items: list[Item]) -> _Split | None:
    """The gap with the most lines beside it, where one parts columns."""
    ordered = sorted(items, key=lambda item: item.box.top)
    best: _Split | None = None
    for x in _gaps(items):
        for split in _splits_at(x, ordered):
            if best is None or split.weight > best.weight:
                best = split
    return best


def _gaps(items: list[Item]) -> list[float]:
    """X to try: right behind the right sides of pieces, the commonest first."""
    counts: dict[int, int] = {}
    for item in items:
        at = round(item.box.right)
        counts[at] = counts.get(at, 0) + 1
    lefts = {round(item.box.left) for item in items}
    ends = [at for at in counts if any(left >= at for left in lefts)]
    return [at + 0.6 for at in sorted(ends, key=lambda at: (-counts[at], at))[:MAX_GAPS]]


def _splits_at(x: float, ordered: list[Item]) -> list[_Split]:
    """The runs of items beside `x`, from top to bottom, that make columns; an item that crosses `x` ends a run."""
    splits: list[_Split] = []
    left: list[Item] = []
    right: list[Item] = []
    for item in [*ordered, None]:
        if item is None or item.box.left < x < item.box.right:
            split = _split(x, left, right, is_ended=item is not None)
            splits += [split] if split else []
            left, right = [], []
        elif item.box.right <= x:
            left.append(item)
        else:
            right.append(item)
    return splits


def _split(x: float, left: list[Item], right: list[Item], *, is_ended: bool) -> _Split | None:
    left, right = _beside_each_other(left, right)
    left, right = _without_title(left, right)
    if is_ended and left and right:
        left, right = _without_heading(left, right), _without_heading(right, left)
    if min(len(left), len(right)) < 2:
        return None
    left_box, right_box = union([item.box for item in left]), union([item.box for item in right])
    size = min(_size(item) for item in [*left, *right])
    if right_box.left - left_box.right < LEAST_GAP * size:
        return None
    lines = min(_lines(left), _lines(right))
    if _are_labels(left):
        return None
    if lines < LEAST_LINES and not (lines >= 2 and _is_letter_head(left, right, left_box, right_box)):
        return None
    top, bottom = min(left_box.top, right_box.top), max(left_box.bottom, right_box.bottom)
    shared = min(left_box.bottom, right_box.bottom) - max(left_box.top, right_box.top)
    return _Split(x, top, bottom, shared)


def _beside_each_other(left: list[Item], right: list[Item]) -> tuple[list[Item], list[Item]]:
    """What of a run stands in columns: from the height at which both sides have begun, less a line."""
    if not left or not right:
        return [], []
    top = max(min(item.box.top for item in side) for side in (left, right)) - 1.5 * _size(left[0])
    return [item for item in left if item.box.bottom > top], [item for item in right if item.box.bottom > top]


def _without_title(left: list[Item], right: list[Item]) -> tuple[list[Item], list[Item]]:
    """The columns without the end of a title in larger type that stands above them."""
    pieces = [item.size for item in [*left, *right] if isinstance(item, Piece)]
    if not pieces:
        return left, right
    large = LARGER * statistics.median(pieces)
    start = min((item.box.top for item in [*left, *right] if _size(item) <= large), default=0.0)
    return [i for i in left if i.box.top >= start - 1], [i for i in right if i.box.top >= start - 1]


def _without_heading(side: list[Item], other: list[Item]) -> list[Item]:
    """`side` without a line or two below both columns that head what stands across them further down."""
    end = max(item.box.bottom for item in other)
    ordered = sorted(side, key=lambda item: item.box.top)
    for at in range(len(ordered) - 1, max(len(ordered) - 3, 0), -1):
        item, above = ordered[at], ordered[at - 1]
        if item.box.top > end and item.box.top - above.box.bottom > HEADING_GAP * _size(item):
            return ordered[:at]
    return side


def _size(item: Item) -> float:
    return item.size if isinstance(item, Piece) else 10.0


def _lines(items: list[Item]) -> int:
    """How many lines `items` are; a table counts as several."""
    bases = sorted(item.base for item in items if isinstance(item, Piece))
    distinct = sum(at == 0 or base - bases[at - 1] > 3 for at, base in enumerate(bases))
    return distinct + 3 * sum(isinstance(item, Table) for item in items)


def _are_labels(left: list[Item]) -> bool:
    """Whether the left side names what the right side states ("Họ và tên:"): that is read line by line."""
    return sum(isinstance(item, Piece) and item.text.endswith(":") for item in left) > 0.6 * len(left)


def _is_letter_head(left: list[Item], right: list[Item], left_box: Box, right_box: Box) -> bool:
    """Whether two short stretches stand side by side as the sender and the motto of a letter do."""
    pieces = [item for item in [*left, *right] if isinstance(item, Piece)]
    return len(pieces) == len(left) + len(right) and abs(left_box.top - right_box.top) < 2.5 * pieces[0].size
