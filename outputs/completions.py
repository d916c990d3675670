"""Facts about admissions -> how far each locality came with its target."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from outputs.bodies import body_of, system_of
from outputs.places import Place, Source, last_day
from schemas.facts import Fact, Period
from schemas.vocabulary import Qualifier

_EXCEEDS = re.compile(r"\bvượt(\s+(mức|chỉ tiêu))?(\s+(hơn|trên|gần|khoảng))?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """Admissions as a percentage of their target.

    `is_computed` says that the text prints a/b or "vượt x%" and the percentage was worked out from it; `done` and
    `target` are a and b, or None where only a percentage is printed.
    """

    place: Place
    percent: Decimal
    is_computed: bool
    done: Decimal | None
    target: Decimal | None
    qualifier: Qualifier
    period: Period
    as_of: str
    source: Source
    fact_id: str


def exceeds_target(fact: Fact) -> bool:
    """Whether a completion is printed as what goes beyond the target: "vượt 21% chỉ tiêu" is 121% of it."""
    evidence = fact.evidence
    before = evidence.quote[: evidence.start - evidence.quote_start]
    return fact.measure == "completion" and fact.unit == "percent" and bool(_EXCEEDS.search(before))


def _percent(fact: Fact) -> tuple[Decimal, bool] | None:
    if fact.measure == "completion" and fact.unit == "percent":
        return (100 + fact.value, True) if exceeds_target(fact) else (fact.value, False)
    if fact.measure in {"count", "completion"} and fact.denominator and fact.denominator_role == "target":
        return (100 * fact.value / fact.denominator).quantize(Decimal("0.1")), True
    return None


def find_candidates(fact: Fact, place: Place, source: Source) -> Iterator[Completion]:
    """The completion that an actual fact states for the whole of a locality's party admissions: one or none."""
    is_admission = fact.indicator == "member.admitted" and system_of(fact) == "party"
    found = _percent(fact) if is_admission and not fact.groups and body_of(fact) is None else None
    if found is None:
        return
    percent, is_computed = found
    has_target = fact.denominator_role == "target"
    yield Completion(
        place=place,
        percent=percent,
        is_computed=is_computed,
        done=fact.value if has_target else None,
        target=fact.denominator if has_target else None,
        qualifier=fact.qualifier,
        period=fact.period,
        as_of=last_day(fact.period.end or fact.period.start or source.published),
        source=source,
        fact_id=fact.fact_id,
    )


def precedence(candidate: Completion) -> tuple[str, str, bool, str, str]:
    """Greater for the better of two of one locality: the latest; as of one day the one that shows both numbers."""
    source = candidate.source
    return (
        candidate.as_of,
        last_day(source.published),
        candidate.done is not None,
        source.document_id,
        candidate.fact_id,
    )


def completion_place(completion: Completion) -> tuple[int, float, str, str]:
    """Sorts by level, then from the highest percentage down."""
    level, province, name = completion.place.order
    return level, -float(completion.percent), province, name
