"""Altair charts -> SVG text or PNG bytes, drawn without browser or network, with Vietnamese numbers."""

import re
from typing import Any

FONT = "Noto Sans, Segoe UI, Roboto, Arial, sans-serif"
INK = "#1f2933"
GREY = "#7b8794"
LINES = "#e3e8ec"
BLUE, GREEN, ORANGE, AMBER = "#0072B2", "#009E73", "#D55E00", "#E69F00"
"""Colours that readers who see few can tell apart (Okabe and Ito); a second sign always stands beside them."""
_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]}


def specify(chart: Any, *, background: str = "transparent", longest_label: int = 260) -> dict[str, Any]:
    """The Vega-Lite specification of a chart in the look that all our charts share."""
    import altair as alt  # late: a second that commands without a chart need not pay

    specification: dict[str, Any] = (
        chart.configure(
            font=FONT,
            background=background,
            locale=alt.Locale(number=alt.NumberLocale(**_NUMBERS)),
            axis=alt.AxisConfig(
                labelColor=INK, titleColor=INK, labelFontSize=13, titleFontSize=12, titleFontWeight="normal",
                gridColor=LINES, domain=False, ticks=False, labelLimit=longest_label,
            ),
            view=alt.ViewConfig(stroke=None),
            title=alt.TitleConfig(
                anchor="start", color=INK, fontSize=17, fontWeight="bold", subtitleColor="#52606d",
                subtitleFontSize=13, subtitlePadding=6, offset=14,
            ),
            legend=alt.LegendConfig(labelFontSize=12, titleFontSize=12, labelColor=INK, titleFontWeight="normal"),
            header=alt.HeaderConfig(labelFontSize=13, labelFontWeight="bold", labelColor=INK),
        )
        .to_dict()
    )  # fmt: skip
    return specification


def to_svg(specification: dict[str, Any], name: str) -> str:
    """The drawing as SVG text, the same every time.

    Args:
        specification: From `specify`.
        name: How the inner names of the drawing begin; drawings that share a page need different ones.
    """
    import vl_convert

    return _rename(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[]), name)


def _rename(svg: str, name: str) -> str:
    """The drawing with inner names of its own: the library goes on counting from one drawing to the next."""
    numbers: dict[str, str] = {}
    for identity in re.findall(r'\bid="([^"]+)"', svg):
        numbers.setdefault(identity, f"{name}-{len(numbers)}")
    pattern = r'(\bid="|url\(#|href="#)([^")]+)'
    return re.sub(pattern, lambda match: match[1] + numbers.get(match[2], match[2]), svg)


def to_png(specification: dict[str, Any], *, scale: float = 2) -> bytes:
    """The drawing as PNG, `scale` pixels for each of its units."""
    import vl_convert

    png: bytes = vl_convert.vegalite_to_png(specification, scale=scale, allowed_base_urls=[])
    return png
