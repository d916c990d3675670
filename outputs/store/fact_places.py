"""Where rows of the newest extractions stand, in the order of storing: of facts as extracted, and as reviewed."""

import heapq
import json
from collections.abc import Generator, Iterable
from contextlib import closing
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exists, func, or_, select

from outputs.store.derived_tables import reviewed_facts
from outputs.store.portion_filters import FactFilter, document_conditions, fact_conditions, is_newest
from outputs.store.reading import ReviewUse
from outputs.store.tables import documents, extractions, facts
from schemas.checks import MARKS
from schemas.facts import Fact


class Place(NamedTuple):
    """Where a row stands: the key of its extraction, and its position in it; 0 for the extraction itself."""

    key: int
    position: int


PlaceOf = tuple[Place, str]
"""A place, and the document that it is in."""


def select_places(table: Table, conditions: Iterable[ColumnElement[bool]], after: Place | None) -> Select[Any]:
    """Key, position and document of the rows behind a place; only keys are read and sorted."""
    key, position = table.c.extraction_key, table.c.position
    owner = table.join(extractions, extractions.c.extraction_key == key)
    query = select(key, position, extractions.c.document_id)
    query = query.select_from(owner.join(documents, documents.c.document_key == extractions.c.document_key))
    query = query.where(*conditions, is_newest()).order_by(key, position)
    if after is not None:
        query = query.where(key >= after.key, or_(key > after.key, position > after.position))
    return query


def stream_places(connection: Connection, query: Select[Any]) -> Generator[PlaceOf, None, None]:
    """The places that a query of `select_places` finds, read from the database as they are taken."""
    with connection.execute(query.execution_options(stream_results=True)) as rows:
        for key, position, owner in rows:
            yield Place(key, position), owner


def find_facts(connection: Connection, wanted: FactFilter, after: Place | None) -> Generator[PlaceOf, None, None]:
    """Where the facts behind a place stand that are wanted.

    As reviewed, a corrected fact is found by what it was corrected to, an added one stands behind those of its
    document, and a rejected one is left out.
    """
    extracted = select_places(facts, (*fact_conditions(wanted, facts), *document_conditions(wanted)), after)
    if wanted.reviews != "applied":
        yield from stream_places(connection, extracted)
        return
    judged = reviewed_facts
    is_here = and_(judged.c.extraction_key == facts.c.extraction_key, judged.c.position == facts.c.position)
    extracted = extracted.where(~exists(select(judged.c.position).where(is_here)))
    with (
        closing(stream_places(connection, extracted)) as untouched,
        closing(_find_reviewed(connection, wanted, after)) as reviewed,
    ):
        yield from heapq.merge(untouched, reviewed)


def _find_reviewed(connection: Connection, wanted: FactFilter, after: Place | None) -> Generator[PlaceOf, None, None]:
    judged = reviewed_facts
    conditions = (*fact_conditions(wanted, judged), *document_conditions(wanted))
    query = select_places(judged, conditions, after).add_columns(judged.c.fact)
    query = query.where(or_(judged.c.review.is_(None), judged.c.review != "rejected"))
    with connection.execute(query.execution_options(stream_results=True)) as rows:
        for key, position, owner, fact in rows:
            if wanted.outcome is None or _has_outcome(fact, MARKS[wanted.outcome]):
                yield Place(key, position), owner


def _has_outcome(fact: str, mark: str) -> bool:
    """Whether one of the checks that a reviewed fact still has came out so."""
    return any(words.startswith(mark) for words in Fact.model_validate_json(fact).checks)


def places_of(connection: Connection, fact_id: str, reviews: ReviewUse) -> list[Place]:
    """Where facts of this id stand in newest extractions; one that a reviewer added, where reviews are applied."""
    query = select(facts.c.extraction_key, facts.c.position).join_from(facts, extractions)
    query = query.where(facts.c.fact_id == fact_id, is_newest()).order_by(facts.c.extraction_key)
    found = [Place(*row) for row in connection.execute(query).all()]
    if found or reviews != "applied":
        return found
    judged = reviewed_facts
    # Added facts are few, and their id is the first field of their JSON.
    begins = f'{{"fact_id":{json.dumps(fact_id, ensure_ascii=False)}'
    added = select(judged.c.extraction_key, judged.c.position).join_from(judged, extractions)
    added = added.where(judged.c.indicator_before.is_(None), is_newest())
    added = added.where(func.substr(judged.c.fact, 1, len(begins)) == begins).order_by(judged.c.extraction_key)
    return [Place(*row) for row in connection.execute(added).all()]
