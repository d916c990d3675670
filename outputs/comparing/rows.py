"""The records of a table of comparison: its rows, what each figure rests on, and what may be said of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from outputs.comparing.figures import Figure
from outputs.comparing.intervals import Agreement, Bounds, Interval
from outputs.comparing.request import Request
from outputs.places import Place
from schemas.facts import Period
from schemas.vocabulary import Qualifier, ReviewMark

ReasonCode = Literal[
    "boundary_other", "period_other", "length_other", "unit_other", "span_unknown", "day_other", "published_only",
    "time_unknown", "inferred", "bound", "conflict", "loose", "contradicted", "doubtful", "no_code", "base_day",
    "base_missing", "base_zero", "summed", "conflict_within",
]  # fmt: skip
VerdictLevel = Literal["comparable", "caution", "not_comparable"]


_REVIEWS: tuple[ReviewMark | None, ...] = ("reopened", None, "rejected", "corrected", "added", "accepted")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a row may be set beside the others, and why not or why with care."""

    level: VerdictLevel
    reasons: tuple[ReasonCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """The figure that stands for a unit at a time, and what other articles say about the same.

    `others` are the best figures of the other documents for the same time, the latest first; `set_aside` what the
    document of `figure` itself tells beside it.
    """

    figure: Figure
    others: tuple[Figure, ...] = ()
    set_aside: tuple[Figure, ...] = ()

    @property
    def is_disputed_within(self) -> bool:
        """Whether its own document tells another number for the same."""
        own = self.figure.bounds
        return any(own.agreement(other.bounds) == "conflict" for other in self.set_aside)

    @property
    def conflicting(self) -> tuple[Figure, ...]:
        """Those that cannot be the same quantity, as bounds go."""
        own = self.figure.bounds
        return tuple(other for other in self.others if own.agreement(other.bounds) == "conflict")

    @property
    def agreements(self) -> frozenset[Agreement]:
        """How the others stand to the figure; empty where it is the only one."""
        own = self.figure.bounds
        return frozenset(own.agreement(other.bounds) for other in self.others)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of the cell, the shown one first."""
        return (self.figure, *self.others)


@dataclass(frozen=True, slots=True)
class Rate:
    """100 times the value over its base: the quotient of the printed numbers, and all that their bounds allow."""

    value: Decimal
    allowed: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure of a table.

    `cells` is one cell, or for a unit of today `is_rolled_up` from former ones, one for each of them; `base_cells`
    likewise for the base of the rate. `rank` is the best and the worst place in the ranking that bounds allow, among
    comparable rows.
    """

    place: Place
    body: str | None
    value: Decimal
    value_max: Decimal | None
    qualifier: Qualifier
    unit: str
    period: Period
    as_of: str
    bounds: Bounds
    cells: tuple[Cell, ...]
    rate: Rate | None = None
    base_cells: tuple[Cell, ...] = ()
    base_note: ReasonCode | None = None
    verdict: Verdict = Verdict("comparable")
    rank: tuple[int, int] | None = None
    is_rolled_up: bool = False

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures that the value rests on, those of other articles with them."""
        return tuple(figure for cell in self.cells for figure in cell.figures)

    @property
    def sources(self) -> int:
        """How many documents state the value or a part of it."""
        return len({figure.document_id for figure in self.figures})

    @property
    def review(self) -> ReviewMark | None:
        """What analysts said of its figures; of a sum what holds for all of them, or needs a look in one."""
        marks = {cell.figure.fact.review for cell in self.cells}
        return next(mark for mark in _REVIEWS if mark in marks)

    @property
    def checked(self) -> Decimal:
        """The share of its figures that arithmetic of their documents supports."""
        shown = [figure for cell in self.cells for figure in (cell.figure,)]
        return Decimal(sum(figure.is_checked for figure in shown)) / len(shown)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A unit of today for which no sum is given, and why, in words for a reader."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """One indicator side by side: rows in the order asked for, and the sums that were refused."""

    request: Request
    rows: tuple[Row, ...]
    refusals: tuple[Refusal, ...] = ()

    @property
    def checked(self) -> Decimal:
        """The share of the shown figures that arithmetic of their documents supports; 0 where there is none."""
        shown = [cell.figure for row in self.rows for cell in row.cells]
        return Decimal(sum(figure.is_checked for figure in shown)) / len(shown) if shown else Decimal(0)

    @property
    def documents(self) -> int:
        """How many documents its figures come from."""
        return len({figure.document_id for row in self.rows for figure in row.figures})
