"""An extraction and the reviews that count for it -> its facts as the reviewers say they are; pure.

A verdict counts as long as the fact is what was judged. What was judged otherwise than it now reads is "reopened": it
stands as extracted until someone looks again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from outputs.judged_fields import changed_fields
from schemas.extraction import Extraction
from schemas.facts import Fact, LedgerRow
from schemas.reviews import CurrentReview
from schemas.vocabulary import ReviewMark

_CERTAIN = 1.0
"""The confidence of what a person has looked at."""
_BY_REVIEW = ("review.corrected",)
_NUMBER = {"value", "value_max", "denominator", "measure", "qualifier", "unit"}
"""The judged fields that arithmetic rests on."""
_REJECTED = "review.rejected"


@dataclass(frozen=True, slots=True)
class ReviewedFact:
    """What stands in place of one fact of an extraction, or beside them.

    `position` is that of `before` among the facts; for an added one, without `before`, it lies behind all of them. A
    rejected fact is as extracted, with that mark.
    """

    position: int
    before: Fact | None
    fact: Fact


def _judge(current: CurrentReview, before: Fact | None) -> Fact | None:
    """What the fact at a numeral is by a verdict that is not lost; None where it says nothing of a fact there."""
    review, after = current.entry.review, current.entry.review.fact_after()
    if before is None:
        return _added(current, after) if current.state == "holds" and after and review.before is None else None
    if current.state == "reopened":
        return _marked(before, "reopened")
    if current.state == "confirmed":
        return _marked(before, "accepted")
    if after is None:
        return _marked(before, "rejected")
    changed = changed_fields(before, after)
    return _corrected(before, after, changed) if changed else _marked(before, "accepted")


def _marked(fact: Fact, review: ReviewMark) -> Fact:
    confidence = _CERTAIN if review == "accepted" else fact.confidence
    return fact.model_copy(update={"review": review, "confidence": confidence})


def _corrected(before: Fact, after: Fact, changed: Iterable[str]) -> Fact:
    """The reviewer's fact in the place of the extracted one, whose id it keeps."""
    kept = {"fact_id": before.fact_id, "evidence": before.evidence}
    checks = () if _NUMBER.intersection(changed) else before.checks
    said = {"rules": _BY_REVIEW, "checks": checks, "same_as": None, "confidence": _CERTAIN, "review": "corrected"}
    return after.model_copy(update=kept | said)


def _added(current: CurrentReview, after: Fact) -> Fact:
    evidence = after.evidence
    moved = (current.start or 0) - evidence.start
    places = {name: getattr(evidence, name) + moved for name in ("start", "end", "quote_start", "quote_end")}
    # In another version of the page or text the page and cell are not known.
    elsewhere = {"page": None, "cell": None} if moved else {}
    said = {"same_as": None, "checks": (), "confidence": _CERTAIN, "review": "added"}
    return after.model_copy(update={"evidence": evidence.model_copy(update=places | elsewhere), **said})


def _without_stale_checks(facts: Sequence[Fact], judged: Mapping[int, Fact], extraction: Extraction) -> dict[int, Fact]:
    """Other facts of arithmetic that rests on a number which is none any more, without that arithmetic."""
    stale = stale_ids((ReviewedFact(n, facts[n], fact) for n, fact in judged.items()))
    statements = {one.statement for one in extraction.checks if stale.intersection(one.fact_ids)}
    found = {}
    for position, fact in enumerate(facts):
        present = judged.get(position, fact)
        left = tuple(words for words in present.checks if words.partition(" ")[2] not in statements)
        if len(left) < len(present.checks) and present.review != "rejected":
            found[position] = present.model_copy(update={"checks": left})
    return found


def _relinked(facts: Sequence[Fact], judged: Mapping[int, Fact]) -> dict[int, Fact]:
    """The facts that repeat a rejected one: the first of them stands for itself, the others repeat that."""
    heirs: dict[str, str | None] = {fact.fact_id: None for fact in judged.values() if fact.review == "rejected"}
    found = {}
    for position, fact in enumerate(facts):
        present = judged.get(position, fact)
        if present.review == "rejected" or present.same_as not in heirs:
            continue
        heir = heirs[present.same_as]
        found[position] = present.model_copy(update={"same_as": heir})
        heirs[present.same_as] = heir or present.fact_id
    return found


