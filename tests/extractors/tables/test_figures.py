"""What the figures of a table count, on small tables of our own."""

from collections.abc import Callable

import pytest

from extractors.tables.phrases import Reader
from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def told(extraction: Extraction) -> dict[str, tuple[str, str, str, str | None, str | None]]:
    """Indicator, measure, status, place and end of the period of every figure, by the figure as printed."""
    text = extraction.document.text
    return {
        text[f.evidence.start : f.evidence.end]: (
            f.indicator, f.measure, f.status, f.locality.name if f.locality else None, f.period.end,
        )
        for f in extraction.facts
    }  # fmt: skip


def test_the_head_of_the_labels_says_that_rows_are_villages(read: Read) -> None:
    text = (
        "Xã Lục Bình, huyện Bạch Thông hiện nay\nSTT\nTên bản\nSố hộ\nDân số\n"
        "1\nNà Mu 2\n79\n1821\n2\nKhau Vai\n95\n402\n"
        "Tổng cộng\n174\n2.223\n"
    )
    extraction = read(text)
    found = told(extraction)
    assert found["1821"][::3] == ("population.total", "bản Nà Mu 2")
    assert found["95"][::3] == ("household.total", "bản Khau Vai")
    assert found["174"][::3] == ("household.total", "xã Lục Bình")
    labels = {row.text: row.label for row in extraction.ledger}
    assert labels["1"] == "ordinal"
    assert labels["2"] in ("ordinal", "name")


def test_plan_result_and_percent_of_what_a_row_counts(read: Read) -> None:
    text = (
        "Đảng bộ huyện Chợ Đồn năm 2022\nTT | Chỉ tiêu | ĐVT | Kế hoạch | Thực hiện | Tỷ lệ %\n"
        "1 | Kết nạp đảng viên | người | 150 | 162 | 108\n2 | Tỷ lệ hộ nghèo | % | 8 | 7,2 | -\n"
    )
    found = told(read(text))
    assert found["150"][:3] == ("member.admitted", "count", "target")
    assert found["108"][:3] == ("member.admitted", "completion", "actual")
    assert found["8"][:3] == ("household.poor", "share", "target")
    assert found["7,2"][:3] == ("household.poor", "share", "actual")


def test_years_over_columns_and_parts_below_a_row(read: Read) -> None:
    text = (
        "Huyện Chợ Đồn\nNội dung | 2018 | 2019\nTổng số đảng viên | 8.100 | 8.250\nTrong đó: nữ | 2.900 | 3.010\n"
        "Tổ chức cơ sở đảng | 51 | 52\nXếp loại khá (%) | 11,5 | 12,5\nDiện tích (ha) | 44 | 46\n"
    )
    extraction = read(text)
    found = told(extraction)
    assert found["8.100"][::4] == ("member.total", "2018")
    assert found["52"][::4] == ("grassroots_org.total", "2019")
    assert found["11,5"][:2] == ("grassroots_org.rated", "share")
    assert found["44"][0] == "other"
    women = next(f for f in extraction.facts if f.value == 3010)
    assert (women.groups, women.period.start, women.period.end) == (("female",), None, "2019")
    rated = next(f for f in extraction.facts if f.indicator == "grassroots_org.rated")
    assert rated.period.start == rated.period.end == "2018"


def test_the_caption_says_what_rows_of_units_count(read: Read) -> None:
    text = "Kết quả kết nạp đảng viên\nĐơn vị | 2018 | 2019\nXã Lục Bình | 8 | 9\nXã Tân Tú | 5 | 7\n"
    assert told(read(text))["7"] == ("member.admitted", "count", "actual", "xã Tân Tú", "2019")


def test_the_caption_says_what_is_graded(read: Read) -> None:
    heads = "Đơn vị | Tổng số | Hoàn thành tốt nhiệm vụ | Ghi chú"
    text = f"Xếp loại tổ chức cơ sở đảng năm 2021\n{heads}\nXã Lục Bình | 30 | 21 | -\nXã Tân Tú | 32 | 24 | -\n"
    (good,) = [f for f in read(text).facts if f.value == 21]
    assert (good.indicator, good.groups) == ("grassroots_org.rated", ("rating:good",))
    text = (
        "Xếp loại đảng viên năm 2021\nMức | Số lượng | Tỷ lệ\nHoàn thành tốt nhiệm vụ | 81 | 90\nHoàn thành | 9 | 10\n"
    )
    found = told(read(text))
    assert (found["81"][:2], found["90"][:2]) == (("member.rated", "count"), ("member.rated", "share"))


