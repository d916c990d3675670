"""Comparison -> charts as SVG text, drawn without browser or network; Vietnamese numbers and words."""

import re
from dataclasses import dataclass
from typing import Any

import altair as alt
import vl_convert

from outputs.comparison import Cell, Comparison
from outputs.completions import Completion
from outputs.figures import format_figure, format_number, format_period
from outputs.labels import Labels
from outputs.places import Place
from outputs.report.visible import reveal

_MOST_BARS = 15
_ROW_HEIGHT = 30
_WIDTH = 300
_FONT = "Noto Sans, Segoe UI, Roboto, Arial, sans-serif"
_INK = "#1f2933"
_BLUE = "#0072B2"
_GREEN = "#009E73"
_ORANGE = "#D55E00"
_VIETNAMESE_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]}


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawing with its heading and a line on how to read it."""

    title: str
    caption: str
    svg: str


def _render(chart: Any, name: str) -> str:
    specification = (
        chart.configure(
            font=_FONT,
            background="transparent",
            locale=alt.Locale(number=alt.NumberLocale(**_VIETNAMESE_NUMBERS)),
            axis=alt.AxisConfig(
                labelColor=_INK, titleColor=_INK, labelFontSize=13, titleFontSize=12, titleFontWeight="normal",
                gridColor="#e3e8ec", domain=False, ticks=False, labelLimit=260,
            ),
            view=alt.ViewConfig(stroke=None),
        )
        .to_dict()
    )  # fmt: skip
    svg: str = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
    # Several drawings share one page: their inner names must differ.
    svg = re.sub(r'(id="|url\(#|href="#)', rf"\g<1>{name}-", svg)
    return re.sub(r"<svg ", '<svg role="img" aria-hidden="true" focusable="false" ', svg, count=1)


def _names(places: list[Place]) -> list[str]:
    """What stands beside the bars: the unit, with its province where the units are of several provinces."""
    has_many = len({place.province for place in places}) > 1
    return [
        reveal(f"{p.name} ({p.province})" if has_many and p.province and p.level != "province" else p.name)
        for p in places
    ]


def _bars(rows: list[dict[str, Any]], *, color: str, width_of_text: int) -> Any:
    """Horizontal bars in the order of `rows`, each with its own words at the end."""
    limit = max(row["value"] for row in rows) or 1
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y(
            "key:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelExpr="datum.label && split(datum.label, '\\u001f')[1]", labelPadding=8),
        ),
        x=alt.X(
            "value:Q",
            title=None,
            scale=alt.Scale(domain=[0, limit * (1 + width_of_text / _WIDTH)], nice=False),
            axis=alt.Axis(labels=False, grid=False),
        ),
    )
    bars = base.mark_bar(color=color, height={"band": 0.66}, cornerRadiusEnd=2)
    words = base.mark_text(align="left", dx=6, fontSize=13, color=_INK).encode(text="words:N")
    return (bars + words).properties(width=_WIDTH + width_of_text, height=_ROW_HEIGHT * len(rows))


def _row(index: int, name: str, value: Any, words: str) -> dict[str, Any]:
    return {"key": f"{index}\u001f{name}", "value": float(value), "words": reveal(words)}


def _count_words(cell: Cell, labels: Labels) -> str:
    figure = format_figure(cell.value, unit=cell.unit, prefix=labels.qualifiers[cell.qualifier].prefix)
    period = format_period(cell.period)
    return f"{figure} · {period}" if period else figure


def _member_chart(cells: list[Cell], level: str, labels: Labels) -> Chart:
    shown = sorted(cells, key=lambda cell: (-cell.value, cell.place.order))[:_MOST_BARS]
    names = _names([cell.place for cell in shown])
    rows = [_row(i, names[i], cell.value, _count_words(cell, labels)) for i, cell in enumerate(shown)]
    cut = f"{len(shown)} nơi nhiều nhất trong {len(cells)}. " if len(shown) < len(cells) else ""
    return Chart(
        title=f"Số đảng viên: cấp {labels.levels[level]}",
        caption=f"{cut}Con số mới nhất đã thực hiện mà các bài viết nêu cho mỗi nơi, kèm thời điểm.",
        svg=_render(_bars(rows, color=_BLUE, width_of_text=130), f"members-{level}"),
    )


def build_member_charts(comparison: Comparison, labels: Labels) -> list[Chart]:
    """Party members by locality, a chart for each level with at least two localities; one level never beside another."""
    plain = [
        cell
        for cell in comparison.cells
        if (cell.indicator, cell.measure, cell.system, cell.groups) == ("member.total", "count", "party", ())
    ]
    by_level = {level: [cell for cell in plain if cell.place.level == level] for level in labels.levels}
    return [_member_chart(cells, level, labels) for level, cells in by_level.items() if len(cells) > 1]


def _completion_words(completion: Completion, labels: Labels) -> str:
    percent = f"{labels.qualifiers[completion.qualifier].prefix} {format_number(completion.percent)}%".strip()
    if completion.done is not None and completion.target is not None:
        percent += f" ({format_number(completion.done)}/{format_number(completion.target)})"
    return percent


def build_completion_chart(comparison: Comparison, labels: Labels) -> Chart | None:
    """How far each locality came with its target of admissions, with a line at 100%; None when no article says."""
    shown = sorted(comparison.completions, key=lambda c: (-c.percent, c.place.order))[:_MOST_BARS]
    if not shown:
        return None
    names = _names([completion.place for completion in shown])
    rows = [_row(i, names[i], c.percent, _completion_words(c, labels)) for i, c in enumerate(shown)]
    line = alt.Chart(alt.Data(values=[{"value": 100}])).mark_rule(color=_ORANGE, strokeDash=[5, 4], size=1.5)
    chart = _bars(rows, color=_GREEN, width_of_text=130) + line.encode(x="value:Q")
    total = len(comparison.completions)
    cut = f"{len(shown)} nơi cao nhất trong {total}. " if len(shown) < total else ""
    return Chart(
        title="Kết nạp đảng viên so với chỉ tiêu",
        caption=f"{cut}Vạch đứt là 100% chỉ tiêu; trong ngoặc là số đã kết nạp trên chỉ tiêu, khi bài viết nêu cả hai.",
        svg=_render(chart, "completion"),
    )


def build_charts(comparison: Comparison, labels: Labels) -> list[Chart]:
    """All charts that the figures allow; may be empty."""
    completion = build_completion_chart(comparison, labels)
    return build_member_charts(comparison, labels) + ([completion] if completion else [])
