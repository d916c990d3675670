"""A table of provinces -> a map-like grid: one tile a province, the darker the higher."""

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt
import yaml
from pydantic import ValidationError

from outputs.comparing.charts.bars import with_notes
from outputs.comparing.charts.marks import Datum, Measured, caveats, heading, measure
from outputs.comparing.rows import Row, Table
from outputs.drawing import INK
from outputs.figures import format_number
from outputs.labels import Labels
from schemas.errors import ConfigError
from schemas.record import Record

_WIDE, _HIGH = 108, 34
_DARK = 0.55
_FREE_ROW = 9
"""A row of which both grids leave the left half free; the legend stands there."""
_HOW = (
    "Mỗi ô là một tỉnh, cỡ như nhau, đặt gần đúng vị trí; càng đậm càng cao. Ô trắng: không có số liệu; viền nét đứt: "
    "không so sánh được."
)


class Tile(Record):
    """Where a province stands: column from the west, row from the north, both from 0."""

    name: str
    column: int
    row: int


class Tiles(Record):
    """The tiles by the code of the province, before and since 1 July 2025."""

    then: dict[str, Tile]
    now: dict[str, Tile]


@cache
def load_tiles() -> Tiles:
    """The tiles of tiles.yml, read once.

    Raises:
        ConfigError: The file is not what it should be.
    """
    content = yaml.safe_load(files("outputs.comparing.charts").joinpath("tiles.yml").read_text(encoding="utf-8"))
    try:
        return Tiles.model_validate_json(json.dumps(content))
    except ValidationError as error:
        raise ConfigError(f"outputs/comparing/charts/tiles.yml: {error}") from error


def _short(row: Row, found: Measured, labels: Labels) -> str:
    """The figure as short as a tile needs it: "trên 5.300", "12,5"."""
    value = found.value.quantize(_places(found)) if row.rate else found.value
    sign = "%" if row.unit == "percent" and not row.rate else ""
    rate_word = labels.qualifiers["about" if found.is_bound else "exact"].prefix
    bound = rate_word if row.rate else labels.qualifiers[row.qualifier].prefix
    return f"{bound} {format_number(value)}{sign}".strip()


def _places(found: Measured) -> Decimal:
    return Decimal("0.1") if found.value >= 10 else Decimal("0.01")


def _code(row: Row) -> str | None:
    parts = (row.place.code or "").partition("~")[0].split(":")
    return parts[2] if len(parts) == 3 and parts[1] == "P" else None


def tile_data(rows: Sequence[Row], tiles: dict[str, Tile], labels: Labels) -> list[Datum]:
    """One record a tile; `share` is the value's place between nothing and the highest, None without a figure."""
    by_code = {code: (row, found) for row in rows if (code := _code(row)) and (found := measure(row, labels))}
    highest = max((found.value for _, found in by_code.values()), default=None)
    data = []
    for code, tile in tiles.items():
        row, found = by_code.get(code, (None, None))
        share = float(found.value / highest) if found and highest else None
        data.append(
            {
                "name": tile.name,
                "column": tile.column,
                "row": tile.row,
                "value": float(found.value) if found else None,
                "words": _short(row, found, labels) if row and found else "–",
                "dark": share is not None and share > _DARK,
                "known": found is not None,
                "doubted": row is not None and row.verdict.level == "not_comparable",
            }
        )
    return data


def draw_map(tables: Sequence[Table], labels: Labels) -> Any:
    """The grid of one table; the provinces of today where most rows are of today.

    Raises:
        ConfigError: The table is not about provinces.
    """
    table = tables[0]
    rows = [row for row in table.rows if _code(row)]
    if table.request.level != "province":
        raise ConfigError("--chart map cần --level province")
    is_now = sum(row.place.is_new for row in rows) * 2 > len(rows) or table.request.boundary == "2025"
    shown = [row for row in rows if row.place.is_new == is_now]
    tiles = load_tiles().now if is_now else load_tiles().then
    data = tile_data(shown, tiles, labels)
    columns = 1 + max(tile.column for tile in tiles.values())
    lines = 1 + max(tile.row for tile in tiles.values())
    chart = _grid(data).properties(
        width=_WIDE * columns,
        height=_HIGH * lines,
        title=alt.TitleParams(**heading([table], labels, how=_HOW)),
    )
    return with_notes(chart, caveats(shown, left_out=len(table.rows) - len(shown)), width=_WIDE * columns)


def _grid(data: list[Datum]) -> Any:
    base = alt.Chart(alt.Data(values=data)).encode(
        x=alt.X("column:O", axis=None, scale=alt.Scale(padding=0.04)),
        y=alt.Y("row:O", axis=None, scale=alt.Scale(padding=0.06)),
    )
    scale = alt.Scale(scheme="blues", domainMin=0)
    legend = alt.Legend(
        title=None, orient="none", legendX=4, legendY=_HIGH * _FREE_ROW, gradientLength=150, format=",~f",
        direction="horizontal",
    )  # fmt: skip
    known = base.transform_filter("datum.known").mark_rect(cornerRadius=3).encode(
        color=alt.Color("value:Q", scale=scale, legend=legend)
    )  # fmt: skip
    empty = base.transform_filter("!datum.known").mark_rect(
        cornerRadius=3, fill="#ffffff", stroke="#cbd2d9", strokeWidth=1
    )
    doubted = base.transform_filter("datum.doubted").mark_rect(
        cornerRadius=3, fillOpacity=0, stroke=INK, strokeWidth=1.5, strokeDash=[4, 3]
    )
    ink = alt.condition("datum.dark", alt.value("#ffffff"), alt.value(INK))
    names = base.mark_text(fontSize=11, dy=-7, limit=_WIDE - 8).encode(text="name:N", color=ink)
    words = base.mark_text(fontSize=12, fontWeight="bold", dy=8, limit=_WIDE - 6).encode(text="words:N", color=ink)
    return known + empty + doubted + names + words
