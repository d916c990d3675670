import hashlib
import json
import time
from collections import Counter
from importlib.resources import files

import pytest

from extractors.gazetteer import Form, Gazetteer, load_gazetteer
from extractors.gazetteer.load import parse_units


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def manifest() -> dict[str, dict[str, object]]:
    return json.loads(files("extractors.gazetteer").joinpath("manifest.json").read_text("utf-8"))


def test_the_table_is_the_one_the_manifest_names(manifest: dict[str, dict[str, object]]) -> None:
    packed = files("extractors.gazetteer").joinpath("units.tsv.gz").read_bytes()
    assert manifest["output"]["units.tsv.gz"] == hashlib.sha256(packed).hexdigest()


def test_the_official_counts_of_each_layer_are_kept(
    gazetteer: Gazetteer, manifest: dict[str, dict[str, object]]
) -> None:
    letters = {"province": "P", "district": "D", "commune": "W"}
    counts: dict[str, Counter[str]] = {}
    for unit in gazetteer.by_code.values():
        for layer in {layer for form in unit.forms for layer in form.layers}:
            counts.setdefault(layer, Counter())[letters[unit.level]] += 1
    assert counts == manifest["layers"]
    assert counts["2025a"] == {"P": 63, "D": 696, "W": 10_035}
    assert counts["2025b"] == {"P": 34, "W": 3_321}
    assert counts["2023"]["W"] == 10_599
    assert counts["2019"]["W"] == 11_160
    assert len(gazetteer.by_code) == manifest["units"]["total"]


def test_every_unit_of_june_2025_has_successors(gazetteer: Gazetteer) -> None:
    last = [unit for unit in gazetteer.by_code.values() if any("2025a" in form.layers for form in unit.forms)]
    assert all(unit.successors for unit in last)
    divided = [unit for unit in last if unit.level == "commune" and len(unit.successors) > 1]
    assert len(divided) == 471
    assert all(heir.is_part for unit in divided for heir in unit.successors)


def test_successors_are_units_of_today_and_today_has_none(gazetteer: Gazetteer) -> None:
    for unit in gazetteer.by_code.values():
        assert not (unit.is_current and unit.successors)
        assert all(heir.code.startswith("2025b") for heir in unit.successors)


@pytest.mark.parametrize(
    ("code", "name", "first_successors"),
    [
        ("2025a:D:060", "huyện Pác Nặm", {"Bằng Thành", "Cao Minh", "Nghiên Loan"}),
        ("2025a:W:01867", "xã Công Bằng", {"Cao Minh"}),
        ("2025a:W:03201", "xã Na Sang", {"Na Sang"}),
        ("2025a:W:03191", "xã Huổi Mí", {"Nậm Nèn"}),
        ("2025a:D:318", "huyện Bạch Long Vĩ", {"Bạch Long Vĩ"}),
        ("2025a:D:471", "huyện Cồn Cỏ", {"Cồn Cỏ"}),
        ("2025a:D:498", "huyện Hoàng Sa", {"Hoàng Sa"}),
        ("2025a:D:536", "huyện Lý Sơn", {"Lý Sơn"}),
        ("2025a:D:755", "huyện Côn Đảo", {"Côn Đảo"}),
        ("2025a:P:28", "tỉnh Hà Tây", {"Hà Nội"}),
        ("2025a:P:06", "tỉnh Bắc Kạn", {"Thái Nguyên"}),
        ("2025a:D:825", "huyện Tân Phú Đông", {"Tân Phú Đông", "Tân Thới"}),
    ],
)
def test_successors(gazetteer: Gazetteer, code: str, name: str, first_successors: set[str]) -> None:
    assert gazetteer.unit(code).full_name == name
    assert {unit.name for unit in gazetteer.successors(code)} == first_successors


@pytest.mark.parametrize(
    ("code", "count", "province"),
    [
        ("2025a:D:034", 8, "Tuyên Quang"),
        ("2025a:D:664", 5, "Lâm Đồng"),
        ("2025a:D:682", 9, "Lâm Đồng"),
        ("2025a:D:172", 6, "Thái Nguyên"),
        ("2025a:D:969", 5, "Cà Mau"),
        ("2025a:D:262", 6, "Bắc Ninh"),
        ("2025a:D:769", 12, "Hồ Chí Minh"),
    ],
)
def test_districts_dissolve_into_several_communes(gazetteer: Gazetteer, code: str, count: int, province: str) -> None:
    assert len(gazetteer.successors(code)) == count
    assert gazetteer.province_now(code).name == province


