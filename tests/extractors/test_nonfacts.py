import pytest

from extractors.extraction import Extractor
from extractors.nonfacts import compile_nonfacts, find_nonfacts
from extractors.numerals import find_numerals
from extractors.rulebook import Rulebook
from schemas.errors import ConfigError
from schemas.rules import Example, NonFactRule


@pytest.mark.parametrize(
    ("label", "text", "numerals"),
    [
        ("date", "ngày 15/3/2023", "15 3 2023"),
        ("date", "23-5-2016", "23 5 2016"),
        ("date", "31.12.2017", "31.12.2017"),
        ("date", "2018-10-05", "2018 10 05"),
        ("date", "ngày 3 tháng 2 năm 2023", "3 2 2023"),
        ("date", "ngày 27-11, huyện kết nạp", "27 11"),
        ("date", "sáng 21/8", "21 8"),
        ("date", "từ 20/6 đến 10/9", "20 6 10 9"),
        ("date", "từ ngày 16/11/2019 đến ngày 15/11/2020", "16 11 2019 15 11 2020"),
        ("date", "tháng 6/2023 và tháng 9 năm 2022", "6 2023 9 2022"),
        ("date", "6 tháng đầu năm 2023", "6 2023"),
        ("date", "9 tháng năm 2020", "9 2020"),
        ("date", "quý I/2013, quý 3 năm 2022", "2013 3 2022"),
        ("date", "nhiệm kỳ 2020 - 2025", "2020 2025"),
        ("date", "năm học 2022-2023", "2022 2023"),
        ("date", "Từ 2003 đến nay", "2003"),
        ("date", "trong 2 năm qua (2016,2017)", "2 2016,2017"),
        ("date", "các năm 2020, 2021 và 2022", "2020 2021 2022"),
        ("date", "sau 10 năm thực hiện", "10"),
        ("clock", "lúc 7h30, 9 giờ 15 phút", "7 30 9 15"),
        ("clock", "(GMT+7)", "7"),
        ("clock", "từ 7 giờ đến 11 giờ", "7 11"),
        ("document_number", "số 25/KH/HU", "25"),
        ("document_number", "Nghị quyết 04-NQ/TU và 99/2013/NĐ-CP", "04 99 2013"),
        ("document_number", "Nghị quyết 05, Đề án 30a", "05 30"),
        ("document_number", "Kế hoạch số 12 của Huyện ủy", "12"),
        ("document_number", "số 45 đường Trần Phú", "45"),
        ("ordinal", "lần thứ 4, bài 2, đứng thứ 10", "4 2 10"),
        ("ordinal", "nhiệm kỳ thứ 10", "10"),
        ("ordinal", "điểm b, khoản 2, Điều 5", "2 5"),
        ("ordinal", "1. Công tác tổ chức\n2) Kiểm tra\n3.1. Kết quả", "1 2 3.1"),
        ("name", "quốc lộ 4, thôn 3, Tổ 12, Sư đoàn 5", "4 3 12 5"),
        ("name", "bản Hin 2", "2"),
        ("name", "Chi bộ thôn 5", "5"),
        ("name", "dịch COVID-19, F0, công nghiệp 4.0", "19 0 4.0"),
        ("name", "Huy hiệu 75, 70, 65 năm tuổi Đảng", "75 70 65"),
        ("name", "“5 không 3 sạch”", "5 3"),
        ("name", "Chào mừng 19/5", "19 5"),
        ("age", "từ 18 đến 30 tuổi, tuổi đời bình quân 28,5", "18 30 28,5"),
        ("web", "Điện thoại: 0209.3870.123", "0209.3870.123"),
        ("web", "https://bao-mau.example/a-45-post6521.html", "45 6521"),
        ("web", "Lượt xem: 1.204", "1.204"),
        ("web", "0:00 / 3:45", "0 00 3 45"),
        ("other_nonfact", "kỷ niệm 88 năm Ngày thành lập Đảng", "88"),
        ("other_nonfact", "học trong 5 ngày, 45 phút", "5 45"),
    ],
)  # fmt: skip
def test_numerals_that_state_no_figure(rulebook: Rulebook, label: str, text: str, numerals: str) -> None:
    found = find_nonfacts(text, rulebook.numerals.nonfacts)
    assert [(r.text, r.label) for r in found] == [(numeral, label) for numeral in numerals.split()]
    assert find_numerals(text, rulebook.numerals)[0] == ()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("có 15/30 thôn", "15"),
        ("kết nạp 2000 đảng viên", "2000"),
        ("có 2.019 đảng viên", "2.019"),
        ("tăng từ 2.015 lên 2.020", "2.015 2.020"),
        ("năm 2019 kết nạp 2000 đảng viên", "2000"),
        ("tháng 8, 12 chi bộ họp", "12"),
        ("năm 2025, 34 tỉnh", "34"),
        ("ấp 3 có 5 đảng viên", "5"),
        ("mỗi tổ 12 người", "12"),
        ("mở lớp 45 học viên", "45"),
        ("trong số 15 chi bộ", "15"),
        ("trên tổng số 300 đảng viên", "300"),
        ("bản 100% có chi bộ", "100"),
        ("120 người trên 60 tuổi", "120"),
        ("đóng góp 1.200 ngày công", "1.200"),
        ("5 chi bộ", "5"),
        ("1.200 đảng viên", "1.200"),
        ("đạt kế hoạch 60 đảng viên", "60"),
        ("chi bộ 15 đồng chí", "15"),
        ("đợt 1 kết nạp 5 đảng viên", "5"),
        ("hoàn thành 9/11 chỉ tiêu", "9"),
        ("tăng từ 20/6 chi bộ", "20"),
        ("dân tộc thiểu số: 95", "95"),
        ("tổng số 1.200, trong đó", "1.200"),
        ("Có 35 lượt hộ vay vốn", "35"),
    ],
)  # fmt: skip
def test_numerals_that_stay_figures(rulebook: Rulebook, text: str, figures: str) -> None:
    assert [n.text for n in find_numerals(text, rulebook.numerals)[0]] == figures.split()


