"""A table -> horizontal bars, one a row, with the ends that bounds allow and the words of the figure behind."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from outputs.comparing.charts.marks import COLORS, LETTER, Datum, Measured, caveats, common_period, heading, measure
from outputs.comparing.charts.marks import row_names as names_of
from outputs.comparing.rows import Row, Table
from outputs.comparing.words import load_table_words, period_words
from outputs.drawing import INK
from outputs.escaping import reveal
from outputs.labels import Labels

MOST_BARS = 30
_WIDTH = 760
_ROW = 24
_LONGEST_NAME = 280
_OPEN = 0.06
"""How far an arrow without end reaches, as a share of the longest bar."""
HOW = (
    "Thanh đến con số được nêu; vạch đen là khoảng mà “hơn”, “gần”, “khoảng” cho phép, mũi tên là không có giới hạn "
    "trên."
)


def shown_rows(table: Table, labels: Labels, *, most: int) -> list[tuple[Row, Measured]]:
    """The rows to draw, from the highest down in each class of verdict, at most so many."""
    measured = [(row, found) for row in table.rows if (found := measure(row, labels))]
    order = {"comparable": 0, "caution": 0, "not_comparable": 1}
    measured.sort(key=lambda pair: (order[pair[0].verdict.level], -pair[1].value))
    return measured[:most]


def bar_data(rows: Sequence[tuple[Row, Measured]], *, longest: float) -> list[Datum]:
    """One record a bar; keyed by number, since two units may share a name."""
    names = names_of([row for row, _ in rows])
    words = load_table_words()
    shared = common_period([row for row, _ in rows])
    return [
        {
            "key": f"{index}|{names[index]}",
            "value": float(found.value),
            "low": float(found.low),
            "high": float(found.high) if found.high is not None else float(found.value) + _OPEN * longest,
            "bounded": found.is_bound,
            "open": found.high is None,
            "words": reveal(found.words + (f" · {period_words(row)}" if shared is None else "")),
            "verdict": words.verdicts[row.verdict.level],
        }
        for index, (row, found) in enumerate(rows)
    ]


def color_scale() -> alt.Scale:
    """The colours of verdicts by their words."""
    words = load_table_words()
    return alt.Scale(domain=[words.verdicts[level] for level in COLORS], range=list(COLORS.values()))


def draw_bars(tables: Sequence[Table], labels: Labels) -> Any:
    """The chart of one table, with its title, legend and notes."""
    table = tables[0]
    rows = shown_rows(table, labels, most=MOST_BARS)
    longest = max((float(found.value) for _, found in rows), default=1.0) or 1.0
    data = bar_data(rows, longest=longest)
    names = names_width(data)
    room = max((len(d["words"]) for d in data), default=0) * LETTER / (_WIDTH - names)
    furthest = max([longest, *(d["high"] for d in data if d["bounded"] and not d["open"])])
    end = furthest * (1 + _OPEN) / (1 - min(0.6, room))
    for datum in data:
        datum["at"] = max(datum["value"], min(datum["high"], furthest) if datum["bounded"] else 0)
    left_out = sum(1 for row in table.rows if measure(row, labels)) - len(rows)
    chart = layers(data, end=end).properties(
        width=_WIDTH - names,
        height=_ROW * max(1, len(data)),
        title=alt.TitleParams(**heading([table], labels, how=HOW)),
    )
    notes = caveats([row for row, _ in rows], left_out=left_out)
    return with_notes(chart, notes, width=_WIDTH)


def names_width(data: list[Datum]) -> float:
    """The pixels that the names beside the bars need."""
    return min(_LONGEST_NAME, max((len(datum["key"].partition("|")[2]) for datum in data), default=0) * LETTER + 12)


def layers(data: list[Datum], *, end: float) -> Any:
    """Bars, spans that bounds allow, arrow heads and words over one another."""
    axis = alt.Axis(
        labelExpr="slice(datum.label, indexof(datum.label, '|') + 1)", labelPadding=8, labelLimit=_LONGEST_NAME
    )
    y = alt.Y("key:N", sort=None, title=None, axis=axis)
    scale = alt.Scale(domain=[0, end], nice=False)
    x_axis = alt.Axis(labels=False, grid=False)
    base = alt.Chart(alt.Data(values=data)).encode(y=y)
    color = alt.Color(
        "verdict:N", scale=color_scale(), legend=alt.Legend(title=None, orient="bottom", direction="horizontal")
    )
    bars = base.mark_bar(height={"band": 0.66}, cornerRadiusEnd=2).encode(
        x=alt.X("value:Q", title=None, scale=scale, axis=x_axis), color=color
    )
    bounded = base.transform_filter("datum.bounded")
    spans = bounded.mark_rule(color=INK, size=1.5).encode(x=alt.X("low:Q", scale=scale), x2="high:Q")
    closed = bounded.transform_filter("!datum.open")
    ticks = closed.mark_tick(color=INK, thickness=1.5, height=9).encode(x=alt.X("high:Q", scale=scale))
    starts = bounded.mark_tick(color=INK, thickness=1.5, height=9).encode(x=alt.X("low:Q", scale=scale))
    heads = bounded.transform_filter("datum.open").mark_point(
        shape="triangle-right", size=40, color=INK, filled=True, opacity=1
    ).encode(x=alt.X("high:Q", scale=scale))  # fmt: skip
    look = {"align": "left", "dx": 8, "fontSize": 12.5}
    text = base.mark_text(**look, color=INK).encode(x=alt.X("at:Q", scale=scale), text="words:N")
    return bars + spans + starts + ticks + heads + text


def with_notes(chart: Any, notes: Sequence[str], *, width: int) -> Any:
    """The chart with lines of small print below it."""
    lines = [{"line": index, "text": reveal(note)} for index, note in enumerate(notes)]
    text = (
        alt.Chart(alt.Data(values=lines))
        .mark_text(align="left", baseline="top", fontSize=11.5, color="#52606d")
        .encode(
            x=alt.value(0),
            y=alt.Y("line:O", axis=None, scale=alt.Scale(paddingOuter=0)),
            text="text:N",
        )
        .properties(width=width, height=16 * max(1, len(lines)))
    )
    return alt.vconcat(chart, text, spacing=14)