def test_a_list_of_names_counts_what_the_line_above_says(read: Read) -> None:
    text = "Số đảng viên kết nạp năm 2021:\n- Xã Lục Bình: 12\n- Xã Tân Tú: 9 đảng viên\n- Xã Sỹ Bình: 7\n"
    found = told(read(text))
    assert found["9"] == ("member.admitted", "count", "actual", "xã Tân Tú", "2021-12-31")


def test_an_upper_head_names_what_the_lower_one_counts(read: Read) -> None:
    text = (
        "TT\nXã\nTổng số hộ\nHộ nghèo\nHộ cận nghèo\nSố hộ\nTỷ lệ\nSố hộ\nTỷ lệ\n"
        "1\nXã Lục Bình\n400\n41\n10,2\n22\n5,5\n2\nXã Tân Tú\n300\n60\n20\n33\n11\n"
    )
    found = told(read(text))
    assert [found[n][:2] for n in ("400", "41", "10,2")] == [
        ("household.total", "count"),
        ("household.poor", "count"),
        ("household.poor", "share"),
    ]
    assert {found[n][0] for n in ("22", "5,5")} == {"other"}


def test_aims_on_lines_in_turn(read: Read) -> None:
    text = (
        "Huyện Chợ Đồn\nMục tiêu nhiệm kỳ 2020 - 2025\nCHỈ TIÊU PHẤN ĐẤU\n"
        "- Giảm hộ nghèo\nDưới 4%\n- Đường bê tông\n80%\n"
        "- Phát triển đảng viên mới\n250 trở lên\n"
    )
    found = told(read(text))
    assert found["4"] == ("household.poor", "share", "target", "huyện Chợ Đồn", "2025")
    assert found["250"] == ("member.admitted", "count", "target", "huyện Chợ Đồn", "2025")
    assert found["80"][0] == "other"


def test_a_cell_with_a_unit_of_its_own_is_outside_the_catalogue(read: Read) -> None:
    text = "TT\nThôn\nSố hộ\nCách xã\n1\nNà Mu\n88\n2,5 km\n2\nKhau Vai\n76\n3 km\n3\nPác Lùng\n64\n1km\n"
    extraction = read(text)
    assert {f.indicator for f in extraction.facts if f.value <= 3} == {"other"}
    assert sum(f.indicator == "household.total" for f in extraction.facts) == 3


@pytest.mark.parametrize(
    ("words", "indicator"),
    [
        ("Số xã, phường, thị trấn", "commune.total"),
        ("Dân số trung bình (người)", "population.total"),
        ("Mật độ dân số (người/km2)", "other"),
        ("+ Số chi bộ trực thuộc", "cell.total"),
        ("Diện tích tự nhiên (km2)", "other"),
    ],
)
def test_words_of_a_cell(reader: Reader, words: str, indicator: str) -> None:
    assert reader.read(words).indicator == indicator


@pytest.fixture(scope="module")
def reader(request: pytest.FixtureRequest) -> Reader:
    extractor = request.getfixturevalue("extractor")
    return Reader(extractor.rulebook, extractor.segment)


def groups_of(extraction: Extraction) -> dict[str, str]:
    """Indicator and tags of every figure, by the figure as printed."""
    text = extraction.document.text
    return {text[f.evidence.start : f.evidence.end]: " ".join((f.indicator, *f.groups)) for f in extraction.facts}


def test_columns_that_say_which_of_the_people_before_they_count(read: Read) -> None:
    text = (
        "Đảng viên các xã huyện Na Rì đến 31/12/2019\nTên xã | Số đảng viên | Nữ | Dân tộc thiểu số\n"
        "Kim Lư | 210 | 61 | 190\nCư Lễ | 233 | 70 | 221\n"
    )
    found = groups_of(read(text))
    assert (found["61"], found["221"]) == ("member.total female", "member.total ethnic_minority")


