"""Facts as reviewed -> the figures of one indicator, province by province: what checks between documents read.

One query an indicator, sorted by the database: however many facts a store holds, no more than those of one province
are in memory at once.
"""

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    Text,
    and_,
    distinct,
    exists,
    func,
    literal,
    select,
    type_coerce,
    union,
)

from outputs.store.crawl_tables import twins
from outputs.store.derived_tables import reviewed_facts
from outputs.store.rows import fact_to_row
from outputs.store.stale_checks import is_held_against_others
from outputs.store.superseding import all_superseded
from outputs.store.tables import documents, extractions, facts
from schemas.facts import Fact
from schemas.vocabulary import INDICATORS, Direction, Indicator, Level, Measure, Qualifier, Status, System

_AT_ONCE = 2_000
_OPENING = 60


class ToldFigure(NamedTuple):
    """A figure of the catalogue about an administrative unit, as one current document tells it first.

    `story` is the document that this one is a twin of, else the document itself; `groups` are JSON text as stored.
    `offset`, `length` and `opening` say where its numeral stands in its sentence, how long that is and how it begins: a
    copied sentence has the same. An unstated organisation of party figures is "party".
    """

    measure: Measure
    status: Status
    unit: str
    system: System
    province: str | None
    level: Level
    place_code: str | None
    place_name: str
    groups: str
    organization: str | None
    direction: Direction | None
    value: Decimal
    value_max: Decimal | None
    denominator: Decimal | None
    qualifier: Qualifier
    period_start: str | None
    period_end: str | None
    is_to_publication: bool
    is_inferred: bool
    confidence: float
    fact_id: str
    offset: int
    length: int
    opening: str
    position: int
    document_id: str
    story: str
    publisher: str | None
    published: str | None
    title: str | None

    @property
    def family(self) -> tuple[str, ...]:
        """What figures must share to be parts of each other: all but unit, body, group and time."""
        return self.measure, self.status, self.unit, self.system, self.province or "", self.direction or ""

    @property
    def place_key(self) -> str:
        """The same for all figures about one unit, as `outputs.places.place_key` makes it."""
        return self.place_code or f"{self.place_name.casefold()}|{self.province or ''}"


def _is_newest() -> ColumnElement[bool]:
    """Whether an extraction is the newest of its document."""
    later = extractions.alias("later")
    is_later = and_(
        later.c.document_id == extractions.c.document_id, later.c.extraction_key > extractions.c.extraction_key
    )
    return ~exists(select(1).where(is_later))


def _is_asked_for(table: Table, indicator: Indicator, provinces: Collection[str] | None) -> ColumnElement[bool]:
    """Whether a row of `facts` or `reviewed_facts` is a figure to be held against others, of these provinces."""
    own = and_(table.c.indicator == indicator, is_held_against_others(table), _is_newest())
    if provinces is None:
        return own
    return and_(own, func.coalesce(table.c.locality_province, "").in_(sorted(provinces)))


_STORY = func.coalesce(twins.c.twin_of, extractions.c.document_id).label("story")
_DOCUMENT = (documents.c.publisher, documents.c.published, documents.c.title)


def _joined(table: Table) -> FromClause:
    return (
        table.join(extractions, extractions.c.extraction_key == table.c.extraction_key)
        .join(documents, documents.c.document_key == extractions.c.document_key)
        .outerjoin(twins, twins.c.document_id == extractions.c.document_id)
    )


