"""Tables and the figures of a document -> grids of amounts: what stands in each row and column, and how rows nest.

Rows nest by their marks, as Vietnamese reports print them: A, then I, then 1, then 1.1, then a), then a dash.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.checks.figures import Figure, Figures
from extractors.folding import fold_text
from extractors.tables.records import Cell, Head, Row, Table
from extractors.tables.totals import is_total

RowKind = Literal["part", "aside", "total"]
Amount = Figure | Literal["?"] | None
"""What a cell holds: a figure, "?" where no fact was read from it, None where it says nothing."""
_MARKS = (
    (0, r"[ABCDEG]"),
    (1, r"[IVX]{1,5}"),
    (2, r"\d{1,3}"),
    (3, r"\d{1,3}\.\d{1,2}"),
    (4, r"[a-zđ]"),
    (5, r"[-–—•*]"),
    (6, r"\+"),
)
_ALONE = tuple((rank, re.compile(rf"{mark}[.)/]?")) for rank, mark in _MARKS)
_IN_LABEL = tuple((rank, re.compile(rf"{mark}[.)/]\s?(?!\d)" if rank < 5 else mark)) for rank, mark in _MARKS)
_NUMBERED = 2
_UNMARKED = 7
_ASIDE = re.compile(r"\W*(?:trong đó|trong số (?:đó|này)|riêng|bình quân|trung bình|so với|tăng|giảm|t[ỷỉ] lệ)\b")
_WHOLE_PLACE = re.compile(r"\W*(?:toàn|chung|cả)\b")
_MOST_ROWS = 5000
_LONGEST_MARK = 8


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its label in folded words, its rank (0 for "A", 2 for "1"), and the amounts of its cells.

    `opens` says that a line with words of its own stands before the row, such as the name of a section.
    """

    label: str
    rank: int
    kind: RowKind
    opens: bool
    amounts: tuple[Amount, ...]

    @property
    def is_strong_total(self) -> bool:
        """Whether the label says that the row adds up the others; "Toàn tỉnh" only says where."""
        return self.kind == "total" and not _WHOLE_PLACE.match(self.label)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table, also over several pages. `is_whole` says that no row of figures was lost between its rows."""

    heads: tuple[Head, ...]
    rows: tuple[GridRow, ...]
    is_whole: bool


def make_grids(tables: Sequence[Table], figures: Figures, text: str) -> Iterator[Grid]:
    """The grids of tables, in order; tables with the same heads that follow one another are one."""
    starts = [figure.fact.evidence.start for figure in figures]
    for joined in _joined(tables, text):
        rows = [row for table in joined for row in table.rows]
        if not any(row.cells for row in rows) or len(rows) > _MOST_ROWS:
            continue
        between = [_words_before(table, at, text) for table in joined for at in range(len(table.rows))]
        marks = [_mark_of(row, words) for row, words in zip(rows, between, strict=True)]
        is_numbered = sum(rank == _NUMBERED for rank, _ in marks) > 1
        grid_rows = tuple(
            _make_row(row, mark, figures, starts, is_numbered=is_numbered)
            for row, mark in zip(rows, marks, strict=True)
        )
        is_whole = not any(re.search(r"\d", words) for _, words in marks)
        yield Grid(joined[0].heads, grid_rows, is_whole)


def _joined(tables: Sequence[Table], text: str) -> Iterator[list[Table]]:
    """Tables as runs: one, and those behind it that repeat its heads with nothing but a page's furniture between."""
    run: list[Table] = []
    for table in tables:
        same = run and [h.text for h in run[-1].heads] == [h.text for h in table.heads]
        if run and not (same and text.count("\n", run[-1].end, table.start) <= 3):
            yield run
            run = []
        run.append(table)
    if run:
        yield run


def _words_before(table: Table, at: int, text: str) -> str:
    """What stands between a row of a table and the row before it, none of it in a cell of theirs.

    Before the first row that is the mark at the beginning of its line.
    """
    start = _edges(table.rows[at])[0]
    if at == 0:
        return text[max(text.rfind("\n", 0, start) + 1, start - _LONGEST_MARK) : start]
    return text[_edges(table.rows[at - 1])[1] : start]


def _edges(row: Row) -> tuple[int, int]:
    cells = [cell for cell in (row.index, row.label, *row.cells) if cell]
    return min(cell.start for cell in cells), max(cell.end for cell in cells)


def _mark_of(row: Row, before: str) -> tuple[int, str]:
    """The rank that a row's mark gives it (7 for none), and the words that stand before the row and are no mark."""
    lines = [line.strip(" |\t") for line in before.split("\n")]
    others, beside = " ".join(line for line in lines[:-1] if line), lines[-1]
    printed = row.index.text if row.index else beside
    for rank, pattern in _ALONE if printed else ():
        if pattern.fullmatch(printed):
            return rank, others
    for rank, pattern in _IN_LABEL:
        if pattern.match(row.label.text):
            return rank, f"{others} {beside}".strip()
    return _UNMARKED, others if row.index else f"{others} {beside}".strip()


def _make_row(
    row: Row, mark: tuple[int, str], figures: Figures, starts: Sequence[int], *, is_numbered: bool
) -> GridRow:
    label = fold_text(row.label.text)
    rank, others = mark
    if rank == _UNMARKED:
        rank = 1 if is_numbered else _NUMBERED
    if _ASIDE.match(label):
        kind: RowKind = "aside"
    else:
        kind = "total" if is_total(row.label.text) else "part"
    return GridRow(label, rank, kind, bool(others), tuple(_amount(cell, figures, starts) for cell in row.cells))


def _amount(cell: Cell | None, figures: Figures, starts: Sequence[int]) -> Amount:
    if cell is None:
        return None
    at = bisect.bisect_left(starts, cell.start)
    return figures[at] if at < len(figures) and starts[at] < cell.end else "?"
