"""Rows and the figures of another indicator -> rates per hundred of the base of the same unit and a fitting time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from outputs.comparing.definitions import Kind
from outputs.comparing.grouping import Groups, Subject, Time
from outputs.comparing.periods import Span
from outputs.comparing.rows import Cell, Rate, ReasonCode, Row
from outputs.comparing.rows_building import Cells, sum_cells

_FURTHEST = 366
"""Days that a base may lie from the end of the period: the last year's or the next year's level, no older one."""
_PLACES = Decimal("0.01")


def _day(text: str) -> date | None:
    """A day of the rule of choosing, which may be the 31st of a shorter month; None when it is none."""
    for day in (text, f"{text[:8]}30", f"{text[:8]}28"):
        try:
            return date.fromisoformat(day)
        except ValueError:
            continue
    return None


def _distance(time: Time, row: Row) -> int | None:
    mine, own = _day(time.as_of), _day(row.as_of)
    return None if mine is None or own is None else abs((mine - own).days)


@dataclass(frozen=True, slots=True)
class Bases:
    """The figures of the base indicator, by unit and time."""

    groups: Groups
    cells: Cells
    kind: Kind

    def times(self, row: Row, subject: Subject) -> list[Time]:
        """The times of the base that fit a row, the nearest first: a level within a year, a flow of the same span."""
        known = self.groups.get(subject, {})
        if self.kind == "flow":
            return [time for time in known if self._is_same_span(row, time)]
        near = [(distance, time) for time in known if (distance := _distance(time, row)) is not None]
        return [time for distance, time in sorted(near) if distance <= _FURTHEST]

    def _is_same_span(self, row: Row, time: Time) -> bool:
        own = row.cells[0].figure.span
        day = _day(time.as_of)
        return own is not None and day is not None and own == Span(time.first, day.isoformat())

    def cells_for(self, row: Row) -> list[Cell] | None:
        """The base of a row, for a sum one cell for each former unit; None when one has none that fits."""
        found = []
        for cell in row.cells:
            subject = Subject(cell.figure.place_key, None)
            read = (self.cells.cell(subject, time) for time in self.times(row, subject))
            base = next(filter(None, read), None)
            if base is None:
                return None
            found.append(base)
        return found

    def load_for(self, rows: Sequence[Row]) -> None:
        """Reads in one go the nearest base of every row."""
        subjects = [(row, Subject(cell.figure.place_key, None)) for row in rows for cell in row.cells]
        self.cells.load((subject, times[0]) for row, subject in subjects if (times := self.times(row, subject)))


def _note(row: Row, cells: Sequence[Cell]) -> ReasonCode | None:
    return "base_day" if any(cell.figure.as_of != row.as_of for cell in cells) else None


def with_rate(row: Row, bases: Bases) -> Row:
    """The row with its rate; without one where no base fits, it may be zero, or the value is no count."""
    cells = bases.cells_for(row)
    if cells is None:
        return replace(row, base_note="base_missing")
    base, bounds, _ = sum_cells(cells)
    allowed = row.bounds.allowed.per_hundred_of(bounds.allowed)
    if base <= 0 or allowed is None:
        return replace(row, base_cells=tuple(cells), base_note="base_zero")
    rate = Rate((100 * row.value / base).quantize(_PLACES), allowed)
    return replace(row, rate=rate, base_cells=tuple(cells), base_note=_note(row, cells))


def with_rates(rows: Sequence[Row], bases: Bases) -> list[Row]:
    """The rows with their rates, in their order; percentages and changes have none."""
    bases.load_for(rows)
    return [row if row.unit == "percent" else with_rate(row, bases) for row in rows]
