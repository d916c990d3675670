"""Document text -> its tables: which numeral stands in which row and column.

The printed forms: rows with " | " between cells; one cell a line; one cell a line with a column or a row for each
year; a name and figures with spaces between; a name, a colon and a figure; a name and its figure on lines in turn. A
table has at least two rows with the same number of cells, and a head that names every column.
"""

import bisect
from dataclasses import replace

from extractors.tables.captions import find_above, find_caption
from extractors.tables.cells import find_lines
from extractors.tables.flattened import find_flattened
from extractors.tables.listed import find_listed
from extractors.tables.pairs import find_pairs
from extractors.tables.piped import find_piped
from extractors.tables.records import Table
from extractors.tables.running import find_running
from extractors.tables.spaced import find_spaced
from extractors.tables.year_rows import find_year_rows
from extractors.tables.yearly import find_yearly


def find_tables(text: str) -> tuple[Table, ...]:
    """Tables of a document in text order, none overlapping; may be empty. The surer forms come first."""
    lines = find_lines(text)
    found: list[Table] = []
    alike = sorted([*find_yearly(lines), *find_flattened(lines)], key=lambda t: -len(t.rows))
    surer = (find_piped(lines), find_year_rows(lines), alike, find_spaced(text))
    for tables in (*surer, find_running(lines), find_listed(lines), find_pairs(lines, text)):
        for table in tables:
            at = bisect.bisect_left(found, table.start, key=lambda t: t.start)
            if (at == 0 or found[at - 1].end <= table.start) and (at == len(found) or found[at].start >= table.end):
                found.insert(at, table)
    return tuple(
        replace(table, caption=table.caption or find_caption(lines, table.start), above=find_above(lines, table.start))
        for table in found
    )
