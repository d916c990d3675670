"""A body that judges -> a line of the log of reviews, unless somebody else was quicker."""

from outputs.api.errors import ApiError
from outputs.api.services import ApiServices
from outputs.api.statements import AdditionBody, FactChanges, VerdictBody, apply_changes
from outputs.judged_fields import changed_fields
from outputs.review_app.cards import fact_as_judged
from outputs.review_app.corrections import blank_fact
from schemas.extraction import Extraction
from schemas.facts import Fact
from schemas.reviews import Review, ReviewEntry, Verdict


class QuickerError(Exception):
    """Somebody else judged the numeral meanwhile."""


def judge(services: ApiServices, fact_id: str, body: VerdictBody, *, reviewer: str) -> ReviewEntry:
    """The line under which a verdict on a fact stands.

    Raises:
        ApiError: There is no such fact, or the verdict does not fit.
        QuickerError: Somebody judged it behind the revision that the body names.
    """
    extraction, before = load_fact(services, fact_id)
    document_id, start = extraction.document.document_id, before.evidence.start
    verdict: Verdict = body.verdict
    after: Fact | None = None
    if verdict == "added":
        raise ApiError(409, "the fact is there already; facts that were missed are posted to their document")
    if (verdict == "corrected") != (body.changes is not None):
        raise ApiError(409, "corrected needs changes, and no other verdict has any", where="body.changes")
    if body.changes is not None:
        present = fact_as_judged(before, services.store.reviews.history(document_id, start)) or before
        after = apply_changes(present, body.changes)
        if not changed_fields(before, after):
            verdict, after = "accepted", None
    review = _review(services, extraction, verdict, before=before, after=after, reviewer=reviewer, reason=body.reason)
    return _write(services, review, body.revision)


def add(services: ApiServices, extraction: Extraction, body: AdditionBody, *, reviewer: str) -> ReviewEntry:
    """The line under which a fact stands that was missed.

    Raises:
        ApiError: There is no numeral, or a fact already.
        QuickerError: Somebody judged it behind the revision that the body names.
    """
    try:
        blank = blank_fact(extraction.document, body.start, body.end, like=None)
    except ValueError as error:
        raise ApiError(409, "there is no numeral between start and end", where="body.start") from error
    if any(fact.evidence.start == body.start for fact in extraction.facts):
        raise ApiError(409, "the extraction has a fact there; correct that one", where="body.start")
    after = apply_changes(blank, _whole(body.changes))
    review = _review(services, extraction, "added", before=None, after=after, reviewer=reviewer, reason=body.reason)
    return _write(services, review, body.revision)


def load_fact(services: ApiServices, fact_id: str) -> tuple[Extraction, Fact]:
    """A fact as it was extracted, and the newest extraction that holds it.

    Raises:
        ApiError: There is none.
    """
    with services.store.portions() as portions:
        line = portions.fact(fact_id)
    extraction = services.store.extraction(line.document.head.document_id) if line else None
    if extraction is not None:
        for fact in extraction.facts:
            if fact.fact_id == fact_id:
                return extraction, fact
    raise ApiError(404, f"no fact {fact_id} in the newest extractions")


def _whole(changes: FactChanges) -> FactChanges:
    """What is said of a fact that nobody extracted: at least what is counted."""
    if changes.indicator is None:
        raise ApiError(409, "a fact that is added needs an indicator", where="body.changes.indicator")
    return changes


def _review(
    services: ApiServices, extraction: Extraction, verdict: Verdict, *, before: Fact | None, after: Fact | None,
    reviewer: str, reason: str | None,
) -> Review:  # fmt: skip
    judged = before or after
    if judged is None:
        raise AssertionError("a review states a fact")
    return Review(
        document_id=extraction.document.document_id,
        start=judged.evidence.start,
        end=judged.evidence.end,
        extractor=extraction.extractor,
        verdict=verdict,
        reviewer=reviewer,
        reviewed_at=services.now(),
        reason=(reason or "").strip() or None,
        before=before.model_dump_json() if before else None,
        after=after.model_dump_json() if after else None,
    )


def _write(services: ApiServices, review: Review, known: int) -> ReviewEntry:
    entry, is_own = services.store.reviews.add_behind(review, known)
    if not is_own:
        whom = entry.review.reviewer
        raise QuickerError(f"{whom} judged it meanwhile (line {entry.number}); read the history and decide again")
    return entry
