"""Extractions -> one figure a locality, indicator and measure, so that localities can be set side by side.

Nothing is added up: a cell is one fact, the latest of those that say the same thing about the same place.
"""

from collections.abc import Iterable

from outputs.completions import Completion, best_completions, find_candidates
from outputs.places import Place, Source, last_day, place_key
from schemas.documents import Document
from schemas.extraction import Extraction
from schemas.facts import Fact, Period
from schemas.record import Number, Record
from schemas.vocabulary import INDICATORS, DenominatorRole, Direction, Indicator, Measure, Qualifier, System

_OF_A_SYSTEM = frozenset({"grassroots_org", "committee", "cell", "member", "committee_member", "class", "trainee"})


class Cell(Record):
    """The latest actual figure of one kind for one locality.

    `as_of` is the last day the figure holds for, or the day of publication where the text gives no time; "" when
    neither is known. `others` counts the further facts of the same kind for the same locality that were left aside:
    older ones, and the same figure in other articles.
    """

    indicator: Indicator
    system: System | None
    measure: Measure
    direction: Direction | None
    groups: tuple[str, ...]
    place: Place
    value: Number
    value_max: Number | None
    denominator: Number | None
    denominator_role: DenominatorRole | None
    qualifier: Qualifier
    unit: str
    period: Period
    as_of: str
    source: Source
    fact_id: str
    confidence: float
    others: int = 0


class Comparison(Record):
    """Cells ordered by indicator as in the vocabulary, then by level, province and locality; completions by level."""

    cells: tuple[Cell, ...]
    completions: tuple[Completion, ...]


_Kind = tuple[str, str | None, str, str | None, tuple[str, ...]]


def _system(fact: Fact) -> System | None:
    """The organisation that tells two figures of one indicator apart; None where it plays no part (population)."""
    has_system = fact.indicator.partition(".")[0] in _OF_A_SYSTEM
    return (fact.system or "party") if has_system else None


def _kind(fact: Fact) -> _Kind:
    return fact.indicator, _system(fact), fact.measure, fact.direction, fact.groups


def _build_cell(fact: Fact, place: Place, document: Document) -> Cell:
    return Cell(
        indicator=fact.indicator,
        system=_system(fact),
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
        as_of=last_day(fact.period.end or fact.period.start or document.published),
        source=Source.of(document),
        fact_id=fact.fact_id,
        confidence=fact.confidence,
    )


def _precedence(cell: Cell) -> tuple[str, str, float, str, str]:
    return cell.as_of, last_day(cell.source.published), cell.confidence, cell.source.document_id, cell.fact_id


def _order(cell: Cell) -> tuple[object, ...]:
    kind = (INDICATORS.index(cell.indicator), cell.system or "", cell.measure, cell.direction or "", cell.groups)
    return (*kind, *cell.place.order, cell.fact_id)


def compare(extractions: Iterable[Extraction]) -> Comparison:
    """One cell for each kind of figure and locality, and one completion of the admission target for each locality.

    Facts count when they are actual, of the catalogue, told for the first time in their document, and about an
    administrative unit. Kinds differ in indicator, system, measure, direction and groups, and are never mixed.

    Args:
        extractions: At most one for each document; read once, in any order.
    """
    best: dict[tuple[_Kind, str], Cell] = {}
    counts: dict[tuple[_Kind, str], int] = {}
    candidates: list[Completion] = []
    for extraction in extractions:
        document = extraction.document
        for fact in extraction.facts:
            place = Place.of(fact.locality)
            if place is None or fact.status != "actual" or fact.same_as is not None or fact.indicator == "other":
                continue
            key = _kind(fact), place_key(place)
            counts[key] = counts.get(key, 0) + 1
            cell = _build_cell(fact, place, document)
            if key not in best or _precedence(cell) > _precedence(best[key]):
                best[key] = cell
            candidates += find_candidates(fact, place, document)
    cells = [cell.model_copy(update={"others": counts[key] - 1}) for key, cell in best.items()]
    return Comparison(cells=tuple(sorted(cells, key=_order)), completions=best_completions(candidates))
