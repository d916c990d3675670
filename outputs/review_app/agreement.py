"""Verdicts of two reviewers on the same facts -> how far they agree, beyond chance, field by field.

Source:
    Cohen, J. (1960), A coefficient of agreement for nominal scales.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from outputs.judged_fields import JUDGED_FIELDS, say
from schemas.reviews import Review

VERDICT = "verdict"
FIELDS = (VERDICT, "indicator", "value", "locality", "period", "groups", "organization", "measure", "status", "unit")
"""What is compared: the verdict, then the fields of the fact that each says it is, as the form numbers them."""
_REJECTED = "∅"
_PARTS = {
    "indicator": ("indicator", "system"),
    "value": ("value", "value_max", "denominator", "denominator_role", "qualifier"),
    "measure": ("measure", "direction"),
}


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """How far two reviewers agree in one field: share of equal answers, and kappa; None where chance leaves no room."""

    field: str
    count: int
    equal: int
    kappa: float | None

    @property
    def percent(self) -> float:
        """Equal answers in a hundred."""
        return 100 * self.equal / self.count if self.count else 0.0


def cohens_kappa(first: Sequence[str], second: Sequence[str]) -> float | None:
    """Agreement beyond chance of two raters, 1 at most; None for no answers, or where both always say one thing.

    Args:
        first: The answers of one rater, an item each.
        second: Those of the other, in the same order.
    """
    count = len(first)
    if count == 0 or count != len(second):
        return None
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / count
    left, right = Counter(first), Counter(second)
    by_chance = sum(left[value] * right[value] for value in left) / count**2
    return None if by_chance >= 1 else (observed - by_chance) / (1 - by_chance)


def answers_of(review: Review) -> dict[str, str]:
    """What a reviewer says of each field; a rejected fact has none, which is an answer as well."""
    fact = review.fact_after()
    if fact is None:
        return {VERDICT: review.verdict} | dict.fromkeys(FIELDS[1:], _REJECTED)
    said = say(fact)
    answers: dict[str, str] = {VERDICT: review.verdict}
    for field in FIELDS[1:]:
        names = _PARTS.get(field) or [one for one in JUDGED_FIELDS if one == field or one.startswith(f"{field}.")]
        answers[field] = " | ".join(said[name] or "" for name in names)
    return answers


def differing_fields(first: Review, second: Review) -> tuple[str, ...]:
    """The fields in which two reviewers disagree; verdicts that come to the same fact do not count."""
    one, other = answers_of(first), answers_of(second)
    return tuple(field for field in FIELDS[1:] if one[field] != other[field])


def measure_agreement(pairs: Sequence[tuple[Review, Review]]) -> tuple[FieldAgreement, ...]:
    """The agreement of two reviewers in each field.

    Args:
        pairs: For each fact what the one said and what the other said, in that order.
    """
    answers = [(answers_of(first), answers_of(second)) for first, second in pairs]
    found = []
    for field in FIELDS:
        left = [one[field] for one, _ in answers]
        right = [other[field] for _, other in answers]
        equal = sum(a == b for a, b in zip(left, right, strict=True))
        found.append(FieldAgreement(field, len(pairs), equal, cohens_kappa(left, right)))
    return tuple(found)
