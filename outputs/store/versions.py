"""The extractor versions that a store holds side by side, and what differs between two of them."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select

from outputs.differences import find_changes, mark_reviewed
from outputs.store.current_reviews import current_reviews
from outputs.store.failures import database_errors
from outputs.store.reading import Reading, read_keys
from outputs.store.review_log import reviewed_documents
from outputs.store.tables import documents, extractions
from outputs.store.transactions import begin_read
from schemas.differences import FactChange
from schemas.errors import OutputError
from schemas.record import Record

_BATCH = 25


class StoredVersion(Record):
    """One extractor version: how many documents it read that are still held, and when it stored the last of them."""

    extractor: str
    documents: int
    last_stored: datetime | None


class DocumentChanges(Record):
    """What differs between two extractions of one document, and how many facts both have."""

    document_id: str
    old_facts: int
    new_facts: int
    changes: tuple[FactChange, ...]


class Overlap(Record):
    """How many documents two versions both read, and how many only one of them."""

    both: int
    only_old: int
    only_new: int


class StoreVersions:
    """The extractor versions of a store. Every call is one transaction; raises OutputError like the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> tuple[StoredVersion, ...]:
        """The versions whose extractions are held, the one that stored last first."""
        newest = func.max(extractions.c.extraction_key)
        query = select(
            extractions.c.extractor, func.count().label("documents"), func.max(extractions.c.stored_at).label("at")
        )
        query = query.group_by(extractions.c.extractor).order_by(newest.desc())
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(
            StoredVersion(extractor=row["extractor"], documents=row["documents"], last_stored=row["at"]) for row in rows
        )

    def of_document(self, document_id: str) -> tuple[str, ...]:
        """The versions whose extraction of this document is held, the one that stored last first; may be empty."""
        query = select(extractions.c.extractor).where(extractions.c.document_id == document_id)
        query = query.order_by(extractions.c.extraction_key.desc())
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return tuple(dict.fromkeys(connection.scalars(query)))

    def named(self, name: str) -> str:
        """The version of this name, or the only one that begins so.

        Raises:
            OutputError: No version begins so, or several do.
        """
        known = [version.extractor for version in self.all()]
        found = [one for one in known if one == name] or [one for one in known if one.startswith(name)]
        if len(found) != 1:
            wrong = "nhiều phiên bản trích bắt đầu như vậy" if found else "kho không có phiên bản trích này"
            raise OutputError(f"{name}: {wrong}; kho có: {', '.join(known) or 'chưa bản nào'}")
        return found[0]

    def overlap(self, old: str, new: str) -> Overlap:
        """How many documents can be compared between two versions."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            both = len(_pairs(connection, old, new, None))
            counts = [
                connection.scalar(select(func.count()).where(extractions.c.extractor == one)) or 0 for one in (old, new)
            ]
        return Overlap(both=both, only_old=counts[0] - both, only_new=counts[1] - both)

    def differences(self, old: str, new: str, *, document_id: str | None = None) -> Iterator[DocumentChanges]:
        """What differs between two versions, for each document that both read, by name; some documents at a time.

        Args:
            old: An extractor version.
            new: Another one.
            document_id: Only this document.
        """
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            pairs = _pairs(connection, old, new, document_id)
            reviewed = frozenset(reviewed_documents(connection))
            for first in range(0, len(pairs), _BATCH):
                yield from _compare(connection, pairs[first : first + _BATCH], reviewed)


def _pairs(connection: Connection, old: str, new: str, document_id: str | None) -> list[tuple[int, int]]:
    before, after = extractions.alias("before"), extractions.alias("after")
    query = (
        select(before.c.extraction_key, after.c.extraction_key)
        .join(after, after.c.document_id == before.c.document_id)
        .join(documents, documents.c.document_key == after.c.document_key)
        .where(before.c.extractor == old, after.c.extractor == new)
        .order_by(documents.c.name, documents.c.document_id)
    )
    if document_id is not None:
        query = query.where(after.c.document_id == document_id)
    return [(one, other) for one, other in connection.execute(query)]


def _compare(
    connection: Connection, pairs: list[tuple[int, int]], reviewed: frozenset[str]
) -> Iterator[DocumentChanges]:
    reading = Reading(with_twins=False, facts_only=True)
    befores = read_keys(connection, [one for one, _ in pairs], reading)
    afters = read_keys(connection, [other for _, other in pairs], reading)
    for before, after in zip(befores, afters, strict=True):
        document_id = after.document.document_id
        changes = find_changes(before, after)
        if changes and document_id in reviewed:
            open_again = (one for one in current_reviews(connection, document_id) if one.state == "reopened")
            numerals = frozenset((one.start, one.end) for one in open_again if one.start and one.end)
            changes = mark_reviewed(changes, numerals)
        yield DocumentChanges(
            document_id=document_id, old_facts=len(before.facts), new_facts=len(after.facts), changes=changes
        )
