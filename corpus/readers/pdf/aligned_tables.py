"""Pieces of a page -> tables without lines: rows of short pieces that stand in the same columns."""

import statistics
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.readers.pdf.blocks import Cell, Table, count_heads, is_number
from corpus.readers.pdf.geometry import union
from corpus.readers.pdf.paragraphs import CAPTION, UNIT_LINE
from corpus.readers.pdf.pieces import Piece
from corpus.readers.pdf.ruled_tables import cell_text, drop_empty
from corpus.readers.pdf.stacked_rows import Placed, Row, split_rows

LEAST_ROWS = 3
NEAR_ROWS = 3.4
"""Times the type's size: rows further apart than this are not of one table."""
ROW_GAP = 1.3
GUTTER = 0.35
CROSSING = 0.12
"""Share of the rows that may cross a gap between columns: heads over several columns, long names."""
RUNNING = 28
"""Characters of a usual piece above which columns hold running text."""
MAX_PIECES = 4_000

Line = list[Piece]


class _Columns(NamedTuple):
    starts: list[float]
    ends: list[float]

    def of(self, piece: Piece) -> tuple[int, int]:
        """First and last column that a piece reaches."""
        shares = [
            min(piece.box.right, end) - max(piece.box.left, start)
            for start, end in zip(self.starts, self.ends, strict=True)
        ]
        reached = [at for at, share in enumerate(shares) if share > 0.3 * piece.size]
        if not reached:
            middle = (piece.box.left + piece.box.right) / 2
            nearest = min(range(len(self.starts)), key=lambda at: abs((self.starts[at] + self.ends[at]) / 2 - middle))
            return nearest, nearest
        return reached[0], reached[-1]


def read_aligned_tables(pieces: Sequence[Piece], *, page: int) -> tuple[list[Table], list[Piece]]:
    """The tables that pieces make by standing in columns, and the pieces that stand in none."""
    if len(pieces) > MAX_PIECES:
        return [], list(pieces)
    lines = _lines(pieces)
    tables: list[Table] = []
    taken: set[int] = set()
    end = 0
    for first, last in _runs(lines):
        columns = _columns(lines[first : last + 1])
        if columns is None or _is_running(lines[first : last + 1], columns):
            continue
        top = _find_head(lines, first, columns, end=end)
        table = _table(lines[top:first], lines[first : last + 1], columns, page=page)
        if table is not None:
            tables.append(table)
            end = last + 1
            taken.update(id(piece) for line in lines[top : last + 1] for piece in line)
    return tables, [piece for piece in pieces if id(piece) not in taken]


def _lines(pieces: Sequence[Piece]) -> list[Line]:
    lines: list[Line] = []
    for piece in sorted(pieces, key=lambda piece: (piece.base, piece.box.left)):
        if lines and piece.base - lines[-1][0].base <= 0.3 * min(piece.size, lines[-1][0].size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.box.left) for line in lines]


def _is_row(line: Line) -> bool:
    """Whether a line could be a row: a figure behind something else, or three pieces."""
    if len(line) < 2 or any(UNIT_LINE.match(piece.text) or CAPTION.match(piece.text) for piece in line):
        return False
    figures = sum(is_number(piece.text) for piece in line[1:])
    gaps = [after.box.left - before.box.right for before, after in pairwise(line)]
    is_wide = max(gaps) > ROW_GAP * line[0].size  # narrower ones stand in stretched lines of text
    return is_wide and (len(line) > 2 or figures > 0)


def _runs(lines: list[Line]) -> list[tuple[int, int]]:
    """First and last line of each stretch in which rows follow one another, wrapped names and headings between."""
    runs: list[tuple[int, int]] = []
    rows = [at for at, line in enumerate(lines) if _is_row(line)]
    start = 0
    for at in range(1, len(rows) + 1):
        if at < len(rows) and _follows(lines, rows[at - 1], rows[at]):
            continue
        if at - start >= LEAST_ROWS or _are_two_rows([lines[row] for row in rows[start:at]]):
            runs.append((rows[start], _with_rest(lines, rows[at - 1])))
        start = at
    return runs


def _are_two_rows(rows: list[Line]) -> bool:
    return len(rows) == 2 and all(sum(is_number(piece.text) for piece in row) > 1 and len(row) > 2 for row in rows)


def _follows(lines: list[Line], above: int, below: int) -> bool:
    if below - above > 4:
        return False
    between = lines[above : below + 1]
    size = between[0][0].size
    if any(len(line) > 2 and not _is_row(line) for line in between):
        return False
    widest = max(line[-1].box.right for line in (between[0], between[-1]))
    return all(
        low[0].base - high[0].base < NEAR_ROWS * size and low[-1].box.right <= widest + size
        for high, low in pairwise(between)
    )


