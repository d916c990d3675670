"""Comparison -> a table with a row for each locality and a column for each leading indicator."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from outputs.comparing.overview import Cell, Comparison
from outputs.completions import Completion
from outputs.figures import format_figure, format_number, format_period
from outputs.labels import Labels
from outputs.places import NEW_UNIT, Place, place_key

_LEADING = (
    "member.total", "member.admitted", "grassroots_org.total", "cell.total", "member.official", "candidate.trained",
    "village.total", "population.total", "household.total",
)  # fmt: skip
_MOST_COLUMNS = 7
_MOST_ROWS = 400
_COMPLETION = "completion"


@dataclass(frozen=True, slots=True)
class CellView:
    """One figure of the table with its time and the fact it comes from."""

    figure: str
    period: str
    sort_value: str
    document_id: str
    fact_id: str
    source: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One locality; a cell is None where no article states the figure."""

    place: str
    level: str
    note: str
    cells: tuple[CellView | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One organisation's localities side by side; `left_out` rows were too many to show."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    left_out: int


def _source(cell: Cell | Completion) -> str:
    source = cell.source
    return ", ".join(filter(None, (source.publisher, source.title or source.name)))


def _cell_view(cell: Cell, labels: Labels) -> CellView:
    figure = format_figure(
        cell.value,
        unit=cell.unit,
        prefix=labels.qualifiers[cell.qualifier].prefix,
        value_max=cell.value_max,
        denominator=cell.denominator,
    )
    return CellView(
        figure=figure,
        period=format_period(cell.period),
        sort_value=f"{cell.value:f}",
        document_id=cell.source.document_id,
        fact_id=cell.fact_id,
        source=_source(cell),
    )


def _completion_view(completion: Completion, labels: Labels) -> CellView:
    prefix = labels.qualifiers[completion.qualifier].prefix
    return CellView(
        figure=f"{prefix} {format_number(completion.percent)}%".strip(),
        period=format_period(completion.period),
        sort_value=f"{completion.percent:f}",
        document_id=completion.source.document_id,
        fact_id=completion.fact_id,
        source=_source(completion),
    )


def _leading_indicators(counts: Counter[str]) -> list[str]:
    """The columns: the leading indicators that are there, then others by how many localities state them."""
    leading = [indicator for indicator in _LEADING if indicator in counts]
    others = sorted((i for i in counts if i not in _LEADING), key=lambda i: (-counts[i], i))
    return (leading + others)[: _MOST_COLUMNS - 1]


def _note(place: Place) -> str:
    """The province, unless the name says it, and whether the unit is one of today."""
    province = place.province if place.province and place.province not in place.name else None
    return ", ".join(filter(None, (province, NEW_UNIT if place.is_new else None)))


def _columns(counts: Counter[str], *, has_completions: bool) -> list[str]:
    columns = _leading_indicators(counts)
    if has_completions:
        columns.insert(2 if "member.admitted" in columns[:2] else 0, _COMPLETION)
    return columns


class _Building:
    """A matrix being made: first which localities there are, then the figures of those that are shown.

    Beside what it shows it holds the localities themselves: as many as the country has units and villages, not more.
    """

    def __init__(self, columns: list[str]) -> None:
        self.columns = columns
        self._places: dict[str, Place] = {}
        self._shown: dict[str, Place] = {}
        self._views: dict[tuple[str, str], CellView] = {}

    def add_place(self, place: Place) -> None:
        """Takes the locality of a figure; the last one told of a unit says how it is called."""
        self._places[place_key(place)] = place

    def choose(self) -> None:
        """Settles which localities are shown; no further one is added then."""
        ordered = sorted(self._places.items(), key=lambda item: item[1].order)
        self._shown = dict(ordered[:_MOST_ROWS])

    def add_view(self, place: Place, column: str, make: Callable[[], CellView]) -> None:
        """Makes and takes the figure of a locality, if that is shown."""
        if (key := place_key(place)) in self._shown:
            self._views[key, column] = make()

    def finished(self, system: str, labels: Labels) -> Matrix:
        """The matrix with all that was taken."""
        heads = {column: labels.indicator(column, system) for column in self.columns if column != _COMPLETION}
        return Matrix(
            title=labels.systems[system],
            heads=tuple(heads.get(column, "Hoàn thành chỉ tiêu kết nạp") for column in self.columns),
            rows=tuple(
                MatrixRow(
                    place=place.name,
                    level=labels.levels[place.level],
                    note=_note(place),
                    cells=tuple(self._views.get((key, column)) for column in self.columns),
                )
                for key, place in self._shown.items()
            ),
            left_out=len(self._places) - len(self._shown),
        )


def _system(cell: Cell) -> str:
    return cell.system or "party"


def _begin(comparison: Comparison, labels: Labels) -> dict[str, _Building]:
    counts: dict[str, Counter[str]] = {system: Counter() for system in labels.systems}
    for cell in comparison.plain:
        counts[_system(cell)][cell.indicator] += 1
    has_completions = {"party": any(True for _ in comparison.completions)}
    columns = {
        system: _columns(own, has_completions=has_completions.get(system, False)) for system, own in counts.items()
    }
    return {system: _Building(own) for system, own in columns.items() if own}


def build_matrices(comparison: Comparison, labels: Labels) -> list[Matrix]:
    """One table for each organisation that figures are about, the Party first; only counts without breakdown."""
    building = _begin(comparison, labels)
    for cell in comparison.plain:
        if cell.indicator in building[_system(cell)].columns:
            building[_system(cell)].add_place(cell.place)
    for completion in comparison.completions:
        building["party"].add_place(completion.place)
    for one in building.values():
        one.choose()
    for cell in comparison.plain:
        if cell.indicator in building[_system(cell)].columns:
            building[_system(cell)].add_view(cell.place, cell.indicator, partial(_cell_view, cell, labels))
    for completion in comparison.completions:
        building["party"].add_view(completion.place, _COMPLETION, partial(_completion_view, completion, labels))
    return [one.finished(system, labels) for system, one in building.items()]
