"""Parts of a year told without it, in texts without a day of publication."""

from collections.abc import Callable

import pytest

from extractors.periods.figures import FigureKind
from extractors.periods.finding import find_times
from extractors.rulebook import Rulebook

FLOW, LEVEL = FigureKind(is_level=False), FigureKind(is_level=True)
ELECTED = FigureKind(is_level=True, is_elected=True)
PeriodOf = Callable[..., str]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # What is told close behind the year of an aim is of that year.
        ("Năm 2021, chỉ tiêu là 90; hết tháng 2 mới kết nạp được {8 đảng viên}.", LEVEL, "..2021-02-28"),
        ("Năm 2023, huyện đặt mục tiêu 330. Kết quả đến ngày 25/12: {351}", LEVEL, "..2023-12-25"),
        ("Năm 2026, xã được giao 16, quý I phấn đấu {3 đảng viên}.", FLOW, "2026-01-01..2026-03-31"),
        # Not in another paragraph, nor behind a year in which something was done.
        ("Năm 2023, xã phấn đấu kết nạp 9 người.\nĐến ngày 25/12/2022 có 7. Hết tháng 2: {8}", LEVEL, "..2022-02-28"),
        ("Tháng 6/2024 họp. Năm 2023 đã kết nạp 9. Hết tháng 2 được {8 người}.", LEVEL, "..2024-02-29"),
        # No article was written before there were papers on screens, nor before the running term.
        ("Trận lũ vượt mốc năm 1993. Sáu tháng đầu năm nay kết nạp {9 đảng viên}.", FLOW, ".."),
        ("Đại hội nhiệm kỳ 2017 - 2022. Hội có từ năm 2002. 7 tháng đầu năm nay kết nạp {9 người}.", FLOW, ".."),
        # The elected are of the congress named where its day has no year.
        ("Sáng 13/3, Đại hội đại biểu, nhiệm kỳ 2025 - 2030 họp. Đại hội bầu {13 đồng chí}.", ELECTED, "2025..2030"),
    ],
)
def test_a_part_of_a_year_without_it(period_of: PeriodOf, text: str, kind: FigureKind, expected: str) -> None:
    assert period_of(text, kind, None) == expected


def test_what_follows_the_year_of_an_aim_tells_when_a_text_was_written(rulebook: Rulebook) -> None:
    told = "Năm 2020 đã kết nạp 90 đảng viên. Năm 2021, chỉ tiêu là 90; hết tháng 2 mới kết nạp được 8."
    assert find_times(told, rulebook.periods, published=None).now == "2021-02-28"
