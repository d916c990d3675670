"""Lines with one cell each -> tables: rows are told by running numbers, or by a label before each run of figures."""

from collections.abc import Sequence

from extractors.tables.cells import (
    MAX_CELL,
    MAX_COLUMNS,
    index_of,
    is_empty,
    is_figure,
    is_text,
    make_row,
    make_table,
)
from extractors.tables.heads import find_heads
from extractors.tables.records import Cell, Row, Table
from extractors.tables.totals import is_total

_FEWEST_WITH_TEXT = 3


def find_flattened(lines: Sequence[Cell]) -> list[Table]:
    """Tables with one cell a line, in order."""
    tables: list[Table] = []
    tried: set[int] = set()
    position = 0
    while position < len(lines):
        rows, end = _numbered_rows(lines, position, tried)
        if not rows:
            rows, end = _plain_rows(lines, position)
        if len(rows) < 2:
            position += 1
            continue
        found = find_heads(lines, position, len(rows[0].cells))
        if found:
            tables += make_table(found.heads, rows, label_head=found.label, ordinals=found.ordinals)
        position = end
    return tables


def _numbered_rows(lines: Sequence[Cell], position: int, tried: set[int]) -> tuple[list[Row], int]:
    """Rows that each begin with a running number on a line of its own, and the line behind them.

    `tried` are the lines of running numbers that were followed before; it grows, so that none is followed twice.
    """
    starts = [] if position in tried else _chain(lines, position)
    tried.update(starts)
    if len(starts) < 2:
        return [], position
    lengths = [b - a for a, b in zip(starts, starts[1:], strict=False)]
    length = max(set(lengths), key=lengths.count)
    width = length - 2
    last = starts[-1] + length
    if width < 1 or lengths.count(length) < 2 * len(lengths) / 3 or last > len(lines):
        return [], position
    spans = [s for s, n in zip(starts, [*lengths, length], strict=True) if n == length]
    rows = [make_row(lines[s + 1], lines[s + 2 : s + length], lines[s]) for s in spans]
    if not _is_regular(rows):
        return [], position
    total, end = _total_row(lines, last, rows)
    return [*rows, *total], end


def _chain(lines: Sequence[Cell], position: int) -> list[int]:
    """The lines of running numbers that count up from the one at `position`."""
    starts: list[int] = []
    at: int | None = position if _begins_row(lines, position, None) else None
    step = 0
    while at is not None:
        starts.append(at)
        value = (index_of(lines[at]) or 0) + 1
        if step and _begins_row(lines, at + step, value):
            at += step
            continue
        reach = range(at + 3, min(len(lines), at + MAX_COLUMNS + 3))
        following = next((i for i in reach if _begins_row(lines, i, value)), None)
        step = following - at if following is not None else 0
        at = following
    return starts


def _begins_row(lines: Sequence[Cell], at: int, value: int | None) -> bool:
    """Whether a running number (`value`, or any) stands at a line and a label behind it."""
    if at + 2 >= len(lines) or not is_text(lines[at + 1]):
        return False
    found = index_of(lines[at])
    return found is not None and value in (None, found)


def _is_regular(rows: Sequence[Row]) -> bool:
    """Whether each column holds one kind of cell, and a column of words stands only in a table of some length."""
    columns = list(zip(*(r.cells for r in rows), strict=True))
    kinds = [{is_figure(c) for c in column if c} for column in columns]
    if not any(kind == {True} for kind in kinds):
        return False
    words = any(False in kind for kind in kinds)
    return all(len(kind) <= 1 for kind in kinds) and (not words or len(rows) >= _FEWEST_WITH_TEXT)


def _total_row(lines: Sequence[Cell], at: int, rows: Sequence[Row]) -> tuple[list[Row], int]:
    """The row of totals at a line, which has no running number and may leave out the columns of words."""
    if at >= len(lines) or not is_total(lines[at].text):
        return [], at
    end = at + 1
    while end < len(lines) and (is_figure(lines[end]) or is_empty(lines[end])):
        end += 1
    figures = lines[at + 1 : end]
    of_figures = [
        all(c is None or is_figure(c) for c in column) for column in zip(*(r.cells for r in rows), strict=True)
    ]
    if len(figures) == len(of_figures):
        return [make_row(lines[at], figures)], end
    if len(figures) == sum(of_figures):
        rest = iter(figures)
        return [make_row(lines[at], [next(rest) if is_column else None for is_column in of_figures])], end
    return [], at


def _plain_rows(lines: Sequence[Cell], position: int) -> tuple[list[Row], int]:
    """Rows of a label and as many figures each, and the line behind them; a heading may stand between two rows."""
    rows: list[Row] = []
    while position < len(lines):
        row, end = _plain_row(lines, position, rows)
        if row is None and len(rows) >= 2 and position + 1 < len(lines) and is_text(lines[position]):
            row, end = _plain_row(lines, position + 1, rows)
        if row is None:
            break
        rows.append(row)
        position = end
    return rows, position


def _plain_row(lines: Sequence[Cell], position: int, rows: Sequence[Row]) -> tuple[Row | None, int]:
    index = lines[position] if index_of(lines[position]) is not None else None
    at = position + 1 if index else position
    if at >= len(lines) or not is_text(lines[at]) or len(lines[at].text) > MAX_CELL:
        return None, position
    end = at + 1
    while end < len(lines) and end - at <= MAX_COLUMNS and (is_figure(lines[end]) or is_empty(lines[end])):
        end += 1
    figures = lines[at + 1 : end]
    next_index = _has_next_index(lines, index, end)
    wanted = len(rows[0].cells) if rows else len(figures) - next_index
    if wanted < 1 or len(figures) != wanted + (next_index and len(figures) > wanted):
        return None, position
    if not any(map(is_figure, figures[:wanted])):
        return None, position
    return make_row(lines[at], figures[:wanted], index), at + 1 + wanted


def _has_next_index(lines: Sequence[Cell], index: Cell | None, end: int) -> bool:
    """Whether the last figure before `end` is the running number of the next row."""
    if index is None or end >= len(lines) or not is_text(lines[end]):
        return False
    value, last = index_of(index), index_of(lines[end - 1])
    return value is not None and last == value + 1
