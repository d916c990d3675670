"""Extractions -> rows, inside a transaction that the caller holds; what needs no database is made before it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, select

from outputs.store.addresses import CHUNK
from outputs.store.changes import record_changes
from outputs.store.current_reviews import refresh_reviewed
from outputs.store.rows import Row, check_to_row, document_to_row, fact_to_row, ledger_to_row
from outputs.store.stale_checks import Subject, subjects_of
from outputs.store.tables import checks, documents, extractions, facts, ledger
from schemas.extraction import Extraction
from schemas.record import Record

KEPT = 5
"""How many extractions of a document stay unless said otherwise: enough to compare with earlier releases."""
_UNCOMPARED = {"retrieved_at"}
"""Fetching the same bytes again is no new content: the first time of retrieval stays."""
_NOT_EXTRACTED: Any = {"document": _UNCOMPARED, "facts": {"__all__": {"review"}}}
"""What is no part of what an extractor said; reviews stand in a log of their own."""


def _hash(json: str) -> str:
    return hashlib.sha256(json.encode()).hexdigest()


def fingerprint(extraction: Extraction) -> str:
    """A hash of all that `extraction` says; equal hashes mean that there is nothing to store."""
    return _hash(extraction.model_dump_json(exclude=_NOT_EXTRACTED))


@dataclass(frozen=True, slots=True)
class PreparedExtraction:
    """An extraction as the store writes it; making it takes longer than writing, and lets no other writer wait."""

    fingerprint: str
    head: Row
    document: Row
    facts: tuple[Row, ...]
    ledger: tuple[Row, ...]
    checks: tuple[Row, ...]

    @property
    def document_id(self) -> str:
        """Id of its document."""
        return str(self.head["document_id"])

    @property
    def extractor(self) -> str:
        """The version that made it."""
        return str(self.head["extractor"])


def prepare(extraction: Extraction) -> PreparedExtraction:
    """The rows of `extraction`, without keys and version."""
    document = extraction.document
    mark = fingerprint(extraction)
    return PreparedExtraction(
        fingerprint=mark,
        head={
            "document_id": document.document_id,
            "extractor": extraction.extractor,
            "fingerprint": mark,
            "province": extraction.province,
            "locality": extraction.locality,
        },
        document=document_to_row(document) | {"fingerprint": _hash(document.model_dump_json(exclude=_UNCOMPARED))},
        facts=tuple(map(fact_to_row, extraction.facts)),
        ledger=tuple(map(ledger_to_row, extraction.ledger)),
        checks=tuple(map(check_to_row, extraction.checks)),
    )


def _insert_one(connection: Connection, table: Table, row: Row) -> int:
    key = connection.execute(table.insert().values(row)).inserted_primary_key
    if key is None:
        raise AssertionError("an insert of one row gives its key")
    return int(key[0])


class Saving(Record):
    """One call of `save`: the version of the store it makes, its time, and how many extractions of a document stay."""

    version: int
    at: datetime
    kept: int


class _Held(Record):
    """An extraction that the store holds."""

    key: int
    extractor: str
    fingerprint: str


def _load_held(connection: Connection, document_ids: Sequence[str]) -> dict[str, list[_Held]]:
    """The extractions of these documents, for each the newest first."""
    names = ("document_id", "extraction_key", "extractor", "fingerprint")
    query = select(*(extractions.c[name] for name in names)).where(extractions.c.document_id.in_(document_ids))
    held = defaultdict(list)
    for document_id, key, extractor, mark in connection.execute(query.order_by(extractions.c.extraction_key.desc())):
        held[document_id].append(_Held(key=key, extractor=extractor, fingerprint=mark))
    return held


def _load_texts(connection: Connection, document_ids: Sequence[str]) -> dict[tuple[str, str], int]:
    """Keys of what is stored of these documents, by id and fingerprint."""
    query = select(documents.c.document_id, documents.c.fingerprint, documents.c.document_key)
    rows = connection.execute(query.where(documents.c.document_id.in_(document_ids)))
    return {(document_id, mark): key for document_id, mark, key in rows}


def _save_document(connection: Connection, document: Row, texts: Mapping[tuple[str, str], int]) -> int:
    key = texts.get((document["document_id"], document["fingerprint"]))
    return _insert_one(connection, documents, document) if key is None else key


def _drop(connection: Connection, keys: Sequence[int]) -> None:
    if keys:
        connection.execute(delete(extractions).where(extractions.c.extraction_key.in_(keys)))


def _drop_unused_texts(connection: Connection, document_id: str) -> None:
    used = select(extractions.c.document_key).where(extractions.c.document_id == document_id)
    connection.execute(
        delete(documents).where(documents.c.document_id == document_id, documents.c.document_key.not_in(used))
    )


def _save_head(
    connection: Connection,
    extraction: PreparedExtraction,
    *,
    held: Sequence[_Held],
    texts: Mapping[tuple[str, str], int],
    saving: Saving,
) -> int | None:
    """The key of the new row, the ones it replaces gone; None where the extraction is the newest that is held."""
    if held and (held[0].extractor, held[0].fingerprint) == (extraction.extractor, extraction.fingerprint):
        return None
    row: Row = extraction.head | {
        "document_key": _save_document(connection, extraction.document, texts),
        "version": saving.version,
        "stored_at": saving.at,
    }
    replaced = [one.key for one in held if one.extractor == extraction.extractor]
    others = [one.key for one in held if one.extractor != extraction.extractor]
    # All before the insert: SQLite may give the new row the number of one that is gone.
    gone = replaced + (others[saving.kept - 1 :] if saving.kept else [])
    _drop(connection, gone)
    key = _insert_one(connection, extractions, row)
    if gone:
        _drop_unused_texts(connection, extraction.document_id)
    return key


def _insert_parts(connection: Connection, table: Table, rows: Iterable[tuple[int, Iterable[Row]]]) -> None:
    numbered = [
        {**row, "extraction_key": key, "position": position} for key, own in rows for position, row in enumerate(own)
    ]
    if numbered:
        connection.execute(table.insert(), numbered)


class _Written(NamedTuple):
    """Fingerprints by id of what was written, and what figures of these documents were about before."""

    marks: dict[str, str]
    before: frozenset[Subject]


def _save_distinct(connection: Connection, extracted: Sequence[PreparedExtraction], saving: Saving) -> _Written:
    """Writes extractions of which no two are of one document; a server is asked a few times for all, not for each."""
    document_ids = [extraction.document_id for extraction in extracted]
    held, texts = _load_held(connection, document_ids), _load_texts(connection, document_ids)
    before = subjects_of(connection, held)
    written = []
    for extraction in extracted:
        own = held.get(extraction.document_id, ())
        key = _save_head(connection, extraction, held=own, texts=texts, saving=saving)
        if key is not None:
            written.append((key, extraction))
    _insert_parts(connection, facts, ((key, one.facts) for key, one in written))
    _insert_parts(connection, ledger, ((key, one.ledger) for key, one in written))
    _insert_parts(connection, checks, ((key, one.checks) for key, one in written))
    return _Written({one.document_id: one.fingerprint for _, one in written}, before)


def save_extractions(connection: Connection, extracted: Iterable[PreparedExtraction], saving: Saving) -> int:
    """How many of `extracted` were new or different and are now written; the others stood there already."""
    written, batch = list[_Written](), dict[str, PreparedExtraction]()
    for extraction in extracted:
        document_id = extraction.document_id
        if document_id in batch or len(batch) >= CHUNK:
            written.append(_save_distinct(connection, list(batch.values()), saving))
            batch = {}
        batch[document_id] = extraction
    written.append(_save_distinct(connection, list(batch.values()), saving))
    document_ids = {document_id for one in written for document_id in one.marks}
    said = (f"{name} {mark}" for one in written for name, mark in one.marks.items())
    refresh_reviewed(connection, document_ids)
    record_changes(connection, document_ids, said, before={subject for one in written for subject in one.before})
    return sum(len(one.marks) for one in written)