def _rule(rule_id: str, pattern: str, label: str = "name") -> NonFactRule:
    return NonFactRule.model_validate(
        {"id": rule_id, "why": "a test", "examples": (Example(text="", finds=()),), "label": label, "pattern": pattern}
    )


def test_the_first_rule_that_covers_a_numeral_decides() -> None:
    rules = [_rule("a.first", "5 x"), _rule("a.second", "[0-9]+")]
    found = find_nonfacts("5 x 6", compile_nonfacts(rules, {}))
    assert [(r.text, r.reason) for r in found] == [("5", "a.first"), ("6", "a.second")]


def test_a_rule_covers_whole_runs_and_only_inside_its_group() -> None:
    catalogue = compile_nonfacts([_rule("a.group", "a (?P<n>[0-9]) 7"), _rule("a.part", "2(?=,5)")], {})
    assert [r.text for r in find_nonfacts("a 6 7; 1.002,5", catalogue)] == ["6", "1.002,5"]


def test_rules_do_not_look_over_the_end_of_a_line() -> None:
    catalogue = compile_nonfacts([_rule("a.line", r"a\s5")], {})
    assert find_nonfacts("a\n5", catalogue) == ()


@pytest.mark.parametrize("pattern", ["[0-9", "<NOWHERE>5"])
def test_a_broken_pattern_stops_the_load(pattern: str) -> None:
    with pytest.raises(ConfigError, match=r"a\.broken"):
        compile_nonfacts([_rule("a.broken", pattern)], {})


def test_macros_are_filled_in() -> None:
    catalogue = compile_nonfacts([_rule("a.macro", "<DAY>/x")], {"DAY": "[0-9]{1,2}"})
    assert [r.text for r in find_nonfacts("12/x 3", catalogue)] == ["12"]


def test_no_unit_loses_the_figure_behind_its_name(rulebook: Rulebook, extractor: Extractor) -> None:
    forms = (form for unit in extractor.gazetteer.by_code.values() for form in unit.forms)
    names = {form.name for form in forms if " " in form.name and not form.name.startswith(VILLAGES)}
    lost = {name for name in names if _reject(f"Các nơi: {name} 45, Ba Bể 16.", rulebook)}
    assert lost == {"Tam Thôn Hiệp", "Đường 10"}, "a village word amid a name, a commune called by its road"
    assert len(names) > 7_000


VILLAGES = ("Bản ", "Buôn C", "Buôn T", "Làng ", "Xóm ")
"""Such communes are named like villages, which a number tells apart ("bản Hin 2")."""


def _reject(text: str, rulebook: Rulebook) -> list[str]:
    return [found.text for found in find_nonfacts(text, rulebook.numerals.nonfacts)]


@pytest.mark.parametrize(
    ("text", "rejected"),
    [
        ("Kim Bảng 45, Thanh Chương 32", []),
        ("bảng 45, chương 32", ["45", "32"]),
        ("Theo Điều 5 và Quy định 57", ["5", "57"]),
        ("Sông Lô 21; đường lô 21", ["21"]),
        ("Buôn Ma Thuột 45, buôn Ma Hinh 4", ["4"]),
        ("UBND Phường 8 và Công an Quận 5", ["8", "5"]),
        ("xã Bảo Lâm 2 có 12 chi bộ, xã Bảo Lâm 28, xã Hà Tiên 2", ["2"]),
    ],
)
def test_a_common_word_that_ends_a_name_says_nothing(rulebook: Rulebook, text: str, rejected: list[str]) -> None:
    assert _reject(text, rulebook) == rejected
