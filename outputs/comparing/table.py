"""A store and a request -> the table of comparison: choose, add up, relate to a base, judge, rank."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from outputs.comparing.definitions import load_definitions
from outputs.comparing.grouping import Groups, group, row_groups
from outputs.comparing.rates import Bases, with_rates
from outputs.comparing.request import Request
from outputs.comparing.rollup import RollUp, Tiling, refuse_definition
from outputs.comparing.rows import Refusal, Row, Table
from outputs.comparing.rows_building import Cells, row_of
from outputs.comparing.verdicts import judge_rows
from outputs.places import NEW_ERA, place_key
from outputs.store import Store
from outputs.store.figures import FigureReader
from schemas.collector import without_collector
from schemas.errors import ConfigError

SortBy = Literal["name", "value", "rate"]
_ENDLESS = Decimal("Infinity")


def _direct_rows(groups: Groups, cells: Cells, request: Request) -> list[Row]:
    kind = load_definitions().kind(request.indicator, request.measure)
    chosen = row_groups(groups, request.by, kind=kind, asked=request.span)
    cells.load((subject, times[0]) for subject, times in chosen)
    rows = []
    for subject, times in chosen:
        cell = next(filter(None, (cells.cell(subject, time) for time in times)), None)
        if cell is not None:
            rows.append(row_of(cell, with_body=request.by == "organization"))
    return rows


def _by_era(groups: Groups) -> tuple[Groups, Groups]:
    """The groups of units of today, and those of former units with a code."""
    new = {subject: times for subject, times in groups.items() if subject.place_key.startswith(NEW_ERA)}
    old = {subject: times for subject, times in groups.items() if subject not in new}
    return new, old


def _rolled_up(
    groups: Groups, cells: Cells, request: Request, tiling: Tiling | None
) -> tuple[list[Row], tuple[Refusal, ...]]:
    """Rows for units of today: their own figures, else the sums of former units where they are exact."""
    if tiling is None or request.level not in ("province", "commune") or request.by == "organization":
        raise ConfigError("--boundary 2025 cần --level province hoặc commune, và --by locality hoặc period")
    new, old = _by_era(groups)
    rows = _direct_rows(new, cells, request)
    reason = refuse_definition(request.indicator, request.measure)
    if reason:
        places = {heir for subject in old for heir in tiling.heirs(subject.place_key)}
        return rows, tuple(Refusal(place, reason) for place in sorted(places, key=lambda place: place.order))
    sums, refusals = RollUp(tiling, old, cells, request.level).sums(all_times=request.by == "period")
    own = {place_key(row.place) for row in rows} if request.by == "locality" else set()
    rows += [row for row in sums if place_key(row.place) not in own]
    left = [one for one in refusals if place_key(one.place) not in own]
    return rows, tuple(sorted(left, key=lambda one: one.place.order))


def _bases(reader: FigureReader, request: Request) -> Bases | None:
    wanted = request.base_filter()
    if wanted is None:
        return None
    kind = load_definitions().kind(wanted.indicator, wanted.measure)
    base_request = request.model_copy(update={"indicator": wanted.indicator, "by": "locality", "period": None})
    groups = group(reader.candidates(wanted), base_request, kind)
    return Bases(groups, Cells(reader, groups), kind)


def _order(row: Row) -> tuple[object, ...]:
    return *row.place.order, row.place.code or "", row.body or "", row.as_of, row.cells[0].figure.fact.fact_id


def _measured(row: Row, by: SortBy) -> Decimal | None:
    return row.rate.value if by == "rate" and row.rate else (None if by == "rate" else row.value)


def sort_rows(rows: Iterable[Row], by: SortBy) -> list[Row]:
    """Rows by level, province and name; or from the highest value or rate down, those without one last."""
    ordered = sorted(rows, key=_order)
    if by == "name":
        return ordered
    return sorted(ordered, key=lambda row: (_measured(row, by) is None, -(_measured(row, by) or Decimal(0))))


def _ends(row: Row, by: SortBy) -> tuple[Decimal, Decimal] | None:
    if row.verdict.level == "not_comparable" or (by == "rate" and row.rate is None):
        return None
    allowed = row.rate.allowed if by == "rate" and row.rate else row.bounds.allowed
    return allowed.low, _ENDLESS if allowed.high is None else allowed.high


def with_ranks(rows: Sequence[Row], by: SortBy) -> list[Row]:
    """The rows with the best and the worst rank that bounds allow, 1 for the highest; rows not comparable have none.

    "hơn 5.300" beside 5.314 may be first or second; "hơn 5.300" beside 5.200 is first.
    """
    ends = [_ends(row, by) for row in rows]
    lows = sorted(low for low, _ in filter(None, ends))
    highs = sorted(high for _, high in filter(None, ends))
    ranked = []
    for row, own in zip(rows, ends, strict=True):
        if own is None:
            ranked.append(row)
            continue
        surely_above = len(lows) - bisect_right(lows, own[1])
        surely_below = bisect_left(highs, own[0])
        ranked.append(replace(row, rank=(1 + surely_above, len(lows) - surely_below)))
    return ranked


def build_table(
    store: Store, request: Request, *, tiling: Tiling | None = None, sort: SortBy = "name", is_reviewed: bool = True
) -> Table:
    """The table that was asked for; its rows may be none.

    Args:
        store: An open store.
        request: What to set side by side.
        tiling: How units of today were formed; needed where the request has that boundary.
        sort: The order of rows.
        is_reviewed: Whether figures are as reviewers say they are, or as they were extracted.

    Raises:
        ConfigError: The request cannot be met: a period that is none, sums for a level that has none.
        OutputError: The store cannot be read.
    """
    kind = load_definitions().kind(request.indicator, request.measure)
    with without_collector(), store.figures(is_reviewed=is_reviewed) as reader:
        groups = group(reader.candidates(request.filter()), request, kind)
        cells = Cells(reader, groups)
        refusals: tuple[Refusal, ...] = ()
        if request.boundary == "2025":
            rows, refusals = _rolled_up(groups, cells, request, tiling)
        else:
            rows = _direct_rows(groups, cells, request)
        bases = _bases(reader, request)
        if bases:
            rows = with_rates(rows, bases)
    judged = sort_rows(judge_rows(sorted(rows, key=_order), request), sort)
    ranked = judged if request.by == "period" else with_ranks(judged, "rate" if sort == "rate" else "value")
    return Table(request, tuple(ranked), refusals)


def top_rows(table: Table, count: int | None) -> Table:
    """The table with its first `count` rows only; all of them for None."""
    return table if count is None else replace(table, rows=table.rows[:count])
