"""The printed forms of tables, on small tables of our own."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.tables.cells import find_lines, has_digit, may_be_value
from extractors.tables.finding import find_tables
from extractors.tables.flattened import find_flattened
from extractors.tables.listed import find_listed
from extractors.tables.pairs import find_pairs
from extractors.tables.piped import find_piped
from extractors.tables.records import Table
from extractors.tables.running import find_running
from extractors.tables.spaced import find_spaced
from extractors.tables.spaced_lines import read_lines
from extractors.tables.year_rows import find_year_rows
from extractors.tables.yearly import find_yearly

ONE_CELL_A_LINE = """Danh sách thôn của xã

STT

Tên thôn

Số hộ

Dân số
(người)

Dân tộc

1

2

3

4

1

Thôn Nà Mu

120

480

Tày

2

Thôn Khau Vai

95

402

Dao

3

Thôn Bản Cưởm

134

560

Tày
"""


def shape(table: Table) -> tuple[list[str], list[tuple[str, list[str | None]]]]:
    """Heads and rows as printed."""
    rows = [(row.label.text, [cell.text if cell else None for cell in row.cells]) for row in table.rows]
    return [head.text for head in table.heads], rows


def only(text: str) -> Table:
    (table,) = find_tables(text)
    return table


def test_rows_with_running_numbers_keep_columns_of_words() -> None:
    table = only(ONE_CELL_A_LINE)
    heads, rows = shape(table)
    assert heads == ["Số hộ", "Dân số (người)", "Dân tộc"]
    assert rows[1] == ("Thôn Khau Vai", ["95", "402", "Dao"])
    assert [cell.text for cell in table.ordinals] == ["1", "2", "3", "4", "1", "2", "3"]
    assert table.label_head is not None
    assert (table.label_head.text, table.caption and table.caption.text) == ("Tên thôn", "Danh sách thôn của xã")


@pytest.mark.parametrize("empty", [".", "-", "…", "x"])
def test_a_sign_stands_for_no_value(empty: str) -> None:
    _, rows = shape(only(ONE_CELL_A_LINE.replace("402", empty)))
    assert rows[1] == ("Thôn Khau Vai", ["95", None, "Dao"])


def test_a_row_with_a_lost_cell_is_left_out() -> None:
    text = ONE_CELL_A_LINE.replace("402\n\n", "") + "\n4\n\nThôn Pác Lùng\n\n60\n\n241\n\nDao\n"
    _, rows = shape(only(text))
    assert [label for label, _ in rows] == ["Thôn Nà Mu", "Thôn Bản Cưởm", "Thôn Pác Lùng"]


def test_groups_and_totals_are_rows() -> None:
    text = (
        "TT\nĐơn vị\nChỉ tiêu\nKết nạp\n"
        "I\nKhối xã\n15\n14\n1\nXã Nà Mu\n8\n9\n2\nXã Khau Vai\n7\n5\nII\nKhối cơ quan\n9\n8\n"
        "3\nCông an huyện\n5\n6\n4\nTòa án\n4\n2\nTổng cộng\n24\n22\n"
    )
    _, rows = shape(only(text))
    assert rows[0] == ("Khối xã", ["15", "14"])
    assert [label for label, _ in rows[3:]] == ["Khối cơ quan", "Công an huyện", "Tòa án", "Tổng cộng"]


def test_a_head_in_two_rows() -> None:
    text = (
        "TT\nXã\nTổng số hộ\nHộ nghèo\nHộ cận nghèo\nSố hộ\nTỷ lệ\nSố hộ\nTỷ lệ\n"
        "1\nXã Nà Mu\n400\n40\n10\n20\n5\n2\nXã Khau Vai\n300\n60\n20\n30\n10\n"
    )
    heads, _ = shape(only(text))
    assert heads == ["Tổng số hộ", "Hộ nghèo Số hộ", "Hộ nghèo Tỷ lệ", "Hộ cận nghèo Số hộ", "Hộ cận nghèo Tỷ lệ"]


def test_a_head_that_does_not_fit_gives_no_table() -> None:
    text = "STT\nĐơn vị\nSố hộ\nSố khẩu\nNữ\n1\nXã Nà Mu\n40\n30\n2\nXã Khau Vai\n60\n20\n"
    assert find_tables(text) == ()


def test_labels_with_their_number_on_the_line() -> None:
    text = "Đơn vị\nDiện tích (ha)\nSố hộ\n(hộ)\n1. Xã Nà Mu\n12,5\n\n88\n2. Xã Khau Vai\n9,1\n76\n"
    heads, rows = shape(only(text))
    assert (heads, rows[0]) == (["Diện tích (ha)", "Số hộ (hộ)"], ("Xã Nà Mu", ["12,5", "88"]))


def test_years_over_columns_with_units_and_remarks() -> None:
    text = (
        "Nội dung\nĐVT\nChỉ tiêu\n2016\n2017\n2018\nGhi chú\n1\n2\n3\n4\n5\n6\n7\n"
        "- Chi hội cơ sở\nđơn vị\n.\n21\n22\n24\ntăng 3\n"
        "Hội viênngười\n.\n410\n420\n.\n.\nHội viên nữ\nngười\n.\n200\n.\n231\n.\n"
    )
    heads, rows = shape(only(text))
    assert heads == ["2016", "2017", "2018"]
    assert rows == [
        ("- Chi hội cơ sở (đơn vị)", ["21", "22", "24"]),
        ("Hội viên (người)", ["410", "420", None]),
        ("Hội viên nữ (người)", ["200", None, "231"]),
    ]


@pytest.mark.parametrize("gap", ["     ", "\t"])
def test_columns_with_wide_gaps(gap: str) -> None:
    text = f"Đơn vị{gap}Số hộ{gap}Dân số\nTổ dân phố 1{gap}210{gap}802\n2. Khu phố  Đông{gap}198{gap}745\n"
    heads, rows = shape(only(text))
    assert heads == ["Số hộ", "Dân số"]
    assert rows == [("Tổ dân phố 1", ["210", "802"]), ("Khu phố Đông", ["198", "745"])]


def test_heads_stand_over_their_columns() -> None:
    text = (
        "             Dân số năm 2018\n"
        "                      Số hộ     Dân số trung bình\n"
        "                                        2\n"
        "                      (Hộ)          (Người)\n"
        "TỔNG SỐ                 698             2.611\n"
        "1.  Xã  Nà Mu           400             1.500\n"
        "2.  Xã  Khau Vai        298             1.111\n"
    )
    heads, rows = shape(only(text))
    assert heads == ["Số hộ (Hộ)", "Dân số trung bình (Người)"]
    assert rows[1] == ("Xã Nà Mu", ["400", "1.500"])


def test_bars_keep_empty_cells() -> None:
    text = "| TT | Chỉ tiêu | Kế hoạch | Thực hiện |\n| 1 | Số hộ nghèo | | 40 |\n| 2 | Kết nạp đảng viên | 12 | 14 |\n"
    heads, rows = shape(only(text))
    assert (heads, rows[0]) == (["Kế hoạch", "Thực hiện"], ("Số hộ nghèo", [None, "40"]))


def test_aims_on_lines_in_turn() -> None:
    text = (
        "CHỈ TIÊU\nGHI CHÚ\n1. Xã hội:\n- Hộ nghèo\nDưới 4%\n"
        "- Trường học\n2 trường\nMỗi năm\n- Kết nạp đảng viên\n60 trở lên\n"
    )
    table = only(text)
    assert (table.is_pairs, [h.text for h in table.heads]) == (True, ["CHỈ TIÊU"])
    assert [row.label.text for row in table.rows] == ["- Hộ nghèo", "- Trường học", "- Kết nạp đảng viên"]


def test_names_and_figures_below_what_they_count() -> None:
    heads, rows = shape(only("Số đảng viên:\n- Xã Nà Mu: 45\n- Đảng bộ xã Khau Vai: 38 đảng viên\n- Thôn 3: 7;\n"))
    assert heads == ["Số đảng viên:"]
    assert rows == [("Xã Nà Mu", ["45"]), ("Đảng bộ xã Khau Vai", ["38 đảng viên"]), ("Thôn 3", ["7"])]


@pytest.mark.parametrize(
    "text",
    [
        "- Số hộ: 45\n- Dân số: 200 người\n- Số thôn: 3",
        "Huyện có 45 chi bộ.\nTrong đó:\n45\nNăm 2020",
        "1\nMở đầu\n2\nNội dung\n3\nKết luận",
        "Trang\n1\n2\n3\n4\n5",
        "   38   39   40   41\n   42   43   44   45",
    ],
)
def test_other_lines_are_no_table(text: str) -> None:
    assert find_tables(text) == ()


@pytest.mark.parametrize(
    "unit", ["1\nXã A\n2\nXã B\n", "2018\n2019\n", "- a\n5%\n", "Xã A\n5\n.\n", "Xã A    5   6\n", "a | b | 3\n", ".\n"]
)
def test_time_grows_with_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.perf_counter()
        find_tables(text)
        return time.perf_counter() - begin

    seconds(2000)
    assert min(seconds(40_000) for _ in range(2)) < 30 * max(0.002, seconds(4000))


def test_sections_without_figures_are_no_heads() -> None:
    text = (
        "STT\nĐơn vị\nChỉ tiêu\nKết nạp\nI\nKhối xã\n1\nXã Nà Mu\n8\n9\n2\nXã Khau Vai\n7\n5\nII\nKhối cơ quan\n"
        "3\nCông an huyện\n5\n6\n4\nTòa án\n4\n2\n"
    )
    heads, rows = shape(only(text))
    assert heads == ["Chỉ tiêu", "Kết nạp"]
    assert [label for label, _ in rows] == ["Xã Nà Mu", "Xã Khau Vai", "Công an huyện", "Tòa án"]


@pytest.mark.parametrize("part", ["Trong đó", "Trong đó:", "Chia ra"])
def test_one_head_over_those_that_follow(part: str) -> None:
    text = f"STT\nĐơn vị\nSố hộ\n{part}\nNghèo\nCận nghèo\n1\nNà Mu\n40\n3\n2\n2\nKhau Vai\n60\n5\n4\n"
    heads, _ = shape(only(text))
    assert heads == ["Số hộ", f"{part} Nghèo", f"{part} Cận nghèo"]


def test_the_head_over_a_plan_and_its_result() -> None:
    text = (
        "STT\nĐơn vị\nSố chi bộ\nKết nạp đảng viên\nKế hoạch\nThực hiện\nTỷ lệ (%)\n"
        "1\nXã Nà Mu\n9\n8\n9\n112,5\n2\nXã Khau Vai\n7\n6\n6\n100\n"
    )
    heads, _ = shape(only(text))
    assert heads[1:3] == ["Kết nạp đảng viên Kế hoạch", "Kết nạp đảng viên Thực hiện"]


def test_years_above_numbered_rows_are_heads() -> None:
    text = (
        "STT\nNội dung\n2018\n2019\n2020\n1\nSố đảng viên\n331\n315\n340\n2\nSố chi bộ\n16\n10\n17\n"
        "3\nSố đảng bộ\n6\n6\n5\n"
    )
    heads, rows = shape(only(text))
    assert (heads, len(rows)) == (["2018", "2019", "2020"], 3)


def test_rows_on_lines_of_their_own_below_heads_told_by_words() -> None:
    rows = "1 Xã Nà Mu 8 9 112,5\n2 Xã Khau Vai 7 5 71,4\nTổng cộng 15 14 93,3\n"
    for head in ("STT Đơn vị KH 2022 TH 2022 % TH/KH", "STT\nĐơn vị\nKH 2022\nTH 2022\n% TH/KH"):
        heads, found = shape(only(f"Kết nạp đảng viên 9 tháng\n{head}\n{rows}"))
        assert heads == ["KH 2022", "TH 2022", "% TH/KH"]
        assert [label for label, _ in found] == ["Xã Nà Mu", "Xã Khau Vai", "Tổng cộng"]


def test_badges_in_one_line_are_columns() -> None:
    heads, _ = shape(only("Đơn vị Tổng số 30 năm 40 năm\nXã Nà Mu 8 5 3\nXã Khau Vai 7 4 3\n"))
    assert heads == ["Tổng số", "30 năm", "40 năm"]


def test_pairs_below_both_heads() -> None:
    table = only("Đơn vị\nSố chi bộ\nXã Nà Mu\n8\nXã Khau Vai\n7\nXã Cư Lễ\n6\n")
    assert shape(table)[0] == ["Số chi bộ"]
    assert table.label_head is not None


def test_a_line_that_names_the_rows_below_it_parts_no_table() -> None:
    text = "Đơn vị | Số hộ | Số khẩu\nKhối xã\nNà Mu | 40 | 160\nKhau Vai | 60 | 240\nKhối phố\nPhố 1 | 70 | 250\n"
    _, rows = shape(only(text))
    assert [label for label, _ in rows] == ["Nà Mu", "Khau Vai", "Phố 1"]


def test_units_on_lines_of_their_own_belong_to_the_labels() -> None:
    text = (
        "Nội dung\nĐVT\nKế hoạch\nThực hiện\nKết nạp đảng viên\nĐảng viên\n15\n16\nMở lớp\nlớp\n3\n4\n"
        "II\nViệc khác\nThành lập chi bộ\nchi bộ\n5\n7\n"
    )
    heads, rows = shape(only(text))
    assert heads == ["Kế hoạch", "Thực hiện"]
    assert rows[0] == ("Kết nạp đảng viên (Đảng viên)", ["15", "16"])
    assert rows[2] == ("Thành lập chi bộ (chi bộ)", ["5", "7"])


CELLS = st.sampled_from(
    ["Năm", "Năm 2019", "2019", "2020", "Xã A", "Huyện Ba Bể", "12", "3.456", "(5)", "7 %", "12%", "-", "…", "x", "1",
     "2", "3", "Dưới 5 chi bộ", "12 13", "4 - 6", "STT", "- Giảm hộ nghèo",
     "Tổng số đảng viên của các chi bộ nông thôn trong huyện là 12"]
)  # fmt: skip


@given(cells=st.lists(CELLS, max_size=30))
@settings(max_examples=500, deadline=None)
def test_forms_of_one_cell_a_line_need_a_line_that_may_be_a_value(cells: list[str]) -> None:
    text = "\n".join(cells)
    lines = find_lines(text)
    found = [*find_yearly(lines), *find_flattened(lines), *find_year_rows(lines), *find_pairs(lines, text)]
    assert not found or any(may_be_value(line.text) for line in lines)


@given(lines=st.lists(st.lists(CELLS, max_size=5), max_size=8), gap=st.sampled_from([" ", "  ", " | ", ": "]))
@settings(max_examples=500, deadline=None)
def test_forms_with_several_cells_a_line_need_a_digit(lines: list[list[str]], gap: str) -> None:
    text = "\n".join(gap.join(cells) for cells in lines)
    read = find_lines(text)
    found = [*find_piped(read), *find_spaced(text), *find_running(read), *find_listed(read)]
    assert not found or has_digit(text)


@pytest.mark.parametrize("value", ["12", "12%", "12 %", "–", "-"])
def test_what_a_row_with_spaces_may_end_with(value: str) -> None:
    first = read_lines(f"Xã Hòa An  34  {value}  ")[0]
    assert first.row is not None
    assert [cell.text if cell else None for cell in first.row.cells] == ["34", None if value in "–-" else value]
