"""Statements about facts that arithmetic supports or contradicts, within a document and between documents."""

import hashlib
from typing import Literal, get_args

from schemas.documents import PartialDate
from schemas.record import Record
from schemas.vocabulary import Indicator

CheckKind = Literal[
    "ratio_percent", "parts_total", "before_after_change", "completion", "same_figure", "part_whole", "flow_level",
    "rate_base",
]  # fmt: skip
"""What the text of one document states about its own figures."""

CrossKind = Literal[
    "agreement", "rounding", "conflict", "revision", "syndicated", "scope", "broken_series", "units_total",
    "reform_2025",
]  # fmt: skip
"""What the figures of several documents say together.

agreement: two of them tell the same; rounding: one tells it roundly ("hơn 5.300" and 5.314); conflict: they cannot both
be right; revision: a later article of the same paper tells another figure; syndicated: a copy beside its original;
scope: a part (a body, a group, a shorter time) beside its whole; broken_series: a series of one locality over time;
units_total: the units of a larger unit beside it; reform_2025: a unit of July 2025 beside those that it was made of.
"""
Outcome = Literal["holds", "fails", "cannot_tell"]

MARKS: dict[Outcome, str] = {"holds": "✓", "fails": "✗", "cannot_tell": "?"}
"""How a check begins in the `checks` of a fact."""
CROSS_KINDS: tuple[str, ...] = get_args(CrossKind)
KINDS: tuple[str, ...] = (*get_args(CheckKind), *CROSS_KINDS)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


class Check(Record):
    """One arithmetic statement, for example "19 + 26 = 45", about the facts named in `fact_ids`."""

    kind: CheckKind
    outcome: Outcome
    fact_ids: tuple[str, ...]
    statement: str


class CheckedFigure(Record):
    """One fact that a check between documents is about, and where it stands."""

    fact_id: str
    document_id: str


class CrossCheck(Record):
    """One statement about facts of several documents, for example "5.314 ≠ 5.413", in the order that it names them.

    `locality` is the unit that it is about, `province` the bare name of its province then, `period` the last day that
    the figures are of; None where they have none in common.
    """

    kind: CrossKind
    outcome: Outcome
    figures: tuple[CheckedFigure, ...]
    statement: str
    indicator: Indicator
    locality: str | None
    province: str | None
    period: PartialDate | None

    @property
    def check_id(self) -> str:
        """The same for the same statement about the same facts, whenever it is made."""
        parts = (self.kind, self.outcome, self.statement, *(figure.fact_id for figure in self.figures))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


class CheckedDocument(Record):
    """An article that a listed check quotes."""

    document_id: str
    name: str
    title: str | None
    publisher: str | None
    published: PartialDate | None
    url: str | None


class ListedCheck(Record):
    """A check as lists, exports and other systems read it, within a document or between documents.

    `documents` are those of its figures, each once. `indicator`, `locality`, `province` and `period` are those of its
    first figure.
    """

    check_id: str
    kind: CheckKind | CrossKind
    outcome: Outcome
    statement: str
    indicator: Indicator
    locality: str | None
    province: str | None
    period: PartialDate | None
    figures: tuple[CheckedFigure, ...]
    documents: tuple[CheckedDocument, ...]

    @property
    def is_between(self) -> bool:
        """Whether it is between documents."""
        return self.kind in CROSS_KINDS
