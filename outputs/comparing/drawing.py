"""Tables of comparison -> one chart as SVG or PNG."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from outputs.comparing.charts.marks import measure
from outputs.comparing.rows import Table
from outputs.drawing import specify, to_png, to_svg
from outputs.labels import Labels
from schemas.errors import ConfigError

ChartKind = Literal["bars", "slope", "series", "multiples", "map"]
_MARGIN = 18


def draw(tables: Sequence[Table], kind: ChartKind, *, labels: Labels, as_png: bool) -> str | bytes:
    """The chart; the same for the same tables.

    Raises:
        ConfigError: The tables do not fit the kind, or have no rows.
    """
    if not any(table.rows for table in tables):
        raise ConfigError("không có dòng nào để vẽ; hãy bỏ bớt điều kiện")
    if not any(measure(row, labels) for table in tables for row in table.rows):
        raise ConfigError("không vẽ được tỷ lệ: không dòng nào có mẫu số phù hợp; hãy bỏ --per để vẽ giá trị")
    chart = _drawer(kind)(tables, labels).properties(padding=_MARGIN)
    specification = specify(chart, background="#ffffff")
    return to_png(specification) if as_png else to_svg(specification, kind)


def _drawer(kind: ChartKind) -> Callable[[Sequence[Table], Labels], Any]:
    # Late: altair comes with them, which takes a second and only drawing needs.
    from outputs.comparing.charts.bars import draw_bars
    from outputs.comparing.charts.map_grid import draw_map
    from outputs.comparing.charts.multiples import draw_multiples
    from outputs.comparing.charts.series import draw_series
    from outputs.comparing.charts.slope import draw_slope

    drawers: dict[ChartKind, Callable[[Sequence[Table], Labels], Any]] = {
        "bars": draw_bars, "slope": draw_slope, "series": draw_series, "multiples": draw_multiples, "map": draw_map,
    }  # fmt: skip
    return drawers[kind]