def _query(indicator: Indicator, provinces: Collection[str] | None) -> Select[tuple[object, ...]]:
    """The figures as extracted that no review is about, those of one family together."""
    system = func.coalesce(facts.c.system, literal("party"))
    columns = (
        facts.c.measure, facts.c.status, facts.c.unit, system.label("system"), facts.c.locality_province,
        facts.c.locality_level, facts.c.locality_code, facts.c.locality_name, facts.c.groups, facts.c.organization,
        facts.c.direction, facts.c.value, facts.c.value_max, facts.c.denominator, facts.c.qualifier,
        facts.c.period_start, facts.c.period_end, facts.c.period_end_is_published, facts.c.period_inferred,
        facts.c.confidence, facts.c.fact_id, (facts.c.evidence_start - facts.c.quote_start).label("offset"),
        (facts.c.quote_end - facts.c.quote_start).label("length"),
        func.substr(facts.c.quote, 1, _OPENING).label("opening"), facts.c.position, extractions.c.document_id,
        _STORY, *_DOCUMENT,
    )  # fmt: skip
    # What sorts decides only which figures stand together; the documents' ids make it the same on every database.
    order = (
        facts.c.measure, facts.c.status, facts.c.unit, type_coerce(system, Text), facts.c.locality_province,
        facts.c.direction, extractions.c.document_id, facts.c.position,
    )  # fmt: skip
    judged = reviewed_facts
    is_judged = exists(
        select(1).where(
            judged.c.extraction_key == facts.c.extraction_key,
            judged.c.position == facts.c.position,
            judged.c.indicator_before.is_not(None),
        )
    )
    query = select(*columns).select_from(_joined(facts)).where(_is_asked_for(facts, indicator, provinces), ~is_judged)
    return query.order_by(*order)


def told_indicators(connection: Connection) -> tuple[Indicator, ...]:
    """The indicators of the catalogue that the store has figures of, in the order of the catalogue."""
    tables = (facts, reviewed_facts)
    found = set(connection.scalars(union(*(select(distinct(table.c.indicator)) for table in tables))))
    known: tuple[Indicator, ...] = INDICATORS  # type: ignore[assignment]
    return tuple(one for one in known if one in found and one != "other")


def stream_told(
    connection: Connection, indicator: Indicator, provinces: Collection[str] | None = None
) -> Iterator[ToldFigure]:
    """The figures of one indicator that stand as they were read, those of one family together.

    Only of documents that are shown, each told once; those that reviewers judged are given by `reviewed_told`.

    Args:
        connection: An open transaction.
        indicator: One of the catalogue, not "other".
        provinces: Bare names of provinces, "" for figures without one; None for all.
    """
    superseded = all_superseded(connection)
    with connection.execute(_query(indicator, provinces).execution_options(yield_per=_AT_ONCE)) as rows:
        for row in rows:
            told = ToldFigure(*row)
            if told.document_id not in superseded:
                yield told


def reviewed_told(
    connection: Connection, indicator: Indicator, provinces: Collection[str] | None = None
) -> list[ToldFigure]:
    """The figures of one indicator that reviewers judged, as they say; the rejected ones are left out."""
    judged, superseded = reviewed_facts, all_superseded(connection)
    columns = (judged.c.fact, judged.c.position, extractions.c.document_id, _STORY, *_DOCUMENT)
    query = select(*columns).select_from(_joined(judged)).where(_is_asked_for(judged, indicator, provinces))
    query = query.where(func.coalesce(judged.c.review, "") != "rejected")
    return [
        _told_of(Fact.model_validate_json(content), *place)
        for content, *place in connection.execute(query)
        if place[1] not in superseded
    ]


def _told_of(fact: Fact, position: int, document_id: str, *source: Any) -> ToldFigure:
    row, evidence = fact_to_row(fact), fact.evidence
    fields: dict[str, Any] = {name: row[_COLUMN_OF.get(name, name)] for name in _OF_FACT}
    fields |= {"system": fact.system or "party", "position": position, "document_id": document_id}
    fields |= {
        "offset": evidence.start - evidence.quote_start,
        "length": evidence.quote_end - evidence.quote_start,
        "opening": evidence.quote[:_OPENING],
    }
    return ToldFigure(**fields, **dict(zip(_OF_DOCUMENT, source, strict=True)))


_OF_FACT = ToldFigure._fields[: ToldFigure._fields.index("offset")]
_OF_DOCUMENT = ToldFigure._fields[ToldFigure._fields.index("story") :]
_COLUMN_OF = {
    "province": "locality_province", "level": "locality_level", "place_code": "locality_code",
    "place_name": "locality_name", "is_to_publication": "period_end_is_published", "is_inferred": "period_inferred",
}  # fmt: skip
