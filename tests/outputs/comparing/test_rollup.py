"""Sums for the units of today: exact, or refused with the reason."""

from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.tiling import GazetteerTiling
from outputs.comparing.intervals import Interval
from outputs.comparing.request import Request
from outputs.comparing.rollup import Part, refuse_definition
from outputs.comparing.table import build_table
from outputs.places import Place
from outputs.store import open_store
from schemas.errors import ConfigError
from schemas.facts import Locality, Period

TODAY = Place(name="tỉnh Mới", level="province", province="Mới", code="2025b:P:01")


@dataclass
class FakeTiling:
    """One unit of today made of the given former ones."""

    parts_of: list[Part] = field(default_factory=list)

    def heirs(self, code):
        return (TODAY,) if any(part.code == code for part in self.parts_of) else ()

    def parts(self, code, level, day):
        assert (code, level) == (TODAY.code, "province")
        return tuple(self.parts_of)


def part(number, *, is_whole=True):
    return Part(code=f"2025a:P:{number:02}", name=f"tỉnh {number}", is_whole=is_whole)


def figure(number, value, *, end="2023-12-31", qualifier="exact", **fields):
    where = Locality(name=f"tỉnh {number}", level="province", code=f"2025a:P:{number:02}", province=f"{number}")
    period = Period(start=None, end=end, end_is_published=False, text=None)
    stated = {"indicator": "population.total", "system": None, "locality": where, "period": period,
              "qualifier": qualifier, "value": Decimal(value)}  # fmt: skip
    return str(value), stated | fields


