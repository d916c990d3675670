"""Two tables of one indicator at two periods -> a slope chart: a line a unit from the first period to the second."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt

from outputs.comparing.charts.bars import with_notes
from outputs.comparing.charts.marks import Datum, Measured, caveats, heading, measure, row_names, spread
from outputs.comparing.rows import Row, Table
from outputs.drawing import BLUE, GREY, INK, LINES, ORANGE
from outputs.escaping import reveal
from outputs.labels import Labels
from outputs.places import place_key
from schemas.errors import ConfigError

_MOST = 20
_WIDTH, _HEIGHT = 760, 470
_LEFT, _RIGHT = 260, 500
_GAP = 17
_COLORS = {"up": BLUE, "down": ORANGE, "same": INK, "open": GREY}
_DASHES = {"up": [1, 0], "down": [7, 3], "same": [9, 3, 2, 3], "open": [2, 3]}
_HOW = (
    "Mỗi đường là một đơn vị có số liệu ở cả hai kỳ; nét liền là tăng, nét gạch là giảm, nét gạch chấm là không đổi, "
    "nét chấm là không kết luận được vì con số chỉ là giới hạn. Tỷ lệ trục bắt đầu từ con số thấp nhất."
)


class Pair(NamedTuple):
    """One unit at both periods."""

    name: str
    first: Measured
    second: Measured

    @property
    def change(self) -> str:
        """Whether it surely rose, fell or stayed the "same"; "open" where bounds allow more than one of them."""
        if self.first.low == self.first.high == self.second.low == self.second.high:
            return "same"
        if self.first.high is not None and self.second.low > self.first.high:
            return "up"
        if self.second.high is not None and self.second.high < self.first.low:
            return "down"
        return "open"


def build_pairs(tables: Sequence[Table], labels: Labels) -> tuple[list[Pair], list[Row]]:
    """The units that have a figure at both periods, from the highest second one down; and their rows.

    Raises:
        ConfigError: There are not two periods of one indicator.
    """
    if len(tables) != 2 or tables[0].request.indicator != tables[1].request.indicator:
        raise ConfigError("--chart slope cần một chỉ tiêu và đúng hai --period")
    second_of = {(place_key(row.place), row.body): row for row in tables[1].rows}
    both = [(row, second_of[key]) for row in tables[0].rows if (key := (place_key(row.place), row.body)) in second_of]
    names = row_names([first for first, _ in both])
    pairs, rows = [], []
    for name, (first, second) in zip(names, both, strict=True):
        ends = measure(first, labels), measure(second, labels)
        if ends[0] and ends[1]:
            pairs.append((Pair(name, ends[0], ends[1]), [first, second]))
    pairs.sort(key=lambda pair: -pair[0].second.value)
    for _, own in pairs[:_MOST]:
        rows += own
    return [pair for pair, _ in pairs[:_MOST]], rows


def _heights(values: Sequence[float], *, low: float, high: float) -> list[float]:
    span = (high - low) or 1
    return [_HEIGHT * (high - value) / span for value in values]


def slope_data(pairs: Sequence[Pair]) -> list[Datum]:
    """One record a unit with the places of its ends and of its words, in pixels from the upper left."""
    firsts, seconds = ([float(end.value) for end in ends] for ends in zip(*[pair[1:] for pair in pairs], strict=True))
    low, high = min(*firsts, *seconds), max(*firsts, *seconds)
    y1, y2 = _heights(firsts, low=low, high=high), _heights(seconds, low=low, high=high)
    t1, t2 = spread(y1, _GAP, top=_HEIGHT), spread(y2, _GAP, top=_HEIGHT)
    return [
        {
            "x1": _LEFT, "x2": _RIGHT, "y1": y1[i], "y2": y2[i], "t1": t1[i], "t2": t2[i],
            "l1": _LEFT - 14, "l2": _RIGHT + 14, "left": reveal(f"{pair.name}  {pair.first.words}"),
            "right": reveal(f"{pair.second.words}  {pair.name}"), "change": pair.change,
        }
        for i, pair in enumerate(pairs)
    ]  # fmt: skip


def draw_slope(tables: Sequence[Table], labels: Labels) -> Any:
    """The chart of two tables.

    Raises:
        ConfigError: There are not two periods, or no unit has figures at both.
    """
    pairs, rows = build_pairs(tables, labels)
    if not pairs:
        raise ConfigError("không có đơn vị nào có số liệu ở cả hai kỳ để vẽ")
    base = alt.Chart(alt.Data(values=slope_data(pairs)))
    height = max(_HEIGHT, _GAP * len(pairs))
    x, y = alt.Scale(domain=[0, _WIDTH]), alt.Scale(domain=[height, 0])
    parts = _lines(base, x, y) + _words(base, x, y) + _heads(tables, x, y)
    about = alt.TitleParams(**heading(tables, labels, how=_HOW))
    chart = parts.properties(width=_WIDTH, height=height, title=about)
    total = sum(len(table.rows) for table in tables)
    return with_notes(chart, caveats(rows, left_out=total - len(rows)), width=_WIDTH)


def _lines(base: Any, x: Any, y: Any) -> Any:
    color = alt.Color(
        "change:N",
        scale=alt.Scale(domain=list(_COLORS), range=list(_COLORS.values())),
        legend=None,
    )
    dash = alt.StrokeDash("change:N", scale=alt.Scale(domain=list(_DASHES), range=list(_DASHES.values())), legend=None)
    at = {"x": alt.X("x1:Q", scale=x, axis=None), "y": alt.Y("y1:Q", scale=y, axis=None)}
    lines = base.mark_rule(size=2).encode(**at, x2="x2:Q", y2="y2:Q", color=color, strokeDash=dash)
    dots = base.mark_point(filled=True, size=55, opacity=1).encode(**at, color=color)
    ends = base.mark_point(filled=True, size=55, opacity=1).encode(
        x=alt.X("x2:Q", scale=x, axis=None), y=alt.Y("y2:Q", scale=y, axis=None), color=color
    )
    leaders = [
        base.mark_rule(color="#cbd2d9", size=1).encode(
            x=alt.X(f"x{n}:Q", scale=x, axis=None), x2=f"l{n}:Q", y=alt.Y(f"y{n}:Q", scale=y, axis=None), y2=f"t{n}:Q"
        )
        for n in (1, 2)
    ]
    return leaders[0] + leaders[1] + lines + dots + ends


def _words(base: Any, x: Any, y: Any) -> Any:
    look = {"fontSize": 12.5, "color": INK, "limit": _LEFT - 20}
    left = base.mark_text(**look, align="right", dx=-4).encode(
        x=alt.X("l1:Q", scale=x, axis=None), y=alt.Y("t1:Q", scale=y, axis=None), text="left:N"
    )
    right = base.mark_text(**look, align="left", dx=4).encode(
        x=alt.X("l2:Q", scale=x, axis=None), y=alt.Y("t2:Q", scale=y, axis=None), text="right:N"
    )
    return left + right


def _heads(tables: Sequence[Table], x: Any, y: Any) -> Any:
    heads = [
        {"x": at, "y": -22, "text": f"kỳ {(table.request.period or '').replace('..', '–')}"}
        for at, table in zip((_LEFT, _RIGHT), tables, strict=True)
    ]
    base = alt.Chart(alt.Data(values=heads))
    rules = base.mark_rule(color=LINES, size=1).encode(x=alt.X("x:Q", scale=x, axis=None))
    return rules + base.mark_text(fontSize=13, fontWeight="bold", color=INK).encode(
        x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None), text="text:N"
    )
