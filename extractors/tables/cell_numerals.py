"""Numerals of a text -> those of the cells of its tables."""

import bisect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.tables.records import Cell, Table
from schemas.numerals import Numeral, RejectedReading, Rejection
from schemas.vocabulary import NonFactLabel, ReadAs

_PLAIN = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)\Z")
_MISTAKEN: dict[NonFactLabel, ReadAs] = {"date": "date", "name": "name", "ordinal": "ordinal"}


def part_at_cells(tables: Sequence[Table], numerals: Sequence[Numeral]) -> tuple[Numeral, ...]:
    """The numerals; a range or ratio whose ends stand in two cells is two ("45 - 30" with an empty cell between)."""
    cells = {c.start: c for t in tables for c in t.ordinals}
    cells |= {c.start: c for t in tables for row in t.rows for c in row.cells if c}
    parted: list[Numeral] = []
    for numeral in numerals:
        span, value = numeral.value_max_span or numeral.denominator_span, numeral.value_max or numeral.denominator
        second = cells.get(span[0]) if span else None
        if span is None or value is None or second is None:
            parted.append(numeral)
            continue
        parted.append(_alone(numeral, cells.get(numeral.start), (numeral.start, numeral.end), numeral.value))
        parted.append(_alone(numeral, second, span, value))
    return tuple(parted)


def as_order(numerals: Sequence[Numeral], order: Mapping[int, NonFactLabel]) -> list[Rejection]:
    """The running numbers of table rows and the years over its columns as rejections."""
    return [
        Rejection(start=n.start, end=n.end, text=n.text, label=order[n.start], reason="table.head_or_number")
        for n in numerals
        if n.start in order
    ]


def _alone(numeral: Numeral, cell: Cell | None, span: tuple[int, int], value: Decimal) -> Numeral:
    """One end of a range or ratio as a numeral of its own."""
    offset = span[0] - cell.start if cell else 0
    return Numeral(
        start=span[0],
        end=span[1],
        text=cell.text[offset : offset + span[1] - span[0]] if cell else numeral.text,
        value=value,
        is_percent="%" in cell.text if cell else numeral.is_percent,
        reach=span,
    )


@dataclass(frozen=True)
class CellNumerals:
    """The numerals and rejections of a document, ready to be asked for those of a cell."""

    numerals: tuple[Numeral, ...]
    rejections: tuple[Rejection, ...]

    def of(self, cell: Cell | None) -> Numeral | None:
        """The one numeral of a cell, or None when it has none or several."""
        if cell is None:
            return None
        first = bisect.bisect_left(self.numerals, cell.start, key=lambda n: n.start)
        inside = [n for n in self.numerals[first : first + 2] if n.start < cell.end]
        return inside[0] if len(inside) == 1 else None

    def taken_for_other(self, cell: Cell | None) -> Numeral | None:
        """The numeral of a cell that is a plain number and was taken for a year, or for part of a name before it."""
        if cell is None or not _PLAIN.match(cell.text):
            return None
        first = bisect.bisect_left(self.rejections, cell.start, key=lambda r: r.start)
        found = self.rejections[first] if first < len(self.rejections) else None
        if found is None or (found.start, found.end) != (cell.start, cell.end) or found.label not in _MISTAKEN:
            return None
        return Numeral(
            start=cell.start,
            end=cell.end,
            text=cell.text,
            value=Decimal(cell.text.replace(".", "")),
            reach=(cell.start, cell.end),
            rejected=RejectedReading(
                text=cell.text, read_as=_MISTAKEN[found.label], value=None, reason="table.counted"
            ),
        )
