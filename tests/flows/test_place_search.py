"""Places are found with and without accents, then and now, with what became of them."""

import pytest

from flows.place_search import MOST, PlaceSearch


@pytest.fixture(scope="module")
def search() -> PlaceSearch:
    return PlaceSearch()


@pytest.mark.parametrize(
    "query", ["Ba Bể", "ba be", "BA BE", "huyện Ba Bể", "huyen ba be", "ba bể, bắc kạn", "ba be, bac kan"]
)
def test_a_district_of_then_is_found_however_it_is_written(search, query) -> None:
    found = search.find(query)
    district = next(one for one in found if one.name == "huyện Ba Bể")
    assert (district.level, district.code, district.province) == ("district", "2025a:D:061", "Bắc Kạn")
    assert {unit.province for unit in district.successors} == {"tỉnh Thái Nguyên"}


def test_units_then_and_now_stand_side_by_side(search) -> None:
    found = {one.code[:5]: one for one in search.find("ba be") if one.name == "xã Ba Bể"}
    assert found["2025b"].successors == ()
    assert found["2025b"].province == "Thái Nguyên"


def test_accents_that_are_typed_count_first(search) -> None:
    assert search.find("thanh hóa")[0].name == "tỉnh Thanh Hóa"
    assert search.find("thạnh hóa")[0].name.endswith("Thạnh Hóa")


def test_a_province_behind_the_name_narrows(search) -> None:
    found = search.find("tân lập, thái nguyên")
    assert found
    assert {one.province for one in found} == {"Thái Nguyên"}


@pytest.mark.parametrize("query", ["", "  ", ",", "không có nơi này đâu"])
def test_nothing_is_found_for_nothing(search, query) -> None:
    assert search.find(query) == ()


def test_a_list_is_short_and_a_code_gives_its_unit(search) -> None:
    assert len(search.find("tân")) == MOST
    assert search.unit("2025a:D:061").name == "huyện Ba Bể"
    assert search.unit("2025a:D:999999") is None
