"""The log of reviews and the newest extractions -> the verdicts that count, and the facts as reviewed.

Inside a transaction that the caller holds.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, func, select, union

from outputs.reviewed import ReviewedFact, find_reviewed
from outputs.store.addresses import in_chunks
from outputs.store.reading import newest_of, url_of
from outputs.store.record_tables import reviews
from outputs.store.review_log import load_entries, select_of
from outputs.store.review_states import latest_by_numeral, state_of
from outputs.store.reviewed_rows import ReviewedRows, write_reviewed
from outputs.store.tables import documents, extractions
from schemas.extraction import Extraction
from schemas.reviews import CurrentReview


def current_reviews(connection: Connection, document_id: str) -> tuple[CurrentReview, ...]:
    """The verdicts that count for a document; see `StoreReviews.current`."""
    extraction = newest_of(connection, [document_id]).get(document_id)
    return () if extraction is None else _counting(connection, extraction)


def _counting(connection: Connection, extraction: Extraction) -> tuple[CurrentReview, ...]:
    document_id = extraction.document.document_id
    entries = load_entries(connection, select_of(document_id, url_of(connection, document_id)))
    counting = [entry for entry in entries if entry.undoes is None and not entry.is_undone]
    return latest_by_numeral([state_of(entry, extraction) for entry in counting], document_id)


def _reviewed_among(connection: Connection, document_ids: Iterable[str]) -> set[str]:
    """Those of the documents that have reviews, or share an address with one that has."""
    found: set[str] = set()
    if connection.scalar(select(reviews.c.number).limit(1)) is None:
        return found
    of_page = select(documents.c.document_id).join(reviews, reviews.c.url == documents.c.url)
    for chunk in in_chunks(document_ids):
        own = select(reviews.c.document_id).where(reviews.c.document_id.in_(chunk))
        found |= set(connection.scalars(union(own, of_page.where(documents.c.document_id.in_(chunk)))))
    return found


def same_page(connection: Connection, document_id: str) -> set[str]:
    """A document, and the others that were read from its address."""
    url = url_of(connection, document_id)
    query = select(documents.c.document_id).where(documents.c.url == url)
    return {document_id} | (set(connection.scalars(query)) if url is not None else set())


def _found(
    connection: Connection, document_ids: Iterable[str]
) -> Iterator[tuple[int, Extraction, tuple[ReviewedFact, ...]]]:
    """For each of the documents with reviews its newest extraction, with its key, and what was reviewed in it."""
    newest = select(func.max(extractions.c.extraction_key))
    for document_id in sorted(_reviewed_among(connection, document_ids)):
        key = connection.scalar(newest.where(extractions.c.document_id == document_id))
        extraction = newest_of(connection, [document_id]).get(document_id)
        if key is not None and extraction is not None:
            yield key, extraction, find_reviewed(extraction, _counting(connection, extraction))


def refresh_reviewed(connection: Connection, document_ids: Iterable[str]) -> None:
    """Brings `reviewed_facts` up to date for documents that were read anew, or judged."""
    for key, extraction, reviewed in list(_found(connection, document_ids)):
        write_reviewed(connection, extraction.document.document_id, key, reviewed)


def stale_reviewed(connection: Connection, document_ids: Iterable[str]) -> Iterator[str]:
    """Names of the documents for which `reviewed_facts` is not what the reviews say."""
    for key, extraction, reviewed in _found(connection, document_ids):
        if ReviewedRows(connection, [key]).of(key, extraction) != reviewed:
            yield extraction.document.name
