"""Lines with one cell each below a head "Năm" -> tables with a row for each year."""

import re
from collections.abc import Sequence

from extractors.tables.cells import MAX_COLUMNS, is_empty, is_figure, is_text, make_row, make_table, year_of
from extractors.tables.records import Cell, Head, Row, Table

_YEAR_HEAD = re.compile(r"(?:các\s)?năm(?:\s(?:học|thực hiện))?\Z", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;:!?]\Z")


def find_year_rows(lines: Sequence[Cell]) -> list[Table]:
    """Tables whose rows begin with a year, one cell a line, in order."""
    tables: list[Table] = []
    end = 0
    for position, line in enumerate(lines):
        if position < end or not _YEAR_HEAD.match(line.text):
            continue
        heads = _heads(lines, position + 1)
        rows, last = _rows(lines, position + 1 + len(heads), len(heads)) if heads else ([], position)
        made = make_table([Head(cell) for cell in heads], rows, label_head=line)
        tables += made
        end = last if made else end
    return tables


def _heads(lines: Sequence[Cell], first: int) -> Sequence[Cell]:
    """The heads that stand between the head of the years and the first year; empty when no year follows them."""
    for at in range(first, min(len(lines), first + MAX_COLUMNS + 1)):
        if year_of(lines[at].text):
            return lines[first:at]
        if not is_text(lines[at]) or _SENTENCE_END.search(lines[at].text):
            break
    return ()


def _rows(lines: Sequence[Cell], first: int, width: int) -> tuple[list[Row], int]:
    """The rows of years that count up, and the line behind the last."""
    rows: list[Row] = []
    last = ""
    while first + width < len(lines):
        year, cells = year_of(lines[first].text), lines[first + 1 : first + 1 + width]
        if year is None or year <= last or not all(is_figure(c) or is_empty(c) for c in cells):
            break
        rows.append(make_row(lines[first], cells))
        first, last = first + 1 + width, year
    return rows, first
