"""Document text -> its tables: which numeral stands in which row and column.

The printed forms: rows with " | " between cells; one cell a line; one cell a line with a column or a row for each
year; a name and figures with spaces between; a name, a colon and a figure; a name and its figure on lines in turn. A
table has at least two rows with the same number of cells, and a head that names every column.
"""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.tables.captions import find_above, find_caption
from extractors.tables.cells import find_lines, has_digit, may_be_value
from extractors.tables.flattened import find_flattened
from extractors.tables.listed import find_listed
from extractors.tables.pairs import find_pairs
from extractors.tables.piped import find_piped
from extractors.tables.records import Cell, Table
from extractors.tables.running import find_running
from extractors.tables.spaced import find_spaced
from extractors.tables.year_rows import find_year_rows
from extractors.tables.yearly import find_yearly


def find_tables(text: str) -> tuple[Table, ...]:
    """Tables of a document in text order, none overlapping; may be empty."""
    if not has_digit(text):
        return ()
    lines = find_lines(text)
    found: list[Table] = []
    for table in _of_all_forms(lines, text):
        at = bisect.bisect_left(found, table.start, key=lambda t: t.start)
        if (at == 0 or found[at - 1].end <= table.start) and (at == len(found) or found[at].start >= table.end):
            found.insert(at, table)
    return tuple(
        replace(table, caption=table.caption or find_caption(lines, table.start), above=find_above(lines, table.start))
        for table in found
    )


def _of_all_forms(lines: Sequence[Cell], text: str) -> Iterator[Table]:
    """Tables that may overlap, those of the surer forms first; some forms need a line that is a value."""
    has_values = any(may_be_value(line.text) for line in lines)
    yield from find_piped(lines)
    if has_values:
        yield from find_year_rows(lines)
        yield from sorted([*find_yearly(lines), *find_flattened(lines)], key=lambda t: -len(t.rows))
    yield from find_spaced(text)
    yield from find_running(lines)
    yield from find_listed(lines)
    if has_values:
        yield from find_pairs(lines, text)
