"""An analyst's verdict on a fact; append-only, bound to document and numeral so that it survives re-extraction."""

from datetime import datetime
from typing import Literal

from pydantic import Field, model_validator

from schemas.facts import Fact
from schemas.record import Record

Verdict = Literal["accepted", "corrected", "rejected", "added"]

_STATED: dict[Verdict, tuple[tuple[bool, bool], ...]] = {
    "accepted": ((True, True), (True, False)),
    "corrected": ((True, True),),
    "rejected": ((True, False),),
    "added": ((False, True),),
}
"""For each verdict, which of `before` and `after` may be stated."""


class Review(Record):
    """One verdict: who judged which numeral of which document, as which extractor version read it, when, how, why.

    `before` is the fact that was judged, as JSON; None for one that was added. `after` is what the reviewer says it
    is; None for one that was rejected, and where an accepted fact stays as it is. `start` and `end` are those of the
    numeral in the evidence of both.
    """

    document_id: str
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    extractor: str
    verdict: Verdict
    reviewer: str = Field(min_length=1)
    reviewed_at: datetime
    reason: str | None
    before: str | None
    after: str | None

    @model_validator(mode="after")
    def _fits(self) -> "Review":
        if self.reviewed_at.tzinfo is None:
            raise ValueError("the time of a review needs a zone")
        if (self.before is not None, self.after is not None) not in _STATED[self.verdict]:
            raise ValueError(f"{self.verdict} does not go with what is stated before and after")
        if any((fact.evidence.start, fact.evidence.end) != (self.start, self.end) for fact in self.facts()):
            raise ValueError("the fact stands at another numeral")
        return self

    def fact_before(self) -> Fact | None:
        """The fact that was judged."""
        return None if self.before is None else Fact.model_validate_json(self.before)

    def fact_after(self) -> Fact | None:
        """What the reviewer says the fact is; None for a rejected one."""
        if self.verdict == "accepted" and self.after is None:
            return self.fact_before()
        return None if self.after is None else Fact.model_validate_json(self.after)

    def facts(self) -> tuple[Fact, ...]:
        """The facts that are stated, one or two."""
        return tuple(fact for fact in (self.fact_before(), self.fact_after()) if fact is not None)


class ReviewEntry(Record):
    """One line of the log of reviews: a verdict, or with `undoes` what takes an earlier line back.

    `number` counts on over all documents. A line that undoes repeats the review it takes back, with who did so,
    when and why. `is_undone` says that a later line took this one back.
    """

    number: int
    review: Review
    undoes: int | None = None
    is_undone: bool = False


ReviewState = Literal["holds", "confirmed", "reopened", "lost"]
"""holds: the fact is still what was judged. confirmed: the extraction now says what the reviewer said. reopened: it
says something else. lost: the sentence is not in the document any more."""


class CurrentReview(Record):
    """The last verdict on a numeral, beside what the newest extraction of a document says there.

    `document_id`, `start` and `end` are those of the newest extraction: another version of a page may hold the same
    sentence in another place; None where it is lost. `fact_id` is the fact there now, and `changed` names the fields
    in which it is not what was judged ("fact" for one that appeared or vanished).
    """

    entry: ReviewEntry
    state: ReviewState
    document_id: str
    start: int | None
    end: int | None
    fact_id: str | None
    changed: tuple[str, ...] = ()
