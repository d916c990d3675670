"""The log of reviews, some lines at a time."""

from datetime import datetime

from sqlalchemy import Connection, select

from outputs.store.record_tables import reviews
from outputs.store.review_log import to_entry, undone_numbers
from schemas.record import Record
from schemas.reviews import ReviewEntry, Verdict


class ReviewFilter(Record):
    """Which lines; None takes all. `since` takes those written at this time or later."""

    document_id: str | None = None
    reviewer: str | None = None
    verdict: Verdict | None = None
    since: datetime | None = None


def load_lines(connection: Connection, wanted: ReviewFilter, after: int, most: int) -> tuple[list[ReviewEntry], bool]:
    """The lines behind number `after` in their order, at most so many, and whether there are more."""
    query = select(reviews).where(reviews.c.number > after).order_by(reviews.c.number).limit(most + 1)
    stated = {
        reviews.c.document_id: wanted.document_id,
        reviews.c.reviewer: wanted.reviewer,
        reviews.c.verdict: wanted.verdict,
    }
    query = query.where(*(column == value for column, value in stated.items() if value is not None))
    if wanted.since is not None:
        query = query.where(reviews.c.reviewed_at >= wanted.since)
    rows = connection.execute(query).mappings().all()
    owners = {row["document_id"] for row in rows[:most]}
    # What takes a line back is of the same document, but maybe not among the lines asked for.
    own = connection.execute(select(reviews).where(reviews.c.document_id.in_(owners))).mappings().all()
    undone = undone_numbers(own)
    return [to_entry(row, undone) for row in rows[:most]], len(rows) > most
