"""Document text -> its tables: which numeral stands in which row and column.

The printed forms: rows with " | " between cells; one cell a line; one cell a line with a column or a row for each
year; a name and figures with spaces between; a name, a colon and a figure; a name and its figure on lines in turn. A
table has at least two rows with the same number of cells, and a head that names every column.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.tables.bilingual import is_translation
from extractors.tables.cells import find_lines, is_number_head, is_text
from extractors.tables.flattened import find_flattened
from extractors.tables.listed import find_listed
from extractors.tables.pairs import find_pairs
from extractors.tables.piped import find_piped
from extractors.tables.records import Cell, Table
from extractors.tables.running import find_running
from extractors.tables.spaced import find_spaced
from extractors.tables.year_rows import find_year_rows
from extractors.tables.yearly import find_yearly

_UNIT = re.compile(r"\W*(?:đơn vị(?: tính)?|đvt|unit)\b", re.IGNORECASE)
_ABOVE = 4


def find_tables(text: str) -> tuple[Table, ...]:
    """Tables of a document in text order, none overlapping; may be empty. The surer forms come first."""
    lines = find_lines(text)
    found: list[Table] = []
    surer = (find_piped(lines), find_year_rows(lines), find_yearly(lines), find_flattened(lines), find_spaced(text))
    for tables in (*surer, find_running(lines), find_listed(lines), find_pairs(lines)):
        for table in tables:
            at = bisect.bisect_left(found, table.start, key=lambda t: t.start)
            if (at == 0 or found[at - 1].end <= table.start) and (at == len(found) or found[at].start >= table.end):
                found.insert(at, table)
    return tuple(replace(table, caption=table.caption or _caption(lines, table.start)) for table in found)


def _caption(lines: Sequence[Cell], start: int) -> Cell | None:
    """The line above a table, besides its unit and what is left of its head, or None at the top of the text."""
    at = bisect.bisect_left(lines, start, key=lambda line: line.start)
    above = [line for line in lines[max(0, at - _ABOVE) : at] if line.end <= start and _may_be_caption(line)]
    if len(above) > 1 and above[-1].text[0].islower():
        first, last = above[-2:]
        return Cell(first.start, last.end, f"{first.text} {last.text}")
    return above[-1] if above else None


def _may_be_caption(line: Cell) -> bool:
    """Whether a line tells what a table is of: no unit, no head of running numbers, no translation."""
    is_named = is_text(line) and not is_number_head(line) and not _UNIT.match(line.text)
    return is_named and not is_translation(line.text)
