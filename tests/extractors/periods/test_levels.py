from collections.abc import Callable

import pytest

from extractors.periods.figures import FigureKind
from schemas.facts import Period

LEVEL = FigureKind(is_level=True)
FLOW = FigureKind(is_level=False)
CHANGE = FigureKind(is_level=False, is_change=True)
ELECTED = FigureKind(is_level=True, is_elected=True)
REPORT = "BÁO CÁO\nKết quả công tác quý II/2023\nHuyện làm tốt.\n"
LIST = "Hội viên ở các huyện như sau: Na Rì {402}; Ba Bể 655; Pác Nặm 218"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # The level that a change led to ends with the stretch told before, the old one is of where that began.
        ("Nhiệm kỳ 2015 - 2020, huyện làm tốt.\nSố hộ nghèo giảm từ 312 xuống còn {87 hộ}.", LEVEL, "..2020"),
        ("Đầu nhiệm kỳ 2015 - 2020 còn khó. Số hộ nghèo giảm từ {312 hộ} xuống còn 87 hộ.", LEVEL, "..2015"),
        ("Qua 3 năm, huyện làm tốt. Số thôn ghép giảm từ {31 thôn} xuống còn 8.", LEVEL, "..2020"),
        ("Từ năm 2018 đến năm 2022 làm tốt. Số thôn ghép giảm từ {31 thôn} xuống còn 8.", LEVEL, ".."),
        ("Năm 2015 còn khó.\nQua 3 năm, số thôn có chi bộ tăng từ 18 lên {25 thôn}.", LEVEL, "..published"),
        ("Năm 2022 khá. Số hộ nghèo giảm từ 487 hộ cuối năm 2021 xuống {402 hộ}.", LEVEL, "..2022-12-31"),
        ("Năm 2015, huyện có 9 xã. Phấn đấu đến hết nhiệm kỳ 2020 - 2025 khá. Cả huyện có {12 thôn}.", LEVEL, ".."),
        # What a body had before a merger told in brackets is not of the day told for what it has.
        ("Đến 30/6/2022, xã có 14 thôn (trước khi sáp nhập là {21}).", LEVEL, ".."),
        ("Đến 30/6/2022, xã có 14 thôn (trong đó thôn ghép là {21}).", LEVEL, "..2022-06-30"),
        # A change in the same sentence led to it.
        ("Nhiệm kỳ 2015 - 2020, xã làm tốt; tỷ lệ hộ nghèo giảm xuống còn {5,7%}.", LEVEL, "..2020"),
        ("Nhiệm kỳ 2015 - 2020, xã làm tốt; tỷ lệ hộ nghèo còn {5,7%}.", LEVEL, ".."),
        ("Nhiệm kỳ 2015 - 2020, xã làm tốt. Tỷ lệ hộ nghèo giảm còn {5,7%}.", LEVEL, ".."),
        # The parts of a total that a flow led to are of the same day.
        (
            "Nhiệm kỳ 2012 - 2017, nâng tổng số hội viên lên 812. Trong đó, có {104 chị người Dao}.",
            LEVEL,
            "..2017",
        ),
        ("Nhiệm kỳ 2012 - 2017, hội kết nạp 90 chị. Trong đó, hội có {104 chị người Dao}.", LEVEL, ".."),
        # Only levels of its own sentence are of the start of a term.
        ("Đầu nhiệm kỳ, xã có 12 thôn ghép. Cả xã có {9 chi bộ}.", LEVEL, ".."),
        ("Đầu nhiệm kỳ, xã có 12 thôn ghép; sau khi sắp xếp từ ngày 1/2/2021, còn {8 thôn}.", LEVEL, "..2021-02-01"),
        # What was "before that" is not of the day told before; what was there at the founding is of that year.
        ("Hiện nay, huyện có 75 thôn. Trước đó, giai đoạn 2010 - 2015, huyện từng có {12 thôn}.", LEVEL, "..2015"),
        ("Hiện nay, huyện có 75 thôn. Trước kia, cả huyện có {12 thôn}.", LEVEL, ".."),
        ("Huyện hiện có 75 thôn. Khi mới chia tách, thành lập năm 2012, huyện có {19 thôn}.", LEVEL, "..2012"),
        # A length of time, a mean of some years and a comparison are no time of a figure.
        ("Hồ sơ chậm cả nửa năm. Huyện kết nạp {9 đảng viên}.", FLOW, ".."),
        ("Chi bộ bình quân 2 năm kết nạp {1 đảng viên}.", FLOW, ".."),
        (
            "Năm 2022, Đoàn giới thiệu 10 người, ít hơn hẳn năm trước; được kết nạp {7 người}.",
            FLOW,
            "2022-01-01..2022-12-31",
        ),
        # A level told with its change.
        ("Năm 2022, xã làm 9 km đường. Hộ nghèo còn {4,2%}, giảm 1,5%.", LEVEL, "..2022-12-31"),
        ("Năm 2022, xã làm 9 km đường. Hộ nghèo còn {4,2%}.", LEVEL, ".."),
        # A change since a day ends now where no other day is told.
        ("Đảng viên nữ tăng {27 đồng chí} so với đầu nhiệm kỳ.", CHANGE, "2020..published"),
        # The day of the total that is listed by place, of a note on the data, of a heading above labels.
        (f"Tính đến 30/6/2023, tỉnh có 1.275 hội viên.\nHội làm tốt.\n{LIST}.", LEVEL, "..2023-06-30"),
        ("Tính đến 30/6/2023, tỉnh có 1.275 hội viên.\nHội làm tốt.\nNa Rì có {402 hội viên}.", LEVEL, ".."),
        (
            "Tổ chức đảng ở huyện\n(Số liệu các xã báo cáo, tính đến 30/6/2023)\nHuyện có {15 xã}.",
            LEVEL,
            "..2023-06-30",
        ),
        ("Tổ chức đảng ở huyện\nTheo số liệu tính đến 30/6/2023, có 9 xã tốt.\nHuyện có {15 xã}.", LEVEL, ".."),
        ("BIỂU 6 THÁNG ĐẦU NĂM 2023\nXã Lam Vỹ\nĐảng viên: {5.316} (nữ: 2.604; dự bị: 143)\n", LEVEL, "..2023-06-30"),
        (
            "BIỂU 6 THÁNG ĐẦU NĂM 2023\nXã Lam Vỹ\n- Tổ chức cơ sở đảng: {49} (đảng bộ: 24; chi bộ: 25)\n",
            LEVEL,
            "..2023-06-30",
        ),
        ("BIỂU 6 THÁNG ĐẦU NĂM 2023\nXã Lam Vỹ\nCấp ủy viên: {33}\n", ELECTED, "..2023-06-30"),
        # The levels of a report's sections end with the stretch of its title.
        (f"{REPORT}1. Tổ chức\nHuyện có {{62 chi bộ}} ở các xã.", LEVEL, "..2023-06-30"),
        (f"{REPORT}Huyện có {{62 chi bộ}} ở các xã.", LEVEL, ".."),
        ("BIỂU 6 THÁNG ĐẦU NĂM 2023\nXã Lam Vỹ\nSố chi bộ: {62}; đảng viên: 1.310.\n", LEVEL, "..2023-06-30"),
        # What a body began with; the term compared with; how far back a figure is the highest; a row of years.
        ("Từ con số {214 đảng viên}, 11 chi bộ khi thành lập (năm 2010), nay có 37 chi bộ.", LEVEL, "..2010"),
        (
            "Nhiệm kỳ 2015 - 2020 kỷ luật 6, giảm so với nhiệm kỳ 2010 - 2015 ({12 đảng viên}).",
            FLOW,
            "2010..2015",
        ),
        ("Năm 2022 khá, cao nhất trong 5 năm qua, kết nạp {31 đảng viên}.", FLOW, "2022-01-01..2022-12-31"),
        ("Kết quả các năm (2018: {206 đảng viên}, 2019: 219).", FLOW, "2018-01-01..2018-12-31"),
        ("Ba năm nay, xã kết nạp {90 đảng viên}.", FLOW, "2020..published"),
        # Times beside the number.
        ("Chi hội Nà Mu là một trong {17 chi hội} hiện nay, bên cạnh 86 tổ.", LEVEL, "..published"),
        ("Đầu nhiệm kỳ (2015), xã khó. Xã có {17 chi hội}; hiện nay kinh tế khá.", LEVEL, ".."),
        ("Đại biểu thay mặt cho {214 đảng viên} đang sinh hoạt tại 13 chi bộ.", LEVEL, "..published"),
        ("Tháng 5-1961, Tỉnh ủy quyết định lập Đảng bộ. Ngày ra mắt, Đảng bộ có {18 chi bộ}.", LEVEL, "..1961-05"),
        ("Xã kết nạp {90 đảng viên}, năm nhiều nhất là 2019 với 35 người.", FLOW, ".."),
    ],
)
def test_level(text: str, kind: FigureKind, expected: str, period_of: Callable[..., str]) -> None:
    assert period_of(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sáu tháng đầu năm 2023, xã kết nạp 9 đảng viên (cùng kỳ: {7}).", "2022-01-01..2022-06-30"),
        ("Sáu tháng đầu năm 2023, xã kết nạp 9 đảng viên (cùng kỳ năm trước chỉ {7 người}).", "2022-01-01..2022-06-30"),
        ("Sáu tháng đầu năm 2023, xã kết nạp 9 đảng viên, cùng kỳ năm trước {7 người}.", "2022-01-01..2022-06-30"),
        ("Sáu tháng đầu năm 2023, xã kết nạp 9 đảng viên (cùng kỳ có lũ, {7 người}).", "2023-01-01..2023-06-30"),
    ],
)
def test_year_before(text: str, expected: str, period_of: Callable[..., str]) -> None:
    previous = Period(start="2023-01-01", end="2023-06-30", end_is_published=False, text="Sáu tháng đầu năm 2023")
    assert period_of(text, FLOW, previous=previous) == expected