@pytest.mark.parametrize("grades", ["Hoàn thành xuất sắc\nHoàn thành tốt\nKhông hoàn thành", "HTXSNV\nHTTNV\nKHTNV"])
def test_columns_of_grades_behind_a_count(read: Read, grades: str) -> None:
    text = (
        f"Xếp loại đảng viên năm 2022 của huyện Na Rì\nTT\nTên tổ chức đảng\nTổng số đảng viên\n{grades}\n1\n"
        "Đảng bộ xã Kim Lư\n120\n20\n99\n1\n2\nĐảng bộ xã Cư Lễ\n98\n18\n77\n3\n"
    )
    found = groups_of(read(text))
    assert found["20"] == "member.rated rating:excellent"
    assert found["77"] == "member.rated rating:good"
    assert found["3"] == "member.rated rating:not_completed"


def test_columns_of_badges_and_a_total_below_the_numbers(read: Read) -> None:
    text = (
        "Danh sách được tặng Huy hiệu Đảng đợt 3/2/2021 của huyện Na Rì\nTT | ĐƠN VỊ | 30 NĂM | 40 NĂM | TỔNG\n"
        "1 | Xã Kim Lư | 14 | 12 | 26\n2 | Xã Cư Lễ | 13 | 11 | 24\nCộng | | 27 | 23 | 50\n"
    )
    extraction = read(text)
    found = groups_of(extraction)
    assert (found["14"], found["11"]) == ("member.awarded badge:30", "member.awarded badge:40")
    assert (found["27"], found["50"]) == ("member.awarded badge:30", "member.awarded")
    assert told(extraction)["50"][3] == "huyện Na Rì"


def test_a_row_for_each_year(read: Read) -> None:
    text = (
        "Thống kê đảng viên huyện Ngân Sơn\nNăm\nTổng số đảng viên\nĐảng viên mới\n"
        "2017\n2.980\n101\n2018\n3.060\n96\n2019\n3.121\n99\n"
    )
    extraction = read(text)
    found = told(extraction)
    assert found["3.060"][::4] == ("member.total", "2018")
    assert found["99"][::4] == ("member.admitted", "2019")
    assert {row.text: row.label for row in extraction.ledger}["2018"] == "date"


def test_plans_of_a_year_and_the_day_up_to_which_a_year_goes(read: Read) -> None:
    text = (
        "Công tác xây dựng Đảng huyện Na Rì\nNội dung\n2021\n2022\nĐến 30/6 Năm 2023\n1 - Tổng số đảng viên\nNgười\n"
        "3.100\n3.150\n3.190\n- Nữ\nNgười\n1.010\n1.020\n1.033\n- Đương chức\nNgười\n2.001\n2.002\n2.003\n"
    )
    extraction = read(text)
    assert told(extraction)["3.190"][::4] == ("member.total", "2023-06-30")
    assert (groups_of(extraction)["1.020"], groups_of(extraction)["2.002"]) == ("member.total female", "member.total")
    plan = read("Huyện Na Rì\nNội dung | 2021 | KH 2022\nKết nạp đảng viên | 98 | 100\nSố chi bộ | 171 | 170\n")
    assert told(plan)["100"] == ("member.admitted", "count", "target", "huyện Na Rì", "2022")
    assert told(plan)["170"] == ("cell.total", "count", "target", "huyện Na Rì", "2022")


def test_villages_told_of_in_heads(read: Read) -> None:
    text = "Tỉnh Bắc Kạn\nĐịa phương | Số thôn | Thôn chưa có chi bộ\nBa Bể | 151 | 3\nNa Rì | 178 | 5\n"
    assert groups_of(read(text))["5"] == "village.without_cell"


YEARBOOK = """16. Dân số trung bình nông thôn
phân theo huyện/thành phố thuộc tỉnh
Average rural population by district
2011
2012
Sơ bộ Prel.
2013
TỔNG SỐ -
TOTAL
61.191 62.048 63.609
I. Khu vực đồng bằng
Plain districts
41.577 41.147 41.242
1. TP. Bắc Kạn
6.908
6.275 7.271
2. Huyện Na Rì
-
-
15.374
"""


