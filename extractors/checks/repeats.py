"""Facts of one document -> the same facts, later tellings of one thing pointing to its best telling."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.checks.numbers import bounds_of, is_computable
from extractors.folding import fold_text
from schemas.facts import Fact, Period

_SMALL = 10
_LARGE = 100
_SHARED_WORDS = 0.5
_MOST = 50


@dataclass(slots=True)
class _Tellings:
    """The groups of facts found so far that may tell one thing, by the value of their best one."""

    by_value: dict[Decimal, list[list[Fact]]] = field(default_factory=dict)
    exact: list[Decimal] = field(default_factory=list)

    def near(self, fact: Fact, text: str) -> Iterator[list[Fact]]:
        """Groups of the same value; for a rounded figure then those of exact values that it rounds."""
        yield from self.by_value.get(fact.value, ())[:_MOST]
        if fact.qualifier == "exact" or fact.value < _LARGE:
            return
        bounds = bounds_of(fact, text)
        first = bisect_left(self.exact, bounds.likely_low)
        for value in self.exact[first : first + _MOST]:
            if value > bounds.likely_high:
                return
            if value != fact.value:
                yield from self.by_value[value][:_MOST]

    def add(self, fact: Fact) -> None:
        """A new group with `fact` as its best."""
        groups = self.by_value.setdefault(fact.value, [])
        if fact.qualifier == "exact" and not any(g[0].qualifier == "exact" for g in groups):
            insort(self.exact, fact.value)
        groups.append([fact])


def link_repeats(facts: Sequence[Fact], text: str) -> tuple[Fact, ...]:
    """The facts, `same_as` set on those that tell again what another fact of the document tells.

    Args:
        facts: The facts of one document, in any order; `same_as` they carry already is dropped.
        text: The document's text.

    Returns:
        The facts in their order. All tellings of one thing point to one of them: an exact figure before a rounded
        one, one with place and period before one without, then the earliest. That one points nowhere. Figures of
        two places or two periods are never linked, not even through a third that has neither.
    """
    told: dict[str, str] = {}
    seen: dict[tuple[object, ...], _Tellings] = {}
    for fact in sorted(facts, key=_rank):
        if fact.indicator == "other" or not is_computable(fact):
            continue
        tellings = seen.setdefault(_key(fact), _Tellings())
        group = next((g for g in tellings.near(fact, text) if _belongs(fact, g)), None)
        if group is None:
            tellings.add(fact)
        else:
            told[fact.fact_id] = group[0].fact_id
            group.append(fact)
    return tuple(_pointing(fact, told.get(fact.fact_id)) for fact in facts)


def _pointing(fact: Fact, same_as: str | None) -> Fact:
    return fact if fact.same_as == same_as else fact.model_copy(update={"same_as": same_as})


def _rank(fact: Fact) -> tuple[bool, int, int, str]:
    """Exact figures first, then those with more of place and period, then the earliest."""
    missing = (fact.locality is None) + (_dates(fact.period) is None)
    return fact.qualifier != "exact", missing, fact.evidence.start, fact.fact_id


def _key(fact: Fact) -> tuple[object, ...]:
    """What tellings of one thing have in common."""
    return fact.indicator, fact.system, fact.measure, fact.status, fact.unit, fact.direction, fact.groups


def _belongs(fact: Fact, group: Sequence[Fact]) -> bool:
    """Whether a fact tells the same as a group: as its best one, and against none of the others."""
    best = group[0]
    if fact.value != best.value and (best.qualifier != "exact" or best.value < _LARGE):
        return False
    if fact.value == best.value and not _same_form(fact, best):
        return False
    return all(_same_scope(fact, other) for other in group[:_MOST])


def _same_form(fact: Fact, best: Fact) -> bool:
    """Whether two figures of one value are printed alike, and small numbers in like sentences."""
    if fact.value_max != best.value_max or (fact.qualifier != best.qualifier and fact.value < _LARGE):
        return False
    return fact.value >= _SMALL or fact.unit == "percent" or _share_words(fact.evidence.quote, best.evidence.quote)


def _share_words(one: str, two: str) -> bool:
    first, second = set(fold_text(one).split()), set(fold_text(two).split())
    return len(first & second) >= _SHARED_WORDS * min(len(first), len(second))


def _same_scope(one: Fact, two: Fact) -> bool:
    """Whether two facts stand in two sentences and are of one place and one period, as far as they say."""
    if one.evidence.quote_start == two.evidence.quote_start:
        return False
    if one.locality and two.locality and one.locality.name != two.locality.name:
        return False
    first, second = _dates(one.period), _dates(two.period)
    return first is None or second is None or first == second


def _dates(period: Period) -> tuple[str | None, str | None, bool] | None:
    """Start and end in full, and whether the end is unknown publication; None for a period without any date."""
    if period.start is None and period.end is None and not period.end_is_published:
        return None
    start = f"{period.start}-01-01"[:10] if period.start else None
    end = period.end if period.end is None or len(period.end) > 4 else f"{period.end}-12-31"
    return start, end, period.end_is_published and period.end is None