def test_one_bare_code_stands_for_different_units(gazetteer: Gazetteer) -> None:
    assert gazetteer.unit("2025a:D:019").full_name == "quận Nam Từ Liêm"
    assert gazetteer.unit("2025a:D:019~2014").full_name == "huyện Từ Liêm"
    heirs = {unit.code for unit in gazetteer.successors("2025a:D:019~2014")}
    assert heirs == {u.code for d in ("019", "021") for u in gazetteer.successors(f"2025a:D:{d}")}
    assert gazetteer.unit("2025a:D:769").full_name == "thành phố Thủ Đức"
    assert gazetteer.unit("2025a:D:769~2019").full_name == "quận 2"
    assert gazetteer.unit("2025a:W:03172").full_name == "thị trấn Mường Chà"
    assert gazetteer.unit("2025b:W:03172").full_name == "xã Na Sang"


def test_kind_and_name_follow_the_date(gazetteer: Gazetteer) -> None:
    pho_yen = gazetteer.unit("2025a:D:172")
    assert pho_yen.form_on("2016-05-01").kind == "thị xã"
    assert pho_yen.form_on("2024").kind == "thành phố"
    hue = gazetteer.unit("2025a:P:46")
    assert hue.form_on("2018").full_name == "tỉnh Thừa Thiên Huế"
    assert hue.form_on("2025-03").full_name == "thành phố Huế"
    dong_nai = gazetteer.unit("2025b:P:75")
    assert dong_nai.form_on("2026-04-29").kind == "tỉnh"
    assert dong_nai.form_on("2026-04-30").kind == "thành phố"
    raised = [u for u in gazetteer.children("2025b:P:75") if any(f.since == "2026-04-30" for f in u.forms)]
    assert len(raised) == 10


def test_overrides_of_names_and_codes(gazetteer: Gazetteer) -> None:
    assert [unit.code for unit in gazetteer.named("Bắc Cạn")] == ["2025a:P:06"]
    assert "2025a:D:072" in {unit.code for unit in gazetteer.named("Nà Hang", "district")}
    assert "2025b:W:06970" not in gazetteer.by_code
    assert gazetteer.unit("2025b:W:06978").name == "Ba Chẽ"
    assert "2025a:P:28" in gazetteer.unit("2025a:D:271").former_parents


@pytest.mark.parametrize(
    ("name", "districts"), [("Châu Thành", 10), ("Kỳ Anh", 2), ("Cao Lãnh", 2), ("Chợ Mới", 2), ("Bảo Lâm", 2)]
)
def test_shared_names_of_districts(gazetteer: Gazetteer, name: str, districts: int) -> None:
    found = [u for u in gazetteer.named(name, "district") if any("2025a" in form.layers for form in u.forms)]
    assert len(found) == districts


def test_walking_up_and_down(gazetteer: Gazetteer) -> None:
    assert [unit.name for unit in gazetteer.ancestors("2025a:W:01867")] == ["Pác Nặm", "Bắc Kạn"]
    assert gazetteer.province_of("2025b:W:03172").name == "Điện Biên"
    assert "2025a:W:01867" in {unit.code for unit in gazetteer.children("2025a:D:060")}
    assert "2025a:W:01867" in {unit.code for unit in gazetteer.predecessors("2025b:W:01879")}
    with pytest.raises(KeyError):
        gazetteer.unit("061")


def test_the_gazetteer_loads_once_and_fast() -> None:
    load_gazetteer.cache_clear()
    start = time.process_time()
    loaded = load_gazetteer()
    assert time.process_time() - start < 3
    assert load_gazetteer() is loaded


def test_a_damaged_line_is_refused() -> None:
    with pytest.raises(ValueError):
        list(parse_units("2025a:P:01\tonly two columns"))


@pytest.mark.parametrize(
    ("form", "date", "is_valid"),
    [
        (Form("Từ Liêm", "huyện", (), None, "2014-03-31"), "2014-03-31", True),
        (Form("Từ Liêm", "huyện", (), None, "2014-03-31"), "2014", True),
        (Form("Từ Liêm", "huyện", (), None, "2014-03-31"), "2014-04", False),
        (Form("A", "xã", ("2025b",)), "2025-06-30", False),
        (Form("A", "xã", ("2025b",)), "2025-07-01", True),
        (Form("A", "xã", ("2019",)), "2021-01", True),
        (Form("A", "xã", ("2019",)), "2024-01", False),
        (Form("A", "xã", ("2025a",)), "2019-01-01", False),
    ],
)
def test_validity(form: Form, date: str, is_valid: bool) -> None:
    assert form.is_valid_on(date) is is_valid


def test_a_unit_goes_by_all_names_of_its_province_then_and_now(gazetteer: Gazetteer) -> None:
    for unit in list(gazetteer.by_code.values())[::97]:
        names = {form.name for form in gazetteer.province_of(unit.code).forms} | {
            gazetteer.province_now(unit.code).name
        }
        assert gazetteer.province_names(unit.code) == names
