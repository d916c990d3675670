"""A reviewer's decision -> a line of the log, or what stands there already."""

from datetime import datetime

from pydantic import Field

from outputs.judged_fields import changed_fields
from outputs.review_app.corrections import FactForm, blank_fact, correct
from outputs.review_app.desk import Desk
from schemas.errors import ConfigError
from schemas.facts import Fact
from schemas.record import Record
from schemas.reviews import Review, ReviewEntry, Verdict


class Decision(Record):
    """What a browser sends for one fact.

    `last` is the number of the last line of the log about the numeral that the page showed, 0 for none. `form` goes
    with corrected and added; `end` is that of the numeral, for a fact that is added.
    """

    document_id: str = Field(min_length=1, max_length=100)
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    verdict: Verdict
    last: int = Field(ge=0)
    form: FactForm | None = None
    reason: str = Field(default="", max_length=2_000)


class Answer(Record):
    """What became of a decision: its line of the log, or with `is_conflict` the line of somebody who was quicker."""

    number: int
    is_conflict: bool
    verdict: str
    reviewer: str
    at: datetime


def decide(desk: Desk, decision: Decision, reviewer: str) -> Answer:
    """The line under which the decision stands; a conflict writes nothing.

    Raises:
        ConfigError: The decision fits no fact.
        FieldsError: The form holds what it may not hold.
    """
    review = _to_review(desk, decision, reviewer)
    entry, is_own = desk.config.store.reviews.add_behind(review, decision.last)
    return _answer(entry, is_conflict=not is_own)


def undo(desk: Desk, number: int, reviewer: str, reason: str) -> Answer:
    """The line that takes a line back."""
    now = desk.config.now()
    return _answer(desk.config.store.reviews.undo(number, reviewer=reviewer, at=now, reason=reason or None))


def _answer(entry: ReviewEntry, *, is_conflict: bool = False) -> Answer:
    review = entry.review
    verdict = "undone" if entry.undoes is not None else review.verdict
    return Answer(
        number=entry.number, is_conflict=is_conflict, verdict=verdict, reviewer=review.reviewer, at=review.reviewed_at
    )


def _to_review(desk: Desk, decision: Decision, reviewer: str) -> Review:
    extraction = desk.extraction(decision.document_id)
    before = desk.extracted_fact(decision.document_id, decision.start)
    if before is None and decision.verdict != "added":
        # A fact that a reviewer added has no line of the extraction; who judges it adds it, corrected, or undoes.
        raise ConfigError(f"no fact at {decision.document_id}:{decision.start}")
    verdict, after = _stated(desk, decision, before)
    return Review(
        document_id=decision.document_id,
        start=decision.start,
        end=before.evidence.end if before else decision.end,
        extractor=extraction.extractor,
        verdict=verdict,
        reviewer=reviewer,
        reviewed_at=desk.config.now(),
        reason=decision.reason.strip() or None,
        before=before.model_dump_json() if before and verdict != "added" else None,
        after=after.model_dump_json() if after else None,
    )


def _stated(desk: Desk, decision: Decision, before: Fact | None) -> tuple[Verdict, Fact | None]:
    """The verdict, and the fact that it states; a correction that changes nothing accepts."""
    if decision.verdict in ("accepted", "rejected"):
        return decision.verdict, None
    if decision.form is None:
        raise ConfigError(f"{decision.verdict}: the fields are missing")
    document = desk.extraction(decision.document_id).document
    if before is None:
        try:
            before = blank_fact(document, decision.start, decision.end, like=None)
        except ValueError as error:
            raise ConfigError(f"no numeral at {decision.start}:{decision.end}") from error
        present = desk.present_fact(decision.document_id, decision.start)
        after = correct(present or before, decision.form, desk.config.place, document.published)
        return "added", after
    shown = desk.present_fact(decision.document_id, decision.start) or before
    after = correct(shown, decision.form, desk.config.place, document.published)
    return ("corrected", after) if changed_fields(before, after) else ("accepted", None)
