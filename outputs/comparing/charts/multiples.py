"""Tables -> small charts side by side: one an indicator, or one a unit over time."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from outputs.comparing.charts.bars import bar_data, layers, names_width, shown_rows, with_notes
from outputs.comparing.charts.marks import caveats, heading
from outputs.comparing.charts.series import by_unit, series_data, time_axis
from outputs.comparing.rows import Row, Table
from outputs.comparing.words import title_of
from outputs.drawing import BLUE
from outputs.labels import Labels
from schemas.errors import ConfigError

_COLUMNS = 3
_MOST_PANELS = 12
_MOST_BARS = 10
_WIDTH, _HEIGHT, _ROW = 250, 130, 22
_BAR_WIDTH = 420
_HOW = "Các ô cùng một thang đo để so sánh được với nhau; vạch đứng là khoảng mà con số cho phép."
_HOW_BARS = "Mỗi ô là một chỉ tiêu, có thang đo riêng; màu là nhận xét so sánh, vạch đen là khoảng mà con số cho phép."


def draw_multiples(tables: Sequence[Table], labels: Labels) -> Any:
    """One panel a unit for a table by period, else one panel a table.

    Raises:
        ConfigError: There is nothing to draw.
    """
    if not any(table.rows for table in tables):
        raise ConfigError("không có con số nào để vẽ")
    if len(tables) == 1 and tables[0].request.by == "period":
        return _by_unit(tables[0], labels)
    return _by_table([table for table in tables if table.rows], labels)


def _by_unit(table: Table, labels: Labels) -> Any:
    units = by_unit(table, labels, most=_MOST_PANELS)
    if not units:
        raise ConfigError("không có con số nào biết thời điểm để vẽ")
    highest = max(float(found.value) for points in units.values() for _, found in points) or 1.0
    data = series_data(units, highest=highest)
    y = alt.Y("value:Q", title=None, axis=alt.Axis(format=",~f", tickCount=4), scale=alt.Scale(domainMin=0))
    base = alt.Chart(alt.Data(values=data)).encode(x=time_axis(data))
    line = base.transform_filter("!datum.doubted").mark_line(size=2, color=BLUE).encode(y=y)
    points = base.mark_point(size=45, color=BLUE, filled=True, opacity=1).encode(
        y=y, fillOpacity=alt.condition("datum.doubted", alt.value(0), alt.value(1)),
    )  # fmt: skip
    spans = base.transform_filter("datum.bounded").mark_rule(size=2, color=BLUE, opacity=0.6).encode(
        y=alt.Y("low:Q"), y2="high:Q"
    )  # fmt: skip
    panels = (line + spans + points).properties(width=_WIDTH, height=_HEIGHT)
    facet = alt.Facet("unit:N", title=None, header=alt.Header(labelAnchor="start"))
    columns = min(_COLUMNS, len(units))
    chart = panels.facet(facet=facet, columns=columns).properties(
        title=alt.TitleParams(**heading([table], labels, how=_HOW))
    )
    rows = [row for own in units.values() for row, _ in own]
    return with_notes(chart, caveats(rows, left_out=len(table.rows) - len(rows)), width=_WIDTH * columns)


def _panel(table: Table, labels: Labels) -> tuple[Any, list[Row]]:
    rows = shown_rows(table, labels, most=_MOST_BARS)
    longest = max((float(found.value) for _, found in rows), default=1.0) or 1.0
    data = bar_data(rows, longest=longest)
    furthest = max([longest, *(d["high"] for d in data if d["bounded"] and not d["open"])])
    for datum in data:
        datum["at"] = max(datum["value"], datum["high"] if datum["bounded"] else 0)
    chart = layers(data, end=furthest * 1.9).properties(
        width=_BAR_WIDTH - names_width(data),
        height=_ROW * max(1, len(data)),
        title=alt.TitleParams(title_of(table.request, labels), fontSize=13, offset=6),
    )
    return chart, [row for row, _ in rows]


def _by_table(tables: Sequence[Table], labels: Labels) -> Any:
    panels = [_panel(table, labels) for table in tables[:_MOST_PANELS]]
    chart = alt.concat(*(panel for panel, _ in panels), columns=2, spacing=24)
    about = heading(tables, labels, how=_HOW_BARS)
    chart = chart.properties(title=alt.TitleParams(**about))
    rows = [row for _, own in panels for row in own]
    total = sum(len(table.rows) for table in tables)
    return with_notes(chart, caveats(rows, left_out=total - len(rows)), width=2 * _BAR_WIDTH)
