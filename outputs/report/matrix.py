"""Comparison -> a table with a row for each locality and a column for each leading indicator."""

from collections import Counter
from dataclasses import dataclass

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


def _leading_indicators(cells: list[Cell]) -> list[str]:
    """The columns: the leading indicators that are there, then others by how many localities state them."""
    counts = Counter(cell.indicator for cell in cells)
    leading = [indicator for indicator in _LEADING if indicator in counts]
    others = sorted((i for i in counts if i not in _LEADING), key=lambda i: (-counts[i], i))
    return (leading + others)[: _MOST_COLUMNS - 1]


def _note(place: Place) -> str:
    """The province, unless the name says it, and whether the unit is one of today."""
    province = place.province if place.province and place.province not in place.name else None
    return ", ".join(filter(None, (province, NEW_UNIT if place.is_new else None)))


def _columns(cells: list[Cell], *, has_completions: bool) -> list[str]:
    columns = _leading_indicators(cells)
    if has_completions:
        columns.insert(2 if "member.admitted" in columns[:2] else 0, _COMPLETION)
    return columns


def _build_matrix(cells: list[Cell], completions: tuple[Completion, ...], system: str, labels: Labels) -> Matrix:
    columns = _columns(cells, has_completions=bool(completions))
    cells = [cell for cell in cells if cell.indicator in columns]
    places = {place_key(place): place for place in [c.place for c in cells] + [c.place for c in completions]}
    ordered = sorted(places.items(), key=lambda item: item[1].order)
    shown = dict(ordered[:_MOST_ROWS])
    views: dict[tuple[str, str], CellView] = {}
    for cell in cells:
        if (key := place_key(cell.place)) in shown:
            views[key, cell.indicator] = _cell_view(cell, labels)
    for completion in completions:
        if (key := place_key(completion.place)) in shown:
            views[key, _COMPLETION] = _completion_view(completion, labels)
    heads = {column: labels.indicator(column, system) for column in columns if column != _COMPLETION}
    return Matrix(
        title=labels.systems[system],
        heads=tuple(heads.get(column, "Hoàn thành chỉ tiêu kết nạp") for column in columns),
        rows=tuple(
            MatrixRow(
                place=place.name,
                level=labels.levels[place.level],
                note=_note(place),
                cells=tuple(views.get((key, column)) for column in columns),
            )
            for key, place in shown.items()
        ),
        left_out=len(ordered) - len(shown),
    )


def build_matrices(comparison: Comparison, labels: Labels) -> list[Matrix]:
    """One table for each organisation that figures are about, the Party first; only counts without breakdown."""
    plain = [cell for cell in comparison.cells if cell.measure == "count" and not cell.groups and cell.body is None]
    matrices = []
    for system in labels.systems:
        own = [cell for cell in plain if (cell.system or "party") == system]
        completions = comparison.completions if system == "party" else ()
        if own or completions:
            matrices.append(_build_matrix(own, completions, system, labels))
    return matrices
