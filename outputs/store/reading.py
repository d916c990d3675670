"""Rows -> extractions, a batch of documents at a time, so that memory does not grow with the store."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, RowMapping, Table, func, select

from outputs.store.rows import row_to_check, row_to_document, row_to_fact, row_to_ledger
from outputs.store.tables import checks, documents, extractions, facts, ledger
from schemas.extraction import Extraction

_BATCH = 50

T = TypeVar("T")


def select_keys(connection: Connection, extractor: str | None) -> list[int]:
    """Keys of the extractions to read, ordered by name and id of their documents.

    Args:
        connection: An open transaction.
        extractor: One extractor version, or None for each document's newest extraction.
    """
    joined = extractions.join(documents)
    query = select(extractions.c.extraction_key).select_from(joined).order_by(documents.c.name, documents.c.document_id)
    if extractor is None:
        newest = select(func.max(extractions.c.extraction_key)).group_by(extractions.c.document_id)
        query = query.where(extractions.c.extraction_key.in_(newest))
    else:
        query = query.where(extractions.c.extractor == extractor)
    return list(connection.scalars(query))


def newest_extractor(connection: Connection, document_id: str) -> str | None:
    """The version that made the newest extraction of a document; None where there is none."""
    query = select(extractions.c.extractor).where(extractions.c.document_id == document_id)
    extractor: str | None = connection.scalar(query.order_by(extractions.c.extraction_key.desc()).limit(1))
    return extractor


def _read_parts(
    connection: Connection, table: Table, keys: Sequence[int], build: Callable[[RowMapping], T]
) -> dict[int, list[T]]:
    query = select(table).where(table.c.extraction_key.in_(keys)).order_by(table.c.extraction_key, table.c.position)
    parts = defaultdict(list)
    for row in connection.execute(query).mappings():
        parts[row["extraction_key"]].append(build(row))
    return parts


def _read_batch(connection: Connection, keys: Sequence[int]) -> Iterator[Extraction]:
    facts_of = _read_parts(connection, facts, keys, row_to_fact)
    ledger_of = _read_parts(connection, ledger, keys, row_to_ledger)
    checks_of = _read_parts(connection, checks, keys, row_to_check)
    heads = select(
        extractions.c.extraction_key,
        extractions.c.extractor,
        extractions.c.province.label("about_province"),
        extractions.c.locality,
        *documents.c,
    ).join_from(extractions, documents)
    rows = connection.execute(heads.where(extractions.c.extraction_key.in_(keys))).mappings()
    head_of = {row["extraction_key"]: row for row in rows}
    for key in keys:
        head = head_of[key]
        yield Extraction(
            document=row_to_document(head),
            extractor=head["extractor"],
            province=head["about_province"],
            locality=head["locality"],
            facts=tuple(facts_of.get(key, ())),
            ledger=tuple(ledger_of.get(key, ())),
            checks=tuple(checks_of.get(key, ())),
        )


def read_extractions(connection: Connection, extractor: str | None) -> Iterator[Extraction]:
    """The chosen extractions in the order of `select_keys`."""
    keys = select_keys(connection, extractor)
    for first in range(0, len(keys), _BATCH):
        yield from _read_batch(connection, keys[first : first + _BATCH])
