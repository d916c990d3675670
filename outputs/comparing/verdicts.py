"""Rows -> whether each may be set beside the others: same kind of period, same boundary, same unit, which bounds.

Indicator, measure, groups and organisation are the same in all rows of a table; the rest is judged against what was
asked for, else against what most rows have.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from outputs.comparing.definitions import Kind, load_definitions
from outputs.comparing.figures import Figure
from outputs.comparing.periods import Span
from outputs.comparing.request import Request
from outputs.comparing.rows import Cell, ReasonCode, Row, Verdict

_DOUBTFUL = 0.7
"""Below this a report prints a figure's confidence in red."""
_SEVERE: frozenset[ReasonCode] = frozenset({"boundary_other", "period_other", "length_other", "unit_other"})
_NOTES: frozenset[ReasonCode] = frozenset({"summed", "base_missing", "base_zero"})
"""What a reader should know, though it takes nothing from the comparison."""

H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Reference:
    """What rows are judged against; None where no row tells."""

    kind: Kind
    span: Span | None
    year: str | None
    day: str | None
    days: int | None
    is_new: bool
    unit: str


def _most(values: Iterable[H | None]) -> H | None:
    """The value that most have; of several the greatest by text, so that the order of rows plays no part."""
    counts = Counter(value for value in values if value is not None)
    return max(counts, key=lambda value: (counts[value], str(value)), default=None)


def build_reference(rows: Sequence[Row], request: Request) -> Reference:
    """What the rows of a table are judged against.

    Args:
        rows: At least one.
        request: What was asked for, which goes before what most rows have.
    """
    figures = [row.cells[0].figure for row in rows]
    spans = [figure.span for figure in figures]
    kind = load_definitions().kind(request.indicator, request.measure)
    asked = request.span
    whole = asked if kind == "flow" else None
    span = whole or _most(spans)
    is_one_year = asked is not None and asked.first[:4] == asked.last[:4]
    most_new = _most([str(row.place.is_new) for row in rows]) == "True"
    return Reference(
        kind=kind,
        span=span,
        year=None if is_one_year else _most([one.last[:4] for one in spans if one]),
        day=_most([one.last for one in spans if one]),
        days=span.days if span else None,
        is_new=most_new if request.boundary is None else request.boundary == "2025",
        unit=_most([row.unit for row in rows]) or "",
    )


def _flow_reasons(span: Span | None, reference: Reference, *, is_series: bool) -> Iterator[ReasonCode]:
    if span is None:
        yield "span_unknown"
    elif reference.span is not None and not span.is_as_long_as(reference.span):
        yield "length_other"
    elif not is_series and span != reference.span:
        yield "period_other"


def _level_reasons(figure: Figure, reference: Reference, *, is_series: bool) -> Iterator[ReasonCode]:
    span = figure.span
    if span is None:
        yield "time_unknown"
    elif is_series:
        return
    elif reference.year is not None and span.last[:4] != reference.year:
        yield "period_other"
    elif span.last != reference.day:
        yield "day_other"


def _figure_reasons(figure: Figure) -> Iterator[ReasonCode]:
    period = figure.fact.period
    checks: tuple[tuple[ReasonCode, Callable[[], bool]], ...] = (
        ("published_only", lambda: period.end_is_published),
        ("inferred", lambda: period.inferred),
        ("contradicted", lambda: figure.is_contradicted),
        ("doubtful", lambda: figure.confidence < _DOUBTFUL),
        ("no_code", lambda: figure.place.code is None),
    )
    yield from (code for code, applies in checks if applies())


def _agreement_reasons(cell: Cell) -> Iterator[ReasonCode]:
    agreements = cell.agreements
    if "conflict" in agreements:
        yield "conflict"
    elif "possible" in agreements:
        yield "loose"
    if cell.is_disputed_within:
        yield "conflict_within"


def _codes(row: Row, reference: Reference, request: Request) -> Iterator[ReasonCode]:
    is_series = request.by == "period"
    if row.place.is_new != reference.is_new:
        yield "boundary_other"
    if row.unit != reference.unit:
        yield "unit_other"
    for cell in row.cells:
        figure = cell.figure
        if reference.kind == "flow":
            yield from _flow_reasons(figure.span, reference, is_series=is_series)
        else:
            yield from _level_reasons(figure, reference, is_series=is_series)
        yield from _figure_reasons(figure)
        yield from _agreement_reasons(cell)
    if not row.bounds.allowed.is_exact and row.qualifier != "exact":
        yield "bound"
    if row.base_note:
        yield row.base_note
    if row.is_rolled_up:
        yield "summed"


def judge(row: Row, reference: Reference, request: Request) -> Verdict:
    """The verdict on one row, its reasons in a fixed order, the severest first."""
    codes = list(dict.fromkeys(_codes(row, reference, request)))
    if any(code in _SEVERE for code in codes):
        level: Verdict = Verdict("not_comparable")
    else:
        level = Verdict("caution" if any(code not in _NOTES for code in codes) else "comparable")
    ordered = sorted(codes, key=lambda code: (code not in _SEVERE, code in _NOTES))
    return replace(level, reasons=tuple(ordered))


def judge_rows(rows: Sequence[Row], request: Request) -> list[Row]:
    """The rows with their verdicts, in their order."""
    if not rows:
        return []
    reference = build_reference(rows, request)
    return [replace(row, verdict=judge(row, reference, request)) for row in rows]
