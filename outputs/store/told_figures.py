"""Rows of facts -> the figures of one indicator, province by province, as a stream: what checks between documents read.

One query an indicator, sorted by the database: however many facts a store holds, no more than those of one province
are in memory at once.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, Select, Text, distinct, func, literal, null, select, type_coerce

from outputs.store.crawl_tables import twins
from outputs.store.superseding import all_superseded
from outputs.store.tables import documents, extractions, facts
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


def _newest() -> Select[tuple[int]]:
    return select(func.max(extractions.c.extraction_key)).group_by(extractions.c.document_id)


def _query(indicator: Indicator) -> Select[tuple[object, ...]]:
    system = func.coalesce(facts.c.system, literal("party"))
    columns = (
        facts.c.measure, facts.c.status, facts.c.unit, system.label("system"), facts.c.locality_province,
        facts.c.locality_level, facts.c.locality_code, facts.c.locality_name, facts.c.groups, facts.c.organization,
        facts.c.direction, facts.c.value, facts.c.value_max, facts.c.denominator, facts.c.qualifier,
        facts.c.period_start, facts.c.period_end, facts.c.period_end_is_published, facts.c.period_inferred,
        facts.c.confidence, facts.c.fact_id, (facts.c.evidence_start - facts.c.quote_start).label("offset"),
        (facts.c.quote_end - facts.c.quote_start).label("length"),
        func.substr(facts.c.quote, 1, _OPENING).label("opening"), extractions.c.document_id,
        func.coalesce(twins.c.twin_of, extractions.c.document_id).label("story"), documents.c.publisher,
        documents.c.published, documents.c.title,
    )  # fmt: skip
    joined = (
        facts.join(extractions, extractions.c.extraction_key == facts.c.extraction_key)
        .join(documents, documents.c.document_key == extractions.c.document_key)
        .outerjoin(twins, twins.c.document_id == extractions.c.document_id)
    )
    # What sorts decides only which figures stand together; the documents' ids make it the same on every database.
    order = (
        facts.c.measure, facts.c.status, facts.c.unit, type_coerce(system, Text), facts.c.locality_province,
        facts.c.direction, extractions.c.document_id, facts.c.position,
    )  # fmt: skip
    return (
        select(*columns)
        .select_from(joined)
        .where(
            facts.c.indicator == indicator,
            facts.c.same_as.is_(null()),
            facts.c.locality_level.is_not(None),
            facts.c.extraction_key.in_(_newest()),
        )
        .order_by(*order)
    )


def told_indicators(connection: Connection) -> tuple[Indicator, ...]:
    """The indicators of the catalogue that the store has figures of, in the order of the catalogue."""
    found = set(connection.scalars(select(distinct(facts.c.indicator))))
    known: tuple[Indicator, ...] = INDICATORS  # type: ignore[assignment]
    return tuple(one for one in known if one in found and one != "other")


def stream_told(connection: Connection, indicator: Indicator) -> Iterator[ToldFigure]:
    """The figures of one indicator, those of one family together; of documents that are shown, each told once.

    Args:
        connection: An open transaction.
        indicator: One of the catalogue, not "other".
    """
    superseded = all_superseded(connection)
    with connection.execute(_query(indicator).execution_options(yield_per=_AT_ONCE)) as rows:
        for row in rows:
            told = ToldFigure(*row)
            if told.document_id not in superseded:
                yield told
