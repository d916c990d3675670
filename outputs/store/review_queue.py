"""A store -> its facts in the order in which analysts should look at them.

First the facts that failed checks are about, within their document or between documents, those of most failed checks
before the others; then all others, the least sure first. What an analyst has judged is left out for as long as the fact
is what was judged.
"""

import json
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Select, func, select

from outputs.store.addresses import in_chunks
from outputs.store.cross_checks import said_of, tell_facts
from outputs.store.current_reviews import current_reviews
from outputs.store.failures import database_errors
from outputs.store.record_tables import cross_check_figures, cross_checks
from outputs.store.review_log import reviewed_documents
from outputs.store.rows import row_to_fact
from outputs.store.superseding import all_superseded
from outputs.store.tables import checks, extractions, facts
from outputs.store.transactions import begin_read
from schemas.facts import Fact
from schemas.record import Record

_BATCH = 200


class QueuedFact(Record):
    """One fact to look at, with what checks say of it; `failed` of them fail."""

    document_id: str
    fact: Fact
    failed: int


class _Place(NamedTuple):
    """Where a fact stands: enough to know it again and to leave it out."""

    extraction_key: int
    position: int
    document_id: str
    fact_id: str
    start: int
    end: int


_PLACE = (
    facts.c.extraction_key, facts.c.position, extractions.c.document_id, facts.c.fact_id, facts.c.evidence_start,
    facts.c.evidence_end,
)  # fmt: skip


class ReviewQueue:
    """The facts to look at. Every call is one transaction; raises OutputError like the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def next(self, limit: int, *, skip: int = 0) -> tuple[QueuedFact, ...]:
        """The next facts to look at.

        Args:
            limit: How many at most.
            skip: How many at the head to leave out, for the pages behind the first.
        """
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            failed = _failed(connection)
            with closing(_in_order(connection, failed)) as order:
                places = list(islice(order, skip, skip + limit))
            return tuple(_read(connection, places, failed))

    def count_failed(self) -> int:
        """How many facts at the head of the queue failed checks are about, the judged ones among them."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return len(_failed(connection))


def _newest() -> Select[tuple[int]]:
    return select(func.max(extractions.c.extraction_key)).group_by(extractions.c.document_id)


def _failed(connection: Connection) -> Counter[tuple[str, str]]:
    """How many failed checks there are about each fact, by document and fact id."""
    link = cross_check_figures
    between = select(link.c.document_id, link.c.fact_id).join(cross_checks).where(cross_checks.c.outcome == "fails")
    found = Counter((document_id, fact_id) for document_id, fact_id in connection.execute(between))
    within = select(extractions.c.document_id, checks.c.fact_ids).join_from(checks, extractions)
    within = within.where(checks.c.outcome == "fails", checks.c.extraction_key.in_(_newest()))
    for document_id, fact_ids in connection.execute(within):
        found.update((document_id, fact_id) for fact_id in json.loads(fact_ids))
    return found


def _in_order(connection: Connection, failed: Counter[tuple[str, str]]) -> Generator[_Place, None, None]:
    superseded, judged = all_superseded(connection), _judged(connection)
    for place in _head(connection, failed):
        if place.document_id not in superseded and (place.document_id, place.start, place.end) not in judged:
            yield place
    order = (facts.c.confidence, extractions.c.document_id, facts.c.position)
    query = select(*_PLACE).join_from(facts, extractions, facts.c.extraction_key == extractions.c.extraction_key)
    query = query.where(facts.c.extraction_key.in_(_newest()), facts.c.same_as.is_(None)).order_by(*order)
    with connection.execute(query.execution_options(yield_per=_BATCH)) as rows:
        for row in rows:
            place = _Place(*row)
            is_told = (place.document_id, place.fact_id) in failed or place.document_id in superseded
            if not is_told and (place.document_id, place.start, place.end) not in judged:
                yield place


def _head(connection: Connection, failed: Counter[tuple[str, str]]) -> Iterator[_Place]:
    """Where the facts of failed checks stand now, those of most checks first; facts that are gone are left out."""
    ordered = sorted(failed, key=lambda key: (-failed[key], key))
    query = select(*_PLACE).join_from(facts, extractions, facts.c.extraction_key == extractions.c.extraction_key)
    query = query.where(facts.c.extraction_key.in_(_newest()))
    for chunk in in_chunks(ordered):
        rows = connection.execute(query.where(facts.c.fact_id.in_({fact_id for _, fact_id in chunk}))).all()
        found = {(place.document_id, place.fact_id): place for place in (_Place(*row) for row in rows)}
        yield from (found[key] for key in chunk if key in found)


def _judged(connection: Connection) -> frozenset[tuple[str, int, int]]:
    """The numerals with a verdict that still holds."""
    return frozenset(
        (document_id, current.start, current.end)
        for document_id in reviewed_documents(connection)
        for current in current_reviews(connection, document_id)
        if current.state in {"holds", "confirmed"} and current.start is not None and current.end is not None
    )


def _read(connection: Connection, places: Sequence[_Place], failed: Counter[tuple[str, str]]) -> Iterator[QueuedFact]:
    said = said_of(connection, {place.document_id for place in places})
    whole = {(row["extraction_key"], row["position"]): row_to_fact(row) for row in _rows(connection, places)}
    for place in places:
        (fact,) = tell_facts([whole[place.extraction_key, place.position]], said)
        yield QueuedFact(document_id=place.document_id, fact=fact, failed=failed[place.document_id, place.fact_id])


def _rows(connection: Connection, places: Iterable[_Place]) -> Iterator[Any]:
    by_fact = {place.fact_id for place in places}
    keys = {place.extraction_key for place in places}
    for chunk in in_chunks(by_fact):
        query = select(facts).where(facts.c.fact_id.in_(chunk))
        yield from (row for row in connection.execute(query).mappings() if row["extraction_key"] in keys)
