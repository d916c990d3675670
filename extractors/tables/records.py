"""The records of tables: cells, heads of columns, rows."""

from dataclasses import dataclass
from typing import NamedTuple


class Cell(NamedTuple):
    """One cell at text[start:end]."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; `parent` is the head that stands over it and its neighbours."""

    cell: Cell
    parent: Cell | None = None

    @property
    def text(self) -> str:
        """The words of both, the upper first."""
        return f"{self.parent.text} {self.cell.text}" if self.parent else self.cell.text


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its label and its cells, left to right, None for an empty one; `index` is its running number or None."""

    label: Cell
    cells: tuple[Cell | None, ...]
    index: Cell | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    `start` and `end` span head and rows; `heads` are those of the columns behind the labels, as many as a row has
    cells; `label_head` is the one of the labels or None; `ordinals` are the numbers that only order rows and columns;
    `is_pairs` says that labels and figures stand on lines in turn and that the head may be none; `caption` is the line
    above the head or None; `above` are lines further up that may tell what the table is of, the nearest first;
    `is_running` says that all cells stand in one line of running text.
    """

    start: int
    end: int
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    label_head: Cell | None = None
    ordinals: tuple[Cell, ...] = ()
    is_pairs: bool = False
    caption: Cell | None = None
    above: tuple[Cell, ...] = ()
    is_running: bool = False
