"""The verdicts of analysts: only ever added, taken back by a further line, and held against each new extraction."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select

from outputs.store.changes import record_changes
from outputs.store.current_reviews import current_reviews, refresh_reviewed, same_page
from outputs.store.failures import database_errors
from outputs.store.reading import newest_of
from outputs.store.record_tables import reviews
from outputs.store.review_log import append_review, load_entries, load_entry, reviewed_documents, select_of
from outputs.store.transactions import begin_read, begin_write
from schemas.errors import OutputError
from schemas.reviews import CurrentReview, Review, ReviewEntry


class StoreReviews:
    """The log of reviews. Every call is one transaction; raises OutputError like the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, review: Review) -> ReviewEntry:
        """The review as it stands in the log; one that was added before keeps its number.

        Raises:
            OutputError: The store does not hold its document.
        """
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            if newest_of(connection, [review.document_id]) == {}:
                raise OutputError(f"no document {review.document_id} in the store to review")
            return _append(connection, review)

    def undo(self, number: int, *, reviewer: str, at: datetime, reason: str | None = None) -> ReviewEntry:
        """The line that takes line `number` back, a verdict or an undoing; taken back already, nothing is added.

        Raises:
            OutputError: There is no such line.
        """
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            entry = load_entry(connection, number)
            if entry is None:
                raise OutputError(f"no review {number} in the store")
            if entry.is_undone:
                return entry
            undoing = {"reviewer": reviewer, "reviewed_at": at, "reason": reason}
            again = Review.model_validate({**dict(entry.review), **undoing})
            return _append(connection, again, undoes=number)

    def history(self, document_id: str, start: int | None = None) -> tuple[ReviewEntry, ...]:
        """All lines about a document, or about its numeral at `start`, the first first, undone ones too."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            entries = load_entries(connection, select_of(document_id, None))
        return tuple(entry for entry in entries if start is None or entry.review.start == start)

    def current(self, document_id: str) -> tuple[CurrentReview, ...]:
        """The verdicts that count for a document, by numeral, each beside what its newest extraction says.

        Verdicts on other versions of the same page count where they judged the same sentence.

        Returns:
            None for a document without reviews, or without an extraction.
        """
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return current_reviews(connection, document_id)

    def reopened(self) -> Iterator[CurrentReview]:
        """The verdicts to look at again, document by document: the fact is not what they judged, or is gone."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            for document_id in reviewed_documents(connection):
                for current in current_reviews(connection, document_id):
                    if current.state in {"reopened", "lost"}:
                        yield current

    def count(self) -> int:
        """How many lines the log has."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return connection.scalar(select(func.count()).select_from(reviews)) or 0


def _append(connection: Connection, review: Review, undoes: int | None = None) -> ReviewEntry:
    count = select(func.count()).select_from(reviews)
    before = connection.scalar(count)
    number = append_review(connection, review, undoes)
    if connection.scalar(count) != before:
        judged = same_page(connection, review.document_id)
        refresh_reviewed(connection, judged)
        record_changes(connection, judged, [f"review {number} {undoes} {review.model_dump_json()}"])
    entry = load_entry(connection, number)
    if entry is None:
        raise AssertionError("what was written can be read")
    return entry
