"""What a percent is of where the numbers around it say so, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def told(extraction: Extraction, numeral: str) -> tuple[str, str]:
    """The indicator and the measure of the fact whose numeral is printed so."""
    fact = fact_of(extraction, numeral)
    return fact.indicator, fact.measure


@pytest.mark.parametrize(
    ("sentences", "numeral", "expected"),
    [
        # In a bracket, of an aim told before for the same.
        ("Nghị quyết xác định, nhiệm kỳ 2020 - 2025 kết nạp 250 đảng viên. Đến nay, đã kết nạp 147 đảng viên (58,8%).",
         "58,8", ("member.admitted", "completion")),
        ("Đảng bộ phấn đấu kết nạp 250 đảng viên. Đến nay, đã kết nạp 147 đảng viên (41,2%).",
         "41,2", ("member.admitted", "share")),
        ("Năm 2022 kết nạp 250 đảng viên. Năm 2023 kết nạp 147 đảng viên (58,8%).",
         "58,8", ("member.admitted", "share")),
        # In words that only say so.
        ("Đại hội trước đề ra kết nạp 350 đảng viên, cả nhiệm kỳ thực hiện được 290, bằng 82,9%.",
         "82,9", ("member.admitted", "completion")),
        ("Đại hội trước đề ra kết nạp 350 đảng viên, cả nhiệm kỳ thực hiện được 290, bằng 12%.",
         "12", ("member.admitted", "share")),
        # By how many a plan is exceeded.
        ("Hết quý III, xã kết nạp 14 đồng chí, vượt chỉ tiêu huyện giao 2 đồng chí.",
         "2", ("member.admitted", "completion")),
        # Of a whole of others between.
        ("Đảng bộ có 301 đảng viên trên tổng số 512 cán bộ, chiếm 58,8%.", "58,8", ("member.total", "share")),
        ("Đảng bộ kết nạp 55 đảng viên trong tổng số hơn 1.200 lao động, chiếm 4,6%.",
         "4,6", ("member.admitted", "share")),
        ("Đảng bộ có 301 đảng viên trên tổng số 512 cán bộ, nữ chiếm 31%.", "31", ("other", "share")),
    ],
)  # fmt: skip
def test_what_a_percent_is_of(read: Read, sentences: str, numeral: str, expected: tuple[str, str]) -> None:
    assert told(read(f"Huyện Ba Bể\n\n{sentences}\n"), numeral) == expected


def test_the_lowest_grade_is_no_plan_fulfilled(read: Read) -> None:
    text = "Năm 2017, có 762 đảng viên hoàn thành tốt (81,58%), 29 hoàn thành (3,11%), 3 không hoàn thành."
    assert told(read(text), "3,11") == ("member.rated", "share")


def test_a_share_beside_a_change_has_the_time_of_the_level(read: Read) -> None:
    text = "Nay, tỷ lệ đảng viên trong dân quân đạt 26,8%, tăng 9,1% so với năm 2009; trong dự bị động viên là 14,3%."
    extraction = read(text)
    starts = {text[f.evidence.start : f.evidence.end]: f.period.start for f in extraction.facts}
    assert starts == {"26,8": None, "9,1": "2009", "14,3": None}
