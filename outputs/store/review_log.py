"""Reviews <-> rows of their log, inside a transaction that the caller holds."""

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, RowMapping, Select, or_, select

from outputs.store.addresses import in_chunks
from outputs.store.record_tables import reviews
from outputs.store.rows import Row
from outputs.store.tables import documents
from schemas.reviews import Review, ReviewEntry


def _fingerprint(review: Review, undoes: int | None) -> str:
    return hashlib.sha256(f"{undoes}:{review.model_dump_json()}".encode()).hexdigest()


def _row(review: Review, url: str | None, undoes: int | None) -> Row:
    evidence = review.facts()[0].evidence
    return {
        **dict(review),
        "url": url,
        "quote_start": evidence.quote_start,
        "quote": evidence.quote,
        "undoes": undoes,
        "fingerprint": _fingerprint(review, undoes),
    }


def to_entry(row: RowMapping, undone: Iterable[int]) -> ReviewEntry:
    """The line in a row; `undone` are the numbers of those that were taken back."""
    review = Review(**{name: row[name] for name in Review.model_fields})
    return ReviewEntry(number=row["number"], review=review, undoes=row["undoes"], is_undone=row["number"] in undone)


def append_review(connection: Connection, review: Review, undoes: int | None = None) -> int:
    """The number under which the review stands in the log; one that stands there already keeps its own."""
    known = select(reviews.c.number).where(reviews.c.fingerprint == _fingerprint(review, undoes))
    number: int | None = connection.scalar(known)
    if number is None:
        of_document = select(documents.c.url).where(documents.c.document_id == review.document_id)
        url = connection.scalar(of_document.order_by(documents.c.document_key.desc()).limit(1))
        key = connection.execute(reviews.insert().values(_row(review, url, undoes))).inserted_primary_key
        if key is None:
            raise AssertionError("an insert of one row gives its key")
        number = int(key[0])
    return number


def undone_numbers(rows: Sequence[RowMapping]) -> frozenset[int]:
    """Numbers of the lines that were taken back; a line that takes back may be taken back itself.

    Args:
        rows: All lines of some documents, in any order.
    """
    undone: set[int] = set()
    for row in sorted(rows, key=lambda row: row["number"], reverse=True):
        if row["undoes"] is not None and row["number"] not in undone:
            undone.add(row["undoes"])
    return frozenset(undone)


def load_entry(connection: Connection, number: int) -> ReviewEntry | None:
    """One line of the log; None where there is none of this number."""
    row = connection.execute(select(reviews).where(reviews.c.number == number)).mappings().first()
    if row is None:
        return None
    own = select(reviews).where(reviews.c.document_id == row["document_id"])
    return to_entry(row, undone_numbers(connection.execute(own).mappings().all()))


def load_entries(connection: Connection, query: Select[tuple[int]]) -> list[ReviewEntry]:
    """The lines that `query` chooses, the first first."""
    rows = connection.execute(query.order_by(reviews.c.number)).mappings().all()
    undone = undone_numbers(rows)
    return [to_entry(row, undone) for row in rows]


def select_of(document_id: str, url: str | None) -> Select[tuple[int]]:
    """A query for the lines about a document, and about other versions of its page: those with the same address."""
    own = reviews.c.document_id == document_id
    return select(reviews).where(own if url is None else or_(own, reviews.c.url == url))


def reviewed_documents(connection: Connection) -> list[str]:
    """Ids of the documents that have reviews, and of those that share an address with one that has; sorted."""
    found = set(connection.scalars(select(reviews.c.document_id).distinct()))
    urls = connection.scalars(select(reviews.c.url).where(reviews.c.url.is_not(None)).distinct()).all()
    for chunk in in_chunks(urls):
        found |= set(connection.scalars(select(documents.c.document_id).where(documents.c.url.in_(chunk))))
    return sorted(found)
