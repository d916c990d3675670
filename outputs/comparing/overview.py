"""Extractions -> one figure a locality, indicator and measure, so that localities can be set side by side.

Nothing is added up: a cell is one fact, the latest of those that say the same thing about the same place. Cells wait
in a file: there are nearly as many of them as articles, as long as articles speak of further places and bodies.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from outputs.best_items import BestItems, Part, open_item_file
from outputs.bodies import body_of, system_of
from outputs.comparing.choosing import best_by_document, rank
from outputs.comparing.figures import Figure
from outputs.completions import Completion, completion_place, find_candidates, precedence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Cells ordered by indicator as in the vocabulary, then by level, province and locality; completions by level.

    Attributes:
        cells: All of them; like the others they may be gone through again, and are read anew each time.
        plain: Those that are counts of whole units, without a breakdown.
        completions: One for each locality that tells of its target.
        localities: How many localities the cells are about, told apart by name and province.
    """

    cells: Iterable[Cell]
    plain: Iterable[Cell]
    completions: Iterable[Completion]
    localities: int


T = TypeVar("T")
_Kind = tuple[str, str | None, str | None, str, str | None, tuple[str, ...]]
_Key = tuple[_Kind, str]
_CELL, _COMPLETION = TypeAdapter(Cell), TypeAdapter(Completion)
_PROVINCE, _NAME = 6, 7
"""Which parts of the order of cells tell localities apart."""


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


def _order(cell: Cell) -> tuple[Part, ...]:
    kind = (INDICATORS.index(cell.indicator), cell.system or "", cell.measure, cell.direction or "")
    return (*kind, "\x1f".join(cell.groups), *cell.place.order, cell.body or "", cell.fact_id)


def _is_plain(cell: Cell) -> bool:
    return cell.measure == "count" and not cell.groups and cell.body is None


def _eligible(extraction: Extraction) -> Iterator[tuple[Fact, Place]]:
    """The facts that are told first in their document, actual, of the catalogue, and about an administrative unit."""
    for fact in extraction.facts:
        place = Place.of(fact.locality)
        if place and fact.status == "actual" and fact.same_as is None and fact.indicator != "other":
            yield fact, place


def _best_of_document(eligible: Iterable[tuple[Fact, Place]], source: Source) -> dict[_Key, tuple[Figure, int]]:
    """One figure for each kind and place that a document speaks of, and how many it was chosen from."""
    groups: dict[_Key, list[Figure]] = {}
    for fact, place in eligible:
        groups.setdefault((_kind(fact), place_key(place)), []).append(Figure(fact, place, source))
    return {key: (best_by_document(group)[0], len(group)) for key, group in groups.items()}


class Overview:
    """One cell for each kind of figure and locality, and one completion of the admission target for each locality.

    Facts count when they are actual, of the catalogue, told for the first time in their document, and about an
    administrative unit. Kinds differ in indicator, system, body, measure, direction and groups, and are never mixed.
    """

    def __init__(self, file: sqlite3.Connection) -> None:
        self._cells = BestItems(file, "cells", _CELL, ranks=4, orders=10)
        self._completions = BestItems(file, "completions", _COMPLETION, ranks=5, orders=4)

    def add(self, extraction: Extraction) -> None:
        """Takes the figures of one document, of which there is one extraction at most; in any order."""
        source = Source.of(extraction.document)
        eligible = list(_eligible(extraction))
        for key, (figure, count) in _best_of_document(eligible, source).items():
            cell = _build_cell(figure)
            self._cells.offer(
                json.dumps(key),
                cell,
                rank=rank(figure),
                order=_order(cell),
                offered=count,
                is_chosen=_is_plain(cell),
            )
        for fact, place in eligible:
            for one in find_candidates(fact, place, source):
                self._completions.offer(place_key(place), one, rank=precedence(one), order=completion_place(one))

    def comparison(self) -> Comparison:
        """What was added until now; it is there as long as the file is."""
        return Comparison(
            cells=_Again(lambda: _with_others(self._cells)),
            plain=_Again(lambda: _with_others(self._cells.chosen())),
            completions=_Again(lambda: (one for one, _ in self._completions)),
            localities=self._cells.count(_PROVINCE, _NAME),
        )


def _with_others(found: Iterable[tuple[Cell, int]]) -> Iterator[Cell]:
    return (replace(cell, others=offered - 1) for cell, offered in found)


@dataclass(frozen=True, slots=True)
class _Again(Iterable[T]):
    """Items that are read anew whenever they are gone through."""

    read: Callable[[], Iterator[T]]

    def __iter__(self) -> Iterator[T]:
        return self.read()


@contextmanager
def open_overview(folder: Path) -> Iterator[Overview]:
    """An overview to fill, whose comparison may be read in the block; it waits in a file in `folder`, gone then.

    Raises:
        OutputError: The file cannot be written.
    """
    with open_item_file(folder) as file:
        yield Overview(file)
