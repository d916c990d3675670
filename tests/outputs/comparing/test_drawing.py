"""Charts: drawn without a browser, valid as SVG, with words and numbers in Vietnamese; tiles that do not collide."""

import struct
import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import pairwise

import pytest

from outputs.comparing.charts.map_grid import load_tiles
from outputs.comparing.charts.marks import Measured, spread
from outputs.comparing.charts.slope import Pair
from outputs.comparing.drawing import draw
from outputs.comparing.request import Request
from outputs.comparing.table import build_table
from outputs.labels import load_labels
from schemas.errors import ConfigError
from schemas.facts import Locality, Period

PROVINCES = {"06": "tỉnh Bắc Kạn", "02": "tỉnh Hà Giang", "40": "tỉnh Nghệ An"}


@pytest.fixture
def filled(store, build_extraction):
    for year in (2020, 2023):
        period = Period(start=None, end=f"{year}-12-31", end_is_published=False, text=None)
        text, figures = "", []
        for number, (code, name) in enumerate(PROVINCES.items()):
            where = Locality(name=name, level="province", code=f"2025a:P:{code}", province=name[5:])
            numeral = str(1000 * (number + 1) + year)
            text += f"{name} có {numeral} người; "
            figures.append((numeral, {"locality": where, "period": period,
                                      "qualifier": ("exact", "over", "nearly")[number]}))  # fmt: skip
        store.save([build_extraction(text, figures, name=f"{year}.txt", title="A & <b>")])
    return store


def svg_of(store, kind, *requests):
    tables = [build_table(store, Request(**{"indicator": "member.total", "level": "province", **one}))
              for one in requests]  # fmt: skip
    svg = draw(tables, kind, labels=load_labels(), as_png=False)
    root = ET.fromstring(svg)
    return svg, " ".join("".join(element.itertext()) for element in root.iter() if element.tag.endswith("text"))


CASES = [
    ("bars", [{"period": "2023"}], ["tỉnh Hà Giang", "trên 4.023", "gần 5.023", "so sánh được"]),
    ("map", [{"period": "2023"}], ["Bắc Kạn", "trên 4.023", "–"]),
    ("slope", [{"period": "2020"}, {"period": "2023"}], ["cấp tỉnh, kỳ 2020 · kỳ 2023", "tỉnh Bắc Kạn"]),
    ("series", [{"by": "period"}], ["cuối năm", "tỉnh Bắc Kạn: 3.023"]),
    ("multiples", [{"by": "period"}], ["tỉnh Nghệ An", "cuối năm"]),
    ("multiples", [{"period": "2020"}, {"period": "2023"}], ["kỳ 2020", "kỳ 2023"]),
]


@pytest.mark.parametrize(("kind", "requests", "words"), CASES, ids=lambda value: str(value)[:20])
def test_a_chart_says_what_when_and_of_which_sources(filled, kind, requests, words):
    svg, text = svg_of(filled, kind, *requests)
    for word in (*words, "Đảng viên", "Nguồn:", "Báo Bắc Kạn", "đối chiếu"):
        assert word in text, word
    assert svg == svg_of(filled, kind, *requests)[0]
    assert "<script" not in svg


def test_one_day_of_publication_is_no_span(filled):
    assert "bài viết, đăng 15/07/2023 (Báo" in svg_of(filled, "map", {"period": "2023"})[1]


def test_the_years_of_a_single_point_stand_apart(filled):
    _, text = svg_of(filled, "series", {"by": "period", "period": "2023"})
    svg, _ = svg_of(filled, "series", {"by": "period", "period": "2023"})
    marks = {year: svg.split(f">{year}</text>")[0].rsplit('transform="translate(', 1)[1].split(",")[0]
             for year in ("2022", "2023")}  # fmt: skip
    assert float(marks["2023"]) - float(marks["2022"]) > 100
    assert "2022 2023" in text


@pytest.mark.parametrize(
    ("first", "second", "change"),
    [
        ((112, 112), (112, 112), "same"),
        ((112, 112), (113, 113), "up"),
        ((112, 112), (100, 111), "down"),
        ((112, None), (112, 112), "open"),
        ((112, 115), (112, 115), "open"),
    ],
)
def test_a_line_of_a_slope_says_what_bounds_allow(first, second, change):
    ends = (
        Measured(Decimal(low), Decimal(low), None if high is None else Decimal(high), "")
        for low, high in (first, second)
    )
    assert Pair("huyện Ba Bể", *ends).change == change


def test_a_png_is_large_enough_to_read(filled):
    table = build_table(filled, Request(indicator="member.total", level="province", period="2023"))
    png = draw([table], "bars", labels=load_labels(), as_png=True)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    assert width > 1000
    assert height > 200


@pytest.mark.parametrize(
    ("kind", "requests", "reason"),
    [
        ("bars", [{"province": "Không"}], "không có dòng"),
        ("map", [{"level": None}], "--level province"),
        ("slope", [{}], "hai --period"),
        ("series", [{}], "--by period"),
        ("bars", [{"per": "population.total"}], "bỏ --per"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_one_clear_line(filled, kind, requests, reason):
    with pytest.raises(ConfigError, match=reason):
        svg_of(filled, kind, *requests)


@pytest.mark.parametrize(("era", "count"), [("then", 63), ("now", 34)])
def test_every_province_has_a_tile_of_its_own(era, count):
    tiles = getattr(load_tiles(), era)
    assert len(tiles) == count
    assert len({(tile.column, tile.row) for tile in tiles.values()}) == count


@pytest.mark.parametrize("positions", [[0, 0, 0], [100, 99, 98, 97], [5, 50, 95], [], [100] * 6])
def test_words_beside_points_do_not_overlap(positions):
    placed = sorted(spread(positions, 17, top=100))
    assert all(second - first >= 17 - 1e-9 for first, second in pairwise(placed))
    assert len(placed) == len(positions)
    assert placed == [] or placed[-1] <= max(100, 17 * (len(placed) - 1))
