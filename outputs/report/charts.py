"""Comparison -> charts as SVG text, drawn without browser or network; Vietnamese numbers and words."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

import altair as alt

from outputs.comparing.overview import Cell, Comparison
from outputs.completions import Completion
from outputs.drawing import BLUE, GREEN, INK, ORANGE, specify, to_svg
from outputs.escaping import reveal
from outputs.figures import format_figure, format_number, format_period
from outputs.labels import Labels
from outputs.places import NEW_UNIT, Place

_MOST_BARS = 16
_MOST_AT_AN_END = 8
_ROW_HEIGHT = 28
_WIDTH = 600
_LETTER = 7.4
"""Average width of a letter, in the pixels that the width of a chart counts."""
_LONGEST_NAME = 260
_GAP = 6
"""Between a bar and its words."""
_WIDER = 0.16
"""Part by which the widest letters of a reader's browser exceed those the names beside the bars are measured in."""


Row = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawing with its heading and a line on how to read it."""

    title: str
    caption: str
    svg: str


class _Ends(Generic[T]):
    """The first and the last of many items as they are sorted, few of which are in memory at once.

    Args:
        key: What they are sorted by; of equal ones the one added first comes first.
        first: How many to keep of the first.
        last: How many to keep of the last.
    """

    def __init__(self, key: Callable[[T], Any], *, first: int, last: int = 0) -> None:
        self._key = key
        self._first, self._last = first, last
        self._kept: list[T] = []
        self.count = 0

    def add(self, item: T) -> None:
        """Takes one item."""
        self.count += 1
        self._kept.append(item)
        if len(self._kept) > 4 * (self._first + self._last):
            self._kept = self.shown()

    def shown(self) -> list[T]:
        """Those that are kept, sorted; all of them while there are no more."""
        ordered = sorted(self._kept, key=self._key)
        if len(ordered) <= self._first + self._last:
            return ordered
        return ordered[: self._first] + ordered[len(ordered) - self._last :]


def _render(chart: Any, name: str) -> str:
    svg = to_svg(specify(chart, longest_label=_LONGEST_NAME), name)
    return re.sub(r"<svg ", '<svg role="img" aria-hidden="true" focusable="false" ', svg, count=1)


def _name(place: Place, *, with_province: bool) -> str:
    has_province = with_province and place.province and place.level != "province"
    notes = ([place.province] if has_province and place.province else []) + ([NEW_UNIT] if place.is_new else [])
    return reveal(f"{place.name} ({', '.join(notes)})" if notes else place.name)


def _names(places: list[Place]) -> list[str]:
    """What stands beside the bars: the unit, with its province where the units are of several provinces."""
    with_province = len({place.province for place in places}) > 1
    return [_name(place, with_province=with_province) for place in places]


def _width_of_names(rows: list[Row]) -> float:
    return min(_LONGEST_NAME, max(len(row["name"]) for row in rows) * _LETTER)


def _end_of_scale(rows: list[Row]) -> float:
    """The value at the right edge that leaves room for the words behind every bar."""
    plot = _WIDTH - (1 + _WIDER) * _width_of_names(rows)
    widths = [_GAP + len(row["words"]) * _LETTER * (1 + _WIDER) for row in rows]
    return max(row["value"] / (1 - min(0.7, width / plot)) for row, width in zip(rows, widths, strict=True)) or 1


def _bars(rows: list[Row], *, color: str, mark_at: float | None = None) -> Any:
    """Horizontal bars in the order of `rows`, each with its own words at the end; a dashed line at `mark_at`."""
    # Two units may share a name: the bars are keyed by number, and the axis shows what follows the separator.
    keyed = [{**row, "key": f"{index}\u001f{row['name']}"} for index, row in enumerate(rows)]
    names = alt.Axis(labelExpr="split(datum.label, '\\u001f')[1]", labelPadding=8)
    scale = alt.Scale(domain=[0, _end_of_scale(rows)], nice=False)
    base = alt.Chart(alt.Data(values=keyed)).encode(
        y=alt.Y("key:N", sort=None, title=None, axis=names),
        x=alt.X("value:Q", title=None, scale=scale, axis=alt.Axis(labels=False, grid=False)),
    )
    bars = base.mark_bar(color=color, height={"band": 0.66}, cornerRadiusEnd=2)
    look = {"align": "left", "dx": _GAP, "fontSize": 13}
    halo = base.mark_text(**look, stroke="#ffffff", strokeWidth=4, strokeJoin="round", color="#ffffff")
    words = halo.encode(text="words:N") + base.mark_text(**look, color=INK).encode(text="words:N")
    if mark_at is None:
        return bars + words
    line = alt.Chart(alt.Data(values=[{"value": mark_at}])).mark_rule(color=ORANGE, strokeDash=[5, 4], size=1.5)
    return bars + line.encode(x="value:Q") + words


def _draw(chart: Any, name: str, rows: list[Row]) -> str:
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    room = {"left": round(5 + _WIDER * _width_of_names(rows)), "right": 5, "top": 5, "bottom": 5}
    return _render(chart.properties(width=_WIDTH, height=_ROW_HEIGHT * len(rows), autosize=fit, padding=room), name)


def _row(name: str, value: Decimal, words: str) -> Row:
    return {"name": name, "value": float(value), "words": reveal(words)}


def _count_words(cell: Cell, labels: Labels) -> str:
    figure = format_figure(
        cell.value, unit=cell.unit, prefix=labels.qualifiers[cell.qualifier].prefix, value_max=cell.value_max
    )
    period = format_period(cell.period)
    return f"{figure} · {period}" if period else figure


def _member_chart(cells: _Ends[Cell], level: str, labels: Labels) -> Chart:
    shown = cells.shown()
    names = _names([cell.place for cell in shown])
    rows = [_row(names[i], cell.value, _count_words(cell, labels)) for i, cell in enumerate(shown)]
    cut = f"{len(shown)} nơi nhiều nhất trong {cells.count}. " if len(shown) < cells.count else ""
    return Chart(
        title=f"Số đảng viên ({labels.levels[level]})",
        caption=f"{cut}Con số mới nhất đã thực hiện mà các bài viết nêu cho mỗi nơi, kèm thời điểm.",
        svg=_draw(_bars(rows, color=BLUE), f"members-{level}", rows),
    )


def build_member_charts(comparison: Comparison, labels: Labels) -> list[Chart]:
    """Party members by locality, a chart for each level with two localities or more; levels are never mixed."""
    by_level: dict[str, _Ends[Cell]] = defaultdict(
        lambda: _Ends(lambda cell: (-cell.value, cell.place.order), first=_MOST_BARS)
    )
    for cell in comparison.plain:
        if (cell.indicator, cell.system) == ("member.total", "party"):
            by_level[cell.place.level].add(cell)
    return [
        _member_chart(by_level[level], level, labels)
        for level in labels.levels
        if level in by_level and by_level[level].count > 1
    ]


def _completion_words(completion: Completion, labels: Labels) -> str:
    percent = f"{labels.qualifiers[completion.qualifier].prefix} {format_number(completion.percent)}%".strip()
    if completion.done is not None and completion.target is not None:
        percent += f" ({format_number(completion.done)}/{format_number(completion.target)})"
    return percent


def build_completion_chart(comparison: Comparison, labels: Labels) -> Chart | None:
    """How far each locality came with its target of admissions, with a line at 100%; None when no article says."""
    ranked: _Ends[Completion] = _Ends(
        lambda one: (-one.percent, one.place.order), first=_MOST_AT_AN_END, last=_MOST_AT_AN_END
    )
    for one in comparison.completions:
        ranked.add(one)
    shown = ranked.shown()
    if not shown:
        return None
    names = _names([completion.place for completion in shown])
    rows = [_row(names[i], c.percent, _completion_words(c, labels)) for i, c in enumerate(shown)]
    ends = f"{_MOST_AT_AN_END} nơi cao nhất và {_MOST_AT_AN_END} nơi thấp nhất trong {ranked.count}. "
    cut = ends if len(shown) < ranked.count else ""
    return Chart(
        title="Kết nạp đảng viên so với chỉ tiêu",
        caption=f"{cut}Vạch đứt là 100% chỉ tiêu; trong ngoặc là số đã kết nạp trên chỉ tiêu, khi bài viết nêu cả hai.",
        svg=_draw(_bars(rows, color=GREEN, mark_at=100), "completion", rows),
    )


def build_charts(comparison: Comparison, labels: Labels) -> list[Chart]:
    """All charts that the figures allow; may be empty."""
    completion = build_completion_chart(comparison, labels)
    return build_member_charts(comparison, labels) + ([completion] if completion else [])