def table(tmp_path, build_extraction, figures, tiling, **stated):
    text = "; ".join(f"bài {i} có {numeral} người" for i, (numeral, _) in enumerate(figures))
    request = Request(**{"indicator": "population.total", "level": "province", "boundary": "2025", **stated})
    with open_store(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        store.save([build_extraction(text, list(figures), name="a.txt")])
        return build_table(store, request, tiling=tiling)


def test_all_parts_at_one_time_make_a_sum(tmp_path, build_extraction):
    made = table(tmp_path, build_extraction, [figure(1, 1000), figure(2, 2500)], FakeTiling([part(1), part(2)]))
    (row,) = made.rows
    assert (row.place, int(row.value), row.qualifier, len(row.cells)) == (TODAY, 3500, "exact", 2)
    assert row.verdict.reasons == ("summed",)
    assert row.verdict.level == "comparable"
    assert made.refusals == ()


@pytest.mark.parametrize(
    ("figures", "parts", "reason"),
    [
        ([figure(1, 10)], [part(1), part(2)], "thiếu số liệu của tỉnh 2"),
        ([figure(1, 10), figure(2, 20)], [part(1), part(2, is_whole=False)], "tỉnh 2 chỉ nhập vào một phần"),
        ([figure(1, 10), figure(2, 20, end="2022-12-31")], [part(1), part(2)], "cùng thời điểm"),
        ([figure(1, 10), figure(2, 20, unit="household")], [part(1), part(2)], "khác đơn vị tính"),
    ],
)
def test_what_is_not_exact_is_refused(tmp_path, build_extraction, figures, parts, reason):
    made = table(tmp_path, build_extraction, figures, FakeTiling(parts))
    assert made.rows == ()
    (refusal,) = made.refusals
    assert refusal.place == TODAY
    assert reason in refusal.reason


def test_the_latest_time_that_all_share_is_taken(tmp_path, build_extraction):
    figures = [figure(1, 10, end="2022-12-31"), figure(1, 11), figure(2, 20, end="2022-12-31")]
    (row,) = table(tmp_path, build_extraction, figures, FakeTiling([part(1), part(2)])).rows
    assert (int(row.value), row.as_of) == (30, "2022-12-31")


def test_what_a_unit_of_today_states_itself_goes_before_a_sum(tmp_path, build_extraction):
    own = Locality(name="tỉnh Mới", level="province", code=TODAY.code, province="Mới")
    figures = [figure(1, 10), figure(2, 20), figure(3, 33, locality=own)]
    (row,) = table(tmp_path, build_extraction, figures, FakeTiling([part(1), part(2)])).rows
    assert (int(row.value), row.is_rolled_up) == (33, False)


def test_bounds_are_added_as_bounds(tmp_path, build_extraction):
    figures = [figure(1, 1000, qualifier="over"), figure(2, 500)]
    (row,) = table(tmp_path, build_extraction, figures, FakeTiling([part(1), part(2)])).rows
    assert row.bounds.allowed == Interval(Decimal(1500), None)
    assert row.qualifier == "at_least"


@pytest.mark.parametrize(
    ("indicator", "measure", "adds"),
    [("member.total", "count", True), ("population.total", "count", True), ("ethnic_group.total", "count", False),
     ("commune.total", "count", False), ("member.transferred", "count", False), ("member.total", "share", False),
     ("member.total", "change", False)],
)  # fmt: skip
def test_only_counts_that_add_up_are_added(indicator, measure, adds):
    assert (refuse_definition(indicator, measure) is None) is adds


@pytest.mark.parametrize("stated", [{"level": "district"}, {"level": None}, {"by": "organization"}])
def test_levels_without_units_of_today_are_wrong_use(tmp_path, build_extraction, stated):
    with pytest.raises(ConfigError, match="--boundary 2025"):
        table(tmp_path, build_extraction, [figure(1, 10)], FakeTiling([part(1)]), **stated)


@st.composite
def former_units(draw):
    """Units with the years for which they have a figure, and whether they went over whole."""
    count = draw(st.integers(1, 4))
    years = [draw(st.sets(st.integers(2020, 2023), max_size=3)) for _ in range(count)]
    return years, [draw(st.booleans() | st.just(True)) for _ in range(count)]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(former_units())
def test_a_sum_is_given_exactly_where_all_whole_parts_share_a_year(tmp_path_factory, build_extraction, made):
    years, whole = made
    figures = [
        figure(number, 1000 * (number + 1) + year, end=f"{year}-12-31")
        for number, own in enumerate(years)
        for year in sorted(own)
    ]
    if not figures:
        return
    parts = [part(number, is_whole=is_whole) for number, is_whole in enumerate(whole)]
    found = table(tmp_path_factory.mktemp("s"), build_extraction, figures, FakeTiling(parts))
    shared = set.intersection(*years)
    if all(whole) and shared:
        (row,) = found.rows
        assert int(row.value) == sum(1000 * (number + 1) + max(shared) for number in range(len(years)))
        assert row.as_of == f"{max(shared)}-12-31"
    else:
        assert found.rows == ()
        assert len(found.refusals) == 1


@pytest.fixture(scope="module")
def gazetteer_tiling():
    return GazetteerTiling()


def test_the_gazetteer_knows_the_parts_of_every_province(gazetteer_tiling):
    """63 former provinces make 34 of today, each going over whole; Hà Tây, which ended in 2008, is none of them."""
    former = {f"2025a:P:{number:02}" for number in range(1, 97)}
    places = {heir.code: heir for code in former for heir in gazetteer_tiling.heirs(code)}
    parts = {code: gazetteer_tiling.parts(code, "province", "2024-12-31") for code in places}
    assert len(places) == 34
    assert sum(map(len, parts.values())) == 63
    assert all(one.is_whole for group in parts.values() for one in group)
    assert [one.name for one in parts["2025b:P:19"]] == ["tỉnh Bắc Kạn", "tỉnh Thái Nguyên"]


def test_a_district_has_no_heir_of_its_level_and_an_unknown_code_none(gazetteer_tiling):
    assert gazetteer_tiling.heirs("2025a:D:061") == ()
    assert gazetteer_tiling.heirs("2025a:P:00") == ()
    assert gazetteer_tiling.heirs("huyện ba bể|Bắc Kạn") == ()


def test_a_former_name_is_that_of_the_day(gazetteer_tiling):
    (hue,) = gazetteer_tiling.parts("2025b:P:46", "province", "2023-12-31")
    assert hue.name == "tỉnh Thừa Thiên Huế"
