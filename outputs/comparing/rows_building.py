"""Groups of candidates -> rows: one figure for each subject, or the sum of the units that formed it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from outputs.comparing.choosing import best_by_document, rank
from outputs.comparing.figures import Figure
from outputs.comparing.grouping import Groups, Subject, Time
from outputs.comparing.intervals import Bounds, Interval
from outputs.comparing.rows import Cell, Row
from outputs.places import Place
from outputs.store.candidates import Candidate
from outputs.store.figures import FigureReader, StoredFigure
from schemas.vocabulary import Qualifier


class Cells:
    """Cells by subject and time, read from the store once each; retellings of other articles are left out."""

    def __init__(self, reader: FigureReader, groups: Groups) -> None:
        self._reader = reader
        self._groups = groups
        self._read: dict[Candidate, StoredFigure] = {}
        self._asked: set[Candidate] = set()

    def load(self, wanted: Iterable[tuple[Subject, Time]]) -> None:
        """Reads all of `wanted` in one go; what was read before is not asked for again."""
        asked = {one for subject, time in wanted for one in self._groups[subject][time]} - self._asked
        if asked:
            self._asked |= asked
            self._read |= self._reader.read(sorted(asked))

    def cell(self, subject: Subject, time: Time) -> Cell | None:
        """The cell of one subject at one time; None when every figure in it only tells again what another article told.

        Of one document the best figure counts, of several documents the latest stands first.
        """
        self.load([(subject, time)])
        read = [self._read[one] for one in self._groups[subject][time] if one in self._read]
        figures = [Figure(one.fact, place, one.source) for one in read if (place := Place.of(one.fact.locality))]
        ranked = best_by_document(figures)
        if not ranked:
            return None
        aside = (one for one in figures if one.document_id == ranked[0].document_id and one is not ranked[0])
        return Cell(ranked[0], tuple(ranked[1:]), tuple(aside))


def row_of(cell: Cell, *, with_body: bool = False) -> Row:
    """A row with the figure of one cell."""
    figure, fact = cell.figure, cell.figure.fact
    return Row(
        place=figure.place,
        body=fact.organization if with_body else None,
        value=fact.value,
        value_max=fact.value_max,
        qualifier=fact.qualifier,
        unit=fact.unit,
        period=fact.period,
        as_of=figure.as_of,
        bounds=figure.bounds,
        cells=(cell,),
    )


def _qualifier(allowed: Interval, total: Decimal) -> Qualifier:
    """The bound word for a sum: what its parts allow, seen from the sum of the printed numbers."""
    if allowed.is_exact:
        return "exact"
    if allowed.high is None:
        return "at_least" if allowed.low == total else "about"
    return "at_most" if allowed.high == total else "about"


def sum_cells(cells: Sequence[Cell]) -> tuple[Decimal, Bounds, Qualifier]:
    """The sum of the printed numbers, the values that the bounds of its parts allow, and the word for it."""
    total = sum((cell.figure.fact.value for cell in cells), Decimal(0))
    allowed = expected = Interval(Decimal(0), Decimal(0))
    for cell in cells:
        bounds = cell.figure.bounds
        allowed, expected = allowed.plus(bounds.allowed), expected.plus(bounds.expected)
    return total, Bounds(allowed, expected), _qualifier(allowed, total)


def sum_row(place: Place, cells: Sequence[Cell]) -> Row:
    """A row for a unit of today with the sum of the units that formed it; of one former unit alone, its figure."""
    total, bounds, qualifier = sum_cells(cells)
    newest = max((cell.figure for cell in cells), key=rank)
    return Row(
        place=place,
        body=None,
        value=total,
        value_max=None,
        qualifier=qualifier,
        unit=newest.fact.unit,
        period=newest.fact.period,
        as_of=newest.as_of,
        bounds=bounds,
        cells=tuple(cells),
        is_rolled_up=True,
    )
