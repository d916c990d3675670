"""The kinds that units had over time."""

import pytest

from extractors.gazetteer import load_gazetteer
from extractors.gazetteer.load import parse_units
from extractors.gazetteer.raised import with_kinds_over_time

TABLE = "2025a:D:088\t2025a:P:10\tthị xã|Sa Pa|2025a,2023||\t\t\t\n2025a:P:10\t\ttỉnh|Lào Cai|2025a||\t\t\t"


@pytest.mark.parametrize(
    ("name", "date", "kind"),
    [
        ("Điện Bàn", "2014-09-20", "huyện"),
        ("Điện Bàn", "2016", "thị xã"),
        ("Hoài Nhơn", "2019-12-26", "huyện"),
        ("Hoài Nhơn", "2020-06-01", "thị xã"),
        ("Dĩ An", "2010-05-02", "huyện"),
        ("Dĩ An", "2015", "thị xã"),
        ("Dĩ An", "2021-01", "thành phố"),
        ("Dĩ An", None, "thành phố"),
        ("Hương Trà", "2009", "huyện"),
    ],
)
def test_a_unit_has_the_kind_of_its_day(name: str, date: str | None, kind: str) -> None:
    (unit,) = load_gazetteer().named(name, "district")
    assert unit.form_on(date).kind == kind


def test_a_unit_that_is_not_there_is_told() -> None:
    with pytest.raises(ValueError, match="Sa Pá"):
        tuple(with_kinds_over_time(parse_units(TABLE), '["Lào Cai"]\n"Sa Pá" = ["huyện", "thị xã 2020-01-01"]'))


def test_a_kind_without_a_layer_is_in_force_until_the_next() -> None:
    told = '["Lào Cai"]\n"Sa Pa" = ["huyện", "thị xã 2020-01-01"]'
    unit = next(iter(with_kinds_over_time(parse_units(TABLE), told)))
    assert [(form.kind, form.since, form.until) for form in unit.forms] == [
        ("thị xã", "2020-01-01", None),
        ("huyện", None, "2019-12-31"),
    ]
