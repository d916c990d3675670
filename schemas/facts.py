"""The facts: one figure stated about one thing, quoting its evidence, and the ledger that accounts for all numerals."""

from typing import Annotated

from pydantic import AfterValidator, Field

from schemas.documents import PartialDate
from schemas.numerals import RejectedReading
from schemas.record import Number, Record
from schemas.vocabulary import (
    DenominatorRole,
    Direction,
    Indicator,
    LedgerLabel,
    Level,
    Measure,
    Qualifier,
    ReviewMark,
    Status,
    System,
    is_group,
)


def _allowed_groups(tags: tuple[str, ...]) -> tuple[str, ...]:
    if not tags:
        return tags
    unknown = [tag for tag in tags if not is_group(tag)]
    if unknown:
        raise ValueError(f"unknown breakdown tags: {', '.join(unknown)}")
    if list(tags) != sorted(set(tags)):
        raise ValueError("breakdown tags must be sorted and distinct")
    return tags


Groups = Annotated[tuple[str, ...], AfterValidator(_allowed_groups)]


class TableCell(Record):
    """A cell of a report's table: numbers count from 1; heads are as printed, or None where the table has none.

    `column_head` joins the heads of several levels by " / "; `sheet` names the worksheet of a workbook.
    """

    table: int = Field(ge=1)
    row: int = Field(ge=1)
    column: int = Field(ge=1)
    sheet: str | None
    row_head: str | None
    column_head: str | None


class Evidence(Record):
    """Where a figure stands: `text[start:end]` is the numeral, `text[quote_start:quote_end]` the sentence `quote`.

    `page` is the page of a PDF, `cell` the table cell, in documents whose format tells them.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    quote: str
    quote_start: int = Field(ge=0)
    quote_end: int = Field(ge=1)
    page: int | None = Field(default=None, ge=1)
    cell: TableCell | None = None


class SuccessorUnit(Record):
    """A unit of today that took over a unit that no longer exists, wholly or in part.

    `name` and `province` carry their kind ("tỉnh Thái Nguyên"); `part` says that other units took over the rest.
    """

    name: str
    code: str
    province: str | None
    part: bool = False


class Locality(Record):
    """The administrative unit a figure is about, as it was then.

    `name` carries its kind ("huyện Ba Bể"); `code` is era:level:code or None where the gazetteer has no single
    answer; `province` is the bare name of the province then; `successors` is empty for units that still exist.
    """

    name: str
    level: Level | None
    code: str | None
    province: str | None
    successors: tuple[SuccessorUnit, ...] = ()


class Period(Record):
    """The time a figure is about.

    A level as of a day has only an `end`; a flow has both. When `end_is_published` the end is the day of
    publication, and `end` is that day or None when it is unknown. `text` is the wording it was read from, or
    None; `inferred` marks a date that the text does not print (the year of "năm nay", the start of a term).
    """

    start: PartialDate | None
    end: PartialDate | None
    end_is_published: bool
    text: str | None
    inferred: bool = False


class Fact(Record):
    """One figure stated about one thing.

    The annotation guide defines every field and its closed list of values. `rejected_reading` is what the numeral
    could also be ("1.234" as 1,234; "1950" as a year), or None when its form allows only one reading. `same_as` is
    the id of the fact that tells the same thing best in the document, or in the article that this one reprints (where
    a store knows of it), or None. `review` is what an analyst said of it, None where nobody did: the fact is then
    as the analyst says, but for one that was "reopened", which has changed since and is as extracted.
    """

    fact_id: str
    indicator: Indicator
    system: System | None
    measure: Measure
    status: Status
    value: Number
    value_max: Number | None
    rejected_reading: RejectedReading | None = None
    denominator: Number | None
    denominator_role: DenominatorRole | None
    qualifier: Qualifier
    unit: str
    direction: Direction | None
    groups: Groups
    locality: Locality | None
    organization: str | None
    period: Period
    evidence: Evidence
    confidence: float = Field(ge=0, le=1)
    rules: tuple[str, ...]
    checks: tuple[str, ...] = ()
    same_as: str | None = None
    review: ReviewMark | None = None


class LedgerRow(Record):
    """One numeral of the document and what became of it.

    `fact_id` names the fact that a fact, denominator or range end belongs to; `reason` names the rule that
    decided that a numeral is no figure. Exactly one of both is set.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    text: str
    label: LedgerLabel
    fact_id: str | None
    reason: str | None
