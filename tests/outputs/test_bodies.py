"""Which figures are about a whole unit and which about a body inside it."""

import pytest
from compared import compare

from outputs.bodies import body_of, load_bodies
from schemas.vocabulary import SYSTEMS


def _fact(build_extraction, organization, **fields):
    return build_extraction("có 7 người", [("7", {"organization": organization, **fields})]).facts[0]


@pytest.mark.parametrize(
    ("organization", "system"),
    [
        (None, "party"),
        ("Đảng bộ huyện Ba Bể", "party"),
        ("Đảng uỷ xã Công Bằng", "party"),
        ("Tỉnh ủy", None),
        ("Huyện đoàn Yên Sơn", "youth_union"),
        ("Hội Nông dân tỉnh", "farmers_union"),
        ("LĐLĐ tỉnh", "trade_union"),
    ],
)
def test_of_the_whole_unit(build_extraction, organization, system):
    assert body_of(_fact(build_extraction, organization, system=system)) is None


@pytest.mark.parametrize(
    ("organization", "system"),
    [
        ("Đảng bộ Khối các cơ quan tỉnh", "party"),
        ("Đảng bộ Công an tỉnh", "party"),
        ("Đảng bộ Bộ Giao thông vận tải", "party"),
        ("Đảng bộ Tổng cục Thuế", "party"),
        ("Đảng bộ Quân khu 9", "party"),
        ("Hội Nông dân tỉnh", "party"),
        ("Công ty Gỗ Thuận Phát", "trade_union"),
        ("Công đoàn Công ty May", "trade_union"),
        ("Chi bộ Trường THPT Sơn Nam", "party"),
    ],
)
def test_of_a_body_inside(build_extraction, organization, system):
    assert body_of(_fact(build_extraction, organization, system=system)) == organization


def test_population_is_the_units_whoever_is_named(build_extraction):
    assert body_of(_fact(build_extraction, "Công an", indicator="population.total")) is None


def test_a_part_is_never_compared_as_the_whole(build_extraction):
    made = [
        build_extraction("có 700 người", [("700", {"organization": "Đảng bộ Khối các cơ quan tỉnh"})]),
        build_extraction("có 9.000 người", [("9.000", {})]),
    ]
    assert {(cell.body, cell.others) for cell in compare(made).cells} == {
        (None, 0),
        ("Đảng bộ Khối các cơ quan tỉnh", 0),
    }


def test_every_organisation_has_its_bodies():
    assert set(load_bodies().whole) == set(SYSTEMS)
