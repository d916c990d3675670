"""Bare numerals behind words of the present: today's level of what was told before; names and figures invented."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lúc đầu chi bộ có 3 đảng viên, bây giờ 9.", ["3 member.total", "9 member.total"]),
        ("Chi bộ lúc đầu có 3 đảng viên đều là bộ đội; bây giờ đã là 9.", ["3 member.total", "9 member.total"]),
        ("Năm 2018, huyện có 4 chi hội nghề nghiệp, đến nay toàn huyện đã có 37.", ["4 cell.total", "37 cell.total"]),
        ("Trước đây ấp có 87 hộ nghèo, sau 4 năm đảng viên kèm cặp, giờ còn 16.",
         ["87 household.poor", "16 household.poor"]),
        ("Năm 2020, chi bộ có 14 đảng viên. Nay được 22.", ["14 member.total", "22 member.total"]),
        # What was told last is no level, or lies outside the catalogue.
        ("Xã có 4 mô hình, đến nay đã có 37.", ["4 other", "37 other"]),
        ("Chi bộ có 14 đảng viên, trồng 20 ha keo, nay đã có 37.", ["14 member.total", "20 other", "37 other"]),
    ],
)  # fmt: skip
def test_levels_of_today(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(f"{text}\n")) == expected