def _with_rest(lines: list[Line], last: int) -> int:
    """The last line of a table, the end of a wrapped name below its figures included."""
    while last + 1 < len(lines):
        line, above = lines[last + 1], lines[last]
        is_close = line[0].base - above[0].base < 1.45 * line[0].size
        if len(line) != 1 or not is_close or not line[0].text[:1].islower() or line[0].box.right > above[-1].box.left:
            break
        last += 1
    return last


def _columns(lines: list[Line]) -> _Columns | None:
    """The columns in which the rows' pieces stand: between gaps that hardly any row crosses."""
    rows = [line for line in lines if len(line) > 1 and any(is_number(piece.text) for piece in line)]
    if len(rows) < 2:
        rows = [line for line in lines if len(line) > 1]
    left = int(min(line[0].box.left for line in rows))
    right = int(max(piece.box.right for line in rows for piece in line)) + 1
    counts = [0] * (right - left + 1)
    for line in rows:
        for piece in line:
            for x in range(int(piece.box.left) - left, min(int(piece.box.right) - left + 1, len(counts))):
                counts[x] += 1
    allowed = int(CROSSING * len(rows))
    gap = max(2, round(GUTTER * statistics.median(line[0].size for line in rows)))
    starts, ends, free = [float(left)], [], 0
    for x, count in enumerate(counts):
        if count > allowed:
            if free >= gap and x > free:
                ends.append(float(left + x - free))
                starts.append(float(left + x))
            free = 0
        else:
            free += 1
    ends.append(float(right))
    return _Columns(starts, ends) if len(starts) > 1 else None


def _is_running(lines: list[Line], columns: _Columns) -> bool:
    """Whether the columns hold running text, as those of a newspaper do."""
    pieces = [piece for line in lines for piece in line if not is_number(piece.text)]
    if not pieces:
        return False
    if len(columns.starts) == 2 and not _has_name_and_figure(lines, columns):
        return True
    figures = sum(is_number(piece.text) for line in lines for piece in line)
    return figures < 0.2 * len(pieces) and statistics.median(len(piece.text) for piece in pieces) > RUNNING / max(
        1, len(columns.starts) - 2
    )


def _has_name_and_figure(lines: list[Line], columns: _Columns) -> bool:
    """Whether the first of two columns holds names and the second figures."""
    held: tuple[list[bool], list[bool]] = ([], [])
    for line in lines:
        for piece in line:
            held[min(columns.of(piece)[0], 1)].append(is_number(piece.text))
    return all(held) and sum(held[0]) <= 0.3 * len(held[0]) and sum(held[1]) >= 0.6 * len(held[1])


def _find_head(lines: list[Line], first: int, columns: _Columns, *, end: int) -> int:
    """The first line of the head above the rows, below line `end` of the table before."""
    top = first
    while top > end and first - top < 6:
        line, below = lines[top - 1], lines[top]
        size = line[0].size
        if below[0].base - line[0].base > 2.3 * size or any(
            UNIT_LINE.match(p.text) or CAPTION.match(p.text) for p in line
        ):
            break
        spans = [columns.of(piece) for piece in line]
        is_wide = any(last - start + 1 > max(1, len(columns.starts) - 1) for start, last in spans)
        if is_wide or (len(line) == 1 and (top == first or spans[0][0] == 0)):
            break
        top -= 1
    return top


def _table(head: list[Line], body: list[Line], columns: _Columns, *, page: int) -> Table | None:
    placed = [Placed(piece, columns.of(piece)[0]) for line in body for piece in line]
    rows = split_rows(placed)
    cells = _head_cells(head, columns, page=page)
    above = max((cell.row + 1 for cell in cells), default=0)
    for number, row in enumerate(rows, start=above):
        cells += _row_cells(row, number, page=page)
    if len({cell.column for cell in cells}) < 2:
        return None
    box = union([piece.box for line in [*head, *body] for piece in line])
    table = Table(cells=cells, edges=columns.starts, box=box, page=page, is_ruled=False)
    drop_empty(table)
    table.heads = max(above, count_heads(table)) if above else count_heads(table)
    return table


def _row_cells(row: Row, number: int, *, page: int) -> list[Cell]:
    return [
        Cell(cell_text(group), number, column, union([piece.box for piece in group]), page)
        for column, group in sorted(row.items())
    ]


def _head_cells(head: list[Line], columns: _Columns, *, page: int) -> list[Cell]:
    """The head's cells in one row, or in two where a head spans the columns of others below it."""
    stacks: dict[tuple[int, int], list[Piece]] = {}
    for line in head:
        for piece in line:
            stacks.setdefault(columns.of(piece), []).append(piece)
    wide = [span for span in stacks if span[1] > span[0]]
    cells = []
    for (start, last), group in sorted(stacks.items()):
        below = any(w[0] <= start and last <= w[1] and w != (start, last) for w in wide)
        box = union([piece.box for piece in group])
        cells.append(Cell(cell_text(group), 1 if below else 0, start, box, page, 1, last - start + 1))
    return cells
