"""What changed results -> the version of the store in which it did, so that an export can tell what is new.

Every transaction that changes what exports show calls `record_changes` once, for the documents it touched. It also
marks the checks between documents that may be others now (`stale_checks`).
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, delete, func, select

from outputs.store.addresses import in_chunks
from outputs.store.crawl_tables import twins
from outputs.store.derived_tables import document_changes, store_versions
from outputs.store.stale_checks import Subject, mark_stale, subjects_of

MARK_LETTERS = 12
NO_MARK = "0" * MARK_LETTERS
"""The mark of a store in which nothing was written yet."""


def _newest(connection: Connection) -> Row[tuple[int, str, datetime | None]] | None:
    query = select(store_versions.c.version, store_versions.c.mark, store_versions.c.at)
    return connection.execute(query.order_by(store_versions.c.version.desc()).limit(1)).one_or_none()


def newest_version(connection: Connection) -> tuple[int, str]:
    """The number of the last change of results, 0 before the first, and its mark."""
    row = _newest(connection)
    return (row[0], row[1]) if row else (0, NO_MARK)


def with_twins(connection: Connection, document_ids: Iterable[str]) -> set[str]:
    """The documents, and those that point to them as their originals: their facts hang on the original's."""
    found = set(document_ids)
    for chunk in in_chunks(tuple(found)):
        found |= set(connection.scalars(select(twins.c.document_id).where(twins.c.twin_of.in_(chunk))))
    return found


def record_changes(
    connection: Connection,
    document_ids: Iterable[str],
    said: Iterable[str],
    *,
    before: Iterable[Subject] = (),
) -> None:
    """Writes down that results of these documents change in this transaction; nothing for no documents.

    Args:
        connection: With an open transaction that no other writer overlaps.
        document_ids: Whose results are others now; they may have left the results.
        said: What was written, in words that differ where it differs: the version's mark is made from it.
        before: What their figures were about before (`subjects_of`), where figures were changed.
    """
    touched = with_twins(connection, document_ids)
    if touched:
        number_version(connection, touched, said)
        mark_stale(connection, subjects_of(connection, touched) | frozenset(before), newest_version(connection)[0])


def number_version(connection: Connection, touched: Iterable[str], said: Iterable[str]) -> None:
    """Makes the next version of the store, in which the results of just these documents changed, and no figure of them.

    Args:
        connection: With an open transaction that no other writer overlaps.
        touched: At least one document.
        said: As for `record_changes`.
    """
    touched = sorted(touched)
    before = _newest(connection)
    version, mark, last = before if before else (0, NO_MARK, None)
    at = max(datetime.now(UTC), last) if last else datetime.now(UTC)
    digest = hashlib.sha256("\n".join([mark, *touched, *sorted(said)]).encode()).hexdigest()
    row = {"version": version + 1, "mark": digest[:MARK_LETTERS], "at": at}
    connection.execute(store_versions.insert().values(row))
    for chunk in in_chunks(touched):
        connection.execute(delete(document_changes).where(document_changes.c.document_id.in_(chunk)))
        connection.execute(document_changes.insert(), [{"document_id": one, "version": version + 1} for one in chunk])


def version_before(connection: Connection, time: datetime) -> int:
    """The last version that was written before a time; 0 where all were written since."""
    query = select(func.max(store_versions.c.version)).where(
        (store_versions.c.at < time) | store_versions.c.at.is_(None)
    )
    return connection.scalar(query) or 0


def mark_of(connection: Connection, version: int) -> str | None:
    """The mark of a version; None where there is none of this number."""
    if version == 0:
        return NO_MARK
    mark: str | None = connection.scalar(select(store_versions.c.mark).where(store_versions.c.version == version))
    return mark
