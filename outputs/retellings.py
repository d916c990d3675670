"""Facts of a document and of its original -> the facts that tell the same again point to the original's."""

from collections.abc import Hashable, Sequence
from itertools import chain

from schemas.facts import Fact, Period


def link_retellings(facts: Sequence[Fact], original: Sequence[Fact]) -> tuple[Fact, ...]:
    """`facts` in their order, `same_as` set on those that tell again what a fact of `original` tells.

    Two facts tell the same when the same numeral stands in the same sentence, or when they agree in all that they
    say: figure, indicator, place and period, a period that one of them lacks agreeing with any. A figure that the twin
    changed or added stays its own, and so does one whose place the original leaves open.

    Args:
        facts: Those of a twin, whose own repeats point to each other.
        original: Those of the document that was told first.
    """
    by_words = {_words(fact): fact for fact in reversed(original)}
    by_content: dict[Hashable, list[Fact]] = {}
    for fact in original:
        by_content.setdefault(_content(fact), []).append(fact)
    told = {}
    for fact in facts:
        same_words = filter(None, (by_words.get(_words(fact)),))
        agreeing = (other for other in by_content.get(_content(fact), ()) if _agree(fact, other))
        first = next((other for other in chain(same_words, agreeing) if other.locality or not fact.locality), None)
        if first is not None:
            told[fact.fact_id] = first.same_as or first.fact_id
    return tuple(_pointing(fact, told) for fact in facts)


def _pointing(fact: Fact, told: dict[str, str]) -> Fact:
    """The fact, pointing to the original directly or as the fact of its own document does that it repeats."""
    first = told.get(fact.fact_id) or told.get(fact.same_as or "")
    return fact.model_copy(update={"same_as": first}) if first else fact


def _figure(fact: Fact) -> tuple[Hashable, ...]:
    return fact.value, fact.value_max, fact.denominator, fact.unit


def _words(fact: Fact) -> Hashable:
    """The sentence without its spaces, and how far into it the numeral stands."""
    evidence = fact.evidence
    before = evidence.quote[: max(0, evidence.start - evidence.quote_start)]
    return "".join(evidence.quote.split()), len("".join(before.split())), _figure(fact)


def _content(fact: Fact) -> Hashable:
    said = (fact.indicator, fact.system, fact.measure, fact.status, fact.qualifier, fact.direction, fact.groups)
    return *said, *_figure(fact)


def _agree(fact: Fact, other: Fact) -> bool:
    dates, other_dates = _dates(fact.period), _dates(other.period)
    is_same_time = dates is None or other_dates is None or dates == other_dates
    return is_same_time and (fact.locality is None or _place(fact) == _place(other))


def _place(fact: Fact) -> Hashable:
    return fact.locality and (fact.locality.code or (fact.locality.name, fact.locality.province))


def _dates(period: Period) -> Hashable | None:
    """The dates, or None when nothing is known; the day of publication differs between twins."""
    end = None if period.end_is_published else period.end
    return (period.start, end) if period.start or end else None
