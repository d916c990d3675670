"""Facts of one document -> the same facts, later tellings of one thing pointing to its best telling."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from extractors.checks.numbers import bounds_of, is_computable
from extractors.folding import fold_text
from schemas.facts import Fact, Period

_SMALL = 10
_LARGE = 100
_SHARED_WORDS = 0.5
_MOST = 50
Dates = tuple[str | None, str | None, bool]
Scope = tuple[str | None, Dates | None]
"""The name of a fact's place, and its dates."""


@dataclass(slots=True)
class _Group:
    """Facts that tell one thing: the best of them; the sentences, and the places and periods, of the first of them."""

    best: Fact
    size: int = 0
    sentences: set[int] = field(default_factory=set)
    scopes: set[Scope] = field(default_factory=set)

    def add(self, fact: Fact, scope: Scope) -> None:
        """One more telling."""
        if self.size < _MOST:
            self.sentences.add(fact.evidence.quote_start)
            self.scopes.add(scope)
        self.size += 1


@dataclass(slots=True)
class _Tellings:
    """The groups of facts found so far that may tell one thing, by the value of their best one."""

    by_value: dict[Decimal, list[_Group]] = field(default_factory=dict)
    exact: list[Decimal] = field(default_factory=list)

    def near(self, fact: Fact, text: str) -> Iterator[_Group]:
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

    def add(self, fact: Fact) -> _Group:
        """A new group with `fact` as its best."""
        groups = self.by_value.setdefault(fact.value, [])
        if fact.qualifier == "exact" and not (groups and groups[0].best.qualifier == "exact"):
            insort(self.exact, fact.value)
        groups.append(_Group(fact))
        return groups[-1]


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
    alike: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.indicator != "other":
            alike[_key(fact)].append(fact)
    told: dict[str, str] = {}
    for several in alike.values():
        computable = [fact for fact in several if is_computable(fact)] if len(several) > 1 else ()
        if _may_repeat(computable):
            told |= _repeats(computable, text)
    return tuple([_pointing(fact, told.get(fact.fact_id)) for fact in facts])


def _may_repeat(facts: Sequence[Fact]) -> bool:
    """Whether two figures have one value, or one may round another: what tells two things else tells one."""
    if len(facts) < 2:
        return False
    return len({fact.value for fact in facts}) < len(facts) or any(
        [fact.qualifier != "exact" and fact.value >= _LARGE for fact in facts]
    )


def _repeats(facts: Sequence[Fact], text: str) -> dict[str, str]:
    """Which of the facts that may tell one thing do: the id of each but the best, and that of the best."""
    told: dict[str, str] = {}
    tellings = _Tellings()
    for fact in sorted(facts, key=_rank):
        scope = _scope(fact)
        group = next((g for g in tellings.near(fact, text) if _belongs(fact, scope, g)), None)
        if group is None:
            group = tellings.add(fact)
        else:
            told[fact.fact_id] = group.best.fact_id
        group.add(fact, scope)
    return told


def _pointing(fact: Fact, same_as: str | None) -> Fact:
    return fact if fact.same_as == same_as else fact.model_copy(update={"same_as": same_as})


def _rank(fact: Fact) -> tuple[bool, int, int, str]:
    """Exact figures first, then those with more of place and period, then the earliest."""
    missing = (fact.locality is None) + (_dates(fact.period) is None)
    return fact.qualifier != "exact", missing, fact.evidence.start, fact.fact_id


def _key(fact: Fact) -> tuple[object, ...]:
    """What tellings of one thing have in common."""
    return fact.indicator, fact.system, fact.measure, fact.status, fact.unit, fact.direction, fact.groups


def _belongs(fact: Fact, scope: Scope, group: _Group) -> bool:
    """Whether a fact tells the same as a group: as its best one, and against none of the others."""
    best = group.best
    if fact.value != best.value and (best.qualifier != "exact" or best.value < _LARGE):
        return False
    if fact.evidence.quote_start in group.sentences or not all(_agree(scope, other) for other in group.scopes):
        return False
    return fact.value != best.value or _same_form(fact, best)


def _same_form(fact: Fact, best: Fact) -> bool:
    """Whether two figures of one value are printed alike, and small numbers in like sentences."""
    if fact.value_max != best.value_max or (fact.qualifier != best.qualifier and fact.value < _LARGE):
        return False
    return fact.value >= _SMALL or fact.unit == "percent" or _share_words(fact.evidence.quote, best.evidence.quote)


def _share_words(one: str, two: str) -> bool:
    first, second = _words(one), _words(two)
    return len(first & second) >= _SHARED_WORDS * min(len(first), len(second))


@lru_cache(maxsize=64)
def _words(quote: str) -> frozenset[str]:
    return frozenset(fold_text(quote).split())


def _scope(fact: Fact) -> Scope:
    """Of which place and period a fact is, as far as it says."""
    return fact.locality.name if fact.locality else None, _dates(fact.period)


def _agree(one: Scope, two: Scope) -> bool:
    """Whether two facts are of one place and one period, as far as they say."""
    same_place = one[0] is None or two[0] is None or one[0] == two[0]
    return same_place and (one[1] is None or two[1] is None or one[1] == two[1])


def _dates(period: Period) -> Dates | None:
    """Start and end in full, and whether the end is unknown publication; None for a period without any date."""
    if period.start is None and period.end is None and not period.end_is_published:
        return None
    start = f"{period.start}-01-01"[:10] if period.start else None
    end = period.end if period.end is None or len(period.end) > 4 else f"{period.end}-12-31"
    return start, end, period.end_is_published and period.end is None
