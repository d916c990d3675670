from collections.abc import Callable

import pytest

from extractors.periods.figures import FigureKind

FLOW = FigureKind(is_level=False)
AIM = FigureKind(is_level=False, is_target=True)
AIMED_LEVEL = FigureKind(is_level=True, is_target=True)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # Held against what was done until a day, an aim was set for the year, or for the term.
        ("Đến 30/6/2023, huyện kết nạp 90 đảng viên, đạt 60% kế hoạch ({150}).", AIM, "2023-01-01..2023-12-31"),
        ("Từ đầu năm đến nay, xã kết nạp 9 đảng viên, đạt 60% chỉ tiêu ({15}).", AIM, "2023-01-01..2023-12-31"),
        ("Từ đầu nhiệm kỳ đến nay, huyện kết nạp 846 đảng viên, vượt chỉ tiêu ({800}).", AIM, "2020..2025"),
        ("Từ đầu nhiệm kỳ 2020 - 2025 đến nay, huyện kết nạp 846, đạt 84% mục tiêu ({999}).", AIM, "2020..2025"),
        ("Từ đầu nhiệm kỳ đến nay, xã khá, mỗi năm 9 người, đạt 67% nghị quyết nhiệm kỳ ({90}).", AIM, "2020..2025"),
        ("Ba năm qua, xã kết nạp 90 đảng viên (chỉ tiêu {75}).", AIM, "2020..published"),
        ("Mục tiêu đến hết năm 2023, huyện phấn đấu kết nạp {190 đảng viên}.", AIM, "2023-01-01..2023-12-31"),
        (
            "Nhiệm kỳ 2018 - 2023 sắp hết.\nĐến hết năm 2023, Hội phấn đấu kết nạp {190 hội viên}.",
            AIM,
            "2018..2023-12-31",
        ),
        ("Đến hết năm 2023, huyện phấn đấu có {45 chi bộ}.", AIMED_LEVEL, "..2023-12-31"),
        # Aims of every year: of the term to come, of a congress, of what is left, or until a year.
        (
            "Nhiệm kỳ 2020 - 2025 khá.\nBước vào nhiệm kỳ mới, xã phấn đấu mỗi năm kết nạp {9 đảng viên}.",
            AIM,
            "2025..2030",
        ),
        ("Đại hội xã, nhiệm kỳ 2023 - 2028 nêu: hằng năm kết nạp {9 đoàn viên}.", AIM, "2023..2028"),
        (
            "Đại hội Đảng bộ xã lần thứ I, nhiệm kỳ 2023 - 2028.\nNhiệm kỳ 2018 - 2023, xã kết nạp 90.\n"
            "Đại hội đề ra kết nạp {150 đảng viên}.",
            AIM,
            "2023..2028",
        ),
        ("Nửa nhiệm kỳ còn lại, Đảng ủy giao mỗi năm kết nạp {9 đảng viên}.", AIM, "2023-07-15..2025"),
        ("Từ nay đến năm 2025, xã phấn đấu mỗi năm kết nạp {9 đảng viên}.", AIM, "2023-07-15..2025-12-31"),
        ("Mục tiêu đến năm 2030: mọi thôn có chi bộ; mỗi năm kết nạp {9 đảng viên}.", AIM, "..2030-12-31"),
        ("Giai đoạn 2021 - 2025, đến năm 2024 có đường, mỗi năm kết nạp {9 đảng viên}.", AIM, "2021..2025"),
        ("Từ đầu nhiệm kỳ đến nay làm tốt, phấn đấu mỗi năm kết nạp {9 đảng viên}.", AIM, ".."),
        # A whole term that was done is over; one aimed at comes.
        ("Đại hội nhiệm kỳ 2023 - 2028 sắp họp.\nCả nhiệm kỳ, Hội kết nạp {90 hội viên}.", FLOW, "2018..2023"),
        ("Đại hội nhiệm kỳ 2023 - 2028 sắp họp.\nCả nhiệm kỳ, Hội phấn đấu kết nạp {90 hội viên}.", AIM, "2023..2028"),
    ],
)
def test_stretch_of_plan(text: str, kind: FigureKind, expected: str, period_of: Callable[..., str]) -> None:
    assert period_of(text, kind) == expected
