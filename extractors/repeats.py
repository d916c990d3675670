"""Facts of one document -> the same facts, later tellings of one thing pointing to its best telling."""

from collections.abc import Iterable, Sequence

from extractors.checks_numbers import bounds_of, is_computable
from schemas.facts import Fact, Period


def link_repeats(facts: Sequence[Fact], text: str) -> tuple[Fact, ...]:
    """The facts, `same_as` set on those that tell again what another fact of the document tells.

    Args:
        facts: The facts of one document, in any order; `same_as` they carry already is dropped.
        text: The document's text.

    Returns:
        The facts in their order. All tellings of one thing point to one of them: an exact figure before a rounded
        one, then the earliest. That one points nowhere.
    """
    told: dict[str, str] = {}
    for bucket in _buckets(facts).values():
        ordered = sorted(bucket, key=_rank)
        best: list[Fact] = []
        for fact in ordered:
            first = next((one for one in best[:_WIDEST] if _is_same(one, fact, text)), None)
            if first is None:
                best.append(fact)
            else:
                told[fact.fact_id] = first.fact_id
    return tuple(fact.model_copy(update={"same_as": told.get(fact.fact_id)}) for fact in facts)


_WIDEST = 200


def _buckets(facts: Iterable[Fact]) -> dict[tuple[object, ...], list[Fact]]:
    """Facts that may tell the same thing: one indicator, body, measure, status, unit, direction and groups."""
    buckets: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if fact.indicator != "other" and is_computable(fact):
            key = (fact.indicator, fact.system, fact.measure, fact.status, fact.unit, fact.direction, fact.groups)
            buckets.setdefault(key, []).append(fact)
    return buckets


def _rank(fact: Fact) -> tuple[bool, bool, int, str]:
    """Exact figures first, then those with a locality, then the earliest."""
    return fact.qualifier != "exact", fact.locality is None, fact.evidence.start, fact.fact_id


def _is_same(best: Fact, other: Fact, text: str) -> bool:
    if best.evidence.quote_start == other.evidence.quote_start and best.evidence.quote == other.evidence.quote:
        return False
    if best.locality and other.locality and best.locality.name != other.locality.name:
        return False
    return _same_value(best, other, text) and _same_period(best.period, other.period)


def _same_value(best: Fact, other: Fact, text: str) -> bool:
    if (best.value, best.value_max) == (other.value, other.value_max):
        return best.qualifier == other.qualifier or best.value >= 100
    if best.value < 100 or other.qualifier == "exact" or best.qualifier != "exact":
        return False
    bounds = bounds_of(other, text)
    return bounds.likely_low <= best.value <= bounds.likely_high


def _same_period(one: Period, two: Period) -> bool:
    blank = (None, None, False)
    first, second = ((p.start, p.end, p.end_is_published) for p in (one, two))
    return first == second or blank in (first, second)
