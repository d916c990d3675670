"""The verdicts of analysts: only ever added, taken back by a further line, and held against each new extraction."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select

from outputs.store.addresses import in_chunks
from outputs.store.changes import record_changes
from outputs.store.check_renewal import drop_checks_about
from outputs.store.current_reviews import current_reviews, refresh_reviewed, same_page
from outputs.store.failures import database_errors
from outputs.store.reading import newest_extractor, newest_of
from outputs.store.record_tables import reviews
from outputs.store.review_log import append_review, load_entries, load_entry, reviewed_documents, select_of
from outputs.store.review_pages import ReviewFilter, load_lines
from outputs.store.reviewed_rows import reviewed_figures
from outputs.store.stale_checks import subjects_of
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
                raise OutputError(f"{review.document_id}: kho không có bài này để nhận xét")
            return _append(connection, review)

    def add_behind(self, review: Review, last: int) -> tuple[ReviewEntry, bool]:
        """The line as written and True, or where others wrote meanwhile the last one they wrote, and False.

        One transaction: of two people who judge a numeral at once the second is told. Who sends the same verdict
        again, because no answer came, gets the line that was written then.

        Args:
            review: The verdict.
            last: Number of the last line about its numeral that the reviewer knew of; 0 for none.

        Raises:
            OutputError: The store does not hold its document.
        """
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            if newest_extractor(connection, review.document_id) is None:
                raise OutputError(f"{review.document_id}: kho không có bài này để nhận xét")
            own = load_entries(connection, select_of(review.document_id, None))
            lines = [entry for entry in own if entry.review.start == review.start]
            if lines and lines[-1].number > last:
                return lines[-1], _says_the_same(lines[-1], review)
            return _append(connection, review), True

    def undo(self, number: int, *, reviewer: str, at: datetime, reason: str | None = None) -> ReviewEntry:
        """The line that takes line `number` back, a verdict or an undoing; taken back already, nothing is added.

        Raises:
            OutputError: There is no such line.
        """
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            entry = load_entry(connection, number)
            if entry is None:
                raise OutputError(f"kho không có nhận xét số {number}")
            if entry.is_undone:
                return entry
            undoing = {"reviewer": reviewer, "reviewed_at": at, "reason": reason}
            again = Review.model_validate({**dict(entry.review), **undoing})
            return _append(connection, again, undoes=number)

    def line(self, number: int) -> ReviewEntry | None:
        """One line of the log; None where there is none of this number."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return load_entry(connection, number)

    def lines_behind(self, after: int, wanted: ReviewFilter, most: int) -> tuple[list[ReviewEntry], bool]:
        """Lines of the whole log behind number `after`, at most so many, and whether there are more."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return load_lines(connection, wanted, after, most)

    def lines(self, numbers: Sequence[int]) -> dict[int, ReviewEntry]:
        """Lines of the log by their numbers, as of those that were not taken back; unknown numbers are left out."""
        found: dict[int, ReviewEntry] = {}
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            for chunk in in_chunks(numbers):
                query = select(reviews).where(reviews.c.number.in_(chunk))
                found |= {entry.number: entry for entry in load_entries(connection, query)}
        return found

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


def _says_the_same(entry: ReviewEntry, review: Review) -> bool:
    said = ("verdict", "reviewer", "before", "after", "reason")
    is_verdict = entry.undoes is None and not entry.is_undone
    return is_verdict and all(getattr(entry.review, name) == getattr(review, name) for name in said)


def _append(connection: Connection, review: Review, undoes: int | None = None) -> ReviewEntry:
    count = select(func.count()).select_from(reviews)
    before = connection.scalar(count)
    number = append_review(connection, review, undoes)
    if connection.scalar(count) != before:
        judged = same_page(connection, review.document_id)
        about, figures = subjects_of(connection, judged), reviewed_figures(connection, judged)
        refresh_reviewed(connection, judged)
        changed = figures.items() ^ reviewed_figures(connection, judged).items()
        touched = judged | drop_checks_about(connection, judged, {fact_id for fact_id, _ in changed})
        said = f"review {number} {undoes} {review.model_dump_json()}"
        record_changes(connection, touched, [said], before=about)
    entry = load_entry(connection, number)
    if entry is None:
        raise AssertionError("what was written can be read")
    return entry
