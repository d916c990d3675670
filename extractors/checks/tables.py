"""Figures -> checks of table columns against the row of totals, in tables that became lines of text."""

import re
from collections.abc import Iterator

from extractors.checks.figures import Figure, Figures, make_check, print_sum
from extractors.checks.numbers import compare, print_figure, total
from schemas.checks import Check

_TOTAL_ROW = re.compile(r"(?:^|\n)\s*(?:\|\s*)?(?:tổng|cộng|toàn (?:tỉnh|huyện|thành phố|quận|thị xã))[^\n]*$")
_NUMBER = re.compile(r"\d[\d.,]*")
_FEWEST_ROWS = 3
_MOST_ROWS = 400


def find_table_checks(figures: Figures) -> Iterator[Check]:
    """One check for each column of counts above a row that begins with "Cộng" or "Tổng".

    The rows are the lines right above it with as many figures; a row that lost a figure ends the table, so that a
    column is never added up in part.
    """
    if not any([_may_end_table(figure.gap) for figure in figures]):
        return
    rows: list[list[Figure]] = []
    for figure in figures:
        if rows and rows[-1][0].line == figure.line:
            rows[-1].append(figure)
        else:
            rows.append([figure])
    for index, row in enumerate(rows):
        if _may_end_table(row[0].gap) and _TOTAL_ROW.search(row[0].gap) and len({f.sentence for f in row}) == 1:
            yield from _check_table(rows[max(0, index - _MOST_ROWS) : index], row)


def _may_end_table(gap: str) -> bool:
    """Whether a gap holds a word that all rows of totals begin with."""
    return "tổng" in gap or "cộng" in gap or "toàn" in gap


def _check_table(above: list[list[Figure]], totals: list[Figure]) -> Iterator[Check]:
    body: list[list[Figure]] = []
    below, is_whole = totals, True
    for row in reversed(above):
        if below[0].gap.count("\n") != 1:
            break
        if not _is_row_of(row, totals):
            is_whole = False
            break
        body.insert(0, row)
        below = row
    if len(body) < _FEWEST_ROWS:
        return
    line_above = below[0].gap.rpartition("\n")[0].rpartition("\n")[2]
    is_whole = is_whole and len(_NUMBER.findall(line_above)) < len(totals)
    for column, whole in enumerate(totals):
        cells = [row[column] for row in body]
        if whole.is_count:
            yield _check_column(cells, whole, is_whole=is_whole)


def _check_column(cells: list[Figure], whole: Figure, *, is_whole: bool) -> Check:
    """The sum of a column; where the table may have lost its upper rows, a wrong sum tells nothing."""
    outcome = compare(total([cell.bounds for cell in cells]), whole.bounds)
    if outcome == "fails" and not is_whole:
        outcome = "cannot_tell"
    sign = "=" if outcome == "holds" else "≠"
    statement = print_sum(cells, sign, print_figure(whole.fact))
    return make_check("parts_total", outcome, (*cells, whole), statement)


def _is_row_of(row: list[Figure], totals: list[Figure]) -> bool:
    """Whether a line is a row of the same table: as many figures of the same kinds, and few words between them."""
    kinds = [(f.fact.indicator, f.fact.measure, f.fact.unit) for f in row]
    is_like = kinds == [(f.fact.indicator, f.fact.measure, f.fact.unit) for f in totals]
    return is_like and all(len(f.gap.strip(" |")) == 0 for f in row[1:])
