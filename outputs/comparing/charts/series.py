"""A table by period -> a line a unit over time, with the span that bounds allow at each point."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import altair as alt

from outputs.comparing.charts.bars import with_notes
from outputs.comparing.charts.marks import Datum, Measured, caveats, heading, measure, row_names, spread
from outputs.comparing.rows import Row, Table
from outputs.drawing import AMBER, BLUE, GREEN, INK, ORANGE
from outputs.labels import Labels
from schemas.errors import ConfigError

_MOST_LINES = 7
_WIDTH, _HEIGHT, _WORDS_ROOM = 640, 380, 190
_GAP = 17
_MARGIN = 1.08
_OPEN = 0.05
COLORS = (BLUE, ORANGE, GREEN, "#CC79A7", "#56B4E9", AMBER, INK)
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
_HOW = (
    "Mỗi điểm là một con số bài viết nêu, đặt ở ngày cuối của kỳ; vạch đứng là khoảng mà “hơn”, “gần”, “khoảng” cho "
    "phép. Điểm rỗng: không so sánh được với các điểm kia."
)


def _day(row: Row) -> str:
    last = {"29": "28", "30": "28", "31": "28"}.get(row.as_of[8:], row.as_of[8:])
    return f"{row.as_of[:8]}{last}"


def by_unit(table: Table, labels: Labels, *, most: int) -> dict[str, list[tuple[Row, Measured]]]:
    """The measured rows of each unit in the order of time, for the units with most points."""
    rows = [row for row in table.rows if row.as_of]
    units: dict[str, list[tuple[Row, Measured]]] = defaultdict(list)
    for row, name in zip(rows, row_names(rows), strict=True):
        found = measure(row, labels)
        if found:
            units[name].append((row, found))
    chosen = sorted(units, key=lambda name: (-len(units[name]), name))[:most]
    return {name: sorted(units[name], key=lambda pair: pair[0].as_of) for name in sorted(chosen)}


def series_data(units: dict[str, list[tuple[Row, Measured]]], *, highest: float) -> list[Datum]:
    """One record a point."""
    return [
        {
            "unit": name,
            "day": _day(row),
            "value": float(found.value),
            "low": float(found.low),
            "high": float(found.high) if found.high is not None else float(found.value) + _OPEN * highest,
            "bounded": found.is_bound,
            "doubted": row.verdict.level == "not_comparable",
        }
        for name, points in units.items()
        for row, found in points
    ]


def draw_series(tables: Sequence[Table], labels: Labels) -> Any:
    """The chart of one table by period.

    Raises:
        ConfigError: The table is not by period, or it has no point.
    """
    table = tables[0]
    if table.request.by != "period":
        raise ConfigError("--chart series cần --by period")
    units = by_unit(table, labels, most=_MOST_LINES)
    if not units:
        raise ConfigError("không có con số nào biết thời điểm để vẽ")
    rows = [row for points in units.values() for row, _ in points]
    highest = max(float(found.value) for points in units.values() for _, found in points) or 1.0
    data = series_data(units, highest=highest)
    end = max(highest, *(d["high"] for d in data)) * _MARGIN
    chart = (_lines(data, end=end, names=list(units)) + _names(units, data, end=end)).properties(
        width=_WIDTH, height=_HEIGHT, title=alt.TitleParams(**heading([table], labels, how=_HOW))
    )
    notes = caveats(rows, left_out=len(table.rows) - len(rows))
    return with_notes(chart, notes, width=_WIDTH + _WORDS_ROOM)


def time_axis(data: list[Datum]) -> Any:
    """The axis of days, in whole years: most figures are as of the end of one, so that is where its marks stand."""
    years = [int(datum["day"][:4]) for datum in data]
    span = range(min(years) - 1, max(years) + 1)
    step = 1 + len(span) // 12
    # A lone day would be a span without length, on which all marks fall together.
    ends = [alt.DateTime(year=year, month=12, date=31) for year in (span[0], span[-1])]
    values = [alt.DateTime(year=year, month=12, date=31) for year in span[::-step]]
    axis = alt.Axis(values=values, format="%Y", title="cuối năm", grid=False, labelOverlap=True)
    return alt.X("day:T", axis=axis, scale=alt.Scale(domain=ends, padding=16))


def _lines(data: list[Datum], *, end: float, names: list[str]) -> Any:
    color = alt.Color("unit:N", scale=alt.Scale(domain=names, range=list(COLORS[: len(names)])), legend=None)
    shape = alt.Shape("unit:N", scale=alt.Scale(domain=names, range=list(SHAPES[: len(names)])), legend=None)
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, end], nice=False), axis=alt.Axis(format=",~f"))
    base = alt.Chart(alt.Data(values=data)).encode(x=time_axis(data), color=color)
    line = base.transform_filter("!datum.doubted").mark_line(size=2).encode(y=y)
    spans = base.transform_filter("datum.bounded").mark_rule(size=2, opacity=0.6).encode(y=alt.Y("low:Q"), y2="high:Q")
    sure = base.transform_filter("!datum.doubted").mark_point(filled=True, size=70, opacity=1)
    open_points = base.transform_filter("datum.doubted").mark_point(filled=False, size=70, opacity=1)
    return line + spans + sure.encode(y=y, shape=shape) + open_points.encode(y=y, shape=shape)


def _names(units: dict[str, list[tuple[Row, Measured]]], data: list[Datum], *, end: float) -> Any:
    """The unit's name and last figure at the right edge, apart from one another."""
    last = [(name, points[-1][1]) for name, points in units.items()]
    heights = [_HEIGHT * (1 - float(found.value) / end) for _, found in last]
    placed = spread(heights, _GAP, top=_HEIGHT)
    names = [
        {"unit": name, "at": at, "words": f"{name}: {found.words}"}
        for (name, found), at in zip(last, placed, strict=True)
    ]
    color = alt.Color("unit:N", scale=alt.Scale(domain=list(units), range=list(COLORS[: len(units)])), legend=None)
    return (
        alt.Chart(alt.Data(values=names))
        .mark_text(align="left", fontSize=12.5, fontWeight="bold", limit=_WORDS_ROOM + 60)
        .encode(x=alt.value(_WIDTH + 8), y=alt.Y("at:Q", scale=None), text="words:N", color=color)
    )
