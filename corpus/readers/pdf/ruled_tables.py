"""Grids and the glyphs inside them -> tables. What stands outside every grid is handed back."""

import bisect
from collections import defaultdict
from collections.abc import Sequence

from corpus.readers.pdf.blocks import Cell, Table, count_heads, is_number
from corpus.readers.pdf.geometry import Box, union
from corpus.readers.pdf.glyphs import Glyph
from corpus.readers.pdf.grids import Grid, GridCell
from corpus.readers.pdf.paragraphs import join_pieces, join_texts
from corpus.readers.pdf.pieces import Piece, find_pieces
from corpus.readers.pdf.stacked_rows import Placed, split_rows

LONG_CELL = 1_200
"""Characters above which a cell holds running text: the grid is a frame, no table."""


def read_ruled_tables(
    grids: Sequence[Grid], glyphs: Sequence[Glyph], *, page: int, turned: Sequence[tuple[Box, str]] = ()
) -> tuple[list[Table], list[Glyph]]:
    """The tables that `grids` rule, and the glyphs that stand in none of them.

    Args:
        grids: What the page's lines enclose.
        glyphs: Letters of the page with their marks joined.
        page: Its number, from 1.
        turned: Texts that stand upright in cells, with their places.
    """
    tables: list[Table] = []
    taken: set[int] = set()
    for grid in grids:
        inside = _inside(grid, glyphs)
        table = _table(grid, inside, page=page, turned=turned)
        if table is not None:
            tables.append(table)
            taken.update(id(glyph) for held in inside.values() for glyph in held)
    return tables, [glyph for glyph in glyphs if id(glyph) not in taken]


def _inside(grid: Grid, glyphs: Sequence[Glyph]) -> dict[GridCell, list[Glyph]]:
    """The glyphs in each cell of `grid`, by where the middle of the glyph lies."""
    owner = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    inside: dict[GridCell, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, glyph.base - 0.3 * glyph.size
        if grid.box.holds(x, y):
            cell = owner.get((bisect.bisect_right(grid.ys, y) - 1, bisect.bisect_right(grid.xs, x) - 1))
            if cell is not None:
                inside[cell].append(glyph)
    return inside


def _table(
    grid: Grid, inside: dict[GridCell, list[Glyph]], *, page: int, turned: Sequence[tuple[Box, str]]
) -> Table | None:
    pieces = {cell: find_pieces(glyphs) for cell, glyphs in inside.items()}
    texts = {cell: cell_text(held) for cell, held in pieces.items()}
    for box, text in turned:
        holder = next(
            (cell for cell in grid.cells if cell.box.holds(box.left + box.width / 2, box.top + box.height / 2)), None
        )
        if holder is not None:
            texts[holder] = f"{texts.get(holder, '')} {text}".strip()
    filled = [text for text in texts.values() if text]
    columns = {cell.column for cell, text in texts.items() if text}
    if len(filled) < 2 or len(columns) < 2 or max(map(len, filled)) > LONG_CELL:
        return None
    cells = _split_stacks(grid, pieces, texts, page=page)
    table = Table(cells=cells, edges=grid.xs[:-1], box=grid.box, page=page)
    drop_empty(table)
    table.heads = count_heads(table)
    return table


def cell_text(pieces: Sequence[Piece]) -> str:
    """The lines of one cell as one text."""
    return join_texts([line.text for line in join_pieces(pieces)])


def _split_stacks(
    grid: Grid, pieces: dict[GridCell, list[Piece]], texts: dict[GridCell, str], *, page: int
) -> list[Cell]:
    """The cells of a grid, rows that lines do not part told apart by the figures in them."""
    cells: list[Cell] = []
    added = 0
    for row in range(len(grid.ys) - 1):
        here = [cell for cell in grid.cells if cell.row == row]
        stack = _stack(here, pieces) if all(cell.rows == 1 for cell in here) else None
        if stack is None:
            cells += [
                Cell(texts.get(cell, ""), row + added, cell.column, cell.box, page, cell.rows, cell.columns)
                for cell in here
            ]
            continue
        for number, held in enumerate(stack):
            for column, group in sorted(held.items()):
                box = union([piece.box for piece in group])
                cells.append(Cell(cell_text(group), row + added + number, column, box, page))
        added += len(stack) - 1
    return cells


def _stack(cells: list[GridCell], pieces: dict[GridCell, list[Piece]]) -> list[dict[int, list[Piece]]] | None:
    """The rows that stand in one ruled row, or None where it is one."""
    counts = [len(join_pieces(held)) for cell in cells if (held := pieces.get(cell)) and _are_numbers(held)]
    if len(counts) < 2 or max(counts) < 2 or sum(count == max(counts) for count in counts) < 2:
        return None
    placed = [Placed(piece, cell.column) for cell in cells for piece in pieces.get(cell, [])]
    return split_rows(placed)


def _are_numbers(pieces: list[Piece]) -> bool:
    return all(is_number(piece.text) for piece in pieces)


def drop_empty(table: Table) -> None:
    """Take out rows and columns without any text and number the others anew."""
    filled = [cell for cell in table.cells if cell.text]
    rows = {row: at for at, row in enumerate(sorted({cell.row for cell in filled}))}
    columns = {column: at for at, column in enumerate(sorted({cell.column for cell in filled}))}
    table.edges = [edge for at, edge in enumerate(table.edges) if at in columns]
    table.cells = [
        Cell(
            cell.text,
            rows[cell.row],
            columns[cell.column],
            cell.box,
            cell.page,
            max(1, sum(cell.row <= row < cell.row + cell.rows for row in rows)),
            max(1, sum(cell.column <= column < cell.column + cell.columns for column in columns)),
        )
        for cell in filled
    ]
