"""An analyst's verdict on a fact; append-only, bound to document and numeral so that it survives re-extraction."""

from datetime import datetime
from typing import Literal

from schemas.record import Record


class Review(Record):
    """One verdict: who judged which numeral of which document, when, how and why.

    `before` and `after` are the fact as JSON, or None where there is none (added, rejected).
    """

    document_id: str
    start: int
    end: int
    verdict: Literal["accepted", "corrected", "rejected", "added"]
    reviewer: str
    reviewed_at: datetime
    reason: str | None
    before: str | None
    after: str | None
