"""Drawings that became text and lists of aims with their results, from end to end; texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import facts_by_numeral

from schemas.extraction import Extraction

Read = Callable[..., Extraction]

DRAWING = """Công tác xây dựng Đảng năm 2022 của huyện Ba Bể qua những con số

KẾT NẠP ĐẢNG VIÊN
88
đảng viên mới
104,5%
so với kế hoạch
Trong đó:
Nữ: 41 (46,6%)
Đoàn viên: 52

TỔ CHỨC ĐẢNG (đến 31/12/2022)
45
tổ chức cơ sở đảng
312
chi bộ trực thuộc đảng ủy cơ sở

XẾP LOẠI ĐẢNG VIÊN
Hoàn thành xuất sắc nhiệm vụ: 14,2%
Hoàn thành tốt nhiệm vụ: 76,9%
Hoàn thành nhiệm vụ: 8,4%

MỤC TIÊU NĂM 2023
Kết nạp ít nhất 90 đảng viên
"""


def test_figures_stand_above_what_they_count(read: Read) -> None:
    found = facts_by_numeral(read(DRAWING))
    assert found["88"].indicator == "member.admitted"
    assert (found["104,5"].indicator, found["104,5"].measure) == ("member.admitted", "completion")
    assert (found["41"].indicator, found["41"].groups) == ("member.admitted", ("female",))
    assert (found["52"].indicator, found["52"].groups) == ("member.admitted", ("youth",))
    assert (found["45"].indicator, found["45"].period.end) == ("grassroots_org.total", "2022-12-31")
    assert (found["312"].indicator, found["312"].groups) == ("cell.total", ("subordinate",))


def test_headings_in_capitals_rule_the_lines_below(read: Read) -> None:
    found = facts_by_numeral(read(DRAWING))
    grades = {numeral: (found[numeral].indicator, found[numeral].groups) for numeral in ("14,2", "76,9", "8,4")}
    assert grades == {
        "14,2": ("member.rated", ("rating:excellent",)),
        "76,9": ("member.rated", ("rating:good",)),
        "8,4": ("member.rated", ("rating:completed",)),
    }
    assert (found["90"].status, found["90"].period.end) == ("target", "2023-12-31")


def test_labels_above_their_figures_stay_pairs(read: Read) -> None:
    text = "Đảng bộ huyện Na Rì - những con số\nSố đảng viên\n3.412\nSố chi bộ\n214\nTổ chức cơ sở đảng\n41\n"
    found = facts_by_numeral(read(text))
    told = [found[numeral].indicator for numeral in ("3.412", "214", "41")]
    assert told == ["member.total", "cell.total", "grassroots_org.total"]


@pytest.mark.parametrize(
    ("line", "aim", "result"),
    [
        ("1. Kết nạp đảng viên: chỉ tiêu 750; thực hiện 836, đạt 111,5%.", "750", "836"),
        ("2. Kết nạp đảng viên: kế hoạch 120; kết quả 134, đạt 111,7%.", "120", "134"),
        ("3. TCCSĐ hoàn thành tốt nhiệm vụ trở lên: NQ 80%, thực hiện 86,4%.", "80", "86,4"),
        ("4. Thôn có chi ủy: chỉ tiêu 82%, thực hiện 85%.", "82", "85"),
        ("5. Phát triển hội viên phụ nữ: KH 200, TH 214, đạt 107%.", "200", "214"),
    ],
)
def test_an_aim_and_its_result_in_a_line(read: Read, line: str, aim: str, result: str) -> None:
    found = facts_by_numeral(read(f"Kết quả thực hiện chỉ tiêu năm 2021 của huyện Ba Bể\n{line}\n"))
    assert (found[aim].status, found[result].status) == ("target", "actual")
    assert found[aim].indicator == found[result].indicator != "other"


def test_work_on_a_plan_is_no_result_of_one(read: Read) -> None:
    found = facts_by_numeral(read("Huyện Ba Bể triển khai kế hoạch, phấn đấu kết nạp 90 đảng viên.\n"))
    assert found["90"].status == "target"


def test_a_heading_with_aims_only_in_brackets_heads_none(read: Read) -> None:
    text = "Báo cáo năm 2021 của huyện Ba Bể\nIV. Kinh tế - xã hội (một số chỉ tiêu)\n- Hộ nghèo: đầu năm có 316 hộ.\n"
    found = facts_by_numeral(read(text))["316"]
    assert (found.indicator, found.status) == ("household.poor", "actual")


def test_a_bracket_that_opens_with_a_time_is_of_that_time(read: Read) -> None:
    text = "Báo cáo năm 2021 của huyện Ba Bể\n- Tổng số đảng viên đến 31/5/2021: 3.571 (năm 2015: 2.884).\n"
    found = facts_by_numeral(read(text))
    assert found["3.571"].period.end == "2021-05-31"
    assert found["2.884"].period.end == "2015-12-31"


def test_a_percent_told_as_a_share_of_a_ratio_is_one(read: Read) -> None:
    found = facts_by_numeral(read("Năm 2021, huyện Ba Bể có 402/836 đảng viên mới là nữ, chiếm 48,1%.\n"))
    assert found["48,1"].measure == "share"


def test_associations_of_a_list_keep_their_own(read: Read) -> None:
    text = "Năm 2021, Hội Phụ nữ huyện Ba Bể kết nạp 96 hội viên; Hội Nông dân 71; Hội CCB 5; Đoàn Thanh niên 48.\n"
    found = facts_by_numeral(read(text))
    told = [found[numeral].system for numeral in ("96", "71", "5", "48")]
    assert told == ["women_union", "farmers_union", "veterans_union", "youth_union"]


def test_who_joined_behind_the_cells_of_an_association_joined_it(read: Read) -> None:
    text = "Báo cáo năm 2021 của huyện Ba Bể\n- Hội LHPN: 8.130 hội viên, sinh hoạt tại 97 chi hội; kết nạp mới 204.\n"
    found = facts_by_numeral(read(text))["204"]
    assert (found.indicator, found.system) == ("member.admitted", "women_union")


def test_years_below_a_heading_of_deeds_count_those(read: Read) -> None:
    text = (
        "Đảng bộ huyện Ba Bể\nSố đảng viên kết nạp qua các năm:\n"
        "- Năm 2020: 131 đảng viên (nữ 60)\n- Năm 2021: 127 đồng chí\n"
    )
    found = facts_by_numeral(read(text))
    assert {found[n].indicator for n in ("131", "127", "60")} == {"member.admitted"}
    assert (found["131"].period.start, found["131"].period.end) == ("2020-01-01", "2020-12-31")


def test_years_below_a_heading_of_totals_stay_totals(read: Read) -> None:
    text = "Đảng bộ huyện Ba Bể\nTổng số đảng viên qua các năm:\n- Năm 2020: 4.131 đảng viên\n- Năm 2021: 4.227\n"
    found = facts_by_numeral(read(text))
    assert found["4.131"].indicator == "member.total"
