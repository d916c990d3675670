from collections.abc import Callable

import pytest

from extractors.periods.figures import FigureKind

FLOW = FigureKind(is_level=False)
AIM = FigureKind(is_level=False, is_target=True)
EVENT = FigureKind(is_level=False, is_event=True)
ELECTED = FigureKind(is_level=True, is_elected=True)
RATED = "hoàn thành tốt nhiệm vụ"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # A year in brackets beside its own figure, or compared with, is no other figure's.
        ("Trong năm 2022, xã kết nạp 9 đảng viên (năm 2021: 7). Chuyển chính thức {5 đồng chí}.", FLOW,
         "2022-01-01..2022-12-31"),
        ("Năm 2022, xã kết nạp 9 đảng viên, nhiều hơn cả năm 2020 (7). Xã Nà Mu kết nạp {5 đảng viên}.", FLOW,
         "2022-01-01..2022-12-31"),
        ("Năm 2022, xã kết nạp 9 đảng viên, gấp 3 lần năm 2020. Xã Nà Mu kết nạp {5 đảng viên}.", FLOW,
         "2022-01-01..2022-12-31"),
        ("Nếu như năm 2019 xã kết nạp {9 đảng viên} thì năm 2020 là 12.", FLOW, "2019-01-01..2019-12-31"),
        # The year of a plan, the term that a resolution is named by, the start of a term are no time of deeds.
        ("Huyện họp, triển khai nhiệm vụ năm 2023.\nNăm 2022, huyện làm tốt.\nCấp ủy kỷ luật {9 đảng viên}.", FLOW,
         "2022-01-01..2022-12-31"),
        ("Nghị quyết Đại hội huyện, nhiệm kỳ 2020 - 2025 đề ra 900; năm 2022 có 180.\nHuyện mở {3 lớp}.", FLOW,
         "2022-01-01..2022-12-31"),
        ("Năm 2022 làm tốt.\nĐầu nhiệm kỳ, xã có 9 chi bộ. Xã mở {3 lớp}.", FLOW, "2022-01-01..2022-12-31"),
        # How a tale counts on is told in its paragraph only.
        ("Từ đầu năm đến nay, xã khá.\nNăm 2012 có 3 người học. Ba năm sau, chị vào Đảng.\nXã mở {3 lớp}.", FLOW,
         "2023-01-01..published"),
        # Years counted one by one; the term of a paragraph before its single years.
        ("Nhiệm kỳ 2015 - 2020 khá.\nNăm 2017: 9 người; năm 2018: 7; năm 2019: 5.\nCó {8 nữ} vào Đảng.", FLOW,
         "2015..2020"),
        ("Nhiệm kỳ 2015 - 2020, kết nạp 21: năm 2017 9, năm 2018 7, năm 2019 5. Trong đó có {8 nữ}.", FLOW,
         "2015..2020"),
        ("Năm 2017 kết nạp 9, năm 2018 7, năm 2019 5. Trong đó có {8 nữ}.", FLOW, "2019-01-01..2019-12-31"),
        ("Năm 2021, xếp loại khá; trong nhiệm kỳ 2020 - 2025, xã mở 5 lớp.\nXã cử {9 quần chúng} đi học.", FLOW,
         "2020..2025"),
        # What is held against the same time is of the stretch until a day.
        ("Đến 30/6/2023, xã kết nạp 9 đảng viên. So với cùng kỳ, tăng {12,5%}.", FLOW, "2023-01-01..2023-06-30"),
        # Ratings of every year are of the years told before, other deeds of every year of none.
        (f"Nhiệm kỳ 2015 - 2020 khá.\nHằng năm có {{80%}} chi bộ {RATED}.", FLOW, "2015..2020"),
        (f"Qua 5 năm, xã làm tốt.\nĐến 30/6/2023 có 9 chi bộ.\nHằng năm {{80%}} chi bộ {RATED}.", FLOW,
         "2018..published"),
        ("Nhiệm kỳ 2015 - 2020 khá.\nHằng năm giới thiệu {80 quần chúng}.", FLOW, ".."),
        ("Qua đánh giá cuối năm 2022, có {80%} chi bộ vững mạnh.", FLOW, "2022-01-01..2022-12-31"),
        ("Nhiệm kỳ 2015 - 2020 khá.\nBình quân hằng năm giới thiệu {80 quần chúng}.", FLOW, "2015..2020"),
        # What is held against a year's plan is of one year; the name of a resolution followed is no stretch.
        ("Năm 2022 khá.\nTừ đầu nhiệm kỳ đến nay làm tốt.\nXã kết nạp {9 đảng viên}, đạt 90% kế hoạch năm.", FLOW,
         "2022-01-01..2022-12-31"),
        ("Năm 2022 khá.\nThực hiện Nghị quyết Đại hội huyện, nhiệm kỳ 2020 - 2025, xã mở {3 lớp}.", FLOW,
         "2022-01-01..2022-12-31"),
        ("Thực hiện Nghị quyết Đại hội huyện, nhiệm kỳ 2015 - 2020, xã mở {3 lớp}.", FLOW, "2015..2020"),
        ("Từ năm 2018 đến nay, xóa tên 86 người.\n6 tháng đầu năm 2023 khá.\nTrong 86 người nói trên, {13 nữ} trẻ.",
         FLOW, "2018..published"),
        # Awards: the day of a meeting yields to the stretch told behind it, and to several rounds.
        ("Ngày 17/2/2023, huyện họp.\nNăm 2022, huyện làm tốt. Huyện trao Huy hiệu cho {76 đảng viên}.", EVENT,
         "2022-01-01..2022-12-31"),
        ("Năm 2022 khá.\nNgày 17/2/2023, huyện họp.\nĐã tặng Huy hiệu các đợt cho {76 đảng viên}.",
         EVENT, "2022-01-01..2022-12-31"),
        ("Năm 2022 khá.\nNgày 17/2/2023, huyện họp.\nHuyện tặng Huy hiệu cho {76 đảng viên}.", EVENT,
         "2023-02-17..2023-02-17"),
        ("Ngày 17/2/2023, huyện họp.\nÔng vào Đảng ngày 20/11/1975.\nXã tặng Huy hiệu cho {7 đảng viên}.", EVENT,
         "2023-02-17..2023-02-17"),
        # The committee that a congress elects holds the term which begins about its day.
        ("Ngày 18/5/2023, Hội họp Đại hội nhiệm kỳ 2023 - 2028.\nNhiệm kỳ 2018 - 2023 làm tốt.\n"
         "Đại hội đã bầu Ban Chấp hành gồm {15 đồng chí}.", ELECTED, "2023..2028"),
        ("Ban Chấp hành khóa này gồm {15 đồng chí}.", ELECTED, "..published"),
    ],
)  # fmt: skip
def test_flow_before(text: str, kind: FigureKind, expected: str, period_of: Callable[..., str]) -> None:
    assert period_of(text, kind) == expected


CELLS = (
    "Đến nay, chi bộ đã đại hội nhiệm kỳ 2025 - 2027; đảng bộ đã đại hội nhiệm kỳ 2025 - 2030.\n"
    "Các chi bộ đã bầu {0}. Về trình độ: {1} có bằng đại học.\nỞ cấp cơ sở, đã bầu {2}.\n"
)


@pytest.mark.parametrize(("at", "expected"), [(0, "2025..2027"), (1, "2025..2027"), (2, "2025..2030")])
def test_the_elected_of_cells_hold_office_for_the_term_of_cells(
    period_of: Callable[..., str], at: int, expected: str
) -> None:
    figures = ["571 chi ủy viên", "78%", "214 cấp ủy viên"]
    figures[at] = f"{{{figures[at]}}}"
    assert period_of(CELLS.format(*figures), ELECTED, "2025-04-22") == expected
