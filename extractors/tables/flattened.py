"""Lines with one cell each -> tables: rows are told by running numbers, or by a label before each run of figures."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from extractors.tables.cells import (
    MAX_CELL,
    MAX_COLUMNS,
    index_of,
    is_empty,
    is_figure,
    is_roman,
    is_text,
    make_row,
    make_table,
    year_of,
)
from extractors.tables.heads import find_heads
from extractors.tables.records import Cell, Row, Table
from extractors.tables.totals import is_total
from extractors.tables.yearly import UNIT

_FEWEST_WITH_TEXT = 3


class _Found(NamedTuple):
    """Rows, the line of the first one, and the line behind the last."""

    rows: tuple[Row, ...] = ()
    first: int = 0
    end: int = 0


def find_flattened(lines: Sequence[Cell]) -> list[Table]:
    """Tables with one cell a line, in order."""
    tables: list[Table] = []
    tried: set[int] = set()
    labels: set[int] = set()
    position = 0
    while position < len(lines):
        found = _numbered_rows(lines, position, tried)
        found = found if found.rows else _plain_rows(lines, position, labels)
        if len(found.rows) < 2:
            position += 1
            continue
        has_units = all(row.label.text.endswith(")") for row in found.rows)
        heads = find_heads(lines, found.first, len(found.rows[0].cells), has_units=has_units)
        if heads:
            tables += make_table(heads.heads, found.rows, label_head=heads.label, ordinals=heads.ordinals)
        position = found.end
    return tables


def _numbered_rows(lines: Sequence[Cell], position: int, tried: set[int]) -> _Found:
    """Rows that each begin with a running number on a line of its own.

    `tried` are the lines of running numbers that were followed before; it grows, so that none is followed twice.
    """
    starts = [] if position in tried else _chain(lines, position)
    tried.update(starts)
    if len(starts) < 2:
        return _Found()
    lengths = [b - a for a, b in itertools.pairwise(starts)]
    length = max(set(lengths), key=lengths.count)
    width, last = length - 2, starts[-1] + length
    spans = [s for s, n in zip(starts, [*lengths, length], strict=True) if n >= length]
    if width < 1 or len(spans) < 2 * len(starts) / 3 or last > len(lines):
        return _Found()
    rows: list[Row] = []
    for start, end in zip(spans, [*spans[1:], last], strict=True):
        rows.append(make_row(lines[start + 1], lines[start + 2 : start + length], lines[start]))
        rows += _group_row(lines, start + length, end, width)
    if not _is_regular(rows):
        return _Found()
    total, end = _total_row(lines, last, rows)
    first = _lead(lines, position, width)
    return _Found((*_group_row(lines, first, position, width), *rows, *total), first, end)


def _group_row(lines: Sequence[Cell], first: int, end: int, width: int) -> list[Row]:
    """The row of a group of rows, which has no running number or a Roman one, when it fills lines first..end-1."""
    if end - first == width + 2 and is_roman(lines[first]):
        first += 1
    if end - first != width + 1 or not is_text(lines[first]):
        return []
    cells = lines[first + 1 : end]
    if all(year_of(c.text) for c in cells):
        return []  # they are the head
    return [make_row(lines[first], cells)] if any(map(is_figure, cells)) and not any(map(is_text, cells)) else []


def _lead(lines: Sequence[Cell], position: int, width: int) -> int:
    """Where the row of a group or of totals right before a line begins; without one, the line itself."""
    first = position - width - 1
    if first < 1 or not _group_row(lines, first, position, width):
        return position
    return first - 1 if is_roman(lines[first - 1]) else first


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
    if at + 2 >= len(lines):
        return False
    found = index_of(lines[at])
    return found is not None and value in (None, found) and is_text(lines[at + 1])


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


def _plain_rows(lines: Sequence[Cell], position: int, tried: set[int]) -> _Found:
    """Rows of a label and as many figures each, at least two; a heading may stand between two rows.

    `tried` are the lines where rows began that made no table; it grows, so that none is read twice.
    """
    rows: list[Row] = []
    first = position
    while position < len(lines) and position not in tried:
        row, end = _plain_row(lines, position, rows)
        if row is None and len(rows) >= 2:
            row, end = _plain_row(lines, _behind_heading(lines, position), rows)
        if row is None:
            break
        rows.append(row)
        tried.add(position)
        position = end
    last = [index_of(row.cells[-1]) if row.cells[-1] else None for row in rows]
    counts_up = bool(last) and last[0] is not None and last == list(range(last[0], last[0] + len(rows)))
    counts_up = counts_up and (len(rows) > 2 or last[0] == 1)
    return _Found() if counts_up or any(len(r.cells) < 2 for r in rows) else _Found(tuple(rows), first, position)


def _behind_heading(lines: Sequence[Cell], position: int) -> int:
    """The line behind a heading of rows, with a Roman number on a line of its own or without; else the line itself."""
    at = position + (position + 1 < len(lines) and is_roman(lines[position]))
    return at + 1 if at + 1 < len(lines) and is_text(lines[at]) else position


def _plain_row(lines: Sequence[Cell], position: int, rows: Sequence[Row]) -> tuple[Row | None, int]:
    index = lines[position] if index_of(lines[position]) is not None or is_roman(lines[position]) else None
    at = position + 1 if index else position
    if at >= len(lines) or not is_text(lines[at]) or len(lines[at].text) > MAX_CELL:
        return None, position
    label = lines[at]
    if at + 2 < len(lines) and UNIT.match(lines[at + 1].text) and not is_text(lines[at + 2]):
        label, at = Cell(label.start, label.end, f"{label.text} ({lines[at + 1].text})"), at + 1
    end = at + 1
    while end < len(lines) and end - at <= MAX_COLUMNS and (is_figure(lines[end]) or is_empty(lines[end])):
        end += 1
    figures = lines[at + 1 : end]
    next_index = _has_next_index(lines, index, end)
    wanted = len(rows[0].cells) if rows else len(figures) - next_index
    if wanted < 1 or len(figures) != wanted + (next_index and len(figures) > wanted):
        return None, position
    if not any(map(is_figure, figures[:wanted])) or (wanted > 1 and all(year_of(c.text) for c in figures[:wanted])):
        return None, position
    return make_row(label, figures[:wanted], index), at + 1 + wanted


def _has_next_index(lines: Sequence[Cell], index: Cell | None, end: int) -> bool:
    """Whether the last figure before `end` is the running number of the next row."""
    if index is None or end >= len(lines) or not is_text(lines[end]):
        return False
    value, last = index_of(index), index_of(lines[end - 1])
    return value is not None and last == value + 1
