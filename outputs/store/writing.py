"""Extractions -> rows, inside a transaction that the caller holds."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Table, delete, func, select

from outputs.store.reading import newest_extractor
from outputs.store.rows import Row, check_to_row, document_to_row, fact_to_row, ledger_to_row
from outputs.store.tables import checks, documents, extractions, facts, ledger
from schemas.documents import Document
from schemas.extraction import Extraction
from schemas.record import Record

KEPT = 5
"""How many extractions of a document stay unless said otherwise: enough to compare with earlier releases."""
_UNCOMPARED = {"retrieved_at"}
"""Fetching the same bytes again is no new content: the first time of retrieval stays."""


def _hash(json: str) -> str:
    return hashlib.sha256(json.encode()).hexdigest()


def fingerprint(extraction: Extraction) -> str:
    """A hash of all that `extraction` says; equal hashes mean that there is nothing to store."""
    return _hash(extraction.model_dump_json(exclude={"document": _UNCOMPARED}))


def _insert_one(connection: Connection, table: Table, row: Row) -> int:
    key = connection.execute(table.insert().values(row)).inserted_primary_key
    if key is None:
        raise AssertionError("an insert of one row gives its key")
    return int(key[0])


def _save_document(connection: Connection, document: Document) -> int:
    mark = _hash(document.model_dump_json(exclude=_UNCOMPARED))
    same = (documents.c.document_id == document.document_id) & (documents.c.fingerprint == mark)
    key: int | None = connection.scalar(select(documents.c.document_key).where(same))
    if key is None:
        row = document_to_row(document) | {"fingerprint": mark}
        key = _insert_one(connection, documents, row)
    return key


def _insert_all(connection: Connection, table: Table, key: int, rows: Iterable[Row]) -> None:
    numbered = [{**row, "extraction_key": key, "position": position} for position, row in enumerate(rows)]
    if numbered:
        connection.execute(table.insert(), numbered)


def _drop_old(connection: Connection, document_id: str, kept: int) -> None:
    """Drops all but the `kept` newest extractions of a document (0: none), and texts that none points into."""
    own = extractions.c.document_id == document_id
    if kept:
        newest = select(extractions.c.extraction_key).where(own).order_by(extractions.c.extraction_key.desc())
        keys = connection.scalars(newest.limit(kept)).all()
        connection.execute(delete(extractions).where(own, extractions.c.extraction_key.not_in(keys)))
    used = select(extractions.c.document_key).where(extractions.c.document_id == document_id)
    connection.execute(
        delete(documents).where(documents.c.document_id == document_id, documents.c.document_key.not_in(used))
    )


class Saving(Record):
    """One call of `save`: its number over the store's life, its time, and how many extractions of a document stay."""

    version: int
    at: datetime
    kept: int


def next_version(connection: Connection) -> int:
    """The number of the next call of `save` that writes something; they count on from 1."""
    return (connection.scalar(select(func.max(extractions.c.version))) or 0) + 1


def save_extraction(connection: Connection, extraction: Extraction, saving: Saving) -> bool:
    """Whether `extraction` was new or different and is now written; False when it already stood there."""
    document_id = extraction.document.document_id
    same = (extractions.c.document_id == document_id) & (extractions.c.extractor == extraction.extractor)
    known = connection.execute(
        select(extractions.c.extraction_key, extractions.c.fingerprint).where(same)
    ).one_or_none()
    mark = fingerprint(extraction)
    is_newest = newest_extractor(connection, document_id) == extraction.extractor
    if known and is_newest and known.fingerprint == mark:
        return False
    row = {
        "document_key": _save_document(connection, extraction.document),
        "document_id": document_id,
        "extractor": extraction.extractor,
        "fingerprint": mark,
        "province": extraction.province,
        "locality": extraction.locality,
        "version": saving.version,
        "stored_at": saving.at,
    }
    connection.execute(delete(extractions).where(same))
    key = _insert_one(connection, extractions, row)
    _drop_old(connection, document_id, saving.kept)
    _insert_all(connection, facts, key, map(fact_to_row, extraction.facts))
    _insert_all(connection, ledger, key, map(ledger_to_row, extraction.ledger))
    _insert_all(connection, checks, key, map(check_to_row, extraction.checks))
    return True
