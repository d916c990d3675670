"""Tables of our own whose cells stand in one line of running text, and prose that is none."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.tables.cells import find_lines
from extractors.tables.records import Cell, Table
from extractors.tables.running import find_running
from extractors.tables.words import _IN_A_ROW, split_words
from schemas.extraction import Extraction

Shape = tuple[list[str], dict[str, list[str | None]]]
Read = Callable[..., Extraction]

COMMUNES = "1 Đảng bộ xã Lục Bình 120 30 12 2 Đảng bộ xã Tân Tú 98 20 3 3 Đảng bộ xã Sỹ Bình 77 12"
ROWS = {
    "Đảng bộ xã Lục Bình": ["120", "30", "12"],
    "Đảng bộ xã Tân Tú": ["98", "20", "3"],
    "Đảng bộ xã Sỹ Bình": ["77", "12", "5"],
}


def shape(table: Table) -> Shape:
    """Heads and rows as printed."""
    rows = {row.label.text: [cell.text if cell else None for cell in row.cells] for row in table.rows}
    return [head.text for head in table.heads], rows


FORMS: dict[str, tuple[str, list[str], dict[str, list[str | None]]]] = {
    "years_and_units": (
        "Nội dung Đơn vị tính 2016 2017 2018 Tổng số đảng viên Người 3.210 3.305 3.411 Trong đó: nữ Người 1.012 1.060 "
        "1.111 Chi bộ Chi bộ 95 97 97",
        ["2016", "2017", "2018"],
        {
            "Tổng số đảng viên (Người)": ["3.210", "3.305", "3.411"],
            "Trong đó: nữ (Người)": ["1.012", "1.060", "1.111"],
            "Chi bộ (Chi bộ)": ["95", "97", "97"],
        },
    ),
    "years_without_units": (
        "Tiêu chí 2019 2020 Chi hội 45 46 Hội viên 2.310 2.405 Tỷ lệ hộ nghèo (%) 11,5 9,8",
        ["2019", "2020"],
        {"Chi hội": ["45", "46"], "Hội viên": ["2.310", "2.405"], "Tỷ lệ hộ nghèo (%)": ["11,5", "9,8"]},
    ),
    "years_by_word": (
        "TT Chỉ tiêu ĐVT Năm 2018 Năm 2019 1 Đảng viên người 120 131 2 Chi bộ chi bộ 9 9 3 Đảng bộ đảng bộ 2 2",
        ["Năm 2018", "Năm 2019"],
        {"Đảng viên (người)": ["120", "131"], "Chi bộ (chi bộ)": ["9", "9"], "Đảng bộ (đảng bộ)": ["2", "2"]},
    ),
    "year_word_once": (
        "Nội dung Năm 2018 2019 Số đảng viên 120 131 Số chi bộ 9 9 Số tổ đảng 2 2",
        ["Năm 2018", "2019"],
        {"Số đảng viên": ["120", "131"], "Số chi bộ": ["9", "9"], "Số tổ đảng": ["2", "2"]},
    ),
    "no_head_of_labels": (
        "Giai đoạn vừa qua: 2018 2019 2020 Số đảng viên 120 131 140 Số chi bộ 9 9 10 Số tổ đảng 2 2 3",
        ["2018", "2019", "2020"],
        {"Số đảng viên": ["120", "131", "140"], "Số chi bộ": ["9", "9", "10"], "Số tổ đảng": ["2", "2", "3"]},
    ),
    "numbers_of_columns": (
        "STT Nội dung ĐVT 2018 2019 2020 1 2 3 4 5 6 1 Số đảng viên người 120 131 140 2 Số chi bộ chi bộ 9 9 10 "
        "3 Số tổ đảng tổ 2 2 3",
        ["2018", "2019", "2020"],
        {
            "Số đảng viên (người)": ["120", "131", "140"],
            "Số chi bộ (chi bộ)": ["9", "9", "10"],
            "Số tổ đảng (tổ)": ["2", "2", "3"],
        },
    ),
    "numbers_of_columns_in_brackets": (
        f"STT Đơn vị Tổng số Nữ Dân tộc (1) (2) (3) (4) (5) {COMMUNES} 5",
        ["Tổng số", "Nữ", "Dân tộc"],
        ROWS,
    ),
    "bullets_and_groups": (
        "TT Chỉ tiêu ĐVT 2018 2019 2020 I Công tác đảng 1 Tổng số đảng viên Người 120 131 127 - Nữ Người 30 31 32 "
        "- Dân tộc thiểu số Người 5 6 7 2 Chi bộ Chi bộ 9 9 10 II Đoàn thể 1 Đoàn viên Người 200 210 220",
        ["2018", "2019", "2020"],
        {
            "Tổng số đảng viên (Người)": ["120", "131", "127"],
            "Nữ (Người)": ["30", "31", "32"],
            "Dân tộc thiểu số (Người)": ["5", "6", "7"],
            "Chi bộ (Chi bộ)": ["9", "9", "10"],
            "Đoàn viên (Người)": ["200", "210", "220"],
        },
    ),
    "letters_before_labels": (
        "Nội dung 2018 2019 a Số đảng viên 120 131 b Số chi bộ 9 9 c Số tổ đảng 2 2",
        ["2018", "2019"],
        {"Số đảng viên": ["120", "131"], "Số chi bộ": ["9", "9"], "Số tổ đảng": ["2", "2"]},
    ),
    "numbers_with_a_point": (
        "Nội dung 2015 2016 2017 Tổng cộng 1. Số đảng viên kết nạp 120 131 127 378 2. Số chi đoàn 3 4 5 12 "
        "3. Huy hiệu 30 năm tuổi Đảng 12 10 9 31",
        ["2015", "2016", "2017", "Tổng cộng"],
        {
            "Số đảng viên kết nạp": ["120", "131", "127", "378"],
            "Số chi đoàn": ["3", "4", "5", "12"],
            "Huy hiệu 30 năm tuổi Đảng": ["12", "10", "9", "31"],
        },
    ),
    "numbers_below_numbers": (
        "TT Nội dung 2018 2019 1 Số đảng viên 120 131 1.1 Đảng viên nữ 30 31 1.2 Đảng viên trẻ 40 44 2 Số chi bộ 9 9",
        ["2018", "2019"],
        {
            "Số đảng viên": ["120", "131"],
            "Đảng viên nữ": ["30", "31"],
            "Đảng viên trẻ": ["40", "44"],
            "Số chi bộ": ["9", "9"],
        },
    ),
    "a_total_behind_the_years": (
        "Nội dung 2018 2019 Cộng Số đảng viên 120 131 251 Số chi bộ 9 9 18 Số tổ đảng 2 2 4",
        ["2018", "2019", "Cộng"],
        {"Số đảng viên": ["120", "131", "251"], "Số chi bộ": ["9", "9", "18"], "Số tổ đảng": ["2", "2", "4"]},
    ),
    "an_aim_before_the_years": (
        "TT Nội dung Chỉ tiêu 2018 2019 1 Số đảng viên 100 120 131 2 Số chi bộ 8 9 9 3 Số tổ đảng 3 2 2",
        ["Chỉ tiêu", "2018", "2019"],
        {"Số đảng viên": ["100", "120", "131"], "Số chi bộ": ["8", "9", "9"], "Số tổ đảng": ["3", "2", "2"]},
    ),
    "running_numbers": (f"STT Đơn vị Tổng số Nữ DTTS {COMMUNES} 5", ["Tổng số", "Nữ", "DTTS"], ROWS),
    "total_and_empty_cell": (
        f"STT Đơn vị Tổng số Nữ DTTS {COMMUNES} - Tổng cộng 295 62 15",
        ["Tổng số", "Nữ", "DTTS"],
        ROWS | {"Đảng bộ xã Sỹ Bình": ["77", "12", None], "Tổng cộng": ["295", "62", "15"]},
    ),
    "part_of_it": (
        f"STT Tên đơn vị Tổng số Trong đó: Nữ DTTS {COMMUNES} 5",
        ["Tổng số", "Trong đó: Nữ", "Trong đó: DTTS"],
        ROWS,
    ),
    "no_running_numbers": (
        "Kết quả như sau: Đơn vị Tổng số Xuất sắc Hoàn thành tốt nhiệm vụ Đảng bộ huyện Ba Bể 45 12 30 Đảng bộ huyện "
        "Na Rì 40 - 28 Đảng bộ huyện Chợ Mới 51 12 33",
        ["Tổng số", "Xuất sắc", "Hoàn thành tốt nhiệm vụ"],
        {
            "Đảng bộ huyện Ba Bể": ["45", "12", "30"],
            "Đảng bộ huyện Na Rì": ["40", None, "28"],
            "Đảng bộ huyện Chợ Mới": ["51", "12", "33"],
        },
    ),
    "plan_and_result": (
        "TT Chỉ tiêu ĐVT KH 2020 TH 2020 Tỷ lệ % 1 Kết nạp đảng viên đồng chí 150 162 108% 2 Mở lớp bồi dưỡng lớp 10 9 "
        "90% 3 Tỷ lệ hộ nghèo % 9 8,5 -",
        ["KH 2020", "TH 2020", "Tỷ lệ %"],
        {
            "Kết nạp đảng viên (đồng chí)": ["150", "162", "108%"],
            "Mở lớp bồi dưỡng (lớp)": ["10", "9", "90%"],
            "Tỷ lệ hộ nghèo (%)": ["9", "8,5", None],
        },
    ),
    "plan_and_result_without_numbers": (
        "Chỉ tiêu Kế hoạch Thực hiện Kết nạp đảng viên 150 162 Tổ chức lớp bồi dưỡng 10 12 Tặng Huy hiệu 30 năm 12 12",
        ["Kế hoạch", "Thực hiện"],
        {
            "Kết nạp đảng viên": ["150", "162"],
            "Tổ chức lớp bồi dưỡng": ["10", "12"],
            "Tặng Huy hiệu 30 năm": ["12", "12"],
        },
    ),
    "one_column": (
        "STT Tên thôn Số hộ 1 Nà Mu 79 2 Khau Vai 95 3 Pác Lùng 81 Tổng cộng 255",
        ["Số hộ"],
        {"Nà Mu": ["79"], "Khau Vai": ["95"], "Pác Lùng": ["81"], "Tổng cộng": ["255"]},
    ),
    "words_in_the_last_column": (
        "STT Tên thôn Số hộ Dân số Dân tộc 1 Nà Mu 2 79 321 Tày 2 Khau Vai 95 402 Dao 3 Pác Lùng 81 300 Tày",
        ["Số hộ", "Dân số"],
        {"Nà Mu 2": ["79", "321"], "Khau Vai": ["95", "402"], "Pác Lùng": ["81", "300"]},
    ),
    "names_that_end_in_numbers": (
        "Đơn vị Số hộ Dân số Tổ dân phố 1 210 802 Tổ dân phố 2 198 745 Tổ dân phố 3 150 600",
        ["Số hộ", "Dân số"],
        {"Tổ dân phố 1": ["210", "802"], "Tổ dân phố 2": ["198", "745"], "Tổ dân phố 3": ["150", "600"]},
    ),
    "numbers_before_names_with_numbers": (
        "TT Tổ dân phố Số hộ Dân số 1 Tổ 5 210 802 2 Tổ 6 198 745 3 Tổ 7 150 600",
        ["Số hộ", "Dân số"],
        {"Tổ 5": ["210", "802"], "Tổ 6": ["198", "745"], "Tổ 7": ["150", "600"]},
    ),
    "percents": (
        "STT Xã Số hộ Hộ nghèo Tỷ lệ (%) 1 Lục Bình 520 60 11,54% 2 Tân Tú 610 55 9 % 3 Sỹ Bình 430 41 (9,53%)",
        ["Số hộ", "Hộ nghèo", "Tỷ lệ (%)"],
        {
            "Lục Bình": ["520", "60", "11,54%"],
            "Tân Tú": ["610", "55", "9 %"],
            "Sỹ Bình": ["430", "41", "(9,53%)"],
        },
    ),
    "two_rows_of_heads": (
        "TT Xã Hộ nghèo Hộ cận nghèo Số hộ Tỷ lệ Số hộ Tỷ lệ 1 Lục Bình 60 11,5 30 5,7 2 Tân Tú 55 9 21 3,4 3 Sỹ Bình "
        "41 9,5 20 4,6",
        ["Hộ nghèo Số hộ", "Hộ nghèo Tỷ lệ", "Hộ cận nghèo Số hộ", "Hộ cận nghèo Tỷ lệ"],
        {
            "Lục Bình": ["60", "11,5", "30", "5,7"],
            "Tân Tú": ["55", "9", "21", "3,4"],
            "Sỹ Bình": ["41", "9,5", "20", "4,6"],
        },
    ),
    "a_row_with_a_lost_cell": (
        "Nội dung 2018 2019 Số đảng viên 120 131 Số chi bộ 9 9 Số đảng bộ 5 6 Số chi hội 7 Số tổ đảng 2 2 3 Đoàn viên "
        "8 9",
        ["2018", "2019"],
        {"Số đảng viên": ["120", "131"], "Số chi bộ": ["9", "9"], "Số đảng bộ": ["5", "6"], "Đoàn viên": ["8", "9"]},
    ),
    "several_lines": (
        "Danh sách\nSTT Đơn vị Tổng số\nNữ DTTS\n1 Đảng bộ xã Lục Bình 120 30 12 2 Đảng bộ xã Tân Tú 98 20 3 3 Đảng bộ "
        "xã\nSỹ Bình 77 12 5",
        ["Tổng số", "Nữ", "DTTS"],
        ROWS,
    ),
    "prose_behind": (
        f"STT Đơn vị Tổng số Nữ DTTS {COMMUNES} 5 Qua bảng trên, Đảng bộ đã kết nạp 12 đảng viên.",
        ["Tổng số", "Nữ", "DTTS"],
        ROWS,
    ),
    "years_that_are_values": (
        "Nội dung 2018 2019 Số đảng viên 1985 2012 Số hộ 1990 1995 Số chi bộ 45 46",
        ["2018", "2019"],
        {"Số đảng viên": ["1985", "2012"], "Số hộ": ["1990", "1995"], "Số chi bộ": ["45", "46"]},
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_forms(form: str) -> None:
    text, heads, rows = FORMS[form]
    (table,) = find_running(find_lines(text))
    assert shape(table) == (heads, rows)


@pytest.mark.parametrize(
    "text",
    [
        "Toàn huyện có 45 chi bộ, 1.200 đảng viên; năm 2020 kết nạp 30 đảng viên, năm 2021 kết nạp 35 đảng viên.",
        "Kết quả các năm 2018, 2019, 2020 lần lượt là 120, 131, 140 đảng viên; chi bộ là 9, 9, 10.",
        "Đơn vị Đội Trận Điểm Hà Nội 14 23 21 Hải Phòng 14 26 21 Nam Định 14 16 15",
        "Nội dung 2018 2019 Số đảng viên 120 131 Số chi bộ 9 9",
        "Nội dung 2018 2019 2020 Số đảng viên 120 131 Số chi bộ 9 Số đảng bộ 5 6 7 8",
        "Đơn vị Tổng số Đảng bộ xã Lục Bình đã có 120 30 Đảng bộ xã Tân Tú đã có 98 20 Đảng bộ xã Sỹ Bình đã có 77 12",
        "Tỷ số 3 2 nghiêng về đội khách. Hiệp hai 1 0 cho đội nhà. Chung cuộc 4 2 sau hiệp phụ. Tổng 8 4 bàn.",
        "Gọi 0912 345 678 hoặc 0243 825 111 hoặc 0280 385 222 để biết thêm.",
        "Trang 1 2 3 4 5 Tiếp theo Trang 6 7 8 9 10 Cuối Trang 11 12 13 14 15",
    ],
)
def test_doubtful_ones_are_no_table(text: str) -> None:
    assert find_running(find_lines(text)) == []


def facts(extraction: Extraction) -> dict[str, tuple[object, ...]]:
    """Indicator, measure, groups, place and period of every figure, by the figure as printed."""
    text = extraction.document.text
    return {
        text[f.evidence.start : f.evidence.end]: (
            f.indicator, f.measure, f.groups, f.locality.name if f.locality else None, f.period.start, f.period.end,
        )
        for f in extraction.facts
    }  # fmt: skip


def test_facts_by_year(read: Read) -> None:
    text = (
        "Huyện Chợ Đồn đổi mới.\nNội dung Đơn vị tính 2016 2017 2018 Tổng số đảng viên Người 3.210 3.305 3.411 Trong "
        "đó: nữ Người 1.012 1.060 1.111 Đảng viên mới kết nạp Người 120 118 131 Hoàn thành tốt nhiệm vụ % 81 82 83 "
        "Chi bộ Chi bộ 95 97 98"
    )
    extraction = read(text)
    found = facts(extraction)
    assert found["3.305"] == ("member.total", "count", (), "huyện Chợ Đồn", None, "2017")
    assert found["1.111"] == ("member.total", "count", ("female",), "huyện Chợ Đồn", None, "2018")
    assert found["120"] == ("member.admitted", "count", (), "huyện Chợ Đồn", "2016", "2016")
    assert found["82"][:3] == ("member.rated", "share", ("rating:good",))
    assert [found[n][0] for n in ("95", "97", "98")] == ["cell.total"] * 3
    assert {row.text for row in extraction.ledger if row.label == "date"} == {"2016", "2017", "2018"}


def test_facts_by_unit(read: Read) -> None:
    text = (
        "Đảng bộ huyện Bạch Thông\nBảng 1. Tình hình đảng viên năm 2021 STT Đơn vị Tổng số Nữ DTTS 1 Xã Lục Bình 120 "
        "30 12 2 Xã Tân Tú 98 20 3 3 Xã Sỹ Bình 77 12 - Tổng cộng 295 62 15"
    )
    extraction = read(text)
    found = facts(extraction)
    assert found["98"][::3] == ("member.total", "xã Tân Tú")
    assert found["30"][:4] == ("member.total", "count", ("female",), "xã Lục Bình")
    assert found["15"][2:] == (("ethnic_minority",), "huyện Bạch Thông", None, "2021-12-31")
    assert [row.text for row in extraction.ledger if row.label == "ordinal"] == ["1", "1", "2", "3"]


def test_facts_of_ratings_with_empty_cells(read: Read) -> None:
    text = (
        "Kết quả xếp loại tổ chức cơ sở đảng năm 2020 như sau: Đơn vị Tổng số Hoàn thành xuất sắc nhiệm vụ Hoàn thành "
        "tốt nhiệm vụ Hoàn thành nhiệm vụ Đảng bộ huyện Ba Bể 45 12 - 33 Đảng bộ huyện Na Rì 41 10 28 3 Đảng bộ huyện "
        "Bạch Thông 51 13 32 6"
    )
    found = facts(read(text))
    assert found["45"][:2] == ("grassroots_org.total", "count")
    assert found["12"][:4] == ("grassroots_org.rated", "count", ("rating:excellent",), "huyện Ba Bể")
    assert found["33"][:4] == ("grassroots_org.rated", "count", ("rating:completed",), "huyện Ba Bể")
    assert found["32"][2:4] == (("rating:good",), "huyện Bạch Thông")


def test_a_table_that_nothing_explains_counts_other_things(read: Read) -> None:
    text = (
        "STT Đơn vị Tổng số Loại A Loại B 1 Đảng bộ xã Lục Bình 45 12 30 2 Đảng bộ xã Tân Tú 41 10 28 3 Khối cơ quan "
        "9 3 6"
    )
    extraction = read(text)
    assert {f.indicator for f in extraction.facts} == {"other"}
    assert len(extraction.facts) == 9


@pytest.mark.parametrize(
    "unit",
    [
        "Xã A 5 6 ",
        "1 Xã A 5 6 Đơn vị ",
        "Nội dung 2018 2019 ",
        "Nội dung 2018 2019 A 1 2 B 3 4 C 5 6 ",
        "Đơn vị Tổng Số A 1 2 ",
        "Năm 2018 ",
        "5 - ",
        "Đơn vị 1 2 3 1 ",
        "STT Đơn vị Tổng số 1 Xã A 5 2 Xã B 6 3 Xã C 7\n",
    ],
)
def test_time_grows_with_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        lines = find_lines(unit * (size // len(unit)))
        begin = time.process_time()
        find_running(lines)
        return time.process_time() - begin

    seconds(2000)
    assert min(seconds(40_000) for _ in range(3)) < 30 * max(0.002, seconds(4000))


VALUES = st.sampled_from(
    ["12", "5%", "(3)", "%", "x", "X", "…", "-", "–", "//", "2019", "năm", "tuổi", "xã", "|", "1.020,5"]
)


@given(words=st.lists(VALUES, max_size=8), gap=st.sampled_from([" ", "  ", " | "]))
@settings(max_examples=300, deadline=None)
def test_lines_are_passed_over_only_where_no_two_values_follow_a_word(words: list[str], gap: str) -> None:
    text = gap.join(["xã", *words]).strip()
    found = split_words(Cell(0, len(text), text), 0)
    threes = zip(found, found[1:], found[2:], strict=False)
    in_a_row = any(not a.is_value and b.is_value and c.is_value for a, b, c in threes)
    assert bool(_IN_A_ROW.search(text)) or not in_a_row
