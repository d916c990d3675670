"""A table of comparison -> records for other systems: every row with its sources, bounds and verdict."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import ConfigDict, Field

from outputs.comparing.figures import Figure
from outputs.comparing.intervals import Interval
from outputs.comparing.request import Request
from outputs.comparing.rows import ReasonCode, Row, Table, VerdictLevel
from outputs.places import Place
from schemas.facts import Period
from schemas.record import Number, Record
from schemas.vocabulary import Level, Qualifier, ReviewMark

Role = Literal["value", "other", "conflict", "base"]
_SHARE = Decimal("0.001")


class ComparedPlace(Record):
    """An administrative unit; `is_new` says that it is one as drawn on 1 July 2025."""

    name: str
    level: Level
    code: str | None
    province: str | None
    is_new: bool


class ComparedSource(Record):
    """A figure that a row rests on, or that another article states for the same unit and time."""

    role: Role
    fact_id: str
    value: Number
    value_max: Number | None
    qualifier: Qualifier
    locality: str
    period: Period
    review: ReviewMark | None
    quote: str
    document_id: str
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None


class ComparedInterval(Record):
    """All values that bounds allow, both ends included; `high` null where nothing bounds it."""

    low: Number
    high: Number | None


class ComparedRate(Record):
    """100 times the value over its base; `base` is the base's printed number, or the sum of them."""

    value: Number
    allowed: ComparedInterval
    base: Number


class ComparedRow(Record):
    """One row: a figure, or a sum of former units (`is_rolled_up`), with all it rests on."""

    place: ComparedPlace
    body: str | None
    value: Number
    value_max: Number | None
    qualifier: Qualifier
    unit: str
    allowed: ComparedInterval
    period: Period
    as_of: str | None
    rate: ComparedRate | None
    rank: tuple[int, int] | None
    sources: int
    checked: Number
    review: ReviewMark | None
    is_rolled_up: bool
    verdict: VerdictLevel
    reasons: tuple[ReasonCode, ...]
    figures: tuple[ComparedSource, ...]


class ComparedRefusal(Record):
    """A unit of today for which former units give no exact sum, and why, in Vietnamese."""

    place: ComparedPlace
    reason: str


class ComparedTable(Record):
    """What `solieu compare --format json` prints for one indicator and period."""

    model_config = ConfigDict(title="solieu-comparison/1", validate_by_name=True, serialize_by_alias=True)

    contract: Literal["solieu-comparison/1"] = Field(alias="schema", default="solieu-comparison/1")
    request: Request
    checked: Number
    documents: int
    rows: tuple[ComparedRow, ...]
    refusals: tuple[ComparedRefusal, ...]


def _place(place: Place) -> ComparedPlace:
    return ComparedPlace(
        name=place.name, level=place.level, code=place.code, province=place.province, is_new=place.is_new
    )


def number(value: Decimal) -> Decimal:
    """A computed number with as many digits as JSON carries exactly: at most 12 that count."""
    return value if len(value.as_tuple().digits) <= 15 else Decimal(f"{value:.12g}")


def _interval(interval: Interval) -> ComparedInterval:
    return ComparedInterval(low=number(interval.low), high=None if interval.high is None else number(interval.high))


def _source(figure: Figure, role: Role) -> ComparedSource:
    fact, source = figure.fact, figure.source
    return ComparedSource(
        role=role,
        fact_id=fact.fact_id,
        value=fact.value,
        value_max=fact.value_max,
        qualifier=fact.qualifier,
        locality=figure.place.name,
        period=fact.period,
        review=fact.review,
        quote=fact.evidence.quote,
        document_id=source.document_id,
        document=source.name,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        url=source.url,
    )


def sources_of(row: Row) -> Iterator[ComparedSource]:
    """The figures of a row by their role: each value, what others say about the same, then the base."""
    for cell in row.cells:
        yield _source(cell.figure, "value")
        conflicting = cell.conflicting
        yield from (_source(other, "conflict" if other in conflicting else "other") for other in cell.others)
    yield from (_source(cell.figure, "base") for cell in row.base_cells)


def base_of(row: Row) -> Decimal | None:
    """The printed number of the base, or the sum of them; None without a base."""
    return sum((cell.figure.fact.value for cell in row.base_cells), Decimal(0)) if row.base_cells else None


def _rate(row: Row) -> ComparedRate | None:
    base = base_of(row)
    if row.rate is None or base is None:
        return None
    return ComparedRate(value=row.rate.value, allowed=_interval(row.rate.allowed), base=base)


def _row(row: Row) -> ComparedRow:
    return ComparedRow(
        place=_place(row.place),
        body=row.body,
        value=row.value,
        value_max=row.value_max,
        qualifier=row.qualifier,
        unit=row.unit,
        allowed=_interval(row.bounds.allowed),
        period=row.period,
        as_of=row.as_of or None,
        rate=_rate(row),
        rank=row.rank,
        sources=row.sources,
        checked=row.checked.quantize(_SHARE),
        review=row.review,
        is_rolled_up=row.is_rolled_up,
        verdict=row.verdict.level,
        reasons=row.verdict.reasons,
        figures=tuple(sources_of(row)),
    )


def to_record(table: Table) -> ComparedTable:
    """The table as other systems read it; numbers are JSON numbers."""
    return ComparedTable(
        request=table.request,
        checked=table.checked.quantize(_SHARE),
        documents=table.documents,
        rows=tuple(map(_row, table.rows)),
        refusals=tuple(ComparedRefusal(place=_place(one.place), reason=one.reason) for one in table.refusals),
    )
