"""Extractions -> one figure a locality, indicator and measure, so that localities can be set side by side.

Nothing is added up: a cell is one fact, the latest of those that say the same thing about the same place.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from outputs.bodies import body_of, system_of
from outputs.completions import Completion, best_completions, find_candidates
from outputs.places import Place, Source, last_day, place_key
from schemas.extraction import Extraction
from schemas.facts import Fact, Period
from schemas.vocabulary import INDICATORS, DenominatorRole, Direction, Indicator, Measure, Qualifier, System


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The latest actual figure of one kind for one locality.

    `as_of` is the last day the figure holds for, or the day of publication where the text gives no time; "" when
    neither is known. `others` counts the further facts of the same kind for the same locality that were left aside:
    older ones, and the same figure in other articles. `body` is the organisation inside the unit that the figure is
    about ("Đảng bộ Khối các cơ quan tỉnh"), or None for the whole unit.
    """

    indicator: Indicator
    system: System | None
    body: str | None
    measure: Measure
    direction: Direction | None
    groups: tuple[str, ...]
    place: Place
    value: Decimal
    value_max: Decimal | None
    denominator: Decimal | None
    denominator_role: DenominatorRole | None
    qualifier: Qualifier
    unit: str
    period: Period
    as_of: str
    source: Source
    fact_id: str
    confidence: float
    others: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Cells ordered by indicator as in the vocabulary, then by level, province and locality; completions by level."""

    cells: tuple[Cell, ...]
    completions: tuple[Completion, ...]


_Kind = tuple[str, str | None, str | None, str, str | None, tuple[str, ...]]


def _kind(fact: Fact) -> _Kind:
    return fact.indicator, system_of(fact), body_of(fact), fact.measure, fact.direction, fact.groups


def _as_of(fact: Fact, source: Source) -> str:
    return last_day(fact.period.end or fact.period.start or source.published)


def _precedence(fact: Fact, source: Source) -> tuple[str, str, float, str, str]:
    return _as_of(fact, source), last_day(source.published), fact.confidence, source.document_id, fact.fact_id


def _build_cell(fact: Fact, place: Place, source: Source) -> Cell:
    return Cell(
        indicator=fact.indicator,
        system=system_of(fact),
        body=body_of(fact),
        measure=fact.measure,
        direction=fact.direction,
        groups=fact.groups,
        place=place,
        value=fact.value,
        value_max=fact.value_max,
        denominator=fact.denominator,
        denominator_role=fact.denominator_role,
        qualifier=fact.qualifier,
        unit=fact.unit,
        period=fact.period,
        as_of=_as_of(fact, source),
        source=source,
        fact_id=fact.fact_id,
        confidence=fact.confidence,
    )


def _order(cell: Cell) -> tuple[object, ...]:
    kind = (INDICATORS.index(cell.indicator), cell.system or "", cell.measure, cell.direction or "", cell.groups)
    return (*kind, *cell.place.order, cell.body or "", cell.fact_id)


def _eligible(extraction: Extraction) -> Iterator[tuple[Fact, Place]]:
    """The facts that are told first in their document, actual, of the catalogue, and about an administrative unit."""
    for fact in extraction.facts:
        place = Place.of(fact.locality)
        if place and fact.status == "actual" and fact.same_as is None and fact.indicator != "other":
            yield fact, place


class _Contest:
    """The best cell of each kind and place so far, and how many facts took part."""

    def __init__(self) -> None:
        self._best: dict[tuple[_Kind, str], tuple[tuple[str, str, float, str, str], Cell]] = {}
        self._others: Counter[tuple[_Kind, str]] = Counter()

    def enter(self, fact: Fact, place: Place, source: Source) -> None:
        """Lets one fact compete."""
        key, rank = (_kind(fact), place_key(place)), _precedence(fact, source)
        if key in self._best:
            self._others[key] += 1
            if rank < self._best[key][0]:
                return
        self._best[key] = rank, _build_cell(fact, place, source)

    def results(self) -> Iterator[Cell]:
        """The winners, each with the number of facts it beat."""
        for key, (_, cell) in self._best.items():
            others = self._others.get(key, 0)
            yield replace(cell, others=others) if others else cell


def compare(extractions: Iterable[Extraction]) -> Comparison:
    """One cell for each kind of figure and locality, and one completion of the admission target for each locality.

    Facts count when they are actual, of the catalogue, told for the first time in their document, and about an
    administrative unit. Kinds differ in indicator, system, body, measure, direction and groups, and are
    never mixed.

    Args:
        extractions: At most one for each document; read once, in any order.
    """
    contest = _Contest()
    candidates: list[Completion] = []
    for extraction in extractions:
        source = Source.of(extraction.document)
        for fact, place in _eligible(extraction):
            contest.enter(fact, place, source)
            candidates += find_candidates(fact, place, source)
    cells = tuple(sorted(contest.results(), key=_order))
    return Comparison(cells=cells, completions=best_completions(candidates))
