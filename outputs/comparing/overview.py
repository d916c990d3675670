"""Extractions -> one figure a locality, indicator and measure, so that localities can be set side by side.

Nothing is added up: a cell is one fact, the latest of those that say the same thing about the same place.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from outputs.bodies import body_of, system_of
from outputs.comparing.choosing import best_by_document, rank
from outputs.comparing.figures import Figure
from outputs.completions import Completion, find_candidates, in_order, keep_best
from outputs.places import Place, Source, place_key
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
_Key = tuple[_Kind, str]
_Rank = tuple[str, str, float, str]


def _kind(fact: Fact) -> _Kind:
    return fact.indicator, system_of(fact), body_of(fact), fact.measure, fact.direction, fact.groups


def _build_cell(figure: Figure) -> Cell:
    fact = figure.fact
    return Cell(
        indicator=fact.indicator,
        system=figure.system,
        body=figure.body,
        measure=fact.measure,
        direction=fact.direction,
        groups=fact.groups,
        place=figure.place,
        value=fact.value,
        value_max=fact.value_max,
        denominator=fact.denominator,
        denominator_role=fact.denominator_role,
        qualifier=fact.qualifier,
        unit=fact.unit,
        period=fact.period,
        as_of=figure.as_of,
        source=figure.source,
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


def _best_of_document(extraction: Extraction) -> dict[_Key, tuple[Figure, int]]:
    """One figure for each kind and place that a document speaks of, and how many it was chosen from."""
    groups: dict[_Key, list[Figure]] = {}
    source = Source.of(extraction.document)
    for fact, place in _eligible(extraction):
        groups.setdefault((_kind(fact), place_key(place)), []).append(Figure(fact, place, source))
    return {key: (best_by_document(group)[0], len(group)) for key, group in groups.items()}


class _Shared:
    """Makes cells share what they have in common, so that many of them take little memory."""

    def __init__(self) -> None:
        self._places: dict[Place, Place] = {}
        self._periods: dict[Period, Period] = {}

    def in_cell(self, cell: Cell) -> Cell:
        """The same cell, its place and period those of the first cell that had them."""
        place = self._places.setdefault(cell.place, cell.place)
        return replace(cell, place=place, period=self._periods.setdefault(cell.period, cell.period))


def compare(extractions: Iterable[Extraction]) -> Comparison:
    """One cell for each kind of figure and locality, and one completion of the admission target for each locality.

    Facts count when they are actual, of the catalogue, told for the first time in their document, and about an
    administrative unit. Kinds differ in indicator, system, body, measure, direction and groups, and are never mixed.

    Args:
        extractions: At most one for each document; read once, in any order.
    """
    best: dict[_Key, tuple[_Rank, Cell]] = {}
    counts: Counter[_Key] = Counter()
    completions: dict[str, Completion] = {}
    share = _Shared()
    for extraction in extractions:
        for key, (figure, count) in _best_of_document(extraction).items():
            counts[key] += count
            if key not in best or rank(figure) > best[key][0]:
                best[key] = rank(figure), share.in_cell(_build_cell(figure))
        source = Source.of(extraction.document)
        for fact, place in _eligible(extraction):
            keep_best(completions, find_candidates(fact, place, source))
    cells = (replace(cell, others=counts[key] - 1) for key, (_, cell) in best.items())
    return Comparison(cells=tuple(sorted(cells, key=_order)), completions=in_order(completions.values()))
