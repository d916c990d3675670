"""A review beside the newest extraction of its document -> whether it still holds; pure."""

from collections.abc import Sequence
from functools import partial

from outputs.judged_fields import changed_fields
from schemas.extraction import Extraction
from schemas.facts import Evidence, Fact
from schemas.reviews import CurrentReview, Review, ReviewEntry, ReviewState

_FACT = ("fact",)
"""What changed where a fact appeared or vanished."""


def find_sentence(evidence: Evidence, text: str) -> int | None:
    """How far the sentence of `evidence` moved in `text`: 0 where it stands as it did, None where it is not.

    Of several places the one nearest to the old one counts.
    """
    if text[evidence.quote_start : evidence.quote_end] == evidence.quote:
        return 0
    places, place = [], text.find(evidence.quote)
    while place >= 0:
        places.append(place - evidence.quote_start)
        place = text.find(evidence.quote, place + 1)
    return min(places, key=abs, default=None)


def _compare(review: Review, present: Sequence[Fact]) -> tuple[ReviewState, tuple[str, ...], Fact | None]:
    """State, fields that changed, and the fact there now, of those at the numeral the one most like the judged."""
    before, after = review.fact_before(), review.fact_after()
    if not present:
        if before is None:
            return "holds", (), None
        return ("confirmed", (), None) if after is None else ("reopened", _FACT, None)
    judged = before or after
    if judged is None:
        raise AssertionError("a review states a fact")
    fact = min(present, key=lambda one: len(changed_fields(judged, one)))
    changed = changed_fields(judged, fact)
    if before is not None and not changed:
        return "holds", (), fact
    if after is not None and not changed_fields(after, fact):
        return "confirmed", (), fact
    return "reopened", changed, fact


def state_of(entry: ReviewEntry, extraction: Extraction) -> CurrentReview:
    """What has become of a review: it holds as long as the fact at its numeral says what was judged.

    Args:
        entry: A verdict on this document or on another version of its page.
        extraction: The document's newest.
    """
    review, document = entry.review, extraction.document
    moved = find_sentence(review.facts()[0].evidence, document.text)
    head = partial(CurrentReview, entry=entry, document_id=document.document_id)
    if moved is None:
        return head(state="lost", start=None, end=None, fact_id=None, changed=_FACT)
    start, end = review.start + moved, review.end + moved
    present = [one for one in extraction.facts if (one.evidence.start, one.evidence.end) == (start, end)]
    state, changed, fact = _compare(review, present)
    fact_id = fact.fact_id if fact else None
    return head(state=state, start=start, end=end, fact_id=fact_id, changed=changed)


def latest_by_numeral(found: Sequence[CurrentReview], document_id: str) -> tuple[CurrentReview, ...]:
    """The last verdict on each numeral, by place; verdicts on other versions that are lost here are left out."""
    last: dict[tuple[int, int], CurrentReview] = {}
    lost = []
    for current in sorted(found, key=lambda one: one.entry.number):
        if current.start is not None and current.end is not None:
            last[current.start, current.end] = current
        elif current.entry.review.document_id == document_id:
            lost.append(current)
    return (*(last[span] for span in sorted(last)), *lost)
