"""One figure a locality and kind: the latest, never a sum."""

from decimal import Decimal

import pytest
from compared import compare

from outputs.comparing.overview import open_overview
from schemas.facts import Locality, Period

KEN = Locality(name="xã Kẻn", level="commune", code=None, province="Hà Giang")


def _period(end, start=None):
    return Period(start=start, end=end, end_is_published=False, text=None)


def _member(build_extraction, numeral, **fields):
    published = fields.pop("published", "2023-01-01")
    return build_extraction(f"có {numeral} đảng viên", [(numeral, fields)], published=published)


def _values(comparison):
    return [int(cell.value) for cell in comparison.cells]


@pytest.mark.parametrize("order", [1, -1])
def test_the_latest_figure_wins_and_the_others_are_counted(build_extraction, order):
    made = [
        _member(build_extraction, "100", period=_period("2019-12-31")),
        _member(build_extraction, "300", period=_period("2021")),
        _member(build_extraction, "200", period=_period("2021-06-30")),
    ]
    comparison = compare(made[::order])
    assert _values(comparison) == [300]
    assert comparison.cells[0].others == 2
    assert comparison.cells[0].as_of == "2021-12-31"


def test_without_a_time_the_day_of_publication_counts(build_extraction):
    made = [
        _member(build_extraction, "100", published="2024-02-01"),
        _member(build_extraction, "200", period=_period("2023-12-31"), published="2025-01-01"),
    ]
    assert _values(compare(made)) == [100]


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        ({}, {"period": _period("2017-12-31")}, 46),
        ({"qualifier": "nearly"}, {}, 46),
        ({"period": _period("2017-12-31")}, {"period": _period("2016")}, 45),
        ({}, {}, 45),
        (
            {"period": _period("2023").model_copy(update={"inferred": True}), "confidence": 1.0},
            {"period": _period("2023")},
            46,
        ),
    ],
)
def test_within_a_document_a_dated_and_exact_figure_goes_first(build_extraction, first, second, chosen):
    made = build_extraction("có 45 rồi 46 đảng viên", [("45", first), ("46", second)])
    (cell,) = compare([made]).cells
    assert (int(cell.value), cell.others) == (chosen, 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "target"},
        {"same_as": "x"},
        {"locality": None},
        {"locality": Locality(name="Đảng bộ Khối", level=None, code=None, province=None)},
        {"indicator": "other", "unit": "ha"},
    ],
)
def test_what_is_no_actual_figure_of_a_unit_stays_out(build_extraction, fields):
    assert compare([_member(build_extraction, "100", **fields)]).cells == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"groups": ("female",)},
        {"system": "youth_union"},
        {"measure": "share", "unit": "percent"},
        {"indicator": "member.official"},
        {"locality": KEN},
    ],
)
def test_different_kinds_are_never_mixed(build_extraction, fields):
    made = [_member(build_extraction, "100"), _member(build_extraction, "200", **fields)]
    comparison = compare(made)
    assert sorted(_values(comparison)) == [100, 200]
    assert all(cell.others == 0 for cell in comparison.cells)


def test_population_has_no_organisation(build_extraction):
    made = [
        _member(build_extraction, "100", indicator="population.total", system=None),
        _member(build_extraction, "200", indicator="population.total", system="party"),
    ]
    assert len(compare(made).cells) == 1


def test_cells_are_ordered_by_indicator_and_level(build_extraction):
    nation = Locality(name="cả nước", level="nation", code=None, province=None)
    made = [
        _member(build_extraction, "1"),
        _member(build_extraction, "2", locality=KEN),
        _member(build_extraction, "3", locality=nation),
        _member(build_extraction, "4", indicator="cell.total"),
    ]
    assert _values(compare(made)) == [4, 3, 1, 2]


def test_a_cell_knows_its_source(extraction):
    cell = next(c for c in compare([extraction]).cells if c.indicator == "member.total")
    assert (cell.value, cell.qualifier, cell.place.name) == (Decimal(4900), "over", "huyện Ba Bể")
    assert cell.source.url == "https://baobackan.vn/a.html"
    assert cell.fact_id in {fact.fact_id for fact in extraction.facts}


def test_cells_come_back_as_they_were_and_as_often_as_wanted(tmp_path, build_extraction):
    figure = {"value": Decimal("54.20"), "value_max": Decimal("1E+3"), "groups": ("female", "youth"), "confidence": 0.1}
    made = _member(build_extraction, "54", period=_period("2021"), **figure)
    with open_overview(tmp_path) as overview:
        overview.add(made)
        comparison = overview.comparison()
        (cell,), (again,) = comparison.cells, comparison.cells
        assert list(comparison.plain) == []
    assert cell == again
    assert (str(cell.value), str(cell.value_max), cell.groups, cell.confidence) == (
        "54.20", "1E+3", ("female", "youth"), 0.1,
    )  # fmt: skip
    assert cell.period == _period("2021")
    assert cell.source.document_id == made.document.document_id
    assert list(tmp_path.iterdir()) == []


def test_localities_are_counted_by_name_and_province(build_extraction):
    other = KEN.model_copy(update={"province": "Lào Cai"})
    made = [_member(build_extraction, str(n), locality=one) for n, one in enumerate((KEN, KEN, other), start=1)]
    assert compare(made).localities == 2