def stale_ids(reviewed: Iterable[ReviewedFact]) -> frozenset[str]:
    """Ids of the extracted facts whose numbers do not count any more: rejected, or corrected to another number."""
    return frozenset(
        one.before.fact_id
        for one in reviewed
        if one.before is not None
        and (
            one.fact.review == "rejected"
            or (one.fact.review == "corrected" and _NUMBER.intersection(changed_fields(one.before, one.fact)))
        )
    )


def find_reviewed(extraction: Extraction, reviews: Sequence[CurrentReview]) -> tuple[ReviewedFact, ...]:
    """What stands in place of the extracted facts, by position; facts that nothing changes are not among them.

    Args:
        extraction: As extracted.
        reviews: What counts for its document, held against this very extraction.
    """
    facts = extraction.facts
    positions = {fact.fact_id: position for position, fact in enumerate(facts)}
    judged: dict[int, Fact] = {}
    added = []
    for current in reviews:
        position = positions.get(current.fact_id or "")
        fact = None if current.state == "lost" else _judge(current, None if position is None else facts[position])
        if fact is not None and position is None:
            added.append(fact)
        elif fact is not None and position is not None:
            judged[position] = fact
    judged |= _without_stale_checks(facts, judged, extraction)
    judged |= _relinked(facts, judged)
    replaced = (ReviewedFact(position, facts[position], fact) for position, fact in sorted(judged.items()))
    return (*replaced, *(ReviewedFact(len(facts) + n, None, fact) for n, fact in enumerate(added)))


def _ledger_rows(extraction: Extraction, reviewed: Sequence[ReviewedFact]) -> tuple[LedgerRow, ...]:
    """The ledger that goes with the facts as reviewed; each numeral stands in it once."""
    rejected = {one.fact.fact_id for one in reviewed if one.fact.review == "rejected"}
    added = [one.fact for one in reviewed if one.before is None]
    rows = [
        row.model_copy(update={"label": "other_nonfact", "fact_id": None, "reason": _REJECTED})
        if row.fact_id in rejected
        else row
        for row in extraction.ledger
        if row.fact_id or not any(_overlaps(row, fact) for fact in added)
    ]
    owned = {(row.start, row.end) for row in rows}
    for fact in added:
        start, end = fact.evidence.start, fact.evidence.end
        if (start, end) not in owned:
            text = extraction.document.text[start:end]
            rows.append(LedgerRow(start=start, end=end, text=text, label="fact", fact_id=fact.fact_id, reason=None))
    return tuple(sorted(rows, key=lambda row: row.start))


def _overlaps(row: LedgerRow, fact: Fact) -> bool:
    return row.start < fact.evidence.end and fact.evidence.start < row.end


def as_reviewed(extraction: Extraction, reviewed: Sequence[ReviewedFact]) -> Extraction:
    """The extraction with facts, ledger and checks as the reviewers say; without the rejected facts."""
    if not reviewed:
        return extraction
    facts = dict(enumerate(extraction.facts)) | {one.position: one.fact for one in reviewed}
    shown = [fact for fact in facts.values() if fact.review != "rejected"]
    stale = stale_ids(reviewed)
    return extraction.model_copy(
        update={
            "facts": tuple(sorted(shown, key=lambda fact: fact.evidence.start)),
            "ledger": _ledger_rows(extraction, reviewed),
            "checks": tuple(one for one in extraction.checks if not stale.intersection(one.fact_ids)),
        }
    )


def as_extracted(extraction: Extraction, reviewed: Sequence[ReviewedFact]) -> Extraction:
    """The extraction as it is, its facts only marked with what reviewers said of them."""
    marks = {one.position: one.fact.review for one in reviewed if one.before is not None}
    if not marks:
        return extraction
    facts = tuple(
        fact.model_copy(update={"review": marks[position]}) if position in marks else fact
        for position, fact in enumerate(extraction.facts)
    )
    return extraction.model_copy(update={"facts": facts})
