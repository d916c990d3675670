"""Running text that holds all cells of a table, one behind the other -> tables.

A web page that loses its table keeps it so: "Nội dung Đơn vị tính 2016 2017 Tổng số đảng viên Người 3.210 3.305 Trong
đó: nữ Người 1.012 1.060 …". A row is a label and as many values as each other row; the head comes to as many columns.
"""

from collections.abc import Sequence
from dataclasses import replace

from extractors.tables.cells import make_row, make_table
from extractors.tables.records import Cell, Row, Table
from extractors.tables.running_rows import RunningRow, RunningRows, read_rows
from extractors.tables.runs import count_columns, find_shape, find_years, speaks_of_villages
from extractors.tables.wordings import TextHead, cut_pieces, part_head, read_head, read_label
from extractors.tables.words import (
    Stretch,
    Word,
    may_hold_two_runs,
    may_hold_two_values,
    number_in,
    part_stretches,
    split_words,
)

_FEWEST = 3
_LINES_ABOVE = 8
_SHORT = 160
_AHEAD = 16


def find_running(lines: Sequence[Cell]) -> list[Table]:
    """Tables in running text, in order."""
    tables: list[Table] = []
    for first, last in _blocks(lines):
        words = [word for number in range(first, last) for word in split_words(lines[number], number)]
        stretches = list(part_stretches(words))
        position = 0
        while position < len(stretches):
            found, position = _read_table(stretches, position)
            tables += found
    return tables


def _blocks(lines: Sequence[Cell]) -> list[tuple[int, int]]:
    """First line and the one behind the last of each part of the text that may hold such tables.

    That is a line with at least two runs of values, the short lines right above it, and the lines below with values.
    """
    if not any(may_hold_two_runs(line.text) for line in lines):
        return []
    counts = [_count_runs(line) for line in lines]
    blocks: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        if counts[at] < 2:
            at += 1
            continue
        first, end = at, at + 1
        floor = max(blocks[-1][1] if blocks else 0, at - _LINES_ABOVE)
        while first > floor and len(lines[first - 1].text) <= _SHORT:
            first -= 1
        while end < len(lines) and (counts[end] or (end + 1 < len(lines) and counts[end + 1] > 1)):
            end += 1
        blocks.append((first, end))
        at = end
    return blocks


def _count_runs(line: Cell) -> int:
    """How many times a word is followed by at least two values."""
    if not may_hold_two_values(line.text):
        return 0
    words = split_words(line, 0)
    starts = range(1, len(words) - 1)
    return sum(not words[i - 1].is_value and words[i].is_value and words[i + 1].is_value for i in starts)


def _read_table(stretches: Sequence[Stretch], at: int) -> tuple[list[Table], int]:
    """The table whose head stands in the words of a stretch, if one does, and the stretch to go on with."""
    head, values = stretches[at].words, stretches[at].values
    years = find_years(values)
    numbers = count_columns(values[len(years) :], is_sure=bool(years))
    left = values[len(years) + len(numbers) :]
    is_apart = bool(years or numbers) or (len(left) == 1 and number_in(left[0]) == 1)
    if not head or (is_apart and len(left) > 1):
        return [], at + 1
    pending = left[0] if is_apart and left else None
    body = stretches[at + 1 :] if is_apart else stretches[at:]
    mark = next((i for i, w in enumerate(head) if w.kind == "mark"), 0)
    if not is_apart and mark:
        head, body, is_apart = head[:mark], [Stretch(head[mark:], values), *stretches[at + 1 :]], True
    shape = find_shape(body[:_AHEAD], pending, len(years))
    if shape is None:
        return [], at + 1
    shape = replace(shape, of_villages=speaks_of_villages(head))
    read = read_rows(body, shape, pending=pending, is_shared=not is_apart)
    if len(read.rows) < _FEWEST:
        return [], at + 1
    behind = at + read.used + (len(stretches) - at - len(body))
    if 4 * read.skipped > len(read.rows):
        return [], max(behind, at + 1)
    return _build(head, read, years, numbers, is_apart=is_apart), max(behind, at + 1)


def _build(
    words: Sequence[Word], read: RunningRows, years: Sequence[Word], numbers: Sequence[Word], *, is_apart: bool
) -> list[Table]:
    """The table of a head and rows, when the head explains every column."""
    width = len(read.rows[0].values)
    rows = list(read.rows)
    if is_apart:
        more, rest = read.lead, rows[0].words
        if years and not more and width > len(years):
            more, rest = cut_pieces(rows[0].words, width - len(years))
        head = read_head(words, width, years=[_year(y) for y in years], more=more)
    else:
        others = [label for label in (read_label(r.words, has_unit=False) for r in rows[1:]) if label]
        head = part_head(rows[0].words, width, others)
        rest = head.rest if head else ()
    if head is None:
        return []
    rows[0] = replace(rows[0], words=tuple(rest))
    ready = [_row(row, head) for row in rows]
    marks = [w for row in rows for w in row.words if w.kind == "mark" and w.text[0].isdigit()]
    ordinals = [_bare(w) for w in (*numbers, *read.ordinals, *marks)]
    tables = make_table(head.heads, [r for r in ready if r], label_head=head.label, ordinals=ordinals)
    return [replace(table, caption=head.caption, is_running=True) for table in tables if len(table.rows) >= _FEWEST]


def _row(row: RunningRow, head: TextHead) -> Row | None:
    label = read_label(row.words, has_unit=head.has_unit)
    return make_row(label, [w.cell for w in row.values], _bare(row.index) if row.index else None) if label else None


def _bare(word: Word) -> Cell:
    """A number without the brackets around it or the sign behind it."""
    text = word.text.strip("()./")
    start = word.cell.start + word.text.index(text)
    return Cell(start, start + len(text), text)


def _year(word: Word) -> Cell:
    return word.cell if word.kind == "year" else _bare(word)
