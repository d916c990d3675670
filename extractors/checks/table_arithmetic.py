"""Tables and figures -> all checks of the arithmetic that the rows and columns of the tables state."""

from collections.abc import Iterator, Sequence

from extractors.checks.figures import Figures
from extractors.checks.table_grids import make_grids
from extractors.checks.table_parts import find_row_checks
from extractors.checks.table_percents import find_percent_checks
from extractors.checks.table_totals import find_column_checks
from extractors.tables.records import Table
from schemas.checks import Check


def find_arithmetic(tables: Sequence[Table], figures: Figures, text: str) -> Iterator[Check]:
    """Checks of totals and sections, of wholes and their columns, and of percentages, table by table."""
    for grid in make_grids(tables, figures, text):
        yield from find_column_checks(grid)
        yield from find_row_checks(grid)
        yield from find_percent_checks(grid)


def outside_tables(tables: Sequence[Table], figures: Figures) -> Figures:
    """The figures that stand in none of the tables, in order."""
    kept = []
    spans = iter([(table.start, table.end) for table in tables])
    start, end = next(spans, (0, 0))
    for figure in figures:
        at = figure.fact.evidence.start
        while end <= at and (span := next(spans, None)):
            start, end = span
        if not start <= at < end:
            kept.append(figure)
    return kept
