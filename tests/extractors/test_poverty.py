"""Households that words behind or before them call poor; names and figures invented."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã có 820 hộ thì 95 hộ thuộc diện nghèo.", ["820 household.total", "95 household.poor"]),
        ("Thôn có 46 hộ, hơn 80% thuộc diện nghèo.", ["46 household.total", "80 household.poor share"]),
        ("Thôn có 46 hộ, 211 khẩu, hơn 80% thuộc diện nghèo.",
         ["46 household.total", "211 population.total", "80 household.poor share"]),
        ("Năm 2016, 100% hộ trong bản là hộ nghèo; nay tỷ lệ này còn 34%.",
         ["100 household.poor share", "34 household.poor share"]),
        ("Số hộ nông dân nghèo giảm từ 1.240 hộ xuống 870 hộ.", ["1.240 household.poor", "870 household.poor"]),
        ("Số hộ CCB nghèo giảm từ 480 hộ cuối năm 2018 xuống 402 hộ.", ["480 household.poor", "402 household.poor"]),
        ("Cả tỉnh còn 9.860 hộ người cao tuổi thuộc diện nghèo.", ["9.860 household.poor"]),
        # The near-poor are not poor, and whom poor ones live beside neither.
        ("Xã có 820 hộ, trong đó 95 hộ thuộc diện nghèo, cận nghèo.", ["820 household.total", "95 other"]),
        ("Xã có 820 hộ, 7 thôn nghèo.", ["820 household.total", "7 village.total"]),
    ],
)  # fmt: skip
def test_households_called_poor(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(f"{text}\n")) == expected
