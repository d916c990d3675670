"""Failed checks between documents -> the rows of the read model that they are about, which come first in the queue."""

import sqlite3
from collections.abc import Iterable

from outputs.store.addresses import in_chunks
from outputs.store.listing import Listing

_HELD = "SELECT document_id, fact_id, crossed FROM items INDEXED BY items_crossed WHERE crossed > 0"
_COUNT = """
UPDATE items SET crossed = :count, fails = fails - crossed + :count,
  priority = confidence - (fails - crossed + :count > 0) + 2 * is_repeat
WHERE fact_id = :fact_id AND document_id = :document_id
"""
_DOCUMENT = """
UPDATE documents SET fails = (SELECT count(*) FROM items WHERE document_id = documents.document_id AND fails > 0)
WHERE document_id = ?
"""


def take_failed(connection: sqlite3.Connection, listing: Listing, document_ids: Iterable[str]) -> None:
    """Counts the failed checks between documents for the facts of these documents; others are left alone.

    Only rows whose count changed are written: the first run of `solieu check` touches every document of a store.
    """
    for chunk in in_chunks(sorted(document_ids)):
        held = f"{_HELD} AND document_id IN ({','.join('?' * len(chunk))})"
        before = {(row[0], row[1]): row[2] for row in connection.execute(held, chunk)}
        now = listing.failed_between(chunk)
        changed = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
        rows = [{"document_id": key[0], "fact_id": key[1], "count": now.get(key, 0)} for key in sorted(changed)]
        connection.executemany(_COUNT, rows)
        connection.executemany(_DOCUMENT, [(document_id,) for document_id in sorted({key[0] for key in changed})])