def test_a_page_of_a_yearbook_in_two_languages(read: Read) -> None:
    found = told(read(YEARBOOK, published=None))
    assert found["63.609"] == ("population.total", "count", "actual", "tỉnh Bắc Kạn", "2013")
    assert found["6.275"] == ("population.total", "count", "actual", "thành phố Bắc Kạn", "2012")
    assert found["15.374"] == ("population.total", "count", "actual", "huyện Na Rì", "2013")
    assert found["41.577"][0] == "other"  # the plains are no unit


def test_a_line_of_figures_in_running_text_stays_one_line(read: Read) -> None:
    found = told(read("Chuyện ở huyện Na Rì\n\nNăm 2012 có tin.\n2011\n12 15 19\nCả xã có 45 chi bộ.\n"))
    assert found["45"][0] == "cell.total"
    assert all(found[n][0] == "other" for n in ("12", "15", "19") if n in found)


PLANS = (
    "Kết quả kết nạp đảng viên năm 2023 ở huyện Na Rì\n(Kèm theo Báo cáo số 9)\n"
    "Các cấp ủy đã cố gắng nhiều; kết quả ở các xã còn khác nhau.\nĐơn vị\n"
    "Kế hoạch (đảng viên)\nThực hiện (đảng viên)\nTỷ lệ so với kế hoạch (%)\n"
    "1\nXã Kim Lư\n20\n21\n105\n2\nXã Cư Lễ\n18\n9\n50\n3\nĐảng bộ Quân sự huyện\n4\n5\n125\n"
)


def test_the_title_says_what_plans_of_units_are_of(read: Read) -> None:
    extraction = read(PLANS)
    found = told(extraction)
    assert found["20"] == ("member.admitted", "count", "target", "xã Kim Lư", "2023-12-31")
    assert found["9"] == ("member.admitted", "count", "actual", "xã Cư Lễ", "2023-12-31")
    assert found["50"][:3] == ("member.admitted", "completion", "actual")
    assert next(f for f in extraction.facts if f.value == 125).organization == "Đảng bộ Quân sự huyện"


def test_a_percent_of_a_plan_is_of_the_whole_and_parts_have_its_time(read: Read) -> None:
    text = (
        "Huyện Na Rì\nĐảng bộ | Chỉ tiêu năm 2022 | Kết nạp năm 2022 | Trong đó nữ | Tỷ lệ đạt (%)\n"
        "Xã Kim Lư | 20 | 21 | 8 | 105\nXã Cư Lễ | 18 | 9 | 4 | 50\n"
    )
    extraction = read(text)
    assert groups_of(extraction)["105"] == "member.admitted"
    women = next(f for f in extraction.facts if f.value == 8)
    assert (women.groups, women.period.start, women.period.end) == (("female",), "2022-01-01", "2022-12-31")


def test_a_bare_total_and_the_parts_below_it_count_what_the_caption_says(read: Read) -> None:
    text = (
        "Kết quả kết nạp đảng viên năm 2022 huyện Na Rì\nSTT\nĐơn vị\nTổng số\nTrong đó\nNữ\nĐoàn viên\n"
        "1\nXã Kim Lư\n82\n30\n61\n2\nXã Cư Lễ\n55\n19\n23\n"
    )
    found = groups_of(read(text))
    assert [found[n] for n in ("82", "30", "61")] == [
        "member.admitted",
        "member.admitted female",
        "member.admitted youth",
    ]


def test_a_table_that_nothing_explains_takes_nothing_from_the_text_before(read: Read) -> None:
    text = (
        "Huyện Na Rì có 4.500 đảng viên\nBảng huy chương hội thao\nTT Đơn vị Vàng Bạc Đồng Tổng số\n"
        "1 Xã Kim Lư 10 8 7 25\n2 Xã Cư Lễ 9 5 6 20\n3 Xã Văn Vũ 7 4 3 14\n"
    )
    found = told(read(text))
    assert {found[n][0] for n in ("10", "8", "25", "14")} == {"other"}
    text = "Kết nạp đảng viên ở Na Rì\nNăng suất lúa\nXã\n2019\n2020\nKim Lư\n53\n54\nCư Lễ\n51\n55\nVăn Vũ\n49\n50\n"
    assert {found[0] for found in told(read(text)).values()} == {"other"}
